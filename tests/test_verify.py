"""The independent verifier: real plans hold, and an error of every kind that is planted in one is found."""

from __future__ import annotations

import ast
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import mhcareer.verify
from mhcareer.model.person import HeldEducation, LoggedHours, PassedExam, Person
from mhcareer.model.program import Program
from mhcareer.verify.calendar import add_months, begun_months

from .planted import SPEEDS, START, Case, altered, catalog_of, lpc

# ---------------------------------------------------------------------------------------------- plans that hold

LEVELS = (
    "none",
    "high-school",
    "bachelors",
    "bachelors:psychology",
    "masters",
    "masters:counseling",
    "masters:social-work",
)

FOR_STUDENTS = ("al-mft-intern",)
"""Statuses of students, closed to whoever has finished the degree."""


@pytest.mark.parametrize("education", LEVELS)
@pytest.mark.parametrize("code", ["VA", "TX", "NY", "CA", "AL"])
def test_real_plans_hold(code: str, education: str) -> None:
    """Every plan to a credential of a state satisfies the rule that it claims to satisfy."""
    for credential in catalog_of(code, "US").in_jurisdiction(code):
        if credential.id not in FOR_STUDENTS or not education.startswith("masters"):
            assert Case(credential.id, education).findings() == (), credential.id


@pytest.mark.parametrize(
    "facts",
    [
        {"study": "part-time"},
        {"hours_per_week": 30, "direct_per_week": 15, "supervision_per_week": 2, "weeks_per_year": 44},
        {"direct_per_week": 40},
        {"born": "1990-02-28", "lived_experience": True, "background_clear": True, "resident": True},
        {"credentials": ("va-resident-in-counseling",), "exams": (PassedExam(id="nce"),)},
        {"hours": (LoggedHours(toward="va-lpc", total=1000, direct=600, supervision=60, months=9),)},
    ],
)
@pytest.mark.parametrize("start", [date(2026, 2, 28), date(2027, 12, 31)])
def test_plans_at_other_paces_hold(facts: dict[str, Any], start: date) -> None:
    """Pace, study, what is held already and the day of asking change the plan, never whether it holds."""
    assert Case("va-lpc", "masters:counseling", start=start, **facts).findings() == ()


def test_a_target_that_is_held_needs_no_step() -> None:
    """Who holds the credential has a plan without steps that finishes when it starts."""
    case = Case("va-lpc", "high-school", credentials=("va-lpc",))
    assert case.plan.steps == ()
    assert case.findings() == ()


def test_the_verifier_shares_no_code_with_the_planner() -> None:
    """It imports the model, itself, the standard library and its stand-in: a second mind, not an echo."""
    for file in Path(mhcareer.verify.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                ours = name.startswith(("mhcareer.model.", "mhcareer.verify")) or name == "mhcareer.frozen"
                assert ours or name.split(".")[0] in sys.stdlib_module_names, f"{file.name} imports {name}"


# ------------------------------------------------------------------------------------------------------- 1. dates


def test_a_step_before_the_plan_is_found() -> None:
    """No step starts before the plan does."""
    assert "start" in lpc().move("bachelors", start=START - timedelta(days=90)).rules("bachelors")


def test_a_step_that_ends_before_it_starts_is_found() -> None:
    """A step starts on the day of its finish at the latest."""
    case = lpc()
    assert "start" in case.move("ncmhce", finish=case.step("ncmhce").start - timedelta(days=1)).rules("ncmhce")


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_wrong_finish_of_the_plan_is_found(speed: str) -> None:
    """The plan finishes when its last step does, at each speed."""
    case = lpc()
    later = {speed: getattr(case.plan.finish, speed) + timedelta(days=1)}
    assert "finish" in case.with_plan(finish=case.plan.finish.model_copy(update=later)).rules(None)


def test_a_typical_span_that_differs_is_found() -> None:
    """The dates of a step are those of its span at the typical speed."""
    case = lpc()
    day = case.step("ncmhce").start + timedelta(days=1)
    assert "spans" in case.change("ncmhce", start=day).rules("ncmhce")


def test_a_missing_speed_is_found() -> None:
    """A step gives its dates at all three speeds."""
    case = lpc()
    assert "spans" in case.change("ncmhce", spans={"typical": case.step("ncmhce").spans["typical"]}).rules("ncmhce")


def test_slow_before_fast_is_found() -> None:
    """Nothing starts or finishes sooner at a slower speed, neither a step nor the plan."""
    case = lpc()
    spans = case.step("va-lpc").spans
    assert "speeds" in case.change("va-lpc", spans={**spans, "slow": spans["fast"]}).rules("va-lpc")
    early = case.plan.finish.model_copy(update={"slow": START})
    assert "speeds" in case.with_plan(finish=early).rules(None)


@pytest.mark.parametrize("speed", SPEEDS)
def test_wrong_months_are_found(speed: str) -> None:
    """Months are those between the dates, a begun one counted whole, in steps and in the plan."""
    case = lpc()
    wrong = {speed: getattr(case.step("bachelors").months, speed) + 1}
    assert "months" in case.change("bachelors", months=case.step("bachelors").months.model_copy(update=wrong)).rules(
        "bachelors"
    )
    wrong = {speed: getattr(case.plan.months, speed) - 1}
    assert "months" in case.with_plan(months=case.plan.months.model_copy(update=wrong)).rules(None)


def test_months_clamp_to_the_end_of_the_month() -> None:
    """A month after the last of January is the last of February, and the day after it begins a second month."""
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert begun_months(date(2027, 1, 31), date(2027, 2, 28)) == 1
    assert begun_months(date(2027, 1, 31), date(2027, 3, 1)) == 2
    assert begun_months(date(2027, 1, 31), date(2027, 1, 31)) == 0


# -------------------------------------------------------------------------------------------------- 2. precedence


def test_waiting_for_no_step_is_found() -> None:
    """What a step waits for is a step of the plan."""
    assert "precedence" in lpc().change("va-lpc", after=("nothing",)).rules("va-lpc")
    assert "precedence" in lpc().change("va-lpc", after_start=("nothing",)).rules("va-lpc")


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_start_before_what_it_waits_for_is_found(speed: str) -> None:
    """At each of the three speeds a step starts after what it waits for is finished."""
    case = lpc()
    step = case.step("va-lpc")
    start, finish = step.spans[speed]  # type: ignore[index]  # parametrized over the three speeds
    case = case.change("va-lpc", spans={**step.spans, speed: (start - timedelta(days=1), finish)})
    assert any(f.rule == "precedence" and f"({speed})" in f.message for f in case.findings())


def test_swapped_after_is_found() -> None:
    """The degree comes before the registration, not after it."""
    case = lpc().change("masters-counseling", after=("va-resident-in-counseling",))
    assert "precedence" in case.change("va-resident-in-counseling", after=()).rules("masters-counseling")


def test_a_start_before_the_start_of_another_is_found() -> None:
    """What must have begun has begun."""
    case = lpc()
    work = case.step("va-lpc/experience")
    waits = case.change("ncmhce", after_start=(work.id,))
    weeks = timedelta(weeks=4)
    assert "precedence" in waits.move("ncmhce", start=work.start - weeks, finish=work.start).rules("ncmhce")
    begun = waits.move("ncmhce", start=work.start, finish=work.start + weeks)
    assert not any(f.rule == "precedence" and "(typical)" in f.message for f in begun.findings())


def test_a_cycle_is_found() -> None:
    """Steps do not wait for each other in a ring."""
    assert "cycle" in lpc().change("bachelors", after=("va-lpc",)).rules(None)


def test_two_steps_of_one_name_are_found() -> None:
    """Each step has its own id."""
    case = lpc()
    assert "unique-id" in case.steps(*case.plan.steps, case.plan.steps[0]).rules()


# ------------------------------------------------------------------------------------------------ 3. requirements


def test_a_plan_without_its_target_is_found() -> None:
    """The credential that was asked for stands at the end."""
    assert "target" in lpc().drop("va-lpc").rules(None)
    case = lpc()
    unknown = case.plan.target.model_copy(update={"credential": "va-nothing"})
    assert "target" in case.with_plan(target=unknown).rules(None)
    assert "target" in case.change("va-lpc", id="va-nothing").rules("va-nothing")


@pytest.mark.parametrize(
    ("step", "rule"),
    [
        ("masters-counseling", "education"),
        ("va-resident-in-counseling", "credential"),
        ("va-lpc/experience", "experience"),
        ("ncmhce", "exam"),
    ],
)
def test_a_dropped_step_is_found(step: str, rule: str) -> None:
    """Each leaf of the rule is answered by something that is held or done."""
    assert rule in lpc().drop(step).rules("va-lpc")


def test_dropped_training_is_found() -> None:
    """Training that a rule asks is done before the application."""
    assert "training" in Case("va-cprs", "high-school").drop("va-cprs/training").rules("va-cprs")


def test_logged_training_and_hours_need_no_step() -> None:
    """Training that was done already answers the leaf as a step would, if it is enough."""
    case = Case("va-cprs", "high-school")
    dropped = case.drop("va-cprs/training", "va-cprs/experience")
    done = dropped.with_person(hours=(LoggedHours(toward="va-cprs", total=500, training=72),))
    assert not done.rules("va-cprs") & {"training", "experience"}
    short = dropped.with_person(hours=(LoggedHours(toward="va-cprs", total=499, training=71),))
    assert short.rules("va-cprs") >= {"training", "experience"}


def test_a_step_that_answers_another_leaf_is_found() -> None:
    """Experience counts for the leaf that it names, not for another."""
    case = lpc().change("va-lpc/experience", requirement=("va-lpc:requires.all.2.any.1.all.2.experience",))
    assert case.rules("va-lpc") & {"experience", "condition", "education"}


def test_a_step_done_too_late_is_found() -> None:
    """What the rule asks is done when the application starts."""
    case = lpc()
    day = case.step("va-lpc").start - timedelta(days=60)
    assert "experience" in case.move("va-lpc", start=day).rules("va-lpc")


def test_a_degree_in_another_field_is_found() -> None:
    """A degree answers a rule only in a field that it asks."""
    case = Case("va-lpc", "masters:counseling")
    assert "education" in case.with_person(education=(HeldEducation(level="masters", field="social-work"),)).rules(
        "va-lpc"
    )
    assert "education" in case.with_person(education=(HeldEducation(level="bachelors", field="counseling"),)).rules(
        "va-lpc"
    )
    inside = (HeldEducation(level="doctorate", field="clinical-mental-health-counseling"),)
    assert "education" not in case.with_person(education=inside).rules("va-lpc")


def test_a_missing_assumption_is_found() -> None:
    """Where the person did not say the field of the degree, the plan says that it assumes one."""
    case = Case("va-lcsw", "masters")
    assert any("social work" in text for text in case.plan.assumptions)
    others = tuple(text for text in case.plan.assumptions if "in social work" not in text)
    assert "assumption" in case.with_plan(assumptions=others).rules("va-lcsw")


def test_a_wider_field_is_accepted_under_an_assumption_only() -> None:
    """A degree in counseling may be one in clinical mental health counseling, if the plan says so."""

    def narrow(requires: Any) -> None:
        requires["all"][1]["education"]["fields"]["value"] = ["clinical-mental-health-counseling"]

    case = altered(Case("va-lpc", "masters:counseling"), "va-lpc", narrow)
    assert "assumption" in case.rules("va-lpc")
    said = "your master's degree in counseling is one in clinical mental health counseling"
    assert not case.with_plan(assumptions=(said,)).rules("va-lpc") & {"assumption", "education"}


def test_no_bachelors_is_taken_for_the_one_that_is_named() -> None:
    """A bachelor's degree of unknown field is not assumed to be the only one that the rule names."""
    case = Case("va-lbsw", "bachelors:social-work")
    unsaid = case.with_person(education=(HeldEducation(level="bachelors"),))
    assert "education" in unsaid.with_plan(assumptions=("your bachelor's degree is in social work",)).rules("va-lbsw")


def test_missing_credits_are_found() -> None:
    """Credits that the rule asks beyond the degree are made up first."""
    short = Person(education=(HeldEducation(level="masters", field="counseling", semester_credits=48),))
    case = Case("va-lpc", short)
    assert case.findings() == ()
    made_up = [step.id for step in case.plan.steps if step.kind == "credits"]
    assert made_up
    assert "credits" in case.drop(*made_up).rules()
    late = case
    for id_ in made_up:
        late = late.move(id_, finish=case.step("va-lpc").start + timedelta(days=1))
    assert "credits" in late.rules("va-lpc")


def test_a_program_with_too_few_credits_is_found() -> None:
    """A planned degree gives the credits that the rule asks, or a step makes them up."""
    case = lpc()
    program = case.catalog.programs["masters-counseling"]
    raw = json.loads(program.model_dump_json(exclude_unset=True))
    raw["semester_credits"]["value"] = 48
    fewer = Program.model_validate_json(json.dumps(raw))
    catalog = replace(case.catalog, programs={**case.catalog.programs, program.id: fewer})
    assert "credits" in case.copy(catalog=catalog).rules("va-lpc")


def test_enrollment_is_enough_where_the_rule_says_so() -> None:
    """Where being enrolled is enough the program has started, and a degree of the past does not answer."""
    case = Case("oh-ct", "bachelors:psychology")
    assert case.findings() == ()
    program = case.first("program")
    assert case.step("oh-ct").start < program.finish
    late = case.move("oh-ct", start=program.start - timedelta(days=1)).change("oh-ct", after_start=())
    assert "education" in late.rules("oh-ct")
    graduate = case.drop(program.id).with_person(education=(HeldEducation(level="masters", field="counseling"),))
    assert "education" in graduate.rules("oh-ct")


def test_an_outside_credential_is_asked() -> None:
    """A credential that nobody can plan for is held, or the branch is closed."""
    case = Case("us-dcsw", "masters:social-work", outside_credentials=("state clinical social work license",))
    assert case.findings() == ()
    assert "credential" in case.with_person(outside_credentials=()).rules("us-dcsw")


def test_a_blocking_condition_is_asked() -> None:
    """A condition that bars a branch is confirmed by the person."""

    def bar(requires: Any) -> None:
        requires["all"][5]["condition"]["blocking"] = True

    case = altered(Case("va-cprs", "high-school"), "va-cprs", bar)
    assert "condition" in case.rules("va-cprs")
    assert case.with_person(confirmed=("code of ethical conduct",)).findings() == ()


def test_a_removed_condition_is_found() -> None:
    """Each condition on the route that only the person can meet is named."""
    case = Case("tx-mhps", "high-school")
    for index, condition in enumerate(case.plan.conditions):
        kept = (*case.plan.conditions[:index], *case.plan.conditions[index + 1 :])
        assert "conditions" in case.with_plan(conditions=kept).rules("tx-mhps"), condition


@pytest.mark.parametrize("fact", ["lived_experience", "background_clear"])
def test_a_fact_against_the_rule_is_found(fact: str) -> None:
    """Who says that a personal requirement is not met has no plan that rests on it."""
    assert "personal" in Case("tx-mhps", "high-school").with_person(**{fact: False}).rules("tx-mhps")


def test_residence_against_the_rule_is_found() -> None:
    """Who does not live or work in the state has no plan that rests on it."""
    case = Case("tx-chw", "high-school")
    assert "personal" in case.with_person(resident=False).rules("tx-chw")


def test_too_young_is_found() -> None:
    """Who is known to be too young on the day of the application cannot apply."""
    case = Case("tx-mhps", "high-school", born="1990-01-01")
    assert case.findings() == ()
    day = case.step("tx-mhps").start
    eighteen = day.replace(year=day.year - 18)
    assert "age" not in case.with_person(born=str(eighteen)).rules()
    assert "age" in case.with_person(born=str(eighteen + timedelta(days=1))).rules("tx-mhps")


def test_a_stale_exam_is_found() -> None:
    """A pass that is older than the rule allows on the day of application does not count."""
    case = Case("tx-lpc", "masters:counseling")
    exam = case.step("tx-lpc-jurisprudence-2")
    early = exam.start - timedelta(days=300)
    assert "exam-valid" in case.move(exam.id, start=early, finish=early + timedelta(days=28)).rules("tx-lpc")
    passed = case.drop(exam.id, "tx-lpc-jurisprudence")
    old = passed.with_person(exams=(PassedExam(id="tx-lpc-jurisprudence", passed="2020-01-01"),))
    assert "exam" in old.rules("tx-lpc")


@pytest.mark.parametrize(
    ("timing", "shift"), [("before-experience", 30), ("after-experience", -30), ("during-experience", -30)]
)
def test_an_exam_at_the_wrong_time_is_found(timing: str, shift: int) -> None:
    """An exam stands before, within or after the experience of its credential, as the rule says."""

    def set_timing(requires: Any) -> None:
        requires["all"][3]["any"][0]["exam"]["timing"]["value"] = timing

    case = altered(lpc(), "va-lpc", set_timing)
    work = case.step("va-lpc/experience")
    right = {"before-experience": work.start - timedelta(days=28), "after-experience": work.finish}.get(
        timing, work.start
    )
    last = right + timedelta(days=28)
    application = last + timedelta(days=1)
    fits = case.move("va-lpc", start=max(application, case.step("va-lpc").start))
    assert "exam-timing" not in fits.move("ncmhce", start=right, finish=last).rules("va-lpc")
    wrong = {"start": right + timedelta(days=shift), "finish": last + timedelta(days=shift)}
    assert "exam-timing" in fits.move("ncmhce", **wrong).rules("va-lpc")


def test_a_rule_that_is_not_in_force_is_found() -> None:
    """A plan follows the rule of its day: before the first version there is none."""
    case = Case("va-qmhp", "bachelors:psychology")
    assert case.findings(as_of=START) == ()
    assert "version" in case.rules("va-qmhp", as_of=date(2025, 5, 6))


def test_the_start_of_the_program_chooses_the_rule() -> None:
    """Where the start of the degree decides, an old degree answers the old rule and a later one does not."""

    def graduate(began: str | None) -> Person:
        held = HeldEducation(level="masters", field="counseling", semester_credits=48, program_began=began)
        return Person(education=(held,))

    case = Case("tx-lpc", graduate("2015-08-31"))
    assert case.findings() == ()
    assert not [step for step in case.plan.steps if step.kind == "credits"]
    assert "credits" in case.copy(person=graduate("2018-08-31")).rules()
    assert "credits" in case.copy(person=graduate(None)).rules()


def test_a_proposed_rule_is_never_followed() -> None:
    """A text that is only proposed decides nothing, even from its day on."""
    versions = catalog_of("VA", "US").credentials["va-lpc"].versions
    assert any(version.status == "proposed" for version in versions)
    assert lpc().findings(as_of=date(2030, 1, 1)) == ()


# --------------------------------------------------------------------------------------------------- 4. durations

SHORT = (
    ("va-lpc", "direct contact"),
    ("va-lcsw", "number of months"),
    ("tx-lpc", "the total"),
    ("ca-lpcc", "number of weeks"),
    ("oh-lisw", "ceiling of a year"),
)


@pytest.mark.parametrize(("credential", "constraint"), SHORT)
def test_shortened_experience_is_found(credential: str, constraint: str) -> None:
    """Experience lasts as long as the hours, months and weeks of the rule take at the pace of the person."""
    case = Case(credential, "high-school")
    step = case.step(f"{credential}/experience")
    case = case.move(step.id, finish=step.finish - timedelta(days=2))
    assert any(f.rule == "too-short" and constraint in f.message for f in case.findings()), case.findings()


@pytest.mark.parametrize(
    "slower",
    [{"hours_per_week": 10}, {"direct_per_week": 5}, {"supervision_per_week": 1}, {"weeks_per_year": 20}],
)
def test_experience_at_a_slower_pace_is_found(slower: dict[str, int]) -> None:
    """Who works less takes longer, be it in hours, direct hours, supervision or weeks."""
    assert "too-short" in lpc().with_person(**slower).rules("va-lpc/experience")


def test_hours_a_week_hold_the_direct_ones() -> None:
    """Who gives only direct hours, and more of them than are assumed in all, works at least those."""
    case = Case("tx-lpc", "masters:counseling", direct_per_week=45)
    assert case.findings() == ()
    assert "too-short" in case.with_person(direct_per_week=None).rules("tx-lpc/experience")


def test_supervision_cannot_outrun_the_work() -> None:
    """Supervision that counts for each 40 hours of work is capped by them."""

    def cap(requires: Any) -> None:
        requires["all"][2]["any"][0]["experience"]["supervision_rate"]["to"] = 1

    assert "too-short" in altered(lpc(), "va-lpc", cap).rules("va-lpc/experience")


def test_supervision_outside_the_total_adds_to_it() -> None:
    """Where the total does not include supervision, its hours come on top."""

    def outside(requires: Any) -> None:
        experience = requires["all"][2]["any"][0]["experience"]
        experience["total_includes_supervision"] = {"value": False, "unverified": True}
        experience["total_hours"]["value"] = 3850

    case = altered(lpc(), "va-lpc", outside)
    assert any(f.rule == "too-short" and "the total" in f.message for f in case.findings())


@pytest.mark.parametrize(("bound", "value", "found"), [("max", 20, True), ("max", 40, False), ("min", 40, False)])
def test_the_week_of_the_rule_bounds_the_week_of_the_person(bound: str, value: int, found: bool) -> None:
    """Hours a week are cut to what the rule counts and raised to what it asks at least."""

    def set_week(requires: Any) -> None:
        leaf = requires["all"][2]["any"][0]["experience"]
        leaf[f"{bound}_hours_per_week"] = {"value": value, "unverified": True}

    assert ("too-short" in altered(lpc(), "va-lpc", set_week).rules("va-lpc/experience")) is found


def test_logged_hours_are_taken_off() -> None:
    """Hours that are done need not be done again, and no more than those."""
    hours = (LoggedHours(toward="va-lpc", total=1000, direct=600, supervision=60, months=9),)
    held = ("va-resident-in-counseling",)
    case = Case("va-lpc", "masters:counseling", hours=hours, credentials=held)
    assert case.findings() == ()
    assert "too-short" in case.with_person(hours=()).rules("va-lpc/experience")


def test_experience_beyond_its_ceiling_is_found() -> None:
    """Experience that no longer fits into the months of the rule is warned of, by the name of its step."""
    case = lpc()
    step = case.step("va-lpc/experience")
    long = case.move(step.id, finish=add_months(step.start, 48) + timedelta(days=2))
    silent = long.with_plan(warnings=tuple(w for w in case.plan.warnings if "do not fit" not in w))
    assert "too-long" in silent.rules(step.id)
    warned = silent.with_plan(warnings=(f"the hours of {step.title} do not fit",))
    assert "too-long" not in warned.rules(step.id)


def test_shortened_training_is_found() -> None:
    """Training lasts as long as its hours take."""
    case = Case("va-cprs", "high-school")
    step = case.step("va-cprs/training")
    assert "too-short" in case.move(step.id, finish=step.finish - timedelta(days=3)).rules(step.id)


def test_old_training_is_found() -> None:
    """Training is not older than the rule allows on the day of application."""
    case = Case("ne-cpss", "high-school")
    assert case.findings() == ()
    later = case.step("ne-cpss").start + timedelta(days=800)
    assert "training" in case.move("ne-cpss", start=later, finish=later + timedelta(days=42)).rules("ne-cpss")


def test_a_program_of_another_length_is_found() -> None:
    """A program lasts as long as the catalog says, for the study of this person."""
    case = lpc()
    finish = case.step("bachelors").finish
    assert "program-length" in case.move("bachelors", finish=finish - timedelta(days=1)).rules("bachelors")
    assert "program-length" in case.move("bachelors", finish=finish + timedelta(days=1)).rules("bachelors")
    assert "program-length" in case.with_person(study="part-time").rules("bachelors")


def test_a_start_outside_the_term_is_found() -> None:
    """Classes begin with a term."""
    case = lpc()
    start = date(2031, 9, 15)
    finish = add_months(start, 28)
    assert case.move("masters-counseling", start=start, finish=finish).rules("masters-counseling") >= {"term"}


def test_a_start_too_soon_to_be_admitted_is_found() -> None:
    """A program starts no sooner than admission takes."""
    case = lpc()
    start = date(2027, 1, 12)
    assert "admission" in case.move("bachelors", start=start, finish=add_months(start, 45)).rules("bachelors")


@pytest.mark.parametrize("id_", ["va-lpc", "va-resident-in-counseling"])
@pytest.mark.parametrize("days", [-7, 7])
def test_a_wrong_time_of_processing_is_found(id_: str, days: int) -> None:
    """An application takes the weeks that are stated, or those that are assumed."""
    case = lpc()
    assert "processing" in case.move(id_, finish=case.step(id_).finish + timedelta(days=days)).rules(id_)


def test_stated_weeks_of_processing_count() -> None:
    """Of a range the upper end holds at the typical speed, the lower at the fast one."""
    case = Case("ne-plmhp", "masters:counseling")
    step = case.step("ne-plmhp")
    assert [(end - start).days for start, end in (step.spans[speed] for speed in ("fast", "typical"))] == [14, 21]
    fast = step.spans["fast"][0]
    wrong = {**step.spans, "fast": (fast, fast + timedelta(days=21))}
    assert "processing" in case.change("ne-plmhp", spans=wrong).rules("ne-plmhp")


def test_a_role_that_takes_time_is_found() -> None:
    """A role that an employer gives is open at once."""
    case = Case("us-bht", "high-school")
    step = case.step("us-bht")
    assert "processing" in case.move("us-bht", finish=step.finish + timedelta(days=7)).rules("us-bht")


# ------------------------------------------------------------------------------------------- 5. when hours count


def test_hours_before_the_registration_are_found() -> None:
    """Hours that count only while registered start after the registration."""
    case = lpc()
    start = case.step("va-resident-in-counseling").start
    assert "counts-from" in case.move("va-lpc/experience", start=start).rules("va-lpc/experience")


def test_hours_before_the_registration_are_found_where_nothing_is_said() -> None:
    """Where the rule does not say from when hours count, but asks for a credential beside them, that comes first."""
    case = Case("va-qmhp", "high-school")
    leaf = case.catalog.credentials["va-qmhp"].versions[0].requires
    assert leaf is not None and all(
        node.experience is None or not node.experience.counts_from for _, node in leaf.walk()
    )
    start = case.step("va-qmhp-trainee").start
    assert "counts-from" in case.move("va-qmhp/experience", start=start).rules("va-qmhp/experience")


def test_hours_before_graduation_are_found() -> None:
    """Hours that count after the degree start after it."""
    case = Case("al-pip", "high-school")
    degree = next(step for step in case.plan.steps if step.id.startswith("msw"))
    start = degree.finish - timedelta(days=1)
    assert "counts-from" in case.move("al-pip/experience", start=start).rules("al-pip/experience")


def test_hours_before_approval_are_found() -> None:
    """Hours that count from the application start after it is approved."""
    case = Case("tx-mhps", "high-school")
    start = case.step("tx-mhps/approval").start
    assert "counts-from" in case.move("tx-mhps/experience", start=start).rules("tx-mhps/experience")
    assert "counts-from" in case.drop("tx-mhps/approval").rules("tx-mhps/experience")


def test_hours_before_training_are_found() -> None:
    """Hours that count after the training start after it."""

    def after_training(requires: Any) -> None:
        requires["all"][3]["experience"]["counts_from"] = {"value": "training", "unverified": True}

    case = altered(Case("va-cprs", "high-school"), "va-cprs", after_training)
    done = case.step("va-cprs/training").finish
    work = "va-cprs/experience"
    moved = case.move(work, start=done).findings()
    assert not [f for f in moved if f.rule == "counts-from" and "(typical)" in f.message]
    assert "counts-from" in case.move(work, start=done - timedelta(days=1)).rules(work)


def test_hours_before_enrollment_are_found() -> None:
    """Hours that count from enrollment may be earned during the degree, never before it begins."""

    def from_enrollment(requires: Any) -> None:
        requires["all"][2]["any"][0]["experience"]["counts_from"]["value"] = "enrollment"

    case = altered(lpc(), "va-lpc", from_enrollment)
    begun = case.step("masters-counseling").start
    work = "va-lpc/experience"
    assert "counts-from" not in case.move(work, start=begun).rules(work)
    assert "counts-from" in case.move(work, start=begun - timedelta(days=1)).rules(work)


# ------------------------------------------------------------------------------------------------------ 6. degrees


def test_a_repeated_degree_is_found() -> None:
    """Nobody is sent through a degree that is held already."""
    case = lpc()
    held = case.with_person(education=(HeldEducation(level="bachelors", field="psychology"),))
    assert "repeated-degree" in held.rules("bachelors")
    counselor = case.with_person(education=(HeldEducation(level="masters", field="counseling"),))
    assert "repeated-degree" in counselor.rules("masters-counseling")


def test_a_degree_in_the_same_field_is_found() -> None:
    """A degree of the level and in a field that is held is not earned again, whatever it is for."""
    case = lpc().change("bachelors", requirement=())
    held = HeldEducation(level="bachelors", field="sociology")
    assert "repeated-degree" in case.with_person(education=(held,)).rules("bachelors")


def test_a_degree_that_an_assumption_would_spare_is_found() -> None:
    """A degree of unknown field that may answer the rule is not repeated either."""
    unsaid = lpc().with_person(education=(HeldEducation(level="masters"),))
    assert "repeated-degree" in unsaid.rules("masters-counseling")


def test_entering_without_the_degree_before_is_found() -> None:
    """A program is entered with what it asks, finished by its first day."""
    case = lpc()
    assert "entry" in case.drop("bachelors").rules("masters-counseling")
    start = case.step("bachelors").finish - timedelta(days=30)
    assert "entry" in case.move("masters-counseling", start=start).rules("masters-counseling")


# -------------------------------------------------------------------------------------------------- 7. bookkeeping


def test_wrong_slack_is_found() -> None:
    """A step is critical if and only if it has no slack, and slack is never negative."""
    case = lpc()
    assert "slack" in case.change("va-lpc", critical=False).rules("va-lpc")
    assert "slack" in case.change("ncmhce", critical=True).rules("ncmhce")
    assert "slack" in case.change("ncmhce", slack_days=-1).rules("ncmhce")


def test_a_reference_without_an_entry_is_found() -> None:
    """What a step cites is listed with the plan."""
    case = lpc()
    for key in case.step("va-lpc/experience").references:
        kept = {name: reference for name, reference in case.plan.references.items() if name != key}
        assert "reference" in case.with_plan(references=kept).rules("va-lpc/experience"), key


def test_an_altered_reference_is_found() -> None:
    """A reference stands as the catalog has it."""
    case = lpc()
    key = case.step("va-lpc/experience").references[0]
    other = case.plan.references[key].model_copy(update={"title": "another title"})
    assert "reference" in case.with_plan(references={**case.plan.references, key: other}).rules()


@pytest.mark.parametrize("name", ["low", "typical", "high"])
def test_a_wrong_sum_is_found(name: str) -> None:
    """The plan costs what its steps cost."""
    case = lpc()
    wrong = case.plan.cost_usd.model_copy(update={name: getattr(case.plan.cost_usd, name) + 1})
    assert "cost" in case.with_plan(cost_usd=wrong).rules(None)


def test_a_cost_that_is_not_complete_is_found() -> None:
    """The cost of the plan is complete only if that of every step is."""
    case = lpc()
    assert not all(step.cost_usd.complete for step in case.plan.steps)
    assert "cost" in case.with_plan(cost_usd=case.plan.cost_usd.model_copy(update={"complete": True})).rules(None)


@pytest.mark.parametrize(
    "update",
    [{"value": 1}, {"to": 9000}, {"status": "unverified"}, {"references": ()}, {"path": "va-lpc:requires.other"}],
)
def test_an_altered_figure_is_found(update: dict[str, Any]) -> None:
    """Value, range, status and references of a figure are those of the catalog."""
    case = lpc()
    first, *others = case.step("va-lpc/experience").figures
    damaged = (first.model_copy(update=update), *others)
    assert "figure" in case.change("va-lpc/experience", figures=damaged).rules("va-lpc/experience")


def test_an_invented_figure_is_found() -> None:
    """A step gives no figure that the catalog does not have."""
    case = lpc()
    figures = case.step("ncmhce").figures
    for path in ("ncmhce:minutes_more", "nobody:fee_usd"):
        invented = (*figures, figures[0].model_copy(update={"path": path}))
        assert "figure" in case.change("ncmhce", figures=invented).rules("ncmhce"), path


@pytest.mark.parametrize("id_", ["va-lpc/experience", "masters-counseling", "ncmhce"])
def test_a_figure_left_out_is_found(id_: str) -> None:
    """Every figure of a leaf stands in the step that answers it."""
    case = lpc()
    figures = case.step(id_).figures
    claimed = [f for f in figures if f.path.startswith("va-lpc:requires.")]
    assert claimed
    for figure in claimed:
        assert "figure" in case.change(id_, figures=tuple(f for f in figures if f != figure)).rules(id_), figure.path


def test_a_claim_on_no_leaf_is_found() -> None:
    """What a step answers is a leaf of a rule."""
    case = lpc().change("va-lpc/experience", requirement=("va-lpc:requires.all.99.experience",))
    assert "claim" in case.rules("va-lpc/experience")
    assert "claim" in lpc().change("va-lpc/experience", requirement=()).rules("va-lpc/experience")


def test_other_data_is_found() -> None:
    """A plan is judged by the data that it was made from."""
    assert "data-version" in lpc().with_plan(data_version="2020-01").rules(None)


# -------------------------------------------------------------------------------------------- 8. amounts not stated


def test_an_amount_that_is_not_stated_is_admitted() -> None:
    """Where a rule states no amount the plan says that it is a lower limit, and what is missing."""
    case = Case("ny-nycps-p", "high-school")
    assert case.findings() == ()
    assert case.step("ny-nycps-p/training").start == case.step("ny-nycps-p/training").finish
    assert "at-least" in case.with_plan(at_least=False).rules("ny-nycps-p/training")
    assert "not-stated" in case.with_plan(not_stated=()).rules("ny-nycps-p/training")


def test_an_amount_that_is_stated_takes_time() -> None:
    """Nothing else takes no time."""
    case = lpc()
    for id_, rule in (("va-lpc/experience", "too-short"), ("bachelors", "program-length"), ("va-lpc", "processing")):
        assert rule in case.move(id_, finish=case.step(id_).start).rules(id_)
