"""Words of the field that a plan uses without explaining them, and the command that does."""

from __future__ import annotations

from collections.abc import Iterable

from mhcareer.render.document import Block, Item, Paragraph

_WORDS = {
    " tier": "tier",
    "direct client contact": "direct contact",
    "jurisprudence": "jurisprudence",
    "CACREP": "CACREP",
    "COAMFTE": "COAMFTE",
    "CSWE": "CSWE",
}
"""How a word stands in a plan, and what the guide calls it."""


def word_blocks(blocks: Iterable[Block]) -> list[Block]:
    """One line for all such words of a document; none where it uses none."""
    text = " ".join(block.text for block in blocks if isinstance(block, Paragraph | Item)).casefold()
    found = [name for used, name in _WORDS.items() if used.casefold() in text]
    listed = ", ".join(f"`mhcareer guide {name}`" for name in found)
    return [Paragraph(f"What the words mean: {listed}.")] if found else []
