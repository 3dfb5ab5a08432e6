"""How late each task may begin without moving the finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from mhcareer.planner.copies import replace
from mhcareer.planner.dating.arrange import ancestors
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.schedule import Spans, busy_spans, finish_of, graduation, schedule, span
from mhcareer.planner.tasks import ExperienceWork, Route, StudyWork, Task, TrainingWork, with_changes


def latest_begins(route: Route, spans: Spans, clock: Clock) -> Mapping[str, date]:
    """The latest start of each task that leaves the finish of the whole where it is.

    Most tasks act on others only by their end, so that one pass backward does. Study that work goes on beside, and a
    task that others follow at a distance, act in more ways: for these the whole is dated anew with each start tried.

    Args:
        route: The route that was scheduled.
        spans: Its earliest schedule.
        clock: The same calendar, person and speed.
    """
    goal = finish_of(route, spans, clock.start)
    busy = busy_spans((t for t in route.tasks if isinstance(t.work, StudyWork)), spans, clock)
    entangled = _entangled(route)
    latest_ready: dict[str, date] = {}
    latest: dict[str, date] = {}
    for task in reversed(route.tasks):
        begin = spans[task.id].begin
        if task.id in entangled:

            def moves_nothing(day: date, t: Task = task) -> bool:
                return finish_with(route, t, day, clock) <= goal

            latest_ready[task.id] = last_day(begin, max(goal, begin), moves_nothing)
        else:
            # What goes on after the goal, a degree that had only to be begun, is bound by its beginning alone.
            must_end = min(
                [max(goal, spans[task.id].end), *(latest_ready[t.id] for t in route.tasks if task.id in t.after)]
            )
            must_begin = min([date.max, *(latest_ready[t.id] for t in route.tasks if task.id in t.after_start)])

            if not isinstance(task.work, StudyWork | ExperienceWork | TrainingWork):
                # As long whenever it begins.
                latest[task.id] = latest_ready[task.id] = max(
                    begin, min(must_end - (spans[task.id].end - begin), must_begin)
                )
                continue

            def fits(day: date, t: Task = task, end: date = must_end, begun: date = must_begin) -> bool:
                tried = span(t, day, clock, busy, graduation(t, spans))
                return tried.end <= end and tried.begin <= begun

            likely = must_end - (spans[task.id].end - begin)  # most tasks are as long whenever they begin
            latest_ready[task.id] = last_day(begin, min(must_end, must_begin), fits, likely)
        latest[task.id] = span(task, latest_ready[task.id], clock, busy, graduation(task, spans)).begin
    return latest


def finish_with(route: Route, task: Task, day: date, clock: Clock) -> date:
    """The finish if a task begins no sooner than a day."""
    held = with_changes(route, {task.id: replace(task, not_before=max(day, task.not_before or day))})
    return finish_of(held, schedule(held, clock), clock.start)


def last_day(known_good: date, high: date, good: Callable[[date], bool], likely: date = date.max) -> date:
    """The last day for which something holds that holds on the first and, once it fails, fails.

    Args:
        known_good: The first day.
        high: No later day is looked at.
        good: Whether it holds.
        likely: The answer is tried there first.
    """
    low = known_good
    if high <= low or good(high):
        return max(low, high)
    if low < likely < high and good(likely):
        low, high = likely, high if good(likely + timedelta(days=1)) else likely
    while low < high:
        middle = low + (high - low + timedelta(days=1)) // 2
        if good(middle):
            low = middle
        else:
            high = middle - timedelta(days=1)
    return low


def _entangled(route: Route) -> frozenset[str]:
    """Studies that work or training may go on beside, and tasks that others follow at a distance."""
    found = {lag.task for task in route.tasks for lag in task.lags}
    behind = ancestors(route)
    work = [t for t in route.tasks if isinstance(t.work, ExperienceWork | TrainingWork)]
    for task in route.tasks:
        if isinstance(task.work, StudyWork) and any(task.id not in behind[w.id] for w in work):
            found.add(task.id)
    return frozenset(found)
