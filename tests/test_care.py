"""Where a date could mislead, the plan says so, or takes the careful reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.planner.plan import NoPlan

from .answering import said
from .helpers import must_plan, person, planned

ASSOCIATE = "tx-lpc-associate"


@pytest.mark.parametrize("earned", [15, 60])
def test_other_college_study_shortens_no_professional_program(catalog: Catalog, earned: int) -> None:
    """What a school of nursing takes over nobody states: who has less is not a nurse sooner than who has more."""
    some = person("some-college", education=({"level": "some-college", "semester_credits": earned},))
    found = must_plan(catalog, "us-rn", some)
    assert found.finish == must_plan(catalog, "us-rn", "associate").finish
    told = next(one for one in found.brings if one.kind == "credits")
    assert told.counts == "no"
    assert "ask the school" in told.why


def test_a_pass_that_only_a_held_credential_shows_may_be_too_old(catalog: Catalog) -> None:
    """The second jurisprudence exam of Texas is planned for whoever holds what the first one led to."""
    holder = person("masters:counseling", credentials=(ASSOCIATE,), state="TX")
    exams = [step.title for step in must_plan(catalog, "tx-lpc", holder).steps if step.kind == "exam"]
    assert any("jurisprudence" in title for title in exams)


@pytest.mark.parametrize(
    ("hours", "months", "told"), [(2000, 12, True), (1500, 12, False), (3000, 10, True), (160, 1, False)]
)
def test_hours_above_the_ceiling_of_a_year_are_warned_of(catalog: Catalog, hours: int, months: int, told: bool) -> None:
    """Ohio counts 1,500 hours a year."""
    logged = ({"toward": "oh-lisw", "total": hours, "supervision": 75, "months": months},)
    who = person("masters:social-work", credentials=("oh-lsw",), hours=logged, state="OH")
    warnings = must_plan(catalog, "oh-lisw", who).warnings
    assert any("at most 1,500 a year" in text for text in warnings) is told


def test_months_above_the_span_of_a_rule_are_warned_of(catalog: Catalog) -> None:
    """Virginia wants all hours within 48 months."""
    logged = ({"toward": "va-lpc", "total": 3000, "direct": 1800, "supervision": 150, "months": 60},)
    who = person("masters:counseling", credentials=("va-resident-in-counseling",), hours=logged)
    assert any("you logged 60 months" in text for text in must_plan(catalog, "va-lpc", who).warnings)


@pytest.mark.parametrize(("week", "told"), [(20, True), (60, False)])
def test_study_that_does_not_fit_the_week_is_warned_of(catalog: Catalog, week: int, told: bool) -> None:
    """Full-time study takes more hours than some have."""
    warnings = must_plan(catalog, "va-lcsw", person("high-school", available_per_week=week)).warnings
    assert any(f"you have {week} for study and work together" in text for text in warnings) is told


def test_whether_a_record_bars_somebody_is_left_to_the_board(catalog: Catalog) -> None:
    """A check that would not be clear closes the way here, and the reason says who decides."""
    found = planned(catalog, "oh-chw", person("high-school", background_clear=False))
    assert isinstance(found, NoPlan)
    assert "only the board can say" in f"{found.reason} {found.hint}"


def test_a_freshman_has_no_credits_yet(capsys: pytest.CaptureFixture[str]) -> None:
    """None is a number of credits."""
    answer = said(capsys, "plan", "lpc", "--enrolled", "bachelors:psychology", "--credits", "0", "--state", "VA")
    assert answer.code == 0


def test_a_rule_of_no_said_day_is_not_told_as_that_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has seen what held in 1900."""
    who = ("plan", "lpc", "--from", "masters:counseling", "--state", "VA")
    assert "since when this rule holds" in said(capsys, *who, "--as-of", "1900-01-01").out
    assert "since when this rule holds" not in said(capsys, *who).out


def test_columns_beyond_their_rule_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison says it as a plan does."""
    asked = ("compare", "lpc", "--states", "VA,MD", "--from", "masters:counseling")
    virginia, maryland = json.loads(said(capsys, *asked, "--format", "json").out)["columns"]
    assert virginia["outcome"]["beyond_the_rule"] == ["slow"]
    assert not maryland["outcome"]["beyond_the_rule"]
    assert "longer than the rule" in said(capsys, *asked).out
    lever = said(
        capsys, "whatif", "lpc", "--from", "masters:counseling", "--state", "VA", "--set", "available_per_week=10"
    )
    assert "! At this pace some hours take longer than the rule allows" in lever.out


def test_no_step_is_named_by_its_id(catalog: Catalog) -> None:
    """Sentences name a step by what it is about."""
    found = must_plan(catalog, "va-lpc", "high-school")
    assert isinstance(found, Plan)
    assert not any("/experience" in text for text in (*found.warnings, *found.assumptions))


def test_an_assumption_about_a_pass_is_a_question_to_the_board(catalog: Catalog) -> None:
    """No school knows whether an exam is too old."""
    passed = ({"id": "tx-lpc-jurisprudence"},)
    who = person("masters:counseling", credentials=(ASSOCIATE,), exams=passed, state="TX")
    asked = [question for question in must_plan(catalog, "tx-lpc", who).ask if "your pass of" in question.text]
    assert [question.whom for question in asked] == ["board"]


def test_the_aid_form_of_the_first_year_is_told_though_it_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    """Classes of August 2027 are paid by a form that opened in October 2026: it is told at once."""
    answer = said(
        capsys, "plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-06", "--format", "ics"
    )
    first = next(event for event in answer.out.split("BEGIN:VEVENT") if "SUMMARY:FAFSA" in event)
    assert "DTSTART;VALUE=DATE:20261201" in first


@pytest.mark.parametrize(
    ("said_of_study", "study"),
    [
        ((), "full-time"),
        (("--credits-per-term", "6"), "part-time"),
        (("--credits-per-term", "9"), "full-time"),
        (("--credits-per-term", "6", "--study", "full-time"), "full-time"),
    ],
)
def test_few_credits_a_term_are_part_time_study(
    said_of_study: tuple[str, ...], study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Years at six credits a term leave time for a job, unless somebody says that they study full-time."""
    asked = ("plan", "lpc", "--from", "bachelors", "--state", "VA", *said_of_study, "--format", "json")
    found = json.loads(said(capsys, *asked).out)
    assert found["person"]["study"] == study
    within = next(entry for entry in found["ledger"] if entry["year"] == int(found["start"][:4]) + 2)
    assert within["months_of_work"] == (12 if study == "part-time" else 0)


def test_a_profile_of_few_credits_a_term_studies_part_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a file says counts as what the options say."""
    path = tmp_path / "ana.yaml"
    for more, study in (("", "part-time"), ("study: full-time\n", "full-time")):
        path.write_text(f"education: [{{level: bachelors}}]\nstate: VA\ncredits_per_term: 6\n{more}", encoding="utf-8")
        found = json.loads(said(capsys, "plan", "lpc", "--profile", str(path), "--format", "json").out)
        assert found["person"]["study"] == study


def test_a_calendar_says_which_days_may_be_too_early(capsys: pytest.CaptureFixture[str]) -> None:
    """Maine states no hours for its LMFT: from the first of them on no day is sure, and none says that they end."""
    asked = ("plan", "lmft", "--from", "masters:marriage-family-therapy", "--state", "ME", "--format", "ics")
    events = said(capsys, *asked).out.replace("\r\n ", "").replace(" ", "").split("BEGIN:VEVENT")[1:]
    doubted = [event.partition("SUMMARY:")[2].partition("DESCRIPTION")[0] for event in events if "tooearly" in event]
    assert any(summary.startswith("Expected:LicensedMarriage") for summary in doubted)
    assert any(summary.startswith("Begin:") for summary in doubted)
    assert not any("SUMMARY:Finish:" in event for event in events)


def test_whether_there_are_other_ways_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for five ways learns that there is one; of more than are shown the rest is counted."""
    alone = said(capsys, "plan", "lcsw", "--from", "bachelors", "--state", "OH", "--routes", "5")
    assert "Of all ways this is the soonest, and no other is better in anything" in alone.out
    asked = ("plan", "lpc", "--from", "high-school", "--state", "VA", "--routes")
    assert "no other is better" not in said(capsys, *asked, "1").out
    ways = json.loads(said(capsys, *asked, "50", "--format", "json").out)
    assert ways["unbeaten"] == 1 + len(ways["alternatives"]) > 1


@pytest.mark.parametrize("shown", [2, 3])
def test_ways_that_are_not_shown_are_counted(shown: int, capsys: pytest.CaptureFixture[str]) -> None:
    """With the option that shows all."""
    asked = ("plan", "limhp", "--from", "high-school", "--state", "NE", "--routes")
    every = json.loads(said(capsys, *asked, "50", "--format", "json").out)["unbeaten"]
    assert every > shown
    assert f"and {every - shown} more: `--routes {every}` shows all" in said(capsys, *asked, str(shown)).out


def test_hours_with_days_and_no_months_are_asked_about(catalog: Catalog) -> None:
    """Nobody knows whether all of the days were worked; with the months that are proposed the plan is sooner."""
    days = {"since": "2025-01-10", "until": "2025-12-20"}
    log = {"toward": "pa-lpc", "total": 1200, "direct": 700, "supervision": 60, **days}
    unsaid = must_plan(catalog, "pa-lpc", person("masters:counseling", hours=(log,)))
    asked = [text for text in unsaid.warnings if "no months" in text]
    assert len(asked) == 1
    assert asked[0].endswith("say `months: 11`")
    told = must_plan(catalog, "pa-lpc", person("masters:counseling", hours=({**log, "months": 11},)))
    assert not any("no months" in text for text in told.warnings)
    assert told.finish.typical < unsaid.finish.typical


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2025-01-01", "2025-12-31", 12),
        ("2025-01-10", "2025-02-08", 0),
        ("2025-01-10", "2025-02-09", 1),
        ("2025-01-31", "2025-02-28", 1),
        ("2024-02-29", "2025-02-26", 11),
        ("2025-03-10", "2025-03-10", 0),
    ],
)
def test_the_months_of_a_log_are_whole(catalog: Catalog, since: str, until: str, months: int) -> None:
    """From the first day to the day after the last; of less than one nothing is said."""
    log = {"toward": "pa-lpc", "total": 100, "since": since, "until": until}
    made = must_plan(catalog, "pa-lpc", person("masters:counseling", hours=(log,)))
    said_of_months = [text.partition("say `months: ")[2] for text in made.warnings if "say `months: " in text]
    assert said_of_months == ([f"{months}`"] if months else [])
