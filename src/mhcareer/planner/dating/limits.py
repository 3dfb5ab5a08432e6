"""Hours that must lie within a span, and logged hours that grow too old: both move the finish."""

from __future__ import annotations

from datetime import date

from mhcareer.model.person import LoggedHours
from mhcareer.planner.copies import replace
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.dating.schedule import Spans, finish_of, schedule
from mhcareer.planner.dating.settled import Settled, used_on
from mhcareer.planner.dating.work import experience_span
from mhcareer.planner.tasks import ExperienceWork, Route, StudyWork, Task, with_changes


def within_limits(found: Settled, clock: Clock, at_most: Spans | None = None) -> Settled:
    """The schedule with hours begun so late that they lie within the span that their rule allows.

    Study in the way can stretch hours until the first are too old; they then begin on the first day from which they do
    not. Where the pace is too slow even without study, they stay: a warning says so.
    """
    route, spans = found.route, found.spans
    for task in route.tasks:
        work = task.work
        if not isinstance(work, ExperienceWork) or _keeps_its_span(route, task.id, spans):
            continue
        if experience_span(work, spans[task.id].begin, clock, (), date.min).too_long is not None:
            continue
        last = max((spans[t.id].end for t in route.tasks if isinstance(t.work, StudyWork)), default=clock.start)
        first = _first_day(route, task, max(last, spans[task.id].begin), spans[task.id].begin, clock)
        if at_most:
            first = min(first, at_most[task.id].begin)
        route = with_changes(route, {task.id: replace(task, not_before=first)})
        spans = schedule(route, clock, no_later=at_most)
    if route is found.route:
        return found
    return Settled(route, spans, finish_of(route, spans, clock.start), found.route)


def _keeps_its_span(route: Route, task_id: str, spans: Spans) -> bool:
    """Whether hours lie within the longest span of their rule, and none is too old at the application."""
    task = route.task(task_id)
    if task is None or not isinstance(task.work, ExperienceWork):
        return True
    if spans[task_id].too_long is not None:
        return False
    window = task.work.experience.window_months
    return window is None or add_months(spans[task_id].begin, int(window.low)) >= used_on(route, task, spans)


def _first_day(route: Route, task: Task, good: date, bad: date, clock: Clock) -> date:
    """The first day on which hours may begin and keep their span; `good` where none before it does."""
    low, high = bad, good
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        tried = with_changes(route, {task.id: replace(task, not_before=middle)})
        if _keeps_its_span(tried, task.id, schedule(tried, clock)):
            high = middle
        else:
            low = middle
    return high


def without_old_hours(found: Settled, clock: Clock) -> Settled:
    """The schedule after logged hours that are too old at the application no longer count."""
    while True:
        changes = {
            task.id: replace(task, work=replace(task.work, logged=logged))
            for task in found.route.tasks
            if isinstance(task.work, ExperienceWork)
            and task.work.experience.window_months is not None
            and any(entry.since for entry in task.work.entries)
            and (logged := _still_counting(task, task.work, found)) != task.work.logged
        }
        if not changes:
            return found
        route = with_changes(found.route, changes)
        spans = schedule(route, clock)
        found = Settled(route, spans, finish_of(route, spans, clock.start))


def _still_counting(task: Task, work: ExperienceWork, found: Settled) -> LoggedHours:
    """The sum of what was logged after the first day that counts; an entry is taken to be even over its days."""
    day = used_on(found.route, task, found.spans)
    window = work.experience.window_months
    since = add_months(day, -int(window.low)) if window else date.min
    kept = [_part_since(entry, since) for entry in work.entries]
    total = kept[0]
    for entry in kept[1:]:
        total = total.plus(entry)
    return total.model_copy(update={"since": None, "until": None})


def _part_since(entry: LoggedHours, since: date) -> LoggedHours:
    first = date.fromisoformat(entry.since) if entry.since else None
    last = date.fromisoformat(entry.until) if entry.until else first
    if first is None or last is None or first >= since:
        return entry
    days, left = (last - first).days + 1, max(0, (last - since).days + 1)
    names = ("total", "direct", "supervision", "group_supervision", "months")
    return entry.model_copy(update={name: getattr(entry, name) * left // days for name in names})
