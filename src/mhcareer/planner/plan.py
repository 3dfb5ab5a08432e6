"""A person and a target to a finished plan: the best route, its schedule, and all that is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.person import Person, without_private
from mhcareer.model.plan import Alternative, Objective, Plan, Portability, Target, ThreeDates, ThreeMonths
from mhcareer.planner.choose import Candidate, Option, best_among, candidates, front, options, ordered
from mhcareer.planner.dating.clock import Clock, Speed
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.dating.settle import at_speeds
from mhcareer.planner.dating.slack import latest_begins
from mhcareer.planner.facts.transfer import Bringing
from mhcareer.planner.routes.search import Search
from mhcareer.planner.standing import not_first
from mhcareer.planner.tasks import Route
from mhcareer.planner.telling.brings import brings, held_elsewhere
from mhcareer.planner.telling.ease import ease_of, eased_finish
from mhcareer.planner.telling.ledger import ledger
from mhcareer.planner.telling.milestones import Milestone, exits, hours_at_end, meanwhile, milestones
from mhcareer.planner.telling.paces import day_waits, term_waits
from mhcareer.planner.telling.portability import portability
from mhcareer.planner.telling.questions import questions
from mhcareer.planner.telling.remarks import remarks
from mhcareer.planner.telling.steps import Effect, Scheduled, decisive, steps, title, what_sets_the_date

if TYPE_CHECKING:
    from mhcareer.model.surroundings import Compact

SHOWN_ALTERNATIVES = 3


@dataclass(frozen=True)
class NoPlan:
    """Why there is no plan, in one sentence, and what would open the way."""

    reason: str
    hint: str | None = None


@dataclass(frozen=True)
class Around:
    """What surrounds the rules and a plan tells of it, where it is at hand."""

    pay: Mapping[str, Pay] = field(default_factory=dict)
    """Pay in the target's jurisdiction, by the code of the occupation."""
    elsewhere: Catalog | None = None
    """The credentials of the target's role in every jurisdiction."""
    compacts: tuple[Compact, ...] = ()
    """Compacts that serve the role."""


@dataclass(frozen=True)
class Found:
    """Every route to a target that fits, best first, and what the search learned on the way."""

    catalog: Catalog
    person: Person
    target: Target
    start: date
    as_of: date | None
    objective: Objective
    options: tuple[Option, ...]
    """All routes that lead there, whether or not they fit."""
    listed: tuple[Candidate, ...]
    conditional: tuple[str, ...]
    """Conditions that would open other ways."""

    @property
    def best(self) -> Candidate:
        """The route to take."""
        return self.listed[0]

    @property
    def front(self) -> list[Candidate]:
        """The routes that no other beats in everything, best first."""
        return front(self.listed)


def find(
    catalog: Catalog,
    person: Person,
    target: Target,
    *,
    start: date,
    as_of: date | None = None,
    objective: Objective = "soonest",
    only: Callable[[Route], bool] | None = None,
) -> Found | NoPlan:
    """Every route to a credential, ordered under an objective, without all that a plan says beside it.

    Args:
        catalog: Must hold the target's jurisdiction and all that its credentials refer to.
        person: What is held and known.
        target: The credential to reach.
        start: First day of the plan.
        as_of: Plan with the rules of that day alone; None for each rule as it stands when it applies.
        objective: What makes a route better.
        only: Which routes may be taken; None for all.
    """
    search = Search(catalog, person, start, target.credential, as_of)
    routes = (route for route in search.routes() if only is None or only(route))
    every = options(catalog, person, target.role, start, routes)
    unfit: list[str] = []
    fitting = candidates(every, Clock(catalog.planning, person, start, "typical"), unfit)
    if not fitting:
        return _no_plan(target, search.blocked, unfit)
    listed = tuple(ordered(fitting, objective))
    return Found(catalog, person, target, start, as_of, objective, every, listed, tuple(search.conditional))


def plan(
    catalog: Catalog,
    person: Person,
    target: Target,
    *,
    start: date,
    as_of: date | None = None,
    objective: Objective = "soonest",
    around: Around | None = None,
    shown: int = SHOWN_ALTERNATIVES,
) -> Plan | NoPlan:
    """The plan along the best route under an objective.

    Args:
        catalog: Must hold the target's jurisdiction and all that its credentials refer to.
        person: What is held and known.
        target: The credential to reach.
        start: First day of the plan.
        as_of: Plan with the rules of that day alone; None for each rule as it stands when it applies.
        objective: What makes a route better.
        around: Pay, other jurisdictions and compacts, where the plan is to tell of them.
        shown: Most other routes that are told.
    """
    found = find(catalog, person, target, start=start, as_of=as_of, objective=objective)
    return found if isinstance(found, NoPlan) else assembled(found, around or Around(), shown)


def _no_plan(target: Target, blocked: list[str], unfit: list[str]) -> NoPlan:
    reasons = list(dict.fromkeys((*unfit, *blocked)))
    if not reasons:
        reasons = ["its requirements cannot be met from the data"]
    return NoPlan(
        f"no way leads to {target.title} ({target.credential}) from here: {reasons[0]}",
        "; ".join(reasons[1:4]) or f"`mhcareer rules {target.credential}` shows the rule",
    )


def scheduled_of(found: Found) -> Scheduled:
    """The best route with its schedules at three speeds and what loosening its constraints would bring."""
    settled, clock = found.best.settled, found.best.clock
    by_speed = at_speeds(settled, clock)
    latest = latest_begins(settled.route, settled.spans, clock)
    bare = Scheduled(found.catalog, found.person, found.target, clock, settled.route, by_speed, latest, {})
    return replace(bare, effects=dict(_effects(found, bare)))


def _effects(found: Found, scheduled: Scheduled) -> Iterable[tuple[str, Effect]]:
    # The likely winner first: it bounds the others.
    listed = sorted(found.options, key=lambda option: (option.order != found.best.option.order, option.standing))
    for task in decisive(scheduled):
        change = ease_of(task, scheduled.typical[task.id], scheduled.clock)
        if change is not None:
            finish = eased_finish(found.best, listed, change, found.objective)
            yield task.id, Effect(change.words, (found.best.finish - finish).days)


def assembled(found: Found, around: Around, shown: int) -> Plan:
    """All that a plan says."""
    catalog, person, start, target = found.catalog, found.person, found.start, found.target
    scheduled = scheduled_of(found)
    ends: dict[Speed, date] = {s: finish_of(scheduled.route, spans, start) for s, spans in scheduled.spans.items()}
    listed = steps(scheduled)
    points = milestones(scheduled)
    on_the_way = meanwhile(scheduled, points, around.pay, around.elsewhere)
    said = remarks(scheduled, listed, found.as_of)
    asked = questions(scheduled, listed)
    paid = [key for m in on_the_way if m.pay for key in m.pay.ref]
    carried = _portability(found, scheduled, points, around)
    cited = dict.fromkeys([*said.references, *(key for q in asked for key in q.references), *paid])
    cited |= dict.fromkeys(carried.references if carried else ())
    unbeaten = found.front
    return Plan(
        target=target,
        person=without_private(person),
        start=start,
        as_of=found.as_of,
        finish=ThreeDates(**ends),
        months=ThreeMonths(**{speed: months_between(start, end) for speed, end in ends.items()}),
        objective=found.objective,
        best_among=best_among(found.listed, found.objective),
        unpaid_days=found.best.unpaid_days,
        at_least=said.at_least,
        beyond_the_rule=said.beyond_the_rule,
        cost_usd=found.best.cost,
        what_sets_the_date=(*what_sets_the_date(scheduled), *term_waits(scheduled), *day_waits(scheduled)),
        steps=listed,
        meanwhile=on_the_way,
        exits=exits(scheduled, points, on_the_way),
        alternatives=tuple(_alternative(found.best, other) for other in unbeaten[1 : shown + 1]),
        unbeaten=len(unbeaten),
        portability=carried,
        brings=brings(scheduled),
        held_elsewhere=held_elsewhere(scheduled),
        ask=asked,
        ledger=ledger(scheduled, listed, on_the_way, around.pay),
        if_it_applies=found.conditional,
        warnings=said.warnings,
        warned_by=said.warned_by,
        scope=said.scope,
        conditions=said.conditions,
        assumptions=said.assumptions,
        not_stated=said.not_stated,
        unverified=said.unverified,
        references={k: catalog.references[k] for k in cited if k in catalog.references},
        data_version=catalog.planning.data_version,
    )


def brought_at_end(found: Found, scheduled: Scheduled, points: tuple[Milestone, ...]) -> Bringing | None:
    """What the plan's person could bring to another jurisdiction when it is finished.

    Who holds the target already brings what its rule asked; None where no way tells what that was.
    """
    if found.target.credential in found.person.credentials:
        behind = earned(found.catalog, found.person, found.target, start=found.start, as_of=found.as_of)
        if isinstance(behind, NoPlan):
            return None
        way = scheduled_of(behind)
        return replace(_brought(way, milestones(way)), on=found.start)
    return _brought(scheduled, points)


def _brought(scheduled: Scheduled, points: tuple[Milestone, ...]) -> Bringing:
    by_then = [point.facts for point in points if point.day <= scheduled.finish]
    return Bringing(by_then[-1], hours_at_end(scheduled), scheduled.finish, scheduled.target.role)


def earned(catalog: Catalog, person: Person, target: Target, *, start: date, as_of: date | None) -> Found | NoPlan:
    """The way to a credential for the same person without it and without hours: what its holder had to do."""
    others = tuple(held for held in person.credentials if held != target.credential)
    before = person.model_copy(update={"credentials": others, "hours": ()})
    return find(catalog, before, target, start=start, as_of=as_of)


def _portability(
    found: Found, scheduled: Scheduled, points: tuple[Milestone, ...], around: Around
) -> Portability | None:
    if around.elsewhere is None:
        return None
    brought = brought_at_end(found, scheduled, points)
    if brought is None:
        return None
    return portability(around.elsewhere, brought, found.target.jurisdiction, around.compacts, brought.on)


def _alternative(best: Candidate, other: Candidate) -> Alternative:
    of = other.option
    at_slow = at_speeds(other.settled, other.clock)["slow"]
    return Alternative(
        finish=other.finish,
        slow_finish=finish_of(other.route, at_slow, of.start),
        months=months_between(of.start, other.finish),
        cost_usd=other.cost,
        studies_without_price=other.price[0],
        not_first=not_first(best.standing, other.standing, repeats_level=of.repeats_level),
        unpaid_days=other.unpaid_days,
        steps=tuple(task.id for task in other.route.tasks),
        differs=differs(best.route, other.route),
        rests_on=tuple(text for text in other.route.assumptions if text not in best.route.assumptions),
    )


def differs(best: Route, other: Route) -> str:
    """What a route has that the best one has not, and the other way round."""
    mine, theirs = {task.id for task in best.tasks}, {task.id for task in other.tasks}
    added = [title(task) for task in other.tasks if task.id not in mine]
    dropped = [title(task) for task in best.tasks if task.id not in theirs]
    return (", ".join(added) or "the same steps under another part of the rule") + (
        f" instead of {', '.join(dropped)}" if dropped else ""
    )
