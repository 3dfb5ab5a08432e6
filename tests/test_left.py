"""Half-way there: a plan says what of the hours is left, what binds them together, and what must come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhcareer.model.library import Catalog

from .helpers import must_plan, person
from .wired import inside, made

RESIDENT = "va-resident-in-counseling"


def test_what_is_left_of_the_hours_is_told(catalog: Catalog) -> None:
    """Each figure with what was logged taken off."""
    logged = ({"toward": "va-lpc", "total": 1700, "direct": 1000, "supervision": 100, "months": 12},)
    who = person("masters:counseling", credentials=(RESIDENT,), hours=logged)
    step = next(one for one in must_plan(catalog, "va-lpc", who).steps if one.kind == "experience")
    assert (
        "left: 1,700 of 3,400 hours, 1,000 of 2,000 with clients, 100 of 200 of supervision, 9 of 21 months; "
        "what you logged is taken off"
    ) in step.notes


def test_nothing_logged_has_nothing_left_to_tell(catalog: Catalog) -> None:
    """The whole is asked as it stands."""
    step = next(one for one in must_plan(catalog, "va-lpc", "masters:counseling").steps if one.kind == "experience")
    assert not any("left:" in note for note in step.notes)


def test_figures_that_take_as_long_are_both_named(catalog: Catalog) -> None:
    """Direct hours and supervision that end on one day."""
    who = person("masters:counseling", direct_per_week=20, hours_per_week=40, supervision_per_week=2)
    made_plan = must_plan(catalog, "va-lpc", who)
    step = next(one for one in made_plan.steps if one.kind == "experience")
    both = "2,000 direct client contact hours at 20 a week and, taking as long, 200 hours of supervision at 2 a week"
    assert step.binding.why == both
    assert any(both in text for text in made_plan.what_sets_the_date)
    other = person("masters:counseling", direct_per_week=21, hours_per_week=40, supervision_per_week=2)
    step = next(one for one in must_plan(catalog, "va-lpc", other).steps if one.kind == "experience")
    assert step.binding.why == "200 hours of supervision at 2 a week"


def test_hours_wait_for_the_registration_under_which_they_count(tmp_path: Path) -> None:
    """They are not written while it is not held; once it is, they are, and the next plan asks for none."""
    folder = made(tmp_path, "--target", "lpc")
    assert inside(tmp_path, "plan", "--profile", "profile-1", "--save").returncode == 0
    before = (folder / "profile-1.yaml").read_bytes()
    done = inside(tmp_path, "profile", "done", "profile-1", "va-lpc/experience")
    assert done.returncode == 2
    assert f"`va-lpc/experience` counts only once `{RESIDENT}` is held" in done.stderr
    assert f"mhcareer profile done NAME {RESIDENT}" in done.stderr
    assert (folder / "profile-1.yaml").read_bytes() == before
    assert inside(tmp_path, "profile", "done", "profile-1", RESIDENT).returncode == 0
    assert inside(tmp_path, "profile", "done", "profile-1", "va-lpc/experience").returncode == 0
    again = inside(tmp_path, "plan", "--profile", "profile-1")
    assert "Supervised residency" not in again.stdout.partition("STEPS")[2].partition("SOURCES")[0]


def test_a_degree_behind_what_is_held_is_asked_about(catalog: Catalog) -> None:
    """Whoever forgets to say a degree is not silently sent to study it again."""
    forgot = person("bachelors:nursing", credentials=("ny-lmsw",))
    said = [text for text in must_plan(catalog, "ny-lcsw", forgot).warnings if "the LMSW that you hold" in text]
    assert len(said) == 1
    assert "master's degree" in said[0]
    assert "Master of Social Work" in said[0]
    told = person("masters:social-work", credentials=("ny-lmsw",))
    under_way = person(
        "bachelors:nursing",
        credentials=("ny-lmsw",),
        studying=({"level": "masters", "field": "social-work", "credits_earned": 30},),
    )
    for said_it in (told, under_way):
        assert not any("that you hold" in text for text in must_plan(catalog, "ny-lcsw", said_it).warnings)


def test_a_further_degree_is_not_asked_about(catalog: Catalog) -> None:
    """One above what the held credential asks is new to its holder."""
    holder = person("bachelors:social-work", credentials=("ny-casac-t",))
    assert not any("that you hold" in text for text in must_plan(catalog, "ny-lcsw", holder).warnings)


def test_an_exam_names_those_that_do_in_its_place(catalog: Catalog) -> None:
    """A rule that takes one of several is not told as asking for the one that is planned."""
    made_plan = must_plan(catalog, "va-lpc", "masters:counseling")
    exam = next(step for step in made_plan.steps if step.kind == "exam")
    assert exam.id == "ncmhce"
    assert "for the LPC the NCE counts just as well" in exam.notes


@pytest.mark.parametrize(("target", "education"), [("va-lcsw", "social-work"), ("md-lcpc", "counseling")])
def test_an_exam_that_some_rule_asks_for_has_none_in_its_place(catalog: Catalog, target: str, education: str) -> None:
    """Alone, or because what comes before wants this very one."""
    made_plan = must_plan(catalog, target, f"masters:{education}")
    assert any(step.kind == "exam" for step in made_plan.steps)
    assert not any("just as well" in note for step in made_plan.steps for note in step.notes)
