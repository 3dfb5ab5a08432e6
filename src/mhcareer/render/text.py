"""A document as plain text: no escape codes, no line wider than asked, no trailing spaces, the same bytes each time."""

from __future__ import annotations

from datetime import date
from textwrap import wrap

from mhcareer.render.document import Bar, Block, Document, Heading, Item, Paragraph, Table, Timeline, clean

_LABEL_SHARE = 0.32
_NARROW = 60
_DATES = 20
"""Columns of `Aug 2027 - May 2031` and a space."""


def to_text(document: Document, *, width: int, ascii_only: bool, plain: bool = False) -> str:
    """The text of a document, ending in a newline.

    Args:
        document: Blocks in order.
        width: Widest line, in columns.
        ascii_only: Use nothing beyond ASCII for bars, and replace what else is beyond it.
        plain: No drawings at all: reads well aloud.
    """
    lines: list[str] = []
    for index, block in enumerate(document):
        if plain and isinstance(block, Heading) and isinstance((*document, None)[index + 1], Timeline):
            continue  # without its drawing the heading would stand over nothing
        lines.extend(_lines(block, width, ascii_only=ascii_only, plain=plain))
    text = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    return text.encode("ascii", "replace").decode("ascii") if ascii_only else text


def _lines(block: Block, width: int, *, ascii_only: bool, plain: bool) -> list[str]:
    match block:
        case Heading(text, level):
            title = clean(text)
            wrapped = wrapped_lines(title if level == 1 else title.upper(), width)
            return wrapped if level == 1 else ["", *wrapped]
        case Paragraph(text, indent):
            return wrapped_lines(clean(text), width, " " * indent) if text else [""]
        case Item(text, indent, mark):
            lead = f"{' ' * indent}{mark} "
            return wrapped_lines(clean(text), width, lead, " " * len(lead))
        case Table():
            return spoken_rows(block) if plain else table_lines(block, width)
        case Timeline():
            return [] if plain else timeline_lines(block, width, ascii_only=ascii_only)


def wrapped_lines(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Text broken into lines; a word wider than a line, as an address may be, is cut."""
    indent = first if rest is None else rest
    return wrap(
        text, width, initial_indent=first, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    ) or [first]


def table_lines(table: Table, width: int) -> list[str]:
    """Columns padded to their widest cell; a name too long for the line is cut."""
    cells = [tuple(clean(cell) for cell in row) for row in (table.head, *table.rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.head))]
    widths[0] = max(4, min(widths[0], width - sum(widths[1:]) - 2 * (len(widths) - 1)))
    lines: list[str] = []
    for row in cells:
        name = row[0] if len(row[0]) <= widths[0] else row[0][: widths[0] - 2] + ".."
        rest = (f"{cell:>{size}}" for cell, size in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join((f"{name:<{widths[0]}}", *rest)))
    return lines


def spoken_rows(table: Table) -> list[str]:
    """One sentence for each row: reads well aloud."""
    return [
        f"{row[0]}: " + ", ".join(f"{head} {cell}" for head, cell in zip(table.head[1:], row[1:], strict=True))
        for row in table.rows
    ]


def timeline_lines(timeline: Timeline, width: int, *, ascii_only: bool) -> list[str]:
    """A scale of years and one bar for each step, each line no wider than `width`."""
    label = int(width * _LABEL_SHARE)
    room = width - label - _DATES - 2
    full, light = ("#", "=") if ascii_only else ("█", "▒")
    lines = [f"{' ' * (label + 1)}{_scale(timeline, room)}"]
    for bar in timeline.bars:
        left, right = _columns(timeline, bar, room)
        drawn = " " * left + (full if bar.strong else light) * (right - left)
        name = clean(bar.label)
        name = name if len(name) <= label else name[: label - 2].rstrip() + ".."
        lines.append(f"{name:<{label}} {drawn:<{room}} {bar.remark}")
    lines.append(
        f"{full} sets the date   {light} can wait".rjust(label + 31) if width > _NARROW else f"{full} sets the date"
    )
    return lines


def _columns(timeline: Timeline, bar: Bar, room: int) -> tuple[int, int]:
    """First column and the one after the last; at least one wide."""
    total = max(1, (timeline.end - timeline.begin).days)
    left = (bar.begin - timeline.begin).days * room // total
    right = -(-(bar.end - timeline.begin).days * room // total)
    left = min(left, room - 1)
    return left, min(room, max(left + 1, right))


def _scale(timeline: Timeline, room: int) -> str:
    """Years at the column where each begins, as many as fit without touching."""
    total = max(1, (timeline.end - timeline.begin).days)
    line = ""
    for year in range(timeline.begin.year, timeline.end.year + 1):
        column = max(0, (date(year, 1, 1) - timeline.begin).days * room // total)
        if column >= len(line) + (1 if line else 0) and column + 4 <= room:
            line = f"{line:<{column}}{year}"
    return line
