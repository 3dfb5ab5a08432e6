"""A document on a terminal, drawn by Rich: color and weight over the very lines of the plain text.

Text enters Rich as `Text` values only, so nothing in it is read as markup.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from mhcareer.render.document import Document, Heading, Item, Paragraph, Table, Timeline, clean
from mhcareer.render.text import table_lines, timeline_lines, wrapped_lines


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
            case Item(text, indent, mark):
                lead = f"{' ' * indent}{mark} "
                for line in wrapped_lines(clean(text), width, lead, " " * len(lead)):
                    console.print(_marked(line))
            case Table():
                head, *rows = table_lines(block, width)
                console.print(Text(head, style="bold"))
                for row in rows:
                    console.print(Text(row))
            case Timeline():
                _timeline(console, block, width, ascii_only=ascii_only)


def _timeline(console: Console, timeline: Timeline, width: int, *, ascii_only: bool) -> None:
    head, *rows, legend = timeline_lines(timeline, width, ascii_only=ascii_only)
    console.print(Text(head, style="dim"))
    for bar, row in zip(timeline.bars, rows, strict=True):
        console.print(Text(row, style="bold green" if bar.strong else "green"))
    console.print(Text(legend, style="dim"))


def _marked(line: str) -> Text:
    """A line whose source numbers are dim and whose marks of unverified figures stand out."""
    text = Text(line)
    text.highlight_regex(r"\[\d+(, \d+)*\]", "dim")
    text.highlight_regex(r"~", "yellow")
    return text
