"""What a person brings to a plan is named, counted or not, and why; and a license held elsewhere is no beginner's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.planner.choices.compare import Candidacy, compare
from mhcareer.planner.plan import Around, plan
from mhcareer.planner.targets import Named, target_of
from mhcareer.verify import verify

from .helpers import START, must_plan, person
from .wired import inside

COUNSELOR = "education: [{level: masters, field: counseling, semester_credits: 60}]\n"


def told(found: Plan) -> dict[str, tuple[str, str]]:
    """What is brought, and how it counts."""
    return {one.what: (one.counts, one.why) for one in found.brings}


def counselor(**more: Any) -> Any:
    """A counselor with a degree of sixty credits, and what else they bring."""
    degree = {"level": "masters", "field": "counseling", "semester_credits": 60}
    return person("masters").model_validate({"education": (degree,), **more}, strict=False)


def log(toward: str, **more: Any) -> dict[str, Any]:
    """Hours logged toward a credential."""
    return {"toward": toward, "total": 1700, "direct": 1000, "supervision": 100, "months": 12, **more}


def test_hours_toward_another_state_are_named_and_not_counted(catalog: Catalog) -> None:
    """Hours toward Virginia's LPC do not count for Texas by its own rule: said, with where to look."""
    found = told(must_plan(catalog, "tx-lpc", counselor(state="TX", hours=(log("va-lpc"),))))
    counts, why = found[
        "logged toward the LPC of Virginia: 1,700 hours in all, 1,000 with clients, 100 of supervision, 12 months"
    ]
    assert counts == "no"
    assert "`mhcareer move va-lpc --to-state TX`" in why


def test_hours_on_the_way_are_counted(catalog: Catalog) -> None:
    """Taken off what is asked; and where they are all of it, that is said."""
    held = {"credentials": ("va-resident-in-counseling",), "state": "VA"}
    part = told(must_plan(catalog, "va-lpc", counselor(hours=(log("va-lpc"),), **held)))
    assert ("yes", "taken off what the LPC asks") in part.values()
    whole = log("va-lpc", total=3400, direct=2000, supervision=200, months=30)
    full = told(must_plan(catalog, "va-lpc", counselor(hours=(whole,), **held)))
    assert ("yes", "all that the LPC asks") in full.values()


def test_credits_of_a_degree_without_stated_credits_are_not_taken_off(catalog: Catalog) -> None:
    """Nobody says how far 60 credits lead in a doctorate: all of it is planned, and that is said."""
    who = person("bachelors", studying=({"level": "doctorate", "field": "psychology", "credits_earned": 60},))
    found = must_plan(catalog, "ca-psychologist", who)
    assert told(found)["60 semester credits (doctorate)"][0] == "no"
    doctorate = next(step for step in found.steps if step.id == "doctorate-psychology")
    assert (doctorate.start, doctorate.months.typical) == (START, 66)
    assert not [note for note in doctorate.notes if "taken off" in note]


def test_hours_before_the_registration_are_not_counted(catalog: Catalog) -> None:
    """Virginia counts a residency only from the registration on, which is still to be had."""
    found = told(must_plan(catalog, "va-lpc", counselor(state="VA", hours=(log("va-lpc"),))))
    assert ("no", "the LPC counts hours only once what it asks first is held") in found.values()


def test_hours_that_are_too_old_are_not_taken_off(catalog: Catalog) -> None:
    """California looks back six years: hours of 2017 are named as too old, and no step says that they are taken off."""
    old = log("ca-lmft", since="2017-01-01", until="2018-03-01")
    degree = {"level": "masters", "field": "marriage-family-therapy", "semester_credits": 60}
    who = {"education": (degree,), "credentials": ("ca-amft",), "hours": (old,), "state": "CA"}
    found = must_plan(catalog, "ca-lmft", person("masters").model_validate(who, strict=False))
    assert ("no", "older than the 72 months that the LMFT looks back") in told(found).values()
    assert not [note for step in found.steps for note in step.notes if "taken off" in note]


def test_hours_of_which_some_do_not_count_are_counted_in_part(catalog: Catalog) -> None:
    """Half of a log lies before the six years of California; and Hawaii takes forty hours of supervision in groups."""
    half = log("ca-lmft", since="2019-01-01", until="2024-01-01")
    degree = {"level": "masters", "field": "marriage-family-therapy", "semester_credits": 60}
    who = {"education": (degree,), "credentials": ("ca-amft",), "hours": (half,), "state": "CA"}
    found = must_plan(catalog, "ca-lmft", person("masters").model_validate(who, strict=False))
    assert ("partly", "the rest is older than the 72 months that the LMFT looks back") in told(found).values()
    groups = log("hi-lcsw", supervision=150, group_supervision=150)
    found = must_plan(catalog, "hi-lcsw", person("masters:social-work", hours=(groups,), state="HI"))
    assert ("partly", "of the supervision the LCSW counts 40 hours: the rest was in groups") in told(found).values()


def test_a_pass_of_long_ago_is_named_as_too_old(catalog: Catalog) -> None:
    """Texas takes passes of five years; another that no rule asks for is named as well."""
    passed = ({"id": "nce", "passed": "2015-03-01"},)
    found = told(must_plan(catalog, "tx-lpc", counselor(state="TX", exams=passed)))
    assert found["NCE of 2015-03-01"] == (
        "no",
        "too old for the LPC Associate, which takes passes of 60 months at most",
    )
    found = told(must_plan(catalog, "va-lpc", counselor(state="VA", exams=(*passed, {"id": "aswb-clinical"}))))
    assert found["NCE of 2015-03-01"] == ("yes", "asked for the LPC")
    assert found["ASWB Clinical"] == ("no", "no rule on this way asks for it")


def test_credits_are_named_beside_what_else_is_brought(catalog: Catalog) -> None:
    """Credits of a degree alone are no more than the degree; a program under way is."""
    assert must_plan(catalog, "va-lpc", counselor(state="VA")).brings == ()
    found = told(must_plan(catalog, "va-lpc", counselor(state="VA", credentials=("va-resident-in-counseling",))))
    assert found["Resident in Counseling"] == ("yes", "asked for the LPC")
    assert found["60 semester credits (master's degree)"] == ("yes", "60 are asked for the LPC")
    begun = person("high-school", studying=({"level": "bachelors", "field": "psychology", "credits_earned": 40},))
    (counts, _), *_ = told(must_plan(catalog, "va-lpc", begun)).values()
    assert counts == "yes"


def test_training_is_counted_for_its_own_credential(catalog: Catalog) -> None:
    """Seventy-two hours are all that Virginia asks; toward another state's certificate they are not counted."""
    trained = person("high-school", hours=({"toward": "va-cprs", "training": 72},), lived_experience=True)
    assert ("yes", "all that the CPRS asks") in told(must_plan(catalog, "va-cprs", trained)).values()
    (counts, _), *_ = told(must_plan(catalog, "nc-cpss", trained)).values()
    assert counts == "no"


@pytest.mark.parametrize(
    ("held", "target", "is_told"),
    [
        ("va-lpc", "wa-lmhc", True),
        ("va-lpc", "wa-lmhca", True),
        ("tx-lpc-associate", "wa-lmhca", True),
        ("tx-lpc-associate", "wa-lmhc", False),
        ("va-lcsw", "wa-lmhc", False),
    ],
)
def test_who_holds_the_like_elsewhere_is_told_of_the_move(
    catalog: Catalog, held: str, target: str, is_told: bool
) -> None:
    """A full license of the role, or one of the same tier; no other role, and no lower tier."""
    found = must_plan(catalog, target, counselor(state="WA", credentials=(held,)))
    assert [one.command for one in found.held_elsewhere] == ([f"mhcareer move {held} --to-state WA"] if is_told else [])


def test_the_portability_of_what_is_held_counts_what_its_rule_asked(catalog: Catalog) -> None:
    """A holder is told of as many states as the beginner who plans for the same license."""
    target = target_of(catalog, Named(catalog.credentials["va-lpc"]), "va-lpc")
    around = Around(elsewhere=catalog)
    beginner = plan(catalog, counselor(state="VA"), target, start=START, around=around)
    holder = plan(catalog, counselor(state="VA", credentials=("va-lpc",)), target, start=START, around=around)
    assert isinstance(beginner, Plan)
    assert isinstance(holder, Plan)
    assert holder.portability
    assert beginner.portability
    assert holder.portability.met == beginner.portability.met > 0
    assert verify(catalog, holder.person, holder, elsewhere=catalog) == ()
    (column,) = compare(
        catalog, holder.person, [Candidacy("lpc", target, None, None, catalog, ())], start=START
    ).columns
    assert column.portable_to == holder.portability.met


def test_nobody_is_told_of_nought_states_where_the_rule_behind_cannot_be_told(catalog: Catalog) -> None:
    """A way that is closed to the person, as they stand in the profile, says nothing about what they once did."""
    target = target_of(catalog, Named(catalog.credentials["va-cprs"]), "va-cprs")
    who = person("high-school", credentials=("va-cprs",), lived_experience=False)
    found = plan(catalog, who, target, start=START, around=Around(elsewhere=catalog))
    assert isinstance(found, Plan)
    assert found.portability is None


def test_every_format_tells_what_is_brought(tmp_path: Path) -> None:
    """In text, Markdown, HTML and JSON, from a profile whose license is of another state."""
    profile = tmp_path / "lic.yaml"
    profile.write_text(f"{COUNSELOR}credentials: [va-lpc]\nstate: VA\n", encoding="utf-8")
    words = ("plan", "lmhc", "--state", "WA", "--profile", str(profile), "--format")
    for name in ("text", "rich", "markdown", "html"):
        shown = " ".join(inside(tmp_path, *words, name).stdout.split())
        assert "what you bring" in shown.lower(), name
        assert "LPC of Virginia: counted in part; the NCE or NCMHCE behind it counts as passed" in shown, name
        assert "mhcareer move va-lpc --to-state WA" in shown, name
    answer = json.loads(inside(tmp_path, *words, "json").stdout)
    assert answer["brings"][0] == {
        "kind": "credential",
        "what": "LPC of Virginia",
        "counts": "partly",
        "why": "the NCE or NCMHCE behind it counts as passed",
    }
    assert answer["held_elsewhere"][0]["command"] == "mhcareer move va-lpc --to-state WA"
    move = inside(tmp_path, *answer["held_elsewhere"][0]["command"].split()[1:])
    assert move.returncode == 0, move.stderr


def test_credits_that_a_school_does_not_take_in_full_are_counted_in_part(catalog: Catalog) -> None:
    """The school wants a share of the degree taken there; of two entries of college credits the larger counts alone."""
    entries = [{"level": "some-college", "semester_credits": credit} for credit in (119, 20)]
    who = person("none").model_validate({"education": entries}, strict=False)
    found = must_plan(catalog, "va-qmhp", who)
    verdicts = [(one.counts, one.why) for one in found.brings if one.kind == "credits"]
    assert verdicts[0][0] == "partly"
    assert verdicts[0][1].startswith("90 of them are taken off")
    assert verdicts[1][0] == "no"


def test_credits_of_a_degree_that_another_answers_for_do_not_count(catalog: Catalog) -> None:
    """Forty in social work do nothing for a way by way of a new degree in counseling."""
    degree = {"level": "masters", "field": "social-work", "semester_credits": 40}
    who = person("masters").model_validate({"education": [degree], "exams": [{"id": "nce"}]}, strict=False)
    found = must_plan(catalog, "va-lpc", who)
    assert "masters-counseling" in [step.id for step in found.steps]
    assert [one.counts for one in found.brings if one.kind == "credits"] == ["no"]


def test_what_is_logged_for_several_kinds_of_hours_is_warned_of(catalog: Catalog) -> None:
    """A log does not say which of them it is for."""
    both = "what you logged is taken off each of them"
    who = person("high-school").model_validate(
        {"education": [{"level": "high-school"}], "hours": [{"toward": "nj-crsp", "total": 500}]}, strict=False
    )
    assert any(both in text for text in must_plan(catalog, "nj-crsp", who).warnings)
    one = counselor(credentials=("va-resident-in-counseling",), hours=(log("va-lpc"),))
    assert not any(both in text for text in must_plan(catalog, "va-lpc", one).warnings)


def test_a_log_from_before_the_span_of_the_rule_is_warned_of(catalog: Catalog) -> None:
    """Hours of ten years ago lie outside the months in which the rule wants all of them."""
    for since, until, warned in (("2016-01-01", "2016-12-31", True), ("2026-01-01", "2026-10-31", False)):
        hours = (log("va-lpc", since=since, until=until),)
        who = counselor(credentials=("va-resident-in-counseling",), hours=hours)
        said = [text for text in must_plan(catalog, "va-lpc", who).warnings if "you logged hours from" in text]
        assert bool(said) is warned, since


def test_an_exam_behind_two_licenses_is_named_for_both(catalog: Catalog) -> None:
    """Each of them shows the pass."""
    found = must_plan(catalog, "md-lcpc", counselor(credentials=("ca-lpcc", "fl-lmhc")))
    assert [one.counts for one in found.brings if one.kind == "credential"] == ["partly", "partly"]
