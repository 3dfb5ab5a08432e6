"""What a compact gives a person who moves between two jurisdictions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL
from mhcareer.model.plan import Target
from mhcareer.planner.telling.portability import compact_references, compact_today, gives_today

if TYPE_CHECKING:
    from mhcareer.model.compacts import Compact


@dataclass(frozen=True)
class Privilege:
    """What a compact gives, in words, whether it gives anything today, and the documents behind it."""

    said: str | None = None
    is_open: bool = False
    references: tuple[str, ...] = ()


def privilege(compacts: Iterable[Compact], held: Target, there: Target, *, full: bool) -> Privilege:
    """What a compact gives this person today; of several the first.

    Args:
        compacts: Those that serve the role.
        held: What is held, or earned.
        there: What is wanted.
        full: Whether the full license is held.
    """
    for compact in compacts:
        if not compact.members:
            continue
        codes = (held.jurisdiction, there.jurisdiction)
        refs = tuple(dict.fromkeys(key for code in codes for key in compact_references(compact, code)))
        if NATIONAL in codes:
            return Privilege(f"{compact.title}: only between states, from the license of one to practice in another")
        outside = next((place for place in (held, there) if place.jurisdiction not in compact.members), None)
        if outside is not None:
            said = compact_today(compact, outside.jurisdiction)
            return Privilege(said.replace("not joined", f"{outside.jurisdiction_name} has not joined"), False, refs)
        if not full:
            said = f"{compact.title}: both have joined, but it is open only to holders of the full license"
            return Privilege(said, False, refs)
        closed = next((place for place in (there, held) if not gives_today(compact, place.jurisdiction)), None)
        if closed is None:
            return Privilege(compact_today(compact, there.jurisdiction), True, refs)
        said = compact_today(compact, closed.jurisdiction)
        who = f"both have joined, but {closed.jurisdiction_name} issues nothing"
        return Privilege(said.replace("joined, but it issues nothing", who), False, refs)
    return Privilege()
