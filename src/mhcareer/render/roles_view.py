"""The list of roles."""

from __future__ import annotations

from collections.abc import Sequence

from mhcareer.model.catalog import Role
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.plan_view import name_of


def roles_document(catalog: Catalog, roles: Sequence[Role], state: str | None, *, compared: bool = False) -> Document:
    """Roles by family; with a state, the credentials that serve each there.

    Args:
        catalog: Credentials and places.
        roles: What is listed.
        state: Code of a jurisdiction, or None.
        compared: Whether one word means all of them, so that they are worth setting side by side.
    """
    blocks: list[Block] = [Heading("Roles" + (f" in {catalog.places[state]}" if state else ""), 1)]
    families = dict.fromkeys(role.family for role in roles)
    for family in families:
        blocks.append(Heading(family.replace("-", " ")))
        for role in (r for r in roles if r.family == family):
            letters = f" ({', '.join(role.abbreviations[:4])})" if role.abbreviations else ""
            blocks.append(Item(f"{role.title}{letters}: {role.id}"))
            if state:
                blocks.extend(Item(one_line(c, catalog), 2) for c in catalog.for_role(role.id, state))
    if state and state not in catalog.jurisdictions:
        blocks.append(Paragraph(f"The rules of {catalog.places[state]} are not in the data yet."))
    if compared:
        ids = " ".join(role.id for role in roles)
        where = f"--from LEVEL --state {state or 'XX'}"
        blocks += [
            Paragraph(""),
            Paragraph(f"All of them answer to the word: `mhcareer compare {ids} {where}` sets them side by side."),
        ]
    blocks += [
        Paragraph(""),
        Paragraph("`mhcareer role NAME` shows a card; `mhcareer plan NAME --from LEVEL --state XX` plans."),
    ]
    return tuple(blocks)


def one_line(credential: Credential, catalog: Catalog) -> str:
    """A credential with its kind, tier and id, and whose data it is if not the project's own."""
    origin = f"; {catalog.origins[credential.id]}" if credential.id in catalog.origins else ""
    kind = credential.kind.replace("-", " ")
    goal = "; full practice rests on it" if credential.goal else ""
    name = name_of(credential.title, credential.abbreviation)
    return f"{name}: {kind}, {credential.level} tier, {credential.id}{goal}{origin}"
