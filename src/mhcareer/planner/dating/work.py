"""How long supervised experience and training take: hours over the week, within what a rule counts.

Every rate is kept in whole hundredths of an hour a week, so that days come out the same everywhere. What a degree under
way leaves of the week is told by `Busy` spans, which never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mhcareer.model.base import Number, Quantity
from mhcareer.model.requirement import Experience
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import DAYS_PER_YEAR, add_months
from mhcareer.planner.dating.spans import Bound, Busy, Span, decided
from mhcareer.planner.tasks import ExperienceWork, TrainingWork

_WEEKS_PER_YEAR = 52
_WORKDAYS = 5
_MANY_DAYS = 100 * DAYS_PER_YEAR
"""Hours that no pace ever reaches end this many days later: far beyond every plan, and still a date."""


@dataclass(frozen=True)
class Week:
    """What counts of a week of work under one rule, in hundredths of an hour."""

    hours: int
    direct: int
    supervision: int
    weeks: int
    """Weeks of work a year."""
    by_supervision: frozenset[str] = frozenset()
    """Constraints whose rate a stated pace of supervision holds down."""


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
        bounds.append(Bound("days", ready + timedelta(days=_ceil(days * 7, _WORKDAYS)), days))
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
    found = decided(ready, experience_bounds(work, ready, clock, busy, graduation))
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
    """Every constraint on how soon supervised experience can end, in the order in which ties are decided."""
    week, amounts = clock.known("amounts", work, lambda: _amounts(work, clock))
    busy = _with_pause(work, week, ready, busy, graduation)
    bounds = [Bound("not_stated", ready)]
    for amount in amounts:
        end = earned(amount.left, amount.rate, week.weeks, ready, busy)
        bounds.append(Bound(amount.constraint, end, amount.told, amount.told_rate))
    bounds.extend(_spans_of_time(work, ready, week))
    return bounds


@dataclass(frozen=True, slots=True)
class _Amount:
    """Hours of one kind that are left, at hundredths of an hour a week; and how the two are told."""

    constraint: str
    left: Number
    rate: int
    told: Number
    told_rate: Number = 0


def _amounts(work: ExperienceWork, clock: Clock) -> tuple[Week, list[_Amount]]:
    asked, done = work.experience, work.logged
    week = week_of(asked, clock)
    found: list[_Amount] = []

    def add(constraint: str, left: Number, rate: int) -> None:
        name = "supervision_rate" if constraint in week.by_supervision else constraint
        found.append(_Amount(name, left, rate, left, _plain(rate)))

    if asked.direct_hours:
        add("direct_hours", max(0, clock.of_range(asked.direct_hours) - (done.direct if done else 0)), week.direct)
    if asked.total_hours:
        need = total_left(work, clock)
        add("total_hours", need, week.hours)
        if asked.max_hours_per_year:
            ceiling = asked.max_hours_per_year.low
            yearly = min(int(ceiling * 100) // week.weeks, week.hours)
            found.append(_Amount("max_hours_per_year", need, yearly, ceiling))
    if asked.supervision_hours:
        add("supervision_hours", supervision_left(work, clock), week.supervision)
        alone = clock.person.group_share_percent
        if alone is not None and (left := individual_left(work, clock)):
            add("individual_supervision", left, week.supervision * (100 - alone) // 100)
    return week, found


def week_of(asked: Experience, clock: Clock) -> Week:
    """What counts of a week: within the rule's ceiling and floor, with the supervision that it asks for."""
    rates, said = clock.rates, clock.person.supervision_per_week
    hours = 100 * hours_rate(asked, rates.hours)
    direct = min(100 * rates.direct, hours)
    supervision = 100 * rates.supervision
    rule = asked.supervision_rate
    if rule is None:
        return Week(hours, direct, supervision, rates.weeks)
    held_down: set[str] = set()
    if isinstance(rule.per, int):
        covered = int(supervision * rule.per / rule.hours)
        work = direct if rule.of == "direct" else hours
        if said and covered < work:
            held_down = {"direct_hours"} if rule.of == "direct" else {"total_hours"}
            hours, direct = (hours, covered) if rule.of == "direct" else (covered, min(direct, covered))
        share = (direct if rule.of == "direct" else hours) / rule.per
    else:
        share = 100 / weeks_in(rule.per)
    if not said:
        supervision = max(supervision, int(rule.hours * share))
    if rule.to is not None:
        supervision = min(supervision, int(rule.to * share))
    return Week(hours, direct, supervision, rates.weeks, frozenset(held_down))


def weeks_in(span: str) -> float:
    """Weeks in a week, a month or a year."""
    return {"week": 1.0, "month": _WEEKS_PER_YEAR / 12, "year": float(_WEEKS_PER_YEAR)}[span]


def hours_rate(asked: Experience, hours: int) -> int:
    """Hours a week that count: not above the rule's ceiling, and not below its floor.

    Whoever states a pace below the floor takes another branch or has no way at all: `fits` sees to that.
    """
    if asked.min_hours_per_week:
        hours = max(hours, int(asked.min_hours_per_week.low))
    if asked.max_hours_per_week:
        hours = min(hours, int(asked.max_hours_per_week.low))
    return hours


def total_left(work: ExperienceWork, clock: Clock) -> Number:
    """Hours of the total still to be done: less what is logged, and what lies inside a degree."""
    asked, done = work.experience, work.logged
    if asked.total_hours is None:
        return 0
    need = max(0, clock.of_range(asked.total_hours) - inside_degree(asked) - work.inside)
    left = max(0, need - (done.total if done else 0))
    if asked.supervision_hours and asked.total_includes_supervision and not asked.total_includes_supervision.value:
        left += supervision_left(work, clock)
    return left


def supervision_left(work: ExperienceWork, clock: Clock) -> Number:
    """Hours of supervision still to be had; of those in groups no more count than the rule takes."""
    asked, done = work.experience, work.logged
    if asked.supervision_hours is None:
        return 0
    need = clock.of_range(asked.supervision_hours)
    return max(0, need - (supervision_counted(asked, need, done.supervision, done.group_supervision) if done else 0))


def individual_left(work: ExperienceWork, clock: Clock) -> Number:
    """Hours of individual supervision still to be had: the rule's own floor, or what its ceiling on groups leaves."""
    asked, done = work.experience, work.logged
    need = clock.of_range(asked.supervision_hours) if asked.supervision_hours else 0
    floor = asked.individual_supervision_min_hours.low if asked.individual_supervision_min_hours else 0
    most = group_ceiling(asked, need)
    alone = max(floor, need - most if most is not None else 0)
    return max(0, alone - (done.supervision - done.group_supervision if done else 0))


def group_ceiling(asked: Experience, need: Number) -> Number | None:
    """Most hours of supervision in groups that count toward a sum; None where the rule sets no ceiling."""
    if asked.group_supervision_max_hours is not None:
        return asked.group_supervision_max_hours.low
    if asked.group_supervision_max_percent is not None:
        return need * asked.group_supervision_max_percent.low / 100
    return None


def supervision_counted(asked: Experience, need: Number, had: int, in_groups: int) -> Number:
    """Hours of supervision that a rule counts toward a sum: of those in groups no more than it takes."""
    most = group_ceiling(asked, need)
    return had - in_groups + (in_groups if most is None else min(in_groups, most))


def inside_degree(asked: Experience) -> Number:
    """Hours of the total that the internship inside the required degree provides."""
    return asked.internship_counts_hours.low if asked.internship_counts_hours else 0


def months_as_weeks(months: int) -> int:
    """Whole weeks in a number of logged months."""
    return months * DAYS_PER_YEAR // (12 * 7)


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


def _spans_of_time(work: ExperienceWork, ready: date, week: Week) -> list[Bound]:
    """Constraints that are spans of time and not hours."""
    asked, bounds = work.experience, list[Bound]()
    done = work.logged.months if work.logged else 0
    if asked.min_weeks:
        left = max(0, asked.min_weeks.low - months_as_weeks(done))
        end = ready + timedelta(days=_ceil(left * DAYS_PER_YEAR, week.weeks))
        bounds.append(Bound("min_weeks", end, left, 1))
    if asked.min_months:
        inside = int(asked.internship_counts_months.low) if asked.internship_counts_months else 0
        months = max(0, int(asked.min_months.low) - inside - done)
        bounds.append(Bound("min_months", add_months(ready, months), months))
    longest = max((part.min_months or 0 for part in asked.parts), default=0)
    if longest > done:
        bounds.append(Bound("part_months", add_months(ready, longest - done), longest - done))
    return bounds


def least_supervision(asked: Experience) -> Number | None:
    """Hours of supervision a week that a rule wants whatever the hours of work; None where it wants none such."""
    rule = asked.supervision_rate
    if rule is None or isinstance(rule.per, int):
        return None
    return rule.hours / weeks_in(rule.per)


def stated(figure: Quantity | None) -> int:
    """A figure in whole units; 0 where there is none."""
    return int(figure.low) if figure else 0


def _plain(hundredths: int) -> Number:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def _ceil(amount: Number, rate: Number) -> int:
    """Whole days, rounded up; exact for the fractions of hours that rules state."""
    whole, rest = divmod(round(amount * 100), round(rate * 100))
    return int(whole + (1 if rest else 0))
