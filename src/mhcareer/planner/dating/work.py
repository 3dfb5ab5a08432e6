"""How long supervised experience and training take: hours over the week, within what a rule counts.

What a degree under way leaves of the week is told by `Busy` spans, which never overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mhcareer.model.base import Number
from mhcareer.planner.dating.asked import NOT_STATED, Told, Week, constraints, rounded_up
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import DAYS_PER_YEAR, add_months
from mhcareer.planner.dating.spans import Bound, Busy, Span, decided
from mhcareer.planner.tasks import ExperienceWork, TrainingWork

_WEEKS_PER_YEAR = 52
_WORKDAYS = 5
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
        bounds.append(Bound("days", ready + timedelta(days=rounded_up(days * 7, _WORKDAYS)), days))
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
    busy = _with_pause(work, week, ready, busy, graduation)
    for amount in amounts:
        yield earned(amount.left, amount.rate, week.weeks, ready, busy), amount
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
    need = round(amount * 100) * (DAYS_PER_YEAR if per_year else 7)
    worked = weeks if per_year else 1
    at = ready
    for span in busy:
        if need <= 0 or span.end <= at:
            continue
        if span.begin > at:
            need, at = _worked(need, rate * worked, at, span.begin)
        if need > 0:
            need, at = _worked(need, min(rate, 100 * span.left) * worked, at, span.end)
    if need <= 0:
        return at
    return at + timedelta(days=-(-need // (rate * worked)) if rate else _MANY_DAYS)


def _worked(need: int, per_day: int, at: date, until: date) -> tuple[int, date]:
    """What is left of a need after working from one day to another, and the day reached."""
    days = (until - at).days
    if per_day and need <= per_day * days:
        return 0, at + timedelta(days=-(-need // per_day))
    return need - per_day * days, until


def _with_pause(
    work: ExperienceWork, week: Week, ready: date, busy: Sequence[Busy], graduation: date
) -> Sequence[Busy]:
    """The busy spans with nothing left from the day on which no more hours count beside the degree to its end."""
    if work.beside is None or ready >= graduation:
        return busy
    rate = week.hours if work.experience.total_hours else week.direct
    reached = earned(work.beside, rate, week.weeks, ready, busy)
    if reached >= graduation:
        return busy
    before = [Busy(b.begin, min(b.end, reached), b.left) for b in busy if b.begin < reached]
    after = [Busy(max(b.begin, graduation), b.end, b.left) for b in busy if b.end > graduation]
    return [*before, Busy(reached, graduation, 0), *after]
