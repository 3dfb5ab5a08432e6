"""Sentences about a schedule: what binds, what a rule leaves open, what else it says about hours."""

from __future__ import annotations

from collections.abc import Sequence

from mhcareer.model.base import Number
from mhcareer.model.lengths import in_months
from mhcareer.model.requirement import Experience
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.spans import Bound, Span
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Task,
    TrainingWork,
)

DAYS_IN_MONTHS = 45
"""From this many days on a time is told in months."""


def number(value: Number) -> str:
    """A number as people write it: `3,400`, `59.5`."""
    return f"{value:,.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def why(task: Task, found: Span, clock: Clock, also: Sequence[Bound] = ()) -> str:
    """The sentence that says how the step's length comes about.

    Args:
        task: The step.
        found: When it is done and what decided that.
        clock: The pace.
        also: Other figures that take just as long.
    """
    return " and, taking as long, ".join(_because(task, bound, clock) for bound in (found.bound, *also))


def _because(task: Task, bound: Bound, clock: Clock) -> str:
    amount, rate = number(bound.amount), number(bound.rate)
    sentences = {
        "direct_hours": f"{amount} direct client contact hours at {rate} a week",
        "total_hours": f"{amount} hours at {rate} a week",
        "supervision_hours": f"{amount} hours of supervision at {rate} a week",
        "supervision_rate": f"{amount} hours at {rate} a week, no more than your supervision covers",
        "individual_supervision": f"{amount} hours of individual supervision at {rate} a week",
        "max_hours_per_year": f"at most {amount} hours a year count",
        "min_months": f"at least {amount} {_more(task)}months by the rule",
        "part_months": f"at least {amount} months of one part of it by the rule",
        "min_weeks": f"{amount} weeks with supervision",
        "program": f"{amount} months {'in the post' if _is_post(task) else f'of {clock.person.study} study'}",
        "semester_credits": f"{amount} credits at {rate} a term",
        "credits_per_term": f"{amount} credits at {rate} a term",
        "hours": f"{amount} hours of training at {rate} a week",
        "days": f"{amount} days of training",
        "exam": f"about {amount} weeks from registration to result" + ("" if _has_weeks(task) else " (assumed)"),
        "hire": "open as soon as the requirements are met",
    }
    if bound.constraint == "processing_weeks":
        return _processing(task, amount)
    return sentences.get(bound.constraint, "its length is not stated in any source read")


def _more(task: Task) -> str:
    """Of months by a rule: that others are logged already."""
    logged = task.work.logged if isinstance(task.work, ExperienceWork) else None
    return "more " if logged and logged.months else ""


def _is_post(task: Task) -> bool:
    return isinstance(task.work, ProgramWork) and task.work.is_paid


def _has_weeks(task: Task) -> bool:
    return isinstance(task.work, ExamWork) and task.work.exam.weeks is not None


def _processing(task: Task, weeks: str) -> str:
    work = task.work
    stated = isinstance(work, ApplicationWork | ApprovalWork) and work.credential.processing_weeks is not None
    return f"{weeks} weeks of processing" + ("" if stated else " (assumed; not stated)")


def span_of_days(days: int) -> str:
    """`4 years 1 month`, `5 months`, `3 weeks`, `6 days`."""
    if days >= DAYS_IN_MONTHS:
        years, months = divmod(round(in_months(days)), 12)
        parts = [_many(years, "year") if years else "", _many(months, "month") if months else ""]
        return " ".join(part for part in parts if part)
    return _many(days // 7, "week") if days % 7 == 0 else _many(days, "day")


def _many(amount: int, unit: str) -> str:
    return f"{amount} {unit}" + ("" if amount == 1 else "s")


def unstated(task: Task) -> str | None:
    """What a rule leaves open about how much of a step is asked; None if it says."""
    match task.work:
        case ExperienceWork(experience) if not experience.amounts:
            return f"{experience.of or 'supervised experience'}: how many hours or months"
        case TrainingWork(training) if training.hours is None and training.days is None:
            return f"{training.of or 'training'}: how many hours"
        case ApplicationWork(credential) | ApprovalWork(credential):
            if credential.processing_weeks is None and credential.kind != "employer-role":
                return f"{credential.title}: processing time"
    return None


def experience_notes(work: ExperienceWork) -> tuple[str, ...]:
    """What else a rule says about the hours that a person must know before earning them."""
    asked, notes = work.experience, list[str]()
    if asked.total_hours is None and asked.direct_hours is not None:
        notes.append("only direct client contact is counted; other hours do not help")
    if asked.total_includes_supervision is not None:
        inside = "lie inside" if asked.total_includes_supervision.value else "come on top of"
        notes.append(f"supervision hours {inside} the total")
    if asked.internship_counts_hours:
        notes.append(
            f"{number(asked.internship_counts_hours.low)} of the hours come from the internship inside the degree"
        )
    notes.extend(_before_graduation(work, asked))
    if asked.window_months:
        notes.append(f"hours older than {number(asked.window_months.high)} months at the application do not count")
    if asked.max_months:
        notes.append(f"must be done within {number(asked.max_months.high)} months")
    return tuple(notes)


def _before_graduation(work: ExperienceWork, asked: Experience) -> list[str]:
    notes: list[str] = []
    if work.inside:
        notes.append(f"{work.inside} of the hours come from the internship inside the degree")
    elif asked.before_graduation_max_hours and work.beside is None:
        notes.append(
            f"up to {number(asked.before_graduation_max_hours.high)} hours from the degree may count; "
            "this plan does not rely on them"
        )
    if work.beside is not None and work.degree:
        other = "other hours than those inside it" if asked.internship_counts_hours else "hours"
        most = f"at most {number(work.beside)} {other} count" if work.beside else f"no {other} count"
        notes.append(f"{most} before the degree is finished")
    return notes


def is_undated(route: Route) -> bool:
    """Whether work or training of a route has no stated length, so that its finish can only be later."""
    return any(isinstance(task.work, ExperienceWork | TrainingWork) and unstated(task) for task in route.tasks)
