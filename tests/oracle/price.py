"""What a step costs at its typical price, and whether that is stated at all."""

from __future__ import annotations

from mhcareer.model.base import Quantity
from mhcareer.model.credential import Credential
from mhcareer.model.planning import PlanningFile
from mhcareer.model.program import Program


def of_program(program: Program, done: int) -> int | None:
    """Whole dollars before aid for the credits that are left; None where no source states them."""
    if program.flat_cost_usd:
        return round(program.flat_cost_usd.high)
    taken = program.credits_to_take or program.semester_credits
    tuition, yearly = program.tuition_per_year_usd, program.full_time_credits_per_year
    if tuition is None or taken is None or yearly is None:
        return None
    return round(tuition.typical.low * max(0, taken.high - done) / yearly.low)


def of_application(credential: Credential) -> int | None:
    """What is due to the board; None where no source states it. A role that employers give has no board to pay."""
    fees = credential.fees_usd
    due = [fee for fee in (fees.application, fees.license, fees.registration) if fee] if fees else []
    if due:
        return sum(round(fee.high) for fee in due)
    return 0 if fees is None and credential.kind == "employer-role" else None


def of_fee(fee: Quantity | None) -> int | None:
    """A fee at the upper end of its range; None where no source states it."""
    return round(fee.high) if fee else None


def compared(price: int | None, planning: PlanningFile) -> int:
    """What a fee counts for where ways are held against each other: one that nobody states, as the data assume."""
    return round(planning.unstated_fee_usd.high) if price is None else price
