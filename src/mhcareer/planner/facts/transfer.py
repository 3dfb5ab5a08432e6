"""What a person brings, held against a rule leaf by leaf: asked, brought, left.

One reading serves `portability` (the facts at the end of a plan against other jurisdictions) and `move` (what a holder
brings to another one). Unlike `gap` it compares figure by figure, since hours earned under one rule are offered under
another, and it keeps apart what is done in the new place whatever one brings: its law exam, its registration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Literal

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES, NATIONAL, Number, Quantity, jurisdiction_of
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Requirement,
    Training,
)
from mhcareer.planner.dating.asked import supervision_counted
from mhcareer.planner.explain import number
from mhcareer.planner.facts.gap import Facts, best_match, leaf_state
from mhcareer.planner.facts.versions import in_force

Held = Literal["met", "short", "unknown", "local", "ask"]
"""`unknown`: nothing is known of what is brought; `local`: done in the new place by everybody; `ask`: only the person
can say."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Experience that a person brings; None where nothing is known."""

    total: int | None = None
    direct: int | None = None
    supervision: int | None = None
    months: int | None = None
    group_supervision: int | None = None
    """Hours of the supervision that were in groups; where nothing is known, none are taken to be."""
    training: int | None = None
    months_at_pace: int | None = None
    """Months that the hours take at the pace that a plan assumes; told as such, where the rule asked fewer or none."""

    @classmethod
    def of(cls, logged: LoggedHours) -> Hours:
        """What was logged; what was not logged is not known."""
        return cls(
            total=logged.total or None,
            direct=logged.direct or None,
            supervision=logged.supervision or None,
            months=logged.months or None,
            group_supervision=logged.group_supervision or None,
            training=logged.training or None,
        )

    def plus(self, other: Hours) -> Hours:
        """Both together."""

        def summed(one: int | None, two: int | None) -> int | None:
            return one if two is None else two if one is None else one + two

        names = (field.name for field in fields(self))
        return Hours(**{name: summed(getattr(self, name), getattr(other, name)) for name in names})

    def toward(self, credential: str) -> LoggedHours:
        """The experience as a log toward a credential; what is not known counts as none, the training stays behind."""
        sums = {
            "total": max(self.total or 0, self.direct or 0),
            "direct": self.direct or 0,
            "supervision": self.supervision or 0,
            "group_supervision": self.group_supervision or 0,
            "months": max(self.months or 0, self.months_at_pace or 0),
        }
        # The bounds are those of one entry of a profile, which keep out slips of the pen; a sum may pass them.
        return LoggedHours(toward=credential).model_copy(update=sums)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure or condition of a rule, and how the person stands to it."""

    path: str
    what: str
    asks: str
    brings: str
    left: str
    state: Held
    leaf: LeafRequirement


@dataclass(frozen=True)
class Bringing:
    """What a person brings to another jurisdiction."""

    facts: Facts
    hours: Hours
    on: date
    role: str
    """The role whose lower tiers, there, are steps on the spot and no lack."""
    taken: frozenset[int] = frozenset()
    """Identities of the leaves that a plan there rests on: of alternatives the branch that it takes is shown."""


def rows(catalog: Catalog, brought: Bringing, credential: Credential, tree: Requirement) -> tuple[Row, ...]:
    """Every figure of a rule, in its order, each once; what a lower tier there asks, only where it is lacking.

    Of alternatives the branch that a plan takes is told; without a plan the one with the least left.
    """
    found = _rows(catalog, brought, credential, tree, f"{credential.id}:requires")
    return tuple({_once(row): row for row in reversed(found)}.values())[::-1]


def _once(row: Row) -> tuple[str, str]:
    """What makes two rows one: two tiers ask for the same degree or exam, while hours are each their own."""
    return (row.what, row.asks) if row.what in ("degree", "semester credits", "exam", "credential") else (row.path, "")


def _rows(catalog: Catalog, brought: Bringing, owner: Credential, node: Requirement, path: str) -> list[Row]:
    here = f"{path}.{node.name}"
    leaf = node.leaf
    if leaf is not None:
        return list(_leaf_rows(catalog, brought, owner, leaf, here))
    branches = [_rows(catalog, brought, owner, child, f"{here}.{i}") for i, child in enumerate(node.children)]
    if node.any is not None:
        planned = [sum(id(one) in brought.taken for _, one in child.leaves()) for child in node.children]
        return min(zip(planned, branches, strict=True), key=lambda pair: (-pair[0], _distance(pair[1])))[1]
    return [row for branch in branches for row in branch]


_WEIGHT: Mapping[Held, int] = {"met": 0, "ask": 1, "local": 1, "unknown": 2, "short": 100}


def _distance(branch: list[Row]) -> int:
    return sum(_WEIGHT[row.state] for row in branch)


def _leaf_rows(
    catalog: Catalog, brought: Bringing, owner: Credential, leaf: LeafRequirement, path: str
) -> Iterator[Row]:
    match leaf:
        case Education():
            yield from _education(catalog, brought, leaf, path)
        case Experience():
            yield from _experience(brought.hours, leaf, path)
        case ExamRequirement():
            yield _exam(catalog, brought, leaf, path)
        case CredentialRequirement():
            yield from _credential(catalog, brought, owner, leaf, path)
        case Training():
            hours = f"{number(leaf.hours.low)} hours" if leaf.hours else "hours not stated"
            had = f"{number(brought.hours.training)} hours in all" if brought.hours.training else ""
            yield Row(path, leaf.of or "training", hours, had, hours, "local", leaf)
        case _:
            state = leaf_state(catalog, brought.facts, leaf, brought.on, owner.id)
            if state != "met":
                yield Row(path, leaf.kind.replace("_", " "), spoken(leaf), "", "", "ask", leaf)


def _education(catalog: Catalog, brought: Bringing, leaf: Education, path: str) -> Iterator[Row]:
    fields = [catalog.fields[f].title if f in catalog.fields else f for f in leaf.fields.value] if leaf.fields else []
    asks = LEVEL_NAMES[leaf.level.value] + (f" in {' or '.join(fields[:3])}" if fields else "")
    found = best_match(catalog, brought.facts.education, leaf)
    if leaf.enrolled or found is None:
        yield Row(path, "degree", asks, "", asks, "local" if leaf.enrolled else "short", leaf)
        return
    yield Row(path, "degree", asks, "yes", "", "met", leaf)
    if leaf.semester_credits is None:
        return
    wanted = leaf.semester_credits.low
    same = [held for held in brought.facts.education if held.level == leaf.level.value]
    had = max((held.semester_credits or 0 for held in same), default=0)
    yield _figure(f"{path}.semester_credits", "semester credits", wanted, had or (None if same else wanted), leaf)


def _experience(hours: Hours, leaf: Experience, path: str) -> Iterator[Row]:
    inside = int(leaf.internship_counts_hours.low) if leaf.internship_counts_hours else 0
    asked: tuple[tuple[str, str, Quantity | None, Counted], ...] = (
        ("total_hours", "hours of experience", leaf.total_hours, Counted(_more(hours.total, inside))),
        ("direct_hours", "hours with clients", leaf.direct_hours, Counted(hours.direct)),
        ("supervision_hours", "hours of supervision", leaf.supervision_hours, _supervised(hours, leaf)),
        ("min_months", "months of experience", leaf.min_months, _months(hours, leaf)),
    )
    named = [(f"{path}.{name}", what, figure, had) for name, what, figure, had in asked if figure is not None]
    for where, what, figure, had in named:
        yield _figure(where, what, figure.low, had.amount, leaf, had.told)
    if not named:
        yield Row(path, leaf.of or "experience", "amount not stated", "", "", "unknown", leaf)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a rule counts of what is brought; and how that is told, where the figure alone would mislead."""

    amount: Number | None
    told: str = ""


def _supervised(hours: Hours, leaf: Experience) -> Counted:
    """The supervision less what was in groups beyond the rule's ceiling, as a plan counts it."""
    if hours.supervision is None or leaf.supervision_hours is None:
        return Counted(hours.supervision)
    counted = supervision_counted(leaf, leaf.supervision_hours.low, hours.supervision, hours.group_supervision or 0)
    if counted == hours.supervision:
        return Counted(counted)
    return Counted(counted, f"{number(hours.supervision)}, of which {number(counted)} count: the rest was in groups")


def _months(hours: Hours, leaf: Experience) -> Counted:
    """The months that are known; where they are too few, those that the hours take at the assumed pace."""
    inside = int(leaf.internship_counts_months.low) if leaf.internship_counts_months else 0
    known, paced = _more(hours.months, inside), _more(hours.months_at_pace, inside)
    asked = leaf.min_months.low if leaf.min_months else 0
    if paced is None or (known is not None and known >= asked):
        return Counted(known)
    return Counted(paced, f"{paced} at the assumed pace")


def _more(had: int | None, inside: int) -> int | None:
    return None if had is None else had + inside


def _figure(path: str, what: str, asks: Number, brings: Number | None, leaf: LeafRequirement, told: str = "") -> Row:
    if brings is None:
        return Row(path, what, number(asks), "not known", "", "unknown", leaf)
    left = max(0, asks - brings)
    state: Held = "short" if left else "met"
    return Row(path, what, number(asks), told or number(brings), number(left) if left else "", state, leaf)


def _exam(catalog: Catalog, brought: Bringing, leaf: ExamRequirement, path: str) -> Row:
    exam = catalog.exams.get(leaf.id)
    name = (exam.abbreviation or exam.title) if exam else leaf.id
    if leaf_state(catalog, brought.facts, leaf, brought.on, "") == "met":
        return Row(path, "exam", name, "passed", "", "met", leaf)
    local = jurisdiction_of(leaf.id) in catalog.places and leaf.id[2:3] == "-" and jurisdiction_of(leaf.id) != NATIONAL
    return Row(path, "exam", name, "", name, "local" if local else "short", leaf)


def _credential(
    catalog: Catalog, brought: Bringing, owner: Credential, leaf: CredentialRequirement, path: str
) -> Iterator[Row]:
    if leaf_state(catalog, brought.facts, leaf, brought.on, owner.id) == "met":
        yield Row(path, "credential", leaf.id or leaf.outside or "", "held", "", "met", leaf)
        return
    known = catalog.credentials.get(leaf.id) if leaf.id else None
    name = (known.abbreviation or known.title) if known else leaf.outside or leaf.id or ""
    if known is None or not _on_the_spot(catalog, brought.role, known, owner):
        yield Row(path, "credential", name, "", name, "short", leaf)
        return
    yield Row(path, "credential", name, "", name, "local", leaf)
    version = in_force(known, brought.on)
    if version is not None and version.requires is not None:
        for row in _rows(catalog, brought, known, version.requires, f"{known.id}:requires"):
            if row.state == "short":
                yield row
            elif isinstance(row.leaf, Experience):
                # The same hours are not offered twice: what a lower tier asks is worked there.
                yield replace(row, brings="", left=row.asks, state="local")


def _on_the_spot(catalog: Catalog, role: str, one: Credential, owner: Credential) -> bool:
    """Whether a credential is a lower tier of the same jurisdiction, which everybody takes there on the way."""
    if jurisdiction_of(one.id) != jurisdiction_of(owner.id):
        return False
    known = catalog.roles.get(role)
    return (role in (one.role, *one.also_for) and not one.goal) or (known is not None and one.role in known.below)


def spoken(leaf: LeafRequirement) -> str:
    """A condition that only the person can know or bring, in its own words."""
    for name in ("text", "of"):
        words = getattr(leaf, name, None)
        if words:
            return str(words)
    years = getattr(leaf, "years", None)
    return f"at least {number(years.low)} years old" if years else leaf.kind.replace("_", " ")
