"""What a route comes to on the calendar, and the day on which a result is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mhcareer.planner.dating.schedule import Spans
from mhcareer.planner.tasks import ApplicationWork, ExamWork, Route, Task


@dataclass(frozen=True)
class Settled:
    """A route with its final tasks and its schedule at the typical speed."""

    route: Route
    spans: Spans
    finish: date
    free: Route | None = None
    """The route before hours with a limit on their span were put off; None where none were."""


def used_on(route: Route, task: Task, spans: Spans) -> date:
    """The day of the last application that a task's result is offered with and must not be too old for."""
    used = [
        spans[other.id].begin
        for other in route.tasks
        if task.id in other.after and isinstance(other.work, ApplicationWork) and _ages_for(task, other.work)
    ]
    return max(used, default=date.min)


def _ages_for(task: Task, application: ApplicationWork) -> bool:
    """Whether the limit on the age of a result is set by the rule of an application: a pass serves others for good."""
    return not isinstance(task.work, ExamWork) or task.sources[0].owner == application.credential.id
