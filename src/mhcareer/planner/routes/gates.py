"""What the tasks of one credential wait for: gates that its earlier leaves have brought."""

from __future__ import annotations

from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.requirement import CredentialRequirement
from mhcareer.planner.tasks import CreditsWork, Lag, Route, Source, StudyWork


@dataclass(frozen=True)
class Gates:
    """Tasks that the leaves of one credential have brought so far, by what waits for them."""

    education: frozenset[str] = frozenset()
    has_degree: bool = False
    """Whether the rule asks for a degree, held or planned."""
    enrolled: frozenset[str] = frozenset()
    credentials: frozenset[str] = frozenset()
    training: frozenset[str] = frozenset()
    exams: frozenset[str] = frozenset()
    exams_first: frozenset[str] = frozenset()
    experience: frozenset[str] = frozenset()
    notes: tuple[Source, ...] = ()
    not_before: date | None = None
    lags: tuple[Lag, ...] = ()
    """Credentials that must have been held for some time before the application."""

    @property
    def everything(self) -> frozenset[str]:
        """All tasks that must be finished before the application."""
        return self.education | self.credentials | self.training | self.exams | self.experience


def asks_for_credential(source: Source, gates: Gates) -> bool:
    """Whether the rule of a leaf asks for a credential beside it."""
    return any(isinstance(note.leaf, CredentialRequirement) for note in gates.notes if note.owner == source.owner)


def studied(route: Route, gates: Gates) -> frozenset[str]:
    """Degrees that this rule asks for, or where it asks for none those behind the credentials that it asks for."""
    if gates.has_degree:
        return gates.education
    behind: set[str] = set()
    waiting = list(gates.credentials)
    while waiting:
        task = route.task(waiting.pop())
        if task is not None and task.id not in behind:
            behind.add(task.id)
            waiting.extend(task.after)
    programs = {t.id for t in route.tasks if t.id in behind and isinstance(t.work, StudyWork)}
    return frozenset(programs)


def begun(route: Route, gates: Gates) -> set[str]:
    """The studies that begin those degrees; credits added to a planned degree begin with its program."""
    found, studies = set[str](), studied(route, gates)
    for task in route.tasks:
        if task.id in studies:
            found |= task.after if isinstance(task.work, CreditsWork) else {task.id}
    return found
