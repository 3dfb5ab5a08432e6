"""The numbered list of sources at the end of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mhcareer.model.base import Reference
from mhcareer.render.document import Block, Heading, Item


def numbered(references: Iterable[str]) -> dict[str, int]:
    """Each reference's number, counted from 1 in the order given."""
    return {key: index for index, key in enumerate(dict.fromkeys(references), start=1)}


def source_blocks(numbers: Mapping[str, int], references: Mapping[str, Reference]) -> list[Block]:
    """The list itself: title, kind, the date that the document bears, the day it was read, address."""
    if not numbers:
        return []
    blocks: list[Block] = [Heading("Sources")]
    for key, number in numbers.items():
        reference = references[key]
        dated = f"as of {reference.as_of}" if reference.as_of else "undated"
        unkept = "" if reference.url else " address not kept"
        blocks.append(
            Item(
                f"{reference.title} ({reference.kind.value}, {dated}, read {reference.checked}){unkept}",
                mark=f"[{number}]",
                link=reference.url,
            )
        )
    return blocks
