"""A program of education: what it takes to enter, what it gives, how long it takes and what it costs."""

from typing import Literal, Self

from pydantic import model_validator

from mhcareer.model.base import (
    Level,
    Model,
    Quantity,
    Slug,
    Statement,
    Text,
)
from mhcareer.model.requirement import Requirement


class Speeds(Model):
    """One duration at three speeds."""

    fast: Quantity
    typical: Quantity
    slow: Quantity

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if not self.fast.low <= self.typical.low <= self.slow.low:
            raise ValueError("fast, typical and slow must not shrink")
        return self


class ProgramMonths(Model):
    """Months from the first day of classes to the degree, by pace."""

    full_time: Speeds
    part_time: Speeds


class TuitionPerYear(Model):
    """Published tuition and fees of one academic year of full-time study, before aid, in US dollars."""

    low: Quantity
    typical: Quantity
    high: Quantity


class Program(Model):
    """A program of education: what it takes to enter, what it gives, how long and how much."""

    id: Slug
    title: Text
    level: Level
    fields: tuple[Slug, ...]
    """Fields in which its degree counts."""
    only_if_named: Literal[True] | None = None
    """Taken only where a rule names its very field: nobody studies nursing because some degree is asked."""
    entry: Requirement
    semester_credits: Quantity | None = None
    """Credits of the whole degree."""
    credits_to_take: Quantity | None = None
    """Credits taken in this program, where earlier study is credited; absent: all of them."""
    credits_at_the_school: Quantity | None = None
    """Credits that are taken in the program itself, whatever is brought along, where it says more than schools do."""
    full_time_credits_per_year: Quantity | None = None
    """Credits that one academic year of full-time study covers; turns credits into years of tuition."""
    accreditation: Statement | None = None
    internship_hours: Quantity | None = None
    internship_direct_hours: Quantity | None = None
    practicum_hours: Quantity | None = None
    practicum_direct_hours: Quantity | None = None
    months: ProgramMonths
    starts: Literal["terms", "any"] = "terms"
    """Whether classes begin only at the start of a term."""
    tuition_per_year_usd: TuitionPerYear | None = None
    flat_cost_usd: Quantity | None = None
    pay_per_year_usd: Quantity | None = None
    """What a training post pays those in it; absent where study is not paid."""
    notes: tuple[Statement, ...] = ()

    @model_validator(mode="after")
    def _own_credits_are_part(self) -> "Program":
        own, whole = self.credits_at_the_school, self.semester_credits
        if own is not None and (whole is None or own.low > whole.low):
            raise ValueError("credits_at_the_school are part of semester_credits")
        return self
