"""The steps of a plan: a scheduled route told task by task, each with its figures and their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import Model, Statement
from mhcareer.model.credential import Credential, Version
from mhcareer.model.figures import Figure, figures
from mhcareer.model.library import Catalog
from mhcareer.model.pay import dollars
from mhcareer.model.person import Person
from mhcareer.model.plan import Binding, Step, StepKind, Target, ThreeMonths
from mhcareer.planner.cost import due, told
from mhcareer.planner.dating.clock import SPEEDS, Clock, Speed
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.schedule import Spans, finish_of
from mhcareer.planner.explain import experience_notes, number, span_of_days, why
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Route,
    Task,
    TrainingWork,
)
from mhcareer.planner.telling.beside import beside_study, bound_as_long
from mhcareer.planner.telling.exams import also_taken
from mhcareer.planner.telling.left import what_is_left

_NAMED_STEPS = 3
"""Critical steps that are named as what sets the date."""


@dataclass(frozen=True)
class Effect:
    """What loosening the constraint of a step would bring."""

    words: str
    sooner_days: int


@dataclass(frozen=True)
class Scheduled:
    """A route with its schedules at three speeds, and what they were made from."""

    catalog: Catalog
    person: Person
    target: Target
    clock: Clock
    route: Route
    spans: Mapping[Speed, Spans]
    latest: Mapping[str, date]
    effects: Mapping[str, Effect]
    """By task, for the decisive ones whose constraint can be loosened."""

    @property
    def typical(self) -> Spans:
        """The schedule at the typical speed."""
        return self.spans["typical"]

    @property
    def finish(self) -> date:
        """The day on which the target is held, at the typical speed."""
        return finish_of(self.route, self.typical, self.clock.start)

    @property
    def applications(self) -> Iterator[tuple[Task, Credential, Version]]:
        """Every credential that is earned on the way, with the version of its rule."""
        for task in self.route.tasks:
            if isinstance(task.work, ApplicationWork):
                yield task, task.work.credential, task.work.version


def steps(scheduled: Scheduled) -> tuple[Step, ...]:
    """The steps in order of their start at the typical speed."""
    order = {task.id: index for index, task in enumerate(scheduled.route.tasks)}
    tasks = sorted(scheduled.route.tasks, key=lambda t: (scheduled.typical[t.id].begin, order[t.id]))
    return tuple(_step(scheduled, task) for task in tasks)


def title(task: Task) -> str:
    """The name of a step as a person reads it."""
    match task.work:
        case ProgramWork(program):
            return program.title
        case CreditsWork(credits):
            return f"{credits} further semester credits"
        case TrainingWork(training):
            return _capital(training.of or "training")
        case ExperienceWork(experience):
            return _capital(experience.of or "supervised experience")
        case ExamWork(exam):
            return exam.title + (f" ({exam.abbreviation})" if exam.abbreviation else "")
        case ApprovalWork(credential):
            return f"Application approved: {credential.title}"
        case ApplicationWork(credential):
            return credential.title + (f" ({credential.abbreviation})" if credential.abbreviation else "")


def titles(catalog: Catalog, tasks: Iterable[Task]) -> tuple[str, ...]:
    """The names of steps in their order; of those that are called the same, each with whose rule asks it."""
    named = [(title(task), task) for task in tasks]
    often = Counter(name for name, _ in named)
    return tuple(f"{name} (for the {_asker(catalog, task)})" if often[name] > 1 else name for name, task in named)


def _asker(catalog: Catalog, task: Task) -> str:
    owner = catalog.credentials[task.sources[0].owner]
    return owner.abbreviation or owner.title


def kind(task: Task) -> StepKind:
    """What sort of step a task is."""
    match task.work:
        case ProgramWork():
            return "program"
        case CreditsWork():
            return "credits"
        case TrainingWork():
            return "training"
        case ExperienceWork():
            return "experience"
        case ExamWork():
            return "exam"
        case ApprovalWork():
            return "approval"
        case ApplicationWork(credential):
            return "employer-role" if credential.kind == "employer-role" else "application"


def _step(scheduled: Scheduled, task: Task) -> Step:
    found = scheduled.typical[task.id]
    slack = (scheduled.latest[task.id] - found.begin).days
    spans = {speed: scheduled.spans[speed][task.id] for speed in SPEEDS}
    elsewhere = frozenset(
        (source.owner, source.path)
        for other in scheduled.route.tasks
        if other.id != task.id
        for source in other.sources
    )
    listed = tuple(_task_figures(scheduled.catalog, task, elsewhere, scheduled.person.study))
    return Step(
        id=task.id,
        kind=kind(task),
        title=title(task),
        start=found.begin,
        finish=found.end,
        months=ThreeMonths(**{speed: months_between(s.begin, s.end) for speed, s in spans.items()}),
        spans={speed: (s.begin, s.end) for speed, s in spans.items()},
        cost_usd=told(due(task)),
        after=tuple(sorted(task.after)),
        after_start=tuple(sorted(task.after_start)),
        critical=slack == 0,
        slack_days=slack,
        binding=_binding(scheduled, task),
        requirement=tuple(f"{source.owner}:{source.path}" for source in task.sources),
        figures=listed,
        references=tuple(
            dict.fromkeys([*(key for figure in listed for key in figure.references), *_note_references(task)])
        ),
        notes=_notes(scheduled, task),
    )


def _binding(scheduled: Scheduled, task: Task) -> Binding:
    found, effect = scheduled.typical[task.id], scheduled.effects.get(task.id)
    return Binding(
        constraint=found.bound.constraint,
        why=_why(scheduled, task),
        eased=effect.words if effect else None,
        sooner_days=effect.sooner_days if effect else None,
    )


def _why(scheduled: Scheduled, task: Task) -> str:
    """How the step's length comes about, with what study leaves of the week for it."""
    also = bound_as_long(task, scheduled.route, scheduled.typical, scheduled.clock)
    said = why(task, scheduled.typical[task.id], scheduled.clock, also)
    return said + beside_study(task, scheduled.route, scheduled.typical, scheduled.clock)


def _task_figures(catalog: Catalog, task: Task, elsewhere: frozenset[tuple[str, str]], study: str) -> Iterator[Figure]:
    """Figures of the rules that a step answers.

    An application also carries the credential's fees and times, and the leaves that the person meets already: those
    that are worked off are told on the steps `elsewhere` that do it.
    """
    for source in task.sources:
        if not isinstance(task.work, ApplicationWork) or (source.owner, source.path) not in elsewhere:
            yield from _figures(catalog, source.leaf, f"{source.owner}:{source.path}")
    match task.work:
        case ApplicationWork(credential):
            if credential.fees_usd:
                yield from _figures(catalog, credential.fees_usd, f"{credential.id}:fees_usd")
            if credential.processing_weeks:
                yield from _figures(catalog, credential.processing_weeks, f"{credential.id}:processing_weeks")
        case ExamWork(exam):
            if exam.fee_usd:
                yield from _figures(catalog, exam.fee_usd, f"{exam.id}:fee_usd")
        case ProgramWork(program):
            pace = study.replace("-", "_")
            yield from _figures(catalog, getattr(program.months, pace), f"{program.id}:months.{pace}")
            for name in ("tuition_per_year_usd", "flat_cost_usd", "pay_per_year_usd"):
                if (money := getattr(program, name)) is not None:
                    yield from _figures(catalog, money, f"{program.id}:{name}")


def _figures(catalog: Catalog, of: Model, path: str) -> tuple[Figure, ...]:
    """The figures of a part of the data; it is kept with them, so that its id stays its own."""
    return catalog.derived(("figures", id(of), path), lambda: (of, tuple(figures(of, path))))[1]


def _told(statement: Statement) -> str:
    return f"{statement.value} ~" if statement.unverified else statement.value


def _note_references(task: Task) -> Iterator[str]:
    """References behind the notes of a step."""
    match task.work:
        case ProgramWork(program):
            statements = program.notes
        case ExamWork(exam):
            statements = exam.notes
        case ApplicationWork(credential):
            statements = credential.after_issue
        case _:
            statements = ()
    for statement in statements:
        yield from statement.ref


def _notes(scheduled: Scheduled, task: Task) -> tuple[str, ...]:
    notes: list[str] = []
    match task.work:
        case ExperienceWork(_, logged):
            notes.extend(experience_notes(task.work))
            if logged and any((logged.total, logged.direct, logged.supervision, logged.months)):
                notes.append(what_is_left(task.work, scheduled.clock))
        case ProgramWork(program, done):
            if done:
                notes.append(f"{done} credits that you have are taken off")
            if pay := program.pay_per_year_usd:
                notes.append(f"a paid post: {dollars(pay.low)} to {dollars(pay.high)} a year")
            notes.extend(_told(statement) for statement in program.notes)
        case ExamWork(exam):
            notes.extend(also_taken(scheduled.catalog, scheduled.route, task))
            if exam.retake_wait_days:
                notes.append(f"after a failed attempt wait {number(exam.retake_wait_days.high)} days")
            notes.extend(_told(statement) for statement in exam.notes)
        case ApplicationWork(credential):
            notes.extend(f"afterwards: {_told(statement)}" for statement in credential.after_issue)
            if credential.lasts_months:
                notes.append(f"can be held for {number(credential.lasts_months.high)} months at most")
        case _:
            pass
    return tuple(dict.fromkeys(notes))


def decisive(scheduled: Scheduled) -> tuple[Task, ...]:
    """The longest steps of the critical path, first the one that pace can change."""
    critical = [task for task in scheduled.route.tasks if is_critical(scheduled, task)]

    def length(task: Task) -> int:
        found = scheduled.typical[task.id]
        return (found.end - found.begin).days

    by_length = sorted((task for task in critical if length(task)), key=lambda t: -length(t))
    paced = [task for task in by_length if isinstance(task.work, ExperienceWork)][:1]
    return tuple([*paced, *(task for task in by_length if task not in paced)][:_NAMED_STEPS])


def what_sets_the_date(scheduled: Scheduled) -> tuple[str, ...]:
    """What binds the decisive steps, and what loosening each would bring; of what is alike in all of it one line."""
    named = decisive(scheduled)
    names = titles(scheduled.catalog, named)
    return tuple(dict.fromkeys(_sets_the_date(scheduled, *one) for one in zip(named, names, strict=True)))


def is_critical(scheduled: Scheduled, task: Task) -> bool:
    """Whether a task cannot begin a day later without moving the finish."""
    found = scheduled.typical[task.id]
    return scheduled.latest[task.id] == found.begin and found.end <= scheduled.finish


def _sets_the_date(scheduled: Scheduled, task: Task, name: str) -> str:
    said = f"{name}: {_why(scheduled, task)}."
    effect = scheduled.effects.get(task.id)
    if effect is None or not effect.sooner_days:
        return said
    days = span_of_days(abs(effect.sooner_days))
    return f"{said} {_capital(effect.words)} you finish {days} {'earlier' if effect.sooner_days > 0 else 'later'}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
