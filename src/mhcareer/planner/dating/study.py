"""How long study takes, and how much of the week it fills."""

from __future__ import annotations

from datetime import date
from math import ceil

from mhcareer.model.base import Number
from mhcareer.model.program import Program, Speeds
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import add_months, next_term
from mhcareer.planner.dating.spans import Bound, Span, decided
from mhcareer.planner.tasks import CreditsWork, ProgramWork, StudyWork

_MONTHS_PER_TERM = 6
"""A year has two terms."""


def study_span(work: StudyWork, ready: date, clock: Clock) -> Span:
    """From the first class to the last."""
    # Many routes begin with the same programs.
    if isinstance(work, CreditsWork):
        return clock.known(("credits", work.credits, ready), None, _study_span, work, ready, clock)
    key = ("program", work.credits_done, work.running, ready)
    return clock.known(key, work.program, _study_span, work, ready, clock)


def _study_span(work: StudyWork, ready: date, clock: Clock) -> Span:
    if isinstance(work, CreditsWork):
        begin = next_term(ready, clock.terms)
        end = _after_terms(begin, -(-work.credits // clock.rates.credits), clock)
        return decided(begin, [Bound("semester_credits", end, work.credits, clock.rates.credits)])
    begin = _first_class(work, ready, clock)
    speeds = _months_by_pace(work.program, clock)
    months = _left_of(int(clock.at(speeds).low), work)
    taken = credits_left(work)
    if clock.person.credits_per_term and taken is not None:
        least = _left_of(int(work.program.months.full_time.fast.low), work)
        end = _after_terms(begin, -(-taken // clock.rates.credits), clock)
        bounds = [
            Bound("credits_per_term", end, taken, clock.rates.credits),
            Bound("program", add_months(begin, least), least),
        ]
        return decided(begin, bounds)
    return decided(begin, [Bound("program", add_months(begin, months), months)])


def study_load(work: StudyWork, clock: Clock) -> int:
    """Hours a week that study takes, the same at every speed (docs/planning.md, *The week*)."""
    planning, said = clock.planning, clock.person.credits_per_term
    full_time = clock.person.study == "full-time"
    if isinstance(work, CreditsWork):
        a_term: Number = said or planning.pace_typical.credits_per_term.low
    elif said:
        a_term = said
    elif full_time and work.program.full_time_credits_per_year:
        a_term = work.program.full_time_credits_per_year.low / 2
    elif not full_time and (taken := _credits_to_take(work.program)) is not None:
        a_term = taken * _MONTHS_PER_TERM / int(work.program.months.part_time.typical.low)
    elif full_time:
        a_term = planning.full_time_credits_per_term.low
    else:
        a_term = planning.part_time_credits_per_term.low
    return round(a_term * planning.study_hours_per_credit.low)


def credits_left(work: ProgramWork) -> int | None:
    """Semester credits of a program that are still to be taken; None where its credits are not stated."""
    taken = _credits_to_take(work.program)
    return None if taken is None else max(0, taken - work.credits_done)


def _credits_to_take(program: Program) -> int | None:
    figure = program.credits_to_take or program.semester_credits
    return int(figure.high) if figure else None


def _left_of(months: int, work: ProgramWork) -> int:
    taken = _credits_to_take(work.program)
    if not work.credits_done or not taken:
        return months
    return ceil(months * max(0, taken - work.credits_done) / taken)


def _months_by_pace(program: Program, clock: Clock) -> Speeds:
    return program.months.full_time if clock.person.study == "full-time" else program.months.part_time


def _first_class(work: ProgramWork, ready: date, clock: Clock) -> date:
    if not work.waits_for_a_term:
        return ready
    first = clock.person.applies_from(clock.start) + clock.planning.admission_lead
    return next_term(max(ready, first), clock.terms)


def _after_terms(begin: date, terms: int, clock: Clock) -> date:
    """The last day of class of the last of some terms in a row, the first of which begins on a day."""
    months, end = int(clock.planning.months_per_term.low), begin
    for index in range(terms):
        first = begin if index == 0 else next_term(end, clock.terms)
        end = add_months(first, months)
    return end
