"""The paces that a schedule hangs on, and what it means to raise one of them."""

from __future__ import annotations

from collections.abc import Mapping

from mhcareer.frozen import dataclass
from mhcareer.model.person import MOST, Person
from mhcareer.planner.dating.clock import Clock


@dataclass(frozen=True)
class Pace:
    """One pace: its field of `Person`, its words, and by how much more of it is tried."""

    field: str
    words: str
    step: int

    def now(self, clock: Clock) -> int:
        """The rate in force, said or assumed."""
        rate: int = getattr(clock.rates, self.field.removesuffix("_per_week").removesuffix("_per_term"))
        return rate


DIRECT = Pace("direct_per_week", "hours with clients a week", 4)
HOURS = Pace("hours_per_week", "hours of work a week", 5)
SUPERVISION = Pace("supervision_per_week", "hours of supervision a week", 1)
TRAINING = Pace("training_per_week", "hours of training a week", 10)
AVAILABLE = Pace("available_per_week", "hours a week for study and work together", 10)
CREDITS = Pace("credits_per_term", "credits a term", 3)

BEHIND: Mapping[str, Pace] = {
    "direct_hours": DIRECT,
    "total_hours": HOURS,
    "max_hours_per_year": HOURS,
    "supervision_hours": SUPERVISION,
    "supervision_rate": SUPERVISION,
    "hours": TRAINING,
    "credits_per_term": CREDITS,
}
"""The pace that a constraint hangs on."""

_WORDS = {pace.field: pace.words for pace in (DIRECT, HOURS, SUPERVISION, TRAINING, AVAILABLE, CREDITS)}


def raised(person: Person, pace: Pace, to: int) -> Mapping[str, int] | None:
    """The fields that change where a pace is raised, the pace itself first; None where nobody may say so much.

    Hours with clients are part of the hours of work: where those were said, they are no fewer. What was assumed, and
    the hours of the whole week, rise by themselves.
    """
    changes = {pace.field: to}
    if pace is DIRECT and person.hours_per_week is not None and person.hours_per_week < to:
        changes[HOURS.field] = to
    return changes if all(value <= MOST[field] for field, value in changes.items()) else None


def a_step_more(clock: Clock, pace: Pace) -> Mapping[str, int] | None:
    """The fields that change where a pace is raised by its step."""
    return raised(clock.person, pace, pace.now(clock) + pace.step)


def told(changes: Mapping[str, int]) -> str:
    """Paces in words: `22 hours with clients a week and 22 hours of work a week`."""
    return " and ".join(f"{value} {_WORDS[field]}" for field, value in changes.items())
