"""The independent verifier: re-derives that a finished plan satisfies the rules it claims to satisfy.

It is a second reading of the rules, so it shares no code with the planner: it uses only `mhcareer.model` and the
standard library. A plan is given to it as data, and it answers with everything that is wrong.
"""

from __future__ import annotations

from datetime import date

from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan
from mhcareer.verify import (
    abroad,
    asks,
    books,
    counting,
    dates,
    degrees,
    lengths,
    opening,
    paid,
    reasons,
    study,
    tree,
    work,
)
from mhcareer.verify.context import Context
from mhcareer.verify.finding import Finding


def verify(
    catalog: Catalog, person: Person, plan: Plan, *, as_of: date | None = None, elsewhere: Catalog | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong with a plan; empty if it holds.

    Args:
        catalog: The data that the plan was made from.
        person: For whom the plan is.
        plan: The finished plan.
        as_of: The day whose rules the plan is to follow; None for the rules in force when each step is taken.
        elsewhere: The credentials of the role in every jurisdiction, where the plan's portability is to be checked.
    """
    context = Context(catalog, person, plan, as_of, elsewhere)
    checks = (
        dates.check,
        tree.check,
        lengths.check,
        study.check,
        work.check,
        counting.check,
        degrees.check,
        books.check,
        reasons.check,
        paid.check,
        opening.check,
        abroad.check,
        asks.check,
    )
    return tuple(finding for check in checks for finding in check(context))


__all__ = ["Finding", "verify"]
