r"""A document as Markdown: CommonMark with the tables and task lists of GitHub's dialect.

No data can make markup: every character that could begin any is escaped, addresses of sources are the only links, and
they are written as `<https://...>`, so that they can be read on paper, too. A line is as long as its paragraph: a
wrapped one would change with every word. What stands under an item of a list becomes a list inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table, Timeline, address, clean
from mhcareer.render.words import month

_TASKS = ("[ ]", "[x]")
_CITED = re.compile(r"\[\d+(?:, \d+)*\](?![(\[:])")
"""Numbers of sources, as `[5, 8]`: no link, since nothing in the text defines one; left as they are, to be read."""
_MARKUP = re.compile(r"[\\`*_\[\]<>|~^{}]|\$(?!\d)|&(?=#?\w+;)")
_LINKED = re.compile(r"(?<=\w):(?=/)|(?<=\w)\.(?=[^\W\d_]{2})|(?<=mailto):|(?<=xmpp):|@(?=\w)", re.IGNORECASE)
"""What a reader would turn into a link by itself (`https://`, `name.example`, `a@b`), at the sign that stops it."""
_BEGINNING = re.compile(r"^(?:(\d{1,9})([.)])(?= |$)|([#+=-]))")
"""What would begin a heading, a list or a rule where a line begins."""
_DEEPEST = 6


def to_markdown(document: Document, *, ascii_only: bool = False) -> str:
    """The Markdown of a document, ending in a newline.

    Args:
        document: Blocks in order.
        ascii_only: Replace what is beyond ASCII.
    """
    page = _Page()
    for block in document:
        _add(page, block)
    text = "\n".join(page.lines).strip("\n") + "\n"
    return text.encode("ascii", "replace").decode("ascii") if ascii_only else text


def escaped(text: str) -> str:
    """Text that no reader of Markdown takes for anything but text; for inside a line."""
    parts: list[str] = []
    done = 0
    text = clean(text)
    for found in _CITED.finditer(text):
        parts += [_escape(text[done : found.start()]), found.group()]
        done = found.end()
    return "".join((*parts, _escape(text[done:])))


def _escape(text: str) -> str:
    text = _MARKUP.sub(lambda found: f"\\{found.group()}", text)
    return _LINKED.sub(lambda found: f"\\{found.group()}", text)


def _opening(text: str) -> str:
    """Escaped text for the beginning of a line."""
    return _BEGINNING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped(text))


@dataclass
class _Page:
    """Lines so far, and the items of lists that are open: how far each was indented, and where its text begins."""

    lines: list[str] = field(default_factory=list)
    nesting: list[tuple[int, int]] = field(default_factory=list)
    numbered: bool = False
    """Whether the outermost list that is open is one of numbers."""

    def paragraph(self, lines: Iterable[str]) -> None:
        """Lines between blank ones; closes every list."""
        self.nesting.clear()
        self._apart()
        self.lines += [*lines, ""]

    def item(self, indent: int, mark: str, text: str) -> None:
        """A line of a list, inside the last item that was indented less."""
        begun = bool(self.nesting)
        while self.nesting and self.nesting[-1][0] >= indent:
            self.nesting.pop()
        if not self.nesting:
            if begun and self.numbered != mark[0].isdigit():
                self._apart()
            self.numbered = mark[0].isdigit()
        column = self.nesting[-1][1] if self.nesting else 0
        self.lines.append(f"{' ' * column}{mark} {text}".rstrip())
        self.nesting.append((indent, column + len(mark.split(maxsplit=1)[0]) + 1))

    def _apart(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _add(page: _Page, block: Block) -> None:
    match block:
        case Heading(text, level):
            page.paragraph([f"{'#' * min(level, _DEEPEST)} {_opening(text)}"])
        case Paragraph(text, indent, strong):
            _paragraph(page, text, indent, strong=strong)
        case Item():
            page.item(block.indent, _mark(block.mark), _linked(block))
        case Table():
            page.paragraph(_table(block.head, block.rows, numbers=True))
        case Timeline():
            page.paragraph(_steps(block))


def _paragraph(page: _Page, text: str, indent: int, *, strong: bool) -> None:
    if not clean(text):
        return
    if indent and page.nesting:
        page.item(indent, "-", _opening(text))
        return
    page.paragraph([f"**{escaped(text)}**" if strong else _opening(text)])


def _mark(mark: str) -> str:
    """`1.` for `1.` and `[1]`, `- [ ]` for a task, `-` for the rest."""
    if mark in _TASKS:
        return f"- {mark}"
    number = re.fullmatch(r"\[?(\d{1,9})[.\])]", mark)
    return f"{number[1]}." if number else "-"


def _linked(item: Item) -> str:
    """The text of an item; its address as a link if it is one of the web, and as text otherwise."""
    text = escaped(item.text) if item.mark in _TASKS else _opening(item.text)
    link = address(item.link)
    shown = f"<{link}>" if link else escaped(item.link or "")
    return " ".join(part for part in (text, shown) if part)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], *, numbers: bool) -> list[str]:
    """A table; with `numbers`, all columns but the first are set to the right."""
    cells = [[escaped(cell) for cell in row] for row in (head, *rows)]
    ruled = ["---", *("---:" if numbers else "---" for _ in cells[0][1:])]
    return [f"| {' | '.join(row)} |" for row in (cells[0], ruled, *cells[1:])]


def _steps(timeline: Timeline) -> list[str]:
    """The bars in words, since a drawing does not survive another font."""
    head = ("Step", "Typical pace", "Fast", "Slow", "Sets the date")
    rows = (
        (bar.label, bar.remark, *(_between(*span) for span in (bar.fast, bar.slow)), "yes" if bar.strong else "")
        for bar in timeline.bars
    )
    return _table(head, rows, numbers=False)


def _between(begin: date, end: date) -> str:
    return month(begin) if month(begin) == month(end) else f"{month(begin)} - {month(end)}"
