"""Which route is best: standing before everything, then the objective; and the routes that no other beats.

docs/planning.md, *Speeds, objectives, order*, states the order in full. Every route is looked at, so the best is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Cost, Objective
from mhcareer.model.program import Program
from mhcareer.planner.cost import Due, due, is_unpriced, told, total
from mhcareer.planner.dating.arrange import shape
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import covered, without
from mhcareer.planner.dating.fits import fitting
from mhcareer.planner.dating.schedule import finish_of, schedule
from mhcareer.planner.dating.settled import Settled, as_settled
from mhcareer.planner.explain import unstated
from mhcareer.planner.standing import Standing, in_common, repeats_a_level, standing_of
from mhcareer.planner.tasks import ApplicationWork, ExperienceWork, ProgramWork, Route, StudyWork, TrainingWork


@dataclass(frozen=True)
class Option:
    """A route before it has dates, and what is known of it without them."""

    catalog: Catalog
    person: Person
    role: str
    start: date
    order: int
    """Place in the order of the rule."""
    route: Route

    @cached_property
    def standing(self) -> Standing:
        """What counts before every objective: studies of other roles, degrees repeated, unknown hours."""
        return standing_of(self.catalog, self.person, self.role, self.programs, self.route)

    @property
    def repeats_level(self) -> bool:
        """Whether a degree is taken that is no higher than one that is held."""
        return repeats_a_level(self.person, self.programs)

    @cached_property
    def dues(self) -> list[Due]:
        """What is due for each task, before aid."""
        return [due(task) for task in self.route.tasks]

    @cached_property
    def due(self) -> Due:
        """What is due on the way, before aid."""
        return total(self.dues)

    @cached_property
    def price(self) -> tuple[int, int]:
        """Studies whose price is not stated, then the typical cost with what is assumed for each fee that is not.

        Unknown is never cheap: a gap in studies is larger than any sum, one in fees as large as the dearest of them.
        """
        unpriced = [task for task, cost in zip(self.route.tasks, self.dues, strict=True) if is_unpriced(task, cost)]
        studies = sum(isinstance(task.work, StudyWork) for task in unpriced)
        assumed = round(self.catalog.planning.unstated_fee_usd.high)
        return studies, self.due.typical + assumed * (len(unpriced) - studies)

    @property
    def plainness(self) -> tuple[int, int, int, float, int]:
        """What decides between routes that are equal in all that counts."""
        unknown = sum(isinstance(t.work, TrainingWork) and unstated(t) is not None for t in self.route.tasks)
        months = sum(_months(program, self.person) for program in self.programs)
        return unknown, self.route.stretches, len(self.route.tasks), months, self.order

    @cached_property
    def shape(self) -> Hashable:
        """What the dates depend on: routes of one shape have the same."""
        return shape(self.route)

    @cached_property
    def programs(self) -> list[Program]:
        """The programs of the route."""
        return [task.work.program for task in self.route.tasks if isinstance(task.work, ProgramWork)]


@dataclass(frozen=True)
class Candidate:
    """A route with its schedule, and what it is compared by."""

    option: Option
    settled: Settled
    clock: Clock
    """The calendar and the person at the typical speed."""
    is_tied: bool = False
    """Whether another route finishes on the same day at the typical speed."""

    @property
    def route(self) -> Route:
        """The route, its tasks in the order that was chosen."""
        return self.settled.route

    @property
    def finish(self) -> date:
        """The day on which the target is held, at the typical speed."""
        return self.settled.finish

    @property
    def standing(self) -> Standing:
        """What counts before every objective."""
        return self.option.standing

    @property
    def cost(self) -> Cost:
        """What is due on the way, before aid."""
        return told(self.option.due)

    @property
    def price(self) -> tuple[int, int]:
        """What the cost is compared by."""
        return self.option.price

    @cached_property
    def dates(self) -> tuple[date, date]:
        """The finish at the typical speed, then at the slow one: of two equal routes the surer is the sooner."""
        if not self.is_tied:
            return self.finish, date.max
        slow = self.clock.at_speed("slow")
        return self.finish, slow.known(("finish", self.option.shape), None, _finish, self.route, slow)

    @cached_property
    def unpaid_days(self) -> int:
        """Days up to the finish that the steps of the plan leave without paid work in the field."""
        spans, of = self.settled.spans, self.option
        place = jurisdiction_of(of.route.tasks[-1].id) if of.route.tasks else NATIONAL
        holding = of.start if working_credentials(of.catalog, of.person, place) else self.finish
        worked: list[tuple[date, date]] = []
        full_time: list[tuple[date, date]] = []
        for task in self.route.tasks:
            span = spans[task.id]
            match task.work:
                case ApplicationWork(credential):
                    holding = min(holding, span.end) if credential.is_work else holding
                case ExperienceWork() | ProgramWork(is_paid=True):
                    worked.append((span.begin, span.end))
                case ProgramWork() if of.person.study == "full-time":
                    full_time.append((span.begin, span.end))
                case _:
                    pass
        paid = without([*worked, (holding, self.finish)], full_time)
        return (self.finish - of.start).days - covered(paid, of.start, self.finish)


KEYS: Mapping[Objective, Callable[[Candidate], tuple[object, ...]]] = {
    "soonest": lambda c: (c.dates, c.price, c.unpaid_days),
    "cheapest": lambda c: (c.price, c.dates, c.unpaid_days),
    "least-unpaid": lambda c: (c.unpaid_days, c.dates, c.price),
}
"""What an objective looks at, most important first; less is better."""


def working_credentials(catalog: Catalog, person: Person, place: str) -> list[Credential]:
    """Credentials held with which one works in the field in a jurisdiction: its own, and national ones."""
    here = (id_ for id_ in person.credentials if jurisdiction_of(id_) in (place, NATIONAL))
    held = (catalog.credentials.get(id_) for id_ in here)
    return [credential for credential in held if credential and credential.is_work]


def options(catalog: Catalog, person: Person, role: str, start: date, routes: Iterable[Route]) -> tuple[Option, ...]:
    """Routes as they are compared, in the order of the rule."""
    return tuple(Option(catalog, person, role, start, order, route) for order, route in enumerate(routes))


def candidates(listed: Sequence[Option], clock: Clock, unfit: list[str]) -> list[Candidate]:
    """Every route that fits, with its schedule, but those that another is sure to beat.

    Args:
        listed: The routes.
        clock: At the typical speed.
        unfit: Why routes do not fit is added here, once.
    """
    found: list[Candidate] = []
    alike: dict[Hashable, Candidate] = {}
    floors: dict[Hashable, tuple[date, int]] = {}
    for option in sorted(listed, key=lambda one: (one.standing, one.order)):
        rivals = [other for other in found if _stands_before(other, option)]
        if rivals and option.shape not in floors:
            floors[option.shape] = floor(option.route, clock)
        if any(_surely_beats(other, floors[option.shape]) for other in rivals):
            continue
        if (model := alike.get(option.shape) if alike else None) is not None:
            best = as_settled(model.settled, model.option.route, option.route)
            found.append(Candidate(option, best, clock))
        elif (dated := fitting(option.route, clock, unfit)) is not None:
            found.append(Candidate(option, dated, clock))
            if len(listed) > 1:
                alike[option.shape] = found[-1]
    finishes = Counter(one.finish for one in found)
    return [replace(one, is_tied=True) if finishes[one.finish] > 1 else one for one in found]


def _finish(route: Route, clock: Clock) -> date:
    return finish_of(route, schedule(route, clock), clock.start)


def _stands_before(one: Candidate, other: Option) -> bool:
    """Whether a route is better than another in standing or price and worse in neither."""
    if one.standing > other.standing or one.price > other.price:
        return False
    return (one.standing, one.price) != (other.standing, other.price)


def _surely_beats(one: Candidate, least: tuple[date, int]) -> bool:
    """Whether a route is no worse in all else than one that it stands before, whatever the dates of that are.

    Args:
        one: Already dated.
        least: What `floor` says of the other.
    """
    finish, unpaid_days = least
    return one.finish < finish and one.unpaid_days <= unpaid_days


def floor(route: Route, clock: Clock) -> tuple[date, int]:
    """A day before which a route does not finish, and days that it leaves unpaid at the least.

    Study stands in the way of nothing there, and only full-time study goes unpaid.
    """
    spans = schedule(route, clock, hindered_by=())
    finish = finish_of(route, spans, clock.start)
    if clock.person.study != "full-time":
        return finish, 0
    studied = [spans[t.id] for t in route.tasks if isinstance(t.work, ProgramWork) and not t.work.is_paid]
    # A degree that had only to be begun goes on after the finish: those days are no part of the plan.
    return finish, sum(max(0, (min(span.end, finish) - span.begin).days) for span in studied)


def ordered(found: Iterable[Candidate], objective: Objective) -> list[Candidate]:
    """Routes from the best to the worst."""
    key = KEYS[objective]
    return sorted(found, key=lambda c: (c.standing, *key(c), c.option.plainness))


def best_among(listed: Sequence[Candidate], objective: Objective) -> tuple[str, ...]:
    """What the ways have in common of which the first is the best; nothing where it is the best of all.

    Args:
        listed: From the best to the worst.
        objective: What they are ordered by after their standing.
    """
    best, *others = listed
    key = KEYS[objective]
    better = [one for one in others if one.standing > best.standing and key(one)[:1] < key(best)[:1]]
    return in_common(best.standing, [(one.standing, one.option.repeats_level) for one in better])


def front(listed: Sequence[Candidate]) -> list[Candidate]:
    """Routes that no other is at least as good as in standing, finish, cost and unpaid time; of equals the first.

    Args:
        listed: From the best to the worst, whose order is kept.
    """
    kept: list[Candidate] = []
    for tried in listed:
        if not any(_covers(other, tried) for other in kept):
            kept = [other for other in kept if not _covers(tried, other)]
            kept.append(tried)
    return kept


def _covers(one: Candidate, other: Candidate) -> bool:
    return (
        one.standing <= other.standing
        and one.dates <= other.dates
        and one.price <= other.price
        and one.unpaid_days <= other.unpaid_days
    )


def _months(program: Program, person: Person) -> float:
    pace = program.months.full_time if person.study == "full-time" else program.months.part_time
    return pace.typical.low
