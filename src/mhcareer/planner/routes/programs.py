"""Which programs of the catalog can matter for one target: the others are never better than one that is kept.

A program is left out if another of its level teaches every field that matters at least as well, is open to whoever the
first is open to, is no longer at any pace, costs no more and leaves no less of the week. What matters are the fields
that the rules on the way name, those of the role, and those that the entry of a kept program names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.program import Program
from mhcareer.model.requirement import CredentialRequirement, Education, LeafRequirement
from mhcareer.planner.cost import due
from mhcareer.planner.dating.asked import stated
from mhcareer.planner.facts.education import answers, rank
from mhcareer.planner.tasks import ProgramWork, Task


@dataclass(frozen=True)
class _Known:
    """What programs are compared by."""

    program: Program
    taught: frozenset[str]
    """Fields that its degree counts in; of one for a profession only its very own."""
    measures: tuple[float, ...]
    """Months, cost, credits and practice that it gives (negative), load, credits of its own, waiting for a term.

    The lower the better.

    Part-time the same credits over more months leave more of the week, so that a longer program can be the sooner way.
    """


def worthwhile(catalog: Catalog, credential: str) -> frozenset[str]:
    """Ids of the programs that a best route to a credential may use."""
    return catalog.derived(("worthwhile", credential), lambda: _worthwhile(catalog, credential))


def named(catalog: Catalog, credential: str) -> frozenset[str]:
    """Ids of the programs that some education leaf on the way to a credential calls for, entries of such among them."""
    return catalog.derived(("named", credential), lambda: _named(catalog, credential))


def _named(catalog: Catalog, credential: str) -> frozenset[str]:
    asked = [leaf for leaf in _leaves_on_the_way(catalog, credential, set()) if isinstance(leaf, Education)]
    found: dict[str, Program] = {}
    for leaf in asked:  # grows while it is walked
        for program in catalog.programs.values():
            if program.id not in found and answers(catalog, program, leaf):
                found[program.id] = program
                asked.extend([program.entry.education] if program.entry.education else [])
    return frozenset(found)


def _worthwhile(catalog: Catalog, credential: str) -> frozenset[str]:
    role = catalog.roles.get(catalog.credentials[credential].role)
    matter = set(role.fields if role else ()) | set(_named_on_the_way(catalog, credential, set()))
    for other in catalog.credentials[credential].also_for:
        matter |= set(catalog.roles[other].fields) if other in catalog.roles else set()
    while True:
        kept = _kept(catalog, frozenset(matter))
        more = {field for program in kept for field in _entry_fields(program)} - matter
        if not more:
            return frozenset(program.id for program in kept)
        matter |= more


def _kept(catalog: Catalog, matter: frozenset[str]) -> tuple[Program, ...]:
    """Programs that no other displaces where only these fields matter."""
    return catalog.derived(("kept", matter), lambda: tuple(_not_beaten(catalog, matter)))


def _not_beaten(catalog: Catalog, matter: frozenset[str]) -> Iterable[Program]:
    known = catalog.derived("programs", lambda: _by_kind(catalog))
    for group in known.values():
        for place, one in enumerate(group):
            if not any(_beats(other, one, matter, listed_first=index < place) for index, other in enumerate(group)):
                yield one.program


def _by_kind(catalog: Catalog) -> Mapping[tuple[str, bool], list[_Known]]:
    """Programs that may displace each other: of one level, and only for a profession or not."""
    groups: dict[tuple[str, bool], list[_Known]] = {}
    for program in catalog.programs.values():
        fields = program.fields if program.only_if_named else [w for f in program.fields for w in catalog.widening(f)]
        group = groups.setdefault((program.level, bool(program.only_if_named)), [])
        group.append(_Known(program, frozenset(fields), _measures(program)))
    return groups


def _beats(other: _Known, one: _Known, matter: frozenset[str], *, listed_first: bool) -> bool:
    """Whether another program is as good in all that matters, and listed first or better in something.

    One that only teaches more fields does not displace the plain program that people take.
    """
    return (
        other is not one
        and (listed_first or other.measures != one.measures)
        and all(a <= b for a, b in zip(other.measures, one.measures, strict=True))
        and one.taught & matter <= other.taught
        and _is_as_open(other.program, one.program)
    )


def _measures(program: Program) -> tuple[float, ...]:
    cost = due(Task(program.id, ProgramWork(program)))
    price = (0, cost.low, cost.typical, cost.high) if cost.complete else (1, 0, 0, 0)
    given = program.semester_credits.low if program.semester_credits else inf  # chosen to have what is asked
    taken = program.credits_to_take or program.semester_credits
    per_year = program.full_time_credits_per_year
    spread = taken.high / program.months.part_time.typical.low if taken else inf
    load = (taken.high if taken else inf, per_year.low if per_year else inf, spread)
    inside = stated(program.internship_hours) + stated(program.practicum_hours)
    return (
        *_months(program),
        *price,
        -given,
        -inside,
        *load,
        stated(program.credits_at_the_school),
        0 if program.starts == "any" else 1,
    )


def _named_on_the_way(catalog: Catalog, credential: str, seen: set[str]) -> Iterable[str]:
    for leaf in _leaves_on_the_way(catalog, credential, seen):
        if isinstance(leaf, Education) and leaf.fields:
            yield from leaf.fields.value


def _leaves_on_the_way(catalog: Catalog, credential: str, seen: set[str]) -> Iterable[LeafRequirement]:
    """Leaves of every version of a rule and of those that it asks for."""
    seen.add(credential)
    for version in catalog.credentials[credential].versions:
        for _, leaf in version.requires.leaves() if version.requires else ():
            yield leaf
            if isinstance(leaf, CredentialRequirement) and leaf.id and leaf.id in catalog.credentials.keys() - seen:
                yield from _leaves_on_the_way(catalog, leaf.id, seen)


def _is_as_open(program: Program, than: Program) -> bool:
    ours, theirs = program.entry.education, than.entry.education
    if ours is None or theirs is None:
        return False
    if rank(ours.level.value) > rank(theirs.level.value):
        return False
    if ours.fields is None:
        return True
    return theirs.fields is not None and set(theirs.fields.value) <= set(ours.fields.value)


def _months(program: Program) -> list[float]:
    speeds = (program.months.full_time, program.months.part_time)
    return [figure.low for pace in speeds for figure in (pace.fast, pace.typical, pace.slow)] + [
        figure.high for pace in speeds for figure in (pace.fast, pace.typical, pace.slow)
    ]


def _entry_fields(program: Program) -> tuple[str, ...]:
    entry = program.entry.education
    return entry.fields.value if entry and entry.fields else ()
