"""What is met, part-met or missing: the one primitive behind plan, next, move and compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from itertools import product
from typing import Literal

from mhcareer.frozen import dataclass
from mhcareer.model.base import Quantity
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, LoggedHours, PassedExam, Person
from mhcareer.model.requirement import (
    Age,
    BackgroundCheck,
    Condition,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    LivedExperience,
    Requirement,
    Residence,
    Training,
)
from mhcareer.planner.dating.asked import supervision_counted
from mhcareer.planner.dating.dates import DAYS_PER_YEAR, add_months
from mhcareer.planner.facts.education import Match, match

State = Literal["met", "part", "missing", "ask", "no"]
"""`ask`: only the person can say; `no`: the person said that it does not hold."""


@dataclass(frozen=True)
class Facts:
    """What holds at one point of a life or of a plan."""

    education: tuple[HeldEducation, ...] = ()
    enrolled: tuple[HeldEducation, ...] = ()
    """Degrees that are under way at that point."""
    credentials: frozenset[str] = frozenset()
    since: Mapping[str, date] = field(default_factory=dict)
    """From when a credential is held that is earned on the way."""
    outside: frozenset[str] = frozenset()
    exams: Mapping[str, PassedExam] = field(default_factory=dict)
    hours: Mapping[str, LoggedHours] = field(default_factory=dict)
    """By credential toward which they were earned."""
    implied: Mapping[frozenset[str], str] = field(default_factory=dict)
    """Exams of which one at least was passed for a held credential, whatever way led to it: the credential each."""
    person: Person | None = None
    """Answers that only the person can give."""

    @classmethod
    def of(cls, person: Person) -> Facts:
        """The facts of a profile."""
        return cls(
            education=person.learned,
            credentials=frozenset(person.credentials),
            outside=frozenset(person.outside_credentials),
            exams={exam.id: exam for exam in sorted(person.exams, key=lambda exam: exam.passed or "")},
            hours=_summed(person.hours),
            person=person,
        )

    def with_what_is_behind(self, catalog: Catalog) -> Facts:
        """The same facts and the exams that no holder of the held credentials can have gone without."""
        behind: dict[frozenset[str], str] = {}
        for held in sorted(self.credentials & catalog.credentials.keys()):
            for exams in _always_asked(catalog, held):
                if exams.isdisjoint(self.exams):
                    behind.setdefault(exams, held)
        known = {exam: PassedExam(id=exam) for exams in behind if len(exams) == 1 for exam in exams}
        return replace(self, exams={**self.exams, **known}, implied=behind) if behind else self

    def passed(self, asked: ExamRequirement) -> PassedExam | None:
        """The pass of an exam; where one ages, none counts that only what is held shows, for nobody knows its day."""
        known = self.exams.get(asked.id)
        is_old = known is not None and known.passed is None and frozenset({asked.id}) in self.implied
        return None if asked.valid_months and is_old else known

    def one_is_passed(self, node: Requirement) -> frozenset[str] | None:
        """Exams of which one was passed, where each of them is enough for an `any`; None where there are no such."""
        enough = {leaf.id for leaf in _plain_exams(node.any or ())}
        return next((exams for exams in self.implied if exams <= enough), None)

    def with_education(self, gained: HeldEducation) -> Facts:
        """The same facts and one more degree, which is no longer under way."""
        going_on = tuple(degree for degree in self.enrolled if degree != gained)
        return replace(self, education=(*self.education, gained), enrolled=going_on)

    def with_enrollment(self, begun: HeldEducation) -> Facts:
        """The same facts and one more degree under way."""
        return replace(self, enrolled=(*self.enrolled, begun))

    def with_credential(self, gained: str, day: date) -> Facts:
        """The same facts and one more credential, held from a day on."""
        return replace(self, credentials=self.credentials | {gained}, since={**self.since, gained: day})

    def with_exam(self, passed: PassedExam) -> Facts:
        """The same facts and one more examination passed."""
        return replace(self, exams={**self.exams, passed.id: passed})


def _always_asked(catalog: Catalog, credential: str) -> frozenset[frozenset[str]]:
    """Sets of exams of which every version of a credential's rule asks for one, whatever alternative one takes."""
    trees = [version.requires for version in catalog.credentials[credential].versions if version.requires]
    return _one_of_each([_in_every_way(tree) for tree in trees]) if trees else frozenset()


def _in_every_way(node: Requirement) -> frozenset[frozenset[str]]:
    if isinstance(node.leaf, ExamRequirement):
        return frozenset({frozenset({node.leaf.id})})
    below = [_in_every_way(child) for child in node.children]
    return _one_of_each(below) if node.any is not None else frozenset().union(*below)


def _one_of_each(ways: Iterable[frozenset[frozenset[str]]]) -> frozenset[frozenset[str]]:
    """What holds of several ways of which one was gone: an exam of one set of each."""
    return frozenset(frozenset().union(*sets) for sets in product(*ways))


def _plain_exams(branches: Iterable[Requirement]) -> Iterator[ExamRequirement]:
    """Alternatives that are an exam and nothing more, whose pass does not age."""
    for branch in branches:
        if isinstance(branch.leaf, ExamRequirement) and branch.leaf.valid_months is None:
            yield branch.leaf


@dataclass(frozen=True)
class Gap:
    """One node of a requirement held against facts."""

    path: str
    state: State
    requirement: Requirement
    children: tuple[Gap, ...] = ()
    match: Match | None = None
    """How a held degree answers an education leaf."""
    logged: LoggedHours | None = None
    """Hours already there for an experience or training leaf."""

    @property
    def assumed(self) -> int:
        """Sentences that the match of held degrees rests on, here and below."""
        own = len(self.match.assumptions) if self.match else 0
        return own + sum(child.assumed for child in self.children)

    @property
    def narrowed(self) -> int:
        """Held degrees that are read as narrower than they were called, here and below."""
        own = int(self.match.narrowed) if self.match else 0
        return own + sum(child.narrowed for child in self.children)

    def leaves(self) -> tuple[Gap, ...]:
        """The gaps of the leaves, in order."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves())


def gap(catalog: Catalog, facts: Facts, requirement: Requirement, *, on: date, toward: str, path: str = "") -> Gap:
    """The requirement tree with the state of every node.

    Args:
        catalog: Fields of study and exams are looked up here.
        facts: What holds.
        requirement: The tree.
        on: Day on which the facts are judged (age, validity of exams).
        toward: Credential whose rule this is; hours are logged toward a credential.
        path: Path of the tree's root, for the paths of its nodes.
    """
    here = f"{path}.{requirement.name}" if path else requirement.name
    leaf = requirement.leaf
    if leaf is None:
        children = tuple(
            gap(catalog, facts, child, on=on, toward=toward, path=f"{here}.{index}")
            for index, child in enumerate(requirement.children)
        )
        state = _combined(children, all_needed=requirement.all is not None)
        return Gap(here, "met" if facts.one_is_passed(requirement) else state, requirement, children)
    return _leaf_gap(catalog, facts, leaf, requirement, here, on, toward)


def _summed(hours: tuple[LoggedHours, ...]) -> dict[str, LoggedHours]:
    """All hours logged toward each credential."""
    found: dict[str, LoggedHours] = {}
    for logged in hours:
        known = found.get(logged.toward)
        found[logged.toward] = logged if known is None else known.plus(logged)
    return found


def _combined(children: tuple[Gap, ...], *, all_needed: bool) -> State:
    states = [child.state for child in children]
    if all_needed:
        if "no" in states:
            return "no"
        if all(state == "met" for state in states):
            return "met"
        if all(state in ("met", "ask") for state in states):
            return "ask"
        return "part" if any(state in ("met", "part") for state in states) else "missing"
    order: tuple[State, ...] = ("met", "ask", "part", "missing", "no")
    return min(states, key=order.index)


def leaf_state(catalog: Catalog, facts: Facts, leaf: LeafRequirement, on: date, toward: str) -> State:
    """The state of one leaf, as `gap` gives it."""
    match leaf:
        case Education(enrolled=True):
            return "missing" if best_match(catalog, facts.enrolled, leaf) is None else "met"
        case Education():
            found = best_match(catalog, facts.education, leaf)
            return "missing" if found is None else "part" if found.credits_short else "met"
        case Experience():
            return _hours_state(leaf, facts.hours.get(toward))
        case Training():
            logged = facts.hours.get(toward)
            done = logged.training if logged else 0
            asked = leaf.hours.low if leaf.hours else 0
            return "met" if asked and done >= asked else "part" if done else "missing"
        case ExamRequirement():
            return _exam_state(facts.passed(leaf), leaf.valid_months, on)
        case CredentialRequirement():
            return "met" if _is_held(facts, leaf, on) else "missing"
        case _:
            return _personal_state(facts.person, leaf, on)


def _leaf_gap(
    catalog: Catalog, facts: Facts, leaf: LeafRequirement, node: Requirement, path: str, on: date, toward: str
) -> Gap:
    state = leaf_state(catalog, facts, leaf, on, toward)
    match leaf:
        case Education():
            held = facts.enrolled if leaf.enrolled else facts.education
            return Gap(path, state, node, match=best_match(catalog, held, leaf))
        case Experience() | Training():
            return Gap(path, state, node, logged=facts.hours.get(toward))
        case _:
            return Gap(path, state, node)


def best_match(catalog: Catalog, held: tuple[HeldEducation, ...], asked: Education) -> Match | None:
    """The held degree that answers best: fewest credits short, then fewest assumptions; None if none does."""
    found = [m for degree in held if (m := match(catalog, degree, asked, degree.field)) is not None]
    return min(found, key=lambda m: (m.credits_short, len(m.assumptions)), default=None)


def _is_held(facts: Facts, leaf: CredentialRequirement, on: date) -> bool:
    """Whether a credential is held, and for long enough where it is earned on the way."""
    if leaf.id is None:
        return leaf.outside in facts.outside
    months, since = int(leaf.held_months.low) if leaf.held_months else 0, facts.since.get(leaf.id)
    return leaf.id in facts.credentials and (since is None or add_months(since, months) <= on)


def _hours_state(leaf: Experience, logged: LoggedHours | None) -> State:
    if logged is None or not (logged.total or logged.direct or logged.supervision or logged.months):
        return "missing"
    # The required degree brings the hours and months of its internship along.
    inside = int(leaf.internship_counts_hours.low) if leaf.internship_counts_hours else 0
    inside_months = int(leaf.internship_counts_months.low) if leaf.internship_counts_months else 0
    wanted = leaf.supervision_hours.low if leaf.supervision_hours else 0
    supervised = supervision_counted(leaf, wanted, logged.supervision, logged.group_supervision)
    pairs = (
        (leaf.total_hours, logged.total + inside),
        (leaf.direct_hours, logged.direct),
        (leaf.supervision_hours, supervised),
        (leaf.min_months, logged.months + inside_months),
        (leaf.min_weeks, logged.months * DAYS_PER_YEAR // (12 * 7)),
    )
    asked = [(figure.low, done) for figure, done in pairs if figure is not None]
    return "met" if asked and all(done >= need for need, done in asked) else "part"


def _exam_state(passed: PassedExam | None, valid: Quantity | None, on: date) -> State:
    if passed is None:
        return "missing"
    if valid and passed.passed and add_months(date.fromisoformat(passed.passed), int(valid.low)) < on:
        return "missing"
    return "met"


def _personal_state(person: Person | None, leaf: LeafRequirement, on: date) -> State:
    match leaf:
        case Age():
            born = person.birthday if person else None
            if born is None:
                return "ask"
            return "met" if add_months(born, 12 * int(leaf.years.low)) <= on else "missing"
        case LivedExperience():
            return _said(person.lived_experience if person else None)
        case BackgroundCheck():
            return _said(person.background_clear if person else None)
        case Residence():
            return _said(person.resident if person else None)
        case Condition():
            if person and leaf.text in person.confirmed:
                return "met"
            return "missing" if leaf.blocking else "ask"
        case _:
            raise TypeError(f"not a personal requirement: {leaf!r}")


def _said(answer: bool | None) -> State:
    return "ask" if answer is None else "met" if answer else "no"
