"""The front of a plan is that of every route: a full enumeration over every program, with nothing pruned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings

import mhcareer.planner.routes.search as routes
from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective, Target
from mhcareer.planner.choose import Candidate, Option, options
from mhcareer.planner.dating.arrange import arrangements
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.fits import misfit
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.dating.settle import at_speeds, settled
from mhcareer.planner.dating.settled import Settled
from mhcareer.planner.plan import Found, NoPlan, find
from mhcareer.planner.routes.search import Search
from mhcareer.planner.targets import Named, target_of
from mhcareer.planner.tasks import ApplicationWork, ExperienceWork, ProgramWork

from .helpers import START, person
from .strategies import LICENSE, people, trees, with_rules

EVERYTHING = load_catalog()
VIRGINIA = load_catalog(["VA"])


def of(credential: str) -> Target:
    """The target of a credential."""
    return target_of(EVERYTHING, Named(EVERYTHING.credentials[credential]), credential)


def every_candidate(listed: Sequence[Option], clock: Clock) -> list[dict[str, Any]]:
    """Every route that fits with what it is compared by; nothing is left out."""
    found = []
    for option in listed:
        arranged = [settled(one, clock, None) for one in arrangements(option.route)]
        fitting = [one for one in arranged if misfit(one.route, one.spans, clock) is None]
        if not fitting:
            continue
        best = min(fitting, key=lambda one: one.finish)
        found.append(
            {
                "standing": option.standing,
                "dates": (
                    best.finish,
                    finish_of(best.route, at_speeds(best, clock)["slow"], option.start),
                ),
                "price": option.price,
                "unpaid": _unpaid(option, best),
                "plain": option.plainness,
                "tasks": [task.id for task in option.route.tasks],
            }
        )
    return found


def _unpaid(option: Option, best: Settled) -> int:
    """Days without paid work in the field, counted one by one."""
    known = option.catalog.credentials
    works = any(id_ in known and known[id_].kind != "certification" for id_ in option.person.credentials)
    held_since = option.start if works else best.finish
    working: set[int] = set()
    studying: set[int] = set()
    for task in best.route.tasks:
        span = best.spans[task.id]
        days = range(span.begin.toordinal(), span.end.toordinal())
        match task.work:
            case ApplicationWork(credential) if credential.kind != "certification":
                held_since = min(held_since, span.end)
            case ExperienceWork():
                working |= set(days)
            case ProgramWork() if option.person.study == "full-time":
                studying |= set(days)
            case _:
                pass
    working |= set(range(held_since.toordinal(), best.finish.toordinal()))
    whole = range(option.start.toordinal(), best.finish.toordinal())
    return sum(day not in working or day in studying for day in whole)


MEASURES = ("standing", "dates", "price", "unpaid")


def _beaten(one: dict[str, Any], by: dict[str, Any]) -> bool:
    """Whether another route is nowhere worse and somewhere better."""
    return all(by[m] <= one[m] for m in MEASURES) and any(by[m] < one[m] for m in MEASURES)


def _everything(catalog: Catalog, who: Person, target: Target) -> list[dict[str, Any]]:
    """Every route of a full enumeration over every program, with its measures."""
    with mock.patch.object(routes, "worthwhile", lambda catalog, _: frozenset(catalog.programs)):
        search = Search(catalog, who, START, target.credential)
        listed = options(catalog, who, target.role, START, search.routes())
    return every_candidate(listed, Clock(catalog.planning, who, START, "typical"))


def _agree(catalog: Catalog, who: Person, target: Target) -> None:
    """The front and the best of each objective are those of the full enumeration."""
    whole = _everything(catalog, who, target)
    found = find(catalog, who, target, start=START)
    if isinstance(found, NoPlan):
        assert whole == []
        return
    wanted = {tuple(one[m] for m in MEASURES) for one in whole if not any(_beaten(one, other) for other in whole)}
    shown = {tuple(_measured(one)[m] for m in MEASURES) for one in found.front}
    assert shown == wanted
    order: dict[Objective, tuple[str, ...]] = {
        "soonest": ("standing", "dates", "price", "unpaid"),
        "cheapest": ("standing", "price", "dates", "unpaid"),
        "least-unpaid": ("standing", "unpaid", "dates", "price"),
    }
    for objective, measures in order.items():
        best = find(catalog, who, target, start=START, objective=objective)
        assert isinstance(best, Found)
        mine = _measured(best.best)
        assert tuple(mine[m] for m in measures) == min(tuple(one[m] for m in measures) for one in whole), objective


def _measured(one: Candidate) -> dict[str, Any]:
    clock = Clock(one.option.catalog.planning, one.option.person, START, "typical")
    spans = at_speeds(one.settled, clock)
    return {
        "standing": one.standing,
        "dates": (one.finish, finish_of(one.route, spans["slow"], START)),
        "price": one.price,
        "unpaid": one.unpaid_days,
    }


@pytest.mark.parametrize(
    ("credential", "start"),
    [
        ("va-lpc", "bachelors"),
        ("va-lpc", "masters:counseling"),
        ("va-qmhp", "high-school"),
        ("or-pss", "high-school"),
        ("oh-lsw", "associate"),
        ("oh-lpcc", "masters:psychology"),
        ("wa-lmhc", "masters"),
        ("il-lcpc", "masters:psychology"),
        ("us-bcba", "bachelors"),
        ("us-ncc", "bachelors"),
        ("va-csac", "bachelors"),
        ("tx-lcsw", "bachelors:social-work"),
        ("ma-licsw", "bachelors:social-work"),
        ("sd-csw-pip", "masters:social-work"),
        ("ca-psychologist", "masters:psychology"),
    ],
)
def test_the_front_is_that_of_every_route(credential: str, start: str) -> None:
    """No route is missing from the front, none on it is beaten, and none is better under an objective."""
    _agree(EVERYTHING, person(start), of(credential))


def test_a_longer_program_that_leaves_more_of_the_week_is_tried() -> None:
    """Part-time, the same credits over more months leave more hours for the work beside them."""
    _agree(EVERYTHING, person("bachelors:psychology", study="part-time"), of("az-liac"))


@given(people(), trees())
@settings(max_examples=30)
def test_the_front_is_that_of_every_route_for_any_rule(who: Person, tree: dict[str, Any]) -> None:
    """The same for generated people and rules."""
    catalog = with_rules(VIRGINIA, tree, None)
    _agree(catalog, who, target_of(catalog, Named(catalog.credentials[LICENSE]), LICENSE))
