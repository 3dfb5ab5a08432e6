"""A document as plain text: no escape codes, no line wider than asked, no trailing spaces, the same bytes each time."""

from __future__ import annotations

from textwrap import wrap

from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table, Timeline, clean, told
from mhcareer.render.timeline import drawn

_GUTTER = "  "
_NARROWEST = 6
"""Columns below which a cell of a table does not shrink."""


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
        case Item():
            lead = f"{' ' * block.indent}{block.mark} "
            return wrapped_lines(told(block), width, lead, " " * len(lead))
        case Table():
            return spoken_rows(block, width) if plain else table_lines(block, width)
        case Timeline():
            return [] if plain else list(drawn(block, width, ascii_only=ascii_only).lines)


def wrapped_lines(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Text broken into lines; a word wider than a line, as an address may be, is cut."""
    indent = first if rest is None else rest
    return wrap(
        text, width, initial_indent=first, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    ) or [first]


def table_lines(table: Table, width: int) -> list[str]:
    """Columns as wide as their cells need, narrower where the line is too short for that: then cells wrap.

    Columns of numbers stand to the right, all others to the left. Where a column would be narrower than a word or a
    figure in it, so that it would be cut, what is compared stands one below the other instead.
    """
    cells = [tuple(clean(cell) for cell in row) for row in (table.head, *table.rows)]
    columns = range(len(table.head))
    widths = _fitted([max(len(row[c]) for row in cells) for c in columns], width - len(_GUTTER) * (len(columns) - 1))
    if any(widths[c] < max(_longest_word(row[c]) for row in cells) for c in columns):
        return _stacked(cells, width)
    right = [c > 0 and all(_is_number(row[c]) for row in cells[1:]) for c in columns]
    lines: list[str] = []
    for row in cells:
        wrapped = [wrapped_lines(cell, size) if cell else [""] for cell, size in zip(row, widths, strict=True)]
        for index in range(max(len(part) for part in wrapped)):
            parts = [part[index] if index < len(part) else "" for part in wrapped]
            padded = (f"{parts[c]:>{widths[c]}}" if right[c] else f"{parts[c]:<{widths[c]}}" for c in columns)
            lines.append(_GUTTER.join(padded).rstrip())
    return lines


def _stacked(cells: list[tuple[str, ...]], width: int) -> list[str]:
    """A block for each column; for each row, where the first column has a head and so names things itself."""
    if cells[0][0]:
        names, *blocks = cells
    else:
        names, *blocks = zip(*cells, strict=True)
    lines: list[str] = []
    for block in blocks:
        lines += wrapped_lines(block[0] or "-", width)
        for name, cell in zip(names[1:], block[1:], strict=True):
            if cell not in ("", "-"):
                lines += wrapped_lines(f"{name}: {cell}", width, _GUTTER, _GUTTER * 2)
    return lines


def _longest_word(cell: str) -> int:
    return max(map(len, cell.split()), default=0)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Widths of columns that fit into a line: the widest give way first, none below what a word needs."""
    widths = [max(1, size) for size in widths]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _is_number(cell: str) -> bool:
    return not any(character.isalpha() for character in cell)


def spoken_rows(table: Table, width: int) -> list[str]:
    """One sentence for each row, without what is empty: reads well aloud."""
    lines: list[str] = []
    for row in table.rows:
        said = [f"{head} {cell}" for head, cell in zip(table.head[1:], row[1:], strict=True) if cell not in ("", "-")]
        lines += wrapped_lines(clean(f"{row[0]}: {', '.join(said) or 'nothing'}."), width)
    return lines
