"""A person and a target to a finished plan: the best route, its schedule, and all that is said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mhcareer.model.catalog import Program
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import (
    Alternative,
    Plan,
    Target,
    ThreeDates,
    ThreeMonths,
)
from mhcareer.planner.cost import total
from mhcareer.planner.dates import add_months, months_between
from mhcareer.planner.education import rank
from mhcareer.planner.explain import too_long, unstated
from mhcareer.planner.milestones import exits, meanwhile
from mhcareer.planner.remarks import remarks
from mhcareer.planner.routes import Search
from mhcareer.planner.schedule import Clock, Span, Speed, finish_of, schedule
from mhcareer.planner.slack import latest_begins
from mhcareer.planner.steps import Scheduled, steps, title, what_sets_the_date
from mhcareer.planner.tasks import ApplicationWork, ExamWork, ExperienceWork, ProgramWork, Route, Task, TrainingWork

_SHOWN_ALTERNATIVES = 3
Found = tuple[Route, Mapping[str, Span]]
"""A route and its schedule at the typical speed."""
_Rank = tuple[int, bool, int, bool, date, int, int, int, float]


@dataclass(frozen=True)
class NoPlan:
    """Why there is no plan, in one sentence, and what would open the way."""

    reason: str
    hint: str | None = None


def plan(catalog: Catalog, person: Person, target: Target, *, start: date, as_of: date | None = None) -> Plan | NoPlan:
    """The plan that finishes soonest at the typical speed among the routes that `_rank` puts first.

    Args:
        catalog: Must hold the target's jurisdiction and all that its credentials refer to.
        person: What is held and known.
        target: The credential to reach.
        start: First day of the plan.
        as_of: Plan with the rules of that day alone; None for each rule as it stands when it applies.
    """
    search = Search(catalog, person, start, target.credential, as_of)
    routes = list(search.routes())
    found = _ranked(search, target, routes, person)
    if isinstance(found, NoPlan):
        return found

    def replanned(other: Person) -> int | None:
        # Which routes there are does not depend on the pace: only their schedules are made anew.
        again = _ranked(search, target, routes, other)
        return None if isinstance(again, NoPlan) else months_between(start, finish_of(*again[0], start))

    return _assembled(search, target, found, replanned)


def _ranked(search: Search, target: Target, routes: list[Route], person: Person) -> list[Found] | NoPlan:
    """Every route that fits with its schedule at a person's pace, the best first; or why there is none."""
    found: list[tuple[_Rank, Found]] = []
    unfit: list[str] = []
    clock = Clock(search.catalog.planning, person, search.start, "typical")
    for route in routes:
        spans = _fitted(route, schedule(route, clock), clock)
        problem = _misfit(route, spans, person)
        if problem:
            unfit.append(problem)
            continue
        found.append((_rank(search.catalog, target, route, spans, person), (route, spans)))
    if not found:
        return _no_plan(target, search.blocked, unfit)
    found.sort(key=lambda item: item[0])
    return [item for _, item in found]


def _rank(catalog: Catalog, target: Target, route: Route, spans: Mapping[str, Span], person: Person) -> _Rank:
    """What makes a route better, most important first: the lower the better; full ties go to the rule's own order.

    Before the date count, in this order: no study of another role than the one asked for, no degree at a level that is
    held or any degree after a master's where a way without one is open, no reading of a degree as narrower than it was
    called, and hours that some source states, since a route without them only seems to end sooner. After it: degrees
    that the rule asks rather than higher ones, then fewer steps, then the shorter studies.
    """
    role = catalog.roles.get(target.role)
    wanted = set(role.fields) if role else set()
    programs = [task.work.program for task in route.tasks if isinstance(task.work, ProgramWork)]
    highest = max(rank(held.level) for held in person.education)
    unknown = [task.work for task in route.tasks if unstated(task) is not None]
    return (
        sum(_strays(catalog, program, wanted) for program in programs),
        any(rank(program.level) <= highest or highest >= rank("masters") for program in programs),
        route.narrowed,
        any(isinstance(work, ExperienceWork) for work in unknown),
        finish_of(route, spans, date.min),
        sum(isinstance(work, TrainingWork) for work in unknown),
        route.stretches,
        len(route.tasks),
        sum(_months(program, person) for program in programs),
    )


def _months(program: Program, person: Person) -> float:
    pace = program.months.full_time if person.study == "full-time" else program.months.part_time
    return pace.typical.low


def _strays(catalog: Catalog, program: Program, wanted: set[str]) -> bool:
    """Whether a graduate program lies outside the fields that lead to a role; never for a role without such fields."""
    if not wanted or rank(program.level) < rank("masters"):
        return False
    return all(wanted.isdisjoint(catalog.widening(field)) for field in program.fields)


def _fitted(
    route: Route, spans: Mapping[str, Span], clock: Clock, *, at_most: Mapping[str, Span] | None = None
) -> Mapping[str, Span]:
    """The schedule with whatever would be too old at the application held back until it is not, and what follows it.

    Args:
        route: The tasks.
        spans: Their earliest schedule.
        clock: The same calendar, person and speed.
        at_most: The schedule of a slower speed, past whose beginnings nothing is held back.
    """
    held_back: dict[str, date] = {}
    for task in route.tasks:
        limit = _keeps_months(task)
        if limit is None:
            continue
        used = [
            spans[other.id].begin
            for other in route.tasks
            if task.id in other.after and isinstance(other.work, ApplicationWork)
        ]
        if used and add_months(_counted_from(task, spans[task.id]), limit) < max(used):
            length = _counted_from(task, spans[task.id]) - spans[task.id].begin
            day = add_months(max(used), -limit) - length
            held_back[task.id] = min(day, at_most[task.id].begin) if at_most else day
    if not held_back:
        return spans
    latest = latest_begins(route, spans, clock)
    tasks = tuple(
        replace(t, not_before=min(latest[t.id], held_back[t.id])) if t.id in held_back else t for t in route.tasks
    )
    return schedule(replace(route, tasks=tasks), clock)


def _counted_from(task: Task, found: Span) -> date:
    """The day from which a result ages: of hours the first, of an exam or a training the last."""
    return found.begin if isinstance(task.work, ExperienceWork) else found.end


def _keeps_months(task: Task) -> int | None:
    """For how many months the result of a task counts or lasts; None if for good."""
    match task.work:
        case ApplicationWork(credential) if credential.lasts_months is not None:
            return int(credential.lasts_months.low)
        case ExamWork(_, valid_months):
            return valid_months
        case TrainingWork(training) if training.finished_within_months is not None:
            return int(training.finished_within_months.low)
        case ExperienceWork(experience) if experience.window_months is not None:
            return int(experience.window_months.low)
    return None


def _misfit(route: Route, spans: Mapping[str, Span], person: Person) -> str | None:
    """Why the schedule breaks a rule that the route chose; None if it does not."""
    for window in route.windows:
        begin = spans[window.task].begin
        if (window.since and begin < window.since) or (window.before and begin >= window.before):
            return "what this way rests on, a rule or an exam pass, is no longer valid by then"
    for task in route.tasks:
        floor = task.work.experience.min_hours_per_week if isinstance(task.work, ExperienceWork) else None
        if floor and person.hours_per_week and person.hours_per_week < floor.low:
            return f"the rule asks for at least {floor.low:g} hours a week"
    if person.hours_per_week or person.direct_per_week or person.supervision_per_week:
        for task in route.tasks:
            if spans[task.id].too_long:
                return too_long(task, spans[task.id])
    return None


def _no_plan(target: Target, blocked: list[str], unfit: list[str]) -> NoPlan:
    reasons = list(dict.fromkeys((*unfit, *blocked)))
    if not reasons:
        reasons = ["its requirements cannot be met from the data"]
    return NoPlan(
        f"no way leads to {target.title} ({target.credential}) from here: {reasons[0]}",
        "; ".join(reasons[1:4]) or f"`mhcareer rules {target.credential}` shows the rule",
    )


def _assembled(search: Search, target: Target, found: list[Found], replanned: Callable[[Person], int | None]) -> Plan:
    (route, spans), *others = found
    catalog, person, start = search.catalog, search.person, search.start
    clock = Clock(catalog.planning, person, start, "typical")
    fast, slow = (Clock(catalog.planning, person, start, speed) for speed in ("fast", "slow"))
    by_speed: dict[Speed, Mapping[str, Span]] = {
        "fast": _fitted(route, schedule(route, fast), fast, at_most=spans),
        "typical": spans,
        "slow": _no_sooner(route, _fitted(route, schedule(route, slow), slow), spans, slow),
    }
    latest = latest_begins(route, spans, clock)
    scheduled = Scheduled(catalog, person, target, clock, route, by_speed, latest, replanned)
    ends = {speed: finish_of(route, at_speed, start) for speed, at_speed in by_speed.items()}
    listed = steps(scheduled)
    said = remarks(scheduled, listed)
    return Plan(
        target=target,
        person=person.model_copy(
            update={"lived_experience": None, "background_clear": None, "resident": None, "born": None, "confirmed": ()}
        ),
        start=start,
        as_of=search.as_of,
        finish=ThreeDates(**ends),
        months=ThreeMonths(**{speed: months_between(start, end) for speed, end in ends.items()}),
        at_least=said.at_least,
        cost_usd=total(step.cost_usd for step in listed),
        what_sets_the_date=what_sets_the_date(scheduled),
        steps=listed,
        meanwhile=meanwhile(scheduled),
        exits=exits(scheduled),
        alternatives=_alternatives(route, start, others),
        if_it_applies=tuple(search.conditional),
        warnings=said.warnings,
        scope=said.scope,
        conditions=said.conditions,
        assumptions=said.assumptions,
        not_stated=said.not_stated,
        unverified=said.unverified,
        references={k: catalog.references[k] for k in said.references if k in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _no_sooner(route: Route, spans: Mapping[str, Span], than: Mapping[str, Span], clock: Clock) -> Mapping[str, Span]:
    """A slower schedule in which nothing begins before it does at the faster speed, where that held it back."""
    if all(spans[task.id].begin >= than[task.id].begin for task in route.tasks):
        return spans
    tasks = tuple(replace(t, not_before=max(spans[t.id].begin, than[t.id].begin)) for t in route.tasks)
    return schedule(replace(route, tasks=tasks), clock)


def _alternatives(best: Route, start: date, others: list[tuple[Route, Mapping[str, Span]]]) -> tuple[Alternative, ...]:
    shown: list[Alternative] = []
    seen = {frozenset(task.id for task in best.tasks)}
    for route, spans in others:
        ids = frozenset(task.id for task in route.tasks)
        if any(known <= ids for known in seen):
            continue  # the same steps and more are no choice
        seen.add(ids)
        mine = {task.id for task in best.tasks}
        added = [title(task) for task in route.tasks if task.id not in mine]
        dropped = [title(task) for task in best.tasks if task.id not in ids]
        finish = finish_of(route, spans, start)
        differs = (", ".join(added) or "fewer steps") + (f" instead of {', '.join(dropped)}" if dropped else "")
        shown.append(
            Alternative(
                finish=finish,
                months=months_between(start, finish),
                steps=tuple(task.id for task in route.tasks),
                differs=differs,
                rests_on=tuple(text for text in route.assumptions if text not in best.assumptions),
            )
        )
        if len(shown) == _SHOWN_ALTERNATIVES:
            break
    return tuple(shown)
