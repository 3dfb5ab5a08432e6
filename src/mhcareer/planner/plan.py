"""A person and a target to a finished plan: the best route, its schedule, and all that is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
from mhcareer.planner.dates import months_between
from mhcareer.planner.education import rank
from mhcareer.planner.explain import too_long, unstated
from mhcareer.planner.milestones import exits, meanwhile
from mhcareer.planner.remarks import remarks
from mhcareer.planner.routes import Search
from mhcareer.planner.schedule import SPEEDS, Clock, Span, Speed, latest_begins, schedule
from mhcareer.planner.steps import Scheduled, steps, what_sets_the_date
from mhcareer.planner.tasks import ExamWork, ExperienceWork, ProgramWork, Route, TrainingWork

_SHOWN_ALTERNATIVES = 3
_Rank = tuple[int, bool, date, int, int, int]


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
    search = Search(catalog, person, start, as_of)
    found: list[tuple[_Rank, Route, Mapping[str, Span]]] = []
    unfit: list[str] = []
    clock = Clock(catalog.planning, person, start, "typical")
    for route in search.routes(target.credential):
        spans = _fitted(route, schedule(route, clock), clock)
        problem = _misfit(route, spans, person)
        if problem:
            unfit.append(problem)
            continue
        found.append((_rank(catalog, target, route, spans, start), route, spans))
    if not found:
        return _no_plan(target, search.blocked, unfit)
    found.sort(key=lambda item: item[0])
    _, best, spans = found[0]
    return _assembled(catalog, person, target, start, best, spans, [(r, s) for _, r, s in found[1:]])


def _rank(catalog: Catalog, target: Target, route: Route, spans: Mapping[str, Span], start: date) -> _Rank:
    """What makes a route better, most important first: the lower the better; full ties go to the rule's own order.

    A route through the studies of another role comes after those of the role that was asked for, and one whose hours
    no source states after those with known hours: its finish is only the earliest that can be.
    """
    role = catalog.roles.get(target.role)
    wanted = set(role.fields) if role else set()
    strays = sum(
        isinstance(task.work, ProgramWork)
        and rank(task.work.program.level) >= rank("masters")
        and bool(wanted)
        and all(wanted.isdisjoint(catalog.widening(field)) for field in task.work.program.fields)
        for task in route.tasks
    )
    unknown = [task.work for task in route.tasks if unstated(task) is not None]
    return (
        strays,
        any(isinstance(work, ExperienceWork) for work in unknown),
        max((found.end for found in spans.values()), default=start),
        sum(isinstance(work, TrainingWork) for work in unknown),
        route.stretches,
        len(route.tasks),
    )


def _fitted(route: Route, spans: Mapping[str, Span], clock: Clock) -> Mapping[str, Span]:
    """The schedule with exams moved as late as may be where a pass would otherwise be too old at the application."""
    stale = [
        task
        for task in route.tasks
        if isinstance(task.work, ExamWork)
        and task.work.valid_months is not None
        and any(
            months_between(spans[task.id].end, spans[other.id].begin) > task.work.valid_months
            for other in route.tasks
            if task.id in other.after
        )
    ]
    if not stale:
        return spans
    latest = latest_begins(route, spans, clock)
    moved = dict(spans)
    for task in stale:
        later = latest[task.id]
        shift = later - spans[task.id].begin
        moved[task.id] = Span(later, spans[task.id].end + shift, spans[task.id].bound)
    return moved


def _misfit(route: Route, spans: Mapping[str, Span], person: Person) -> str | None:
    """Why the schedule breaks a rule that the route chose; None if it does not."""
    for window in route.windows:
        begin = spans[window.task].begin
        if (window.since and begin < window.since) or (window.before and begin >= window.before):
            return "the rule that this way rests on is no longer in force by then"
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


def _assembled(
    catalog: Catalog,
    person: Person,
    target: Target,
    start: date,
    route: Route,
    spans: Mapping[str, Span],
    others: list[tuple[Route, Mapping[str, Span]]],
) -> Plan:
    clock = Clock(catalog.planning, person, start, "typical")
    by_speed: dict[Speed, Mapping[str, Span]] = {
        speed: spans if speed == "typical" else _at(route, Clock(catalog.planning, person, start, speed))
        for speed in SPEEDS
    }
    scheduled = Scheduled(catalog, person, target, clock, route, by_speed, latest_begins(route, spans, clock))
    ends = {speed: max((s.end for s in found.values()), default=start) for speed, found in by_speed.items()}
    listed = steps(scheduled)
    said = remarks(scheduled, listed)
    return Plan(
        target=target,
        person=person.model_copy(
            update={"lived_experience": None, "background_clear": None, "resident": None, "born": None, "confirmed": ()}
        ),
        start=start,
        finish=ThreeDates(**ends),
        months=ThreeMonths(**{speed: months_between(start, end) for speed, end in ends.items()}),
        at_least=said.at_least,
        cost_usd=total(step.cost_usd for step in listed),
        what_sets_the_date=what_sets_the_date(scheduled),
        steps=listed,
        meanwhile=meanwhile(scheduled),
        exits=exits(scheduled),
        alternatives=_alternatives(route, start, others),
        warnings=said.warnings,
        conditions=said.conditions,
        assumptions=said.assumptions,
        not_stated=said.not_stated,
        unverified=said.unverified,
        references={k: catalog.references[k] for k in said.references if k in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _at(route: Route, clock: Clock) -> Mapping[str, Span]:
    return _fitted(route, schedule(route, clock), clock)


def _alternatives(best: Route, start: date, others: list[tuple[Route, Mapping[str, Span]]]) -> tuple[Alternative, ...]:
    shown: list[Alternative] = []
    seen = {frozenset(task.id for task in best.tasks)}
    for route, spans in others:
        ids = frozenset(task.id for task in route.tasks)
        if ids in seen:
            continue
        seen.add(ids)
        mine = {task.id for task in best.tasks}
        added = [task.id for task in route.tasks if task.id not in mine]
        dropped = [task.id for task in best.tasks if task.id not in ids]
        finish = max((s.end for s in spans.values()), default=start)
        differs = (", ".join(added) or "fewer steps") + (f" instead of {', '.join(dropped)}" if dropped else "")
        shown.append(
            Alternative(
                finish=finish,
                months=months_between(start, finish),
                steps=tuple(task.id for task in route.tasks),
                differs=differs,
            )
        )
        if len(shown) == _SHOWN_ALTERNATIVES:
            break
    return tuple(shown)
