"""What is shown, before any format: a few kinds of block in order.

Every answer becomes one document, and every format renders documents; no format computes, so no two can disagree.
Text is cleaned here once: nothing from a file of data or a profile can reach a terminal as an escape code, nor a page
as an address that is not one of the web.
"""

from __future__ import annotations

from datetime import date

from mhcareer.frozen import dataclass

_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_TWO = 0xFFFE
"""The last two codes of every plane are no characters."""


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
    """One line of a list; `mark` is what stands before it, as `-`, `1.`, `[1]` or, of a task, `[ ]` and `[x]`."""

    text: str
    indent: int = 0
    mark: str = "-"
    link: str | None = None
    """An address that belongs to the line; the only thing of a document that a format may make a link."""


Span = tuple[date, date]
"""First day, and the day on which what follows may begin."""


@dataclass(frozen=True)
class Bar:
    """One row of a timeline; `begin` and `end` are those of the typical speed."""

    label: str
    begin: date
    end: date
    remark: str
    strong: bool
    """On the critical path."""
    fast: Span
    slow: Span
    title: str
    """The whole title, for formats with room."""
    milestone: bool = False
    """Whether something is held from its end on that opens work: a credential."""


@dataclass(frozen=True)
class Opening:
    """A role that opens on the way and stays open."""

    label: str
    since: date


@dataclass(frozen=True)
class Timeline:
    """Bars over a common span of time, which reaches to the last end at the slow speed."""

    begin: date
    end: date
    bars: tuple[Bar, ...]
    terms: tuple[tuple[date, str], ...] = ()
    """First days of terms, with their names."""
    openings: tuple[Opening, ...] = ()


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
        text = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") and _is_one(ord(c)))
    return " ".join(text.split())


def _is_one(code: int) -> bool:
    """Whether a code is a character at all; XML refuses those that are none."""
    return code & _LAST_TWO != _LAST_TWO and code not in _NONCHARACTERS


def address(link: str | None) -> str | None:
    """The address of a page of the web, in the characters that an address may have; None for whatever else it is."""
    if link is None or not link.lower().startswith(("http://", "https://")):
        return None
    from urllib.parse import quote

    return quote(clean(link), safe="!#$%&'()*+,-./:;=?@[]_~")


def told(item: Item) -> str:
    """The text of an item and its address after it, for formats without links."""
    return clean(f"{item.text} {item.link or ''}")
