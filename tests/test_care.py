"""Where a date could mislead, the plan says so, or takes the careful reading."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from unittest.mock import patch

import pytest

from mhcareer.cli.formats import FORMATS
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.planner.choose import floor
from mhcareer.planner.plan import Found, NoPlan, find
from mhcareer.planner.targets import Named, target_of

from .answering import said
from .helpers import START, must_plan, person, planned

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


def test_whether_there_are_other_ways_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for five ways learns that there is one; of more than are shown the rest is counted."""
    alone = said(capsys, "plan", "lcsw", "--from", "bachelors", "--state", "OH", "--routes", "5")
    assert "Of all ways this is the soonest, and none beats it in typical finish, cost or unpaid time" in alone.out
    asked = ("plan", "lpc", "--from", "high-school", "--state", "VA", "--routes")
    first = said(capsys, *asked, "1").out
    assert "none beats it" not in first
    assert re.search(r"- \d more: `--routes \d` shows all", first)
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
    log = {"toward": "pa-lpc", "total": 20, "since": since, "until": until}
    made = must_plan(catalog, "pa-lpc", person("masters:counseling", hours=(log,)))
    said_of_months = [text.partition("say `months: ")[2] for text in made.warnings if "say `months: " in text]
    assert said_of_months == ([f"{months}`"] if months else [])


@pytest.mark.parametrize("a_term", [3, 6, 7, 12])
def test_a_change_of_credits_is_the_plan_with_them(
    a_term: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether they are said at once, changed afterwards, or stand in a file: the same days, paid and unpaid."""
    path = tmp_path / "ana.yaml"
    path.write_text("education: [{level: bachelors}]\nstate: VA\ncredentials: [va-qmhp]\n", encoding="utf-8")
    who = ("--profile", str(path))
    credits_ = ("--credits-per-term", str(a_term))
    at_once = json.loads(said(capsys, "plan", "lpc", *who, *credits_, "--format", "json").out)
    for base in ((), ("--credits-per-term", "6"), ("--credits-per-term", "12")):
        changed = ("--set", f"credits_per_term={a_term}", "--format", "json")
        lever = json.loads(said(capsys, "whatif", "lpc", *who, *base, *changed).out)["levers"][0]["outcome"]
        assert lever["unpaid_days"] == at_once["unpaid_days"]
        assert lever["finish"] == at_once["finish"]


def test_a_habit_of_study_gives_way_to_credits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A setting is for whoever says neither; an option is said."""
    asked = ("plan", "lpc", "--from", "bachelors", "--state", "VA", "--format", "json")
    with patch.dict(os.environ, {"XDG_CONFIG_HOME": str(tmp_path)}):
        assert said(capsys, "config", "set", "study", "part-time").code == 0
        found = {
            words: json.loads(said(capsys, *asked, *words).out)["person"]["study"]
            for words in ((), ("--credits-per-term", "9"), ("--credits-per-term", "9", "--study", "part-time"))
        }
    assert list(found.values()) == ["part-time", "full-time", "part-time"]


@pytest.mark.parametrize("start", ["high-school", "bachelors"])
def test_no_way_is_better_than_its_floor(catalog: Catalog, start: str) -> None:
    """By which ways are left undated: of none may the days be sooner, or fewer of them unpaid; posts are paid."""
    for credential in ("us-psychiatrist", "va-lpc", "oh-lisw", "ca-psychologist", "us-pmhnp", "ne-limhp"):
        if credential not in catalog.credentials:
            continue
        target = target_of(catalog, Named(catalog.credentials[credential]), credential)
        found = find(catalog, person(start), target, start=START)
        assert isinstance(found, Found)
        for one in found.listed:
            finish, unpaid = floor(one.option.route, one.clock)
            assert finish <= one.finish
            assert unpaid <= one.unpaid_days, credential


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Washington DC", "District of Columbia"),
        ("Washington, D.C.", "District of Columbia"),
        ("d.c.", "District of Columbia"),
        ("Washington", "Washington"),
        ("Richmond VA", "Virginia"),
    ],
)
def test_a_state_is_known_with_dots_and_behind_a_town(
    words: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody from the capital is sent to the state of Washington."""
    answer = said(capsys, "next", "--from", "high-school", "--state", words)
    assert answer.out.startswith(f"Open to you in {name}, now")


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("nurse", "the data holds the general pattern and no state's own rule, so what Washington asks"),
        ("psychiatrist", "the data holds the general pattern and no state's own rule, so what Washington asks"),
        ("us-crc", "holds across the country: nothing has to be moved"),
    ],
)
def test_what_is_national_is_not_held_in_another_state_already(
    role: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A license of Virginia is none of Washington, though the data has one rule for both."""
    answer = said(capsys, "move", role, "--from-state", "VA", "--to", "WA", "--from", "doctorate")
    assert answer.code == 1
    assert told in answer.err


def test_what_no_source_prices_is_neither_cheap_nor_free(capsys: pytest.CaptureFixture[str]) -> None:
    """Fees beside a tuition that is not stated are no price, and a sum of nothing is no saving."""
    doctor = said(capsys, "next", "--from", "bachelors:psychology", "--state", "MA", "--within", "15y").out
    row = doctor.partition("(ma-psychologist)")[2].partition(" - ")[0]
    assert re.search(r"Cost: at least \$\d+, tuition not stated\.", row)
    peers = said(capsys, "next", "--from", "high-school", "--state", "AR").out
    assert "Cost: not stated." in peers.partition("(ar-pss)")[2].partition(" - ")[0]
    beside = said(capsys, "compare", "lpc", "peer specialist", "--from", "high-school", "--state", "CA").out
    assert "what CMPSS (CA) costs is not stated in any source read" in beside
    assert "less than" not in beside.partition("tier")[0]


def test_a_day_has_no_more_hours_than_it_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log that cannot be is no log."""
    path = tmp_path / "ana.yaml"
    log = "{toward: va-lpc, total: 9000, direct: 8000, since: 2026-10-01, until: 2026-11-01}"
    path.write_text(f"education: [{{level: masters}}]\nstate: VA\nhours: [{log}]\n", encoding="utf-8")
    answer = said(capsys, "plan", "lpc", "--profile", str(path))
    assert answer.code == 2
    assert "9,000 hours do not go into the 32 days from 2026-10-01 to 2026-11-01" in answer.err


def test_a_wait_for_a_birthday_is_a_reason(catalog: Catalog) -> None:
    """Whoever is too young is told that it is this that sets the date; who is old enough is not."""
    young = must_plan(catalog, "us-rbt", person("high-school", born="2010-01-20", state="US"))
    assert any(text.endswith("not before you are as old as its rule asks.") for text in young.what_sets_the_date)
    grown = must_plan(catalog, "us-rbt", person("high-school", born="1990-01-20", state="US"))
    assert not any("as old as" in text for text in grown.what_sets_the_date)


def test_an_answer_names_the_formats_in_which_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    """Each of them works, and none that does is left out."""
    for words in (("plan", "lpc"), ("next",), ("compare", "lpc", "lcsw")):
        asked = (*words, "--from", "bachelors", "--state", "VA", "--format")
        hint = said(capsys, *asked, "mermaid").err.partition("use one of: ")[2]
        named = {name.strip() for name in hint.split(",")} - {"pdf"}
        works = {style for style in FORMATS if style != "pdf" and said(capsys, *asked, style).code == 0}
        assert named == works, words


@pytest.mark.parametrize(("held", "wanted"), [("va-lcsw", "va-lmsw"), ("va-lpc", "va-resident-in-counseling")])
def test_who_stands_above_the_target_is_asked_whether_it_is_needed(catalog: Catalog, held: str, wanted: str) -> None:
    """A full license is not forgotten where the one before it is asked for; the other way round nothing is said."""
    asked = "ask whether you need this one at all"
    above = must_plan(catalog, wanted, person("masters:social-work", credentials=(held,)))
    assert any(asked in text for text in above.warnings)
    below = must_plan(catalog, held, person("masters:social-work", credentials=(wanted,)))
    assert not any(asked in text for text in below.warnings)


def test_a_credential_of_another_state_is_named_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    """Not as an unknown word."""
    answer = said(capsys, "move", "va-lpc", "--from-state", "TX", "--to", "WA", "--from", "masters:counseling")
    assert answer.code == 2
    assert "`va-lpc` belongs to Virginia, not to Texas" in answer.err
