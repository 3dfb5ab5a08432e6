"""Which role leads to which: up the ladder, and sideways on the lattice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mhcareer.frozen import dataclass
from mhcareer.model.catalog import Role
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph

Pair = tuple[str, str]


@dataclass(frozen=True)
class Ladder:
    """Ids of roles, and which of them touch."""

    roles: tuple[str, ...]
    """In the order of the data."""
    rises: tuple[Pair, ...]
    """From a role to one above it."""
    beside: tuple[Pair, ...]
    """Roles beside each other, each pair once."""
    around: str | None = None
    """The role whose ladder it is; None for that of all roles."""


def ladder_of(roles: Mapping[str, Role], around: str | None = None) -> Ladder:
    """The ladder of all roles; or of one: all that lead to it, all that it leads to, and those beside it.

    A rung counts from whichever side the data states it.
    """
    rises = {(low, role.id) for role in roles.values() for low in role.below}
    rises |= {(role.id, high) for role in roles.values() for high in role.above}
    beside = {_ordered(role.id, other) for role in roles.values() for other in role.beside}
    kept = set(roles)
    if around is not None:
        flipped = {(high, low) for low, high in rises}
        neighbors = {role for pair in beside if around in pair for role in pair}
        kept = {around, *_reached(around, rises), *_reached(around, flipped), *neighbors}
        beside = {pair for pair in beside if around in pair}
    return Ladder(
        roles=tuple(role for role in roles if role in kept),
        rises=_sorted(rises, roles, kept),
        beside=_sorted(beside, roles, kept),
        around=around,
    )


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _reached(start: str, pairs: set[Pair]) -> set[str]:
    """Every role that pairs lead to from one, over any number of rungs."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        role = ahead.pop()
        fresh = {high for low, high in pairs if low == role} - found
        found |= fresh
        ahead += sorted(fresh)
    return found


def _sorted(pairs: set[Pair], roles: Mapping[str, Role], kept: set[str]) -> tuple[Pair, ...]:
    """Pairs among the kept roles, in the order of the data."""
    order = {role: index for index, role in enumerate(roles)}
    inside = (pair for pair in pairs if set(pair) <= kept and set(pair) <= set(order))
    return tuple(sorted(inside, key=lambda pair: (order[pair[0]], order[pair[1]])))


def ladder_document(ladder: Ladder, roles: Mapping[str, Role]) -> Document:
    """The ladder in words: of one role upward and downward, rung under rung; of all, what lies around each."""
    if ladder.around is None:
        blocks: list[Block] = [Heading("Ladder of roles", 1)]
        for role in ladder.roles:
            blocks += [Item(_named(role, roles)), *_around(role, ladder, roles)]
        return tuple(blocks)
    blocks = [Heading(f"Ladder: {roles[ladder.around].title}", 1)]
    upward, downward = ladder.rises, tuple((high, low) for low, high in ladder.rises)
    for heading, pairs in (("Upward", upward), ("Downward", downward)):
        rungs = _rungs(ladder.around, pairs, roles, 0, set())
        blocks += [Heading(heading), *(rungs or [Paragraph("No rung in the data.")])]
    beside = [_named(role, roles) for role in _beside(ladder.around, ladder)]
    blocks += [Heading("Beside"), *(Item(name) for name in beside)] if beside else []
    return tuple(blocks)


def _around(role: str, ladder: Ladder, roles: Mapping[str, Role]) -> list[Block]:
    found = (
        ("leads to", [high for low, high in ladder.rises if low == role]),
        ("reached from", [low for low, high in ladder.rises if high == role]),
        ("beside", _beside(role, ladder)),
    )
    return [Item(f"{said}: {'; '.join(roles[i].title for i in ids)}", 2) for said, ids in found if ids]


def _beside(role: str, ladder: Ladder) -> list[str]:
    return [other for pair in ladder.beside if role in pair for other in pair if other != role]


def _rungs(role: str, pairs: Sequence[Pair], roles: Mapping[str, Role], depth: int, shown: set[str]) -> list[Block]:
    """Each next rung with those behind it under it; a rung that stands already is only named again."""
    blocks: list[Block] = []
    for low, high in pairs:
        if low == role:
            again = high in shown
            shown.add(high)
            blocks.append(Item(_named(high, roles) + ("; see above" if again else ""), 2 * depth))
            blocks += [] if again else _rungs(high, pairs, roles, depth + 1, shown)
    return blocks


def _named(role: str, roles: Mapping[str, Role]) -> str:
    return f"{roles[role].title} ({role})"
