"""The orders in which a route can be gone: one program at a time, one kind of experience at a time.

Where the rules order two of them, there is nothing to choose; where they do not, both orders are routes of their own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from mhcareer.planner.copies import replace
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    StudyWork,
    Task,
    TrainingWork,
    with_changes,
)


def arrangements(route: Route) -> Iterator[Route]:
    """The route in every order of its programs and of its kinds of experience, each in an order of precedence."""
    pair = _unordered(route)
    if pair is None:
        yield route
        return
    for first, second in (pair, pair[::-1]):
        task = route.task(second)
        if task is not None:
            ordered = _sorted(with_changes(route, {second: replace(task, after=task.after | {first})}))
            if ordered is not None:
                yield from arrangements(ordered)


def ancestors(route: Route) -> Mapping[str, frozenset[str]]:
    """For each task those that must have ended before it may start."""
    found: dict[str, frozenset[str]] = {}
    for task in route.tasks:
        ended = {other for name in task.after for other in (name, *found[name])}
        ended |= {other for name in task.after_start for other in found[name]}
        found[task.id] = frozenset(ended)
    return found


def shape(route: Route) -> Hashable:
    """What the dates of a route depend on, apart from the clock: routes of one shape have the same dates."""
    place = {task.id: index for index, task in enumerate(route.tasks)}
    tasks = tuple(
        (
            _timed_by(task, place),
            frozenset(place[name] for name in task.after),
            frozenset(place[name] for name in task.after_start),
            tuple((place[lag.task], lag.months) for lag in task.lags),
            task.not_before,
        )
        for task in route.tasks
    )
    return tasks, tuple((place[w.task], w.since, w.before) for w in route.windows)


def _timed_by(task: Task, place: Mapping[str, int]) -> tuple[object, ...]:
    match task.work:
        case ProgramWork(program, done):
            return program.id, done, task.work.running
        case CreditsWork(more):
            return "credits", more
        case TrainingWork(training, done):
            return "training", id(training), done
        case ExperienceWork(experience, logged, _, inside, beside, degree):
            return "experience", id(experience), logged, inside, beside, frozenset(place[name] for name in degree)
        case ExamWork(exam, valid):
            ages_for = place.get(task.sources[0].owner) if valid else None
            return "exam", (exam.weeks.low, exam.weeks.high) if exam.weeks else None, valid, ages_for
        case ApplicationWork(credential) | ApprovalWork(credential):
            return "application", id(credential)


def _unordered(route: Route) -> tuple[str, str] | None:
    """Two programs, or two kinds of experience, of which neither must end before the other starts."""
    studies = [task.id for task in route.tasks if isinstance(task.work, StudyWork)]
    work = [task.id for task in route.tasks if isinstance(task.work, ExperienceWork)]
    if len(studies) < 2 and len(work) < 2:  # noqa: PLR2004 - a pair
        return None
    behind = ancestors(route)
    for kind in (studies, work):
        for index, second in enumerate(kind):
            for first in kind[:index]:
                if first not in behind[second] and second not in behind[first]:
                    return first, second
    return None


def _sorted(route: Route) -> Route | None:
    """The route with its tasks in an order of precedence, as near to the given one as can be; None for a circle."""
    left, done, listed = list(route.tasks), set[str](), list[Task]()
    while left:
        free = next((task for task in left if task.waits_for <= done), None)
        if free is None:
            return None
        left.remove(free)
        done.add(free.id)
        listed.append(free)
    return replace(route, tasks=tuple(listed))
