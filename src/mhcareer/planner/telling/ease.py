"""What it would bring to loosen one constraint: the rule or the pace changed by one natural amount, nothing else.

The answer is the finish of the best route under the change, the same that a plan made from scratch would show: which
routes there are depends on none of these changes, so only their schedules are made anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import Model, Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective
from mhcareer.model.program import Program, ProgramMonths, Speeds
from mhcareer.model.requirement import Experience, Training
from mhcareer.planner.choose import Candidate, Option, fitting, floor, ordered
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.paces import BEHIND, a_step_more, told
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


def eased_finish(best: Candidate, listed: Sequence[Option], clock: Clock, change: Ease, objective: Objective) -> date:
    """The finish of the route that is best under a change, ranked as the plan ranks its routes.

    Args:
        best: The best route today.
        listed: Every route that leads to the target, whether or not it fits today; the likely winner first.
        clock: The calendar and the person today, at the typical speed.
        change: What is loosened.
        objective: What makes a route better.
    """
    person = change.person or clock.person
    clock = Clock(clock.planning, person, clock.start, "typical")
    slow = Clock(clock.planning, person, clock.start, "slow")
    winner: Candidate | None = None
    seen: set[Hashable] = set()
    for option in listed:
        eased = replace(option, person=person, route=_with_data(option.route, change))
        price = eased.price if objective == "cheapest" else None  # nothing else is better for being cheaper
        alike = (option.standing, price, eased.shape)
        if alike in seen:
            continue
        seen.add(alike)
        if winner and _is_behind(eased, winner, objective, clock):
            continue
        found = fitting(eased.route, clock, [])
        if found is not None:
            rivals = [Candidate(eased, found, slow), *([winner] if winner else [])]
            winner = ordered(rivals, objective)[0]
    return winner.finish if winner else best.finish


def _is_behind(option: Option, winner: Candidate, objective: Objective, clock: Clock) -> bool:
    """Whether a route leaves the finish as it is, whatever its own dates: it is not better than one that is dated."""
    if option.standing != winner.standing:
        return option.standing > winner.standing
    if objective == "cheapest" and option.price != winner.price:
        return option.price > winner.price
    finish, unpaid_days = floor(option, clock)
    if objective == "least-unpaid":
        return (unpaid_days, finish) >= (winner.unpaid_days, winner.finish)
    return finish >= winner.finish


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
