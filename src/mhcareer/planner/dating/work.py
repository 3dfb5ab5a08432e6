"""How long supervised experience and training take: hours over the week, within what a rule counts.

What a degree under way leaves of the week is told by `Busy` spans, which never overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mhcareer.model.base import Number
from mhcareer.planner.dating.asked import NOT_STATED, Amount, Told, constraints, rounded_up
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import DAYS_PER_YEAR, add_months
from mhcareer.planner.dating.spans import Bound, Busy, Span, decided
from mhcareer.planner.tasks import ExperienceWork, TrainingWork

_WEEKS_PER_YEAR = 52
_DAYS_PER_WEEK, _WORKDAYS = 7, 5
_MANY_DAYS = 100 * DAYS_PER_YEAR
"""Hours that no pace ever reaches end this many days later: far beyond every plan, and still a date."""


def training_span(work: TrainingWork, ready: date, clock: Clock, busy: Sequence[Busy]) -> Span:
    """From the first hour of a course to the last; no time where its length is not stated."""
    bounds = [Bound("not_stated", ready)]
    asked, rate = work.training, clock.rates.training
    if asked.hours:
        left = max(0, clock.of_range(asked.hours) - work.hours_done)
        end = earned(left, 100 * rate, _WEEKS_PER_YEAR, ready, busy, per_year=False)
        bounds.append(Bound("hours", end, left, rate))
    if asked.days:
        days = clock.of_range(asked.days)
        bounds.append(Bound("days", ready + timedelta(days=rounded_up(days * _DAYS_PER_WEEK, _WORKDAYS)), days))
    return decided(ready, bounds)


def experience_span(work: ExperienceWork, ready: date, clock: Clock, busy: Sequence[Busy], graduation: date) -> Span:
    """From the first hour that counts to the last.

    Args:
        work: What is asked and what is done.
        ready: The first day.
        clock: Pace of the person at one speed.
        busy: What study leaves of the week.
        graduation: End of the degree beside which hours may begin; matters where the rule sets a ceiling on those.
    """
    found = Span(ready, *_last_met(work, ready, clock, busy, graduation))
    limit = work.experience.max_months or work.experience.window_months
    if limit is None:
        return found
    gone = work.logged.months if work.logged else 0
    longest = add_months(ready, max(0, int(limit.high) - gone))
    if found.end <= longest:
        return found
    name = "max_months" if work.experience.max_months else "window_months"
    return Span(ready, found.end, found.bound, Bound(name, longest, int(limit.high)))


def experience_bounds(
    work: ExperienceWork, ready: date, clock: Clock, busy: Sequence[Busy], graduation: date
) -> list[Bound]:
    """Every constraint on how soon supervised experience can end; arguments as for `experience_span`."""
    return [_bound(end, told) for end, told in _ends(work, ready, clock, busy, graduation)]


def _last_met(
    work: ExperienceWork, ready: date, clock: Clock, busy: Sequence[Busy], graduation: date
) -> tuple[date, Bound]:
    """The day on which the last constraint is met, and which that is; of equal ones the first."""
    end, last = ready, NOT_STATED
    for day, told in _ends(work, ready, clock, busy, graduation):
        if day > end:
            end, last = day, told
    return end, _bound(end, last)


def _ends(
    work: ExperienceWork, ready: date, clock: Clock, busy: Sequence[Busy], graduation: date
) -> Iterator[tuple[date, Told]]:
    """The day on which each constraint is met, in the order in which ties are decided."""
    key = ("constraints", work.logged, work.inside)  # many routes ask for the same hours
    week, amounts, times = clock.known(key, work.experience, constraints, work, clock)
    most = None if work.beside is None or ready >= graduation else work.beside
    for amount in amounts:
        if most is None:
            yield earned(amount.left, amount.rate, week.weeks, ready, busy), amount
        else:
            yield _earned_within(amount, most, week.weeks, ready, busy, graduation), amount
    for time in times:
        yield add_months(ready, time.months) + timedelta(days=time.days), time


def _bound(end: date, told: Told) -> Bound:
    return Bound(told.constraint, end, told.told, told.told_rate)


def earned(
    amount: Number,
    rate: int,
    weeks: int,
    ready: date,
    busy: Sequence[Busy],
    *,
    per_year: bool = True,
) -> date:
    """First day on which an amount of hours is done.

    Args:
        amount: Hours.
        rate: Hundredths of an hour a week; less where study leaves less.
        weeks: Weeks of work a year.
        ready: The first day.
        busy: What study leaves of the week, in time order.
        per_year: Whether `weeks` a year are worked; else every week counts seven days.
    """
    days = DAYS_PER_YEAR if per_year else _DAYS_PER_WEEK
    return _day_of(round(amount * 100) * days, rate, weeks if per_year else 1, ready, busy)


def _earned_within(amount: Amount, most: int, weeks: int, ready: date, busy: Sequence[Busy], graduation: date) -> date:
    """The same where of the hours from before graduation no more count, of each kind, than come with so many."""
    need = round(amount.left * 100) * DAYS_PER_YEAR
    share, of = amount.share
    before = most * 100 * DAYS_PER_YEAR * share // of if of else 0
    first = _day_of(min(need, before), amount.rate, weeks, ready, busy)
    if first > graduation:
        return _day_of(need, amount.rate, weeks, ready, busy)
    return first if need <= before else _day_of(need - before, amount.rate, weeks, graduation, busy)


def _day_of(need: int, rate: int, weeks: int, ready: date, busy: Sequence[Busy]) -> date:
    """First day on which a need is met to which each day adds a rate times the weeks of a year."""
    at = ready
    for span in busy:
        if need <= 0 or span.end <= at:
            continue
        if span.begin > at:
            need, at = _worked(need, rate * weeks, at, span.begin)
        if need > 0:
            need, at = _worked(need, min(rate, 100 * span.left) * weeks, at, span.end)
    if need <= 0:
        return at
    return at + timedelta(days=-(-need // (rate * weeks)) if rate else _MANY_DAYS)


def _worked(need: int, per_day: int, at: date, until: date) -> tuple[int, date]:
    """What is left of a need after working from one day to another, and the day reached."""
    days = (until - at).days
    if per_day and need <= per_day * days:
        return 0, at + timedelta(days=-(-need // per_day))
    return need - per_day * days, until
