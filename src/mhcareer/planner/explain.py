"""Sentences about a schedule: what binds, what a change of pace would do, what a rule leaves open."""

from __future__ import annotations

from collections.abc import Callable

from mhcareer.model.base import Number
from mhcareer.model.person import Person
from mhcareer.model.requirement import Experience
from mhcareer.planner.schedule import Bound, Clock, Span
from mhcareer.planner.tasks import ApplicationWork, ApprovalWork, ExperienceWork, Task, TrainingWork

_PACE = {
    "direct_hours": "direct_per_week",
    "total_hours": "hours_per_week",
    "supervision_hours": "supervision_per_week",
}
_STEP = {"direct_hours": 4, "total_hours": 5, "supervision_hours": 1}


def number(value: Number) -> str:
    """A number as people write it: `3,400`, `59.5`."""
    return f"{value:,.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def why(task: Task, found: Span, clock: Clock) -> str:
    """The sentence that says how the step's length comes about."""
    bound = found.bound
    amount, rate = number(bound.amount), number(bound.rate)
    sentences = {
        "direct_hours": f"{amount} direct client contact hours at {rate} a week",
        "total_hours": f"{amount} hours at {rate} a week",
        "supervision_hours": f"{amount} hours of supervision at {rate} a week",
        "max_hours_per_year": f"at most {amount} hours a year count",
        "min_months": f"at least {amount} months by the rule",
        "min_weeks": f"{amount} weeks with supervision",
        "program": f"{amount} months of {clock.person.study} study",
        "semester_credits": f"{amount} credits at {clock.rates.credits} a term",
        "hours": f"{amount} hours of training at {rate} a week",
        "days": f"{amount} days of training",
        "exam": f"about {amount} weeks from registration to result (assumed)",
        "hire": "open as soon as the requirements are met",
    }
    if bound.constraint == "processing_weeks":
        return _processing(task, amount)
    return sentences.get(bound.constraint, "its length is not stated in any source read")


def _processing(task: Task, weeks: str) -> str:
    work = task.work
    stated = isinstance(work, ApplicationWork | ApprovalWork) and work.credential.processing_weeks is not None
    return f"{weeks} weeks of processing" + ("" if stated else " (assumed; not stated)")


def faster(
    task: Task, bound: Bound, clock: Clock, months_now: int, replanned: Callable[[Person], int | None]
) -> str | None:
    """What a somewhat higher pace at the binding constraint would do to the months that a plan takes.

    The effect is that of a plan made from scratch with the one option changed, so it is what the program would show.
    None if the constraint has no pace, or if the person's other figures leave no room for a higher one.
    """
    option = _PACE.get(bound.constraint)
    if option is None or not isinstance(task.work, ExperienceWork):
        return None
    new = int(getattr(clock.rates, option.removesuffix("_per_week")) + _STEP[bound.constraint])
    hours = clock.person.hours_per_week
    if option == "direct_per_week" and hours is not None and new > hours:
        return None
    months = replanned(clock.person.model_copy(update={option: new}))
    if months is None or months > months_now:
        return None
    if months == months_now:
        return f"{number(new)} a week alone would not bring the date forward by a month."
    saved = months_now - months
    return f"At {number(new)} a week you finish {saved} month{'' if saved == 1 else 's'} earlier."


def too_long(task: Task, found: Span) -> str:
    """The warning for a pace that does not keep within the longest span that a rule allows."""
    limit = found.too_long
    months = number(limit.amount) if limit else "?"
    return f"at this pace the hours of {task.id} do not fit into the {months} months of the rule; work more a week"


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


def experience_notes(asked: Experience) -> tuple[str, ...]:
    """What else a rule says about the hours that a person must know before earning them."""
    notes: list[str] = []
    if asked.total_hours is None and asked.direct_hours is not None:
        notes.append("only direct client contact is counted; other hours do not help")
    if asked.total_includes_supervision is not None:
        inside = "lie inside" if asked.total_includes_supervision.value else "come on top of"
        notes.append(f"supervision hours {inside} the total")
    if asked.internship_counts_hours:
        inside = number(asked.internship_counts_hours.low)
        notes.append(f"{inside} of the hours come from the internship inside the degree")
    if asked.before_graduation_max_hours:
        notes.append(
            f"up to {number(asked.before_graduation_max_hours.high)} hours from the degree may count; "
            "this plan does not rely on them"
        )
    if asked.counts_from and asked.counts_from.value == "enrollment":
        notes.append("hours may begin during the degree; this plan starts them after it")
    if asked.window_months:
        notes.append(f"hours older than {number(asked.window_months.high)} months at the application do not count")
    if asked.max_months:
        notes.append(f"must be done within {number(asked.max_months.high)} months")
    return tuple(notes)
