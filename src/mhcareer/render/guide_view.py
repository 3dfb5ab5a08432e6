"""The pages of the guide as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mhcareer.model.base import Reference
from mhcareer.model.guide import Page
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited


def topics_document(pages: Sequence[Page]) -> Document:
    """The list of topics."""
    blocks: list[Block] = [Heading("Guide", 1)]
    blocks.extend(Item(f"{page.id}: {page.title}") for page in pages)
    blocks += [Paragraph(""), Paragraph("`mhcareer guide TOPIC` opens one; a word of the glossary works, too.")]
    return tuple(blocks)


def page_document(page: Page, references: Mapping[str, Reference]) -> Document:
    """One page with its sources."""
    numbers = numbered(key for key in page.references if key in references)
    blocks: list[Block] = [Heading(page.title, 1)]
    for section in page.sections:
        if section.title:
            blocks.append(Heading(section.title))
        for line in section.lines:
            text = cited(line.text, line.references, numbers, unverified=line.status == "unverified")
            blocks.append(Item(text))
            blocks.extend(Item(f"what helps: {help_}", 2) for help_ in line.helps)
    blocks.extend(source_blocks(numbers, references))
    return tuple(blocks)
