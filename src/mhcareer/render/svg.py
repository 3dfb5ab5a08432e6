"""A timeline as a standalone picture (SVG 1.1): scales to any size, prints, and carries its own text alternative.

A bar gets thinner as it gets slower (thick: fast, middle: typical, thin: slow), what sets the date has an outline, a
pointer and bold letters, a credential held is a diamond, and what opens on the way is a thin line with an open end: no
meaning rests on color. The two colors are told apart by the color-blind, too. Styles are plain rules under a class of
their own, so that the element can stand inside a page; a dark ground gets other colors.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap

from mhcareer.errors import UsageError
from mhcareer.render.document import Bar, Document, Heading, Opening, Paragraph, Span, Timeline, clean
from mhcareer.render.timeline import Scale, ruled
from mhcareer.render.words import month

_WIDTH, _EDGE = 960, 20
_LABEL = 300
"""Width of the column of names."""
_LEFT = _EDGE + _LABEL + 16
_CHART = _WIDTH - _LEFT - _EDGE
_CHARACTER = 7
"""Width of a character of a label, generously."""
_TITLE_COLUMNS, _SUBTITLE_COLUMNS, _LABEL_COLUMNS, _SMALL_COLUMNS = 74, 118, 37, 46
_MOST_LINES = 3
"""Lines of a label at most; the tip of its row has the whole title."""
_LINE, _GAP, _OPENING = 16, 14, 22
_HALF = {"fast": 8, "typical": 5, "slow": 2}
"""Half the height of a bar at each speed."""
_STYLE = """
.mhc-t text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-size:13px;fill:#1b1f24}
.mhc-t .title{font-size:20px;font-weight:600}.mhc-t .strong{font-weight:600}
.mhc-t .small{font-size:12px;fill:#57606a}.mhc-t .paper{fill:#ffffff}.mhc-t .grid{stroke:#d8dde3;stroke-width:1}
.mhc-t rect{stroke:#0b4f87;stroke-width:1}.mhc-t .paper{stroke:none}
.mhc-t .fast{fill:#0b62a8}.mhc-t .typical{fill:#6aa9dc}.mhc-t .slow{fill:#cfe3f4}
.mhc-t .sets .fast{fill:#a83c00}.mhc-t .sets .typical{fill:#e08a52}.mhc-t .sets .slow{fill:#f2cdb5}
.mhc-t .sets rect{stroke:#1b1f24;stroke-width:1.25}
.mhc-t .between{stroke:#8b949e;stroke-width:1.25;stroke-dasharray:2 3}
.mhc-t .mark{fill:#1b1f24}.mhc-t .held{fill:#1b1f24;stroke:#ffffff;stroke-width:1.5}
.mhc-t .open{stroke:#57606a;stroke-width:2.5;fill:none}
@media (prefers-color-scheme:dark){
.mhc-t text,.mhc-t .mark{fill:#e9ecef}.mhc-t .small{fill:#adb5bd}.mhc-t .paper{fill:#15181c}.mhc-t .grid{stroke:#343b43}
.mhc-t rect{stroke:#8cc6f5}.mhc-t .fast{fill:#8cc6f5}.mhc-t .typical{fill:#3f84ba}.mhc-t .slow{fill:#244a68}
.mhc-t .sets .fast{fill:#ffb183}.mhc-t .sets .typical{fill:#c96a30}.mhc-t .sets .slow{fill:#6b3a1c}
.mhc-t .sets rect{stroke:#e9ecef}.mhc-t .held{fill:#e9ecef;stroke:#15181c}.mhc-t .open{stroke:#adb5bd}
}"""


def to_svg(document: Document) -> str:
    """The timeline of a document as a file, under its title and its first emphasized line.

    Raises:
        UsageError: The document has no timeline.
    """
    timeline = next((block for block in document if isinstance(block, Timeline)), None)
    if timeline is None:
        raise UsageError("this answer has no timeline to draw as `svg`", hint="use `--format markdown` or `json`")
    title = next((block.text for block in document if isinstance(block, Heading)), "Timeline")
    line = next((block.text for block in document if isinstance(block, Paragraph) and block.strong), "")
    element = svg_element(timeline, title=title, line=line)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{element}\n'
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def svg_element(timeline: Timeline, *, title: str, line: str = "", name: str = "mhc") -> str:
    """The picture as one element, for a file or inside a page.

    Args:
        timeline: What is drawn.
        title: Its heading and name.
        line: One line under the heading.
        name: Begins the ids of the element; another one for each picture on a page.
    """
    picture = _Picture(timeline)
    picture.heading(title, line)
    picture.bars()
    picture.openings()
    picture.legend()
    height = picture.y + _EDGE
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    named = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="mhc-t" {size} {named}>',
            f'<title id="{name}-title">{_said(title)}</title>',
            f'<desc id="{name}-desc">{_said(_told(timeline))}</desc>',
            f"<style>{_STYLE}\n</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
            *picture.parts,
            "</svg>",
        )
    )


class _Picture:
    """Parts so far, and how far down they reach."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.scale = Scale(timeline.begin, timeline.end, _CHART)
        self.parts: list[str] = []
        self.y = _EDGE

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: str = "") -> None:
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        named = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text{named} x="{x}" y="{y}"{anchored}>{_said(text)}</text>')

    def heading(self, title: str, line: str) -> None:
        for piece in _lines(title, _TITLE_COLUMNS):
            self.y += 22
            self.text(_EDGE, self.y - 4, piece, "title")
        for piece in wrap(clean(line), _SUBTITLE_COLUMNS):
            self.y += 18
            self.text(_EDGE, self.y, piece)
        self.y += 30

    def bars(self) -> None:
        """The ruler, lines down from it, and a row for each bar."""
        rows = [_lines(bar.label, _LABEL_COLUMNS) for bar in self.timeline.bars]
        rulers = ruled(self.timeline, self.scale, _CHARACTER)
        top = self.y + _LINE * (len(rulers) - 1) + 6
        bottom = top + sum(_LINE * (len(lines) + 1) + _GAP for lines in rows)
        bottom += _OPENING * len(self.timeline.openings) + (_LINE + _GAP if self.timeline.openings else 0)
        for number, marks in enumerate(rulers):
            for day, name in marks:
                x = _LEFT + self.scale.column(day)
                if x + len(name) * _CHARACTER <= _WIDTH:
                    self.text(x + 3, self.y + number * _LINE, name, "small")
                start = top - _LINE * (len(rulers) - number)
                self.parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{start}" y2="{bottom}"/>')
        self.y = top + 8
        for bar, lines in zip(self.timeline.bars, rows, strict=True):
            self.bar(bar, lines)

    def bar(self, bar: Bar, lines: list[str]) -> None:
        """One row: name and dates on the left, the bar on the right, and a tip that says it all."""
        self.parts.append(f'<g class="sets"><title>{_said(_row(bar))}</title>' if bar.strong else "<g>")
        if not bar.strong:
            self.parts.append(f"<title>{_said(_row(bar))}</title>")
        middle = self.y + (_LINE * (len(lines) + 1)) // 2 - 4
        if bar.strong:
            self.pointer(_EDGE - 12, self.y + 5)
        for piece in lines:
            self.text(_EDGE, self.y + 9, piece, "strong" if bar.strong else "")
            self.y += _LINE
        self.text(_EDGE, self.y + 7, bar.remark, "small")
        self.y += _LINE + _GAP
        self.spans(bar, middle)
        self.parts.append("</g>")

    def spans(self, bar: Bar, middle: int) -> None:
        """Slow under typical under fast, joined by a dashed line where they are apart."""
        typical = (bar.begin, bar.end)
        first, last = self._x(bar.fast)[0], self._x(bar.slow)[1]
        self.parts.append(f'<line class="between" x1="{first}" x2="{last}" y1="{middle}" y2="{middle}"/>')
        for speed, span in (("slow", bar.slow), ("typical", typical), ("fast", bar.fast)):
            left, right = self._x(span)
            half = _HALF[speed]
            place = f'x="{left}" y="{middle - half}" width="{right - left}" height="{2 * half}"'
            self.parts.append(f'<rect class="{speed}" {place}/>')
        if bar.milestone:
            self.diamond(self._x(typical)[1], middle)

    def _x(self, span: Span) -> tuple[int, int]:
        columns = self.scale.columns(span)
        left, right = columns[0], columns[-1] + 1
        return _LEFT + min(left, _CHART - 3), _LEFT + max(right, min(left, _CHART - 3) + 3)

    def openings(self) -> None:
        """Roles that open on the way, each as a thin line from the day on, with an open end."""
        if not self.timeline.openings:
            return
        self.text(_EDGE, self.y + 9, "Open to you on the way", "strong")
        self.y += _LINE + _GAP
        for opening in self.timeline.openings:
            self.opening(opening)

    def opening(self, opening: Opening) -> None:
        said = f"{clean(opening.label)}, from {month(opening.since)}"
        self.parts.append(f"<g><title>{_said(said)}</title>")
        self.text(_EDGE, self.y, _short(clean(opening.label), _SMALL_COLUMNS), "small")
        x, end, y = _LEFT + min(self.scale.column(opening.since), _CHART - 8), _LEFT + _CHART, self.y - 4
        self.parts.append(f'<path class="open" d="M{x} {y - 4}v8M{x} {y}H{end}m-5 -4l5 4l-5 4"/></g>')
        self.y += _OPENING

    def legend(self) -> None:
        """What the shapes mean, in one line."""
        self.y += 12
        x, y = _EDGE, self.y
        self.pointer(x - 12, y)
        half = _HALF["typical"]
        self.parts.append(
            f'<g class="sets"><rect class="fast" x="{x}" y="{y - half}" width="26" height="{2 * half}"/></g>'
        )
        x = self.meaning(x + 32, "sets the date")
        for speed in ("fast", "typical", "slow"):
            half = _HALF[speed]
            self.parts.append(f'<rect class="{speed}" x="{x}" y="{y - half}" width="26" height="{2 * half}"/>')
            x = self.meaning(x + 32, f"{speed} pace")
        if any(bar.milestone for bar in self.timeline.bars):
            self.diamond(x + 8, y)
            self.meaning(x + 22, "credential held, at the typical pace")
        self.y += 4

    def meaning(self, x: int, text: str) -> int:
        """A word of the legend; where the next sign may stand."""
        self.text(x, self.y + 4, text, "small")
        return x + len(text) * _CHARACTER + 16

    def diamond(self, x: int, y: int) -> None:
        self.parts.append(f'<path class="held" d="M{x} {y - 8}l8 8l-8 8l-8 -8z"/>')

    def pointer(self, x: int, y: int) -> None:
        self.parts.append(f'<path class="mark" d="M{x} {y - 5}l8 5l-8 5z"/>')


def _lines(text: str, columns: int) -> list[str]:
    """A text on as many lines as it needs, and no more than there is room for."""
    pieces = wrap(clean(text), columns) or [""]
    if len(pieces) <= _MOST_LINES:
        return pieces
    return [*pieces[: _MOST_LINES - 1], f"{pieces[_MOST_LINES - 1][: columns - 3].rstrip()}..."]


def _short(text: str, columns: int) -> str:
    return text if len(text) <= columns else text[: columns - 3].rstrip() + "..."


def _row(bar: Bar) -> str:
    fast, slow = (f"{month(begin)} - {month(end)}" for begin, end in (bar.fast, bar.slow))
    sets = "; sets the date" if bar.strong else ""
    return f"{clean(bar.title)}: {bar.remark} (fast {fast}; slow {slow}){sets}"


def _told(timeline: Timeline) -> str:
    """The whole picture in sentences."""
    said = [f"Timeline from {month(timeline.begin)} to {month(timeline.end)}."]
    said += [f"{number}. {_row(bar)}." for number, bar in enumerate(timeline.bars, start=1)]
    said += [f"Open to you from {month(o.since)}: {clean(o.label)}." for o in timeline.openings]
    return " ".join(said)


def _said(text: str) -> str:
    return escape(clean(text))
