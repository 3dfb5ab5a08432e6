"""Pay in a sentence that says what the figure is: of which occupation, where, and of what year."""

from __future__ import annotations

from collections.abc import Mapping

from mhcareer.model.base import NATIONAL
from mhcareer.model.pay import Pay, in_dollars
from mhcareer.render.words import cited


def pay_words(pay: Pay, numbers: Mapping[str, int]) -> str:
    """`Pay: $45,000 a year in the middle ($33,000 to $61,000), all community health workers in VA, 2025`."""
    if pay.median is None:
        said = f"Pay: no figure was released for {pay.title.lower()}"
    else:
        span = (
            f" ({in_dollars(pay.p10)} to {in_dollars(pay.p90)})" if pay.p10 is not None and pay.p90 is not None else ""
        )
        where = "the whole country" if pay.area == NATIONAL else pay.area
        said = (
            f"Pay: {in_dollars(pay.median)} a year in the middle{span}: all {pay.title.lower()} in {where}, "
            f"{pay.year}; not this credential alone"
        )
    return cited(said, pay.ref, numbers, unverified=bool(pay.unverified))
