"""A route to its schedule: earliest dates, but for what is better put off and for what would be too old by the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mhcareer.model.person import LoggedHours
from mhcareer.planner.arrange import ancestors
from mhcareer.planner.clock import Clock, Speed
from mhcareer.planner.dates import add_months, next_term
from mhcareer.planner.schedule import Spans, finish_of, schedule
from mhcareer.planner.slack import finish_with, last_day
from mhcareer.planner.spans import Span
from mhcareer.planner.tasks import (
    ApplicationWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    StudyWork,
    Task,
    TrainingWork,
    with_changes,
)


@dataclass(frozen=True)
class Settled:
    """A route with its final tasks and its schedule at the typical speed."""

    route: Route
    spans: Spans
    finish: date


def settled(route: Route, clock: Clock, beat: date | None = None) -> Settled:
    """The best schedule of a route.

    Args:
        route: In one order of its programs and kinds of experience.
        clock: At the typical speed.
        beat: A finish known already; study is put off only where that can bring the route before it.
    """
    found = soonest(route, clock, beat)
    return Settled(found.route, held_back(found.route, found.spans, clock), found.finish)


def soonest(route: Route, clock: Clock, beat: date | None = None) -> Settled:
    """The same without holding back what would grow too old, which moves no finish."""
    return _without_old_hours(_put_off(route, clock, beat), clock)


def at_other_speeds(typical: Settled, fast: Clock, slow: Clock) -> dict[Speed, Spans]:
    """The schedules of a settled route at the three speeds; no step is earlier at a slower speed."""
    return {
        "fast": _faster(typical, fast),
        "typical": typical.spans,
        "slow": _slower(typical, slow),
    }


def _faster(typical: Settled, clock: Clock) -> Spans:
    route = typical.route
    spans = schedule(route, clock)
    if any(_is_later(spans[task.id], typical.spans[task.id]) for task in route.tasks):
        # Study that begins sooner can stand in the way of work that was done before it: it keeps its dates.
        kept = {
            task.id: replace(task, not_before=typical.spans[task.id].begin)
            for task in route.tasks
            if isinstance(task.work, StudyWork)
        }
        route = with_changes(route, kept)
        spans = schedule(route, clock)
    return held_back(route, spans, clock, at_most=typical.spans)


def _is_later(one: Span, than: Span) -> bool:
    return one.begin > than.begin or one.end > than.end


def _slower(typical: Settled, clock: Clock) -> Spans:
    spans = held_back(typical.route, schedule(typical.route, clock, no_sooner=typical.spans), clock)
    return schedule(_begun_no_sooner(typical.route, spans), clock, no_sooner=typical.spans)


def _begun_no_sooner(route: Route, spans: Spans) -> Route:
    return with_changes(route, {task.id: replace(task, not_before=spans[task.id].begin) for task in route.tasks})


def _put_off(route: Route, clock: Clock, beat: date | None) -> Settled:
    """The schedule in which study that stands in the way of earlier work waits for a later term, if that is sooner."""
    spans = schedule(route, clock)
    best = Settled(route, spans, finish_of(route, spans, clock.start))
    in_the_way = _in_the_way(route)
    if not in_the_way:
        return best
    possible = finish_of(route, schedule(route, clock, unhindered=True), clock.start)
    if possible == best.finish or (beat is not None and possible > beat):
        return best
    return _with_later_terms(best, route, in_the_way, clock)


def _with_later_terms(best: Settled, route: Route, studies: tuple[str, ...], clock: Clock) -> Settled:
    """The best schedule with each of the studies at its term or a later one.

    A later term is tried as long as the finish could still be sooner if study stood in the way of nothing: that bound
    only grows from term to term.
    """
    if not studies:
        spans = schedule(route, clock)
        finish = finish_of(route, spans, clock.start)
        return Settled(route, spans, finish) if finish < best.finish else best
    first, *rest = studies
    task = route.task(first)
    while task is not None:
        free = schedule(route, clock, unhindered=True)
        if finish_of(route, free, clock.start) >= best.finish:
            break
        best = _with_later_terms(best, route, tuple(rest), clock)
        if not _waits_for_terms(task):
            break
        spans = schedule(route, clock)
        if all(spans[other.id].end <= spans[first].begin for other in route.tasks if _is_work(other)):
            break
        later = next_term(free[first].begin + timedelta(days=1), clock.terms)
        route = with_changes(route, {first: replace(task, not_before=later)})
    return best


def _waits_for_terms(task: Task) -> bool:
    work = task.work
    return not (isinstance(work, ProgramWork) and (work.running or work.program.starts == "any"))


def _is_work(task: Task) -> bool:
    return isinstance(task.work, ExperienceWork | TrainingWork)


def _in_the_way(route: Route) -> tuple[str, ...]:
    """Studies that do not precede all work and training of the route, in order."""
    work = [task for task in route.tasks if _is_work(task)]
    studies = [t for t in route.tasks if isinstance(t.work, StudyWork)]
    if not work or not studies:
        return ()
    behind = ancestors(route)
    return tuple(t.id for t in studies if any(t.id not in behind[w.id] for w in work))


def _without_old_hours(found: Settled, clock: Clock) -> Settled:
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
    day = max(found.spans[other.id].begin for other in found.route.tasks if task.id in other.after)
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


def held_back(route: Route, spans: Spans, clock: Clock, *, at_most: Spans | None = None) -> Spans:
    """The schedule with whatever would be too old at the application begun later, and what follows it.

    Args:
        route: The tasks.
        spans: Their earliest schedule.
        clock: The same calendar, person and speed.
        at_most: The schedule of a slower speed, past whose beginnings nothing is held back.
    """
    goal = finish_of(route, spans, clock.start)
    days = dict(_held_days(route, spans, at_most))
    for task in route.tasks if days else ():
        if task.id in days:
            route = _as_late_as(route, task, spans[task.id].begin, days[task.id], clock, goal)
    return schedule(route, clock) if days else spans


def _as_late_as(route: Route, task: Task, begin: date, day: date, clock: Clock, goal: date) -> Route:
    """The route with a task begun on a day, or as near to it as the finish allows."""
    latest = last_day(begin, day, lambda tried: finish_with(route, task, tried, clock) <= goal)
    return with_changes(route, {task.id: replace(task, not_before=latest)})


def _held_days(route: Route, spans: Spans, at_most: Mapping[str, Span] | None) -> Iterator[tuple[str, date]]:
    for task in route.tasks:
        limit = _keeps_months(task)
        if limit is None:
            continue
        used = [
            spans[other.id].begin
            for other in route.tasks
            if task.id in other.after and isinstance(other.work, ApplicationWork)
        ]
        if used and add_months(_counted_from(task, spans[task.id]), limit) < max(used):
            length = _counted_from(task, spans[task.id]) - spans[task.id].begin
            day = add_months(max(used), -limit) - length
            yield task.id, min(day, at_most[task.id].begin) if at_most else day


def _counted_from(task: Task, found: Span) -> date:
    """The day from which a result ages: of hours the first, of an exam or a training the last."""
    return found.begin if isinstance(task.work, ExperienceWork) else found.end


def _keeps_months(task: Task) -> int | None:
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
