"""Where a schedule asks for longer than a rule allows: told as warnings, and marked at the head of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mhcareer.model.credential import Credential
from mhcareer.planner.dating.clock import SPEEDS, Speed
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.fits import too_long
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import Task
from mhcareer.planner.telling.steps import Scheduled

Late = Speed
"""A speed at which a schedule is too long; then it is so at every slower one."""


class Break(NamedTuple):
    """A rule that a schedule does not keep: from which speed on, and the warning."""

    speed: Late
    text: str


def breaks(scheduled: Scheduled) -> tuple[Break, ...]:
    """Every rule that a schedule does not keep."""
    return (*_run_out(scheduled), *_missed(scheduled), *_too_long(scheduled))


def beyond_the_rule(scheduled: Scheduled) -> tuple[Late, ...]:
    """The speeds whose finish rests on more time than a rule allows."""
    first = min((SPEEDS.index(one.speed) for one in breaks(scheduled)), default=len(SPEEDS))
    return SPEEDS[first:]


def _run_out(scheduled: Scheduled) -> Iterator[Break]:
    for task, credential, _ in scheduled.applications:
        yield from _runs_out(scheduled, task, credential)


def _runs_out(scheduled: Scheduled, task: Task, credential: Credential) -> Iterator[Break]:
    """A credential that cannot be held until the target is, and from which pace on."""
    if credential.lasts_months is None:
        return
    for speed in SPEEDS:
        spans = scheduled.spans[speed]
        finish = finish_of(scheduled.route, spans, scheduled.clock.start)
        if months_between(spans[task.id].end, finish) > credential.lasts_months.high:
            name = credential.abbreviation or credential.title
            months = number(credential.lasts_months.high)
            yield Break(speed, f"{name}: can be held for {months} months at most; at the {speed} pace it would run out")
            return


def _missed(scheduled: Scheduled) -> Iterator[Break]:
    """Steps that at the slow pace begin when another version of their rule applies."""
    for window in scheduled.route.windows:
        if window.before and scheduled.spans["slow"][window.task].begin >= window.before:
            text = f"slow pace: by {window.before} another rule, or a new exam, would apply to {window.task}"
            yield Break("slow", text)


def _too_long(scheduled: Scheduled) -> Iterator[Break]:
    """Hours that do not fit into the rule's longest span, told of the typical pace or else of the slow one."""
    for task in scheduled.route.tasks:
        at = {
            speed: too_long(scheduled.route, task, scheduled.spans[speed], scheduled.clock.at_speed(speed))
            for speed in SPEEDS
        }
        if at["typical"]:
            yield Break("fast" if at["fast"] else "typical", at["typical"])
        elif at["slow"]:
            yield Break("slow", f"slow pace: {at['slow']}")
