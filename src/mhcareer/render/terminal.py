"""A document on a terminal, drawn by Rich: color and weight over the very lines of the plain text.

Text enters Rich as `Text` values only, so nothing in it is read as markup. Colors are those that stand out from a light
ground as well as from a dark one, and none says what the text does not say as well.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from mhcareer.render.document import Document, Heading, Item, Paragraph, Table, Timeline, clean, told
from mhcareer.render.text import table_lines, wrapped_lines
from mhcareer.render.timeline import drawn


def print_document(document: Document, stream: TextIO, *, width: int, color: bool, ascii_only: bool) -> None:
    """Draw a document.

    Args:
        document: Blocks in order.
        stream: Where to draw.
        width: Columns of the terminal.
        color: Whether escape codes are wanted; without them the text stays the same.
        ascii_only: Use nothing beyond ASCII.
    """
    console = Console(
        file=stream, width=width, force_terminal=color, no_color=not color, highlight=False, emoji=False, markup=False
    )
    for block in document:
        match block:
            case Heading(text, level):
                if level > 1:
                    console.print()
                for line in wrapped_lines(clean(text), width):
                    console.print(Text(line, style="bold cyan" if level == 1 else "bold"))
            case Paragraph(text, indent, strong):
                for line in wrapped_lines(clean(text), width, " " * indent) if text else [""]:
                    console.print(Text(line, style="bold" if strong else ""))
            case Item():
                lead = f"{' ' * block.indent}{block.mark} "
                for line in wrapped_lines(told(block), width, lead, " " * len(lead)):
                    console.print(_marked(line))
            case Table():
                head, *rows = table_lines(block, width)
                console.print(Text(head, style="bold"))
                for row in rows:
                    console.print(Text(row))
            case Timeline():
                _timeline(console, block, width, ascii_only=ascii_only)


def _timeline(console: Console, timeline: Timeline, width: int, *, ascii_only: bool) -> None:
    drawing = drawn(timeline, width, ascii_only=ascii_only)
    for line in drawing.ruler:
        console.print(Text(line, style="cyan"))
    for bar, row in zip(timeline.bars, drawing.rows, strict=True):
        console.print(Text(row, style="bold magenta" if bar.strong else "cyan"))
    for line in drawing.legend:
        console.print(Text(line, style="cyan"))


def _marked(line: str) -> Text:
    """A line whose source numbers and marks of unverified figures stand out."""
    text = Text(line)
    text.highlight_regex(r"\[\d+(, \d+)*\]", "cyan")
    text.highlight_regex(r"~", "bold magenta")
    return text
