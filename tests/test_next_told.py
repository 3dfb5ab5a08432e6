"""What `next` lists on a guess about the degree says so in its row."""

from __future__ import annotations

from datetime import date

import pytest

from mhcareer.model.library import Catalog
from mhcareer.planner.choices.rungs import next_answer
from mhcareer.planner.plan import Found, find
from mhcareer.planner.targets import Named, target_of

from .answering import said
from .helpers import person


def test_a_role_on_a_narrower_reading_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """Its row begins with the doubt and tells the reading; a role that needs none is not marked."""
    answer = said(capsys, "next", "--from", "masters:counseling", "--state", "VA")
    row = answer.out.partition("(va-lpp): ")[2].partition(" - ")[0]
    assert row.startswith("only by a narrower reading of your degree; ")
    assert "Assumed: your master's degree in counseling is one in counseling psychology" in row
    aide = answer.out.partition("(us-psychiatric-aide): ")[2].partition(" - ")[0]
    assert "reading" not in aide


def test_a_date_beyond_the_rule_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """Oregon's registration lasts 24 months, and the hours of the second level take longer."""
    answer = said(capsys, "next", "--from", "masters:counseling", "--state", "OR", "--within", "6y")
    rows = answer.out.split(" - ")
    over = [row.partition(")")[0] for row in rows if "longer than the rule allows" in row]
    assert over == [
        "Certified Alcohol and Drug Counselor II (or-cadc2",
        "Certified Alcohol and Drug Counselor III (or-cadc3",
    ]


def test_a_date_that_may_be_too_early_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Virginia registers technicians since 2025, and what training it asks was not read."""
    answer = said(capsys, "next", "--from", "high-school", "--state", "VA")
    row = answer.out.partition("(va-bhta): ")[2]
    assert row.startswith("not before ")


@pytest.mark.parametrize("code", ["VA", "OH", "CA", "NY", "TX"])
@pytest.mark.parametrize("level", ["masters:counseling", "bachelors:psychology", "doctorate"])
def test_every_row_rests_on_what_its_plan_rests_on(catalog: Catalog, code: str, level: str) -> None:
    """No assumption of a plan about the person is left out of the row."""
    who, start = person(level), date(2027, 1, 1)
    answer = next_answer(catalog, who, code, start, 60, {})
    for rung in (*answer.open_now, *answer.one_step, *answer.further):
        target = target_of(catalog, Named(catalog.credentials[rung.credential]), rung.credential)
        found = find(catalog, who, target, start=start)
        assert isinstance(found, Found)
        assert rung.rests_on == found.best.route.assumptions
        assert rung.by_reading == (found.best.route.narrowed > 0)
