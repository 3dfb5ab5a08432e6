"""What it would bring to loosen one constraint: the rule or the pace changed by one natural amount, nothing else.

The answer is the finish of the best route under the change, the same that a plan made from scratch would show: which
routes there are depends on none of these changes, so only their schedules are made anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mhcareer.model.base import Model, Quantity
from mhcareer.model.catalog import Credential, Exam, Program, ProgramMonths, Speeds
from mhcareer.model.person import Person
from mhcareer.model.requirement import Experience, Training
from mhcareer.planner.choose import Candidate, Option
from mhcareer.planner.copies import replace
from mhcareer.planner.dating.arrange import arrangements, shape
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.fits import misfit
from mhcareer.planner.dating.hold import held_back
from mhcareer.planner.dating.schedule import finish_of, schedule
from mhcareer.planner.dating.settle import soonest
from mhcareer.planner.dating.settled import Settled
from mhcareer.planner.dating.spans import Span
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Task,
    TrainingWork,
    Work,
)

PACE_STEPS: Mapping[str, tuple[str, int, str]] = {
    "direct_hours": ("direct_per_week", 4, "{} hours with clients a week"),
    "total_hours": ("hours_per_week", 5, "{} hours a week"),
    "supervision_hours": ("supervision_per_week", 1, "{} hours of supervision a week"),
    "supervision_rate": ("supervision_per_week", 1, "{} hours of supervision a week"),
    "hours": ("training_per_week", 10, "{} hours of training a week"),
    "credits_per_term": ("credits_per_term", 3, "{} credits a term"),
}
"""For a constraint that hangs on a pace: the field of `Person`, by how much it is raised, and the words."""


@dataclass(frozen=True)
class Ease:
    """One change: of the person's pace, or of one object of the data."""

    words: str
    person: Person | None = None
    old: Model | None = None
    new: Model | None = None


def ease_of(task: Task, found: Span, clock: Clock) -> Ease | None:
    """The change that loosens what binds a task; None where nothing binds, or nothing natural loosens it."""
    bound = found.bound
    if bound.constraint in PACE_STEPS:
        return _at_pace(bound.constraint, clock)
    if bound.constraint == "individual_supervision":
        share = max(0, (clock.person.group_share_percent or 0) - 10)
        changed = clock.person.model_copy(update={"group_share_percent": share})
        return Ease(f"with {share} percent of the supervision in groups", changed)
    words = _FEWER.get(bound.constraint)
    if words is None or not bound.amount:
        return None
    old, new = _fewer(task.work, bound.constraint, clock)
    return Ease(words, None, old, new) if old is not None and new is not None else None


_FEWER = {
    "program": "with one month of study less",
    "min_months": "with one month less",
    "part_months": "with one month less",
    "min_weeks": "with four weeks less",
    "max_hours_per_year": "if 100 hours more counted a year",
    "days": "with one day less",
    "exam": "with a result one week sooner",
    "processing_weeks": "with one week of processing less",
}


def _at_pace(constraint: str, clock: Clock) -> Ease:
    option, step, words = PACE_STEPS[constraint]
    now = getattr(clock.rates, option.removesuffix("_per_week").removesuffix("_per_term"))
    raised = now + step
    changes = {option: raised}
    hours = clock.person.hours_per_week
    if option == "direct_per_week" and hours is not None and raised > hours:
        changes["hours_per_week"] = raised
    return Ease(f"at {words.format(raised)}", clock.person.model_copy(update=changes))


def _fewer(work: Work, constraint: str, clock: Clock) -> tuple[Model | None, Model | None]:
    """The object of the data that a constraint stands in, and the same object with the constraint loosened."""
    match work:
        case ProgramWork(program):
            return program, _shorter(program)
        case ExperienceWork(experience):
            return experience, _less_time(experience, constraint)
        case TrainingWork(training):
            less = _less(training.days, 1) if training.days else None
            return training, training.model_copy(update={"days": less})
        case ExamWork(exam):
            weeks = exam.weeks or clock.at(clock.planning.unstated_exam_weeks)
            return exam, exam.model_copy(update={"weeks": _less(weeks, 1)})
        case ApplicationWork(credential) | ApprovalWork(credential):
            weeks = credential.processing_weeks or clock.at(clock.planning.unstated_processing_weeks)
            return credential, credential.model_copy(update={"processing_weeks": _less(weeks, 1)})
        case _:
            return None, None


def _less_time(experience: Experience, constraint: str) -> Experience:
    if constraint == "part_months":
        longest = max(part.min_months or 0 for part in experience.parts)
        parts = tuple(
            part.model_copy(update={"min_months": longest - 1}) if (part.min_months or 0) == longest else part
            for part in experience.parts
        )
        return experience.model_copy(update={"parts": parts})
    by = {"min_months": 1, "min_weeks": 4, "max_hours_per_year": -100}[constraint]
    return experience.model_copy(update={constraint: _less(getattr(experience, constraint), by)})


def _less(figure: Quantity, by: int) -> Quantity:
    """A figure lowered at both ends, never below nothing."""
    changes = {"value": max(0, figure.low - by), "to": max(0, figure.high - by) if figure.to is not None else None}
    return figure.model_copy(update=changes)


def _shorter(program: Program) -> Program:
    def speeds(of: Speeds) -> Speeds:
        return of.model_copy(update={name: _less(getattr(of, name), 1) for name in ("fast", "typical", "slow")})

    months = ProgramMonths.model_construct(
        full_time=speeds(program.months.full_time), part_time=speeds(program.months.part_time)
    )
    return program.model_copy(update={"months": months})


def eased_finish(best: Candidate, others: Sequence[Option], clock: Clock, change: Ease) -> date:
    """The finish of the best route under a change.

    Args:
        best: The best route today.
        others: Every route that may become better: all that lead to the target but those that stand worse.
        clock: The calendar and the person today, at the typical speed.
        change: What is loosened.
    """
    if change.person is not None:
        clock = Clock(clock.planning, change.person, clock.start, "typical")
    found = (best.standing, best.finish)
    seen: set[Hashable] = set()
    for option in others:
        route = option.route
        eased = _with_data(route, change.old, change.new) if change.old and change.new else route
        if eased is route and change.person is None:
            continue  # what the change does not touch is no better than before
        key = (option.standing, option.shape if eased is route else shape(eased))
        if key in seen:
            continue
        seen.add(key)
        if finish_of(eased, schedule(eased, clock, hindered_by=()), clock.start) >= found[1]:
            continue  # not sooner even if study stood in the way of nothing
        for arranged in arrangements(eased):
            tried = soonest(arranged, clock, found[1])
            if tried.finish < found[1] and _fits(tried, clock):
                found = min(found, (option.standing, tried.finish))
    return found[1]


def _fits(tried: Settled, clock: Clock) -> bool:
    """Whether a schedule keeps what its route rests on once what would grow too old is begun later."""
    return misfit(tried.route, held_back(tried.route, tried.spans, clock), clock) is None


def _with_data(route: Route, old: Model, new: Model) -> Route:
    """The route with one object of the data replaced wherever its tasks rest on it; itself if they do not."""
    tasks = tuple(_task_with(task, old, new) for task in route.tasks)
    return route if all(a is b for a, b in zip(tasks, route.tasks, strict=True)) else replace(route, tasks=tasks)


def _task_with(task: Task, old: Model, new: Model) -> Task:
    work: Work = task.work
    match work:
        case ProgramWork() if work.program is old and isinstance(new, Program):
            return replace(task, work=replace(work, program=new))
        case ExperienceWork() if work.experience is old and isinstance(new, Experience):
            return replace(task, work=replace(work, experience=new))
        case TrainingWork() if work.training is old and isinstance(new, Training):
            return replace(task, work=replace(work, training=new))
        case ExamWork() if work.exam is old and isinstance(new, Exam):
            return replace(task, work=replace(work, exam=new))
        case ApplicationWork() | ApprovalWork() if work.credential is old and isinstance(new, Credential):
            return replace(task, work=replace(work, credential=new))
    return task
