"""All that a plan says about its scheduled route: steps, reasons, warnings, assumptions, gaps, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mhcareer.model.base import Statement
from mhcareer.model.catalog import Credential, Version
from mhcareer.model.figures import Figure, figures
from mhcareer.model.library import Catalog
from mhcareer.model.person import PassedExam, Person
from mhcareer.model.plan import Binding, Exit, Meanwhile, Step, StepKind, Target, ThreeMonths
from mhcareer.model.requirement import (
    Age,
    BackgroundCheck,
    Condition,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LivedExperience,
    Residence,
)
from mhcareer.planner.cost import cost_of
from mhcareer.planner.dates import months_between
from mhcareer.planner.education import spoken
from mhcareer.planner.explain import experience_notes, faster, number, too_long, unstated, why
from mhcareer.planner.gap import Facts, gap
from mhcareer.planner.schedule import SPEEDS, Clock, Span, Speed
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


@dataclass(frozen=True)
class Scheduled:
    """A route with its schedules at three speeds, and what they were made from."""

    catalog: Catalog
    person: Person
    target: Target
    clock: Clock
    route: Route
    spans: Mapping[Speed, Mapping[str, Span]]
    latest: Mapping[str, date]

    @property
    def typical(self) -> Mapping[str, Span]:
        """The schedule at the typical speed."""
        return self.spans["typical"]

    @property
    def applications(self) -> Iterator[tuple[Task, Credential, Version]]:
        """Every credential that is earned on the way, with the version of its rule."""
        for task in self.route.tasks:
            if isinstance(task.work, ApplicationWork):
                yield task, task.work.credential, task.work.version


@dataclass(frozen=True)
class Remarks:
    """What a plan says beside its steps."""

    warnings: tuple[str, ...]
    conditions: tuple[str, ...]
    assumptions: tuple[str, ...]
    not_stated: tuple[str, ...]
    at_least: bool
    unverified: int
    references: tuple[str, ...]


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
            return f"{credits} further graduate credits"
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
    listed = tuple(_task_figures(task))
    return Step(
        id=task.id,
        kind=kind(task),
        title=title(task),
        start=found.begin,
        finish=found.end,
        months=ThreeMonths(**{speed: months_between(s.begin, s.end) for speed, s in spans.items()}),
        spans={speed: (s.begin, s.end) for speed, s in spans.items()},
        cost_usd=cost_of(task),
        after=tuple(sorted(task.after)),
        after_start=tuple(sorted(task.after_start)),
        critical=slack == 0,
        slack_days=slack,
        binding=Binding(constraint=found.bound.constraint, why=why(task, found, scheduled.clock)),
        requirement=tuple(f"{source.owner}:{source.path}" for source in task.sources),
        figures=listed,
        references=tuple(dict.fromkeys(key for figure in listed for key in figure.references)),
        notes=_notes(task),
    )


def _task_figures(task: Task) -> Iterator[Figure]:
    """Figures of the rules that a step answers; those of a credential's own fees and times on its application."""
    for source in task.sources:
        if not isinstance(task.work, ApplicationWork) or not isinstance(source.leaf, Education | Experience):
            yield from figures(source.leaf, f"{source.owner}:{source.path}")
    match task.work:
        case ApplicationWork(credential):
            if credential.fees_usd:
                yield from figures(credential.fees_usd, f"{credential.id}:fees_usd")
            if credential.processing_weeks:
                yield from figures(credential.processing_weeks, f"{credential.id}:processing_weeks")
        case ExamWork(exam):
            if exam.fee_usd:
                yield from figures(exam.fee_usd, f"{exam.id}:fee_usd")
        case ProgramWork(program):
            speeds = program.months
            yield from figures(speeds.full_time, f"{program.id}:months.full_time")
            if program.tuition_per_year_usd:
                yield from figures(program.tuition_per_year_usd, f"{program.id}:tuition_per_year_usd")


def _notes(task: Task) -> tuple[str, ...]:
    notes: list[str] = []
    match task.work:
        case ExperienceWork(experience, logged):
            notes.extend(experience_notes(experience))
            if logged:
                notes.append("hours already logged are taken off")
        case ProgramWork(program):
            notes.extend(statement.value for statement in program.notes)
        case ExamWork(exam):
            if exam.retake_wait_days:
                notes.append(f"after a failed attempt wait {number(exam.retake_wait_days.high)} days")
            notes.extend(statement.value for statement in exam.notes)
        case ApplicationWork(credential):
            notes.extend(f"afterwards: {statement.value}" for statement in credential.after_issue)
            if credential.lasts_months:
                notes.append(f"can be held for {number(credential.lasts_months.high)} months at most")
        case _:
            pass
    return tuple(dict.fromkeys(notes))


def what_sets_the_date(scheduled: Scheduled) -> tuple[str, ...]:
    """The longest critical step that pace can change, else the longest critical step, and what more would do."""
    critical = [
        task
        for task in scheduled.route.tasks
        if scheduled.latest[task.id] == scheduled.typical[task.id].begin
    ]
    if not critical:
        return ()

    def length(task: Task) -> int:
        found = scheduled.typical[task.id]
        return (found.end - found.begin).days

    paced = [t for t in critical if isinstance(t.work, ExperienceWork) and length(t)]
    chosen = max(paced or critical, key=length)
    found = scheduled.typical[chosen.id]
    sentences = [f"{why(chosen, found, scheduled.clock)} ({title(chosen)})."]
    finish = max(s.end for s in scheduled.typical.values())
    more = faster(scheduled.route, chosen, found.bound, scheduled.clock, finish)
    return tuple([*sentences, more] if more else sentences)


def meanwhile(scheduled: Scheduled) -> tuple[Meanwhile, ...]:
    """Credentials of the same jurisdiction that the facts so far open without anything more, each when it opens."""
    own = {task.id for task in scheduled.route.tasks} | scheduled.route.granted
    opened: dict[str, Meanwhile] = {}
    for day, facts in _milestones(scheduled):
        for credential in scheduled.catalog.in_jurisdiction(scheduled.target.jurisdiction):
            if credential.id in own or credential.id in opened:
                continue
            version = in_force(credential, day)
            if version is None or version.requires is None:
                continue
            state = gap(scheduled.catalog, facts, version.requires, on=day, toward=credential.id).state
            if state == "met" or (state == "ask" and _asks_more_than_words(version)):
                opened[credential.id] = Meanwhile.model_validate(
                    {"from": day, "role": credential.role, "title": credential.title, "credential": credential.id},
                    strict=False,
                )
    return tuple(opened.values())


def in_force(credential: Credential, day: date) -> Version | None:
    """The version of a rule that holds on a day; None before the first."""
    usable = [
        v
        for v in credential.versions
        if v.requires is not None and v.status != "proposed" and (not v.effective or v.effective <= day.isoformat())
    ]
    return max(usable, key=lambda v: v.effective or "", default=None)


def _asks_more_than_words(version: Version) -> bool:
    """Whether the rule has a requirement that facts can meet; conditions alone open nothing."""
    leaves = version.requires.leaves() if version.requires else ()
    return any(isinstance(leaf, Education | CredentialRequirement | ExamRequirement) for _, leaf in leaves)


def _milestones(scheduled: Scheduled) -> Iterator[tuple[date, Facts]]:
    facts = Facts.of(scheduled.person)
    yield scheduled.clock.start, facts
    degrees = {task_id: degree for degree, task_id in scheduled.route.degrees if task_id}
    for task in sorted(scheduled.route.tasks, key=lambda t: scheduled.typical[t.id].end):
        match task.work:
            case ProgramWork():
                facts = facts.with_education(degrees[task.id])
            case ApplicationWork(credential):
                facts = facts.with_credential(credential.id)
            case ExamWork(exam):
                passed = PassedExam(id=exam.id, passed=scheduled.typical[task.id].end.isoformat())
                facts = facts.with_exam(passed)
            case _:
                continue
        if task.id != scheduled.target.credential:
            yield scheduled.typical[task.id].end, facts


def exits(scheduled: Scheduled) -> tuple[Exit, ...]:
    """What is held after each step that leaves something to hold."""
    held = [spoken(degree.level) for degree, task_id in scheduled.route.degrees if task_id is None]
    listed: list[Exit] = []
    for task in sorted(scheduled.route.tasks, key=lambda t: scheduled.typical[t.id].end):
        if isinstance(task.work, ProgramWork | ApplicationWork) and task.id != scheduled.target.credential:
            held.append(title(task))
            listed.append(Exit(after=task.id, holds=tuple(held)))
    return tuple(listed)


def remarks(scheduled: Scheduled, listed: tuple[Step, ...]) -> Remarks:
    """Warnings, conditions, assumptions and gaps of a plan, and the references that all of it rests on."""
    warnings, warning_refs = _warnings(scheduled)
    open_ends = [text for task in scheduled.route.tasks if (text := unstated(task)) is not None]
    declared = [f"{c.title}: {text}" for _, c, v in scheduled.applications for text in v.not_stated]
    unbounded = any(
        isinstance(t.work, ExperienceWork | TrainingWork) and unstated(t) for t in scheduled.route.tasks
    )
    rules = {figure.path: figure for step in listed for figure in step.figures if "-" in figure.path.split(":")[0]}
    on_rules = [f for path, f in rules.items() if path.split(":")[0] in scheduled.catalog.credentials]
    keys = [key for step in listed for key in step.references]
    return Remarks(
        warnings=warnings,
        conditions=tuple(_unique(_conditions(scheduled))),
        assumptions=tuple(_unique(_assumptions(scheduled))),
        not_stated=tuple(_unique([*open_ends, *declared])),
        at_least=unbounded,
        unverified=sum(figure.status == "unverified" for figure in on_rules),
        references=tuple(dict.fromkeys([*keys, *warning_refs])),
    )


def _warnings(scheduled: Scheduled) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said: list[str] = []
    refs: list[str] = []

    def add(name: str, statement: Statement) -> None:
        mark = " ~" if statement.unverified else ""
        said.append(f"{name}: {statement.value}{mark}")
        refs.extend(statement.ref)

    for task, credential, version in scheduled.applications:
        name = credential.abbreviation or credential.title
        for statement in (*credential.warnings, *credential.scope):
            add(name, statement)
        for later in credential.versions:
            known_ahead = later.effective and later.effective > scheduled.clock.start.isoformat()
            if later is not version and (later.status == "proposed" or (known_ahead and later.status != "superseded")):
                when = f" from {later.effective}" if later.effective else ""
                said.append(f"{name}: {later.status} change{when}: {later.summary or 'text not seen'}; ask the board")
                refs.extend(later.ref)
        if credential.lasts_months:
            issued = scheduled.typical[task.id].end
            finish = max(s.end for s in scheduled.spans["slow"].values())
            if months_between(issued, finish) > credential.lasts_months.high:
                said.append(
                    f"{name}: can be held for {number(credential.lasts_months.high)} months at most; at the slow pace it would run out"
                )
    for task in scheduled.route.tasks:
        for speed in ("slow", "typical"):
            if scheduled.spans[speed][task.id].too_long:
                said.append(f"{'slow pace: ' if speed == 'slow' else ''}{too_long(task, scheduled.spans[speed][task.id])}")
    return tuple(_unique(said)), tuple(refs)


def _conditions(scheduled: Scheduled) -> Iterator[str]:
    """Requirements that a plan cannot work off and that only the person can know or bring."""
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ApplicationWork):
            continue
        name = task.work.credential.abbreviation or task.work.credential.title
        for source in task.sources:
            if isinstance(source.leaf, Age | LivedExperience | BackgroundCheck | Residence | Condition):
                mark = " ~" if source.leaf.unverified else ""
                yield f"{name}: {_condition(source.leaf)}{mark}"


def _condition(leaf: Age | LivedExperience | BackgroundCheck | Residence | Condition) -> str:
    match leaf:
        case Age():
            mark = " ~" if leaf.years.unverified else ""
            return f"at least {number(leaf.years.low)} years old{mark}"
        case LivedExperience():
            months = f", at least {number(leaf.recovery_months.low)} months" if leaf.recovery_months else ""
            return f"lived experience: {leaf.of}{months}"
        case BackgroundCheck():
            return "background check" + (f" ({leaf.of})" if leaf.of else "")
        case Residence():
            return leaf.of
        case Condition():
            return leaf.text


def _assumptions(scheduled: Scheduled) -> Iterator[str]:
    clock, person, tasks = scheduled.clock, scheduled.person, scheduled.route.tasks
    yield from scheduled.route.assumptions
    works = [task.work for task in tasks]
    if any(isinstance(work, ProgramWork) for work in works):
        yield f"{person.study} study; classes start in fall or spring; you apply in time for each program"
    if any(isinstance(work, ExperienceWork) for work in works):
        rates = clock.rates
        yield (
            f"{rates.hours} hours a week that count, up to {rates.direct} of them direct, "
            f"{rates.supervision} of supervision, {rates.weeks} weeks a year"
        )
    if any(isinstance(work, TrainingWork) and work.training.hours for work in works):
        yield f"{clock.rates.training} hours of training a week"
    for task in tasks:
        match task.work:
            case ExperienceWork(experience) if experience.counts_from is None:
                yield f"hours for {_owner(scheduled, task)} count only after what must be held first (the rule's text on this was not seen)"
            case ExamWork():
                for source in task.sources:
                    if isinstance(source.leaf, ExamRequirement) and source.leaf.timing is None:
                        yield f"the {title(task)} may be taken during the experience, if there is any (timing not stated)"
            case ApplicationWork(credential):
                if credential.processing_weeks is None and credential.kind != "employer-role":
                    weeks = clock.planning.unstated_processing_weeks
                    yield f"processing takes {number(weeks.fast.low)} to {number(weeks.slow.low)} weeks where no source states it"
            case _:
                pass


def _owner(scheduled: Scheduled, task: Task) -> str:
    owner = scheduled.catalog.credentials.get(task.sources[0].owner)
    return (owner.abbreviation or owner.title) if owner else task.id


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


