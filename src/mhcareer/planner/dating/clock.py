"""All that turns a task into a span, apart from the task: calendar, assumptions, person, speed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from mhcareer.frozen import dataclass
from mhcareer.model.base import Quantity
from mhcareer.model.person import Person
from mhcareer.model.planning import Pace, PlanningFile
from mhcareer.model.program import Speeds
from mhcareer.planner.dating.dates import first_days

T = TypeVar("T")
Speed = Literal["fast", "typical", "slow"]
SPEEDS: tuple[Speed, ...] = ("fast", "typical", "slow")


@dataclass(frozen=True)
class Rates:
    """Hours a week and weeks a year at one speed; what the person said overrides what is assumed."""

    available: int
    """For study and work together."""
    hours: int
    direct: int
    supervision: int
    weeks: int
    training: int
    credits: int
    """Semester credits a term, where credits are added to a degree."""


@dataclass(frozen=True)
class Clock:
    """Calendar, assumptions, person and speed."""

    planning: PlanningFile
    person: Person
    start: date
    speed: Speed
    _known: dict[tuple[Hashable, int], tuple[object, Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _at_speeds: dict[Speed, Clock] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at_speed(self, speed: Speed) -> Clock:
        """The same calendar and person at a speed: one clock for each, so that what it knows is found out once."""
        if speed == self.speed:
            return self
        if speed not in self._at_speeds:
            self._at_speeds[speed] = Clock(self.planning, self.person, self.start, speed)
        return self._at_speeds[speed]

    def of(self, person: Person) -> Clock:
        """The same calendar and speed for another person; itself for the same."""
        return self if person is self.person else Clock(self.planning, person, self.start, self.speed)

    def known(self, what: Hashable, of: object, make: Callable[..., T], *args: object) -> T:
        """What follows from a piece of work at this pace alone, made at the first question and kept.

        Args:
            what: Tells apart what is asked of the same piece.
            of: The piece of work. It is kept, too, so that its id stays its own.
            make: Makes it.
            args: What it is made from.
        """
        kept = self._known.get((what, id(of)))
        if kept is None:
            kept = self._known[what, id(of)] = (of, make(*args))
        found: T = kept[1]
        return found

    @cached_property
    def terms(self) -> tuple[tuple[int, int], ...]:
        """Month and day on which classes start, earliest in the year first."""
        return first_days(self.planning.terms)

    @cached_property
    def rates(self) -> Rates:
        """The rates at this speed."""
        pace, said = self.pace, self.person
        hours = said.hours_per_week or int(pace.hours_per_week.low)
        if said.direct_per_week and not said.hours_per_week:
            hours = max(hours, said.direct_per_week)
        stated = said.hours_per_week or said.direct_per_week or 0
        available = max(said.available_per_week or int(pace.available_per_week.low), stated)
        hours = min(hours, available)
        return Rates(
            available=available,
            hours=hours,
            direct=min(hours, said.direct_per_week or int(pace.direct_per_week.low)),
            supervision=said.supervision_per_week or int(pace.supervision_per_week.low),
            weeks=said.weeks_per_year or int(pace.weeks_per_year.low),
            training=said.training_per_week or int(pace.training_per_week.low),
            credits=said.credits_per_term or int(pace.credits_per_term.low),
        )

    @property
    def pace(self) -> Pace:
        """What is assumed of a week at this speed."""
        found: Pace = getattr(self.planning, f"pace_{self.speed}")
        return found

    def at(self, speeds: Speeds) -> Quantity:
        """The figure for this speed."""
        figure: Quantity = getattr(speeds, self.speed)
        return figure

    def of_range(self, figure: Quantity) -> int | float:
        """The lower end of a range for the fast speed, the upper for the others."""
        return figure.low if self.speed == "fast" else figure.high
