"""Whether what is set side by side is of one tier, and what to set side by side instead."""

from __future__ import annotations

from collections.abc import Sequence

from mhcareer.model.library import Catalog
from mhcareer.model.plan import Target
from mhcareer.planner.targets import full_practice


def is_uneven(targets: Sequence[Target]) -> bool:
    """Whether credentials are of more than one tier, so that the time between them is no difference of places."""
    return len({target.level for target in targets}) > 1


def of_one_tier(catalog: Catalog, targets: Sequence[Target]) -> tuple[str, ...]:
    """The credentials of full practice behind targets of different tiers; empty where these are of one tier neither.

    Args:
        catalog: Must hold the jurisdictions of the targets.
        targets: What was asked for.
    """
    found = [catalog.credentials[target.credential] for target in targets]
    goals = [
        behind[1] if (behind := full_practice(catalog, one, target.asked, target.jurisdiction)) else one
        for one, target in zip(found, targets, strict=True)
    ]
    changed = [one.id for one in goals] != [one.id for one in found]
    ids = tuple(dict.fromkeys(one.id for one in goals))
    return ids if changed and len(ids) > 1 and len({one.level for one in goals}) == 1 else ()
