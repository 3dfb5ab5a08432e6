"""What a task costs before aid, as a range; what is not stated makes a cost incomplete and is never 0 by accident."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mhcareer.model.base import Number, Quantity
from mhcareer.model.credential import Credential
from mhcareer.model.plan import Cost
from mhcareer.model.program import Program
from mhcareer.planner.tasks import (
    ApplicationWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Task,
    TrainingWork,
)


class Due(NamedTuple):
    """A cost while it is reckoned with; `told` makes a `Cost` of it, once."""

    low: int
    typical: int
    high: int
    complete: bool


FREE = Due(0, 0, 0, complete=True)
UNKNOWN = Due(0, 0, 0, complete=False)


def due(task: Task) -> Due:
    """Cost of one task in whole US dollars."""
    match task.work:
        case ProgramWork(program, done):
            return _program(program, done)
        case ExamWork(exam, _, fee):
            return _fee(exam.fee_usd or fee)
        case TrainingWork(_, _, fee):
            return _fee(fee)
        case ApplicationWork(credential):
            return _application(credential)
        case ExperienceWork() | CreditsWork():
            # Whether the supervisee pays for the supervision of hours is stated nowhere; employers often bear it.
            return UNKNOWN
        case _:
            return FREE


def is_unpriced(task: Task, cost: Due) -> bool:
    """Whether studies, a course, an exam or an application have a price that no source read states.

    Not hours of work: whether they cost anything at all is not known, and every way to a license has some.

    Args:
        task: The task.
        cost: What is due for it.
    """
    return not cost.complete and not isinstance(task.work, ExperienceWork)


def total(costs: Iterable[Due]) -> Due:
    """The sum of costs; complete only if every one is."""
    low = typical = high = 0
    complete = True
    for cost in costs:
        low, typical, high = low + cost.low, typical + cost.typical, high + cost.high
        complete = complete and cost.complete
    return Due(low, typical, high, complete)


def told(cost: Due) -> Cost:
    """A cost as a plan tells it."""
    return Cost(low=cost.low, typical=cost.typical, high=cost.high, complete=cost.complete)


def _program(program: Program, done: int) -> Due:
    """Tuition by the credits that are still to be taken; what is earned already is paid."""
    taken = program.credits_to_take or program.semester_credits
    if program.flat_cost_usd:
        return _fee(program.flat_cost_usd)
    tuition = program.tuition_per_year_usd
    if tuition is None or taken is None or program.full_time_credits_per_year is None:
        return UNKNOWN
    per_year = program.full_time_credits_per_year.low

    def priced(rate: Quantity, amount: Number) -> int:
        return round(rate.low * max(0, amount - done) / per_year)

    return Due(
        low=priced(tuition.low, taken.low),
        typical=priced(tuition.typical, taken.high),
        high=priced(tuition.high, taken.high),
        complete=True,
    )


def _application(credential: Credential) -> Due:
    fees = credential.fees_usd
    if fees is None:
        return FREE if credential.kind == "employer-role" else UNKNOWN
    asked = [fee for fee in (fees.application, fees.license, fees.registration) if fee]
    return total(_fee(fee) for fee in asked) if asked else UNKNOWN


def _fee(fee: Quantity | None) -> Due:
    if fee is None:
        return UNKNOWN
    low, high = round(fee.low), round(fee.high)
    return Due(low, high, high, complete=True)
