"""How late each task may begin without moving the finish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from mhcareer.planner.schedule import Clock, Span, finish_of, span
from mhcareer.planner.tasks import Route, Task


def latest_begins(route: Route, spans: Mapping[str, Span], clock: Clock) -> Mapping[str, date]:
    """The latest start of each task that leaves the finish of the whole where it is.

    Args:
        route: The route that was scheduled.
        spans: Its earliest schedule.
        clock: The same calendar, person and speed.
    """
    goal = finish_of(route, spans, clock.start)
    latest_ready: dict[str, date] = {}
    latest: dict[str, date] = {}
    for task in reversed(route.tasks):
        # What goes on after the goal, a degree that had only to be begun, is bound by its beginning alone.
        last_end = max(goal, spans[task.id].end)
        must_end = min([last_end, *(latest_ready[t.id] for t in route.tasks if task.id in t.after)])
        must_begin = min([date.max, *(latest_ready[t.id] for t in route.tasks if task.id in t.after_start)])
        ready = _last_ready(task, spans[task.id].begin, must_end, must_begin, clock)
        latest_ready[task.id] = ready
        latest[task.id] = span(task, ready, clock).begin
    return latest


def _last_ready(task: Task, known_good: date, must_end: date, must_begin: date, clock: Clock) -> date:
    low, high = known_good, min(must_end, must_begin)
    while low < high:
        middle = low + (high - low + timedelta(days=1)) // 2
        tried = span(task, middle, clock)
        if tried.end <= must_end and tried.begin <= must_begin:
            low = middle
        else:
            high = middle - timedelta(days=1)
    return low
