"""What has moved since the last plan, and why: over two summaries, and by the program in each format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mhcareer.model.figures import Figure
from mhcareer.model.profile import DoneStep, LastPlan, numbers_of
from mhcareer.model.since import Reason
from mhcareer.profiles.since import since
from mhcareer.render.since_view import since_blocks
from mhcareer.render.text import to_text

from .wired import inside, made, people_folder, shown

STEPS: dict[str, Any] = {
    "va-lpc/experience": {
        "title": "Residency",
        "kind": "experience",
        "start": "2027-01-01",
        "finish": "2028-06-01",
        "binding": "direct_hours",
        "figures": {"va-lpc:experience.direct_hours": "2000"},
    },
    "va-lpc": {
        "title": "License",
        "kind": "application",
        "start": "2028-06-01",
        "finish": "2028-07-01",
        "binding": "processing_weeks",
    },
}


def summary(**changes: Any) -> LastPlan:
    """A plan of two steps, made at the beginning of 2027, with changes."""
    stated: dict[str, Any] = {
        "made_on": "2027-01-01",
        "data_version": "2026-11",
        "facts": "x",
        "target": "va-lpc",
        "start": "2027-01-01",
        "finish": {"fast": "2028-05-01", "typical": "2028-07-01", "slow": "2029-01-01"},
        "steps": STEPS,
        "objective": "soonest",
        "said": {"education": "masters", "direct_per_week": "20"},
    }
    return LastPlan.model_validate_json(json.dumps({**stated, **changes}))


def finishing(day: str) -> dict[str, str]:
    """A finish on one day at every speed."""
    return {"fast": day, "typical": day, "slow": day}


def moved(**changes: Any) -> dict[str, Any]:
    """The steps with a change of the residency."""
    return {**STEPS, "va-lpc/experience": {**STEPS["va-lpc/experience"], **changes}}


def mark(on: str, step: str = "va-lpc/experience") -> tuple[DoneStep, ...]:
    """A step marked as done."""
    return (DoneStep(step=step, title="Residency", on=on),)


def test_the_same_plan_has_not_moved() -> None:
    """Nothing came, went or moved, and there is no reason for anything."""
    found = since(summary(), summary())
    assert (found.days, found.reasons, found.moved, found.came, found.went) == (0, (), (), (), ())
    assert "Nothing has moved; finish Jul 2028." in to_text(tuple(since_blocks(found)), width=80, ascii_only=True)


REASONS: tuple[tuple[dict[str, Any], tuple[DoneStep, ...], Reason, str], ...] = (
    (
        {"target": "va-lmft"},
        (),
        Reason(kind="target", what="target", before="va-lpc", now="va-lmft"),
        "another target: va-lmft, was va-lpc",
    ),
    (
        {"objective": "cheapest"},
        (),
        Reason(kind="objective", what="objective", before="soonest", now="cheapest"),
        "another objective: cheapest, was soonest",
    ),
    (
        {"steps": moved(figures={"va-lpc:experience.direct_hours": "2400"})},
        (),
        Reason(kind="rule", what="va-lpc:experience.direct_hours", title="Residency", before="2000", now="2400"),
        "another rule: va-lpc, experience direct hours 2400, was 2000",
    ),
    (
        {"facts": "y", "said": {"education": "masters", "direct_per_week": "15"}},
        (),
        Reason(kind="pace", what="direct_per_week", before="20", now="15"),
        "another pace: direct per week 15, was 20",
    ),
    (
        {"facts": "y", "said": {"education": "masters; doctorate", "direct_per_week": "20"}},
        (),
        Reason(kind="fact", what="education", before="masters", now="masters; doctorate"),
        "education: doctorate",
    ),
    (
        {"steps": {"va-lpc": STEPS["va-lpc"]}},
        mark("2028-08-01"),
        Reason(
            kind="done", what="va-lpc/experience", title="Residency", before="2028-06-01", now="2028-08-01", days=61
        ),
        "Residency: done 2028-08-01, 2 m later than planned (2028-06-01)",
    ),
    (
        {"made_on": "2028-06-11", "steps": moved(start="2028-06-11", finish="2029-11-01")},
        (),
        Reason(
            kind="overdue", what="va-lpc/experience", title="Residency", before="2028-06-01", now="2029-11-01", days=518
        ),
        "Residency: was to be done by 2028-06-01 and is not marked as done",
    ),
    (
        {"start": "2027-03-01"},
        (),
        Reason(kind="start", what="start", before="2027-01-01", now="2027-03-01", days=59),
        "the plan starts 2027-03-01, was 2027-01-01",
    ),
    (
        {"data_version": "2027-02"},
        (),
        Reason(kind="data", what="data_version", before="2026-11", now="2027-02"),
        "data of 2027-02, was 2026-11",
    ),
)


@pytest.mark.parametrize(("changes", "done", "reason", "words"), REASONS, ids=[one[2].kind for one in REASONS])
def test_a_reason_is_told(changes: dict[str, Any], done: tuple[DoneStep, ...], reason: Reason, words: str) -> None:
    """Each change alone is the only reason, as a value and in words."""
    found = since(summary(), summary(**changes), done)
    assert found.reasons == (reason,)
    assert f"- {words}\n" in to_text(tuple(since_blocks(found)), width=120, ascii_only=True)


def test_a_reason_that_nothing_tells_is_not_made_up() -> None:
    """Where the days alone differ, that is said."""
    found = since(summary(), summary(steps=moved(finish="2028-07-15"), finish=finishing("2028-08-15")))
    assert found.reasons == ()
    assert found.days == 45
    assert [(one.step, one.days) for one in found.moved] == [("va-lpc/experience", 44)]
    text = to_text(tuple(since_blocks(found)), width=120, ascii_only=True)
    assert "Finish Aug 2028, 1 m later than the last plan said (Jul 2028).\n" in text
    assert "What was saved does not tell why" in text


def test_steps_that_came_and_went() -> None:
    """A step done, a step that is no longer needed, and a new one are told apart."""
    exam = {**STEPS["va-lpc"], "title": "Exam", "kind": "exam"}
    before = summary(steps={**STEPS, "ncmhce": exam})
    found = since(before, summary(steps={"va-lpc": STEPS["va-lpc"], "nce": exam}), mark("2028-06-01"))
    assert [(one.step, one.done_on) for one in found.went] == [("va-lpc/experience", "2028-06-01"), ("ncmhce", None)]
    assert [one.step for one in found.came] == ["nce"]
    assert found.reasons == ()  # on the very day


def test_an_old_mark_is_no_news() -> None:
    """A step that was marked before the last plan and still shows is no reason for what moved since."""
    assert since(summary(), summary(), mark("2026-12-01")).reasons == ()


def test_a_plan_saved_before_numbers_were_kept_compares() -> None:
    """Without numbers and facts in words nothing is said of rule or facts."""
    old = summary(steps=moved(figures={}), said={}, objective=None)
    assert since(old, summary(facts="y")).reasons == ()


def test_numbers_of_a_rule_do_not_hang_on_its_order() -> None:
    """Positions in lists, money and what is no number are left out."""
    paths = ("all.2.any.0", "all.0")
    one, other = (
        numbers_of(
            [
                Figure(path=f"x:requires.{path}.experience.total_hours", value=3000, to=3400, status="verified"),
                Figure(path="x:fees_usd.application", value=175, status="verified"),
                Figure(path=f"x:requires.{path}.condition", value=True, status="verified"),
            ]
        )
        for path in paths
    )
    assert one == other == {"x:experience.total_hours": "3000 to 3400"}


def planned(home: Path, *more: str, today: str = "2026-11-22") -> dict[str, Any]:
    """The plan of a saved person as JSON."""
    done = inside(home, "plan", "--profile", "profile-1", *more, "--format", "json", MHCAREER_TODAY=today)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_saved_person_is_planned_again(tmp_path: Path) -> None:
    """From the target of the profile; the second time with what moved, in every format for people and in JSON."""
    made(tmp_path, "--target", "lpc")
    first = planned(tmp_path, "--save")
    assert first["since_last"] is None
    assert shown(tmp_path, "profile-1")["last_plan"]["target"] == "va-lpc"
    done = inside(tmp_path, "profile", "done", "profile-1", "va-resident-in-counseling", "--on", "2027-03-01",
                  MHCAREER_TODAY="2027-03-15")  # fmt: skip
    assert done.returncode == 0, done.stderr
    second = planned(tmp_path, "--direct-per-week", "12", today="2027-03-15")
    found = second["since_last"]
    assert found["days"] > 0
    assert {"done", "pace", "start", "fact", "overdue"} == {reason["kind"] for reason in found["reasons"]}
    assert "va-resident-in-counseling" in [one["step"] for one in found["went"]]
    schema = json.loads(
        (Path(__file__).parent.parent / "schemas" / "answers" / "plan.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(second)
    for style in ("text", "rich", "markdown", "checklist"):
        text = inside(tmp_path, "plan", "--profile", "profile-1", "--format", style, MHCAREER_TODAY="2027-03-15").stdout
        assert "since the plan saved on 2026-11-22" in text.lower(), style
        assert "Resident in Counseling: done 2027-03-01" in text, style


def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    """A plan without `--save` leaves the file as it is, to the byte."""
    file = made(tmp_path, "--target", "lpc") / "profile-1.yaml"
    before = file.read_bytes()
    planned(tmp_path)
    assert file.read_bytes() == before
    planned(tmp_path, "--save")
    assert file.read_bytes() != before


def test_a_plan_is_kept_beside_what_the_user_wrote(tmp_path: Path) -> None:
    """Comments stay, and the same plan saved twice gives the same file."""
    file = made(tmp_path, "--target", "lpc") / "profile-1.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    planned(tmp_path, "--save")
    kept = file.read_text(encoding="utf-8")
    assert "# mine\n" in kept
    planned(tmp_path, "--save")
    assert file.read_text(encoding="utf-8") == kept


def test_a_done_step_that_still_shows_is_marked(tmp_path: Path) -> None:
    """In the checklist, in the timeline and in the list of steps."""
    made(tmp_path, "--target", "lpc")
    planned(tmp_path, "--save")
    assert inside(tmp_path, "profile", "done", "profile-1", "ncmhce", "--on", "2026-11-20").returncode == 0
    assert inside(tmp_path, "profile", "edit", "profile-1", "exams=").returncode == 0
    ticked = inside(tmp_path, "plan", "--profile", "profile-1", "--format", "checklist").stdout
    (line,) = [line for line in ticked.split("\n") if "[x]" in line and "NCMHCE" in line]
    assert line.startswith("- [x] Step ")
    text = inside(tmp_path, "plan", "--profile", "profile-1").stdout
    (bar,) = [line for line in text.split("\n") if line.endswith(" done Nov 2026")]
    assert "NCMHCE" in bar
    assert "(NCMHCE) (done\n   2026-11-20)" in text or "(NCMHCE) (done 2026-11-20)" in text
    assert [one["step"] for one in planned(tmp_path)["done"]] == ["ncmhce"]


BRINGS = (
    ("masters-counseling", "`masters` is now among the education, in clinical mental health counseling"),
    ("va-lpc/experience", "3,400 total, 2,000 direct, 200 supervision, 21 months"),
    ("ncmhce", "`ncmhce` is now among the exams passed"),
    ("va-resident-in-counseling", "`va-resident-in-counseling` is now among the credentials held"),
)


@pytest.mark.parametrize(("step", "said"), BRINGS)
def test_what_a_step_brings_is_not_planned_again(tmp_path: Path, step: str, said: str) -> None:
    """A degree, hours, an exam and a registration are facts once they are done."""
    level = "bachelors" if step == "masters-counseling" else "masters:counseling"
    assert inside(tmp_path, "profile", "new", "--from", level, "--state", "VA", "--target", "lpc").returncode == 0
    if step.endswith("/experience"):  # hours before the registration do not count
        held = "credentials+=va-resident-in-counseling"
        assert inside(tmp_path, "profile", "edit", "profile-1", held).returncode == 0
    assert step in {one["id"] for one in planned(tmp_path, "--save")["steps"]}
    done = inside(tmp_path, "profile", "done", "profile-1", step)
    assert done.returncode == 0, done.stderr
    assert said in " ".join(done.stdout.split())
    assert step not in {one["id"] for one in planned(tmp_path)["steps"]}


def test_a_degree_whose_program_was_under_way_is_no_longer(tmp_path: Path) -> None:
    """What was studied at the level of a finished degree goes; the field is told only where there is one."""
    assert (
        inside(tmp_path, "profile", "new", "--from", "high-school", "--state", "VA", "--target", "lpc").returncode == 0
    )
    assert inside(tmp_path, "profile", "edit", "profile-1", "studying=[{level: bachelors}]").returncode == 0
    done = inside(tmp_path, "profile", "done", "profile-1", "bachelors")
    assert "`education.1.field=...`" in " ".join(done.stdout.split())
    person = shown(tmp_path, "profile-1")["person"]
    assert person["studying"] == []
    assert [held["level"] for held in person["education"]] == ["high-school", "bachelors"]


BAD = (
    (["plan"], "what do you want to become?"),
    (["plan", "lpc", "--from", "bachelors", "--state", "VA", "--save"], "no profile to keep the plan in"),
    (["plan", "--profile", "nobody"], "nobody"),
)


@pytest.mark.parametrize(("arguments", "said"), BAD)
def test_what_is_missing_is_said_in_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    """A target, a profile to keep the plan in, or the profile itself."""
    done = inside(tmp_path, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_a_target_that_is_not_kept_comes_from_the_last_plan(tmp_path: Path) -> None:
    """A profile without a target is planned as the last time."""
    made(tmp_path)
    assert "what do you want to become?" in inside(tmp_path, "plan", "--profile", "profile-1").stderr
    assert inside(tmp_path, "plan", "lpc", "--profile", "profile-1", "--save").returncode == 0
    assert planned(tmp_path)["target"]["credential"] == "va-lpc"
    assert (people_folder(tmp_path) / "profile-1.yaml").stat().st_mode & 0o777 == 0o600
