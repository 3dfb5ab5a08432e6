"""What study leaves of the week for a step that goes on beside it."""

from __future__ import annotations

from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.schedule import Spans
from mhcareer.planner.dating.study import study_load
from mhcareer.planner.tasks import Route, StudyWork, Task

_HOURLY = ("direct_hours", "total_hours", "supervision_hours", "individual_supervision", "supervision_rate", "hours")
"""Constraints whose rate a week is held down by study beside them."""


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
