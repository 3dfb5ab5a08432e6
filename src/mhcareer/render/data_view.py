"""Coverage, sources and changes of the data as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mhcareer.model.base import Reference
from mhcareer.model.changes import ChangesAnswer
from mhcareer.model.coverage import Count, CoverageAnswer
from mhcareer.model.figures import Figure
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table


def coverage_document(answer: CoverageAnswer, thin: Sequence[tuple[str, Figure]], *, by: str) -> Document:
    """One row for each jurisdiction, family, or both; then the total.

    Args:
        answer: The counts.
        thin: Decisive figures without a primary document, listed after the table.
        by: `jurisdiction`, `family` or `both`.
    """
    groups: dict[str, Counter[str]] = {}
    for count in answer.counts:
        name = {"jurisdiction": count.jurisdiction, "family": count.family}.get(by)
        groups.setdefault(name or f"{count.jurisdiction} {count.family}", Counter()).update(_numbers(count))
    what = "Hours, months and exams of independent-level credentials" if answer.decisive else "Figures of the rules"
    head = ("", "primary", "elsewhere", "unverified", "not stated", "primary %")
    rows = [_row(name, counter) for name, counter in groups.items()]
    blocks: list[Block] = [
        Heading(f"{what}, by how they are supported", 1),
        Table(head, (*rows, _row("all", Counter(_numbers(answer.total))))),
        Paragraph(""),
        Paragraph(
            "Primary: read in a statute, a regulation, a page of a board or of a government. Elsewhere: read in "
            "another document. Unverified: seen in none. Not stated: expected, and in nothing that was read."
        ),
    ]
    if thin:
        blocks.append(Heading("Without a primary document"))
        blocks.extend(
            Item(f"{credential} {figure.path}: {figure.value} ({figure.status})") for credential, figure in thin
        )
    return tuple(blocks)


def _numbers(count: Count) -> dict[str, int]:
    return {name: getattr(count, name) for name in ("primary", "elsewhere", "unverified", "not_stated")}


def _row(name: str, counter: Mapping[str, int]) -> tuple[str, ...]:
    numbers = [counter.get(key, 0) for key in ("primary", "elsewhere", "unverified", "not_stated")]
    given = sum(numbers[:3])
    share = f"{100 * numbers[0] / given:.0f}" if given else "-"
    return (name, *(str(number) for number in numbers), share)


def sources_document(references: Mapping[str, Reference], uses: Mapping[str, int]) -> Document:
    """Every document with its kind, its dates, its address, and how often it is cited."""
    kinds = Counter(reference.kind.value for reference in references.values())
    said = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    blocks: list[Block] = [Heading("Sources", 1), Paragraph(f"{len(references)} documents: {said}.")]
    for key, reference in references.items():
        dated = f"as of {reference.as_of}" if reference.as_of else "undated"
        number = uses.get(key, 0)
        cited = f"cited {number} time{'' if number == 1 else 's'}"
        about = f"{reference.kind.value}, {dated}, read {reference.checked}; {cited}"
        blocks.append(Item(f"{key}: {reference.title} ({about})"))
        blocks.append(Item("" if reference.url else "address not kept", 2, link=reference.url))
    return tuple(blocks)


def changes_document(answer: ChangesAnswer) -> Document:
    """What changed, credential by credential."""
    blocks: list[Block] = [Heading(f"Changes from the data of {answer.old_version} to {answer.new_version}", 1)]
    if not answer.credentials:
        blocks.append(Paragraph("No credential differs."))
    for credential in answer.credentials:
        blocks.append(Heading(f"{credential.credential}: {credential.what} ({credential.title})"))
        blocks.extend(Item(f"{c.path}: {c.old or 'absent'} -> {c.new or 'absent'}") for c in credential.changes)
    return tuple(blocks)
