"""What is left of experience of which a part is logged: each figure of the rule, and what of it is still to be done."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.base import Number
from mhcareer.planner.dating.asked import supervision_left, total_left
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import ExperienceWork


def what_is_left(work: ExperienceWork, clock: Clock) -> str:
    """`left: 1,700 of 3,400 hours, 1,000 of 2,000 with clients; what you logged is taken off`."""
    told = ", ".join(f"{number(left)} of {number(whole)} {unit}" for left, whole, unit in _parts(work, clock))
    return f"left: {told}; what you logged is taken off" if told else "hours already logged are taken off"


def _parts(work: ExperienceWork, clock: Clock) -> Iterator[tuple[Number, Number, str]]:
    """What is left, of how much, of what."""
    asked, done = work.experience, work.logged
    if asked.total_hours:
        yield total_left(work, clock), clock.of_range(asked.total_hours), "hours"
    if asked.direct_hours:
        whole = clock.of_range(asked.direct_hours)
        yield max(0, whole - (done.direct if done else 0)), whole, "with clients"
    if asked.supervision_hours:
        yield supervision_left(work, clock), clock.of_range(asked.supervision_hours), "of supervision"
    if asked.min_months:
        whole = asked.min_months.low
        inside = asked.internship_counts_months.low if asked.internship_counts_months else 0
        yield max(0, whole - inside - (done.months if done else 0)), whole, "months"
