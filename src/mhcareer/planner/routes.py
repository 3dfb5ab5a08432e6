"""Every route to a credential: all resolutions of the alternatives, each a list of tasks in order.

The search walks the credential's requirement depth first and carries what is held or already planned, so that a
step shared by several requirements is taken once. A branch that the person already meets is taken alone: any other
branch only adds tasks. What remains is enumerated in full, so that the best route found is the best there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from mhcareer.model.catalog import Credential, Program, Version
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
from mhcareer.planner.education import answers
from mhcareer.planner.gap import Facts, best_match, gap
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Source,
    Task,
    TrainingWork,
    Window,
)

Resolved = tuple[tuple[str, LeafRequirement], ...]
"""One resolution of a tree: its leaves with their paths, every `any` decided."""

_ORDER: dict[str, int] = {"education": 0, "credential": 1, "training": 2, "exam": 3, "experience": 4}


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
class Search:
    """One search for routes; `blocked` fills with the reasons that closed a way."""

    catalog: Catalog
    person: Person
    start: date
    as_of: date | None = None
    blocked: list[str] = field(default_factory=list)

    def routes(self, credential_id: str) -> Iterator[Route]:
        """Every distinct route to the credential; none if it is out of reach, and `blocked` says why."""
        facts = Facts.of(self.person)
        first = Route(
            tasks=(), degrees=tuple((degree, None) for degree in facts.education), granted=facts.credentials
        )
        seen: set[tuple[frozenset[str], tuple[Window, ...]]] = set()
        for route in self._credential(first, credential_id, frozenset()):
            key = (frozenset(_signature(task) for task in route.tasks), route.windows)
            if key not in seen:
                seen.add(key)
                yield route

    def _credential(self, route: Route, credential_id: str, trail: frozenset[str]) -> Iterator[Route]:
        if credential_id in route.granted:
            yield route
            return
        credential = self.catalog.credentials.get(credential_id)
        if credential is None:
            self._block(f"`{credential_id}` is not in the catalog")
            return
        if credential_id in trail:
            self._block(f"{credential.title} would be required for itself")
            return
        for version, until in self._versions(credential):
            if version.requires is None:
                continue
            for resolved in self._resolutions(version.requires, "requires", credential_id):
                yield from self._granted(route, credential, version, until, resolved, trail | {credential_id})

    def _versions(self, credential: Credential) -> list[tuple[Version, date | None]]:
        """Versions to plan with, each with the day on which the next takes over."""
        usable = [v for v in credential.versions if v.status != "proposed" and v.requires is not None]
        usable.sort(key=lambda v: v.effective or "")
        spans = [
            (version, date.fromisoformat(later.effective) if later and later.effective else None)
            for version, later in zip(usable, [*usable[1:], None], strict=True)
        ]
        day = self.as_of
        if day is not None:
            past = [(v, None) for v, _ in spans if not v.effective or date.fromisoformat(v.effective) <= day]
            return past[-1:]
        return [(v, until) for v, until in spans if until is None or until > self.start or v.keyed_to == "program-start"]

    def _resolutions(self, node: Requirement, path: str, owner: str) -> Iterator[Resolved]:
        here = f"{path}.{node.name}"
        leaf = node.leaf
        if leaf is not None:
            yield ((here, leaf),)
        elif node.any is not None:
            facts = Facts.of(self.person)
            for index, branch in enumerate(node.any):
                if gap(self.catalog, facts, branch, on=self.start, toward=owner).state == "met":
                    yield from self._resolutions(branch, f"{here}.{index}", owner)
                    return
            for index, branch in enumerate(node.any):
                yield from self._resolutions(branch, f"{here}.{index}", owner)
        else:
            yield from self._product(node.children, here, 0, owner)

    def _product(self, nodes: tuple[Requirement, ...], path: str, index: int, owner: str) -> Iterator[Resolved]:
        if index == len(nodes):
            yield ()
            return
        for head in self._resolutions(nodes[index], f"{path}.{index}", owner):
            for tail in self._product(nodes, path, index + 1, owner):
                yield head + tail

    def _granted(
        self,
        route: Route,
        credential: Credential,
        version: Version,
        until: date | None,
        resolved: Resolved,
        trail: frozenset[str],
    ) -> Iterator[Route]:
        for done, gates in self._leaves(route, Gates(), credential, _in_order(resolved), 0, trail):
            not_before = gates.not_before
            if version.effective and version.keyed_to == "application" and self.as_of is None:
                effective = date.fromisoformat(version.effective)
                not_before = max(not_before, effective) if not_before else effective
            task = Task(
                credential.id,
                ApplicationWork(credential, version),
                gates.notes,
                after=gates.everything,
                after_start=gates.enrolled,
                not_before=not_before,
            )
            windows = self._windows(done, credential, version, until, gates)
            if windows is None:
                continue
            yield replace(
                done,
                tasks=(*done.tasks, task),
                windows=done.windows + windows,
                granted=done.granted | {credential.id},
            )

    def _windows(
        self, route: Route, credential: Credential, version: Version, until: date | None, gates: Gates
    ) -> tuple[Window, ...] | None:
        """Limits that choosing this version puts on dates; None if the version cannot apply to this person."""
        if self.as_of is not None:
            return ()
        since = date.fromisoformat(version.effective) if version.effective else None
        if version.keyed_to == "application":
            return (Window(credential.id, None, until),) if until else ()
        programs = [t.id for t in route.tasks if t.id in gates.education and isinstance(t.work, ProgramWork)]
        if programs:
            return tuple(Window(program, since, until) for program in programs) if since or until else ()
        began = [d.program_began for d, task in route.degrees if task is None and d.program_began]
        if began:
            day = date.fromisoformat(max(began))
            return None if (since and day < since) or (until and day >= until) else ()
        return () if until is None else None

    def _leaves(
        self,
        route: Route,
        gates: Gates,
        credential: Credential,
        leaves: Resolved,
        index: int,
        trail: frozenset[str],
    ) -> Iterator[tuple[Route, Gates]]:
        if index == len(leaves):
            yield route, gates
            return
        path, leaf = leaves[index]
        source = Source(credential.id, path, leaf)
        for next_route, next_gates in self._leaf(route, gates, credential, source, trail):
            yield from self._leaves(next_route, next_gates, credential, leaves, index + 1, trail)

    def _leaf(
        self, route: Route, gates: Gates, credential: Credential, source: Source, trail: frozenset[str]
    ) -> Iterator[tuple[Route, Gates]]:
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

    def _education(
        self, route: Route, gates: Gates, source: Source, asked: Education
    ) -> Iterator[tuple[Route, Gates]]:
        if asked.enrolled:
            for task in route.tasks:
                if isinstance(task.work, ProgramWork) and answers(self.catalog, task.work.program, asked):
                    yield route, replace(gates, enrolled=gates.enrolled | {task.id}, notes=(*gates.notes, source))
                    return
            for enrolled, task_id in self._programs(route, asked, source):
                yield enrolled, replace(gates, enrolled=gates.enrolled | {task_id}, notes=(*gates.notes, source))
            return
        options = [
            (m, task_id)
            for degree, task_id in route.degrees
            if (m := best_match(self.catalog, (degree,), asked)) is not None
        ]
        if options:
            found, task_id = min(options, key=lambda o: (o[0].credits_short, o[1] is not None, len(o[0].assumptions)))
            if task_id is None:
                route = replace(route, assumptions=_merged(route.assumptions, found.assumptions))
            else:
                route = _with_source(route, task_id, source)
            tasks = frozenset({task_id}) if task_id else frozenset()
            if found.credits_short:
                credits_id = f"{source.owner}/credits"
                task = Task(credits_id, CreditsWork(found.credits_short), (source,), after=tasks)
                route = replace(route, tasks=(*route.tasks, task))
                tasks = frozenset({credits_id})
            yield route, replace(gates, education=gates.education | tasks, notes=(*gates.notes, source))
            return
        for enrolled, task_id in self._programs(route, asked, source):
            yield enrolled, replace(gates, education=gates.education | {task_id})

    def _programs(self, route: Route, asked: Education, source: Source) -> Iterator[tuple[Route, str]]:
        """The route with each program that answers, its own entry included."""
        found = False
        for program in self.catalog.programs.values():
            if answers(self.catalog, program, asked) and route.task(program.id) is None:
                for ready, gates in self._entry(route, program):
                    found = True
                    task = Task(program.id, ProgramWork(program), (source,), after=gates.education)
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
            self._block(f"no program in the catalog leads to {asked.level.value} in {fields}")

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
                self._block(f"needs a {asked.outside}, which this catalog does not plan for")
                return
            yield route, replace(gates, notes=(*gates.notes, source))
            return
        for ready in self._credential(route, asked.id, trail):
            planned = ready.task(asked.id) is not None
            tasks = frozenset({asked.id}) if planned else frozenset()
            yield ready, replace(gates, credentials=gates.credentials | tasks, notes=(*gates.notes, source))

    def _training(
        self, route: Route, gates: Gates, credential: Credential, source: Source, asked: Training
    ) -> tuple[Route, Gates]:
        logged = Facts.of(self.person).hours.get(credential.id)
        done = logged.training if logged else 0
        if asked.hours and done >= asked.hours.low:
            return route, gates
        task_id = _free_id(route, f"{credential.id}/training")
        task = Task(task_id, TrainingWork(asked, done), (source,), after=gates.education, after_start=gates.enrolled)
        return replace(route, tasks=(*route.tasks, task)), replace(gates, training=gates.training | {task_id})

    def _exam(self, route: Route, gates: Gates, source: Source, asked: ExamRequirement) -> tuple[Route, Gates]:
        facts = Facts.of(self.person)
        node = Requirement(exam=asked)
        if gap(self.catalog, facts, node, on=self.start, toward=source.owner).state == "met":
            return route, replace(gates, notes=(*gates.notes, source))
        timing = asked.timing.value if asked.timing else None
        first = timing == "before-experience"
        planned = route.task(asked.id)
        if planned is not None and asked.valid_months is None:
            route, task_id = _with_source(route, asked.id, source), asked.id
        else:
            task_id = _free_id(route, asked.id)
            after = gates.education | gates.training
            if not first and timing != "any":
                after |= gates.experience if timing == "after-experience" else frozenset()
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
        logged = Facts.of(self.person).hours.get(credential.id)
        node = Requirement(experience=asked)
        if gap(self.catalog, Facts.of(self.person), node, on=self.start, toward=credential.id).state == "met":
            return route, replace(gates, notes=(*gates.notes, source))
        counts_from = counting_moment(asked, has_credential=bool(_credential_leaves(source, gates)))
        after, started = set(gates.exams_first), set[str]()
        match counts_from:
            case "registration":
                after |= gates.credentials | gates.education
                started |= gates.enrolled
            case "graduation":
                after |= gates.education
            case "enrollment":
                after |= gates.education  # conservative: study fills the week; the plan says so
            case "training":
                after |= gates.training | gates.credentials
            case "application":
                approval = f"{credential.id}/approval"
                before = gates.education | gates.training | gates.credentials | gates.exams_first
                task = Task(approval, ApprovalWork(credential), (source,), after=before)
                route = replace(route, tasks=(*route.tasks, task))
                after.add(approval)
            case "any":
                pass
        if counts_from == "registration" and gates.enrolled:
            after -= gates.education
        task_id = _free_id(route, f"{credential.id}/experience")
        work = ExperienceWork(asked, logged)
        task = Task(task_id, work, (source,), after=frozenset(after), after_start=frozenset(started))
        return replace(route, tasks=(*route.tasks, task)), replace(gates, experience=gates.experience | {task_id})

    def _personal(
        self, route: Route, gates: Gates, credential: Credential, source: Source
    ) -> Iterator[tuple[Route, Gates]]:
        leaf = source.leaf
        node = Requirement.model_construct(_fields_set={leaf.kind}, **{leaf.kind: leaf})
        state = gap(self.catalog, Facts.of(self.person), node, on=self.start, toward=credential.id).state
        if state == "no":
            self._block(f"{credential.title} asks for {_spoken(leaf)}, and you said that this does not hold")
            return
        if state == "missing" and isinstance(leaf, Condition):
            self._block(f"only for people of whom it holds: {leaf.text}")
            return
        not_before = gates.not_before
        if state == "missing" and isinstance(leaf, Age) and self.person.birthday:
            grown = add_months(self.person.birthday, 12 * int(leaf.years.low))
            not_before = max(not_before, grown) if not_before else grown
        yield route, replace(gates, notes=(*gates.notes, source), not_before=not_before)

    def _block(self, reason: str) -> None:
        if reason not in self.blocked:
            self.blocked.append(reason)


def counting_moment(asked: Experience, *, has_credential: bool) -> CountsFrom:
    """From when hours count; where the rule is silent the careful reading: after registration, else graduation."""
    if asked.counts_from is not None:
        return asked.counts_from.value
    return "registration" if has_credential else "graduation"


def _credential_leaves(source: Source, gates: Gates) -> bool:
    return any(isinstance(note.leaf, CredentialRequirement) for note in gates.notes if note.owner == source.owner)


def _in_order(resolved: Resolved) -> Resolved:
    """Leaves in the order in which their tasks depend on each other; exams after experience come last."""

    def place(item: tuple[str, LeafRequirement]) -> int:
        leaf = item[1]
        if isinstance(leaf, ExamRequirement) and (leaf.timing is None or leaf.timing.value != "before-experience"):
            return 5
        return _ORDER.get(leaf.kind, 6)

    return tuple(sorted(resolved, key=place))


def _with_source(route: Route, task_id: str, source: Source) -> Route:
    tasks = tuple(replace(t, sources=(*t.sources, source)) if t.id == task_id else t for t in route.tasks)
    return replace(route, tasks=tasks)


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
    wanted = int(asked.semester_credits.low) if asked.semester_credits else 0
    offered = int(program.semester_credits.low) if program.semester_credits else 0
    return max(wanted, offered) or None


def _merged(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return known + tuple(sentence for sentence in more if sentence not in known)


def _signature(task: Task) -> str:
    return f"{task.id}|{';'.join(sorted(f'{s.owner}:{s.path}' for s in task.sources))}"


def _spoken(leaf: LeafRequirement) -> str:
    return {"lived_experience": "lived experience", "background_check": "a clear background check"}.get(
        leaf.kind, "residence"
    )


__all__ = ["Search", "counting_moment"]
