"""What a plan says beside its steps: warnings, conditions, assumptions, and what no source states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES, Statement, jurisdiction_of
from mhcareer.model.credential import TIERS, Credential, Version
from mhcareer.model.library import Catalog
from mhcareer.model.person import UNDERGRADUATE
from mhcareer.model.plan import Step
from mhcareer.model.requirement import (
    Age,
    BackgroundCheck,
    Condition,
    ExamRequirement,
    LivedExperience,
    Residence,
)
from mhcareer.planner.dating.clock import Speed
from mhcareer.planner.dating.study import study_load
from mhcareer.planner.explain import is_undated, number, unstated
from mhcareer.planner.facts.education import least_level, rank
from mhcareer.planner.tasks import (
    ApplicationWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    StudyWork,
    Task,
)
from mhcareer.planner.telling.breaks import beyond_the_rule, breaks
from mhcareer.planner.telling.logs import doubts
from mhcareer.planner.telling.paces import pace_assumptions
from mhcareer.planner.telling.steps import Scheduled, title


@dataclass(frozen=True)
class Remarks:
    """What a plan says beside its steps."""

    warnings: tuple[str, ...]
    warned_by: tuple[tuple[str, ...], ...]
    scope: tuple[str, ...]
    conditions: tuple[str, ...]
    assumptions: tuple[str, ...]
    not_stated: tuple[str, ...]
    at_least: bool
    beyond_the_rule: tuple[Speed, ...]
    unverified: int
    references: tuple[str, ...]


def remarks(scheduled: Scheduled, listed: tuple[Step, ...], as_of: date | None = None) -> Remarks:
    """Warnings, conditions, assumptions and gaps of a plan, and the references that all of it rests on.

    Args:
        scheduled: What the plan comes to.
        listed: Its steps.
        as_of: The day with whose rules it is planned, if that was asked for.
    """
    warnings = _warnings(scheduled) | dict.fromkeys(_of_no_said_day(scheduled, as_of), ())
    open_ends = [text for task in scheduled.route.tasks if (text := unstated(task)) is not None]
    declared = [f"{c.title}: {text}" for _, c, v in scheduled.applications for text in v.not_stated]
    keys = [key for step in listed for key in step.references]
    target = scheduled.catalog.credentials[scheduled.target.credential]
    keys += [key for statement in target.scope for key in statement.ref]
    return Remarks(
        warnings=tuple(warnings),
        warned_by=tuple(warnings.values()),
        scope=tuple(f"{statement.value}{_mark(statement)}" for statement in target.scope),
        conditions=tuple(_unique(_conditions(scheduled))),
        assumptions=tuple(_unique(_assumptions(scheduled))),
        not_stated=tuple(_unique([*open_ends, *declared])),
        at_least=is_undated(scheduled.route),
        beyond_the_rule=beyond_the_rule(scheduled.route, scheduled.clock, scheduled.spans),
        unverified=unverified(scheduled.catalog, listed),
        references=tuple(dict.fromkeys([*keys, *(key for refs in warnings.values() for key in refs)])),
    )


def unverified(catalog: Catalog, listed: Iterable[Step]) -> int:
    """Figures of the rules behind some steps that nobody has seen in a source, each once."""
    found = {figure.path for step in listed for figure in step.figures if figure.status == "unverified"}
    return sum(path.split(":")[0] in catalog.credentials for path in found)


def _warnings(scheduled: Scheduled) -> dict[str, tuple[str, ...]]:
    """Every warning once, with the references that it rests on."""
    said: dict[str, tuple[str, ...]] = dict.fromkeys(_own_data(scheduled), ())
    for _, credential, version in scheduled.applications:
        name = credential.abbreviation or credential.title
        for statement in credential.warnings:
            said[f"{name}: {statement.value}{_mark(statement)}"] = statement.ref
        for later in changes_ahead(scheduled, credential, version):
            when = f" from {later.effective}" if later.effective else ""
            text = f"{name}: {later.status} change{when}: {later.summary or 'text not seen'}; ask the board"
            said[text] = later.ref
    said |= dict(doubts(scheduled))
    for more in (_above_it, _left_behind, _forgotten, _overfull):
        said |= dict.fromkeys(more(scheduled), ())
    return said | dict.fromkeys((one.text for one in breaks(scheduled.route, scheduled.clock, scheduled.spans)), ())


def _of_no_said_day(scheduled: Scheduled, as_of: date | None) -> Iterator[str]:
    """Rules planned with for a certain day of which nobody states since when they hold."""
    for _, credential, version in scheduled.applications:
        if as_of is not None and version.effective is None:
            name = credential.abbreviation or credential.title
            yield f"{name}: no source states since when this rule holds; on {as_of} it may have been another"


def _above_it(scheduled: Scheduled) -> Iterator[str]:
    """A credential that is held in the same jurisdiction, a rung above the target: perhaps it is enough."""
    target = scheduled.catalog.credentials[scheduled.target.credential]
    for held in (scheduled.catalog.credentials.get(id_) for id_ in scheduled.person.credentials):
        role = scheduled.catalog.roles.get(held.role) if held else None
        if held is None or role is None or jurisdiction_of(held.id) != jurisdiction_of(target.id):
            continue
        higher = held.role == target.role and TIERS.index(held.level) > TIERS.index(target.level)
        if higher or target.role in role.below:
            yield (
                f"you hold the {held.abbreviation or held.title}, which stands above the "
                f"{target.abbreviation or target.title}: ask whether you need this one at all"
            )


def _left_behind(scheduled: Scheduled) -> Iterator[str]:
    """A degree under way that the plan leaves for another one of its level or below, or of college for another."""
    programs = [task.work for task in scheduled.route.tasks if isinstance(task.work, ProgramWork)]
    for study in scheduled.person.studying:
        own = [work for work in programs if work.under_way is study]
        most = "bachelors" if study.level in UNDERGRADUATE else study.level
        others = [w.program for w in programs if not w.running and rank(w.program.level) <= rank(most)]
        if not own and others:
            yield (
                f"this way leaves the {LEVEL_NAMES[study.level]} that you are enrolled in, for: "
                f"{', '.join(program.title for program in others)}. Before you leave, ask both schools which credits "
                "are taken over"
            )


def _forgotten(scheduled: Scheduled) -> Iterator[str]:
    """A degree that the plan has one begin and that a credential already held asked for: perhaps it was not said."""
    works = [task.work for task in scheduled.route.tasks]
    begun = [work.program for work in works if isinstance(work, ProgramWork) and not work.running]
    highest = max(rank(held.level) for held in scheduled.person.learned)
    for held in scheduled.person.credentials:
        credential = scheduled.catalog.credentials.get(held)
        asked = least_level(scheduled.catalog, held) if credential else "none"
        again = [program.title for program in begun if rank(program.level) <= rank(asked)]
        if credential and rank(asked) > highest and again:
            yield (
                f"the rules of the {credential.abbreviation or credential.title} that you hold ask for this level of "
                f"education: {LEVEL_NAMES[asked]}. If you have it, say so: this way has you take {', '.join(again)}"
            )


def _overfull(scheduled: Scheduled) -> Iterator[str]:
    """Study that alone takes more of the week than the person says there is: its length is that of the program."""
    week, clock = scheduled.person.available_per_week, scheduled.clock
    for task in scheduled.route.tasks:
        if week and isinstance(task.work, StudyWork) and (load := study_load(task.work, clock)) > week:
            yield (
                f"{title(task)}: this study takes some {load} hours a week, and you have {week} for study and work "
                "together; the dates hold only if you find the hours, or study with fewer credits a term"
            )
            return


def _own_data(scheduled: Scheduled) -> Iterator[str]:
    """Rules and programs of the plan that are not the project's own."""
    if (origin := scheduled.catalog.origins.get("planning")) is not None:
        yield f"paces, terms and assumed times: not the project's own; {origin}"
    for task in scheduled.route.tasks:
        if (origin := scheduled.catalog.origins.get(task.id)) is not None:
            yield f"{title(task)}: not the project's own; {origin}"


def changes_ahead(scheduled: Scheduled, credential: Credential, version: Version) -> Iterator[Version]:
    """Versions of a rule that are proposed, or known to take over after the plan begins, and are not the one used."""
    for other in credential.versions:
        ahead = other.effective is not None and other.effective > (
            version.effective or scheduled.clock.start.isoformat()
        )
        if other is not version and (other.status == "proposed" or (ahead and other.status != "superseded")):
            yield other


def _mark(statement: Statement) -> str:
    return " ~" if statement.unverified else ""


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
    clock, tasks = scheduled.clock, scheduled.route.tasks
    yield from scheduled.route.assumptions
    yield from pace_assumptions(scheduled)
    for task in tasks:
        match task.work:
            case ExperienceWork(experience) if experience.counts_from is None and (task.after or task.after_start):
                owner = _owner(scheduled, task)
                yield f"hours for {owner} count only after what must be held first (the text on this was not seen)"
            case ExamWork():
                for source in task.sources:
                    hours = any(isinstance(t.work, ExperienceWork) and t.id in task.after for t in tasks)
                    if hours and isinstance(source.leaf, ExamRequirement) and source.leaf.timing is None:
                        yield f"{title(task)}: planned after the hours (timing not stated)"
            case ApplicationWork(credential):
                if credential.processing_weeks is None and credential.kind != "employer-role":
                    weeks = clock.planning.unstated_processing_weeks
                    span = f"{number(weeks.fast.low)} to {number(weeks.slow.low)} weeks"
                    yield f"processing takes {span} where no source states it"
            case _:
                pass


def _owner(scheduled: Scheduled, task: Task) -> str:
    owner = scheduled.catalog.credentials.get(task.sources[0].owner)
    return (owner.abbreviation or owner.title) if owner else task.id


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
