"""Which route is best: standing before everything, then the objective; and the routes that no other beats.

docs/planning.md, *Speeds, objectives, order*, states the order in full. Every route is looked at, so the best is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from mhcareer.model.catalog import Program
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Cost, Objective
from mhcareer.planner.cost import cost_of, total
from mhcareer.planner.dating.arrange import arrangements
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.fits import below_floor, misfit
from mhcareer.planner.dating.schedule import finish_of, schedule
from mhcareer.planner.dating.settle import settled
from mhcareer.planner.dating.settled import Settled
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
    def cost(self) -> Cost:
        """What is due on the way, before aid."""
        return total(cost_of(task) for task in self.route.tasks)

    @cached_property
    def price(self) -> tuple[int, int]:
        """Studies whose price is not stated, then the typical cost of all that is: unknown is never cheap."""
        studies = [task for task in self.route.tasks if isinstance(task.work, StudyWork)]
        return sum(not cost_of(task).complete for task in studies), self.cost.typical

    @property
    def plainness(self) -> tuple[int, int, int, float, int]:
        """What decides between routes that are equal in all that counts."""
        unknown = sum(isinstance(t.work, TrainingWork) and unstated(t) is not None for t in self.route.tasks)
        months = sum(_months(program, self.person) for program in self.programs)
        return unknown, self.route.stretches, len(self.route.tasks), months, self.order

    @cached_property
    def programs(self) -> list[Program]:
        """The programs of the route."""
        return [task.work.program for task in self.route.tasks if isinstance(task.work, ProgramWork)]


@dataclass(frozen=True)
class Candidate:
    """A route with its schedule, and what it is compared by."""

    option: Option
    settled: Settled
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
        return self.option.cost

    @property
    def price(self) -> tuple[int, int]:
        """What the cost is compared by."""
        return self.option.price

    @cached_property
    def dates(self) -> tuple[date, date]:
        """The finish at the typical speed, then at the slow one: of two equal routes the surer is the sooner."""
        if not self.is_tied:
            return self.finish, date.max
        of = self.option
        slow = Clock(of.catalog.planning, of.person, of.start, "slow")
        return self.finish, finish_of(self.route, schedule(self.route, slow), of.start)

    @cached_property
    def unpaid_days(self) -> int:
        """Days up to the finish on which the person is not in paid work in the field."""
        spans, of = self.settled.spans, self.option
        holding = of.start if of.person.credentials else self.finish
        worked: list[tuple[date, date]] = []
        full_time: list[tuple[date, date]] = []
        for task in self.route.tasks:
            span = spans[task.id]
            if isinstance(task.work, ApplicationWork):
                holding = min(holding, span.end)
            elif isinstance(task.work, ExperienceWork):
                worked.append((span.begin, span.end))
            elif isinstance(task.work, ProgramWork) and of.person.study == "full-time":
                full_time.append((span.begin, span.end))
        paid = _without([*worked, (holding, self.finish)], full_time)
        return (self.finish - of.start).days - _covered(paid, of.start, self.finish)


KEYS: Mapping[Objective, Callable[[Candidate], tuple[object, ...]]] = {
    "soonest": lambda c: (c.dates, c.price, c.unpaid_days),
    "cheapest": lambda c: (c.price, c.dates, c.unpaid_days),
    "least-unpaid": lambda c: (c.unpaid_days, c.dates, c.price),
}
"""What an objective looks at, most important first; less is better."""


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
    for option in sorted(listed, key=lambda one: (one.standing, one.order)):
        if found:
            floor = _floor(option, clock)
            if any(_surely_beats(other, option, floor) for other in found):
                continue
        best = _settled(option.route, clock, unfit)
        if best is not None:
            found.append(Candidate(option, best))
    finishes = Counter(one.finish for one in found)
    return [replace(one, is_tied=True) if finishes[one.finish] > 1 else one for one in found]


def _settled(route: Route, clock: Clock, unfit: list[str]) -> Settled | None:
    """The best schedule of a route in any of its orders; None if none fits."""
    best: Settled | None = None
    problem = below_floor(route, clock)
    if problem is not None:
        if problem not in unfit:
            unfit.append(problem)
        return None
    for arranged in arrangements(route):
        tried = settled(arranged, clock, best.finish if best else None)
        problem = misfit(tried.route, tried.spans, clock)
        if problem is not None:
            if problem not in unfit:
                unfit.append(problem)
        elif best is None or tried.finish < best.finish:
            best = tried
    return best


def _surely_beats(one: Candidate, other: Option, floor: tuple[date, int]) -> bool:
    """Whether a route is better than another in standing or price and no worse in all else, whatever its dates.

    Args:
        one: Already dated.
        other: Not dated yet.
        floor: What `_floor` says of the other.
    """
    finish, unpaid_days = floor
    if one.standing > other.standing or one.price > other.price:
        return False
    if (one.standing, one.price) == (other.standing, other.price):
        return False
    return one.finish < finish and one.unpaid_days <= unpaid_days


def _floor(option: Option, clock: Clock) -> tuple[date, int]:
    """A day before which a route does not finish, and days that it leaves unpaid at the least.

    Study stands in the way of nothing there, and only full-time study goes unpaid.
    """
    spans = schedule(option.route, clock, unhindered=True)
    studied = [spans[t.id] for t in option.route.tasks if isinstance(t.work, ProgramWork)]
    days = sum((span.end - span.begin).days for span in studied)
    return finish_of(option.route, spans, option.start), days if option.person.study == "full-time" else 0


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


def _without(spans: list[tuple[date, date]], holes: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans of days less other spans."""
    for begin, end in holes:
        spans = [
            part
            for first, last in spans
            for part in ((first, min(last, begin)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return spans


def _covered(spans: list[tuple[date, date]], since: date, until: date) -> int:
    """Days that lie in any of the spans."""
    days, at = timedelta(), since
    for begin, end in sorted(spans):
        first, last = max(begin, at), min(end, until)
        if first < last:
            days, at = days + (last - first), last
    return days.days
