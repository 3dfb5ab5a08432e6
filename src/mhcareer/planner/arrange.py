"""The orders in which a route can be gone: one program at a time, one kind of experience at a time.

Where the rules order two of them, there is nothing to choose; where they do not, both orders are routes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mhcareer.planner.tasks import ExperienceWork, Route, StudyWork, Task, with_changes


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
