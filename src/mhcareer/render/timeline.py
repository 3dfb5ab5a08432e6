"""A timeline as lines of characters: what plain text and the terminal share.

A row shows its step three times over: solid where it lies at the fast speed, lighter at the typical and lightest at
the slow one, the faster over the slower, so that a bar ends solid, then shaded, then light. What sets the date bears a
star, a credential held a diamond; neither rests on color, and each has a twin in ASCII.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from mhcareer.frozen import dataclass
from mhcareer.render.document import Bar, Span, Timeline, clean

_LABEL_SHARE = 0.32
_WITH_DATES = 60
"""Columns from which on there is room for the dates of a step."""
_DATES = 20
"""Columns of `Aug 2027 - May 2031` and a space."""
_STAR = 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STRIDES = (1, 2, 4, 5, 10, 20)


@dataclass(frozen=True)
class Signs:
    """What is drawn for what."""

    fast: str
    typical: str
    slow: str
    between: str
    held: str


UNICODE = Signs("█", "▒", "░", "·", "◆")
ASCII = Signs("#", "=", "-", ".", "o")
DRAWN = "".join((UNICODE.fast, UNICODE.typical, UNICODE.slow, UNICODE.between, UNICODE.held))
"""Every character beyond ASCII that a drawing needs."""


@dataclass(frozen=True)
class Drawing:
    """A timeline as lines: a ruler, one row for each bar, and what the signs mean."""

    ruler: tuple[str, ...]
    rows: tuple[str, ...]
    legend: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, from top to bottom."""
        return (*self.ruler, *self.rows, *self.legend)


def drawn(timeline: Timeline, width: int, *, ascii_only: bool) -> Drawing:
    """A ruler of years, a bar for each step, and the legend, each line no wider than `width`."""
    signs = ASCII if ascii_only else UNICODE
    longest = max((len(clean(bar.label)) + _outdent(bar.label) for bar in timeline.bars), default=0)
    label = min(longest, int(width * _LABEL_SHARE))
    dates = _DATES if width >= _WITH_DATES else 0
    scale = Scale(timeline.begin, timeline.end, width - label - dates - _STAR - 2)
    before = " " * (_STAR + label + 1)
    return Drawing(
        ruler=tuple((before + line).rstrip() for line in (_placed(marks, scale) for marks in ruled(timeline, scale))),
        rows=tuple(_row(bar, scale, label, signs, dated=bool(dates)) for bar in timeline.bars),
        legend=_legend(timeline, signs, width),
    )


def _outdent(label: str) -> int:
    return len(label) - len(label.lstrip())


@dataclass(frozen=True)
class Scale:
    """Days to columns."""

    begin: date
    end: date
    room: int

    def column(self, day: date) -> int:
        """The column in which a day lies, counted from 0."""
        days = max(1, (self.end - self.begin).days)
        return max(0, (day - self.begin).days * self.room // days)

    def columns(self, span: Span) -> range:
        """The columns of a span; at least one."""
        days = max(1, (self.end - self.begin).days)
        left = min(self.column(span[0]), self.room - 1)
        right = -(-(span[1] - self.begin).days * self.room // days)
        return range(left, min(self.room, max(left + 1, right)))


def _row(bar: Bar, scale: Scale, label: int, signs: Signs, *, dated: bool) -> str:
    name = " " * _outdent(bar.label) + clean(bar.label)
    name = name if len(name) <= label else name[: label - 2].rstrip() + ".."
    star = "* " if bar.strong else "  "
    row = f"{star}{name:<{label}} {bar_drawn(bar, scale, signs)}"
    return f"{row} {bar.remark}" if dated else row.rstrip()


def bar_drawn(bar: Bar, scale: Scale, signs: Signs) -> str:
    """One bar as wide as the scale: slow under typical under fast, and dots where a speed begins after another ends."""
    cells = [" "] * scale.room
    typical = scale.columns((bar.begin, bar.end))
    layers = ((scale.columns(bar.slow), signs.slow), (typical, signs.typical), (scale.columns(bar.fast), signs.fast))
    for columns, sign in layers:
        for column in columns:
            cells[column] = sign
    if bar.milestone:
        cells[typical[-1]] = signs.held
    used = [column for column, cell in enumerate(cells) if cell != " "]
    for column in range(used[0], used[-1]):
        cells[column] = signs.between if cells[column] == " " else cells[column]
    return "".join(cells)


def _legend(timeline: Timeline, signs: Signs, width: int) -> tuple[str, ...]:
    """What the signs mean, in as many lines as it takes; a sign is never parted from its word."""
    said = ["* sets the date", f"{signs.fast} fast", f"{signs.typical} typical", f"{signs.slow} slow"]
    if any(bar.milestone for bar in timeline.bars):
        said.append(f"{signs.held} credential held")
    lines = [""]
    for words in said:
        apart = f"{lines[-1]}   {words}" if lines[-1] else words
        lines[-1:] = [apart] if len(apart) <= width else [lines[-1], words]
    return tuple(lines)


def ruled(timeline: Timeline, scale: Scale, wide: int = 1) -> tuple[tuple[tuple[date, str], ...], ...]:
    """Days to be marked, with their names: years, and then months or terms where there is room for their names.

    Args:
        timeline: What is measured.
        scale: Its columns.
        wide: Columns that a character takes.
    """
    years = [date(year, 1, 1) for year in range(timeline.begin.year + 1, timeline.end.year + 1)]
    stride = next((s for s in _STRIDES if _fits(_labels(years, s), scale, wide)), _STRIDES[-1])
    coarse = ((timeline.begin, str(timeline.begin.year)), *_labels(years, stride))
    months = [
        (date(year, number, 1), name)
        for year in range(timeline.begin.year, timeline.end.year + 1)
        for number, name in enumerate(_MONTHS, start=1)
        if timeline.begin <= date(year, number, 1) <= timeline.end
    ]
    finer = (marks for marks in (months, timeline.terms) if marks and _fits(marks, scale, wide))
    fine = next(finer, None)
    return (coarse, tuple(fine)) if fine else (coarse,)


def _labels(years: Sequence[date], stride: int) -> list[tuple[date, str]]:
    return [(day, str(day.year)) for day in years if day.year % stride == 0]


def _fits(labels: Sequence[tuple[date, str]], scale: Scale, wide: int) -> bool:
    """Whether each label has a free column before the next one."""
    placed = [(scale.column(day), name) for day, name in labels]
    return all(column + len(name) * wide < after for (column, name), (after, _) in pairwise(placed))


def _placed(labels: Iterable[tuple[date, str]], scale: Scale) -> str:
    """Labels at their columns; one that would touch the next or the edge gives way."""
    line = ""
    known = [(scale.column(day), name) for day, name in labels]
    for index, (column, name) in enumerate(known):
        after = known[index + 1][0] if index + 1 < len(known) else scale.room + 1
        if column + len(name) < after and column + len(name) <= scale.room and column >= len(line) + bool(line):
            line = f"{line:<{column}}{name}"
    return line
