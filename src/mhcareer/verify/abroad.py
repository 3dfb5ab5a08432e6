"""Portability: the facts at the end of a plan against the same role's rule in other jurisdictions, counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mhcareer.model.base import NATIONAL, Number, Quantity, jurisdiction_of
from mhcareer.model.catalog import Credential
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
    if told is None:
        if context.elsewhere is not None:
            yield Finding(
                None, "portability", "the rules of other jurisdictions are at hand, but the plan tells nothing"
            )
        return
    if (told.compared, told.met) != (len(told.elsewhere), sum(one.met for one in told.elsewhere)):
        yield Finding(None, "portability", f"{told.met} of {told.compared} is not what the list of jurisdictions says")
    for one in told.elsewhere:
        if one.met == bool(one.missing):
            yield Finding(None, "portability", f"{one.jurisdiction} is met or not against what it lists as missing")
    if context.elsewhere is not None:
        yield from _compared(context, context.elsewhere, told.elsewhere)


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
        least = _short(brought, goals[one.jurisdiction], version.requires)
        most = _short(replace(brought, strict=True), goals[one.jurisdiction], version.requires)
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


def _short(brought: Brought, owner: Credential, node: Requirement) -> int:
    """How many figures of a rule are not reached; of alternatives the branch with the fewest."""
    leaf = node.leaf
    if leaf is not None:
        return _leaf(brought, owner, leaf)
    found = [_short(brought, owner, child) for child in node.children]
    return min(found) if node.any is not None else sum(found)


def _leaf(brought: Brought, owner: Credential, leaf: LeafRequirement) -> int:
    match leaf:
        case Education():
            return 0 if leaf.enrolled else _education(brought, leaf)
        case Experience():
            return _experience(brought.hours, leaf)
        case ExamRequirement():
            local = leaf.id[2:3] == "-" and jurisdiction_of(leaf.id) in brought.context.catalog.places
            return int(not passed(brought.facts, leaf) and (not local or jurisdiction_of(leaf.id) == NATIONAL))
        case CredentialRequirement():
            return int(not _credential(brought, owner, leaf))
        case _:
            return 0


def _education(brought: Brought, leaf: Education) -> int:
    """The degree, and its credits where the rule counts them and the degree of that level has a known number."""
    context, facts = brought.context, brought.facts
    plain = leaf.model_copy(update={"semester_credits": None})
    if not educated(context, facts, plain, strict=brought.strict):
        return 1
    had = credits_at(context, leaf.level.value, facts.day)
    return int(leaf.semester_credits is not None and had is not None and 0 < had < leaf.semester_credits.low)


def _experience(hours: Hours, leaf: Experience) -> int:
    total, direct, supervision, months = hours
    inside = low(leaf.internship_counts_hours)
    pairs: tuple[tuple[Quantity | None, Number | None], ...] = (
        (leaf.total_hours, None if total is None else total + inside),
        (leaf.direct_hours, direct),
        (leaf.supervision_hours, supervision),
        (leaf.min_months, months),
    )
    return sum(figure is not None and had is not None and had < figure.low for figure, had in pairs)


def _credential(brought: Brought, owner: Credential, leaf: CredentialRequirement) -> bool:
    """Held, or a lower tier of the role that is earned on the spot."""
    if leaf.id is None:
        return leaf.outside in brought.context.person.outside_credentials
    if leaf.id in brought.facts.credentials:
        return True
    known = brought.context.catalog.credentials.get(leaf.id)
    if known is None or brought.role not in (known.role, *known.also_for):
        return False
    return not known.goal or known.id == owner.id
