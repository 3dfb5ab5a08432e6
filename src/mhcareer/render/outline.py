"""A document as an outline: title, lead, sections with nested lists, closing lines.

Blocks are a flat sequence whose nesting is told by indents, which is all that text needs. Formats that nest (HTML)
read this outline instead, so that what belongs to a step stands inside that step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from mhcareer.frozen import dataclass
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table, Timeline


@dataclass(frozen=True)
class Entry:
    """One item of a list, with the paragraphs and lists that stand under it."""

    text: str
    mark: str
    link: str | None
    under: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Listing:
    """Items of one list; their kind is that of their marks, or `group` for those under a label that they share."""

    kind: str
    entries: tuple[Entry, ...]


Node = Paragraph | Table | Timeline | Listing


@dataclass(frozen=True)
class Section:
    """A heading with what follows it, up to the next heading."""

    title: str
    level: int
    nodes: tuple[Node, ...]

    @property
    def is_sources(self) -> bool:
        """Whether it is the numbered list of sources."""
        return any(isinstance(node, Listing) and node.kind == "source" for node in self.nodes)


@dataclass(frozen=True)
class Outline:
    """A document's parts in order; `title` is empty where it has no heading of level 1 at its head."""

    title: str
    lead: tuple[Paragraph, ...]
    """Paragraphs right under the title, up to the first gap."""
    opening: tuple[Node, ...]
    """What stands before the first section."""
    sections: tuple[Section, ...]
    closing: tuple[Paragraph, ...]
    """Paragraphs after a gap at the very end, behind the last section."""


_LONGEST_LABEL = 60
_KINDS = (("number", r"\d+\."), ("source", r"\[\d+\]"), ("task", r"\[[ x]\]"), ("bullet", r"[-*]"))


def outlined(document: Document) -> Outline:
    """The outline of a document; nothing of it is lost but the empty paragraphs that make gaps in text."""
    first = document[0] if document else None
    has_title = isinstance(first, Heading) and first.level == 1
    title = first.text if isinstance(first, Heading) and has_title else ""
    body, closing = _without_closing(document[1:] if has_title else document)
    start = next((i for i, block in enumerate(body) if isinstance(block, Heading)), len(body))
    lead, rest = _lead(body[:start])
    return Outline(title, lead, _nodes(rest), tuple(_sections(body[start:])), closing)


def sources_of(outline: Outline) -> frozenset[int]:
    """The numbers of the sources that the document lists."""
    return frozenset(
        int(entry.mark.strip("[]"))
        for section in outline.sections
        for node in section.nodes
        if isinstance(node, Listing) and node.kind == "source"
        for entry in node.entries
    )


def _without_closing(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Paragraph, ...]]:
    tail = len(blocks)
    while tail and isinstance(blocks[tail - 1], Paragraph):
        tail -= 1
    closing = blocks[tail:]
    begins_with_gap = bool(closing) and isinstance(closing[0], Paragraph) and not closing[0].text
    if not begins_with_gap or not any(isinstance(block, Heading) for block in blocks[:tail]):
        return blocks, ()
    return blocks[:tail], tuple(block for block in closing if isinstance(block, Paragraph) and block.text)


def _lead(blocks: Sequence[Block]) -> tuple[tuple[Paragraph, ...], Sequence[Block]]:
    lead: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.text:
            break
        lead.append(block)
    return tuple(lead), blocks[len(lead) :]


def _sections(blocks: Sequence[Block]) -> Iterable[Section]:
    heads = [i for i, block in enumerate(blocks) if isinstance(block, Heading)]
    above = 1
    for begin, end in pairwise([*heads, len(blocks)]):
        heading = blocks[begin]
        if isinstance(heading, Heading):
            above = max(2, min(heading.level, above + 1))  # no level is skipped, and one title is enough
            yield Section(heading.text, above, _nodes(blocks[begin + 1 : end]))


def _nodes(blocks: Sequence[Block]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Item):
            listing, at = _listing(blocks, at)
            nodes.append(listing)
            continue
        if isinstance(block, Table | Timeline) or (isinstance(block, Paragraph) and block.text):
            nodes.append(block)
        at += 1
    return tuple(nodes)


def _listing(blocks: Sequence[Block], at: int) -> tuple[Listing, int]:
    """The list that begins at an index, and the index behind it."""
    kind, entries = "", list[Entry]()
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Item) or (kind and _kind(block) != kind):
            break
        kind = _kind(block)
        end = at + 1
        while end < len(blocks) and _is_under(blocks[end], block.indent):
            end += 1
        entries.append(Entry(block.text, block.mark, block.link, _nodes(blocks[at + 1 : end])))
        at = end
    return Listing(kind, _grouped(entries) if kind == "bullet" else tuple(entries)), at


def _grouped(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Bullets of which several in a row begin with one label, as `LPC:`, put under that label."""
    groups = ((label, list(group)) for label, group in groupby(entries, key=_label))
    return tuple(
        entry
        for label, group in groups
        for entry in ([Entry(f"{label}:", "-", None, (_without(label, group),))] if label and len(group) > 1 else group)
    )


def _label(entry: Entry) -> str:
    """What a bullet without anything under it says before its colon; empty for others."""
    label, colon, rest = entry.text.partition(": ")
    return label if colon and rest and not entry.under and len(label) <= _LONGEST_LABEL else ""


def _without(label: str, entries: Iterable[Entry]) -> Listing:
    return Listing("group", tuple(replace(e, text=e.text.removeprefix(f"{label}: ")) for e in entries))


def _is_under(block: Block, indent: int) -> bool:
    if isinstance(block, Item):
        return block.indent > indent
    return isinstance(block, Paragraph) and bool(block.text) and block.indent > indent


def _kind(item: Item) -> str:
    return next((kind for kind, pattern in _KINDS if re.fullmatch(pattern, item.mark)), "other")
