"""Which programs of the catalog can matter for one target: the others are never better than one that is kept.

A program is left out if another of its level teaches every field that matters at least as well, is open to whoever the
first is open to, and is no longer at any pace. What matters are the fields that the rules on the way name, those of
the role, and those that the entry of a kept program names.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from mhcareer.model.catalog import Program
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import CredentialRequirement, Education
from mhcareer.planner.education import rank


def worthwhile(catalog: Catalog, credential: str) -> frozenset[str]:
    """Ids of the programs that a best route to a credential may use."""
    role = catalog.roles.get(catalog.credentials[credential].role)
    matter = set(role.fields if role else ()) | set(_named_on_the_way(catalog, credential, set()))
    for other in catalog.credentials[credential].also_for:
        matter |= set(catalog.roles[other].fields) if other in catalog.roles else set()
    listed = tuple(catalog.programs.values())
    while True:
        kept = [p for p in listed if not _is_beaten(catalog, p, matter, listed)]
        more = {field for program in kept for field in _entry_fields(program)} - matter
        if not more:
            return frozenset(program.id for program in kept)
        matter |= more


def _named_on_the_way(catalog: Catalog, credential: str, seen: set[str]) -> Iterable[str]:
    seen.add(credential)
    for version in catalog.credentials[credential].versions:
        for _, leaf in version.requires.leaves() if version.requires else ():
            if isinstance(leaf, Education) and leaf.fields:
                yield from leaf.fields.value
            elif isinstance(leaf, CredentialRequirement) and leaf.id and leaf.id in catalog.credentials.keys() - seen:
                yield from _named_on_the_way(catalog, leaf.id, seen)


def _is_beaten(catalog: Catalog, program: Program, matter: set[str], listed: tuple[Program, ...]) -> bool:
    """Whether another program is as good in all that matters, and listed first or quicker.

    One that only teaches more fields does not displace the plain program that people take.
    """
    place = listed.index(program)
    return any(
        _as_good(catalog, other, program, matter) and (index < place or _months(other) != _months(program))
        for index, other in enumerate(listed)
        if other.level == program.level and other.id != program.id and other.only_if_named == program.only_if_named
    )


def _as_good(catalog: Catalog, program: Program, than: Program, matter: set[str]) -> bool:
    return (
        _taught(catalog, program, matter) >= _taught(catalog, than, matter)
        and _is_as_open(program, than)
        and _inside(program) >= _inside(than)
        and all(a <= b for a, b in zip(_months(program), _months(than), strict=True))
        and (program.starts == "any" or than.starts == "terms")
    )


def _taught(catalog: Catalog, program: Program, matter: set[str]) -> set[str]:
    if program.only_if_named:  # answers its very fields alone, whatever they lie within
        return set(program.fields) & matter
    return {wider for field in program.fields for wider in catalog.widening(field)} & matter


def _is_as_open(program: Program, than: Program) -> bool:
    ours, theirs = program.entry.education, than.entry.education
    if ours is None or theirs is None:
        return False
    if rank(ours.level.value) > rank(theirs.level.value):
        return False
    if ours.fields is None:
        return True
    return theirs.fields is not None and set(theirs.fields.value) <= set(ours.fields.value)


def _inside(program: Program) -> float:
    """Credits that the program is known to give: more may spare credits to be added after it."""
    return program.semester_credits.low if program.semester_credits else inf  # chosen to have what is asked


def _months(program: Program) -> list[float]:
    speeds = (program.months.full_time, program.months.part_time)
    return [figure.low for pace in speeds for figure in (pace.fast, pace.typical, pace.slow)] + [
        figure.high for pace in speeds for figure in (pace.fast, pace.typical, pace.slow)
    ]


def _entry_fields(program: Program) -> tuple[str, ...]:
    entry = program.entry.education
    return entry.fields.value if entry and entry.fields else ()
