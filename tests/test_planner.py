"""What a plan says about itself is true: re-plans, slack, versions by date, logged hours, ways that a pace closes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from mhcareer.catalog.load import load_catalog
from mhcareer.model.catalog import StudyField
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.dating.schedule import Clock, schedule
from mhcareer.planner.dating.slack import latest_begins
from mhcareer.planner.plan import NoPlan, find, plan
from mhcareer.planner.routes.search import Search
from mhcareer.planner.targets import Named, target_of
from mhcareer.verify import verify

from .helpers import START, must_plan, person, planned
from .strategies import ASSOCIATE, LICENSE, people, trees, with_rules

CATALOG = load_catalog(["VA"])
PACES = ("full_time", "part_time")


@given(people(), trees())
def test_delaying_by_the_slack_moves_nothing_and_one_day_more_does(who: Person, tree: dict[str, Any]) -> None:
    """Slack is exact for every task: the latest start leaves the finish, the next possible one does not."""
    catalog = with_rules(CATALOG, tree, None)
    search = Search(catalog, who, START, LICENSE)
    route = next(search.routes())
    clock = Clock(catalog.planning, who, START, "typical")
    spans = schedule(route, clock)
    finish = max(s.end for s in spans.values())
    latest = latest_begins(route, spans, clock)
    for task in route.tasks:
        for day, same in ((latest[task.id], True), (latest[task.id] + timedelta(days=1), False)):
            held_back = tuple(replace(t, not_before=day) if t.id == task.id else t for t in route.tasks)
            moved = schedule(replace(route, tasks=held_back), clock)
            assert (max(s.end for s in moved.values()) == finish) is same, task.id


def test_who_holds_the_target_has_nothing_left(catalog: Catalog) -> None:
    """A plan without steps, not an error."""
    found = must_plan(catalog, "va-lpc", person("masters:counseling", credentials=("va-lpc",)))
    assert found.steps == ()
    assert found.finish.typical == START


def test_a_stated_pace_below_the_floor_takes_the_part_time_branch(catalog: Catalog) -> None:
    """Whoever works 20 hours a week is not planned as one who works 30."""
    found = must_plan(catalog, "sd-csw-pip", person("masters:social-work", hours_per_week=20))
    (step,) = [s for s in found.steps if s.kind == "experience"]
    assert (step.finish - step.start).days > 4 * 365


def test_hours_logged_twice_are_added(catalog: Catalog) -> None:
    """More entries never mean more to do."""
    held = {"credentials": ("va-resident-in-counseling",)}
    one = {"toward": "va-lpc", "total": 1700, "direct": 1000, "supervision": 100, "months": 12}
    two = {"toward": "va-lpc", "total": 170, "direct": 100, "supervision": 10, "months": 1}
    once = must_plan(catalog, "va-lpc", person("masters:counseling", hours=(one,), **held))
    both = must_plan(catalog, "va-lpc", person("masters:counseling", hours=(one, two), **held))
    assert both.finish.typical < once.finish.typical


def test_hours_before_the_registration_are_not_counted(catalog: Catalog) -> None:
    """A log without the registration that the rule asks for takes nothing off, and the plan says so."""
    hours = ({"toward": "va-lpc", "total": 3400, "direct": 2000, "supervision": 200, "months": 30},)
    found = must_plan(catalog, "va-lpc", person("masters:counseling", hours=hours))
    bare = must_plan(catalog, "va-lpc", person("masters:counseling"))
    assert found.finish == bare.finish
    assert any("are not counted" in text for text in found.assumptions)


def _with_version(catalog: Catalog, credential_id: str, **update: Any) -> Catalog:
    """The catalog with one more version of a rule: the same tree without its experience."""
    credential = catalog.credentials[credential_id]
    current = next(v for v in credential.versions if v.requires)
    assert current.requires is not None
    assert current.requires.all is not None
    shorter = tuple(n for n in current.requires.all if not any(leaf.kind == "experience" for _, leaf in n.leaves()))
    requires = current.requires.model_copy(update={"all": shorter})
    added = current.model_copy(update={"requires": requires, **update})
    changed = credential.model_copy(update={"versions": (*credential.versions, added)})
    return replace(catalog, credentials={**catalog.credentials, credential_id: changed})


@pytest.mark.parametrize("status", ["proposed", "adopted", "superseded"])
def test_a_version_that_is_no_law_is_never_planned(status: str) -> None:
    """Neither a proposal, nor an adopted text without its day, nor one that nothing dated replaced."""
    changed = _with_version(CATALOG, "va-lpc", status=status, effective=None)
    assert "va-lpc/experience" in [s.id for s in must_plan(changed, "va-lpc", "masters:counseling").steps]


def test_a_version_known_ahead_is_used_from_its_day() -> None:
    """An adopted rule without hours, in force from 2028: waiting for it beats working the hours."""
    changed = _with_version(CATALOG, "va-lpc", status="adopted", effective="2028-01-01")
    found = must_plan(changed, "va-lpc", "masters:counseling")
    assert "va-lpc/experience" not in [s.id for s in found.steps]
    assert next(s for s in found.steps if s.id == "va-lpc").start == date(2028, 1, 1)


def test_the_rules_of_a_day_are_those_of_that_day() -> None:
    """`--as-of` before the new rule plans with the old one, and the plan says which day's rules it used."""
    changed = _with_version(CATALOG, "va-lpc", status="adopted", effective="2028-01-01")
    target = target_of(changed, Named(changed.credentials["va-lpc"]), "lpc")
    found = plan(changed, person("masters:counseling"), target, start=START, as_of=date(2027, 6, 1))
    assert isinstance(found, Plan)
    assert "va-lpc/experience" in [s.id for s in found.steps]
    assert found.as_of == date(2027, 6, 1)


def test_the_start_of_the_program_decides_where_the_rule_says_so(catalog: Catalog) -> None:
    """48 credits are enough for a program begun before the change, whatever else is held, on any day's rules."""
    old = {"level": "masters", "field": "counseling", "semester_credits": 48, "program_began": "2015-08-01"}
    other = {"level": "bachelors", "field": "psychology", "program_began": "2019-08-01"}
    target = target_of(catalog, Named(catalog.credentials["tx-lpc"]), "lpc")
    for education in ((old,), (old, other)):
        who = Person.model_validate({"education": education}, strict=False)
        for as_of in (None, START):
            found = plan(catalog, who, target, start=START, as_of=as_of)
            assert isinstance(found, Plan)
            assert not [s.id for s in found.steps if s.kind == "credits"]
    unsaid = must_plan(catalog, "tx-lpc", "masters:counseling")
    assert any("began on or after" in text for text in unsaid.assumptions)


def test_a_target_of_no_letters_is_refused() -> None:
    """An empty or wordless target is no request for whatever has no abbreviation."""
    from mhcareer.errors import UsageError
    from mhcareer.planner.targets import resolve

    for words in ("", "!!!", "-"):
        with pytest.raises(UsageError):
            resolve(CATALOG, words, "VA")


def test_no_plan_says_why_in_words() -> None:
    """A pace that fits no branch is the reason given, not some other branch's want of a program."""
    who = person("masters:counseling", hours_per_week=5, direct_per_week=3)
    found = planned(CATALOG, "va-lpc", who)
    assert isinstance(found, NoPlan)
    assert "do not fit into the 48 months" in found.reason


def test_programs_that_are_left_out_would_not_have_been_better(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every program of the catalog allowed, the finish is the same."""
    import mhcareer.planner.routes.search as routes

    asked = [(id_, level) for id_ in list(catalog.credentials)[::29] for level in ("high-school", "bachelors")]
    narrow = {key: planned(catalog, *key) for key in asked}
    monkeypatch.setattr(routes, "worthwhile", lambda catalog, _: frozenset(catalog.programs))
    for key, found in narrow.items():
        again = planned(catalog, *key)
        assert isinstance(found, Plan) == isinstance(again, Plan), key
        if isinstance(found, Plan) and isinstance(again, Plan):
            assert found.finish == again.finish, key


def test_a_quicker_program_in_a_narrower_field_does_not_hide_the_one_that_answers(catalog: Catalog) -> None:
    """A program that is taken only where its field is named is no substitute for one in the wider field."""
    nursing = catalog.programs["bsn"]
    quick = {
        pace: {speed: {"value": 20, "unverified": True} for speed in ("fast", "typical", "slow")} for pace in PACES
    }
    other = nursing.model_validate_json(
        json.dumps(
            {
                **json.loads(nursing.model_dump_json(exclude_unset=True)),
                "id": "bsn-of-children",
                "fields": ["nursing-of-children"],
                "months": quick,
            }
        )
    )
    study = StudyField(id="nursing-of-children", title="nursing of children", within=("nursing",))
    wider = replace(
        catalog,
        programs={**catalog.programs, other.id: other},
        fields={**catalog.fields, study.id: study},
    )
    found = must_plan(wider, "us-pmhnp-bc", person("high-school"))
    assert "bsn" in [step.id for step in found.steps]


def test_hours_that_age_wait_and_do_not_claim_to_set_the_date(catalog: Catalog) -> None:
    """Hours with a window are held back only as far as they must be, and what sets the date is said truly."""
    found = must_plan(catalog, "nj-lcadc", person("high-school"))
    hours = next(step for step in found.steps if step.kind == "experience")
    licensed = next(step for step in found.steps if step.id == "nj-lcadc")
    assert add_months(hours.start, 60) >= licensed.start
    assert not hours.critical
    assert "hours" not in found.what_sets_the_date[0]


def test_a_registration_that_runs_out_says_at_which_pace(catalog: Catalog) -> None:
    """Oregon's registration lasts two years; the hours take longer at the fast pace already."""
    found = must_plan(catalog, "or-cadc2", person("high-school"))
    assert any("even at the fast pace it would run out" in warning for warning in found.warnings)
    assert found.beyond_the_rule == ("fast", "typical", "slow")


def test_a_status_of_students_is_held_before_the_degree_ends(catalog: Catalog) -> None:
    """The finish is the day on which the target is held."""
    found = must_plan(catalog, "va-qmhp-trainee", person("high-school"))
    degree = next(step for step in found.steps if step.kind == "program")
    held = next(step for step in found.steps if step.id == "va-qmhp-trainee")
    assert found.finish.typical == held.finish < degree.finish
    assert "study" not in found.what_sets_the_date[0]


def test_a_doctorates_internship_is_not_worked_again(catalog: Catalog) -> None:
    """Of a total that the internship counts toward, only the rest is worked after the degree."""
    found = must_plan(catalog, "ca-psychologist", person("doctorate:clinical-psychology"))
    work = next(step for step in found.steps if step.kind == "experience")
    assert "1,500 hours at" in work.binding.why
    asked = {figure.path.rsplit(".", 1)[-1]: figure.value for figure in work.figures}
    assert asked["total_hours"] == 3000
    assert asked["internship_counts_hours"] == 1500


@pytest.mark.parametrize("day", ["1950-01-01", "2020-01-01", "2025-01-01"])
def test_every_rule_as_of_a_past_day_is_a_plan_or_a_reason(catalog: Catalog, day: str) -> None:
    """Where no rule was in force on a day, that is the reason, and nothing breaks."""
    for credential in catalog.credentials.values():
        target = target_of(catalog, Named(credential), credential.id)
        found = find(catalog, person("masters"), target, start=START, as_of=date.fromisoformat(day))
        if isinstance(found, NoPlan):
            assert found.reason


def test_one_of_several_exams_passed_for_what_is_held_serves_where_each_would() -> None:
    """A pass of A or B that a credential took is a pass of A, B or C, but neither one of A nor one of A or C."""
    either = {"any": [_exam("nce"), _exam("ncmhce")]}
    for asked, sits in (
        ({"any": [_exam("nce"), _exam("ncmhce"), _exam("aswb-masters")]}, False),
        (_exam("nce"), True),
        ({"any": [_exam("nce"), _exam("aswb-masters")]}, True),
        ({"any": [_exam("nce"), _exam("ncmhce", valid_months={"value": 24, "unverified": True})]}, True),
    ):
        catalog = with_rules(CATALOG, {"all": [asked]}, {"all": [either]})
        found = must_plan(catalog, LICENSE, person("masters", credentials=(ASSOCIATE,)))
        assert any(step.kind == "exam" for step in found.steps) is sits, asked
        assert verify(catalog, found.person, found) == ()


def _exam(name: str, **more: Any) -> dict[str, Any]:
    return {"exam": {"id": name, "unverified": True, **more}}
