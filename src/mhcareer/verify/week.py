"""The week of docs/planning.md: what study fills, what is left, and when an amount of hours is reached in it.

Rates are whole hundredths of an hour a week, as the page says. The arithmetic is by intervals between the days on which
something changes, so that it looks nothing like the planner's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from mhcareer.frozen import dataclass
from mhcareer.model.base import Number
from mhcareer.model.person import Person
from mhcareer.model.planning import Pace
from mhcareer.model.requirement import Experience
from mhcareer.verify.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR
from mhcareer.verify.context import Context, Speed
from mhcareer.verify.logged import low

WEEKS_PER_YEAR = 52
WEEKS = {"week": Fraction(1), "month": Fraction(WEEKS_PER_YEAR, 12), "year": Fraction(WEEKS_PER_YEAR)}
"""Weeks in the spans for which a rule sets supervision."""
NEVER = timedelta(days=100 * DAYS_PER_YEAR)
"""How much later hours end that no pace reaches."""


@dataclass(frozen=True)
class Rates:
    """Whole hours a week, weeks a year and credits a term of a person at one speed."""

    available: int
    hours: int
    direct: int
    supervision: int
    weeks: int
    training: int
    credits: int


@dataclass(frozen=True)
class Week:
    """What a rule counts of a week, in hundredths of an hour."""

    hours: int
    direct: int
    supervision: int
    weeks: int


@dataclass(frozen=True)
class Taken:
    """Days on which only some hours a week are left for work."""

    begin: date
    end: date
    left: int


def rates(context: Context, speed: Speed) -> Rates:
    """What the person said before what is assumed; all work fits into the hours of the week."""
    return context.kept(("rates", speed), lambda: _rates(context, speed))


def _rates(context: Context, speed: Speed) -> Rates:
    person: Person = context.person
    pace: Pace = getattr(context.catalog.planning, f"pace_{speed}")

    def said(name: str) -> int:
        return getattr(person, name) or int(getattr(pace, name).low)

    hours = said("hours_per_week")
    if person.hours_per_week is None:
        hours = max(hours, person.direct_per_week or 0)
    stated = person.hours_per_week or person.direct_per_week or 0
    available = max(said("available_per_week"), stated)
    hours = min(hours, available)
    return Rates(
        available,
        hours,
        min(hours, said("direct_per_week")),
        said("supervision_per_week"),
        said("weeks_per_year"),
        said("training_per_week"),
        said("credits_per_term"),
    )


def week(leaf: Experience, person: Person, pace: Rates) -> Week:
    """The hours that count of a week: floor and ceiling of the rule, and supervision that keeps pace with the work."""
    hours = max(pace.hours, int(low(leaf.min_hours_per_week)))
    if leaf.max_hours_per_week:
        hours = min(hours, int(leaf.max_hours_per_week.low))
    hours *= 100
    direct, supervision, rule = min(100 * pace.direct, hours), 100 * pace.supervision, leaf.supervision_rate
    if rule is None:
        return Week(hours, direct, supervision, pace.weeks)
    if isinstance(rule.per, int):
        if person.supervision_per_week:
            covered = math.floor(supervision * rule.per / Fraction(rule.hours))
            hours = hours if rule.of == "direct" else min(hours, covered)
            direct = min(direct, covered)
        share = Fraction(direct if rule.of == "direct" else hours, rule.per)
    else:
        share = 100 / WEEKS[rule.per]
    if not person.supervision_per_week:
        supervision = max(supervision, math.floor(Fraction(rule.hours) * share))
    if rule.to is not None:
        supervision = min(supervision, math.floor(Fraction(rule.to) * share))
    return Week(hours, direct, supervision, pace.weeks)


def reached(
    start: date, amount: Number | Fraction, rate: int, taken: Sequence[Taken], *, weeks: int | None = None
) -> date:
    """The first day on which an amount of hours is done.

    Args:
        start: First day of work.
        amount: Hours; a fraction to the day's own part of an hour.
        rate: Hundredths of an hour a week; less while study leaves less.
        taken: Days on which study leaves less; of several the least holds.
        weeks: Weeks of work a year; None where every week counts.
    """
    a_year = DAYS_PER_YEAR if weeks else DAYS_PER_WEEK
    owed = math.ceil(amount * 100 * a_year) if isinstance(amount, Fraction) else round(amount * 100) * a_year
    if owed <= 0:
        return start
    turns = sorted({start, *(day for t in taken for day in (t.begin, t.end) if day > start)})
    for index, day in enumerate(turns):
        left = min((100 * t.left for t in taken if t.begin <= day < t.end), default=rate)
        a_day = min(rate, left) * (weeks or 1)
        days = math.inf if index + 1 == len(turns) else (turns[index + 1] - day).days
        if a_day and owed <= a_day * days:
            return day + timedelta(days=-(-owed // a_day))
        if days == math.inf:
            return day + NEVER
        owed -= a_day * int(days)
    return start
