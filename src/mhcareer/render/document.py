"""What is shown, before any format: a few kinds of block in order.

Every answer becomes one document, and every format renders documents; no format computes, so no two can disagree.
Text is cleaned here once: nothing from a file of data or a profile can reach a terminal as an escape code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A title; level 1 is the document's own."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    indent: int = 0
    strong: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a list; `mark` is what stands before it, as `-` or `1.`."""

    text: str
    indent: int = 0
    mark: str = "-"


@dataclass(frozen=True)
class Bar:
    """One row of a timeline."""

    label: str
    begin: date
    end: date
    remark: str
    strong: bool
    """On the critical path."""


@dataclass(frozen=True)
class Timeline:
    """Bars over a common span of time."""

    begin: date
    end: date
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Table:
    """Cells in columns; the first column holds names, the others what is compared."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Timeline | Table
Document = tuple[Block, ...]


def clean(text: str) -> str:
    """Text without control and formatting characters, on one line."""
    if not text.isprintable():
        import unicodedata

        kept = (" " if c in "\t\n\r\v\f" else c for c in text)
        text = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(text.split())
