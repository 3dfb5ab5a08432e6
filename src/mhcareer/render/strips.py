"""The timeline as rows that reflow: label and dates are text of the page, and each bar is a small inline SVG.

One drawing with its labels inside would shrink to nothing on a phone and could not be read aloud. Here the text is
the alternative to the drawing, and bars are placed in percent, so they fit any width. A bar is full where the step
lies at the fast speed, lighter at the typical and lightest at the slow one; what sets the date is labeled in bold; who
does not see that hears it in words. All is drawn in the color of the text around, so that the drawing follows light,
dark, high contrast and paper.
"""

from __future__ import annotations

from datetime import date
from html import escape

from mhcareer.render.document import Bar, Timeline, clean
from mhcareer.render.words import month, months_spanned

_OPACITY = {"fast": 1, "typical": 0.5, "slow": 0.15}
_LEAST = 0.8
"""Percent of the width that the shortest bar gets, so that it is seen."""
_MONTHLY = 18
"""Spans of fewer months have a scale of months."""
_YEARS, _MONTHS = 6, 3
"""Lines of the scale that are labeled, at most: so many years or months fit on a phone."""
_FAINT = ' stroke="currentColor" stroke-opacity="0.3"'
_LAST = 90.0
"""Percent of the width behind which no label begins, since it would leave the drawing."""


def timeline_figure(timeline: Timeline) -> str:
    """The timeline as a `figure`: a scale, one row for each bar, and what its shades mean."""
    spanned = f"Timeline from {month(timeline.begin)} to {month(timeline.end)}"
    ticks = _ticks(timeline)
    lines = "".join(f'<line x1="{x}%" x2="{x}%" y1="0" y2="100%"{_FAINT}/>' for x, _ in ticks)
    rows = "\n".join(_row(timeline, bar, lines) for bar in timeline.bars)
    return f"""<figure class="timeline" aria-label="{escape(spanned)}">
<div class="scale" aria-hidden="true"><span class="strip"><svg>{_labels(ticks)}</svg></span></div>
<ol role="list">
{rows}
</ol>
<figcaption>{" ".join(_key(speed) for speed in _OPACITY)} <span><b>bold</b>: sets the date</span></figcaption>
</figure>"""


def _row(timeline: Timeline, bar: Bar, lines: str) -> str:
    return (
        f'<li class="{"sets" if bar.strong else "waits"}"><span class="label">{escape(clean(bar.label))}</span> '
        f'<span class="strip" aria-hidden="true"><svg>{lines}{_drawn(timeline, bar)}</svg></span> '
        f'<span class="when">{escape(clean(bar.remark))}<span class="unseen">; {_told(bar)}</span></span></li>'
    )


def _told(bar: Bar) -> str:
    """What the drawing of a bar says, in words."""
    ends = f"fast until {month(bar.fast[1])}, slow until {month(bar.slow[1])}"
    return f"{'sets the date' if bar.strong else 'can wait'}; {ends}"


def _drawn(timeline: Timeline, bar: Bar) -> str:
    """The spans at three speeds, the faster over the slower, and a line over the gaps between them."""
    spans = [_span(timeline, begin, end) for begin, end in (bar.slow, (bar.begin, bar.end), bar.fast)]
    shapes = ((speed, *span) for speed, span in zip(reversed(_OPACITY), spans, strict=True))
    return _gaps(spans) + "".join(
        f'<rect x="{left}%" width="{width}%" y="50%" transform="translate(0 -6)" height="12" {_paint(speed)}/>'
        for speed, left, width in shapes
    )


def _gaps(spans: list[tuple[float, float]]) -> str:
    """Lines between spans that do not touch, as a step that begins later the slower all goes."""
    lines, reached = "", min(left for left, _ in spans)
    for left, width in sorted(spans):
        if left > reached:
            lines += f'<line x1="{reached}%" x2="{left}%" y1="50%" y2="50%" stroke="currentColor"/>'
        reached = max(reached, round(left + width, 2))
    return lines


def _span(timeline: Timeline, begin: date, end: date) -> tuple[float, float]:
    """Left edge and width in percent; never too narrow to be seen, and never beyond the drawing."""
    left = min(_percent(timeline, begin), 100 - _LEAST)
    width = max(_LEAST, min(_percent(timeline, end), 100.0) - left)
    return round(left, 2), round(width, 2)


def _key(speed: str) -> str:
    drawn = f'<rect x="2" y="1" width="20" height="10" {_paint(speed)}/>'
    return f'<svg aria-hidden="true" width="24" height="12">{drawn}</svg> {speed}'


def _paint(speed: str) -> str:
    return f'rx="2" fill="currentColor" fill-opacity="{_OPACITY[speed]}" stroke="currentColor"'


def _percent(timeline: Timeline, day: date) -> float:
    total = max(1, (timeline.end - timeline.begin).days)
    return round(100 * (day - timeline.begin).days / total, 2)


def _labels(ticks: list[tuple[float, str]]) -> str:
    most = _YEARS if all(label.isdigit() for _, label in ticks) else _MONTHS
    every = max(1, -(-len(ticks) // most))
    shown = [(x, label) for x, label in ticks[::every] if x <= _LAST]
    return "".join(
        f'<text x="{x}%" y="12" font-size="12" fill="currentColor">{escape(label)}</text>' for x, label in shown
    )


def _ticks(timeline: Timeline) -> list[tuple[float, str]]:
    """Where years begin, or months if the whole is short, in percent of the width, with what stands there."""
    begun = timeline.begin.day > 1
    first = timeline.begin.year * 12 + timeline.begin.month - 1 + begun  # in months since the year 0
    unit = 1 if months_spanned(timeline.begin, timeline.end) < _MONTHLY else 12
    days = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(-(-first // unit) * unit, timeline.end.year * 12 + timeline.end.month, unit)
    ]
    return [(_percent(timeline, day), str(day.year) if unit > 1 else month(day)) for day in days]
