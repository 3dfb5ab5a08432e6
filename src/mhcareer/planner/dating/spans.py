"""When a task starts and ends, and which constraint decided the end.

Named tuples, since a plan tries thousands of spans and these are made the fastest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mhcareer.model.base import Number


class Bound(NamedTuple):
    """One constraint on how soon a task can end: what is asked, at what rate, and the day it leads to."""

    constraint: str
    """The field of the rule, as `direct_hours`, or `program`, `processing_weeks`, `exam`."""
    end: date
    amount: Number = 0
    rate: Number = 0
    """Amount a week, where the constraint is a quantity of hours."""


class Span(NamedTuple):
    """When a task starts and ends (the day on which what follows may start), and what decided the end."""

    begin: date
    end: date
    bound: Bound
    too_long: Bound | None = None
    """The longest span that the rule allows, where this pace does not keep within it."""


class Busy(NamedTuple):
    """A span in which only a part of the week is left for work."""

    begin: date
    end: date
    left: int
    """Hours a week."""


def decided(begin: date, bounds: Sequence[Bound]) -> Span:
    """The span that ends when the last of its constraints does; of equal ones the first decides."""
    deciding = bounds[0]
    for bound in bounds:
        if bound.end > deciding.end:
            deciding = bound
    return Span(begin, deciding.end, deciding)
