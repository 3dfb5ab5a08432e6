"""The card of one role: limits before duties, an article's claim as a claim, pay with the name of what it borrows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mhcareer.model.base import NATIONAL, Sourced, Statement
from mhcareer.model.catalog import Role
from mhcareer.model.library import Catalog
from mhcareer.model.surroundings import Card, Claim, Occupation, Wages, in_dollars
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.plan_view import name_of
from mhcareer.render.roles_view import one_line
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited

_FIRST = (
    ("Limits: what the role may not do", "may_not"),
    ("What it may do", "may"),
    ("Supervision", "supervision"),
    ("Duties", "duties"),
    ("Methods", "interventions"),
    ("Settings", "settings"),
    ("People served", "populations"),
    ("Telehealth", "telehealth"),
    ("Ethics", "ethics"),
)
_LAST = (
    ("For it", "advantages"),
    ("Against it", "drawbacks"),
    ("Outlook", "outlook"),
    ("Choosing one, as a client", "choosing"),
)


_SETTINGS = 6
"""Workplaces whose pay is shown; the first are those nearest to mental health."""


def card_document(catalog: Catalog, role: Role, card: Card, state: str | None) -> Document:
    """The card of a role; with a state, its credentials and its pay there."""
    known = {**catalog.references, **card.references}
    numbers = numbered(key for key in _keys(card, role) if key in known)
    view = _View(catalog, card, numbers)
    blocks: list[Block] = [Heading(name_of(role.title, ", ".join(role.abbreviations[:4]) or None), 1)]
    blocks.extend(Paragraph(view.said(statement)) for statement in card.card.what)
    blocks.extend(_here(catalog, role, state))
    for heading, name in _FIRST:
        blocks.extend(view.section(heading, getattr(card.card, name)))
    blocks.extend(view.challenges())
    for heading, name in _LAST[:2]:
        blocks.extend(view.section(heading, getattr(card.card, name)))
    blocks.extend(view.pay(role, state))
    for heading, name in _LAST[2:]:
        blocks.extend(view.section(heading, getattr(card.card, name)))
    blocks.extend(claim_blocks(card.claims, numbers))
    for heading, ids in (("Rungs below", role.below), ("Rungs above", role.above), ("Beside", role.beside)):
        titles = [f"{catalog.roles[i].title} ({i})" for i in ids if i in catalog.roles]
        if titles:
            blocks += [Heading(heading), Paragraph("; ".join(titles))]
    blocks.extend(source_blocks(numbers, known))
    rules = f"mhcareer rules {role.id} --state {state or 'XX'}"
    blocks += [Paragraph(""), Paragraph(f"The rule behind this: `{rules}`" + ("." if state else ", with your state."))]
    return tuple(blocks)


def claim_blocks(claims: Iterable[Claim], numbers: Mapping[str, int]) -> list[Block]:
    """What the articles claim, each with what stands against it."""
    blocks: list[Block] = []
    for claim in claims:
        blocks.append(Item(cited(f"the article says: {claim.text}", claim.ref, numbers, unverified=False)))
        if claim.against:
            unread = not claim.against_ref
            blocks.append(Item(cited(f"against it: {claim.against}", claim.against_ref, numbers, unverified=unread), 2))
    return [Heading("What the articles claim (not a state's rule)"), *blocks] if blocks else []


def claim_keys(claims: Iterable[Claim]) -> list[str]:
    """Keys of the references that claims and what stands against them rest on."""
    return [key for claim in claims for key in (*claim.ref, *claim.against_ref)]


class _View:
    """Builds the blocks of one card against one numbering of sources."""

    def __init__(self, catalog: Catalog, card: Card, numbers: Mapping[str, int]) -> None:
        self.catalog = catalog
        self.card = card
        self.numbers = numbers

    def said(self, sourced: Sourced, text: str | None = None) -> str:
        note = f" ({sourced.note})" if sourced.note else ""
        value = text if text is not None else str(getattr(sourced, "value", ""))
        return cited(value, sourced.ref, self.numbers, unverified=bool(sourced.unverified)) + note

    def section(self, heading: str, listed: Iterable[Statement]) -> list[Block]:
        items = [Item(self.said(statement)) for statement in listed]
        return [Heading(heading), *items] if items else []

    def challenges(self) -> list[Block]:
        blocks: list[Block] = []
        for challenge in self.card.card.challenges:
            blocks.append(Item(self.said(challenge)))
            if challenge.helps:
                blocks.append(Item("what helps: " + "; ".join(challenge.helps), 2))
        return [Heading("Challenges, and what helps"), *blocks] if blocks else []

    def pay(self, role: Role, state: str | None) -> list[Block]:
        occupation = self.card.occupation
        remarks = [Item(self.said(remark)) for remark in self.card.card.pay]
        if occupation is None:
            return [Heading("Pay"), *remarks] if remarks else []
        name = f"{occupation.title} (code {occupation.code})"
        borrowed = f": {role.occupation.note}" if role.occupation.note else ""
        marked = "" if role.occupation.ref else "; the match is our own reading"
        blocks: list[Block] = [Heading("Pay and jobs"), Paragraph(f"Figures of {name}{borrowed}{marked}.")]
        if occupation.national:
            blocks.append(self._wages("United States", occupation.national, occupation))
        if state and state in occupation.by_state:
            blocks.append(self._wages(self.catalog.places[state], occupation.by_state[state], occupation))
        elif state:
            blocks.append(Item(f"{self.catalog.places.get(state, state)}: no figure released"))
        else:
            blocks.extend(self._spread(occupation))
        if occupation.projection:
            p = occupation.projection
            jobs = f"; {p.openings_per_year:,} openings a year" if p.openings_per_year is not None else ""
            blocks.append(Item(self.said(p, f"jobs {p.period}: {p.growth_percent:+g} percent{jobs}")))
        if occupation.entry_education:
            blocks.append(
                Item(self.said(occupation.entry_education, f"usual entry: {occupation.entry_education.value}"))
            )
        blocks.extend(
            Item(self.said(place, f"{place.setting}: median {in_dollars(place.median)}"), 2)
            for place in occupation.settings[:_SETTINGS]
        )
        return [*blocks, *remarks]

    def _wages(self, place: str, wages: Wages, occupation: Occupation) -> Item:
        parts = [f"median {in_dollars(wages.median)} a year" if wages.median is not None else "median not released"]
        if wages.p10 is not None and wages.p90 is not None:
            parts.append(f"10th to 90th percentile {in_dollars(wages.p10)} to {in_dollars(wages.p90)}")
        if wages.jobs is not None:
            parts.append(f"{wages.jobs:,} jobs")
        return Item(self.said(occupation, f"{place}, {occupation.year}: {'; '.join(parts)}"))

    def _spread(self, occupation: Occupation) -> list[Block]:
        medians = {code: w.median for code, w in occupation.by_state.items() if isinstance(w.median, int)}
        if not medians:
            return []
        low, high = min(medians, key=lambda c: medians[c]), max(medians, key=lambda c: medians[c])
        text = f"by state: median from {in_dollars(medians[low])} ({low}) to {in_dollars(medians[high])} ({high})"
        return [Item(self.said(occupation, text))]


def _keys(card: Card, role: Role) -> list[str]:
    fields = [name for _, name in (*_FIRST, *_LAST)]
    keys = [key for s in card.card.what for key in s.ref]
    keys += [key for name in fields[: len(_FIRST)] for s in getattr(card.card, name) for key in s.ref]
    keys += [key for challenge in card.card.challenges for key in challenge.ref]
    keys += [key for name in ("pay", *fields[len(_FIRST) :]) for s in getattr(card.card, name) for key in s.ref]
    keys += role.occupation.ref
    if card.occupation:
        inner: list[Sourced | None] = [card.occupation, card.occupation.projection, card.occupation.entry_education]
        inner += card.occupation.settings
        keys += [key for s in inner if s for key in s.ref]
    return keys + claim_keys(card.claims)


def _here(catalog: Catalog, role: Role, state: str | None) -> list[Block]:
    if state is None:
        return [Paragraph("Requirements differ by state: add `--state XX` to see the credentials there.")]
    place = catalog.places[state]
    if state not in catalog.jurisdictions:
        return [Heading(f"In {place}"), Paragraph(f"The rules of {place} are not in the data yet.")]
    serving = catalog.for_role(role.id, state)
    if not serving:
        national = [Item(one_line(c, catalog)) for c in catalog.for_role(role.id, NATIONAL)]
        said = f"The data holds no credential of {place} for this role" + ("; national ones:" if national else ".")
        return [Heading(f"In {place}"), Paragraph(said), *national]
    return [Heading(f"In {place}"), *(Item(one_line(c, catalog)) for c in serving)]
