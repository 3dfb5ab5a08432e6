"""How long each step must take, re-derived from the figures of the rule and from the pace of the person."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mhcareer.model.base import Quantity
from mhcareer.model.catalog import Pace
from mhcareer.model.person import Person
from mhcareer.model.plan import Step
from mhcareer.model.requirement import Experience, Training
from mhcareer.verify.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, ROUNDING, add_months, after_days
from mhcareer.verify.context import OBTAINING, SPEEDS, Context, Speed
from mhcareer.verify.finding import Finding


def check(context: Context) -> Iterator[Finding]:
    """The length of every step, and its place in the year where classes begin with the term."""
    for step in context.plan.steps:
        if step.kind == "program":
            yield from _program(context, step)
        elif step.kind in (*OBTAINING, "approval"):
            yield from _processing(context, step)
        elif step.kind in ("experience", "training"):
            yield from _work(context, step)


def _program(context: Context, step: Step) -> Iterator[Finding]:
    program = context.catalog.programs.get(step.id)
    if program is None:
        yield Finding(step.id, "program", f"`{step.id}` is no program of the catalog")
        return
    by_pace = program.months.full_time if context.person.study == "full-time" else program.months.part_time
    lead = timedelta(weeks=context.catalog.planning.admission_lead_weeks.low)
    terms = {term.starts for term in context.catalog.planning.terms}
    for speed in SPEEDS:
        start, finish = step.spans.get(speed, (step.start, step.finish))
        months: Quantity = getattr(by_pace, speed)
        if not add_months(start, int(months.low)) <= finish <= add_months(start, int(months.high)):
            yield Finding(step.id, "program-length", f"`{step.id}` does not last {months.low:g} months ({speed})")
        if program.starts == "terms" and f"{start:%m-%d}" not in terms:
            yield Finding(step.id, "term", f"`{step.id}` starts on {start} ({speed}), when no term starts")
        if program.starts == "terms" and start < context.plan.start + lead:
            yield Finding(step.id, "admission", f"`{step.id}` starts on {start} ({speed}), too soon to be admitted")


def _processing(context: Context, step: Step) -> Iterator[Finding]:
    credential = context.catalog.credentials.get(step.id.partition("/")[0])
    if credential is None:
        return
    for speed in SPEEDS:
        start, finish = step.spans.get(speed, (step.start, step.finish))
        if step.kind == "employer-role":
            low = high = 0.0
        else:
            low, high = _weeks(context, credential.processing_weeks, speed)
        days = (finish - start).days
        if not math.floor(low * DAYS_PER_WEEK) <= days <= math.ceil(high * DAYS_PER_WEEK):
            yield Finding(
                step.id,
                "processing",
                f"`{step.id}` takes {days} days ({speed}) where {low:g} to {high:g} weeks are due",
            )


def _weeks(context: Context, stated: Quantity | None, speed: Speed) -> tuple[float, float]:
    if stated is None:
        assumed: Quantity = getattr(context.catalog.planning.unstated_processing_weeks, speed)
        return assumed.low, assumed.high
    return (stated.low, stated.low) if speed == "fast" else (stated.high, stated.high)


def _work(context: Context, step: Step) -> Iterator[Finding]:
    for claim in step.requirement:
        leaf = context.leaf(claim, step.start)
        credential = claim.partition(":")[0]
        if isinstance(leaf, Experience) and step.kind == "experience":
            bounds = tuple(_experience_bounds(context, leaf, credential, step.start))
            yield from _ceiling(context, leaf, credential, step)
        elif isinstance(leaf, Training) and step.kind == "training":
            bounds = tuple(_training_bounds(context, leaf, credential, step.start))
        else:
            continue
        for name, earliest in bounds:
            if step.finish < earliest - ROUNDING:
                yield Finding(
                    step.id,
                    "too-short",
                    f"`{step.id}` finishes on {step.finish}; {name} of {claim} needs until {earliest}",
                )
        if not bounds:
            yield from _open_ended(context, step, claim)
    if not step.requirement:
        yield Finding(step.id, "claim", f"`{step.id}` answers no leaf, so that its length cannot be derived")


def _open_ended(context: Context, step: Step, claim: str) -> Iterator[Finding]:
    """A rule without an amount: the plan must say that it is only a lower limit, and what is missing."""
    if not context.plan.at_least:
        yield Finding(step.id, "at-least", f"{claim} states no amount, yet the plan does not say `at least`")
    if not context.plan.not_stated:
        yield Finding(step.id, "not-stated", f"{claim} states no amount, yet the plan lists nothing as not stated")


@dataclass(frozen=True)
class Week:
    """Hours of one working week, and working weeks of a year."""

    hours: float
    direct: float
    supervision: float
    weeks: float

    def days(self, amount: float, per_week: float) -> float:
        """Calendar days in which an amount is reached."""
        return amount / (per_week * self.weeks) * DAYS_PER_YEAR


def _week(person: Person, pace: Pace, leaf: Experience) -> Week:
    """The person's own pace before the assumed one, within what the rule allows for a week."""
    hours: float = person.hours_per_week or pace.hours_per_week.low
    direct: float = person.direct_per_week or pace.direct_per_week.low
    if person.direct_per_week and not person.hours_per_week:
        hours = max(hours, direct)
    if leaf.min_hours_per_week:
        hours = max(hours, leaf.min_hours_per_week.low)
    if leaf.max_hours_per_week:
        hours = min(hours, leaf.max_hours_per_week.high)
    direct = min(direct, hours)
    supervision: float = person.supervision_per_week or pace.supervision_per_week.low
    rate = leaf.supervision_rate
    if rate:
        work = direct if rate.of == "direct" else hours
        weekly = {"week": 1.0, "month": 12 / 52, "year": 1 / 52}.get(str(rate.per), 0) or work / float(rate.per)
        if not person.supervision_per_week:
            supervision = max(supervision, rate.hours * weekly)
        if rate.to is not None:
            supervision = min(supervision, rate.to * weekly)
    return Week(hours, direct, supervision, person.weeks_per_year or pace.weeks_per_year.low)


def experience_left(context: Context, leaf: Experience, credential: str, *, least: bool = False) -> tuple[float, ...]:
    """What is still to be done, logged hours taken off: total, direct, supervision, months, weeks.

    Args:
        context: The plan and its person.
        leaf: What the rule asks.
        credential: Toward which the hours are logged.
        least: Whether the lower end of a range is enough; a plan at the typical speed counts with the upper.
    """
    logs = [log for log in context.person.hours if log.toward == credential]
    months_done = sum(log.months for log in logs)
    supervision = _left(leaf.supervision_hours, sum(log.supervision for log in logs), least=least)
    total = _left(leaf.total_hours, sum(max(log.total, log.direct) for log in logs) + _interned(leaf), least=least)
    if leaf.total_hours and leaf.total_includes_supervision and not leaf.total_includes_supervision.value:
        total += supervision
    return (
        total,
        _left(leaf.direct_hours, sum(log.direct for log in logs), least=least),
        supervision,
        _left(leaf.min_months, months_done + _interned_months(leaf), least=least),
        _left(leaf.min_weeks, months_done * DAYS_PER_YEAR // (12 * DAYS_PER_WEEK), least=least),
    )


def _interned(leaf: Experience) -> float:
    """Hours of the total that a person brings along from the internship of the degree asked beside them."""
    return leaf.internship_counts_hours.low if leaf.internship_counts_hours else 0


def _interned_months(leaf: Experience) -> float:
    return leaf.internship_counts_months.low if leaf.internship_counts_months else 0


def _left(asked: Quantity | None, done: float, *, least: bool) -> float:
    if asked is None:
        return 0
    return max(0, (asked.low if least else asked.high) - done)


def _experience_bounds(context: Context, leaf: Experience, credential: str, start: date) -> Iterator[tuple[str, date]]:
    """For each constraint of a rule, its name and the first day on which it can be met."""
    week = _week(context.person, context.catalog.planning.pace_typical, leaf)
    total, direct, supervision, months, weeks = experience_left(context, leaf, credential)
    if leaf.total_hours:
        yield "the total", after_days(start, week.days(total, week.hours))
        if leaf.max_hours_per_year:
            yield "the ceiling of a year", after_days(start, total / leaf.max_hours_per_year.high * DAYS_PER_YEAR)
    if leaf.direct_hours:
        yield "direct contact", after_days(start, week.days(direct, week.direct))
    if leaf.supervision_hours:
        yield "supervision", after_days(start, week.days(supervision, week.supervision))
    if leaf.min_weeks:
        yield "the number of weeks", after_days(start, weeks / week.weeks * DAYS_PER_YEAR)
    if leaf.min_months:
        yield "the number of months", add_months(start, math.ceil(months))


def _ceiling(context: Context, leaf: Experience, credential: str, step: Step) -> Iterator[Finding]:
    """The longest span from the first hour to the last, months already logged among them."""
    limit = leaf.max_months or leaf.window_months
    if limit is None or any(step.id in warning for warning in context.plan.warnings):
        return
    discarded = any("hours logged toward" in text for text in context.plan.assumptions)
    logs = () if discarded else context.person.hours
    logged = sum(log.months for log in logs if log.toward == credential)
    if step.finish > add_months(step.start, int(limit.high) - logged) + ROUNDING:
        before = f", {logged} of them logged before it" if logged else ""
        message = f"`{step.id}` takes longer than the {limit.high:g} months of the rule{before}, and no warning says so"
        yield Finding(step.id, "too-long", message)


def training_left(context: Context, leaf: Training, credential: str, *, least: bool = False) -> float:
    """Hours of training still to be done; `least` as for experience."""
    done = sum(log.training for log in context.person.hours if log.toward == credential)
    return _left(leaf.hours, done, least=least)


def _training_bounds(context: Context, leaf: Training, credential: str, start: date) -> Iterator[tuple[str, date]]:
    if leaf.hours:
        per_week = context.catalog.planning.pace_typical.training_per_week.low
        hours = training_left(context, leaf, credential)
        yield "the training", after_days(start, hours / per_week * DAYS_PER_WEEK)
    if leaf.days:
        yield "the number of days", after_days(start, leaf.days.high)
