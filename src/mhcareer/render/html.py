"""A document as one HTML page: nothing to load, no script; by keyboard and by ear, in light and dark, on paper.

The structure comes from `outline`, lines from `markup`, the drawing from `strips`; this module lays out landmarks and
lists. The style sheet is a file beside it and is put inside the page, which allows itself nothing else to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from mhcareer.render.document import Document, Paragraph, Table, Timeline, clean
from mhcareer.render.markup import Inline, outward
from mhcareer.render.outline import Entry, Listing, Node, Outline, Section, outlined, sources_of
from mhcareer.render.strips import timeline_figure

_NAVIGATED = 4
"""Sections from which on a page has a list of them."""
_ASIDE = re.compile(r"(?P<answer>[^()]+) (?P<aside>\([^()]+\))")
"""An answer that ends in brackets: what they hold stands in smaller letters."""
_HALF = 110
"""Characters of a table's columns up to which half of a printed page can hold it, its cells wrapped once or twice."""
_SHORT = 10
_DONE, _OPEN = (f'<span class="unseen">{word}:</span>' for word in ("done", "to do"))
_DESCRIBED = 300
"""Characters of the description that search engines and readers show."""


def to_html(document: Document, *, title: str | None = None, description: str | None = None, lang: str = "en") -> str:
    """The page of a document, ending in a newline; the same document gives the same bytes.

    Args:
        document: Blocks in order.
        title: Of the browser's tab and of a printed page; the document's own heading if left out.
        description: One or two sentences about the page; the document's first lines if left out.
        lang: Language of the text, as a BCP 47 tag.
    """
    outline = outlined(document)
    heading = clean(outline.title or title or "mhcareer")
    about = clean(description) if description is not None else _description(outline)
    style = _style()
    return f"""<!DOCTYPE html>
<html lang="{escape(clean(lang))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="{escape(about)}">
<meta name="generator" content="mhcareer">
<title>{escape(clean(title) if title else heading)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
{_Page(outline, heading).html()}
</body>
</html>
"""


def _style() -> str:
    from importlib.resources import files

    return files("mhcareer.render").joinpath("page.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """What the page may load: its own style sheet, by its hash, and nothing else."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _description(outline: Outline) -> str:
    strong = [node for node in outline.opening if isinstance(node, Paragraph) and node.strong]
    said = clean(" ".join(paragraph.text for paragraph in (*outline.lead, *strong)) or outline.title)
    return said if len(said) <= _DESCRIBED else said[:_DESCRIBED].rsplit(" ", 1)[0] + " ..."


class _Page:
    """Lays out one outline; keeps what must be told apart on a page: identifiers and cited sources."""

    def __init__(self, outline: Outline, heading: str) -> None:
        self.outline = outline
        self.heading = heading
        self.inline = Inline(sources_of(outline))
        self.listed: set[int] = set()
        self.ids = _identifiers(section.title for section in outline.sections)

    def html(self) -> str:
        lead, opening = self._parted()
        head = [f"<h1>{escape(self.heading)}</h1>", *self._nodes(lead, self.heading)]
        main = [*self._nodes(opening, self.heading), *self._sections()]
        return "\n".join(
            [
                f"<header>\n{_joined(head)}\n</header>",
                *self._navigation(),
                f'<main id="main" tabindex="-1">\n{_joined(main)}\n</main>',
                f"<footer>\n{_joined(self._closing())}\n</footer>",
            ]
        )

    def _parted(self) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """What stands in the header, before the list of sections, and what begins the main part; neither is left empty.

        An answer of a few paragraphs is said at once, so it stands in the header.
        """
        lead, opening = self.outline.lead, self.outline.opening
        if not self.outline.sections:
            return ((), lead) if not opening else (lead, opening)
        is_short = all(isinstance(node, Paragraph) for node in opening)
        return ((*lead, *opening), ()) if is_short else (lead, opening)

    def _navigation(self) -> list[str]:
        sections = self.outline.sections
        if len(sections) < _NAVIGATED:
            return []
        links = [
            f'<li><a href="#{i}">{escape(clean(s.title))}</a></li>' for i, s in zip(self.ids, sections, strict=True)
        ]
        return ['<nav aria-label="On this page">', '<ul role="list">', *links, "</ul>", "</nav>"]

    def _closing(self) -> list[str]:
        own = "<p>Made by mhcareer, a career pathway planner for mental health. It is not legal advice.</p>"
        return [*self._nodes(self.outline.closing, self.heading), own]

    def _sections(self) -> Iterable[str]:
        """Sections in order; those that print in columns stand together in one flow."""
        pairs = zip(self.ids, self.outline.sections, strict=True)
        for is_wide, group in groupby(pairs, key=lambda pair: _is_wide(pair[1])):
            inner = [self._section(identifier, section) for identifier, section in group]
            yield from inner if is_wide else ['<div class="flow">', *inner, "</div>"]

    def _section(self, identifier: str, section: Section) -> str:
        kind = ' class="sources"' if section.is_sources else ""
        heading = f'<h{section.level} id="{identifier}">{escape(clean(section.title))}</h{section.level}>'
        inner = self._nodes(section.nodes, section.title)
        return _joined([f'<section aria-labelledby="{identifier}"{kind}>', heading, *inner, "</section>"])

    def _nodes(self, nodes: Iterable[Node], heading: str, *, inside: bool = False) -> list[str]:
        return [self._node(node, heading, inside=inside) for node in nodes]

    def _node(self, node: Node, heading: str, *, inside: bool) -> str:
        match node:
            case Paragraph():
                return self._paragraph(node, inside=inside)
            case Table():
                return self._table(node, heading)
            case Timeline():
                return timeline_figure(node)
            case Listing():
                return self._listing(node, heading)

    def _paragraph(self, paragraph: Paragraph, *, inside: bool) -> str:
        if inside:
            return f"<p>{self.inline.labelled(paragraph.text)}</p>"
        if not paragraph.strong:
            return f"<p>{self.inline.html(paragraph.text)}</p>"
        found = _ASIDE.fullmatch(clean(paragraph.text))
        answer, aside = (found["answer"], found["aside"]) if found else (paragraph.text, "")
        beside = f' <span class="aside">{self.inline.html(aside)}</span>' if aside else ""
        return f'<p class="answer"><strong>{self.inline.html(answer)}</strong>{beside}</p>'

    def _listing(self, listing: Listing, heading: str) -> str:
        tag = "ol" if listing.kind in ("number", "source") else "ul"
        role = ' role="list"' if listing.kind in ("source", "task", "other") else ""
        if listing.kind == "source":
            entries = [self._source(entry) for entry in listing.entries]
        else:
            entries = [self._entry(entry, listing.kind, heading) for entry in listing.entries]
        return _joined([f'<{tag} class="{listing.kind}"{role}>', *entries, f"</{tag}>"])

    def _entry(self, entry: Entry, kind: str, heading: str) -> str:
        value = f' value="{int(entry.mark[:-1])}"' if kind == "number" else ""
        line = _mark(entry.mark, kind) + self._line(entry, self.inline)
        if not entry.under:
            return f"<li{value}>{line}</li>"
        under = self._nodes(entry.under, heading, inside=True)
        shared = any(isinstance(node, Listing) and node.kind == "group" for node in entry.under)
        kind_of = ' class="labeled"' if shared else ""
        return _joined([f'<li{kind_of}{value}><p class="head">{line}</p>', *under, "</li>"])

    def _line(self, entry: Entry, inline: Inline) -> str:
        return " ".join(part for part in (inline.html(entry.text), outward(entry.link)) if part)

    def _source(self, entry: Entry) -> str:
        """A source with its number, and the way back to where it is first cited."""
        number = int(entry.mark.strip("[]"))
        back = f'<a class="back" href="#cited-{number}" aria-label="back to where source {number} is first cited">↑</a>'
        shown = f"[{number}] {back}" if number in self.inline.cited else f"[{number}]"
        under = _joined(self._nodes(entry.under, "", inside=True))
        line = self._line(entry, Inline(frozenset()))  # a title that holds a number in brackets cites nothing
        name = "" if number in self.listed else f' id="source-{number}"'
        self.listed.add(number)
        return f'<li{name}><span class="mark">{shown}</span> <span>{line}{under}</span></li>'

    def _table(self, table: Table, heading: str) -> str:
        # Roles are said outright, since on a narrow page the rows are laid out as blocks.
        corner, *columns = (clean(cell) for cell in table.head)
        first = _column_head(corner) if corner else '<td role="cell"></td>'
        heads = "".join([first, *(_column_head(column) for column in columns)])
        rows = [self._row(row, columns) for row in table.rows]
        caption = f'<caption><span class="unseen">{escape(clean(heading))}</span></caption>'
        head = f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        return _joined(
            ['<table role="table">', caption, head, '<tbody role="rowgroup">', *rows, "</tbody>", "</table>"]
        )

    def _row(self, row: tuple[str, ...], columns: list[str]) -> str:
        name, *cells = row
        shown = [
            f'<td role="cell"{_short(cell)}><span class="of" aria-hidden="true">{escape(column)}</span> '
            f"<span>{self.inline.html(cell)}</span></td>"
            for column, cell in zip(columns, cells, strict=True)
        ]
        head = f'<th role="rowheader" scope="row"{_short(name)}>{self.inline.html(name)}</th>'
        return f'<tr role="row">{head}{"".join(shown)}</tr>'


def _mark(mark: str, kind: str) -> str:
    """What stands before the line of an item, where the list does not draw it."""
    if kind == "task":
        done = mark == "[x]"
        return f'<span class="box" aria-hidden="true">{"✓" if done else ""}</span>{_DONE if done else _OPEN} '
    return f'<span class="mark">{escape(clean(mark))}</span> ' if kind == "other" else ""


def _short(cell: str) -> str:
    """What is too short to be broken, as a year or a sum."""
    return ' class="whole"' if len(cell) <= _SHORT else ""


def _column_head(text: str) -> str:
    return f'<th role="columnheader" scope="col">{escape(text)}</th>'


def _is_wide(section: Section) -> bool:
    """Whether a section takes the whole width of the paper, since half of it would be too narrow."""
    wide = (
        isinstance(node, Timeline) or (isinstance(node, Table) and _columns(node) > _HALF) for node in section.nodes
    )
    return section.is_sources or any(wide)


def _columns(table: Table) -> int:
    """Characters of the widest cells, side by side."""
    return sum(max(len(row[at]) for row in (table.head, *table.rows)) for at in range(len(table.head)))


def _identifiers(titles: Iterable[str]) -> tuple[str, ...]:
    """A stable identifier for each title, in letters, digits and hyphens, none twice."""
    found: dict[str, None] = {}
    for title in titles:
        word = re.sub(r"[^a-z0-9]+", "-", clean(title).lower()).strip("-") or "part"
        number = next(n for n in range(1, len(found) + 2) if _numbered(word, n) not in found)
        found[_numbered(word, number)] = None
    return tuple(found)


def _numbered(word: str, number: int) -> str:
    return f"section-{word}" if number == 1 else f"section-{word}-{number}"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)
