"""What else decides the length of a step: study that leaves less of the week, other figures that take as long."""

from __future__ import annotations

from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.schedule import Spans, busy_spans, graduation
from mhcareer.planner.dating.spans import Bound
from mhcareer.planner.dating.study import study_load
from mhcareer.planner.dating.work import experience_bounds
from mhcareer.planner.tasks import ExperienceWork, Route, StudyWork, Task

_HOURLY = ("direct_hours", "total_hours", "supervision_hours", "individual_supervision", "supervision_rate", "hours")
"""Constraints whose rate a week is held down by study beside them."""
_NAMED = ("direct_hours", "total_hours", "supervision_hours", "individual_supervision", "min_months")
"""Constraints that are named where they take as long as the one that decides."""


def beside_study(task: Task, route: Route, spans: Spans, clock: Clock) -> str:
    """That study leaves less of the week than a step would take, as the end of a sentence; else nothing.

    Args:
        task: The step.
        route: Its route, with the studies.
        spans: The schedule at the clock's speed.
        clock: Hours of a week.
    """
    found, available = spans[task.id], clock.rates.available
    if found.bound.constraint not in _HOURLY:
        return ""
    for study in route.tasks:
        if not isinstance(study.work, StudyWork):
            continue
        span, load = spans[study.id], study_load(study.work, clock)
        left = max(0, available - load)
        if span.begin < found.end and found.begin < span.end and left < found.bound.rate:
            rest = f"{left} a week" if left else "none"
            return f", but {rest} while {clock.person.study} study takes {load} of the {available} hours of your week"
    return ""


def bound_as_long(task: Task, route: Route, spans: Spans, clock: Clock) -> tuple[Bound, ...]:
    """The other figures of a rule that end experience on the very day on which it ends.

    Args:
        task: The step.
        route: Its route, with the studies.
        spans: The schedule at the clock's speed.
        clock: Hours of a week.
    """
    if not isinstance(task.work, ExperienceWork):
        return ()
    found = spans[task.id]
    studies = [study for study in route.tasks if isinstance(study.work, StudyWork)]
    busy = busy_spans(studies, spans, clock)
    bounds = experience_bounds(task.work, found.begin, clock, busy, graduation(task, spans))
    return tuple(
        bound
        for bound in bounds
        if bound.end == found.end and bound.constraint in _NAMED and bound.constraint != found.bound.constraint
    )
