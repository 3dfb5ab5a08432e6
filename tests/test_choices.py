"""What `next`, `compare`, `whatif`, `move` and a deadline say is what plans made from scratch say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhcareer.catalog.load import load_catalog
from mhcareer.cli.choices import _set
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.model.choices import Outcome, WhatifAnswer
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective, Plan, Target
from mhcareer.planner.choices.compare import Candidacy, compare
from mhcareer.planner.choices.levers import Ask, levers, whatif
from mhcareer.planner.choices.rungs import deadline, next_answer
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.plan import Around, Found, NoPlan, assembled, find, plan
from mhcareer.planner.targets import Named, target_of

from .helpers import START, must_plan, person, planned
from .strategies import people
from .test_fronts import every_candidate
from .wired import inside

EVERYTHING = load_catalog()
VIRGINIA = load_catalog(["VA"])
OBJECTIVES: tuple[Objective, ...] = ("soonest", "cheapest", "least-unpaid")
MOVED = (
    ("va-lpc", "masters:counseling"),
    ("wa-lmhc", "bachelors"),
    ("oh-lisw", "bachelors:social-work"),
    ("tx-mhps", "high-school"),
    ("va-qmhp", "bachelors:psychology"),
    ("ny-lmhc", "masters:counseling"),
    ("tx-lpc", "masters:counseling"),
    ("ca-amft", "bachelors"),
    ("or-pss", "high-school"),
    ("us-rbt", "high-school"),
    ("va-csac", "bachelors"),
    ("il-lcpc", "masters:counseling"),
)
"""Targets and starts whose levers are pulled."""


def of(credential: str) -> Target:
    """The target of a credential."""
    return target_of(EVERYTHING, Named(EVERYTHING.credentials[credential]), credential)


def came_to(found: Plan | NoPlan) -> tuple[Any, ...] | None:
    """What a plan comes to, for holding it against another answer."""
    return (found.finish, found.cost_usd, found.months, found.unpaid_days) if isinstance(found, Plan) else None


def told(outcome: Outcome | None) -> tuple[Any, ...] | None:
    """The same of an outcome."""
    return (outcome.finish, outcome.cost_usd, outcome.months, outcome.unpaid_days) if outcome else None


# --- whatif


@pytest.mark.parametrize(("credential", "start"), MOVED)
def test_a_lever_moves_what_a_plan_from_scratch_says(credential: str, start: str) -> None:
    """Each lever's dates, cost and differences are those of a plan for the changed person, start or state."""
    ask = Ask(EVERYTHING, person(start), of(credential), START)
    found = ask.answer()
    assert isinstance(found, Found)
    now = must_plan(EVERYTHING, credential, start)
    changes = list(levers(ask, found, EVERYTHING))
    by_key = {lever.key: lever for lever in whatif(ask, found, iter(changes), keep_idle=True).levers}
    assert len(by_key) == len(changes)
    for change in changes:
        asked, lever = change.ask, by_key[change.key]
        if asked.programs:
            expected = _best_with(asked)
        else:
            expected = came_to(plan(asked.catalog, asked.person, asked.target, start=asked.start))
        assert told(lever.outcome) == expected, change.key
        if lever.outcome is not None:
            assert lever.sooner_days == (now.finish.typical - lever.outcome.finish.typical).days
            assert lever.saves_usd == now.cost_usd.typical - lever.outcome.cost_usd.typical


def _best_with(asked: Ask) -> tuple[Any, ...] | None:
    """The best of all routes with these studies, among those of the whole question."""
    whole = find(asked.catalog, asked.person, asked.target, start=asked.start)
    assert isinstance(whole, Found)
    taking = [o for o in whole.options if asked.programs <= {task.id for task in o.route.tasks}]
    listed = every_candidate(taking, Clock(asked.catalog.planning, asked.person, asked.start, "typical"))
    best = min(listed, key=lambda one: (one["standing"], one["dates"], one["price"], one["unpaid"], one["plain"]))
    alone = find(
        asked.catalog,
        asked.person,
        asked.target,
        start=asked.start,
        only=lambda route: [t.id for t in route.tasks] == best["tasks"],
    )
    assert isinstance(alone, Found)
    return came_to(assembled(alone, Around(), 0))


@given(people(), st.sampled_from(sorted(c.id for c in VIRGINIA.credentials.values() if c.goal)))
@settings(max_examples=40)
def test_a_lever_holds_for_anybody(who: Person, credential: str) -> None:
    """The same for generated people over every license of a state."""
    target = target_of(VIRGINIA, Named(VIRGINIA.credentials[credential]), credential)
    ask = Ask(VIRGINIA, who, target, START)
    found = ask.answer()
    if isinstance(found, NoPlan):
        assert found.reason
        return
    changes = {change.key: change.ask for change in levers(ask, found, None) if not change.ask.programs}
    for lever in whatif(ask, found, levers(ask, found, None)).levers:
        if lever.key in changes:
            asked = changes[lever.key]
            assert told(lever.outcome) == came_to(plan(VIRGINIA, asked.person, target, start=asked.start)), lever.key


def test_a_price_that_is_not_stated_is_no_saving() -> None:
    """A way whose tuition no source states is never told as the cheaper one."""
    ask = Ask(EVERYTHING, person("bachelors"), of("us-bcba"), START)
    found = ask.answer()
    assert isinstance(found, Found)
    answer: WhatifAnswer = whatif(ask, found, levers(ask, found, None))
    assert answer.now.studies_without_price == 1
    assert all(not lever.is_comparable for lever in answer.levers if lever.saves_usd)
    assert "saves" not in answer.sentence


def test_who_holds_the_target_has_no_levers() -> None:
    """Nothing is tried for what is held, and the answer says so."""
    ask = Ask(EVERYTHING, person("masters:counseling", credentials=("va-lpc",)), of("va-lpc"), START)
    found = ask.answer()
    assert isinstance(found, Found)
    answer = whatif(ask, found, levers(ask, found, EVERYTHING))
    assert answer.levers == ()
    assert answer.sentence == "You hold the LPC already."


@pytest.mark.parametrize("key", ["direct_per_week=22", "accreditation=none", "state=NE", "hours_per_week=40"])
def test_set_is_the_lever(key: str, tmp_path: Path) -> None:
    """What `--set` tries is what the list of levers says under the same words."""
    asked = ("whatif", "lpc", "--from", "masters:counseling", "--state", "VA", "--format", "json")
    listed = {one["key"]: one for one in json.loads(inside(tmp_path, *asked).stdout)["levers"]}
    (alone,) = json.loads(inside(tmp_path, *asked, "--set", key).stdout)["levers"]
    if key not in listed:  # a lever that moves nothing is not listed
        assert (alone["sooner_days"], alone["saves_usd"]) == (0, 0)
        return
    assert {**alone, "words": ""} == {**listed[key], "words": ""}


@given(people(), st.sampled_from(sorted(c.id for c in VIRGINIA.credentials.values() if c.goal)))
@settings(max_examples=40)
def test_set_takes_the_key_of_every_lever(who: Person, credential: str) -> None:
    """Every key that is listed is taken by `--set`, and changes the question as the lever does."""
    ask = Ask(VIRGINIA, who, target_of(VIRGINIA, Named(VIRGINIA.credentials[credential]), credential), START)
    found = ask.answer()
    for change in levers(ask, found, None) if isinstance(found, Found) else ():
        assert _set(ask, [change.key], _screen()).ask == change.ask, change.key


def _screen() -> Screen:
    screen = Screen.of(Look())
    return replace(screen, environment=replace(screen.environment, today=START))


def test_a_lever_names_all_that_it_changes(tmp_path: Path) -> None:
    """Hours with clients beyond the hours of work that were said raise those, too, and say so."""
    asked = ("whatif", "lpc", "--from", "masters:counseling", "--state", "VA", "--hours-per-week", "20")
    listed = {one["key"]: one for one in json.loads(inside(tmp_path, *asked, "--format", "json").stdout)["levers"]}
    both = "direct_per_week=22,hours_per_week=22"
    assert listed[both]["words"] == "22 hours with clients a week and 22 hours of work a week"
    (alone,) = json.loads(inside(tmp_path, *asked, "--set", both, "--format", "json").stdout)["levers"]
    assert {**alone, "words": ""} == {**listed[both], "words": ""}


@pytest.mark.parametrize(
    "changes",
    [
        ("direct_per_week=25", "direct_per_week=10"),
        ("direct_per_week=25", "direct-per-week=25"),
        ("hours_per_week=30,direct_per_week=20,hours_per_week=30",),
        ("state=MD", "state=NE"),
    ],
)
def test_a_key_is_set_once(changes: tuple[str, ...], tmp_path: Path) -> None:
    """Two values for one key are no question."""
    given_ = [word for change in changes for word in ("--set", change)]
    done = inside(tmp_path, "whatif", "lpc", "--from", "masters:counseling", "--state", "VA", *given_)
    assert done.returncode == 2
    assert "is set twice" in done.stderr


def test_accreditation_is_set_where_it_is_not_said() -> None:
    """Of two degrees the one whose accreditation is known keeps it."""
    known = {"level": "bachelors", "field": None, "accreditation": "CSWE"}
    who = Person.model_validate({"education": (known, {"level": "masters", "field": "counseling"})})
    ask = Ask(VIRGINIA, who, target_of(VIRGINIA, Named(VIRGINIA.credentials["va-lpc"]), "va-lpc"), START)
    changed = _set(ask, ["accreditation=none"], _screen()).ask.person
    assert [held.accreditation for held in changed.education] == ["CSWE", "none"]


# --- compare and next


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("start", ["high-school", "bachelors", "masters:social-work"])
def test_a_column_of_compare_is_the_plan(start: str, objective: Objective) -> None:
    """Dates, cost and unpaid time of each column are those of its own plan."""
    ids = ["va-lpc", "va-lcsw", "md-lcpc", "or-pss", "ca-lmft", "us-ncc"]
    answer = compare(EVERYTHING, person(start), [Candidacy(i, of(i)) for i in ids], start=START, objective=objective)
    for column, credential in zip(answer.columns, ids, strict=True):
        made = plan(EVERYTHING, person(start), of(credential), start=START, objective=objective)
        assert told(column.outcome) == came_to(made)
        assert column.unverified == (0 if isinstance(made, NoPlan) else made.unverified)
        assert set(column.references) <= set(answer.references)


@pytest.mark.parametrize("code", ["VA", "WY", "TX", "OH", "ND", "DC", "US"])
@pytest.mark.parametrize("start", ["none", "some-college", "bachelors:social-work", "doctorate"])
def test_next_is_a_plan_for_each_credential(code: str, start: str) -> None:
    """Months and days are those of the plan; each credential that is not held is told or counted, once."""
    answer = next_answer(EVERYTHING, person(start), code, START, 24, {}, elsewhere=EVERYTHING)
    rungs = (*answer.open_now, *answer.one_step, *answer.further)
    for rung in rungs:
        made = must_plan(EVERYTHING, rung.credential, start)
        assert (rung.months, rung.finish, rung.cost_usd) == (made.months.typical, made.finish.typical, made.cost_usd)
        assert rung.at_least == made.at_least
        assert rung.is_within_the_rule == ("typical" not in made.beyond_the_rule)
    told_of = {rung.credential for rung in rungs} | {one.credential for one in answer.closed}
    local = {c.id for c in EVERYTHING.in_jurisdiction(code)}
    assert len(local - told_of) <= answer.beyond
    assert len(told_of) == len(rungs) + len(answer.closed)


def test_next_tells_of_roles_that_are_hired_anywhere() -> None:
    """A state without a rule for technicians hires them all the same, as a plan says, too."""
    answer = next_answer(EVERYTHING, person("high-school"), "OH", START, 24, {}, elsewhere=EVERYTHING)
    assert "us-psychiatric-aide" in {rung.credential for rung in answer.open_now}
    assert "us-bht" in {rung.credential for rung in answer.one_step}


def test_of_what_is_open_the_highest_tier_comes_first() -> None:
    """A resident in counseling is not told first that they may be an aide."""
    who = person("masters:counseling", credentials=("va-resident-in-counseling",))
    answer = next_answer(EVERYTHING, who, "VA", START, 24, {}, elsewhere=EVERYTHING)
    open_now = [rung.credential for rung in answer.open_now]
    assert open_now.index("va-rsatp") < open_now.index("us-psychiatric-aide")


# --- deadline


@given(
    st.sampled_from(["va-lpc", "oh-lisw", "wa-cps", "md-lcpc", "tx-lcsw", "us-bcba"]),
    people(),
    st.integers(-400, 5000),
    st.sampled_from(OBJECTIVES),
)
@settings(max_examples=40)
def test_a_deadline_is_kept_exactly_when_the_plan_is_done_by_then(
    credential: str, who: Person, days: int, objective: Objective
) -> None:
    """Met, met when fast, met when slow, and the days late; what is offered instead can be planned by then."""
    found = find(EVERYTHING, who, of(credential), start=START, objective=objective)
    if isinstance(found, NoPlan):
        assert found.reason
        return
    made = assembled(found, Around(), 0)
    day = START + timedelta(days=days)
    said = deadline(EVERYTHING, found, made.finish, day)
    assert said.met == (made.finish.typical <= day)
    assert said.met_at_fast_pace == (made.finish.fast <= day)
    assert said.met_at_slow_pace == (made.finish.slow <= day)
    assert said.days_late == max(0, (made.finish.typical - day).days)
    assert said.at_least == made.at_least
    if said.by_soonest_way is not None:
        assert not said.met
        assert said.closest is None
        soonest = must_plan(EVERYTHING, credential, who)
        assert soonest.finish.typical == said.by_soonest_way <= day
        assert soonest.at_least == said.by_soonest_at_least
    elif said.closest is not None:
        assert said.closest != credential
        nearer = planned(EVERYTHING, said.closest, who, START, objective)
        assert isinstance(nearer, Plan)
        assert nearer.finish.typical == said.closest_finish
        assert nearer.finish.typical <= day
        assert nearer.at_least == said.closest_at_least
    elif not said.met:
        here = EVERYTHING.in_jurisdiction(made.target.jurisdiction)
        in_time = [r.id for r in here if _by(r.id, who, day, objective)]
        assert in_time == []
        assert not _by(credential, who, day, "soonest")


def test_a_target_that_its_soonest_way_holds_in_time_is_not_its_own_substitute(tmp_path: Path) -> None:
    """The cheapest way is late, the soonest is not: that is said, and no other credential is offered for it."""
    asked = ("plan", "me-ladc", "--from", "bachelors", "--state", "ME", "--start", "2027-01", "--deadline", "2028-12")
    told = inside(tmp_path, *asked, "--optimize", "cheapest", "--width", "200").stdout
    assert "Held by Dec 2028: yes, by its soonest way" in told
    assert "not by the cheapest" in told
    assert "The nearest that you can hold" not in told
    assert "Held by Dec 2028: yes, at the typical pace" in inside(tmp_path, *asked, "--width", "200").stdout


def _by(credential: str, who: Person, day: date, objective: Objective) -> bool:
    made = plan(EVERYTHING, who, of(credential), start=START, objective=objective)
    return credential not in who.credentials and isinstance(made, Plan) and made.finish.typical <= day


def test_a_deadline_is_not_kept_for_sure_where_a_length_is_not_stated(tmp_path: Path) -> None:
    """Maine states no hours for its LMFT: whether it is held by a day, nobody can say, nor how far off it is."""
    asked = ("plan", "lmft", "--from", "masters:marriage-family-therapy", "--state", "ME", "--start", "2027-01")
    kept = " ".join(inside(tmp_path, *asked, "--deadline", "2040-01").stdout.split())
    assert "Held by Jan 2040: perhaps, at the typical pace; at the slow pace, too, by what is stated" in kept
    late = " ".join(inside(tmp_path, *asked, "--deadline", "2027-02").stdout.split())
    assert re.search(r"Held by Feb 2027: no, at least [\w ]+ too late", late)
    fast = " ".join(inside(tmp_path, *asked, "--deadline", "2027-03").stdout.split())
    assert "; at the fast pace, perhaps, by what is stated; how long a part of the way takes" in fast
    asked = ("plan", "us-bcba", "--from", "bachelors", "--state", "US", "--start", "2027-01", "--deadline", "2028-12")
    nearest = " ".join(inside(tmp_path, *asked).stdout.split()).partition("The nearest that you can hold by then: ")[2]
    assert re.match(r"[^;]+\(us-bcaba\), \w+ \d+, by what is stated; how long a part of the way takes", nearest)


def test_a_date_that_may_be_years_too_early_is_no_gain(tmp_path: Path) -> None:
    """Maine states no hours for its LMFT: its `not before` leads neither the levers nor a comparison."""
    asked = ("lmft", "--from", "bachelors:business", "--start", "2027-01", "--width", "200")
    told = inside(tmp_path, "whatif", *asked, "--state", "FL").stdout
    assert re.search(r"in Maine, as LMFT +not before \w+ \d{4} +not comparable", told)
    assert "Maine" not in told.partition("change alone")[0]
    head = inside(tmp_path, "compare", *asked, "--states", "NC,ME,SD").stdout.partition("tier")[0]
    assert "LMFT (ME) is held" not in head
    assert "how long the way to LMFT (ME) takes is not stated in full" in head


def test_the_nearest_by_a_deadline_says_what_it_rests_on(tmp_path: Path) -> None:
    """As `next` does: what is assumed of the degree, and what only the person can show."""
    asked = ("lpc", "--from", "bachelors", "--state", "TX", "--start", "2027-01", "--deadline", "2029-01")
    told = inside(tmp_path, "plan", *asked, "--width", "300").stdout
    after = told.partition("The nearest that you can hold by then")[2]
    assert "Assumed: your bachelor's degree is in psychology" in after.splitlines()[1]
    assert "If you can show: credentialed by the employing provider." in after


def test_below_full_practice_no_other_state_is_tried() -> None:
    """The like of an associate license is not to be found by its role: the full licenses of others are none."""
    for credential, others in (("oh-lpcc", True), ("oh-lpc", False)):
        ask = Ask(EVERYTHING, person("masters:counseling"), of(credential), START)
        found = ask.answer()
        assert isinstance(found, Found)
        keys = [change.key for change in levers(ask, found, EVERYTHING)]
        assert any(key.startswith("state=") for key in keys) is others, credential
