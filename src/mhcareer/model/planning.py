"""The calendar, and what a plan assumes where a person or a source says nothing."""

from datetime import timedelta

from mhcareer.model.base import (
    Model,
    PartialDate,
    Quantity,
    Reference,
    Slug,
    Sourced,
    Text,
)
from mhcareer.model.program import Speeds


class Term(Sourced):
    """A term in which programs start: month and day of its first class, as `08-31`."""

    id: Slug
    starts: Text


class Pace(Model):
    """Work hours a week, and working weeks a year."""

    available_per_week: Quantity
    """Hours a week for study and work together."""
    hours_per_week: Quantity
    direct_per_week: Quantity
    supervision_per_week: Quantity
    weeks_per_year: Quantity
    training_per_week: Quantity
    """Hours a week given to a training course outside a degree."""
    credits_per_term: Quantity
    """Credits a term, when credits are added to a degree already held."""


class PlanningFile(Model):
    """`data/planning.yaml`: the calendar, and what a plan assumes where a person or a source says nothing."""

    references: dict[Slug, Reference]
    data_version: PartialDate
    terms: tuple[Term, ...]
    admission_lead_weeks: Quantity
    """Weeks between today and the first class below which a program's deadlines have passed."""
    pace_fast: Pace
    pace_typical: Pace
    pace_slow: Pace
    unstated_processing_weeks: Speeds
    unstated_exam_weeks: Speeds
    """Weeks from being allowed to sit an exam to its result."""
    unstated_fee_usd: Quantity
    """What a fee that no source states counts for where ways are held against each other; in no cost that is shown."""
    months_per_term: Quantity
    """From the first class of a term to its last, where study is counted in terms."""
    study_hours_per_credit: Quantity
    """Hours of study a week that one semester credit takes during its term."""
    full_time_credits_per_term: Quantity
    """Credits a term of full-time study, for programs whose credits are not stated."""
    part_time_credits_per_term: Quantity
    """The same for part-time study."""
    credits_at_the_school_percent: Quantity
    """Share of an undergraduate degree that must be taken with the school that gives it."""

    @property
    def admission_lead(self) -> timedelta:
        """From an application to a school to the first class."""
        return timedelta(weeks=int(self.admission_lead_weeks.low))
