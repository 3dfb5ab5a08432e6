"""What one leaf of a rule adds to a route: the tasks that meet it, each behind the gates it must pass.

Leaves of one credential are taken in the order in which their tasks depend on each other, and `Gates` carries what the
earlier ones brought. Hours, for instance, wait for the registration that an earlier leaf planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.requirement import (
    Age,
    Condition,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Requirement,
    Training,
)
from mhcareer.planner.copies import replace
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.facts.gap import Facts, State, gap
from mhcareer.planner.routes.counting import counting_moment, gated, hours_of
from mhcareer.planner.routes.degrees import Degrees
from mhcareer.planner.routes.enrollment import Enrollment
from mhcareer.planner.routes.gates import Gates, asks_for_credential, studied
from mhcareer.planner.tasks import (
    ExamWork,
    Lag,
    Route,
    Source,
    Task,
    TrainingWork,
    Window,
    free_id,
    with_source,
)

WORKED_OFF = ("education", "credential", "training", "exam", "experience")
"""Kinds of leaf that bring tasks, in the order in which their tasks depend on each other."""


class Trail(NamedTuple):
    """From where a credential is sought."""

    sought: frozenset[str] = frozenset()
    """Credentials whose ways are being sought already."""
    studies_follow: bool = False
    """Whether their rules still have leaves to work off that may call for a degree."""


Acquire = Callable[[Route, str, Trail], Iterator[Route]]
"""Extends a route to a credential."""


@dataclass
class Leaves:
    """Resolves leaves for one person; `blocked` collects the reasons that closed a way."""

    catalog: Catalog
    person: Person
    start: date
    acquire: Acquire
    programs: frozenset[str]
    called_for: frozenset[str]
    blocked: list[str] = field(default_factory=list)
    conditional: list[str] = field(default_factory=list)
    """Ways that a confirmed condition would open."""
    one_passed: dict[int, frozenset[str]] = field(default_factory=dict)
    """Exam leaves, by identity, taken for an alternative that a held credential's exams answer: those exams."""

    def __post_init__(self) -> None:
        self.facts = Facts.of(self.person).with_what_is_behind(self.catalog)
        self.enrollment = Enrollment(self.catalog, self.person)
        self.degrees = Degrees(
            self.catalog, self.block, self.programs, self.person, self.called_for, self.enrollment.ids
        )
        self._states: dict[tuple[int, str], State] = {}

    def state(self, leaf: LeafRequirement, owner: str) -> State:
        """How a leaf stands against what the person holds today."""
        known = self._states.get((id(leaf), owner))
        if known is None:
            node = Requirement.model_construct(_fields_set={leaf.kind}, **{leaf.kind: leaf})
            known = gap(self.catalog, self.facts, node, on=self.start, toward=owner).state
            self._states[id(leaf), owner] = known  # leaves belong to the catalog and outlive the search
        return known

    def resolve(
        self, route: Route, gates: Gates, credential: Credential, source: Source, trail: Trail
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
                yield from self._exam(route, gates, source, source.leaf)
            case Experience():
                yield self._experience(route, gates, credential, source, source.leaf)
            case _:
                raise TypeError(f"not a leaf that a plan works off: {source.leaf!r}")

    def _education(self, route: Route, gates: Gates, source: Source, asked: Education) -> Iterator[tuple[Route, Gates]]:
        notes = (*gates.notes, source)
        if asked.enrolled:
            for begun, program in self.degrees.enrolled(route, asked, source):
                yield begun, replace(gates, enrolled=gates.enrolled | {program}, notes=notes)
            return
        for ready, tasks in self.degrees.answered(route, asked, source):
            yield ready, replace(gates, education=gates.education | tasks, has_degree=True, notes=notes)

    def _prerequisite(
        self, route: Route, gates: Gates, source: Source, asked: CredentialRequirement, trail: Trail
    ) -> Iterator[tuple[Route, Gates]]:
        if asked.id is None:
            if asked.outside not in self.person.outside_credentials:
                self.block(f"needs a {asked.outside}, which must be held already (a profile can say so)")
                return
            yield route, replace(gates, notes=(*gates.notes, source))
            return
        for way in self.acquire(route, asked.id, trail):
            ready, planned = way, way.task(asked.id) is not None
            tasks = frozenset({asked.id}) if planned else frozenset()
            held = int(asked.held_months.low) if asked.held_months else 0
            lags = (Lag(asked.id, held),) if planned and held else ()
            if held and not planned:
                said = f"you have held {asked.id} for {held} months by the time that you apply"
                ready = replace(ready, assumptions=(*ready.assumptions, said))
            yield (
                ready,
                replace(
                    gates,
                    credentials=gates.credentials | tasks,
                    notes=(*gates.notes, source),
                    lags=gates.lags + lags,
                ),
            )

    def _training(
        self, route: Route, gates: Gates, credential: Credential, source: Source, asked: Training
    ) -> tuple[Route, Gates]:
        logged = self.facts.hours.get(credential.id)
        done = logged.training if logged else 0
        if asked.hours and done >= asked.hours.low:
            return route, gates
        task_id = free_id(route, f"{credential.id}/training")
        task = Task(
            task_id,
            TrainingWork(
                asked, done, credential.fees_usd.training if credential.fees_usd and not gates.training else None
            ),
            (source,),
            gates.education | gates.training,
            gates.enrolled,
        )
        return replace(route, tasks=(*route.tasks, task)), replace(gates, training=gates.training | {task_id})

    def _exam(
        self, route: Route, gates: Gates, source: Source, asked: ExamRequirement
    ) -> Iterator[tuple[Route, Gates]]:
        """The exam passed already, while the pass still counts at the application; or else a sitting."""
        one_of = self.one_passed.get(id(asked), frozenset({asked.id}))
        if len(one_of) > 1 or self.state(asked, source.owner) == "met":
            known = replace(gates, notes=(*gates.notes, source))
            if (behind := self.facts.implied.get(one_of)) is not None:
                exams = " or the ".join(sorted(self.catalog.exams[exam].title for exam in one_of))
                said = f"you passed the {exams} for your {self.catalog.credentials[behind].title}"
                route = replace(route, assumptions=(*route.assumptions, said))
            if asked.valid_months is None:
                yield route, known
                return
            passed = self.facts.exams[asked.id].passed
            if passed is None:
                said = f"your pass of the {self.catalog.exams[asked.id].title} is not too old to count"
                yield replace(route, assumptions=(*route.assumptions, said)), known
                return
            expires = add_months(date.fromisoformat(passed), int(asked.valid_months.low)) + timedelta(days=1)
            yield replace(route, windows=(*route.windows, Window(source.owner, None, expires))), known
        yield self._sitting(route, gates, source, asked)

    def _sitting(self, route: Route, gates: Gates, source: Source, asked: ExamRequirement) -> tuple[Route, Gates]:
        timing = asked.timing.value if asked.timing else None
        first = timing == "before-experience"
        planned = route.task(asked.id)
        # Within one rule the same exam at another time is another sitting; between rules one pass serves both.
        again = planned is not None and planned.sources[0].owner == source.owner
        if planned is not None and not again and asked.valid_months is None:
            route, task_id = with_source(route, asked.id, source), asked.id
        else:
            task_id = free_id(route, asked.id)
            degree = studied(route, gates)
            early = asked.before_graduation_months
            # Silence on when an exam may be taken is read with care, too: after the hours.
            after = gates.training if early else degree | gates.training
            if timing in (None, "after-experience"):
                after |= gates.experience
            lags = tuple(Lag(study, -int(early.low)) for study in sorted(degree)) if early else ()
            started = gates.enrolled
            if timing == "during-experience":
                started |= gates.experience
            valid = int(asked.valid_months.low) if asked.valid_months else None
            fees = self.catalog.credentials[source.owner].fees_usd
            work = ExamWork(self.catalog.exams[asked.id], valid, fees.exam if fees else None)
            task = Task(task_id, work, (source,), after=after, after_start=started, lags=lags)
            route = replace(route, tasks=(*route.tasks, task))
        exams_first = gates.exams_first | ({task_id} if first else set())
        return route, replace(gates, exams=gates.exams | {task_id}, exams_first=exams_first)

    def _experience(
        self, route: Route, gates: Gates, credential: Credential, source: Source, asked: Experience
    ) -> tuple[Route, Gates]:
        logged = self.facts.hours.get(credential.id)
        if logged and asked.counts_from and asked.counts_from.value == "registration" and gates.credentials:
            name = credential.abbreviation or credential.title
            said = f"hours logged toward {name} are not counted: they count only once what it asks first is held"
            route, logged = replace(route, assumptions=(*route.assumptions, said)), None
        elif self.state(asked, credential.id) == "met" and not self._can_age(asked, credential):
            return route, replace(gates, notes=(*gates.notes, source))
        moment = counting_moment(asked, has_credential=asks_for_credential(source, gates))
        route, after, started = gated(route, gates, credential, source, asked, moment)
        work = hours_of(route, gates, asked, credential, logged, moment, self.person.hours)
        if work.inside:
            said = f"{work.inside} hours of the internship inside the degree count toward the total"
            route = replace(route, assumptions=(*route.assumptions, said))
        task_id = free_id(route, f"{credential.id}/experience")
        task = Task(task_id, work, (source,), after=frozenset(after), after_start=frozenset(started))
        return replace(route, tasks=(*route.tasks, task)), replace(gates, experience=gates.experience | {task_id})

    def _can_age(self, asked: Experience, credential: Credential) -> bool:
        """Whether hours that suffice today may be too old on the day of the application."""
        return asked.window_months is not None and any(
            entry.since for entry in self.person.hours if entry.toward == credential.id
        )

    def personal(self, credential: Credential, resolved: Iterable[Source]) -> Gates | None:
        """What only the person can know or bring: notes and the first day; None where it closes the way."""
        gates = Gates()
        for source in resolved:
            leaf = source.leaf
            if leaf.kind in WORKED_OFF:
                continue
            if not self._is_open(leaf, credential):
                return None
            grown = None
            if isinstance(leaf, Age) and self.person.birthday and self.state(leaf, credential.id) == "missing":
                grown = add_months(self.person.birthday, 12 * int(leaf.years.low))
            day = max(filter(None, (gates.not_before, grown)), default=None)
            gates = replace(gates, notes=(*gates.notes, source), not_before=day)
        return gates

    def _is_open(self, leaf: LeafRequirement, credential: Credential) -> bool:
        """Whether the person may meet a condition; why not is noted."""
        state = self.state(leaf, credential.id)
        if state == "no":
            bars = (
                "; whether a record bars you, only the board can say: ask it" if leaf.kind == "background_check" else ""
            )
            self.block(f"{credential.title} asks for {_spoken(leaf)}, and you said that this does not hold{bars}")
            return False
        if state == "missing" and isinstance(leaf, Condition):
            self.block(f"only for people of whom it holds: {leaf.text}")
            known = f"{credential.abbreviation or credential.title}: {leaf.text}"
            if known not in self.conditional:
                self.conditional.append(known)
            return False
        return True

    def block(self, reason: str) -> None:
        """Note why a way is closed, once."""
        if reason not in self.blocked:
            self.blocked.append(reason)


def _spoken(leaf: LeafRequirement) -> str:
    return {"lived_experience": "lived experience", "background_check": "a clear background check"}.get(
        leaf.kind, "residence"
    )
