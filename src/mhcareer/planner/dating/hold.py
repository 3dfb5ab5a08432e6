"""What would be too old at the application is begun later: exams, training, registrations that run out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from mhcareer.planner.copies import replace
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.dating.schedule import Spans, finish_of, schedule
from mhcareer.planner.dating.settled import used_on
from mhcareer.planner.dating.slack import finish_with, last_day
from mhcareer.planner.dating.spans import Span
from mhcareer.planner.tasks import ApplicationWork, ExamWork, ExperienceWork, Route, Task, TrainingWork, with_changes


def held_back(route: Route, spans: Spans, clock: Clock, *, at_most: Spans | None = None) -> Spans:
    """The schedule with whatever would be too old at the application begun later, and what follows it.

    Args:
        route: The tasks.
        spans: Their earliest schedule.
        clock: The same calendar, person and speed.
        at_most: The schedule of a slower speed, past whose beginnings nothing is held back.
    """
    goal = finish_of(route, spans, clock.start)
    while days := dict(_held_days(route, spans, at_most)):
        held = route
        for task in route.tasks:
            if task.id in days:
                held = _as_late_as(held, task, spans[task.id].begin, days[task.id], clock, goal)
        later = schedule(held, clock, no_later=at_most)
        if all(later[name].begin <= spans[name].begin for name in days):
            return later
        # Begun later, a training may take fewer days, since less study is in its way: then it is still too old.
        route, spans = held, later
    return spans


def _as_late_as(route: Route, task: Task, begin: date, day: date, clock: Clock, goal: date) -> Route:
    """The route with a task begun on a day, or as near to it as the finish allows."""
    latest = last_day(begin, day, lambda tried: finish_with(route, task, tried, clock) <= goal)
    return with_changes(route, {task.id: replace(task, not_before=latest)})


def _held_days(route: Route, spans: Spans, at_most: Mapping[str, Span] | None) -> Iterator[tuple[str, date]]:
    for task in route.tasks:
        limit = keeps_months(task)
        if limit is None:
            continue
        used = used_on(route, task, spans)
        if add_months(_counted_from(task, spans[task.id]), limit) < used:
            length = _counted_from(task, spans[task.id]) - spans[task.id].begin
            day = _youngest_enough(used, limit) - length
            yield task.id, min(day, at_most[task.id].begin) if at_most else day


def _youngest_enough(used: date, limit: int) -> date:
    """The first day of which a result is not older than some months on the day on which it is used."""
    day = add_months(used, -limit)
    # From 29 February a year back is the 28th, and a year on from there is the 28th again.
    return day if add_months(day, limit) >= used else day + timedelta(days=1)


def _counted_from(task: Task, found: Span) -> date:
    """The day from which a result ages: of hours the first, of an exam or a training the last."""
    return found.begin if isinstance(task.work, ExperienceWork) else found.end


def keeps_months(task: Task) -> int | None:
    """For how many months the result of a task counts or lasts; None if for good."""
    match task.work:
        case ApplicationWork(credential) if credential.lasts_months is not None:
            return int(credential.lasts_months.low)
        case ExamWork(_, valid_months):
            return valid_months
        case TrainingWork(training) if training.finished_within_months is not None:
            return int(training.finished_within_months.low)
        case ExperienceWork(experience) if experience.window_months is not None:
            return int(experience.window_months.low)
    return None
