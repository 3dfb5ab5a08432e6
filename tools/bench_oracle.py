"""The planner against the oracle's CP-SAT model, side by side on the same instances.

A fixed sample over all families of roles, and the instances on which the planner is slowest. Each instance is timed
three ways: the planner's best route, its whole plan, and building and solving the model for the same optimum. The
optima must agree. The sample holds the long ways (from below a bachelor's degree) as often as all instances do.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Target
from mhcareer.planner.plan import NoPlan, find, plan
from mhcareer.planner.targets import Named, target_of

T = TypeVar("T")
START = date(2026, 11, 22)
LEVELS = (
    "none",
    "high-school",
    "some-college",
    "associate",
    "bachelors",
    "bachelors:social-work",
    "masters",
    "doctorate",
)
SAMPLE, WORST, GOAL = 160, 20, 50


@dataclass(frozen=True)
class Instance:
    """One question: a credential and the education that is held."""

    credential: str
    level: str

    @property
    def person(self) -> Person:
        """The person who asks."""
        level, _, field = self.level.partition(":")
        return Person.model_validate({"education": ({"level": level, "field": field or None},)}, strict=False)


@dataclass(frozen=True)
class Timing:
    """Seconds of one instance, and whether planner and oracle agree."""

    instance: Instance
    route: float
    whole: float
    oracle: float
    agrees: bool


def main() -> int:
    """Print medians, worst and ratios; 1 where the planner is slower or an optimum differs."""
    catalog = load_catalog()
    gc.collect()
    gc.freeze()  # what is loaded is no garbage: to look through it once more is no part of a plan
    everything = list(_instances(catalog))
    sampled = _spread(catalog, everything)
    print(f"planner against CP-SAT: {len(sampled)} instances over all families, and the planner's {WORST} worst")
    timings = [_measure(catalog, one) for one in sampled]
    ratio = _report("sample", timings)
    slowest = sorted(everything, key=lambda one: -_timed(lambda: _best(catalog, one))[1])[:WORST]
    hardest = [_measure(catalog, one) for one in slowest]
    _report("worst", hardest)
    differing = [timing.instance for timing in (*timings, *hardest) if not timing.agrees]
    for one in differing:
        print(f"differs: {one.credential} from {one.level}")
    reached = "reached" if ratio >= GOAL else "not reached"
    print(f"median ratio CP-SAT / best route: {ratio:.1f}  (goal {GOAL}: {reached})")
    return 1 if differing or ratio < 1 else 0


def _instances(catalog: Catalog) -> Iterator[Instance]:
    """Every credential from a level each, the levels in turn."""
    for index, credential in enumerate(sorted(catalog.credentials)):
        yield Instance(credential, LEVELS[index % len(LEVELS)])


def _spread(catalog: Catalog, everything: list[Instance]) -> list[Instance]:
    """Instances in turn from each family, until the sample is full."""
    families: dict[str, list[Instance]] = {}
    for one in everything:
        families.setdefault(catalog.family_of(catalog.credentials[one.credential]), []).append(one)
    found: list[Instance] = []
    place = 0
    while len(found) < SAMPLE:
        found += [group[place] for group in families.values() if place < len(group)]
        place += 1
    return found[:SAMPLE]


def _measure(catalog: Catalog, one: Instance) -> Timing:
    from tests.oracle import Oracle

    found, route = _timed(lambda: _best(catalog, one))
    _, whole = _timed(lambda: plan(catalog, one.person, _target(catalog, one), start=START))
    optimum, oracle = _timed(lambda: Oracle(catalog, one.person, one.credential, START).solve("soonest"))
    theirs = None if optimum is None else (optimum.standing, optimum.finish)
    return Timing(one, route, whole, oracle, found == theirs)


def _best(catalog: Catalog, one: Instance) -> tuple[object, date] | None:
    found = find(catalog, one.person, _target(catalog, one), start=START)
    return None if isinstance(found, NoPlan) else (found.best.standing, found.best.finish)


def _target(catalog: Catalog, one: Instance) -> Target:
    return target_of(catalog, Named(catalog.credentials[one.credential]), one.credential)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begin = time.perf_counter()
    found = work()
    return found, time.perf_counter() - begin


def _report(name: str, timings: list[Timing]) -> float:
    """Print one table; the median of the ratios of CP-SAT to the best route."""
    for what in ("route", "whole", "oracle"):
        found = [getattr(timing, what) for timing in timings]
        words = {"route": "best route", "whole": "whole plan", "oracle": "CP-SAT"}[what]
        print(
            f"{name:7} {words:11} median {statistics.median(found) * 1000:8.2f} ms  worst {max(found) * 1000:9.1f} ms"
        )
    ratios = [timing.oracle / timing.route for timing in timings]
    plans = [timing.oracle / timing.whole for timing in timings]
    print(f"{name:7} ratio CP-SAT / best route: median {statistics.median(ratios):.1f}, least {min(ratios):.1f}")
    print(f"{name:7} ratio CP-SAT / whole plan: median {statistics.median(plans):.1f}, least {min(plans):.1f}")
    return statistics.median(ratios)
