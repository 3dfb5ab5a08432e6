"""What one leaf of a rule adds to a route: the tasks that meet it, each behind the gates it must pass.

Leaves of one credential are taken in the order in which their tasks depend on each other, and `Gates` carries what the
earlier ones brought. Hours, for instance, wait for the registration that an earlier leaf planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from mhcareer.model.catalog import Credential, Program
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, Person
from mhcareer.model.requirement import (
    Age,
    Condition,
    CountsFrom,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Requirement,
    Training,
)
from mhcareer.planner.dates import add_months
from mhcareer.planner.education import answers, programs_for
from mhcareer.planner.gap import Facts, State, best_match, gap
from mhcareer.planner.tasks import (
    ApprovalWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Source,
    Task,
    TrainingWork,
)

Acquire = Callable[[Route, str, frozenset[str]], Iterator[Route]]
"""Extends a route to a credential; the set holds the credentials whose ways are being sought already."""


@dataclass(frozen=True)
class Gates:
    """Tasks that the leaves of one credential have brought so far, by what waits for them."""

    education: frozenset[str] = frozenset()
    enrolled: frozenset[str] = frozenset()
    credentials: frozenset[str] = frozenset()
    training: frozenset[str] = frozenset()
    exams: frozenset[str] = frozenset()
    exams_first: frozenset[str] = frozenset()
    experience: frozenset[str] = frozenset()
    notes: tuple[Source, ...] = ()
    not_before: date | None = None

    @property
    def everything(self) -> frozenset[str]:
        """All tasks that must be finished before the application."""
        return self.education | self.credentials | self.training | self.exams | self.experience


@dataclass
class Leaves:
    """Resolves leaves for one person; `blocked` collects the reasons that closed a way."""

    catalog: Catalog
    person: Person
    start: date
    acquire: Acquire
    blocked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = Facts.of(self.person)

    def state(self, leaf: LeafRequirement, owner: str) -> State:
        """How a leaf stands against what the person holds today."""
        node = Requirement.model_construct(_fields_set={leaf.kind}, **{leaf.kind: leaf})
        return gap(self.catalog, self.facts, node, on=self.start, toward=owner).state

    def resolve(
        self, route: Route, gates: Gates, credential: Credential, source: Source, trail: frozenset[str]
    ) -> Iterator[tuple[Route, Gates]]:
        """Every way to meet one leaf: the route with its tasks, and the gates with what they opened."""
        match source.leaf:
            case Education():
                yield from self._education(route, gates, source, source.leaf)
            case CredentialRequirement():
                yield from self._prerequisite(route, gates, source, source.leaf, trail)
            case Training():
                yield self._training(route, gates, credential, source, source.leaf)
            case ExamRequirement():
                yield self._exam(route, gates, source, source.leaf)
            case Experience():
                yield self._experience(route, gates, credential, source, source.leaf)
            case _:
                yield from self._personal(route, gates, credential, source)

    def _education(self, route: Route, gates: Gates, source: Source, asked: Education) -> Iterator[tuple[Route, Gates]]:
        if asked.enrolled:
            yield from self._enrolled(route, gates, source, asked)
            return
        if any(best_match(self.catalog, (degree,), asked) for degree, _ in route.degrees):
            yield self._answered(route, gates, source, asked)
            return
        for begun, _ in self._programs(route, asked):
            yield self._answered(begun, gates, source, asked)

    def _enrolled(self, route: Route, gates: Gates, source: Source, asked: Education) -> Iterator[tuple[Route, Gates]]:
        """The leaf answered by a program under way: one that the route plans already, or else one that it adds."""
        notes = (*gates.notes, source)
        for task in route.tasks:
            if isinstance(task.work, ProgramWork) and answers(self.catalog, task.work.program, asked):
                yield route, replace(gates, enrolled=gates.enrolled | {task.id}, notes=notes)
                return
        if best_match(self.catalog, self.facts.education, asked) is not None:
            self.block("only for students who are still enrolled in such a program")
            return
        for begun, program in self._programs(route, asked):
            joined = _with_source(begun, program, source)
            yield joined, replace(gates, enrolled=gates.enrolled | {program}, notes=notes)

    def _answered(self, route: Route, gates: Gates, source: Source, asked: Education) -> tuple[Route, Gates]:
        """The leaf answered by the degree that fits best, and by further credits where that one has too few."""
        options = [
            (found, degree, task_id)
            for degree, task_id in route.degrees
            if (found := best_match(self.catalog, (degree,), asked)) is not None
        ]
        found, degree, task_id = min(
            options, key=lambda o: (o[0].credits_short, o[2] is not None, len(o[0].assumptions))
        )
        route = replace(route, stretches=route.stretches + (degree.level != asked.level.value))
        if task_id is None:
            route = replace(route, assumptions=_merged(route.assumptions, found.assumptions))
        else:
            route = _with_source(route, task_id, source)
        tasks = frozenset({task_id}) if task_id else frozenset()
        if found.credits_short:
            route, credits_id = _with_credits(route, found.credits_short, asked, source, tasks)
            tasks = frozenset({credits_id})
        return route, replace(gates, education=gates.education | tasks, notes=(*gates.notes, source))

    def _programs(self, route: Route, asked: Education) -> Iterator[tuple[Route, str]]:
        """The route with each program that answers, its own entry included."""
        found = False
        for program in programs_for(self.catalog, asked):
            if route.task(program.id) is None:
                for ready, gates in self._entry(route, program):
                    found = True
                    task = Task(program.id, ProgramWork(program), after=gates.education)
                    degree = HeldEducation(
                        level=program.level,
                        field=_field_gained(self.catalog, program, asked),
                        semester_credits=_credits_gained(program, asked),
                        accreditation=asked.accreditation.value if asked.accreditation else "as the program's",
                    )
                    yield (
                        replace(ready, tasks=(*ready.tasks, task), degrees=(*ready.degrees, (degree, program.id))),
                        program.id,
                    )
        if not found:
            fields = ", ".join(asked.fields.value) if asked.fields else "any field"
            self.block(f"no program in the catalog leads to {asked.level.value} in {fields}")

    def _entry(self, route: Route, program: Program) -> Iterator[tuple[Route, Gates]]:
        entry = program.entry.education
        if entry is None:
            raise ValueError(f"entry of program `{program.id}` must be an education leaf")
        yield from self._education(route, Gates(), Source(program.id, "entry.education", entry), entry)

    def _prerequisite(
        self, route: Route, gates: Gates, source: Source, asked: CredentialRequirement, trail: frozenset[str]
    ) -> Iterator[tuple[Route, Gates]]:
        if asked.id is None:
            if asked.outside not in self.person.outside_credentials:
                self.block(f"needs a {asked.outside}, which this catalog does not plan for")
                return
            yield route, replace(gates, notes=(*gates.notes, source))
            return
        for ready in self.acquire(route, asked.id, trail):
            planned = ready.task(asked.id) is not None
            tasks = frozenset({asked.id}) if planned else frozenset()
            yield ready, replace(gates, credentials=gates.credentials | tasks, notes=(*gates.notes, source))

    def _training(
        self, route: Route, gates: Gates, credential: Credential, source: Source, asked: Training
    ) -> tuple[Route, Gates]:
        logged = self.facts.hours.get(credential.id)
        done = logged.training if logged else 0
        if asked.hours and done >= asked.hours.low:
            return route, gates
        task_id = _free_id(route, f"{credential.id}/training")
        task = Task(task_id, TrainingWork(asked, done), (source,), gates.education | gates.training, gates.enrolled)
        return replace(route, tasks=(*route.tasks, task)), replace(gates, training=gates.training | {task_id})

    def _exam(self, route: Route, gates: Gates, source: Source, asked: ExamRequirement) -> tuple[Route, Gates]:
        if self.state(asked, source.owner) == "met":
            return route, replace(gates, notes=(*gates.notes, source))
        timing = asked.timing.value if asked.timing else None
        first = timing == "before-experience"
        planned = route.task(asked.id)
        if planned is not None and asked.valid_months is None:
            route, task_id = _with_source(route, asked.id, source), asked.id
        else:
            task_id = _free_id(route, asked.id)
            after = _studied(route, gates) | gates.training
            if timing == "after-experience":
                after |= gates.experience
            started = gates.enrolled
            if timing in (None, "during-experience"):
                started |= gates.experience
            valid = int(asked.valid_months.low) if asked.valid_months else None
            work = ExamWork(self.catalog.exams[asked.id], valid)
            task = Task(task_id, work, (source,), after=after, after_start=started)
            route = replace(route, tasks=(*route.tasks, task))
        exams_first = gates.exams_first | ({task_id} if first else set())
        return route, replace(gates, exams=gates.exams | {task_id}, exams_first=exams_first)

    def _experience(
        self, route: Route, gates: Gates, credential: Credential, source: Source, asked: Experience
    ) -> tuple[Route, Gates]:
        logged = self.facts.hours.get(credential.id)
        if self.state(asked, credential.id) == "met":
            return route, replace(gates, notes=(*gates.notes, source))
        counts_from = counting_moment(asked, has_credential=bool(_credential_leaves(source, gates)))
        after, started = set(gates.exams_first), set[str]()
        match counts_from:
            case "registration":
                after |= gates.credentials
                started |= gates.enrolled
                # Silence on when hours count is read with care: after what is held first and after the degree.
                if asked.counts_from is None or asked.after_graduation_min_hours is not None:
                    after |= gates.education
            case "graduation" | "enrollment":
                # Hours that may begin during the degree are planned after it: study fills the week.
                after |= _studied(route, gates)
            case "training":
                after |= gates.training | gates.credentials
            case "application":
                approval = f"{credential.id}/approval"
                before = _studied(route, gates) | gates.training | gates.credentials | gates.exams_first
                task = Task(approval, ApprovalWork(credential), (source,), after=before)
                route = replace(route, tasks=(*route.tasks, task))
                after.add(approval)
            case "any":
                pass
        task_id = _free_id(route, f"{credential.id}/experience")
        work = ExperienceWork(asked, logged)
        task = Task(task_id, work, (source,), after=frozenset(after), after_start=frozenset(started))
        return replace(route, tasks=(*route.tasks, task)), replace(gates, experience=gates.experience | {task_id})

    def _personal(
        self, route: Route, gates: Gates, credential: Credential, source: Source
    ) -> Iterator[tuple[Route, Gates]]:
        leaf = source.leaf
        state = self.state(leaf, credential.id)
        if state == "no":
            self.block(f"{credential.title} asks for {_spoken(leaf)}, and you said that this does not hold")
            return
        if state == "missing" and isinstance(leaf, Condition):
            self.block(f"only for people of whom it holds: {leaf.text}")
            return
        not_before = gates.not_before
        if state == "missing" and isinstance(leaf, Age) and self.person.birthday:
            grown = add_months(self.person.birthday, 12 * int(leaf.years.low))
            not_before = max(not_before, grown) if not_before else grown
        yield route, replace(gates, notes=(*gates.notes, source), not_before=not_before)

    def block(self, reason: str) -> None:
        """Note why a way is closed, once."""
        if reason not in self.blocked:
            self.blocked.append(reason)


def counting_moment(asked: Experience, *, has_credential: bool) -> CountsFrom:
    """From when hours count; where the rule is silent the careful reading: after registration, else graduation."""
    if asked.counts_from is not None:
        return asked.counts_from.value
    return "registration" if has_credential else "graduation"


def _credential_leaves(source: Source, gates: Gates) -> bool:
    return any(isinstance(note.leaf, CredentialRequirement) for note in gates.notes if note.owner == source.owner)


def _studied(route: Route, gates: Gates) -> frozenset[str]:
    """Degrees that this rule asks for, or else those behind the credentials that it asks for."""
    if gates.education:
        return gates.education
    behind: set[str] = set()
    waiting = list(gates.credentials)
    while waiting:
        task = route.task(waiting.pop())
        if task is not None and task.id not in behind:
            behind.add(task.id)
            waiting.extend(task.after)
    programs = {t.id for t in route.tasks if t.id in behind and isinstance(t.work, ProgramWork | CreditsWork)}
    return frozenset(programs)


def _with_source(route: Route, task_id: str, source: Source) -> Route:
    tasks = tuple(replace(t, sources=(*t.sources, source)) if t.id == task_id else t for t in route.tasks)
    return replace(route, tasks=tasks)


def _with_credits(
    route: Route, short: int, asked: Education, source: Source, after: frozenset[str]
) -> tuple[Route, str]:
    """The route with a step for the missing credits, after which the degree counts with all of them."""
    task = Task(_free_id(route, f"{source.owner}/credits"), CreditsWork(short), (source,), after=after)
    wanted = int(asked.semester_credits.low) if asked.semester_credits else None
    degree = HeldEducation(
        level=asked.level.value,
        field=asked.fields.value[0] if asked.fields else None,
        semester_credits=wanted,
        accreditation=asked.accreditation.value if asked.accreditation else "as before",
    )
    return replace(route, tasks=(*route.tasks, task), degrees=(*route.degrees, (degree, task.id))), task.id


def _free_id(route: Route, wanted: str) -> str:
    number, free = 1, wanted
    while route.task(free) is not None:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _field_gained(catalog: Catalog, program: Program, asked: Education) -> str | None:
    """The field of the program in which the degree is taken, chosen to fit what is asked."""
    if asked.fields is None:
        return program.fields[0] if program.fields else None
    wanted = set(asked.fields.value)
    fitting = [f for f in program.fields if not wanted.isdisjoint(catalog.widening(f))]
    return fitting[0] if fitting else None


def _credits_gained(program: Program, asked: Education) -> int | None:
    """Credits of the degree; a program whose credits are not stated is chosen to have those that are asked."""
    stated = program.semester_credits or asked.semester_credits
    return int(stated.low) if stated else None


def _merged(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return known + tuple(sentence for sentence in more if sentence not in known)


def _spoken(leaf: LeafRequirement) -> str:
    return {"lived_experience": "lived experience", "background_check": "a clear background check"}.get(
        leaf.kind, "residence"
    )
