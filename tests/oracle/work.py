"""Hours a week and hours still to do: what decides how long experience and training take, at the typical speed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mhcareer.model.base import Number, Quantity
from mhcareer.model.catalog import Pace, PlanningFile, Program
from mhcareer.model.person import LoggedHours, Person
from mhcareer.model.requirement import Experience, Training
from tests.oracle.holds import DAYS_PER_WEEK, DAYS_PER_YEAR, MONTHS_PER_YEAR

HUNDREDTHS = 100
WEEKS_OF_YEAR = 52
NO_LOAD = Fraction(0)


@dataclass(frozen=True)
class Amount:
    """One quantity of hours: what is left of it, and what a week adds, with nothing beside it or beside a program."""

    name: str
    left: Fraction
    free: int
    """Hundredths of an hour a week."""
    beside: dict[str, int]
    """The same by program that runs meanwhile."""
    weeks: int
    of_days: int
    """So many weeks of it lie in so many days: 48 in 365 for work, 1 in 7 for a course."""

    @property
    def goal(self) -> int:
        """What the days, each with its rate times `weeks`, must add up to."""
        return ceil(self.left * HUNDREDTHS * self.of_days)

    @property
    def days(self) -> int | None:
        """Whole days with no program beside them; None if they never end."""
        if self.left <= 0:
            return 0
        return -(-self.goal // (self.free * self.weeks)) if self.free else None


def exact(value: Number) -> Fraction:
    """A figure as it is written: 59.5 is 119/2."""
    return Fraction(str(value))


@dataclass(frozen=True)
class Week:
    """One working week of a person under a rule, in hours."""

    hours: Fraction
    direct: Fraction
    supervision: Fraction


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

    def hours(self) -> Fraction:
        """Hours a week, nothing beside them."""
        said = self.person.hours_per_week
        if said:
            return Fraction(said)
        return max(exact(self.pace.hours_per_week.low), Fraction(self.person.direct_per_week or 0))

    def left_of_week(self, load: Fraction) -> Fraction:
        """Hours a week that study leaves."""
        said = max(self.person.hours_per_week or 0, self.person.direct_per_week or 0)
        whole = exact(self.person.available_per_week or self.pace.available_per_week.low)
        return max(Fraction(0), max(whole, Fraction(said)) - load)

    def load(self, program: Program) -> Fraction:
        """Hours of study a week while a program runs."""
        credit = exact(self.planning.study_hours_per_credit.low)
        if self.person.credits_per_term:
            return credit * self.person.credits_per_term
        full = self.person.study == "full-time"
        taken = program.credits_to_take or program.semester_credits
        if full and program.full_time_credits_per_year:
            return credit * exact(program.full_time_credits_per_year.low) / 2
        if not full and taken:
            return credit * exact(taken.low) * 6 / exact(program.months.part_time.typical.low)
        planning = self.planning
        assumed = planning.full_time_credits_per_term if full else planning.part_time_credits_per_term
        return credit * exact(assumed.low)

    def fits(self, leaf: Experience) -> bool:
        """Whether the paces that the person stated are not below the floors of a rule."""
        least, said, rate = leaf.min_hours_per_week, self.person.hours_per_week, leaf.supervision_rate
        if least and said and said < least.low:
            return False
        own = self.person.supervision_per_week
        if rate and own and isinstance(rate.per, str):
            return own >= exact(rate.hours) * _share(rate.per)
        return True

    def week(self, leaf: Experience, load: Fraction) -> Week:
        """What counts of one week under a rule, beside a load of study."""
        usual = self.hours()
        if leaf.min_hours_per_week:
            usual = max(usual, exact(leaf.min_hours_per_week.low))
        if leaf.max_hours_per_week:
            usual = min(usual, exact(leaf.max_hours_per_week.low))
        hours = min(usual, self.left_of_week(load))
        shrunk = hours / usual if usual else Fraction(0)
        direct = min(Fraction(self.person.direct_per_week or exact(self.pace.direct_per_week.low)), usual) * shrunk
        return self._supervised(leaf, hours, direct, shrunk)

    def _supervised(self, leaf: Experience, hours: Fraction, direct: Fraction, shrunk: Fraction) -> Week:
        said, rate = self.person.supervision_per_week, leaf.supervision_rate
        supervision = Fraction(said or exact(self.pace.supervision_per_week.low)) * shrunk
        if rate is None:
            return Week(hours, direct, supervision)
        if said and not isinstance(rate.per, str):
            covered = supervision * rate.per / exact(rate.hours)
            hours, direct = (hours, min(direct, covered)) if rate.of == "direct" else (min(hours, covered), direct)
            direct = min(direct, hours)
        work = direct if rate.of == "direct" else hours
        share = _share(rate.per) if isinstance(rate.per, str) else work / rate.per
        if not said:
            supervision = max(supervision, exact(rate.hours) * share)
        if rate.to is not None:
            supervision = min(supervision, exact(rate.to) * share)
        return Week(hours, direct, supervision)

    def amounts(self, leaf: Experience, log: LoggedHours | None, beside: dict[str, Program]) -> list[Amount]:
        """Every quantity of hours that a rule asks, less what is logged."""
        weeks = {name: self.week(leaf, self.load(program)) for name, program in beside.items()}
        free = self.week(leaf, NO_LOAD)

        def amount(name: str, rate: str, left: Fraction, share: Fraction = Fraction(1)) -> Amount:
            def per(week: Week) -> int:
                return floor(getattr(week, rate) * share * HUNDREDTHS)

            return Amount(name, max(Fraction(0), left), per(free), {p: per(w) for p, w in weeks.items()}, self.weeks, DAYS_PER_YEAR)

        found = [
            amount("total", "hours", _total(leaf) - (log.total if log else 0)) if leaf.total_hours else None,
            amount("direct", "direct", _high(leaf.direct_hours) - (log.direct if log else 0))
            if leaf.direct_hours
            else None,
            amount("supervision", "supervision", _high(leaf.supervision_hours) - (log.supervision if log else 0))
            if leaf.supervision_hours
            else None,
        ]
        return [each for each in (*found, self._individual(leaf, log, amount)) if each is not None]

    def _individual(self, leaf: Experience, log: LoggedHours | None, amount: object) -> Amount | None:
        """Individual supervision, where the share that the person has in groups passes what the rule counts."""
        share = self.person.group_share_percent
        if share is None or not callable(amount) or not leaf.supervision_hours:
            return None
        whole = _high(leaf.supervision_hours)
        least = max(
            _high(leaf.individual_supervision_min_hours),
            whole - _high(leaf.group_supervision_max_hours) if leaf.group_supervision_max_hours else Fraction(0),
            whole * (1 - _high(leaf.group_supervision_max_percent) / HUNDREDTHS)
            if leaf.group_supervision_max_percent
            else Fraction(0),
        )
        if least <= whole * (1 - Fraction(share, HUNDREDTHS)):
            return None
        done = log.supervision - log.group_supervision if log else 0
        found: Amount = amount("individual", "supervision", least - done, 1 - Fraction(share, HUNDREDTHS))
        return found

    def fixed_days(self, leaf: Experience, log: LoggedHours | None) -> int:
        """Days that no pace shortens: hours of which so many count a year, weeks with supervision."""
        days = 0
        if leaf.total_hours and leaf.max_hours_per_year:
            left = max(Fraction(0), _total(leaf) - (log.total if log else 0))
            days = ceil(left * DAYS_PER_YEAR / exact(leaf.max_hours_per_year.low))
        if leaf.min_weeks:
            done = (log.months if log else 0) * DAYS_PER_YEAR // (MONTHS_PER_YEAR * DAYS_PER_WEEK)
            left = max(Fraction(0), exact(leaf.min_weeks.low) - done)
            days = max(days, ceil(left * DAYS_PER_YEAR / self.weeks))
        return days

    def months(self, leaf: Experience, log: LoggedHours | None) -> int:
        """The shortest span from the first hour to the last, in months."""
        inside = int(leaf.internship_counts_months.low) if leaf.internship_counts_months else 0
        spans = [int(leaf.min_months.low) - inside] if leaf.min_months else []
        spans += [part.min_months for part in leaf.parts if part.min_months]
        return max(0, max(spans, default=0) - (log.months if log else 0))

    def training(self, leaf: Training, done: int, beside: dict[str, Program]) -> tuple[Amount | None, int]:
        """The hours of a training still to do, if it is stated in hours, and its days otherwise."""
        own = Fraction(self.person.training_per_week or exact(self.pace.training_per_week.low))
        days = ceil(_high(leaf.days) * DAYS_PER_WEEK / 5) if leaf.days else 0
        if not leaf.hours:
            return None, days
        rates = {name: min(own, self.left_of_week(self.load(program))) for name, program in beside.items()}
        slow = {name: floor(rate * HUNDREDTHS) for name, rate in rates.items()}
        left = max(Fraction(0), _high(leaf.hours) - done)
        # A course has no weeks off.
        return Amount("training", left, floor(own * HUNDREDTHS), slow, 1, DAYS_PER_WEEK), days


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
