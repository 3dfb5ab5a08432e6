"""Hours a week and hours still to do: what decides how long experience and training take, at the typical speed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mhcareer.model.base import Quantity
from mhcareer.model.person import LoggedHours, Person
from mhcareer.model.planning import Pace, PlanningFile
from mhcareer.model.program import Program
from mhcareer.model.requirement import Experience, Training
from tests.oracle.amounts import HUNDREDTHS, Amount, exact
from tests.oracle.holds import DAYS_PER_WEEK, DAYS_PER_YEAR, MONTHS_PER_YEAR

WEEKS_OF_YEAR = 52
WORKDAYS = 5
TOO_LONG = 10**6
"""Days that stand for never."""


@dataclass(frozen=True)
class Week:
    """What counts of one working week of a person under a rule, in hundredths of an hour."""

    hours: int
    direct: int
    supervision: int


Beside = Mapping[str, Program | None]
"""Studies that may run beside work, by name; None for credits that are added to a degree."""


@dataclass(frozen=True)
class Worker:
    """A person with the paces that a plan assumes where the person says nothing."""

    person: Person
    planning: PlanningFile

    @property
    def pace(self) -> Pace:
        """The assumed pace."""
        return self.planning.pace_typical

    @property
    def weeks(self) -> int:
        """Working weeks a year."""
        return self.person.weeks_per_year or int(self.pace.weeks_per_year.low)

    @property
    def credits(self) -> int:
        """Semester credits a term."""
        return self.person.credits_per_term or int(self.pace.credits_per_term.low)

    def hours(self) -> int:
        """Hours a week, nothing beside them."""
        own = self.person.hours_per_week or max(int(self.pace.hours_per_week.low), self.person.direct_per_week or 0)
        return min(own, self._available())

    def left_of_week(self, study: Program | None) -> int:
        """Hours a week that study leaves."""
        return max(0, self._available() - self.load(study))

    def _available(self) -> int:
        """Hours a week for study and work, never fewer than the person said to work."""
        said = max(self.person.hours_per_week or 0, self.person.direct_per_week or 0)
        return max(self.person.available_per_week or int(self.pace.available_per_week.low), said)

    def load(self, study: Program | None) -> int:
        """Whole hours of study a week."""
        return round(self._credits_a_term(study) * exact(self.planning.study_hours_per_credit.low))

    def _credits_a_term(self, program: Program | None) -> Fraction:
        if self.person.credits_per_term or program is None:
            return Fraction(self.credits)
        full = self.person.study == "full-time"
        taken = program.credits_to_take or program.semester_credits
        if full and program.full_time_credits_per_year:
            return exact(program.full_time_credits_per_year.low) / 2
        if not full and taken:
            return exact(taken.high) * 6 / exact(program.months.part_time.typical.low)
        assumed = self.planning.full_time_credits_per_term if full else self.planning.part_time_credits_per_term
        return exact(assumed.low)

    def fits(self, leaf: Experience, log: LoggedHours | None) -> bool:
        """Whether the paces that the person stated are not below the floors of a rule."""
        least, said, rate = leaf.min_hours_per_week, self.person.hours_per_week, leaf.supervision_rate
        if least and said and said < least.low:
            return False
        own = self.person.supervision_per_week
        if self.person.group_share_percent == HUNDREDTHS and self.individual(leaf, log):
            return False
        if rate and own and isinstance(rate.per, str):
            return own >= exact(rate.hours) * _share(rate.per)
        return True

    def week(self, leaf: Experience) -> Week:
        """What counts of one week under a rule, with nothing beside it."""
        hours = self.hours()
        if leaf.min_hours_per_week:
            hours = max(hours, int(leaf.min_hours_per_week.low))
        if leaf.max_hours_per_week:
            hours = min(hours, int(leaf.max_hours_per_week.low))
        direct = min(self.person.direct_per_week or int(self.pace.direct_per_week.low), hours)
        return self._supervised(leaf, Fraction(hours), Fraction(direct))

    def _supervised(self, leaf: Experience, hours: Fraction, direct: Fraction) -> Week:
        said, rate = self.person.supervision_per_week, leaf.supervision_rate
        supervision = Fraction(said or int(self.pace.supervision_per_week.low))
        if rate is not None:
            if said and not isinstance(rate.per, str):
                covered = _cut(supervision * rate.per / exact(rate.hours))
                hours = hours if rate.of == "direct" else min(hours, covered)
                direct = min(direct, covered)
            work = direct if rate.of == "direct" else hours
            share = _share(rate.per) if isinstance(rate.per, str) else work / rate.per
            if not said:
                supervision = max(supervision, _cut(exact(rate.hours) * share))
            if rate.to is not None:
                supervision = min(supervision, _cut(exact(rate.to) * share))
        return Week(*(floor(value * HUNDREDTHS) for value in (hours, direct, supervision)))

    def amounts(self, leaf: Experience, log: LoggedHours | None, beside: Beside) -> list[Amount]:
        """Every quantity of hours that a rule asks, less what is logged."""
        week = self.week(leaf)
        left = {name: HUNDREDTHS * self.left_of_week(study) for name, study in beside.items()}
        counted = week.hours if leaf.total_hours else week.direct

        def amount(name: str, rate: int, need: Fraction) -> Amount:
            slowed = {study: min(rest, rate) for study, rest in left.items()}
            per_hour = Fraction(rate, counted) if counted else Fraction(0)
            of_total = name == "total"
            return Amount(name, max(Fraction(0), need), rate, slowed, self.weeks, DAYS_PER_YEAR, of_total, per_hour)

        found = []
        if leaf.total_hours:
            total = max(Fraction(0), _total(leaf) - (log.total if log else 0))
            found.append(amount("total", week.hours, total))
            if leaf.max_hours_per_year:
                yearly = min(floor(exact(leaf.max_hours_per_year.low) * HUNDREDTHS / self.weeks), week.hours)
                slowed = {study: min(rest, yearly) for study, rest in left.items()}
                found.append(Amount("a year", total, yearly, slowed, self.weeks, DAYS_PER_YEAR, of_total=True))
        if leaf.direct_hours:
            found.append(amount("direct", week.direct, _high(leaf.direct_hours) - (log.direct if log else 0)))
        if leaf.supervision_hours:
            found.append(amount("supervision", week.supervision, self._supervision(leaf, log)))
            share = self.person.group_share_percent
            if share is not None:
                rate = week.supervision * (HUNDREDTHS - share) // HUNDREDTHS
                found.append(amount("individual", rate, self.individual(leaf, log)))
        return found

    def _supervision(self, leaf: Experience, log: LoggedHours | None) -> Fraction:
        """Supervision still to be had; of that in groups no more counts than the rule takes."""
        need = _high(leaf.supervision_hours)
        if log is None:
            return need
        grouped = min([Fraction(log.group_supervision), *_group_ceilings(leaf)])
        return need - (log.supervision - log.group_supervision) - grouped

    def individual(self, leaf: Experience, log: LoggedHours | None) -> Fraction:
        """Individual supervision still to be had."""
        need = _high(leaf.supervision_hours)
        least = max([_high(leaf.individual_supervision_min_hours), *(need - most for most in _group_ceilings(leaf))])
        return max(Fraction(0), least - (log.supervision - log.group_supervision if log else 0))

    def fixed_days(self, leaf: Experience, log: LoggedHours | None) -> int:
        """Days that no pace shortens: weeks with supervision."""
        if not leaf.min_weeks:
            return 0
        done = (log.months if log else 0) * DAYS_PER_YEAR // (MONTHS_PER_YEAR * DAYS_PER_WEEK)
        left = max(Fraction(0), exact(leaf.min_weeks.low) - done)
        return ceil(left * DAYS_PER_YEAR / self.weeks)

    def months(self, leaf: Experience, log: LoggedHours | None) -> int:
        """The shortest span from the first hour to the last, in months."""
        inside = int(leaf.internship_counts_months.low) if leaf.internship_counts_months else 0
        spans = [int(leaf.min_months.low) - inside] if leaf.min_months else []
        spans += [part.min_months for part in leaf.parts if part.min_months]
        return max(0, max(spans, default=0) - (log.months if log else 0))

    def most_months(self, leaf: Experience, log: LoggedHours | None) -> int | None:
        """Months into which hours must fit; None where no limit is set."""
        limit = leaf.max_months or leaf.window_months
        return None if limit is None else max(0, int(limit.high) - (log.months if log else 0))

    @property
    def is_stated(self) -> bool:
        """Whether the person states a pace of work."""
        said = self.person
        return bool(said.hours_per_week or said.direct_per_week or said.supervision_per_week)

    def days(self, leaf: Experience, log: LoggedHours | None) -> int:
        """Days that the hours take with nothing beside them."""
        found = [amount.days for amount in self.amounts(leaf, log, {})]
        return max([self.fixed_days(leaf, log), *(TOO_LONG if days is None else days for days in found)])

    def training(self, leaf: Training, done: int, beside: Beside) -> tuple[Amount | None, int]:
        """The hours of a training still to do, if it is stated in hours, and its days otherwise."""
        own = self.person.training_per_week or int(self.pace.training_per_week.low)
        days = ceil(_high(leaf.days) * DAYS_PER_WEEK / WORKDAYS) if leaf.days else 0
        if not leaf.hours:
            return None, days
        slowed = {name: HUNDREDTHS * min(own, self.left_of_week(study)) for name, study in beside.items()}
        left = max(Fraction(0), _high(leaf.hours) - done)
        # A course has no weeks off.
        return Amount("training", left, HUNDREDTHS * own, slowed, 1, DAYS_PER_WEEK), days

    def inside(self, leaf: Experience, program: Program) -> int:
        """Hours of the total that the practice inside a planned degree brings, where so many from before it count."""
        if leaf.before_graduation_max_hours is None or leaf.total_hours is None or leaf.internship_counts_hours:
            return 0
        given = sum(int(figure.low) for figure in (program.internship_hours, program.practicum_hours) if figure)
        return min(given, self.ceiling_before(leaf) or 0)

    def ceiling_before(self, leaf: Experience) -> int | None:
        """Most hours of the total from before graduation, less the internship's; None where the rule sets none."""
        found = []
        if leaf.before_graduation_max_hours is not None:
            found.append(leaf.before_graduation_max_hours.low)
        if leaf.after_graduation_min_hours is not None and leaf.total_hours is not None:
            found.append(leaf.total_hours.high - leaf.after_graduation_min_hours.low)
        inside = leaf.internship_counts_hours.low if leaf.internship_counts_hours else 0
        return max(0, int(min(found) - inside)) if found else None


def _cut(value: Fraction) -> Fraction:
    """A rate in hundredths of an hour, rounded down."""
    return Fraction(floor(value * HUNDREDTHS), HUNDREDTHS)


def _group_ceilings(leaf: Experience) -> list[Fraction]:
    """Every ceiling that a rule sets on supervision in groups, in hours."""
    found = []
    if leaf.group_supervision_max_hours:
        found.append(_low(leaf.group_supervision_max_hours))
    if leaf.group_supervision_max_percent:
        found.append(_high(leaf.supervision_hours) * _low(leaf.group_supervision_max_percent) / HUNDREDTHS)
    return found


def _low(figure: Quantity) -> Fraction:
    return exact(figure.low)


def _high(figure: Quantity | None) -> Fraction:
    return exact(figure.high) if figure else Fraction(0)


def _total(leaf: Experience) -> Fraction:
    """Hours of the total beside those of the internship, and supervision where that comes on top."""
    inside = exact(leaf.internship_counts_hours.low) if leaf.internship_counts_hours else Fraction(0)
    need = max(Fraction(0), _high(leaf.total_hours) - inside)
    apart = leaf.total_includes_supervision is not None and not leaf.total_includes_supervision.value
    return need + (_high(leaf.supervision_hours) if apart else 0)


def _share(per: str) -> Fraction:
    """How much of a week a span named by a rule is."""
    months = Fraction(MONTHS_PER_YEAR, WEEKS_OF_YEAR)
    return {"week": Fraction(1), "month": months, "year": Fraction(1, WEEKS_OF_YEAR)}[per]
