"""A document as plain text: no escape codes, no line wider than asked, no trailing spaces, the same bytes each time."""

from __future__ import annotations

from textwrap import wrap

from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table, Timeline, clean, told
from mhcareer.render.timeline import drawn


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
            return spoken_rows(block) if plain else table_lines(block, width)
        case Timeline():
            return [] if plain else list(drawn(block, width, ascii_only=ascii_only).lines)


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
