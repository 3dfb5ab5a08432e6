"""What counts before every objective, and how it is said: why a way that is sooner or cheaper is not the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.program import Program
from mhcareer.planner.explain import unstated
from mhcareer.planner.facts.education import rank
from mhcareer.planner.tasks import ExperienceWork, Route


class Standing(NamedTuple):
    """How far a way goes from what a reader would take; less is better, the first that differs decides."""

    strays: int
    """Graduate programs outside the fields that lead to the role."""
    repeats: bool
    """Whether a degree at or below a level that is held is taken, or any after a master's."""
    narrowed: int
    """Degrees read as narrower than the person said."""
    unstated: bool
    """Whether hours on the way are not stated."""


_NOT_FIRST = (
    "studies outside the role",
    "repeats a degree level that you hold",
    "rests on a reading of your degree",
    "its hours are not stated",
)
_AMONG = (
    "study within the fields of the role",
    "repeat no degree level that you hold",
    "rest on no reading of your degree",
    "state their hours",
)
"""What a way says of itself where it is worse than the best, and what the better ones have in common: by place."""
_FURTHER = ("takes a further degree after a master's", "take no further degree after a master's")
"""The same in the second place where no level is repeated."""


def standing_of(catalog: Catalog, person: Person, role: str, programs: Sequence[Program], route: Route) -> Standing:
    """The standing of a way.

    Args:
        catalog: Roles and fields of study.
        person: What is held.
        role: The role that the target serves.
        programs: The programs that the way takes.
        route: The way.
    """
    highest = _highest(person)
    return Standing(
        sum(_strays(catalog, program, role) for program in programs),
        any(rank(p.level) <= highest or highest >= rank("masters") for p in programs),
        route.narrowed,
        any(isinstance(t.work, ExperienceWork) and unstated(t) is not None for t in route.tasks),
    )


def not_first(best: Standing, other: Standing, *, repeats_level: bool) -> tuple[str, ...]:
    """Why a way is not the first, whatever its dates and cost; nothing where the objective decides.

    Args:
        best: Standing of the first.
        other: Standing of the way.
        repeats_level: Whether the degrees that count against it are at or below a level that is held.
    """
    words = _with_further(_NOT_FIRST, 0, repeats_level=repeats_level)
    return tuple(words[place] for place in _worse(best, other))


def in_common(best: Standing, others: Iterable[tuple[Standing, bool]]) -> tuple[str, ...]:
    """What the ways have in common of which one is the best, where others would beat it but for their standing.

    Args:
        best: Standing of the best.
        others: Standing of each that would beat it, and whether it repeats a level.
    """
    found: dict[int, str] = {}
    for standing, repeats_level in others:
        places = _worse(best, standing)[:1]  # the first that differs decides
        found |= {place: _with_further(_AMONG, 1, repeats_level=repeats_level)[place] for place in places}
    return tuple(found[place] for place in sorted(found))


def repeats_a_level(person: Person, programs: Iterable[Program]) -> bool:
    """Whether a program leads to no higher level than one that is held."""
    return any(rank(program.level) <= _highest(person) for program in programs)


def _worse(best: Standing, other: Standing) -> list[int]:
    return [place for place, (mine, theirs) in enumerate(zip(best, other, strict=True)) if theirs > mine]


def _with_further(words: tuple[str, ...], side: int, *, repeats_level: bool) -> tuple[str, ...]:
    return words if repeats_level else (words[0], _FURTHER[side], *words[2:])


def _highest(person: Person) -> int:
    return max(rank(held.level) for held in person.learned)


def _strays(catalog: Catalog, program: Program, role: str) -> bool:
    """Whether a graduate program lies outside the fields that lead to a role; never for a role without such fields."""
    return catalog.derived(("strays", program.id, role), lambda: _lies_outside(catalog, program, role))


def _lies_outside(catalog: Catalog, program: Program, role: str) -> bool:
    known = catalog.roles.get(role)
    wanted = set(known.fields) if known else set()
    if not wanted or rank(program.level) < rank("masters"):
        return False
    return all(wanted.isdisjoint(catalog.widening(field)) for field in program.fields)
