"""Days as whole numbers: 0 is the first day of the plan. Months and terms are small tables over such numbers."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from mhcareer.model.planning import Term

MONTHS_OF_YEAR = 12
ROUND = 4 * 365 + 1
"""Days after which the calendar comes round."""
LAST_DAY = date(2095, 12, 31)
"""No plan may reach further: the year 2100 has no leap day."""


def months_later(day: date, months: int) -> date:
    """The same day some months later (or, below 0, before), the last of the month where it is shorter."""
    year, month0 = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + months, MONTHS_OF_YEAR)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


@dataclass(frozen=True)
class Calendar:
    """The days from the start of a plan to a horizon behind which nothing is planned.

    From 1901 to 2099 every fourth year has a leap day, so that the calendar comes round every `ROUND` days.
    """

    start: date
    horizon: int
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        if self.day(self.horizon) > LAST_DAY:
            raise ValueError(f"the horizon lies behind {LAST_DAY}")

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.start).days

    def day(self, number: int) -> date:
        """The day of a number."""
        return self.start + timedelta(days=number)

    def after_months(self, number: int, months: int) -> int:
        """The number of the same day some months later."""
        return self.number(months_later(self.day(number), months))

    @cached_property
    def terms_of_a_round(self) -> list[int]:
        """First days of the terms of the first round, in order."""
        days = (
            self.number(date(year, int(term.starts[:2]), int(term.starts[3:])))
            for year in range(self.start.year, self.day(ROUND).year + 1)
            for term in self.terms
        )
        return sorted(day for day in days if 0 <= day < ROUND)

    def next_term(self, number: int) -> int:
        """First day of the first term on or after a day."""
        rounds, place = divmod(number, ROUND)
        later = [day for day in self.terms_of_a_round if day >= place]
        return rounds * ROUND + (later[0] if later else self.terms_of_a_round[0] + ROUND)

    @cache  # noqa: B019  # calendars are few
    def lengths(self, months: int) -> dict[int, list[tuple[int, int]]]:
        """By the days that some months last: the spans of a round from whose days on they last so long."""
        found: dict[int, list[tuple[int, int]]] = {}
        for place in range(ROUND):
            length = self.after_months(place, months) - place
            spans = found.setdefault(length, [])
            if spans and spans[-1][1] == place - 1:
                spans[-1] = (spans[-1][0], place)
            else:
                spans.append((place, place))
        return found
