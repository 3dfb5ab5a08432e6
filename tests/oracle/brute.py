"""Every way to a generated credential by hand: each resolution, each set of programs, each order, each term put off.

Only for small rules of plain leaves (`tests/strategies.py`). Each way is dated by `walk`, day by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, permutations, product

from mhcareer.model.base import LEVELS
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.program import Program
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    Experience,
    Requirement,
    Training,
)
from mhcareer.verify.acceptance import program_answers
from tests.oracle.handmade import Given, Leaves, Route
from tests.oracle.holds import Holdings
from tests.oracle.optimum import Standing
from tests.oracle.studies import is_graduate, leads_to, within
from tests.oracle.walk import Job, Walk
from tests.oracle.work import Worker

Rules = dict[str, Leaves]
"""By credential the leaves that are asked, what it asks for first before it."""
MOST_PROGRAMS = 4
MOST_PUT_OFF = 2


@dataclass
class Way:
    """One choice of everything but the order."""

    jobs: list[Job]
    standing: Standing
    price: tuple[int, int]


@dataclass
class Brute:
    """All ways of one person to one credential."""

    catalog: Catalog
    person: Person
    target: str
    start: date
    holds: Holdings = field(init=False)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.holds = Holdings(self.catalog, self.person, self.start)
        self.worker = Worker(self.person, self.catalog.planning)

    def ways(self) -> list[Way]:
        """Every choice of branches and programs that can be gone."""
        return [way for rules in self._rules(self.target) for way in self._studied(rules) if not _is_circle(way.jobs)]

    def trials(self, ways: list[Way]) -> int:
        """How many schedules `soonest` looks at."""
        return sum(1 for way in ways for _ in self._orders(way))

    def soonest(self, ways: list[Way]) -> date | None:
        """The first finish of any order of any of the ways."""
        finishes = (self._finish(way, order, late) for way in ways for order, late in self._orders(way))
        return min((finish for finish in finishes if finish is not None), default=None)

    def _finish(self, way: Way, order: tuple[str, ...], late: dict[str, int]) -> date | None:
        jobs = {
            job.name: Job(job.name, job.what, job.after, job.after_begun, late.get(job.name, 0)) for job in way.jobs
        }
        return Walk(self.worker, self.catalog.planning, self.start, jobs, order).finish(self.target)

    def _orders(self, way: Way) -> Iterator[tuple[tuple[str, ...], dict[str, int]]]:
        behind = _ancestors(way.jobs)
        studies = [job for job in way.jobs if job.is_study]
        work = [job.name for job in way.jobs if isinstance(job.what, Experience)]
        hindered = [job.name for job in way.jobs if isinstance(job.what, Experience | Training)]
        loose = [
            job.name
            for job in studies
            if not (isinstance(job.what, Program) and job.what.starts == "any")
            and any(job.name not in behind[name] for name in hindered)
        ]
        terms = [dict(zip(loose, late, strict=True)) for late in product(range(MOST_PUT_OFF + 1), repeat=len(loose))]
        for first in permutations([job.name for job in studies]):
            for second in permutations(work):
                order = (*first, *second)
                if all(later not in behind[name] for place, name in enumerate(order) for later in order[place + 1 :]):
                    yield from ((order, late) for late in terms)

    def _rules(self, credential: str) -> Iterator[Rules]:
        """Every resolution of a rule and of those that it asks for."""
        tree = self.catalog.credentials[credential].versions[0].requires
        for leaves in self._resolved(tree, credential) if tree else ():
            asked = [leaf.id for leaf in leaves if isinstance(leaf, CredentialRequirement) and leaf.id]
            for below in product(*(list(self._rules(name)) for name in asked)):
                yield {name: found for rules in below for name, found in rules.items()} | {credential: leaves}

    def _resolved(self, node: Requirement, owner: str) -> list[Leaves]:
        if node.leaf is not None:
            return [(node.leaf,)]
        if node.any is not None:
            met = [branch for branch in node.any if self.holds.met(branch, owner)]
            return [found for branch in met or node.any for found in self._resolved(branch, owner)]
        parts = [self._resolved(child, owner) for child in node.children]
        return [tuple(leaf for leaves in chosen for leaf in leaves) for chosen in product(*parts)]

    def _studied(self, rules: Rules) -> Iterator[Way]:
        """Every set of programs with every way to answer the leaves by it."""
        asked = [(owner, leaf) for owner, leaves in rules.items() for leaf in leaves if isinstance(leaf, Education)]
        programs = list(self.catalog.programs.values())
        for size in range(MOST_PROGRAMS + 1):
            for chosen in combinations(programs, size):
                entries = [(p.id, p.entry.education) for p in chosen if p.entry.education]
                every = [*asked, *entries]
                for answers in product(*(self._answers(owner, leaf, chosen) for owner, leaf in every)):
                    given = dict(zip(((o, id(leaf)) for o, leaf in every), answers, strict=True))
                    if all(self._is_called_for(program, every, given) for program in chosen):
                        yield self._way(rules, chosen, every, given)

    def _answers(self, owner: str, leaf: Education, chosen: tuple[Program, ...]) -> list[Program | None]:
        """Programs that may answer a leaf; None for what is held."""
        fit = self.holds.fit(leaf)
        if fit is not None and fit.short == 0:
            return [None]
        found: list[Program | None] = [
            program for program in chosen if program.id != owner and program_answers(self.catalog, program, leaf)
        ]
        return [*found, None] if fit is not None else found

    def _is_called_for(self, program: Program, every: list[tuple[str, Education]], given: Given) -> bool:
        mine = [leaf for owner, leaf in every if given[owner, id(leaf)] is program]
        if not any(self.holds.fit(leaf) is None and leads_to(self.catalog, program, leaf) for leaf in mine):
            return False
        named = [set(leaf.fields.value) for leaf in mine if leaf.fields]
        return not named or any(
            all(fields & set(self.catalog.widening(own)) for fields in named) for own in program.fields
        )

    def _way(
        self,
        rules: Rules,
        chosen: tuple[Program, ...],
        every: list[tuple[str, Education]],
        given: Given,
    ) -> Way:
        route = Route(self.catalog, self.holds, {program.id: Job(program.id, program) for program in chosen}, given)
        for owner, leaves in rules.items():
            route.add(owner, leaves)
        for program in chosen:
            entry = program.entry.education
            route.jobs[program.id].after |= route.answer(program.id, entry) if entry else set()
        return Way(list(route.jobs.values()), self._standing(rules, chosen, every), route.price())

    def _standing(self, rules: Rules, chosen: tuple[Program, ...], every: list[tuple[str, Education]]) -> Standing:
        role = self.catalog.roles[self.catalog.credentials[self.target].role]
        fits = [self.holds.fit(leaf) for _, leaf in every]
        work = [leaf for leaves in rules.values() for leaf in leaves if isinstance(leaf, Experience)]
        high = self.holds.highest
        return (
            sum(is_graduate(p) and not any(within(self.catalog, p, set(role.fields))) for p in chosen),
            any(LEVELS.index(p.level) <= high or high >= LEVELS.index("masters") for p in chosen),
            sum(fit is not None and fit.narrowed for fit in fits),
            any(not leaf.amounts for leaf in work),
        )


def _is_circle(jobs: list[Job]) -> bool:
    """Whether jobs wait for each other, as a degree that is entered with a higher one that asks for it."""
    try:
        TopologicalSorter({job.name: {*job.after, *job.after_begun} for job in jobs}).prepare()
    except CycleError:
        return True
    return False


def _ancestors(jobs: list[Job]) -> dict[str, set[str]]:
    """For each job those that have ended before it begins."""
    known = {job.name: job for job in jobs}
    found: dict[str, set[str]] = {}

    def of(name: str) -> set[str]:
        if name not in found:
            found[name] = set()
            job = known[name]
            found[name] = {n for other in job.after for n in (other, *of(other))}
            found[name] |= {n for other in job.after_begun for n in of(other)}
        return found[name]

    for job in jobs:
        of(job.name)
    return found
