"""The timeline as rows that reflow: label and dates are text of the page, and each bar is a small inline SVG.

One drawing with its labels inside would shrink to nothing on a phone and could not be read aloud. Here the text is
the alternative to the drawing, and bars are placed in percent, so they fit any width. What sets the date is a full
bar, what can wait an outline, and who does not see them hears it in words. All is drawn in the color of the text
around, so that the drawing follows light, dark, high contrast and paper.
"""

from __future__ import annotations

from datetime import date
from html import escape

from mhcareer.render.document import Bar, Timeline, clean
from mhcareer.render.words import month, months_spanned

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
    """The timeline as a `figure`: a scale, one row for each bar, and what the two kinds of bar mean."""
    spanned = f"Timeline from {month(timeline.begin)} to {month(timeline.end)}"
    ticks = _ticks(timeline)
    lines = "".join(f'<line x1="{x}%" x2="{x}%" y1="0" y2="100%"{_FAINT}/>' for x, _ in ticks)
    rows = "\n".join(_row(timeline, bar, lines) for bar in timeline.bars)
    return f"""<figure class="timeline" aria-label="{escape(spanned)}">
<div class="scale" aria-hidden="true"><span class="strip"><svg>{_labels(ticks)}</svg></span></div>
<ol role="list">
{rows}
</ol>
<figcaption>{_key(strong=True)} sets the date {_key(strong=False)} can wait</figcaption>
</figure>"""


def _row(timeline: Timeline, bar: Bar, lines: str) -> str:
    left = _percent(timeline, bar.begin)
    width = max(_LEAST, round(_percent(timeline, bar.end) - left, 2))
    left = round(min(left, 100 - width), 2)
    shape = f'x="{left}%" width="{width}%" y="50%" height="12" rx="2" transform="translate(0 -6)"'
    drawn = f"<rect {shape} {_paint(strong=bar.strong)}/>"
    said = "sets the date" if bar.strong else "can wait"
    return (
        f'<li><span class="label">{escape(clean(bar.label))}</span> '
        f'<span class="strip" aria-hidden="true"><svg>{lines}{drawn}</svg></span> '
        f'<span class="when">{escape(clean(bar.remark))}<span class="unseen">, {said}</span></span></li>'
    )


def _key(*, strong: bool) -> str:
    shape = 'x="2" y="2" width="20" height="8" rx="2"'
    return f'<svg aria-hidden="true" width="24" height="12"><rect {shape} {_paint(strong=strong)}/></svg>'


def _paint(*, strong: bool) -> str:
    return f'fill="{"currentColor" if strong else "none"}" stroke="currentColor" stroke-width="1.5"'


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
