"""Quantities of hours, exactly: figures as fractions, rates in hundredths of an hour a week."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from mhcareer.model.base import Number

HUNDREDTHS = 100


@dataclass(frozen=True)
class Amount:
    """One quantity of hours: what is left of it, and what a week adds, with nothing beside it or beside a program."""

    name: str
    left: Fraction
    free: int
    """Hundredths of an hour a week."""
    beside: dict[str, int]
    """The same by program that runs meanwhile."""
    weeks: int
    of_days: int
    """So many weeks of it lie in so many days: 48 in 365 for work, 1 in 7 for a course."""

    of_total: bool = False
    """Whether the practice inside a degree comes off it."""
    per_hour: Fraction = Fraction(1)
    """How many come with each hour of those of which only so many count from before graduation."""

    @property
    def goal(self) -> int:
        """What the days, each with its rate times `weeks`, must add up to."""
        return self.worth(self.left)

    def worth(self, hours: Fraction | int) -> int:
        """Some hours in the measure of `goal`."""
        return ceil(hours * HUNDREDTHS * self.of_days)

    @property
    def slower(self) -> dict[str, int]:
        """Rates beside the studies that leave too little of the week."""
        return {name: rate for name, rate in self.beside.items() if rate < self.free}

    @property
    def days(self) -> int | None:
        """Whole days with no program beside them; None if they never end."""
        if self.left <= 0:
            return 0
        return -(-self.goal // (self.free * self.weeks)) if self.free else None


def exact(value: Number) -> Fraction:
    """A figure as it is written: 59.5 is 119/2."""
    return Fraction(str(value))
