"""What a rule asks of supervised experience, as hours and times that are left at the pace of a person.

Every rate is kept in whole hundredths of an hour a week, so that days come out the same everywhere.
"""

from __future__ import annotations

from mhcareer.frozen import dataclass
from mhcareer.model.base import Number, Quantity
from mhcareer.model.requirement import Experience
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import DAYS_PER_YEAR
from mhcareer.planner.tasks import ExperienceWork

_WEEKS_PER_YEAR = 52


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


@dataclass(frozen=True, slots=True)
class Told:
    """A constraint as it is told."""

    constraint: str
    told: Number = 0
    told_rate: Number = 0


@dataclass(frozen=True, slots=True)
class Amount(Told):
    """Hours of one kind that are left, at hundredths of an hour a week."""

    left: Number = 0
    rate: int = 0
    share: tuple[int, int] = (1, 1)
    """How many of it come with one hour of those of which only so many count from beside a degree, as a fraction."""


@dataclass(frozen=True, slots=True)
class Time(Told):
    """A span of time and not of hours."""

    months: int = 0
    days: int = 0


NOT_STATED = Told("not_stated")


def constraints(work: ExperienceWork, clock: Clock) -> tuple[Week, list[Amount], list[Time]]:
    """All that the end of some experience hangs on, in the order in which ties are decided."""
    week = clock.known("week", work.experience, week_of, work.experience, clock)
    return week, _amounts(work, week, clock), _times(work, week)


def _amounts(work: ExperienceWork, week: Week, clock: Clock) -> list[Amount]:
    asked, done = work.experience, work.logged
    found: list[Amount] = []
    counted = week.hours if asked.total_hours else week.direct

    def add(constraint: str, left: Number, rate: int) -> None:
        name = "supervision_rate" if constraint in week.by_supervision else constraint
        found.append(Amount(name, left, _plain(rate), left, rate, (rate, counted)))

    if asked.direct_hours:
        add("direct_hours", max(0, clock.of_range(asked.direct_hours) - (done.direct if done else 0)), week.direct)
    if asked.total_hours:
        need = total_left(work, clock)
        add("total_hours", need, week.hours)
        if asked.max_hours_per_year:
            ceiling = asked.max_hours_per_year.low
            yearly = min(int(ceiling * 100) // week.weeks, week.hours)
            found.append(Amount("max_hours_per_year", ceiling, 0, need, yearly))
    if asked.supervision_hours:
        add("supervision_hours", supervision_left(work, clock), week.supervision)
        alone = clock.person.group_share_percent
        if alone is not None and (left := individual_left(work, clock)):
            add("individual_supervision", left, week.supervision * (100 - alone) // 100)
    return found


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
    ceilings: list[Number] = []
    if asked.group_supervision_max_hours is not None:
        ceilings.append(asked.group_supervision_max_hours.low)
    if asked.group_supervision_max_percent is not None:
        ceilings.append(need * asked.group_supervision_max_percent.low / 100)
    return min(ceilings, default=None)


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


def _times(work: ExperienceWork, week: Week) -> list[Time]:
    """Constraints that are spans of time and not hours."""
    asked, found = work.experience, list[Time]()
    done = work.logged.months if work.logged else 0
    if asked.min_weeks:
        left = max(0, asked.min_weeks.low - months_as_weeks(done))
        found.append(Time("min_weeks", left, 1, days=rounded_up(left * DAYS_PER_YEAR, week.weeks)))
    if asked.min_months:
        inside = int(asked.internship_counts_months.low) if asked.internship_counts_months else 0
        months = max(0, int(asked.min_months.low) - inside - done)
        found.append(Time("min_months", months, months=months))
    longest = max((part.min_months or 0 for part in asked.parts), default=0)
    if longest > done:
        found.append(Time("part_months", longest - done, months=longest - done))
    return found


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


def rounded_up(amount: Number, rate: Number) -> int:
    """Whole days, rounded up; exact for the fractions of hours that rules state."""
    whole, rest = divmod(round(amount * 100), round(rate * 100))
    return int(whole + (1 if rest else 0))
