"""What a route is made of: tasks, each with what must come before it and the work that fills its time."""

from __future__ import annotations

from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential, Version
from mhcareer.model.person import HeldEducation, LoggedHours, Studying
from mhcareer.model.program import Program
from mhcareer.model.requirement import Experience, LeafRequirement, Training
from mhcareer.planner.copies import replace


@dataclass(frozen=True)
class ProgramWork:
    """A degree or diploma, from the first class to the last."""

    program: Program
    credits_done: int = 0
    """Semester credits of it that are earned already."""
    under_way: Studying | None = None
    """What the person is enrolled in, if it is this."""

    @property
    def running(self) -> bool:
        """Whether the person is enrolled in it today."""
        return self.under_way is not None

    @property
    def is_paid(self) -> bool:
        """Whether it is a training post that pays those in it."""
        return self.program.pay_per_year_usd is not None

    @property
    def waits_for_a_term(self) -> bool:
        """Whether its first class is that of a term: it is not under way, and does not begin on any day."""
        return not self.running and self.program.starts != "any"


@dataclass(frozen=True)
class CreditsWork:
    """Credits added to a degree that has too few for the rule."""

    credits: int


@dataclass(frozen=True)
class TrainingWork:
    """Training outside a degree; what is done already is taken off."""

    training: Training
    hours_done: int = 0
    fee_usd: Quantity | None = None
    """What the credential's rule says that its training costs."""


@dataclass(frozen=True)
class ExperienceWork:
    """Supervised experience; what is logged already is taken off."""

    experience: Experience
    logged: LoggedHours | None = None
    entries: tuple[LoggedHours, ...] = ()
    """The same as it was logged; entries with days can grow too old."""
    inside: int = 0
    """Hours of the total that the internship inside a planned degree gives."""
    beside: int | None = None
    """Most hours that count from beside the degree, where the rule has such a ceiling and they may begin there."""
    degree: frozenset[str] = frozenset()
    """The studies whose end is graduation for that ceiling."""


@dataclass(frozen=True)
class ExamWork:
    """An examination, from being allowed to sit it to its result."""

    exam: Exam
    valid_months: int | None = None
    fee_usd: Quantity | None = None
    """What the credential's rule says that the exam costs, where the exam itself has no fee stated."""


@dataclass(frozen=True)
class ApplicationWork:
    """From a complete application to the credential in hand."""

    credential: Credential
    version: Version


@dataclass(frozen=True)
class ApprovalWork:
    """An application that must be approved before the hours count."""

    credential: Credential


Work = ProgramWork | CreditsWork | TrainingWork | ExperienceWork | ExamWork | ApplicationWork | ApprovalWork
StudyWork = ProgramWork | CreditsWork


@dataclass(frozen=True)
class Source:
    """The leaf that a task answers: which credential's rule, where in it, and the leaf itself."""

    owner: str
    path: str
    leaf: LeafRequirement


@dataclass(frozen=True)
class Lag:
    """A task waits for another's end and some months more, or fewer where the number is negative."""

    task: str
    months: int


@dataclass(frozen=True)
class Task:
    """One step of a route, before it has dates."""

    id: str
    work: Work
    sources: tuple[Source, ...] = ()
    after: frozenset[str] = frozenset()
    """Tasks that must be finished before this one starts."""
    after_start: frozenset[str] = frozenset()
    """Tasks that must have started before this one starts."""
    not_before: date | None = None
    lags: tuple[Lag, ...] = ()

    @property
    def waits_for(self) -> frozenset[str]:
        """Every task that has a say in when this one starts."""
        return self.after | self.after_start | {lag.task for lag in self.lags}


@dataclass(frozen=True)
class Window:
    """The span in which a task must start for the chosen version of a rule to apply."""

    task: str
    since: date | None
    before: date | None
    """The day on which the next version takes over."""


@dataclass(frozen=True)
class Degree:
    """A degree held, or earned on a route."""

    held: HeldEducation
    task: str | None
    """The task after which it is held; None if it is held today."""
    fields: tuple[str | None, ...]
    """Fields that it may be in: one for a degree held, several while the program's field is still open."""
    is_held: bool = False
    """Whether the person has it today, though credits may be added to it."""


@dataclass(frozen=True)
class Route:
    """One choice of every alternative: its tasks in an order that respects precedence, the target's own last."""

    tasks: tuple[Task, ...]
    windows: tuple[Window, ...] = ()
    assumptions: tuple[str, ...] = ()
    degrees: tuple[Degree, ...] = ()
    stretches: int = 0
    """Times that a higher degree answers for a lower one; of two equal routes the one with fewer is plainer."""
    narrowed: int = 0
    """Times that a degree is taken to be in a narrower field than the person said."""
    lent: frozenset[str] = frozenset()
    """Programs that answer a leaf which alone calls for a lesser one; a leaf that calls for them must follow."""
    granted: frozenset[str] = frozenset()
    """Credentials held or earned on the way."""

    def task(self, task_id: str) -> Task | None:
        """The task with an id, if the route has it."""
        return next((task for task in self.tasks if task.id == task_id), None)


def with_source(route: Route, task_id: str, source: Source) -> Route:
    """The route with one more leaf that a task answers."""
    tasks = tuple(replace(t, sources=(*t.sources, source)) if t.id == task_id else t for t in route.tasks)
    return replace(route, tasks=tasks)


def with_changes(route: Route, changes: dict[str, Task]) -> Route:
    """The route with some tasks replaced, by id."""
    return replace(route, tasks=tuple(changes.get(task.id, task) for task in route.tasks))


def free_id(route: Route, wanted: str) -> str:
    """An id that no task of the route has yet: the wanted one, or with a number behind it."""
    number, free = 1, wanted
    while route.task(free) is not None:
        number += 1
        free = f"{wanted}-{number}"
    return free
