"""What a route comes to on the calendar, and the day on which a result is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mhcareer.planner.dating.schedule import Spans
from mhcareer.planner.tasks import ApplicationWork, Route


@dataclass(frozen=True)
class Settled:
    """A route with its final tasks and its schedule at the typical speed."""

    route: Route
    spans: Spans
    finish: date
    free: Route | None = None
    """The route before hours with a limit on their span were put off; None where none were."""


def used_on(route: Route, task_id: str, spans: Spans) -> date:
    """The day of the application that a task's result is offered with."""
    used = [
        spans[other.id].begin
        for other in route.tasks
        if task_id in other.after and isinstance(other.work, ApplicationWork)
    ]
    return max(used, default=date.min)
