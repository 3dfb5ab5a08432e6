"""What a step costs at its typical price, and whether the price of a study is stated at all."""

from __future__ import annotations

from mhcareer.model.base import Quantity
from mhcareer.model.catalog import Credential, Program


def of_program(program: Program, done: int) -> int | None:
    """Whole dollars before aid for the credits that are left; None where no source states them."""
    if program.flat_cost_usd:
        return round(program.flat_cost_usd.high)
    taken = program.credits_to_take or program.semester_credits
    tuition, yearly = program.tuition_per_year_usd, program.full_time_credits_per_year
    if tuition is None or taken is None or yearly is None:
        return None
    return round(tuition.typical.low * max(0, taken.high - done) / yearly.low)


def of_application(credential: Credential) -> int:
    """What is due to the board, as far as it is stated."""
    fees = credential.fees_usd
    due = (fees.application, fees.license, fees.registration) if fees else ()
    return sum(of_fee(fee) for fee in due)


def of_fee(fee: Quantity | None) -> int:
    """A fee at the upper end of its range; nothing where none is stated."""
    return round(fee.high) if fee else 0
