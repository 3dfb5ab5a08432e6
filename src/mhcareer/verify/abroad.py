"""Portability: the facts at the end of a plan against the same role's rule in other jurisdictions, counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL, Number, Quantity, jurisdiction_of
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Portable
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Requirement,
)
from mhcareer.verify.calendar import begun_months
from mhcareer.verify.context import Context
from mhcareer.verify.facts import Facts, educated, facts_on, passed, version_on
from mhcareer.verify.finding import Finding
from mhcareer.verify.logged import counted, low
from mhcareer.verify.study import credits_at

Hours = tuple[Number | None, Number | None, Number | None, Number | None]
"""Total, direct, supervision and months that a board could attest; None where nothing is known."""

Lack = tuple[object, ...]
"""What of a figure it is, and of which: two tiers that ask for the same degree or exam lack one thing."""


@dataclass(frozen=True)
class Brought:
    """What a person brings elsewhere."""

    context: Context
    """With the catalog of the other jurisdictions."""
    facts: Facts
    hours: Hours
    role: str
    strict: bool = False
    """Whether a degree must answer in whichever of its fields it will be; the plan has decided on one."""


def check(context: Context) -> Iterator[Finding]:
    """Sums, and each jurisdiction against the catalog that was handed in."""
    told = context.plan.portability
    # What the rule behind a held target asked is told by no step: the sums alone can be counted anew.
    elsewhere = None if context.plan.target.credential in context.person.credentials else context.elsewhere
    if told is None:
        if elsewhere is not None:
            yield Finding(
                None, "portability", "the rules of other jurisdictions are at hand, but the plan tells nothing"
            )
        return
    unclear = sum(not one.missing and bool(one.unknown) for one in told.elsewhere)
    counts = (len(told.elsewhere), sum(one.met for one in told.elsewhere), unclear)
    if (told.compared, told.met, told.unclear) != counts:
        message = f"{told.met} met and {told.unclear} unclear of {told.compared} is not what the list says"
        yield Finding(None, "portability", message)
    for one in told.elsewhere:
        if one.met == bool(one.missing or one.unknown):
            message = f"{one.jurisdiction} is met or not against what it lists as missing and as unknown"
            yield Finding(None, "portability", message)
    if elsewhere is not None:
        yield from _compared(context, elsewhere, told.elsewhere)


def _compared(context: Context, elsewhere: Catalog, told: Sequence[Portable]) -> Iterator[Finding]:
    role, here = context.plan.target.role, context.plan.target.jurisdiction
    finish = context.plan.finish.typical
    goals = {
        c: goal for c in elsewhere.jurisdictions if c not in (here, NATIONAL) and (goal := _goal(elsewhere, role, c))
    }
    wanted = {code: goal.id for code, goal in goals.items() if version_on(goal, finish)}
    if wanted != {one.jurisdiction: one.credential for one in told}:
        yield Finding(None, "portability", "the jurisdictions compared are not those with a credential for the role")
        return
    brought = Brought(replace(context, catalog=elsewhere), facts_on(context, finish), _hours(context, role), role)
    for one in told:
        version = version_on(goals[one.jurisdiction], finish)
        if version is None or version.requires is None:
            continue
        least = len(_short(brought, goals[one.jurisdiction], version.requires))
        most = len(_short(replace(brought, strict=True), goals[one.jurisdiction], version.requires))
        if not least <= len(one.missing) <= most:
            message = f"`{one.credential}` lacks {least} things for this person, the plan names {len(one.missing)}"
            yield Finding(None, "portability", message)


def _goal(catalog: Catalog, role: str, code: str) -> Credential | None:
    serving = catalog.for_role(role, code)
    goals = sorted((c for c in serving if c.goal), key=lambda c: c.role != role)
    return goals[0] if goals else serving[0] if len(serving) == 1 else None


def _hours(context: Context, role: str) -> Hours:
    """What the rules of the role on the way have asked for, in hours; and the months that it took."""
    sums: list[Number | None] = [None, None, None, None]
    for step in context.of_kind("experience"):
        for claim in step.requirement[:1]:
            owner, leaf = context.catalog.credentials.get(claim.partition(":")[0]), context.leaf(claim, step.start)
            if owner is None or not isinstance(leaf, Experience) or role not in (owner.role, *owner.also_for):
                continue
            months = begun_months(step.start, step.finish) + counted(context, leaf, owner.id).months
            asked = (leaf.total_hours, leaf.direct_hours, leaf.supervision_hours)
            figures = [*(int(figure.high) if figure else None for figure in asked), months]
            sums = [
                new if old is None else old if new is None else old + new
                for old, new in zip(sums, figures, strict=True)
            ]
    return sums[0], sums[1], sums[2], sums[3]


def _short(brought: Brought, owner: Credential, node: Requirement) -> frozenset[Lack]:
    """The figures of a rule that are not reached; of alternatives the branch with the fewest."""
    leaf = node.leaf
    if leaf is not None:
        return _leaf(brought, owner, leaf)
    found = [_short(brought, owner, child) for child in node.children]
    return min(found, key=len) if node.any is not None else frozenset[Lack]().union(*found)


def _leaf(brought: Brought, owner: Credential, leaf: LeafRequirement) -> frozenset[Lack]:
    match leaf:
        case Education():
            return frozenset() if leaf.enrolled else _education(brought, leaf)
        case Experience():
            return _experience(brought.hours, leaf)
        case ExamRequirement():
            local = leaf.id[2:3] == "-" and jurisdiction_of(leaf.id) in brought.context.catalog.places
            done = passed(brought.facts, leaf) or (local and jurisdiction_of(leaf.id) != NATIONAL)
            return frozenset() if done else frozenset({("exam", leaf.id)})
        case CredentialRequirement():
            return _credential(brought, owner, leaf)
        case _:
            return frozenset()


def _education(brought: Brought, leaf: Education) -> frozenset[Lack]:
    """The degree, and its credits where the rule counts them and the degree of that level has a known number."""
    context, facts = brought.context, brought.facts
    plain = leaf.model_copy(update={"semester_credits": None})
    if not educated(context, facts, plain, strict=brought.strict):
        fields = tuple(leaf.fields.value[:3]) if leaf.fields else ()
        return frozenset({("degree", leaf.level.value, *fields)})
    had, asked = credits_at(context, leaf.level.value, facts.day), leaf.semester_credits
    short = asked is not None and had is not None and 0 < had < asked.low
    return frozenset({("credits", asked.low)}) if asked is not None and short else frozenset()


def _experience(hours: Hours, leaf: Experience) -> frozenset[Lack]:
    total, direct, supervision, months = hours
    inside, months_inside = low(leaf.internship_counts_hours), low(leaf.internship_counts_months)
    pairs: tuple[tuple[str, Quantity | None, Number | None], ...] = (
        ("total", leaf.total_hours, None if total is None else total + inside),
        ("direct", leaf.direct_hours, direct),
        ("supervision", leaf.supervision_hours, supervision),
        ("months", leaf.min_months, None if months is None else months + months_inside),
    )
    return frozenset(
        (name, id(leaf)) for name, figure, had in pairs if figure is not None and had is not None and had < figure.low
    )


def _credential(brought: Brought, owner: Credential, leaf: CredentialRequirement) -> frozenset[Lack]:
    """Nothing where it is held; of a lower tier that is earned on the spot, what it asks and cannot be worked there."""
    if leaf.id in brought.facts.credentials or (
        leaf.id is None and leaf.outside in brought.context.person.outside_credentials
    ):
        return frozenset()
    known = brought.context.catalog.credentials.get(leaf.id) if leaf.id else None
    if known is None or not _on_the_spot(brought, known, owner):
        return frozenset({("credential", leaf.id or leaf.outside)})
    version = version_on(known, brought.facts.day)
    if version is None or version.requires is None:
        return frozenset()
    lacking = _short(brought, known, version.requires)
    return frozenset(lack for lack in lacking if lack[0] not in ("total", "direct", "supervision", "months"))


def _on_the_spot(brought: Brought, tier: Credential, owner: Credential) -> bool:
    """Whether everybody takes a credential of the same jurisdiction there, on the way to the other."""
    if jurisdiction_of(tier.id) != jurisdiction_of(owner.id):
        return False
    role = brought.context.catalog.roles.get(brought.role)
    serves = brought.role in (tier.role, *tier.also_for) and not tier.goal
    return serves or (role is not None and tier.role in role.below)
