"""The verifier reads docs/planning.md on the week: a step a day shorter or longer than the page says is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mhcareer.model.person import HeldEducation, LoggedHours, Person, Studying

from .planted import SPEEDS, Case, person_of
from .strategies import ASSOCIATE, LICENSE, NOTED, quantity

WORK, COURSE, CREDITS = f"{LICENSE}/experience", f"{LICENSE}/training", f"{LICENSE}/credits"
COUNSELOR = {"level": {"value": "masters", **NOTED}, "fields": {"value": ["counseling"], **NOTED}}
GRADUATE = HeldEducation(level="masters", field="counseling")


def rule(*leaves: dict[str, Any], education: dict[str, Any] | None = COUNSELOR) -> dict[str, Any]:
    """A rule with a counselor's education and some other leaves."""
    return {"all": [*([{"education": education}] if education else []), *leaves]}


def hours(**figures: Any) -> dict[str, Any]:
    """An experience leaf; plain numbers become figures."""
    return {
        "experience": {name: quantity(value) if isinstance(value, int) else value for name, value in figures.items()}
    }


def from_(moment: str) -> dict[str, Any]:
    """From when hours count."""
    return {"value": moment, **NOTED}


def graduate(**facts: Any) -> Person:
    """A person with the master's degree."""
    return Person(education=(GRADUATE,), **facts)


def student(**facts: Any) -> Person:
    """A person with a bachelor's degree, who has the master's still to do."""
    return person_of("bachelors:psychology", **facts)


RATE = {"hours": 2, "per": 40, **NOTED}
LENGTHS: dict[str, tuple[dict[str, Any], Person, str, str]] = {
    "the load of study": (
        rule(hours(total_hours=1500, counts_from=from_("any")), {"exam": {"id": "nce", **NOTED}}),
        student(),
        WORK,
        "total_hours",
    ),
    "little time beside study": (
        rule(hours(total_hours=900, counts_from=from_("any"))),
        student(available_per_week=45, study="part-time"),
        WORK,
        "total_hours",
    ),
    "the ceiling before graduation": (
        rule(hours(total_hours=3000, before_graduation_max_hours=400, counts_from=from_("enrollment"))),
        student(),
        WORK,
        "total_hours",
    ),
    "direct hours": (rule(hours(total_hours=2000, direct_hours=1500)), graduate(), WORK, "direct_hours"),
    "supervision that keeps pace": (
        rule(hours(total_hours=2000, supervision_hours=200, supervision_rate={**RATE, "to": 2})),
        graduate(),
        WORK,
        "supervision_hours",
    ),
    "supervision that was stated": (
        rule(hours(total_hours=2000, supervision_rate=RATE)),
        graduate(supervision_per_week=1),
        WORK,
        "supervision_rate",
    ),
    "supervision that is not in a group": (
        rule(hours(total_hours=500, supervision_hours=100, group_supervision_max_percent=50)),
        graduate(group_share_percent=80),
        WORK,
        "individual_supervision",
    ),
    "the ceiling of a year": (
        rule(hours(total_hours=3000, max_hours_per_year=1200)),
        graduate(),
        WORK,
        "max_hours_per_year",
    ),
    "months of a part": (
        rule(hours(total_hours=500, parts=[{"what": "a part", "min_months": 9, **NOTED}])),
        graduate(),
        WORK,
        "part_months",
    ),
    "weeks": (rule(hours(total_hours=500, min_weeks=52)), graduate(), WORK, "min_weeks"),
    "supervision outside the total": (
        rule(hours(total_hours=2000, supervision_hours=50, total_includes_supervision={"value": False, **NOTED})),
        graduate(),
        WORK,
        "total_hours",
    ),
    "hours logged, some in groups": (
        rule(hours(total_hours=500, supervision_hours=100, group_supervision_max_hours=20)),
        graduate(hours=(LoggedHours(toward=LICENSE, total=400, supervision=60, group_supervision=60, months=6),)),
        WORK,
        "supervision_hours",
    ),
    "the pace of training": (
        rule({"training": {"hours": quantity(200)}}),
        graduate(training_per_week=7),
        COURSE,
        "hours",
    ),
    "days of training": (rule({"training": {"days": quantity(12)}}), graduate(), COURSE, "days"),
    "credits a term": (rule(), student(credits_per_term=5), "masters-counseling", "credits_per_term"),
    "earlier college credits": (
        rule(education={"level": {"value": "bachelors", **NOTED}}),
        Person(education=(HeldEducation(level="some-college", semester_credits=45),)),
        "bachelors",
        "program",
    ),
    "a program under way": (
        rule(),
        Person(
            education=(HeldEducation(level="bachelors", field="psychology"),),
            studying=(Studying(level="masters", field="counseling", credits_earned=20),),
        ),
        "masters-counseling",
        "program",
    ),
    "further credits": (
        rule(education={**COUNSELOR, "semester_credits": quantity(60)}),
        Person(education=(HeldEducation(level="masters", field="counseling", semester_credits=36),)),
        CREDITS,
        "semester_credits",
    ),
    "the weeks of an exam": (rule({"exam": {"id": "nce", **NOTED}}), graduate(), "nce", "exam"),
}


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("name", sorted(LENGTHS))
def test_a_step_is_as_long_as_the_page_says(name: str, speed: str) -> None:
    """Neither a day shorter nor a day longer, at any speed; and what binds is what the case is about."""
    tree, who, step, constraint = LENGTHS[name]
    case = Case.ruled(tree, who)
    assert case.findings() == ()
    assert case.step(step).binding.constraint == constraint
    length = {"program-length", "credits-length", "exam-length", "too-short", "drawn-out"}
    for days in (-1, 1):
        assert case.shift(step, speed, finish=days).rules(step) & length, days


def beside_study() -> Case:
    """Hours that count from anywhere, and a degree that they go on beside."""
    tree, who, *_ = LENGTHS["the load of study"]
    return Case.ruled(tree, who)


def test_work_beside_study_is_slower_than_alone() -> None:
    """The case that stands for study beside work does have work while a program runs."""
    case = beside_study()
    work, program = case.step(WORK), case.step("masters-counseling")
    assert program.start < work.finish
    assert "drawn-out" in case.drop("masters-counseling").rules(WORK)


def test_less_available_time_is_found() -> None:
    """Hours a week that the person does not have are not worked."""
    case = Case.ruled(*LENGTHS["little time beside study"][:2])
    assert "too-short" in case.with_person(available_per_week=36).rules(WORK)


def test_two_programs_at_once_are_found() -> None:
    """One program follows the other, at every speed."""
    case = Case("va-lpc", "high-school")
    first = case.step("bachelors")
    for speed in SPEEDS:
        begin, end = first.spans[speed]  # type: ignore[index]  # the three speeds
        late = case.change("bachelors", spans={**first.spans, speed: (begin, end + timedelta(days=800))})
        assert "two-programs" in late.rules("masters-counseling"), speed


def test_two_kinds_of_experience_at_once_are_found() -> None:
    """Hours of two rules are not earned in the same days."""
    case = Case.ruled(rule(hours(total_hours=500)), graduate(), rule(hours(total_hours=700)))
    other = case.step(f"{ASSOCIATE}/experience")
    both = case.move(WORK, start=other.start, finish=other.finish)
    assert "two-experiences" in both.rules(WORK) | both.rules(other.id)


def test_two_trainings_of_one_rule_at_once_are_found() -> None:
    """A training waits for the one before it."""
    case = Case.ruled(rule({"training": {"hours": quantity(80)}}, {"training": {"hours": quantity(60)}}), graduate())
    second = case.step(f"{COURSE}-2")
    both = case.shift(second.id, "typical", start=-5, finish=-5).change(second.id, after=())
    assert case.findings() == ()
    assert "two-trainings" in both.rules(second.id)


def test_a_program_under_way_that_waits_is_found() -> None:
    """Who is enrolled already does not wait for a term."""
    case = Case.ruled(*LENGTHS["a program under way"][:2])
    assert "under-way" in case.shift("masters-counseling", "typical", start=30, finish=30).rules("masters-counseling")


def test_credits_outside_a_term_are_found() -> None:
    """Further credits are taken in terms."""
    case = Case.ruled(*LENGTHS["further credits"][:2])
    assert "term" in case.shift(CREDITS, "typical", start=3, finish=3).rules(CREDITS)


@pytest.mark.parametrize(
    ("moment", "before"),
    [("enrollment", "start"), ("graduation", "finish")],
)
def test_hours_before_they_count_are_found_at_each_speed(moment: str, before: str) -> None:
    """From enrollment or from graduation on, at the fast and the slow speed as at the typical one."""
    case = Case.ruled(rule(hours(total_hours=1500, counts_from=from_(moment))), student())
    program = case.step("masters-counseling")
    for speed in SPEEDS:
        day = program.spans[speed][before == "finish"]  # type: ignore[index]  # the three speeds
        early = (day - case.step(WORK).spans[speed][0]).days - 1  # type: ignore[index]  # the three speeds
        assert "counts-from" in case.shift(WORK, speed, start=early).rules(WORK), speed


def test_an_exam_before_the_degree_is_found() -> None:
    """An exam waits for the education of its rule, or for the day on which the rule opens it before."""
    plain = Case.ruled(rule({"exam": {"id": "nce", **NOTED}}), student())
    degree = plain.step("masters-counseling").finish
    early = plain.move("nce", start=degree - timedelta(days=40), finish=degree - timedelta(days=12))
    assert "exam-order" in early.rules("nce")
    opened = Case.ruled(rule({"exam": {"id": "nce", "before_graduation_months": quantity(6), **NOTED}}), student())
    assert opened.findings() == ()
    assert opened.step("nce").start < degree
    assert "exam-order" in opened.shift("nce", "typical", start=-1, finish=-1).rules("nce")


def test_an_exam_of_no_stated_time_before_the_hours_is_found() -> None:
    """Silence on when an exam may be taken is read as after the hours."""
    case = Case.ruled(rule(hours(total_hours=500), {"exam": {"id": "nce", **NOTED}}), graduate())
    assert case.findings() == ()
    assert "exam-order" in case.shift("nce", "typical", start=-1, finish=-1).rules("nce")


def test_training_before_the_degree_is_found() -> None:
    """Training waits for the education of its rule."""
    case = Case.ruled(rule({"training": {"hours": quantity(40)}}), student())
    early = case.shift(COURSE, "typical", start=-30, finish=-30)
    assert "counts-from" in early.rules(COURSE)


def test_a_credential_held_too_short_is_found() -> None:
    """A credential that must have been held for some months has been."""
    case = Case.ruled(rule(), graduate(), rule(), held_months=12)
    assert case.findings() == ()
    early = case.shift(LICENSE, "typical", start=-5, finish=-5)
    assert "credential" in early.rules(LICENSE)


def test_the_internship_that_counts_is_said() -> None:
    """Hours of the internship come off the total, as many as the planned program gives, and the plan says so."""
    tree = rule(hours(total_hours=3000, before_graduation_max_hours=500, counts_from=from_("graduation")))
    case = Case.ruled(tree, student())
    assert case.findings() == ()
    said = [text for text in case.plan.assumptions if "internship inside the degree" in text]
    assert said
    kept = tuple(text for text in case.plan.assumptions if text not in said)
    assert "assumption" in case.with_plan(assumptions=kept).rules(WORK)
    assert "too-short" in case.with_person(education=(GRADUATE,)).drop("masters-counseling").rules(WORK)


@pytest.mark.parametrize(
    ("figures", "facts"),
    [
        ({"total_hours": 500, "min_hours_per_week": 30}, {"hours_per_week": 20}),
        ({"total_hours": 500, "supervision_rate": {"hours": 2, "per": "week", **NOTED}}, {"supervision_per_week": 1}),
    ],
)
def test_a_pace_below_the_floor_of_the_rule_is_found(figures: dict[str, Any], facts: dict[str, Any]) -> None:
    """Who says less than the rule asks of a week has no plan that rests on it."""
    case = Case.ruled(rule(hours(**figures)), graduate())
    assert case.findings() == ()
    assert "floor" in case.with_person(**facts).rules(WORK)


def test_a_stated_pace_beyond_the_longest_span_is_found() -> None:
    """What is only warned of at an assumed pace does not fit at all at one that the person stated."""
    case = Case.ruled(rule(hours(total_hours=3000, max_months=12)), graduate())
    assert case.findings() == ()
    assert "too-long" in case.with_person(hours_per_week=35).rules(WORK)


# ------------------------------------------------------------------------------------------------- hours logged


def resident(*entries: LoggedHours, held: bool = True) -> Case:
    """Hours that count while registered, logged by someone who is registered or not."""
    tree = rule(hours(total_hours=1500, counts_from=from_("registration"), window_months=60))
    facts = {"credentials": (ASSOCIATE,) if held else (), "hours": entries}
    return Case.ruled(tree, graduate(**facts), rule())


def test_hours_before_the_registration_are_not_taken_off() -> None:
    """Hours logged before the credential that they need is held do not count, whatever the plan says of them."""
    case = resident(LoggedHours(toward=LICENSE, total=800, months=6), held=False)
    assert case.findings() == ()
    holder = resident(LoggedHours(toward=LICENSE, total=800, months=6))
    short = (holder.step(WORK).finish - holder.step(WORK).start).days
    day = case.step(WORK).start + timedelta(days=short)
    assert "too-short" in case.move(WORK, finish=day).rules(WORK)
    silent = case.with_plan(assumptions=())
    assert "assumption" in silent.rules(WORK)


def test_hours_that_are_too_old_at_the_application_do_not_count() -> None:
    """Of hours with days only those inside the window of the rule are taken off."""
    old = resident(LoggedHours(toward=LICENSE, total=800, months=12, since="2021-01-01", until="2022-12-31"))
    assert old.findings() == ()
    undated = resident(LoggedHours(toward=LICENSE, total=800, months=12))
    assert undated.step(WORK).finish < old.step(WORK).finish
    believed = old.with_person(hours=undated.person.hours)
    assert "drawn-out" in believed.rules(WORK)
    assert "too-short" in undated.with_person(hours=old.person.hours).rules(WORK)


def test_the_internship_of_a_degree_that_further_credits_fill_up_counts() -> None:
    """The program gives its internship hours also where its credits are too few for the rule."""
    wide = {"level": {"value": "masters", **NOTED}, "semester_credits": quantity(72)}
    tree = rule(hours(total_hours=250, before_graduation_max_hours=200), education=wide)
    case = Case.ruled(tree, person_of("none"))
    assert any(step.kind == "credits" for step in case.plan.steps)
    assert any("internship inside the degree" in text for text in case.plan.assumptions)
    assert case.findings() == ()
