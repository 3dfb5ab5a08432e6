"""Programs under way: which of the catalog they may be, and routes that go on with them.

Whoever is enrolled may go on and use the degree for all that it answers, or may leave it; a route decides that before
anything else. A program that is left is not begun anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import product

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person, Studying
from mhcareer.model.program import Program
from mhcareer.planner.copies import replace
from mhcareer.planner.facts.education import given_by
from mhcareer.planner.tasks import Degree, ProgramWork, Route, Task


@dataclass(frozen=True)
class Enrollment:
    """What one person is enrolled in, among the programs of one catalog."""

    catalog: Catalog
    person: Person

    @cached_property
    def choices(self) -> tuple[tuple[Studying, tuple[Program, ...]], ...]:
        """Each program under way with those of the catalog that it may be; none of these stands twice.

        Whoever names the field of one and not that of another means the other by the rest.
        """
        found: list[tuple[Studying, tuple[Program, ...]]] = []
        known: set[str] = set()
        for study in sorted(self.person.studying, key=lambda one: one.field is None):
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
                    begun = _gone_on(begun, program, study)
            yield begun

    def _is(self, study: Studying, program: Program) -> bool:
        """Whether a program of the catalog may be the one under way; one that builds on an earlier degree never is."""
        if program.level != study.level or program.credits_to_take:
            return False
        if study.field is None:
            return not program.only_if_named  # nobody trains for a profession without saying for which
        return any(study.field in self.catalog.widening(f) for f in program.fields)


def _gone_on(route: Route, program: Program, study: Studying) -> Route:
    # Of a degree whose credits are not stated nobody knows how far they lead: all of it is planned.
    done = study.credits_earned if program.semester_credits else 0
    said = () if study.field else (f"the {LEVEL_NAMES[study.level]} that you are enrolled in is this: {program.title}",)
    return replace(
        route,
        tasks=(*route.tasks, Task(program.id, ProgramWork(program, done, under_way=study))),
        degrees=(*route.degrees, Degree(given_by(program), program.id, program.fields or (None,))),
        assumptions=route.assumptions + said,
    )


def is_used(route: Route) -> bool:
    """Whether every program that the route goes on with is so for some leaf."""
    return all(
        task.sources for task in route.tasks if isinstance(task.work, ProgramWork) and task.work.under_way is not None
    )
