"""Where a schedule asks for longer than a rule allows: told as warnings, and marked at the head of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from mhcareer.model.credential import Credential
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.fits import too_long
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import Task
from mhcareer.planner.telling.steps import Scheduled

Late = Literal["typical", "slow"]
"""Speeds at which a schedule can be too long; the fast one is never longer."""


class Break(NamedTuple):
    """A rule that a schedule does not keep: from which speed on, and the warning."""

    speed: Late
    text: str


def breaks(scheduled: Scheduled) -> tuple[Break, ...]:
    """Every rule that the typical or the slow schedule does not keep."""
    return (*_run_out(scheduled), *_missed(scheduled), *_too_long(scheduled))


def beyond_the_rule(scheduled: Scheduled) -> tuple[Late, ...]:
    """The speeds whose finish rests on more time than a rule allows."""
    found = {one.speed for one in breaks(scheduled)}
    speeds: tuple[Late, ...] = ("typical", "slow")
    return speeds if "typical" in found else tuple(speed for speed in speeds if speed in found)


def _run_out(scheduled: Scheduled) -> Iterator[Break]:
    for task, credential, _ in scheduled.applications:
        yield from _runs_out(scheduled, task, credential)


def _runs_out(scheduled: Scheduled, task: Task, credential: Credential) -> Iterator[Break]:
    """A credential that cannot be held until the target is, at the typical pace or at the slow one."""
    if credential.lasts_months is None:
        return
    paces: tuple[tuple[Late, str], ...] = (("typical", "at the typical pace"), ("slow", "at the slow pace"))
    for speed, pace in paces:
        spans = scheduled.spans[speed]
        finish = finish_of(scheduled.route, spans, scheduled.clock.start)
        if months_between(spans[task.id].end, finish) > credential.lasts_months.high:
            name = credential.abbreviation or credential.title
            months = number(credential.lasts_months.high)
            yield Break(speed, f"{name}: can be held for {months} months at most; {pace} it would run out")
            return


def _missed(scheduled: Scheduled) -> Iterator[Break]:
    """Steps that at the slow pace begin when another version of their rule applies."""
    for window in scheduled.route.windows:
        if window.before and scheduled.spans["slow"][window.task].begin >= window.before:
            text = f"slow pace: by {window.before} another rule, or a new exam, would apply to {window.task}"
            yield Break("slow", text)


def _too_long(scheduled: Scheduled) -> Iterator[Break]:
    """Hours that do not fit into the rule's longest span, at the typical pace or else at the slow one."""
    slow = scheduled.clock.at_speed("slow")
    for task in scheduled.route.tasks:
        usual = too_long(scheduled.route, task, scheduled.typical, scheduled.clock)
        at_slow = too_long(scheduled.route, task, scheduled.spans["slow"], slow)
        if usual:
            yield Break("typical", usual)
        elif at_slow:
            yield Break("slow", f"slow pace: {at_slow}")
