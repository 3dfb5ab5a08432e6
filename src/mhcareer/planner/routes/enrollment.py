"""Programs under way: which of the catalog they may be, and routes that go on with them.

Whoever is enrolled may go on and use the degree for all that it answers, or may leave it; a route decides that before
anything else. A program that is left is not begun anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import product

from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person, Studying
from mhcareer.model.program import Program
from mhcareer.model.requirement import Education
from mhcareer.planner.copies import replace
from mhcareer.planner.facts.education import answers, given_by
from mhcareer.planner.tasks import Degree, ProgramWork, Route, Task


@dataclass(frozen=True)
class Enrollment:
    """What one person is enrolled in, among the programs of one catalog."""

    catalog: Catalog
    person: Person

    @cached_property
    def choices(self) -> tuple[tuple[Studying, tuple[Program, ...]], ...]:
        """Each program under way with those of the catalog that it may be; none of these stands twice."""
        found: list[tuple[Studying, tuple[Program, ...]]] = []
        known: set[str] = set()
        for study in self.person.studying:
            programs = tuple(p for p in self.catalog.programs.values() if p.id not in known and self._is(study, p))
            known.update(program.id for program in programs)
            found.append((study, programs))
        return tuple(found)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all programs that the person may be enrolled in."""
        return frozenset(program.id for _, programs in self.choices for program in programs)

    def routes(self, route: Route) -> Iterator[Route]:
        """The route with each choice of programs to go on with, that of none among them."""
        for chosen in product(*((None, *programs) for _, programs in self.choices)):
            begun = route
            for program, (study, _) in zip(chosen, self.choices, strict=True):
                if program is not None:
                    task = Task(program.id, ProgramWork(program, study.credits_earned, running=True))
                    degree = Degree(given_by(program), program.id, program.fields or (None,))
                    begun = replace(begun, tasks=(*begun.tasks, task), degrees=(*begun.degrees, degree))
            yield begun

    def is_used(self, route: Route) -> bool:
        """Whether every program that the route goes on with is so for some leaf.

        One for a profession that the person did not name is used only where a leaf calls for it by its field.
        """
        for task in route.tasks:
            if not isinstance(task.work, ProgramWork) or not task.work.running:
                continue
            program = task.work.program
            leaves = [source.leaf for source in task.sources]
            if program.only_if_named and not self._is_said(program):
                leaves = [
                    leaf for leaf in leaves if isinstance(leaf, Education) and answers(self.catalog, program, leaf)
                ]
            if not leaves:
                return False
        return True

    def _is(self, study: Studying, program: Program) -> bool:
        """Whether a program of the catalog may be the one under way; one that builds on an earlier degree never is."""
        if program.level != study.level or program.credits_to_take:
            return False
        return study.field is None or any(study.field in self.catalog.widening(f) for f in program.fields)

    def _is_said(self, program: Program) -> bool:
        return any(study.field is not None and program in programs for study, programs in self.choices)
