"""What the facts at one point open: at once, or after some weeks of training and an exam."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mhcareer.frozen import dataclass
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import (
    Age,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Requirement,
    Training,
)
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.schedule import span
from mhcareer.planner.explain import number
from mhcareer.planner.facts.gap import Facts, best_match, leaf_state
from mhcareer.planner.tasks import ExamWork, Task, TrainingWork

EDUCATION, ENROLLMENT, AGE, DAY = "education", "enrollment", "age", "day"
"""What a rule can hang on beside exams and credentials; `DAY`: a version, a pass that ages, months of holding."""


@dataclass(frozen=True)
class Opening:
    """How a rule is met: with nothing more, or with short steps; perhaps with what only the person can show."""

    days: int = 0
    steps: tuple[str, ...] = ()
    asks: bool = False
    rests: bool = False
    """Whether something that can be shown on paper is met, as a degree or a pass; words alone open nothing."""

    def plus(self, other: Opening) -> Opening:
        """Both, one after the other."""
        return Opening(
            self.days + other.days, self.steps + other.steps, self.asks or other.asks, self.rests or other.rests
        )


def opening(catalog: Catalog, facts: Facts, node: Requirement, clock: Clock, on: date, toward: str) -> Opening | None:
    """The shortest way to meet a rule with nothing but training and exams; None if it needs more than that."""
    leaf = node.leaf
    if leaf is not None:
        return _leaf(catalog, facts, leaf, clock, on, toward)
    if node.any is not None:
        found = [opening(catalog, facts, child, clock, on, toward) for child in node.children]
        return min((one for one in found if one is not None), key=lambda one: (one.days, one.asks), default=None)
    whole = Opening()
    for child in node.children:
        part = opening(catalog, facts, child, clock, on, toward)
        if part is None:
            return None
        whole = whole.plus(part)
    return whole


def always_asks_hours(catalog: Catalog, credential: Credential) -> bool:
    """Whether every version of a rule asks for experience, whatever alternative one takes: then no short steps do."""
    trees = [version.requires for version in credential.versions if version.requires]
    # The credential is kept, too, so that its id stays its own.
    known = catalog.derived(("hours", id(credential)), lambda: (credential, all(map(_hours_in_every_way, trees))))
    return known[1]


def hangs_on(catalog: Catalog, credential: Credential) -> frozenset[str]:
    """What of a person's facts can change whether a credential is open: exams and credentials by their ids.

    Hours and what only the person can know stay as they are while a plan runs.
    """
    # The credential is kept, too, so that its id stays its own.
    return catalog.derived(("hangs on", id(credential)), lambda: (credential, frozenset(_hangs_on(credential))))[1]


def _hangs_on(credential: Credential) -> Iterator[str]:
    if len(credential.versions) > 1 or any(version.effective for version in credential.versions):
        yield DAY
    for leaf in (leaf for v in credential.versions if v.requires for _, leaf in v.requires.leaves()):
        match leaf:
            case Education(enrolled=enrolled):
                yield ENROLLMENT if enrolled else EDUCATION
            case ExamRequirement(id=exam, valid_months=months):
                yield from (exam, DAY) if months else (exam,)
            case CredentialRequirement(id=other, held_months=months) if other:
                yield from (other, DAY) if months else (other,)
            case Age():
                yield AGE
            case _:
                pass


def _hours_in_every_way(node: Requirement) -> bool:
    if node.leaf is not None:
        return isinstance(node.leaf, Experience)
    return (all if node.any is not None else any)(map(_hours_in_every_way, node.children))


def _leaf(catalog: Catalog, facts: Facts, leaf: LeafRequirement, clock: Clock, on: date, toward: str) -> Opening | None:
    state = leaf_state(catalog, facts, leaf, on, toward)
    if state == "met":
        if isinstance(leaf, Education) and not leaf.enrolled and _is_narrowed(catalog, facts, leaf):
            return None  # that a degree is in a narrower field than the person said opens no work
        return Opening(rests=leaf.kind in ("education", "credential", "exam"))
    if state == "ask":
        return Opening(asks=True)
    if isinstance(leaf, Training) and leaf.hours is not None:
        logged = facts.hours.get(toward)
        work = TrainingWork(leaf, logged.training if logged else 0)
        low, high = number(leaf.hours.low), number(leaf.hours.high)
        stated = low if low == high else f"{low} to {high}"
        return Opening(_days(Task("", work), clock), (f"{stated} hours of training",), rests=True)
    if isinstance(leaf, ExamRequirement) and leaf.id in catalog.exams:
        exam = catalog.exams[leaf.id]
        return Opening(_days(Task("", ExamWork(exam)), clock), (f"the {_named(exam)}",), rests=True)
    return None


def _is_narrowed(catalog: Catalog, facts: Facts, leaf: Education) -> bool:
    found = best_match(catalog, facts.education, leaf)
    return found is not None and found.narrowed


def _named(exam: Exam) -> str:
    """`NCE exam`; of a name that says itself what it is, that name."""
    name = exam.abbreviation or exam.title
    return name if name.lower().endswith(("exam", "examination", "test", "assessment")) else f"{name} exam"


def _days(task: Task, clock: Clock) -> int:
    found = span(task, clock.start, clock)
    return max((found.end - found.begin).days, timedelta(days=1).days)
