"""The list of roles, and the card of one."""

from __future__ import annotations

from collections.abc import Sequence

from mhcareer.model.base import Statement
from mhcareer.model.catalog import Credential, Role
from mhcareer.model.library import Catalog
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.plan_view import name_of
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited

_SECTIONS = (
    ("Limits and scope", "scope"),
    ("Duties", "duties"),
    ("Settings", "settings"),
    ("Supervision", "supervision"),
    ("Pay", "pay"),
)


def roles_document(catalog: Catalog, roles: Sequence[Role], state: str | None) -> Document:
    """Roles by family; with a state, the credentials that serve each there."""
    blocks: list[Block] = [Heading("Roles" + (f" in {catalog.places[state]}" if state else ""), 1)]
    families = dict.fromkeys(role.family for role in roles)
    for family in families:
        blocks.append(Heading(family.replace("-", " ")))
        for role in (r for r in roles if r.family == family):
            letters = f" ({', '.join(role.abbreviations[:4])})" if role.abbreviations else ""
            blocks.append(Item(f"{role.title}{letters}: {role.id}"))
            if state:
                blocks.extend(Item(_one_line(c), 2) for c in catalog.for_role(role.id, state))
    if state and state not in catalog.jurisdictions:
        blocks.append(Paragraph(f"The rules of {catalog.places[state]} are not in the data yet."))
    blocks += [
        Paragraph(""),
        Paragraph("`mhcareer role NAME` shows a card; `mhcareer plan NAME --from LEVEL --state XX` plans."),
    ]
    return tuple(blocks)


def role_document(catalog: Catalog, role: Role, state: str | None) -> Document:
    """The card of a role: limits before duties, an article's claim as a claim."""
    statements = [s for _, name in (*_SECTIONS, ("", "summary")) for s in getattr(role, name)]
    keys = [key for s in (*role.summary, *statements) for key in s.ref] + [key for c in role.claims for key in c.ref]
    numbers = numbered(key for key in keys if key in catalog.references)
    blocks: list[Block] = [Heading(name_of(role.title, ", ".join(role.abbreviations[:4]) or None), 1)]
    blocks.extend(Paragraph(_said(statement, numbers)) for statement in role.summary)
    blocks.extend(_here(catalog, role, state))
    for heading, name in _SECTIONS:
        listed = getattr(role, name)
        if listed:
            blocks.append(Heading(heading))
            blocks.extend(Item(_said(statement, numbers)) for statement in listed)
    if role.claims:
        blocks.append(Heading("What the articles claim (not a state's rule)"))
        for claim in role.claims:
            blocks.append(Item(cited(f"the article says: {claim.text}", claim.ref, numbers, unverified=False)))
            if claim.against:
                blocks.append(Item(f"against it: {claim.against}", 2))
    for heading, ids in (("Rungs below", role.below), ("Rungs above", role.above), ("Beside", role.beside)):
        known = [catalog.roles[i].title for i in ids if i in catalog.roles]
        if known:
            blocks += [Heading(heading), Paragraph("; ".join(known))]
    blocks.extend(source_blocks(numbers, {key: catalog.references[key] for key in numbers}))
    return tuple(blocks)


def _here(catalog: Catalog, role: Role, state: str | None) -> list[Block]:
    if state is None:
        return [Paragraph("Requirements differ by state: add `--state XX` to see the credentials there.")]
    place = catalog.places[state]
    if state not in catalog.jurisdictions:
        return [Heading(f"In {place}"), Paragraph(f"The rules of {place} are not in the data yet.")]
    serving = catalog.for_role(role.id, state)
    if not serving:
        return [Heading(f"In {place}"), Paragraph(f"The data holds no credential of {place} for this role.")]
    return [Heading(f"In {place}"), *(Item(_one_line(c)) for c in serving)]


def _one_line(credential: Credential) -> str:
    kind = credential.kind.replace("-", " ")
    goal = "; full practice rests on it" if credential.goal else ""
    return (
        f"{name_of(credential.title, credential.abbreviation)}: {kind}, {credential.level} tier, {credential.id}{goal}"
    )


def _said(statement: Statement, numbers: dict[str, int]) -> str:
    return cited(statement.value, statement.ref, numbers, unverified=bool(statement.unverified))
