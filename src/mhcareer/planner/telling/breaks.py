"""Where a schedule asks for longer than a rule allows: told as warnings, and marked at the head of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mhcareer.planner.dating.clock import SPEEDS, Clock, Speed
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.fits import too_long
from mhcareer.planner.dating.schedule import Spans, finish_of
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import ApplicationWork, Route


class Break(NamedTuple):
    """A rule that a schedule does not keep: from which speed on, and the warning."""

    speed: Speed
    text: str


def breaks(route: Route, clock: Clock, spans: Mapping[Speed, Spans]) -> tuple[Break, ...]:
    """Every rule that a schedule does not keep.

    Args:
        route: The tasks.
        clock: At the typical speed.
        spans: Their schedules at the three speeds.
    """
    return (*_run_out(route, clock, spans), *_missed(route, spans), *_too_long(route, clock, spans))


def beyond_the_rule(route: Route, clock: Clock, spans: Mapping[Speed, Spans]) -> tuple[Speed, ...]:
    """The speeds whose finish rests on more time than a rule allows; arguments as for `breaks`."""
    found = breaks(route, clock, spans)
    return SPEEDS[min((SPEEDS.index(one.speed) for one in found), default=len(SPEEDS)) :]


def _run_out(route: Route, clock: Clock, spans: Mapping[Speed, Spans]) -> Iterator[Break]:
    """Credentials that cannot be held until the target is, and from which pace on."""
    for task in route.tasks:
        if not isinstance(task.work, ApplicationWork) or task.work.credential.lasts_months is None:
            continue
        credential, most = task.work.credential, task.work.credential.lasts_months.high
        for speed in SPEEDS:
            finish = finish_of(route, spans[speed], clock.start)
            if months_between(spans[speed][task.id].end, finish) > most:
                name = credential.abbreviation or credential.title
                pace = "even at the fast pace" if speed == "fast" else f"at the {speed} pace"
                text = f"{name}: can be held for {number(most)} months at most; {pace} it would run out"
                yield Break(speed, text)
                break


def _missed(route: Route, spans: Mapping[Speed, Spans]) -> Iterator[Break]:
    """Steps that at the slow pace begin when another version of their rule applies."""
    for window in route.windows:
        if window.before and spans["slow"][window.task].begin >= window.before:
            text = f"slow pace: by {window.before} another rule, or a new exam, would apply to {window.task}"
            yield Break("slow", text)


def _too_long(route: Route, clock: Clock, spans: Mapping[Speed, Spans]) -> Iterator[Break]:
    """Hours that do not fit into the rule's longest span, told of the typical pace or else of the slow one."""
    for task in route.tasks:
        if all(spans[speed][task.id].too_long is None for speed in SPEEDS):
            continue
        at = {speed: too_long(route, task, spans[speed], clock.at_speed(speed)) for speed in SPEEDS}
        if at["typical"]:
            yield Break("fast" if at["fast"] else "typical", at["typical"])
        elif at["slow"]:
            yield Break("slow", f"slow pace: {at['slow']}")
