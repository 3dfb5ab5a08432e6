"""What holds for every person and every rule, tried on generated ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan
from mhcareer.planner.dating.dates import add_months, months_between
from mhcareer.verify import verify

from .helpers import START, planned
from .strategies import LICENSE, histories, people, trees, with_rules

CATALOG = load_catalog(["VA"])
EVERYTHING = load_catalog()
STARTS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


HELD_MONTHS = st.sampled_from([None, None, 12, 24])
PACE_IN_THE_WAY = ("you say", "do not fit", "no longer valid", "is older than")
"""What a reason says where it is the stated pace, or the time that it takes, that closes a way."""


@given(people(), trees(), st.one_of(st.none(), trees()), HELD_MONTHS, STARTS)
def test_every_plan_verifies(
    who: Person, tree: dict[str, Any], associate: dict[str, Any] | None, held_months: int | None, start: date
) -> None:
    """Whatever the rule and the person: the independent verifier finds nothing wrong with the plan."""
    catalog = with_rules(CATALOG, tree, associate, held_months)
    found = planned(catalog, LICENSE, who, start)
    if isinstance(found, Plan):
        assert verify(catalog, who, found) == ()
    else:
        assert any(words in found.reason for words in PACE_IN_THE_WAY), found.reason


@given(st.data())
def test_every_plan_of_the_catalog_verifies_for_any_history(data: st.DataObject) -> None:
    """Real rules, people with a past: a plan that verifies, or a reason in one line."""
    credential = data.draw(st.sampled_from(sorted(EVERYTHING.credentials)))
    who = data.draw(histories(EVERYTHING, credential))
    found = planned(EVERYTHING, credential, who, data.draw(STARTS))
    if isinstance(found, Plan):
        assert verify(EVERYTHING, who, found) == ()
    else:
        assert found.reason
        assert "\n" not in found.reason


def _a_plan(catalog: Catalog, credential: str, who: Person, start: date = START) -> Plan:
    """The plan; people whose own pace closes every way are passed over."""
    found = planned(catalog, credential, who, start)
    assume(isinstance(found, Plan))
    assert isinstance(found, Plan)
    return found


@given(people(), trees(), STARTS)
def test_speeds_are_ordered_and_steps_follow_each_other(who: Person, tree: dict[str, Any], start: date) -> None:
    """Fast <= typical <= slow for the whole and for each step; no step begins before what it needs has ended."""
    found = _a_plan(with_rules(CATALOG, tree, None), LICENSE, who, start)
    assert found.finish.fast <= found.finish.typical <= found.finish.slow
    steps = {step.id: step for step in found.steps}
    for step in found.steps:
        ends = [step.spans[speed][1] for speed in ("fast", "typical", "slow")]
        assert ends == sorted(ends)
        for speed, (begin, _) in step.spans.items():
            assert begin >= start
            assert all(steps[other].spans[speed][1] <= begin for other in step.after)
            assert all(steps[other].spans[speed][0] <= begin for other in step.after_start)


@given(people(), trees(), STARTS)
def test_no_program_begins_before_the_one_ahead_of_it_ends(who: Person, tree: dict[str, Any], start: date) -> None:
    """A degree that another builds on is finished before the other's first term, at every speed."""
    found = _a_plan(with_rules(CATALOG, tree, None), LICENSE, who, start)
    programs = {step.id: step for step in found.steps if step.kind == "program"}
    for step in programs.values():
        for other in (programs[i] for i in step.after if i in programs):
            for speed in ("fast", "typical", "slow"):
                assert other.spans[speed][1] <= step.spans[speed][0]  # type: ignore[index]  # speeds are literals


@given(people(), trees())
def test_the_soonest_route_is_exact(who: Person, tree: dict[str, Any]) -> None:
    """Deciding every alternative by hand and planning what is left never finishes sooner than the plan."""
    start = date(2027, 1, 15)
    best = _a_plan(with_rules(CATALOG, tree, None), LICENSE, who, start)
    ways = [planned(with_rules(CATALOG, decided, None), LICENSE, who, start) for decided in _decided(tree)]
    assert min(way.finish.typical for way in ways if isinstance(way, Plan)) == best.finish.typical


def _decided(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Every tree that arises when each `any` is replaced by one of its branches."""
    if "any" in tree:
        return [decided for branch in tree["any"] for decided in _decided(branch)]
    if "all" in tree:
        return [{"all": list(parts)} for parts in product(*(_decided(child) for child in tree["all"]))]
    return [tree]


@given(trees(), st.integers(15, 30), st.integers(1, 15))
def test_more_hours_a_week_never_lengthen_a_plan(tree: dict[str, Any], hours: int, more: int) -> None:
    """A higher pace finishes no later."""
    catalog = with_rules(CATALOG, tree, None)
    education = ({"level": "masters", "field": "counseling"},)
    slower, faster = (
        _a_plan(catalog, LICENSE, Person.model_validate({"education": education, "hours_per_week": pace}, strict=False))
        for pace in (hours, hours + more)
    )
    assert faster.finish.typical <= slower.finish.typical


@given(people(), trees(), STARTS)
def test_the_order_of_the_data_does_not_move_the_date(who: Person, tree: dict[str, Any], start: date) -> None:
    """A rule written in another order finishes on the same day at the typical speed, at which ways are chosen."""
    mirrored = {"all": list(reversed(tree["all"]))}
    one = _a_plan(with_rules(CATALOG, tree, None), LICENSE, who, start)
    other = _a_plan(with_rules(CATALOG, mirrored, None), LICENSE, who, start)
    assert one.finish.typical == other.finish.typical


@given(people(), trees(), STARTS)
def test_slack_is_true(who: Person, tree: dict[str, Any], start: date) -> None:
    """A critical step has no slack, another has some, and at least one step of a plan is critical."""
    found = _a_plan(with_rules(CATALOG, tree, None), LICENSE, who, start)
    assert all(step.critical == (step.slack_days == 0) for step in found.steps)
    assert all(step.slack_days >= 0 for step in found.steps)
    assert not found.steps or any(step.critical for step in found.steps)


@given(people(), STARTS)
def test_the_same_question_has_the_same_answer(who: Person, start: date) -> None:
    """Two runs give equal plans, to the last byte of their JSON."""
    one, other = (planned(CATALOG, "va-lpc", who, start) for _ in range(2))
    if isinstance(one, Plan) and isinstance(other, Plan):
        assert one.model_dump_json() == other.model_dump_json()
    else:
        assert one == other


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_months_count_up_and_back(day: date, months: int) -> None:
    """`months_between` undoes `add_months`, and a begun month counts whole."""
    later = add_months(day, months)
    assert months_between(day, later) <= months
    assert add_months(day, months_between(day, later)) >= later
    assert months_between(day, later + timedelta(days=1)) >= months_between(day, later)
