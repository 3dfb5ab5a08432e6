"""In how many jurisdictions the facts at the end of a plan meet the same role's figures, and what a compact adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mhcareer.model.base import NATIONAL
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Portability, Portable
from mhcareer.planner.facts.transfer import Bringing, Row, rows
from mhcareer.planner.facts.versions import in_force
from mhcareer.planner.targets import goal_of

if TYPE_CHECKING:
    from mhcareer.model.surroundings import Compact


NO_COMPACT = "no compact for this role"


def portability(
    elsewhere: Catalog, brought: Bringing, here: str, compacts: Sequence[Compact], day: date
) -> Portability:
    """The same facts against the credential that full practice rests on in every other jurisdiction.

    Args:
        elsewhere: The credentials of the role in all jurisdictions.
        brought: What is held at the end.
        here: Code of the jurisdiction of the plan.
        compacts: Those that serve the role.
        day: On which the facts are offered.
    """
    held = []
    for code in sorted(elsewhere.jurisdictions):
        goal = goal_of(elsewhere, brought.role, code) if code not in (here, NATIONAL) else None
        version = in_force(goal, day) if goal else None
        if goal is None or version is None or version.requires is None:
            continue
        found = rows(elsewhere, brought, goal, version.requires)
        short = tuple(_lack(row) for row in found if row.state == "short")
        unknown = tuple(f"{row.what}: {row.asks}" for row in found if row.state == "unknown")
        held.append(
            Portable(
                jurisdiction=code,
                credential=goal.id,
                title=goal.title,
                met=not short and not unknown,
                missing=short,
                unknown=unknown,
            )
        )
    return Portability(
        met=sum(one.met for one in held),
        unclear=sum(not one.met and not one.missing for one in held),
        compared=len(held),
        compact="; ".join(compact_today(compact, here) for compact in compacts) or None,
        elsewhere=tuple(held),
        references=tuple(dict.fromkeys(key for compact in compacts for key in compact_references(compact, here))),
    )


def _lack(row: Row) -> str:
    if row.brings and row.left:
        return f"{row.what}: {row.asks} asked, {row.brings} there"
    return f"{row.what}: {row.asks}"


def gives_today(compact: Compact, code: str) -> bool:
    """Whether a jurisdiction takes part today: joined, and where members begin one by one, begun."""
    member = compact.members.get(code)
    if member is None or not (compact.operational.value and compact.issuing.value):
        return False
    return member.issuing_since is not None or not _open_in(compact)


def _open_in(compact: Compact) -> str:
    """The members that have begun, where members begin one by one; empty where all began together."""
    return ", ".join(sorted(code for code, member in compact.members.items() if member.issuing_since is not None))


def compact_references(compact: Compact, code: str) -> tuple[str, ...]:
    """The documents behind what is said of a compact and a jurisdiction."""
    member = compact.members.get(code)
    return (*compact.operational.ref, *compact.issuing.ref, *(member.ref if member else ()))


def compact_today(compact: Compact, code: str) -> str:
    """What a compact is worth today to a holder of a full license of a jurisdiction."""
    if not compact.members:
        return NO_COMPACT
    if code not in compact.members:
        return f"{compact.title}: not joined" + ("" if compact.members_complete else " by the list that was read")
    if not compact.operational.value:
        return f"{compact.title}: joined, but not yet in operation"
    if not compact.issuing.value:
        return f"{compact.title}: joined, but nothing is issued yet"
    if not gives_today(compact, code):
        return f"{compact.title}: joined, but it issues nothing yet by what was read; open in {_open_in(compact)}"
    return f"{compact.title}: joined, and open: {compact.gives.value}"
