"""What a plan says of its reasons is so: a looser constraint moves the finish by the days told; slack is slack."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective, Plan, Step
from mhcareer.planner.plan import NoPlan, find
from mhcareer.planner.targets import Named, target_of
from mhcareer.planner.telling.steps import titles

from .changes import eased
from .dating import Dating
from .helpers import START, person, planned
from .strategies import LICENSE, people, trees, with_rules

CATALOG = load_catalog(["VA"])
EVERYTHING = load_catalog()
SAMPLE = sorted(EVERYTHING.credentials)[::13]
"""From every part of the alphabet, hence of the country and of the families."""
FROM = ("high-school", "bachelors", "masters:counseling", "masters:social-work")
STARTS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
DAY = timedelta(days=1)
PACES: tuple[dict[str, int], ...] = (
    {"hours_per_week": 20},
    {"hours_per_week": 35, "direct_per_week": 15},
    {"supervision_per_week": 1},
    {"hours_per_week": 24, "supervision_per_week": 2},
)
PACED = ("ky-lcsw", "mn-licsw", "ut-lcsw", "tx-lcsw")
"""Rules with ways that a slow pace does not open, or with hours of more than one kind."""


def test_the_sample_has_every_family() -> None:
    """The credentials that are tried come from every family that most states have, and from every level."""
    sampled = [EVERYTHING.credentials[id_] for id_ in SAMPLE]
    assert {EVERYTHING.family_of(one) for one in sampled} >= set(EVERYTHING.families_everywhere)
    assert {one.level for one in sampled} == {one.level for one in EVERYTHING.credentials.values()}


@pytest.mark.parametrize("objective", get_args(Objective))
@pytest.mark.parametrize("level", FROM)
def test_loosening_a_constraint_brings_what_is_told(level: str, objective: Objective) -> None:
    """A plan made from scratch in the looser world finishes sooner by exactly the days that the first plan tells."""
    told = [_told_days(EVERYTHING, id_, person(level), START, objective) for id_ in SAMPLE]
    assert sum(told) > len(SAMPLE)


@pytest.mark.parametrize("objective", get_args(Objective))
@pytest.mark.parametrize("pace", PACES, ids=str)
def test_loosening_a_constraint_of_a_stated_pace_brings_what_is_told(
    pace: dict[str, int], objective: Objective
) -> None:
    """The same for people who said their paces, some of which a rule does not take."""
    told = [
        _told_days(EVERYTHING, id_, person(level, **pace), START, objective)
        for level in ("masters:social-work", "doctorate")
        for id_ in (*SAMPLE[::3], *PACED)
    ]
    assert sum(told) > len(PACED)


@given(people(), trees(), STARTS, st.sampled_from(get_args(Objective)))
def test_loosening_a_constraint_of_any_rule_brings_what_is_told(
    who: Person, tree: dict[str, Any], start: date, objective: Objective
) -> None:
    """The same for generated people and rules."""
    _told_days(with_rules(CATALOG, tree, None), LICENSE, who, start, objective)


def test_more_work_a_week_under_the_cheapest_way_is_told_as_it_is() -> None:
    """The cheapest way stays the one that is taken: another that is sooner is no effect of a faster pace."""
    who = person("doctorate", study="part-time", hours_per_week=40)
    assert _told_days(EVERYTHING, "mn-licsw", who, date(2027, 4, 21), "cheapest")


def test_a_way_that_a_stated_pace_does_not_open_is_no_effect() -> None:
    """Twenty hours a week do not do for the full-time way, so an exam's sooner result does not open it."""
    who = person("masters:social-work", hours_per_week=20)
    assert _told_days(EVERYTHING, "ky-lcsw", who, START, "soonest")


def test_steps_of_one_title_are_told_apart() -> None:
    """Two exams with one name, one for each tier, are named with the credential that each is for."""
    lpc = EVERYTHING.credentials["tx-lpc"]
    found = find(EVERYTHING, person("masters:counseling"), target_of(EVERYTHING, Named(lpc), lpc.id), start=START)
    assert not isinstance(found, NoPlan)
    named = titles(EVERYTHING, found.best.route.tasks)
    assert len(named) == len(set(named))
    assert {name for name in named if "jurisprudence" in name} == {
        "Texas LPC jurisprudence exam (for the LPC Associate)",
        "Texas LPC jurisprudence exam (for the LPC)",
    }


@settings(max_examples=30)
@given(people(), trees(), st.one_of(st.none(), trees()), STARTS)
def test_no_line_is_told_twice(
    who: Person, tree: dict[str, Any], associate: dict[str, Any] | None, start: date
) -> None:
    """What sets the date is one line for each step."""
    found = planned(with_rules(CATALOG, tree, associate), LICENSE, who, start)
    if isinstance(found, Plan):
        assert len(set(found.what_sets_the_date)) == len(found.what_sets_the_date)


def _told_days(catalog: Catalog, credential: str, who: Person, start: date, objective: Objective) -> int:
    """How many steps told the effect of a change, each of them truly."""
    found, told = planned(catalog, credential, who, start, objective), 0
    for step in found.steps if isinstance(found, Plan) else ():
        if step.binding.eased is not None:
            other = planned(*_world(catalog, who, step, credential), start, objective)
            assert isinstance(other, Plan), other
            sooner = (found.finish.typical - other.finish.typical).days
            assert step.binding.sooner_days == sooner, f"{credential}: {step.id}, {step.binding.eased}"
            told += 1
    return told


def _world(catalog: Catalog, who: Person, step: Step, credential: str) -> tuple[Catalog, str, Person]:
    looser, changed = eased(catalog, who, step)
    return looser, credential, changed


@pytest.mark.parametrize("level", FROM)
def test_slack_is_what_can_be_lost(level: str) -> None:
    """A step begun by its slack later leaves the finish; one day more moves it."""
    tried = sum(_slack(EVERYTHING, id_, person(level), START) for id_ in SAMPLE)
    assert tried > len(SAMPLE)


@given(people(), trees(), st.one_of(st.none(), trees()), STARTS)
def test_slack_under_any_rule_is_what_can_be_lost(
    who: Person, tree: dict[str, Any], associate: dict[str, Any] | None, start: date
) -> None:
    """The same for generated people and rules."""
    _slack(with_rules(CATALOG, tree, associate), LICENSE, who, start)


def _slack(catalog: Catalog, credential: str, who: Person, start: date) -> int:
    """How many steps were put off by their slack, and by a day more."""
    found = planned(catalog, credential, who, start)
    if not isinstance(found, Plan) or not found.steps:
        return 0
    dating, finish = Dating.of(catalog, who, found), found.finish.typical
    assert dating.finish() == finish, credential
    for step in found.steps:
        last = step.start + timedelta(days=step.slack_days)
        # Sooner by a day or two it may be: study of some months takes less of the week in months that are shorter.
        assert dating.finish(step.id, last) <= finish, f"{credential}: {step.id} has {step.slack_days} days of slack"
        assert dating.finish(step.id, last + DAY) > finish, f"{credential}: {step.id} has more slack than told"
    return len(found.steps)
