"""A plan never calls itself the best of ways that it is not the best of, and shows in what ways are held together."""

from __future__ import annotations

from datetime import date

import pytest

from mhcareer.model.library import Catalog
from mhcareer.model.plan import Objective, Plan
from mhcareer.planner.plan import Found, find, plan
from mhcareer.planner.targets import Named, target_of

from .answering import said
from .helpers import START, must_plan, person

CASE = ("plan", "ks-dd-case-manager", "--from", "some-college", "--state", "KS", "--start", "2027-06-08")


def test_a_sooner_way_says_why_it_is_not_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Its hours are not stated: that counts before the date."""
    answer = said(capsys, *CASE)
    assert "Of all ways" not in answer.out
    assert "Of the ways that state their hours this is the soonest" in answer.out
    assert "not first: its hours are not stated" in answer.out


def test_the_slow_date_that_decides_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """A way that is as soon, cheaper and no less paid is beaten in something, and that is told."""
    answer = said(capsys, "plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-01")
    assert "Of all ways this is the soonest" in answer.out
    assert "later at the slow pace, $15,600 cheaper by what is stated (Jul 2036, slow" in answer.out
    assert "finish (then the slow one)" in answer.out


@pytest.mark.parametrize("objective", ["soonest", "cheapest", "least-unpaid"])
@pytest.mark.parametrize("start", ["high-school", "bachelors", "masters:counseling", "doctorate"])
@pytest.mark.parametrize("credential", ["va-lpc", "va-lmft", "va-qmhp", "va-csac", "va-lcsw"])
def test_the_heading_is_true_of_every_way(catalog: Catalog, credential: str, start: str, objective: Objective) -> None:
    """No way has a better first figure, unless the heading names what the better one lacks."""
    target = target_of(catalog, Named(catalog.credentials[credential]), credential)
    found = find(catalog, person(start), target, start=START, objective=objective)
    if not isinstance(found, Found):
        return
    made = plan(catalog, person(start), target, start=START, objective=objective, shown=50)
    assert isinstance(made, Plan)
    mine, *others = [(c.finish, c.price, c.unpaid_days) for c in found.listed]
    place = ("soonest", "cheapest", "least-unpaid").index(objective)
    assert bool(made.best_among) >= any(other[place] < mine[place] for other in others)
    if made.best_among:
        assert any(one.standing > found.best.standing for one in found.listed)
    for shown in made.alternatives:
        better = (shown.finish, shown.studies_without_price, shown.cost_usd.typical, shown.unpaid_days)
        if (better[0], better[1:3], better[3])[place] < (mine[0], mine[1], mine[2])[place]:
            assert shown.not_first


def test_an_alternative_is_no_better_in_nothing(catalog: Catalog) -> None:
    """What it carries tells it from the plan: fit, dates, price or unpaid time."""
    made = must_plan(catalog, "va-lpc", "high-school", date(2027, 1, 1))
    priced = (
        sum(s.kind in ("program", "credits") and not s.cost_usd.complete for s in made.steps),
        made.cost_usd.typical,
    )
    for other in made.alternatives:
        theirs = (other.studies_without_price, other.cost_usd.typical)
        beaten = (
            (made.finish.typical, made.finish.slow) <= (other.finish, other.slow_finish)
            and priced <= theirs
            and made.unpaid_days <= other.unpaid_days
        )
        assert not beaten
