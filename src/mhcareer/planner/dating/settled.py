"""What a route comes to on the calendar, and the day on which a result is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.planner.copies import replace
from mhcareer.planner.dating.schedule import Spans
from mhcareer.planner.tasks import ApplicationWork, ExamWork, ExperienceWork, Route, Task


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


def as_settled(found: Settled, model: Route, route: Route) -> Settled:
    """What a route comes to whose dates are those of another, for it has the same shape.

    Args:
        found: What the other comes to.
        model: That other.
        route: Its tasks are those of the model, one by one, but for their names and for what brought them.
    """
    twins = {task.id: twin for task, twin in zip(model.tasks, route.tasks, strict=True)}

    def told(of: Route) -> Route:
        return replace(route, tasks=tuple(_as_dated(task, twins) for task in of.tasks))

    spans = {twins[name].id: span for name, span in found.spans.items()}
    return Settled(told(found.route), spans, found.finish, told(found.free) if found.free else None)


def _as_dated(task: Task, twins: Mapping[str, Task]) -> Task:
    twin = twins[task.id]
    work = twin.work
    if isinstance(task.work, ExperienceWork) and isinstance(work, ExperienceWork) and task.work.logged != work.logged:
        work = replace(work, logged=task.work.logged)
    return replace(twin, work=work, after=frozenset(twins[name].id for name in task.after), not_before=task.not_before)
