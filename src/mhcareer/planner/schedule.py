"""Dates for a route: the earliest schedule under precedence, terms, processing and the person's pace.

Nothing competes for the same hours yet, so starting each task as soon as it may start gives the earliest finish, and
the latest start of each follows by going backward. Every span is a monotone function of the day on which its task is
ready and of the speed; that is why fast <= typical <= slow always holds, and why slack can be found by bisection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mhcareer.model.base import Number, Quantity
from mhcareer.model.catalog import Pace, PlanningFile, Speeds
from mhcareer.model.person import Person
from mhcareer.model.requirement import Experience
from mhcareer.planner.dates import DAYS_PER_YEAR, add_months, next_term
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Task,
    TrainingWork,
)

Speed = Literal["fast", "typical", "slow"]
SPEEDS: tuple[Speed, ...] = ("fast", "typical", "slow")


@dataclass(frozen=True)
class Bound:
    """One constraint on how soon a task can end: what is asked, at what rate, and the day it leads to."""

    constraint: str
    """The field of the rule, as `direct_hours`, or `program`, `processing`, `exam`."""
    end: date
    amount: Number = 0
    rate: Number = 0
    """Amount a week, where the constraint is a quantity of hours."""


@dataclass(frozen=True)
class Span:
    """When a task starts and ends (the day on which what follows may start), and what decided the end."""

    begin: date
    end: date
    bound: Bound
    too_long: Bound | None = None
    """The longest span that the rule allows, where this pace does not keep within it."""


@dataclass(frozen=True)
class Rates:
    """Hours a week and weeks a year at one speed; what the person said overrides what is assumed."""

    hours: int
    direct: int
    supervision: int
    weeks: int
    training: int
    credits: int


@dataclass(frozen=True)
class Clock:
    """All that turns a task into a span, apart from the task: calendar, assumptions, person, speed."""

    planning: PlanningFile
    person: Person
    start: date
    speed: Speed

    @property
    def rates(self) -> Rates:
        """The rates at this speed."""
        pace: Pace = getattr(self.planning, f"pace_{self.speed}")
        hours = self.person.hours_per_week or int(pace.hours_per_week.low)
        if self.person.direct_per_week and not self.person.hours_per_week:
            hours = max(hours, self.person.direct_per_week)
        return Rates(
            hours=hours,
            direct=min(hours, self.person.direct_per_week or int(pace.direct_per_week.low)),
            supervision=self.person.supervision_per_week or int(pace.supervision_per_week.low),
            weeks=self.person.weeks_per_year or int(pace.weeks_per_year.low),
            training=int(pace.training_per_week.low),
            credits=int(pace.credits_per_term.low),
        )


def schedule(route: Route, clock: Clock) -> Mapping[str, Span]:
    """The earliest span of every task.

    Args:
        route: Tasks in an order that respects precedence.
        clock: Calendar, person and speed.
    """
    spans: dict[str, Span] = {}
    for task in route.tasks:
        spans[task.id] = span(task, ready_day(task, spans, clock.start), clock)
    return spans


def finish_of(route: Route, spans: Mapping[str, Span], start: date) -> date:
    """The day on which the target is held: the end of its own task, the last; a degree begun for it may go on."""
    return spans[route.tasks[-1].id].end if route.tasks else start


def ready_day(task: Task, spans: Mapping[str, Span], start: date) -> date:
    """First day on which nothing that must come before holds a task back."""
    days = [start, *(spans[t].end for t in task.after), *(spans[t].begin for t in task.after_start)]
    if task.not_before:
        days.append(task.not_before)
    return max(days)


def span(task: Task, ready: date, clock: Clock) -> Span:
    """Start and end of one task that is ready on a day."""
    match task.work:
        case ProgramWork(program):
            begin = ready
            if program.starts == "terms":
                lead = clock.start + timedelta(weeks=int(clock.planning.admission_lead_weeks.low))
                begin = next_term(max(ready, lead), clock.planning.terms)
            speeds = program.months.full_time if clock.person.study == "full-time" else program.months.part_time
            months = int(_at(speeds, clock.speed).low)
            return _decided(begin, [Bound("program", add_months(begin, months), months)])
        case CreditsWork(credits):
            begin = next_term(ready, clock.planning.terms)
            end, left = begin, credits
            while left > 0:
                end = add_months(next_term(end, clock.planning.terms), int(clock.planning.months_per_term.low))
                left -= clock.rates.credits
            return _decided(begin, [Bound("semester_credits", end, credits)])
        case TrainingWork():
            return _decided(ready, _training_bounds(task.work, ready, clock))
        case ExperienceWork():
            return _experience_span(task.work, ready, clock)
        case ExamWork():
            weeks = int(_at(clock.planning.unstated_exam_weeks, clock.speed).low)
            return _decided(ready, [Bound("exam", ready + timedelta(weeks=weeks), weeks)])
        case ApplicationWork(credential) | ApprovalWork(credential):
            if credential.kind == "employer-role":
                return _decided(ready, [Bound("hire", ready)])
            weeks = _processing_weeks(credential.processing_weeks, clock)
            return _decided(ready, [Bound("processing_weeks", ready + timedelta(weeks=weeks), weeks)])


def _processing_weeks(stated: Quantity | None, clock: Clock) -> int:
    if stated is None:
        return int(_at(clock.planning.unstated_processing_weeks, clock.speed).low)
    return int(stated.low if clock.speed == "fast" else stated.high)


def _training_bounds(work: TrainingWork, ready: date, clock: Clock) -> list[Bound]:
    bounds = [Bound("not_stated", ready)]
    asked = work.training
    if asked.hours:
        hours = asked.hours.low if clock.speed == "fast" else asked.hours.high
        left = max(0, hours - work.hours_done)
        bounds.append(
            Bound("hours", ready + timedelta(days=_ceil(left * 7, clock.rates.training)), left, clock.rates.training)
        )
    if asked.days:
        days = asked.days.low if clock.speed == "fast" else asked.days.high
        bounds.append(Bound("days", ready + timedelta(days=_ceil(days * 7, 5)), days))
    return bounds


def _experience_span(work: ExperienceWork, ready: date, clock: Clock) -> Span:
    bounds = experience_bounds(work, ready, clock)
    found = _decided(ready, bounds)
    limit = work.experience.max_months or work.experience.window_months
    if limit is None:
        return found
    gone = work.logged.months if work.logged else 0
    longest = add_months(ready, max(0, int(limit.high) - gone))
    if found.end <= longest:
        return found
    name = "max_months" if work.experience.max_months else "window_months"
    return Span(ready, found.end, found.bound, Bound(name, longest, int(limit.high)))


def experience_bounds(work: ExperienceWork, ready: date, clock: Clock) -> list[Bound]:
    """Every constraint on how soon supervised experience can end, in the order in which ties are decided."""
    asked, done, rates = work.experience, work.logged, clock.rates
    hours = hours_rate(asked, rates.hours)
    direct = min(rates.direct, hours)
    supervision = _supervision_rate(asked, rates.supervision, hours, direct, said=clock.person.supervision_per_week)
    bounds = [Bound("not_stated", ready)]

    def need_of(figure: Quantity) -> Number:
        # Of a range of hours only the fast pace counts on the lower end.
        return figure.low if clock.speed == "fast" else figure.high

    def by_rate(constraint: str, need: Number, had: int, rate: Number) -> None:
        left = max(0, need - had)
        days = _ceil(left * DAYS_PER_YEAR, rate * rates.weeks)
        bounds.append(Bound(constraint, ready + timedelta(days=days), left, rate))

    if asked.direct_hours:
        by_rate("direct_hours", need_of(asked.direct_hours), done.direct if done else 0, direct)
    if asked.total_hours:
        need = max(0, need_of(asked.total_hours) - inside_degree(asked))
        if asked.supervision_hours and asked.total_includes_supervision and not asked.total_includes_supervision.value:
            need += need_of(asked.supervision_hours)
        by_rate("total_hours", need, done.total if done else 0, hours)
        if asked.max_hours_per_year:
            left = max(0, need - (done.total if done else 0))
            days = _ceil(left * DAYS_PER_YEAR, asked.max_hours_per_year.low)
            bounds.append(Bound("max_hours_per_year", ready + timedelta(days=days), asked.max_hours_per_year.low))
    if asked.supervision_hours:
        by_rate("supervision_hours", need_of(asked.supervision_hours), done.supervision if done else 0, supervision)
    if asked.min_weeks:
        by_rate("min_weeks", asked.min_weeks.low, months_as_weeks(done.months if done else 0), 1)
    if asked.min_months:
        inside = int(asked.internship_counts_months.low) if asked.internship_counts_months else 0
        months = max(0, int(asked.min_months.low) - inside - (done.months if done else 0))
        bounds.append(Bound("min_months", add_months(ready, months), months))
    return bounds


def hours_rate(asked: Experience, hours: int) -> int:
    """Hours a week that count: not above the rule's ceiling, and not below its floor.

    Whoever states a pace below the floor takes another branch or has no way at all: `plan` sees to that.
    """
    if asked.min_hours_per_week:
        hours = max(hours, int(asked.min_hours_per_week.low))
    if asked.max_hours_per_week:
        hours = min(hours, int(asked.max_hours_per_week.low))
    return hours


def inside_degree(asked: Experience) -> Number:
    """Hours of the total that the internship inside the required degree provides."""
    return asked.internship_counts_hours.low if asked.internship_counts_hours else 0


def months_as_weeks(months: int) -> int:
    """Whole weeks in a number of logged months."""
    return months * DAYS_PER_YEAR // (12 * 7)


def _supervision_rate(asked: Experience, usual: Number, hours: Number, direct: Number, *, said: int | None) -> Number:
    """Hours of supervision a week: at least those that the rule wants with the work, at most those that it counts.

    A pace that the person states stands, up to the most that counts.
    """
    rate = asked.supervision_rate
    if rate is None:
        return usual
    work = direct if rate.of == "direct" else hours
    spans: dict[str | int, Number] = {"week": 1, "month": 12 / 52, "year": 1 / 52}
    share = spans[rate.per] if isinstance(rate.per, str) else work / rate.per
    least = usual if said else max(usual, rate.hours * share)
    return min(least, rate.to * share) if rate.to is not None else least


def _decided(begin: date, bounds: Sequence[Bound]) -> Span:
    last = max(bound.end for bound in bounds)
    return Span(begin, last, next(bound for bound in bounds if bound.end == last))


def _at(speeds: Speeds, speed: Speed) -> Quantity:
    figure: Quantity = getattr(speeds, speed)
    return figure


def _ceil(amount: Number, rate: Number) -> int:
    """Whole days, rounded up; exact for the fractions of hours that rules state."""
    whole, rest = divmod(round(amount * 100), round(rate * 100))
    return int(whole + (1 if rest else 0))
