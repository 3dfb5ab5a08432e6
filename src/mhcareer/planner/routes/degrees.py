"""How an education leaf is answered on a route: by a degree held or planned already, or by programs that it adds.

A planned degree keeps every field that its program may be taken in until a rule narrows them, so that one bachelor's
degree can answer a rule for any field and, later on the same route, one for a certain field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from itertools import chain

from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.person import UNDERGRADUATE, Person
from mhcareer.model.program import Program
from mhcareer.model.requirement import Education
from mhcareer.planner.copies import replace
from mhcareer.planner.facts.education import Match, answers, given_by, match, programs_for, rank
from mhcareer.planner.tasks import CreditsWork, Degree, ProgramWork, Route, Source, Task, free_id, with_source

Answer = tuple[Route, frozenset[str]]
"""A route on which a leaf is answered, and the tasks after which it is (none for a degree that is held)."""
Fit = tuple[int, Match, Degree]
"""Place of a degree among those of a route, how it answers a leaf, and the degree with its fields narrowed to that."""


@dataclass(frozen=True)
class Degrees:
    """Answers education leaves from one catalog; `block` is told why a way is closed."""

    catalog: Catalog
    block: Callable[[str], None]
    programs: frozenset[str]
    """Ids of the programs that a best route may use."""
    person: Person
    called_for: frozenset[str] = frozenset()
    """Ids of the programs that some leaf on the way calls for."""
    enrolled_in: frozenset[str] = frozenset()
    """Ids of the programs that may be under way: a route goes on with them from its start, and never begins them."""
    _fits: dict[tuple[int, int], tuple[Degree, tuple[Match, Degree] | None]] = field(
        default_factory=dict, init=False, repr=False
    )
    _earned: dict[tuple[str, int], Degree] = field(default_factory=dict, init=False, repr=False)
    _more: dict[int, tuple[tuple[Program, Education], ...]] = field(default_factory=dict, init=False, repr=False)

    def answered(self, route: Route, asked: Education, source: Source) -> Iterator[Answer]:
        """Every way to hold what is asked."""
        fits = self._best_first(route, asked)
        for place, fit in enumerate(fits):
            if not any(_outdoes(route, better, fit) for better in fits[:place]):
                yield self._with_fit(route, asked, source, fit)
        if fits and not fits[0][1].credits_short:
            return
        # Whoever lacks credits alone takes no program for that; one that is taken for another leaf does as well.
        programs = self._with_program(route, asked) if not fits else self._begun(route, asked, self._called(asked))
        for begun, program in chain(programs, self._begun(route, asked, self._lent(route, asked))):
            ready, tasks = self._with_fit(begun, asked, source, self._best_first(begun, asked)[0])
            if any(program == t or program in task.after for t in tasks if (task := ready.task(t))):
                yield ready, tasks  # else another degree of the way answers, and the program would be for nothing

    def enrolled(self, route: Route, asked: Education, source: Source) -> Iterator[tuple[Route, str]]:
        """Every way to be enrolled in what is asked, with the program: one already planned, or else one added."""
        for task in route.tasks:
            if isinstance(task.work, ProgramWork) and answers(self.catalog, task.work.program, asked):
                yield replace(with_source(route, task.id, source), lent=route.lent - {task.id}), task.id
                return
        if any(self._fit(degree, asked) for degree in route.degrees):
            self.block("only for students who are still enrolled in such a program")
            return
        for begun, program in self._with_program(route, asked):
            yield with_source(begun, program, source), program

    def _calls_for(self, route: Route, program: Program, asked: Education) -> bool:
        """Whether a leaf is a reason to take a program: it leads to the very degree, and nothing held comes near."""
        return answers(self.catalog, program, asked) and not any(
            degree.is_held and self._fit(degree, asked) for degree in route.degrees
        )

    def _fit(self, degree: Degree, asked: Education) -> tuple[Match, Degree] | None:
        """How a degree answers, with its fields narrowed to those in which it does; None if it does not."""
        key = (id(degree), id(asked))  # leaves belong to the catalog and outlive the search; the degree is kept
        known = self._fits.get(key)
        if known is None:
            known = self._fits[key] = degree, self._fitted(degree, asked)
        return known[1]

    def _fitted(self, degree: Degree, asked: Education) -> tuple[Match, Degree] | None:
        fields = degree.fields
        if not degree.is_held and asked.fields is not None:
            # A degree that is still to be taken is taken in a field that the rule names: nothing is assumed of it.
            wanted = set(asked.fields.value)
            fields = tuple(f for f in fields if f and not wanted.isdisjoint(self.catalog.widening(f)))
        found = [
            (answer, field)
            for field in fields
            if (answer := match(self.catalog, degree.held, asked, field)) is not None
        ]
        if not found:
            return None
        best = min((answer for answer, _ in found), key=lambda m: (m.credits_short, len(m.assumptions)))
        narrowed = tuple(field for answer, field in found if answer == best)
        return best, degree if narrowed == degree.fields else replace(degree, fields=narrowed)

    def chosen(self, route: Route, asked: Education) -> Degree | None:
        """The degree of a route that answers what is asked; None if none does."""
        fits = self._best_first(route, asked)
        return fits[0][2] if fits else None

    def _best_first(self, route: Route, asked: Education) -> list[Fit]:
        """The degrees that fit: fewest credits short first, then held before planned, then fewest assumptions."""
        fits = [(index, *fit) for index, degree in enumerate(route.degrees) if (fit := self._fit(degree, asked))]
        if len(fits) > 1:
            fits.sort(key=lambda fit: (fit[1].credits_short, fit[2].task is not None, len(fit[1].assumptions)))
        return fits

    def _with_fit(self, route: Route, asked: Education, source: Source, fit: Fit) -> Answer:
        """The leaf answered by a degree of the route, and by further credits where that one has too few."""
        index, found, narrowed = fit
        degrees = tuple(narrowed if at == index else degree for at, degree in enumerate(route.degrees))
        stretches = route.stretches + (narrowed.held.level != asked.level.value)
        route = replace(route, degrees=degrees, stretches=stretches, narrowed=route.narrowed + found.narrowed)
        if narrowed.is_held:
            more = tuple(sentence for sentence in found.assumptions if sentence not in route.assumptions)
            route = replace(route, assumptions=route.assumptions + more)
        if narrowed.task is not None:
            route = with_source(route, narrowed.task, source)
            if narrowed.task in route.lent and self._calls_for(route, self.catalog.programs[narrowed.task], asked):
                route = replace(route, lent=route.lent - {narrowed.task})
        tasks = frozenset({narrowed.task}) if narrowed.task else frozenset()
        if not found.credits_short:
            return route, tasks
        task = Task(free_id(route, f"{source.owner}/credits"), CreditsWork(found.credits_short), (source,), after=tasks)
        credited = narrowed.held.model_copy(
            update={"semester_credits": (narrowed.held.semester_credits or 0) + found.credits_short}
        )
        degree = replace(narrowed, held=credited, task=task.id)
        return replace(route, tasks=(*route.tasks, task), degrees=(*route.degrees, degree)), frozenset({task.id})

    def _with_program(self, route: Route, asked: Education) -> Iterator[tuple[Route, str]]:
        """The route with each program that answers, its own entry included."""
        programs, found = programs_for(self.catalog, asked), False
        for begun in self._begun(route, asked, programs):
            found = True
            yield begun
        if not found and self.enrolled_in.isdisjoint(program.id for program in programs):
            fields = ", ".join(asked.fields.value) if asked.fields else "any field"
            self.block(f"no program in the catalog leads to {asked.level.value} in {fields}")

    def _called(self, asked: Education) -> Iterator[Program]:
        """Programs that lead to what is asked and that other leaves on the way may call for, too."""
        return (program for program in programs_for(self.catalog, asked) if program.id in self.called_for)

    def _lent(self, route: Route, asked: Education) -> Iterator[Program]:
        """Programs that give more than is asked and that another leaf on the way calls for: one degree may do for both.

        One whose own entry takes a degree that answers already is left out.
        """
        for program, entry in self._lendable(asked):
            if any(self._fit(degree, entry) for degree in route.degrees) or not _answers_by_entry(entry, asked):
                yield program

    def _lendable(self, asked: Education) -> tuple[tuple[Program, Education], ...]:
        """Programs of the kind, on whatever route, each with its entry."""
        if id(asked) not in self._more:
            known = self.called_for & self.programs
            self._more[id(asked)] = tuple(
                (program, program.entry.education)
                for program in self.catalog.programs.values()
                if program.id in known
                and program.entry.education is not None
                and not answers(self.catalog, program, asked)
                and self._fit(self._degree(program, asked), asked) is not None
            )
        return self._more[id(asked)]

    def _begun(self, route: Route, asked: Education, programs: Iterable[Program]) -> Iterator[tuple[Route, str]]:
        for program in programs:
            if program.id not in self.programs - self.enrolled_in or route.task(program.id) is not None:
                continue
            entry = program.entry.education
            if entry is None:
                raise ValueError(f"entry of program `{program.id}` must be an education leaf")
            lent = frozenset() if self._calls_for(route, program, asked) else frozenset({program.id})
            work, said = self._work(program)
            for ready, tasks in self.answered(route, entry, Source(program.id, "entry.education", entry)):
                task = Task(program.id, work, after=tasks)
                degree = self._degree(program, asked)
                more = tuple(text for text in said if text not in ready.assumptions)
                yield (
                    replace(
                        ready,
                        tasks=(*ready.tasks, task),
                        degrees=(*ready.degrees, degree),
                        assumptions=ready.assumptions + more,
                        lent=ready.lent | lent,
                    ),
                    program.id,
                )

    def _work(self, program: Program) -> tuple[ProgramWork, tuple[str, ...]]:
        """A program less the credits that the person brings along, and what that rests on."""
        earned = max(
            (held.semester_credits or 0 for held in self.person.learned if held.level == "some-college"), default=0
        )
        taken, own = program.semester_credits, program.credits_at_the_school
        if not earned or not taken or program.level not in UNDERGRADUATE or program.credits_to_take:
            return ProgramWork(program), ()
        if program.only_if_named and own is None:
            return ProgramWork(program), ()  # nobody states what of a professional program other college study spares
        share = int(self.catalog.planning.credits_at_the_school_percent.low)
        counted = min(earned, int(taken.low) * (100 - share) // 100)
        if own:
            counted = min(counted, int(taken.low - own.low))
        return ProgramWork(program, counted), (f"the school takes over {counted} of your college credits",)

    def _degree(self, program: Program, asked: Education) -> Degree:
        """The degree of a program that is chosen to have the accreditation asked, and credits where it states none."""
        key = (program.id, id(asked))
        known = self._earned.get(key)
        if known is None:
            known = self._earned[key] = Degree(given_by(program, asked), program.id, program.fields or (None,))
        return known


def _answers_by_entry(entry: Education, asked: Education) -> bool:
    """Whether any degree that lets one into a program gives what is asked."""
    if rank(entry.level.value) < rank(asked.level.value):
        return False
    return asked.fields is None or (entry.fields is not None and set(entry.fields.value) <= set(asked.fields.value))


def _outdoes(route: Route, better: Fit, fit: Fit) -> bool:
    """Whether a fit need not be tried beside one before it in their order: that is no worse, and there as soon.

    Of two planned degrees that do not build on each other either may be the sooner, and so may a planned one and
    further credits for one that is held.
    """
    (_, first, one), (_, second, other) = better, fit
    if _narrows(route, better) or first.narrowed > second.narrowed:
        return False
    return one.task is None or (other.task is not None and _builds_on(route, other.task, one.task))


def _builds_on(route: Route, task: str, earlier: str) -> bool:
    """Whether a task waits for the end of another, directly or through others."""
    known = route.task(task)
    return known is not None and (earlier in known.after or any(_builds_on(route, one, earlier) for one in known.after))


def _narrows(route: Route, fit: Fit) -> bool:
    """Whether a degree that is still open in its field would no longer be, so that another leaf may miss it."""
    index, _, narrowed = fit
    return len(narrowed.fields) < len(route.degrees[index].fields)
