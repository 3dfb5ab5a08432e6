"""What it would bring to loosen one constraint: the rule or the pace changed by one natural amount, nothing else.

The answer is the finish of the best route under the change, the same that a plan made from scratch would show: which
routes there are depends on none of these changes, so only their schedules are made anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mhcareer.frozen import dataclass
from mhcareer.model.base import Model, Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective
from mhcareer.model.program import Program, ProgramMonths, Speeds
from mhcareer.model.requirement import Experience, Training
from mhcareer.planner.choose import Candidate, Option, floor
from mhcareer.planner.dating.arrange import shape
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.fits import fitting
from mhcareer.planner.dating.paces import BEHIND, a_step_more, told
from mhcareer.planner.dating.spans import Span
from mhcareer.planner.standing import Standing
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
    if bound.constraint == "individual_supervision":
        share = max(0, (clock.person.group_share_percent or 0) - 10)
        changed = clock.person.model_copy(update={"group_share_percent": share})
        return Ease(f"with {share} percent of the supervision in groups", changed)
    words = _FEWER.get(bound.constraint)
    if isinstance(task.work, ProgramWork) and task.work.is_paid:
        words = "with one month less"
    if words is None:
        return _faster(bound.constraint, clock)
    if not bound.amount:
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


def _faster(constraint: str, clock: Clock) -> Ease | None:
    pace = BEHIND.get(constraint)
    changes = a_step_more(clock, pace) if pace else None
    return Ease(f"at {told(changes)}", clock.person.model_copy(update=changes)) if changes else None


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


class _Rank(NamedTuple):
    """What decides the finish of the best route: less is better, the finish last."""

    standing: Standing
    measure: tuple[int, ...]
    """What the objective looks at before the finish."""
    finish: date


def _ranked(option: Option, objective: Objective, finish: date, unpaid_days: int) -> _Rank:
    """The rank of a route with these dates; its standing and price are those of today, for no change touches them."""
    match objective:
        case "cheapest":
            return _Rank(option.standing, option.price, finish)
        case "least-unpaid":
            return _Rank(option.standing, (unpaid_days,), finish)
        case "soonest":
            return _Rank(option.standing, (), finish)


def eased_finish(best: Candidate, listed: Sequence[Option], change: Ease, objective: Objective) -> date:
    """The finish of the route that is best under a change, ranked as the plan ranks its routes.

    A route is dated only where it may be the best: one that the change does not touch is no better than the best of
    today, and for the others `floor` says what they come to at the best.

    Args:
        best: The best route today.
        listed: Every route that leads to the target, whether or not it fits today; the likely winner first.
        change: What is loosened.
        objective: What makes a route better.
    """
    clock = best.clock.of(change.person or best.clock.person)
    today = _ranked(best.option, objective, best.finish, best.unpaid_days)
    least: _Rank | None = None
    seen: set[Hashable] = set()
    for option in listed:
        route = _with_data(option.route, change)
        is_touched = route is not option.route or clock is not best.clock
        at_best = _ranked(option, objective, date.min, 0)
        if least and (at_best >= least or (least <= today and not is_touched)):
            continue
        alike = (at_best, option.shape if route is option.route else shape(route))
        if alike in seen:
            continue
        seen.add(alike)
        if least and _ranked(option, objective, *floor(route, clock)) >= least:
            continue
        must_be_sooner = least and _ranked(option, objective, least.finish, 0) >= least
        found = fitting(route, clock, [], least.finish if least and must_be_sooner else None)
        if found is not None:
            dated = Candidate(option, found, clock)
            rank = _ranked(option, objective, dated.finish, dated.unpaid_days)
            least = min(least or rank, rank)
    return least.finish if least else best.finish


def _with_data(route: Route, change: Ease) -> Route:
    """The route with one object of the data replaced wherever its tasks rest on it; itself if they do not."""
    old, new = change.old, change.new
    if old is None or new is None:
        return route
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
