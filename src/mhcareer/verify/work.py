"""How long experience and training take, and whether a pace fits a rule at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from mhcareer.model.base import Number
from mhcareer.model.plan import Step
from mhcareer.model.requirement import Experience, Training
from mhcareer.verify.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, add_months
from mhcareer.verify.context import Context, Speed
from mhcareer.verify.finding import Finding
from mhcareer.verify.logged import counted, experience_left, low, of_range, too_early, training_left
from mhcareer.verify.studies import studies_of
from mhcareer.verify.week import WEEKS, Taken, Week, rates, reached, week

WORKDAYS = 5
ALL = 100
"""Percent."""


def check(context: Context) -> Iterator[Finding]:
    """Floors, ceilings and windows of experience, and that the plan says what of the logged hours does not count."""
    for step in context.of_kind("experience"):
        for claim in step.requirement:
            leaf, credential = context.leaf(claim, step.start), claim.partition(":")[0]
            if isinstance(leaf, Experience):
                yield from _span(context, leaf, credential, step)
                yield from _floors(context, leaf, step)
                yield from _said(context, leaf, credential, step)


def experience_bounds(
    context: Context,
    leaf: Experience,
    credential: str,
    start: date,
    speed: Speed,
    taken: Sequence[Taken],
    graduation: date,
) -> Iterator[tuple[str, date]]:
    """For each constraint of a rule, its name and the first day on which it is met.

    Args:
        context: The plan, its person and data.
        leaf: What the rule asks.
        credential: Whose rule it is.
        start: First day of work.
        speed: The speed.
        taken: What study leaves of the week.
        graduation: End of the degree that the rule asks, where that is planned.
    """
    pace = week(leaf, context.person, rates(context, speed))
    left = experience_left(context, leaf, credential, speed, inside(context, leaf, credential))

    def by(amount: Number, rate: int, counted: int | None = None) -> date:
        needed = Fraction(round(amount * 100), 100)
        alone = reached(start, needed, rate, taken, weeks=pace.weeks)
        most = _before(leaf, pace, rate if counted is None else counted) if start < graduation else None
        if most is None or reached(start, min(most, needed), rate, taken, weeks=pace.weeks) > graduation:
            return alone
        return alone if needed <= most else reached(graduation, needed - most, rate, taken, weeks=pace.weeks)

    yield "the first day", start
    if leaf.total_hours:
        yield "the total", by(left.total, pace.hours)
        if leaf.max_hours_per_year:
            a_week = min(int(leaf.max_hours_per_year.low * 100) // pace.weeks, pace.hours)
            yield "the ceiling of a year", by(left.total, a_week, pace.hours)
    if leaf.direct_hours:
        yield "direct contact", by(left.direct, pace.direct)
    if leaf.supervision_hours:
        yield "supervision", by(left.supervision, pace.supervision)
        group = context.person.group_share_percent
        if group is not None and left.alone:
            yield "individual supervision", by(left.alone, pace.supervision * (ALL - group) // ALL)
    if leaf.min_weeks:
        weeks = math.ceil(round(left.weeks * DAYS_PER_YEAR / pace.weeks, 6))
        yield "the number of weeks", start + timedelta(days=weeks)
    yield "the number of months", add_months(start, max(left.months, left.part_months))


def ceiling_before_graduation(leaf: Experience) -> int | None:
    """Most hours of the total that may come from before graduation; None where the rule sets none."""
    found = []
    if leaf.before_graduation_max_hours:
        found.append(leaf.before_graduation_max_hours.low)
    if leaf.after_graduation_min_hours and leaf.total_hours:
        found.append(leaf.total_hours.high - leaf.after_graduation_min_hours.low)
    return max(0, int(min(found) - low(leaf.internship_counts_hours))) if found else None


def inside(context: Context, leaf: Experience, credential: str) -> int:
    """Hours of the total that the internship and practicum of a planned degree give."""
    ceiling = ceiling_before_graduation(leaf)
    from_enrollment = leaf.counts_from is not None and leaf.counts_from.value == "enrollment"
    if ceiling is None or from_enrollment or leaf.internship_counts_hours:
        return 0
    if leaf.before_graduation_max_hours is None or leaf.total_hours is None:
        return 0
    programs = [context.catalog.programs.get(id_) for id_ in studies_of(context, credential)]
    given = [int(low(p.internship_hours)) + int(low(p.practicum_hours)) for p in programs if p]
    return min(max(given, default=0), ceiling)


def _before(leaf: Experience, pace: Week, rate: int) -> Fraction | None:
    """Most hours of a kind from before graduation: as many as come with the hours that the rule counts; None if all."""
    ceiling = ceiling_before_graduation(leaf)
    from_enrollment = leaf.counts_from is not None and leaf.counts_from.value == "enrollment"
    if ceiling is None or not from_enrollment:
        return None
    counted = pace.hours if leaf.total_hours else pace.direct
    smallest = 100 * DAYS_PER_YEAR  # parts of an hour, in which days are reckoned
    return Fraction(ceiling * smallest * rate // counted if counted else 0, smallest)


def training_bounds(
    context: Context, leaf: Training, credential: str, start: date, speed: Speed, taken: Sequence[Taken]
) -> Iterator[tuple[str, date]]:
    """For each way in which a training is counted, its name and the day on which it is done."""
    yield "the first day", start
    if leaf.hours:
        a_week = rates(context, speed).training
        hours = training_left(context, leaf, credential, speed)
        yield "the training", reached(start, hours, 100 * a_week, taken)
    if leaf.days:
        days = math.ceil(round(of_range(leaf.days, speed) * DAYS_PER_WEEK / WORKDAYS, 6))
        yield "the number of days", start + timedelta(days=days)


def _span(context: Context, leaf: Experience, credential: str, step: Step) -> Iterator[Finding]:
    """The longest span from the first hour to the last, months already logged among them."""
    limit = leaf.max_months or leaf.window_months
    if limit is None:
        return
    logged = counted(context, leaf, credential).months
    if step.finish <= add_months(step.start, max(0, int(limit.high) - logged)):
        return
    before = f", {logged} of them logged before it" if logged else ""
    message = f"`{step.id}` takes longer than the {limit.high:g} months of the rule{before}"
    said = context.person
    if said.hours_per_week or said.direct_per_week or said.supervision_per_week:
        yield Finding(step.id, "too-long", f"{message}, at a pace that the person stated")
    elif not any(f"{step.title} do not fit".lower() in warning.lower() for warning in context.plan.warnings):
        yield Finding(step.id, "too-long", f"{message}, and no warning says so")


def _floors(context: Context, leaf: Experience, step: Step) -> Iterator[Finding]:
    """A pace that the person stated is not below what the rule asks of a week."""
    said, floor, rule = context.person, low(leaf.min_hours_per_week), leaf.supervision_rate
    if said.hours_per_week and said.hours_per_week < floor:
        yield Finding(
            step.id, "floor", f"the rule asks for {floor:g} hours a week, the person has {said.hours_per_week}"
        )
    if rule and not isinstance(rule.per, int) and said.supervision_per_week:
        least = rule.hours / WEEKS[rule.per]
        if said.supervision_per_week < least:
            had = said.supervision_per_week
            yield Finding(
                step.id, "floor", f"the rule asks for {float(least):.1f} hours of supervision a week, not {had}"
            )


def _said(context: Context, leaf: Experience, credential: str, step: Step) -> Iterator[Finding]:
    """What does not count, and what counts from the degree, is said."""
    assumed = context.plan.assumptions
    lost = any(entry.toward == credential for entry in context.person.hours) and too_early(context, leaf, credential)
    if lost and not any("hours logged toward" in text and "not counted" in text for text in assumed):
        message = f"no assumption says that hours logged toward {credential} do not count"
        yield Finding(step.id, "assumption", message)
    given = inside(context, leaf, credential)
    if given and not any(text.startswith(f"{given} hours of the internship inside the degree") for text in assumed):
        yield Finding(step.id, "assumption", f"no assumption says that {given} hours of the internship count")
