"""At which paces a plan is dated is said: the three of a week, what study leaves of it, what a term waits for."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from mhcareer.model.library import Catalog

from .answering import said
from .helpers import must_plan, person


def test_a_slow_date_beyond_the_rule_is_marked_at_the_top(capsys: pytest.CaptureFixture[str]) -> None:
    """The head says so, and the three paces that the dates rest on are assumed in so many words."""
    answer = said(capsys, "plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-01")
    head = answer.out.partition("TIMELINE")[0]
    assert "longer than the rule allows: see Before you start)" in head
    assert head.count("longer than the rule") == 1
    assumed = answer.out.partition("ASSUMED")[2]
    for words in (
        "35 (fast 40, slow 25) hours a week",
        "18 (fast 25, slow 12) of them direct",
        "study and work together",
    ):
        assert words in assumed


def test_a_date_within_the_rule_is_not_marked(catalog: Catalog) -> None:
    """Where the person's supervision covers the hours in time, nothing is said."""
    quick = person("high-school", supervision_per_week=3, direct_per_week=20, hours_per_week=40)
    made = must_plan(catalog, "va-lpc", quick)
    assert made.beyond_the_rule == ()
    assert not any("do not fit" in text for text in made.warnings)
    assert any(text.startswith("40 hours a week") for text in made.assumptions)


def test_the_term_that_a_plan_waits_for_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Which term classes wait for, why, and by which day the term before was reached; of a start to come none is."""
    who = ("plan", "lpc", "--from", "bachelors:psychology", "--state", "VA")
    reasons = said(capsys, *who).out.partition("WHAT SETS THE DATE")[2].partition("STEPS")[0]
    assert "classes begin on 2027-08-31, since schools want the application 26 weeks ahead" in reasons
    assert "for the term of 2027-01-12 apply by 2026-07-14" in reasons
    later = said(capsys, *who, "--start", "2027-03-03").out
    assert "Aug 2027" in later.partition("STEPS")[2]
    assert "since schools want the application" not in later


def test_a_date_beyond_the_rule_is_marked_at_every_speed(capsys: pytest.CaptureFixture[str]) -> None:
    """Also the fast one, and where a deadline is told as kept."""
    who = ("plan", "lpc", "--from", "masters:counseling", "--state", "VA", "--available-per-week", "10")
    answer = said(capsys, *who, "--deadline", "2060-01", "--format", "json").out
    assert json.loads(answer)["beyond_the_rule"] == ["fast", "typical", "slow"]
    head = said(capsys, *who, "--deadline", "2060-01").out.partition("TIMELINE")[0]
    assert head.count("longer than the rule allows") == 4
    assert "yes, at the typical pace, though longer than the rule allows; at the slow pace, too." in head


@pytest.mark.parametrize("start", [date(2027, 3, 3), date(2027, 9, 9)])
def test_the_days_that_are_named_are_the_last(catalog: Catalog, start: date) -> None:
    """A plan from the named day begins a term sooner, and one from the day after does not."""
    made = must_plan(catalog, "va-lpc", "bachelors:psychology", start)
    told = next(text for text in made.what_sets_the_date if "classes begin on" in text)
    day = date.fromisoformat(told.partition("apply by ")[2][:10])
    last = date.fromisoformat(told.partition("for this one by ")[2][:10])

    def first_class(on: date) -> date:
        return must_plan(catalog, "va-lpc", "bachelors:psychology", on).steps[0].start

    begins = made.steps[0].start
    assert first_class(day) < begins == first_class(day + timedelta(days=1)) == first_class(last)
    assert first_class(last + timedelta(days=1)) > begins


def test_hours_beside_a_full_time_program_tell_their_real_rate(catalog: Catalog) -> None:
    """2,100 hours in three years are no 35 a week: study takes most of it."""
    made = must_plan(catalog, "oh-psychologist", "masters:psychology", date(2027, 1, 1))
    step = next(one for one in made.steps if one.kind == "experience")
    assert step.binding.why == (
        "2,100 hours at 35 a week, but 14 a week while full-time study takes 36 of the 50 hours of your week"
    )


def test_hours_after_the_degree_say_nothing_of_study(catalog: Catalog) -> None:
    """Nothing is in their way."""
    made = must_plan(catalog, "va-lpc", "high-school")
    assert not any("of your week" in step.binding.why for step in made.steps if step.kind == "experience")
