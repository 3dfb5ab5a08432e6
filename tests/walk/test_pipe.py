"""The walk by pipe: answers one a line, the talk on standard error, the plan alone on standard output."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .. import wired
from ..wired import people_folder
from .people import BSW, CACHE, HOURS, PEOPLE, STUDENT, Somebody, guide_at, met


def call(home: Path, *arguments: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program with its output in a pipe."""
    return wired.call(home, *arguments, given=given, **CACHE, **more)


def lines_of(somebody: Somebody, home: Path) -> list[str]:
    """The lines that somebody types, to the very last question."""
    with guide_at(home) as guide:
        lines = [says for _, says in met(somebody, guide)]
    return [*lines, *(["yes", somebody.saves_as] if somebody.saves_as else ["no"])]


def again(said: str) -> list[str]:
    """The words of the command that gives the plan again."""
    *_, command = re.findall(r"The same plan again: mhcareer (.*)", said)  # once saved, a shorter one
    return shlex.split(command)


def up_to_today(plan: str) -> str:
    """A plan without what it tells about the one before: the walk has kept its own with the person."""
    return re.sub(r"\nSINCE THE PLAN SAVED ON.*\n(?:.*\n)*?(?=\n[A-Z][A-Z ]+\n)", "", plan)


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda one: one.kind)
def test_everybody_comes_to_the_plan_that_plan_prints(somebody: Somebody, tmp_path: Path) -> None:
    """The walk ends well, and the command that it names gives the same bytes."""
    done = call(tmp_path, "walk", given="\n".join(lines_of(somebody, tmp_path)) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("The rule behind this:") == 1
    plan = wired.inside(tmp_path, *again(done.stderr), **CACHE)
    assert plan.returncode == 0, plan.stderr
    assert up_to_today(plan.stdout) == done.stdout


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda one: one.kind)
def test_only_what_the_plan_needs_is_asked(somebody: Somebody, tmp_path: Path) -> None:
    """Questions follow from the answers: who has no hours is asked for none, who names a target for no wishes."""
    with guide_at(tmp_path) as guide:
        asked = [question.id for question, _ in met(somebody, guide)]
    assert set(somebody.meets) <= set(asked)
    assert not set(somebody.spared) & set(asked)


def test_whoever_knows_nothing_gets_a_plan_all_the_same(tmp_path: Path) -> None:
    """«I don't know» to every question, with Enter alone."""
    with guide_at(tmp_path) as guide:
        count = len(list(met(Somebody("nobody", {}), guide)))
    done = call(tmp_path, "walk", given="\n" * (count + 1))
    assert done.returncode == 0, done.stderr
    assert "high-school diploma" in done.stdout
    assert not people_folder(tmp_path).exists()


def test_a_short_answer_comes_after_the_third_question(tmp_path: Path) -> None:
    """What is open from here is told before anything else is asked."""
    done = call(tmp_path, "walk", given="bachelors\nsocial-work\nOH\n")
    before, _, after = done.stderr.partition("A FIRST ANSWER")
    assert before.count(" > ") == 3
    assert re.search(r"\d+ KINDS OF WORK", after)


def test_work_beside_the_plan_comes_with_its_conditions(tmp_path: Path) -> None:
    """What only the person can show is said of a job, and a certificate that only attests is none."""
    told = {}
    for state in ("TX", "CA"):
        done = call(tmp_path, "walk", given=f"1\n1\n{state}\n1\n2\ntherapist\n" + "?\n" * 8)
        told[state] = " ".join(done.stderr.split()).partition("Meanwhile you may work as: ")[2].partition(". ")[0]
        assert "completion" not in told[state]
    assert told["TX"].endswith("; Psychiatric aide")
    conditions = "(after a short training, if you meet what only you can show)"
    assert f"Registered Alcohol and Drug Technician {conditions}" in told["CA"]


def test_an_early_end_is_one_line_and_exit_2(tmp_path: Path) -> None:
    """Nothing on standard output, nothing written."""
    done = call(tmp_path, "walk", given="high-school\n")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.rstrip().splitlines()[-1].startswith("mhcareer: error: the answers ended before the walk")
    assert not people_folder(tmp_path).exists()


def test_the_end_before_the_last_question_is_an_early_end_too(tmp_path: Path) -> None:
    """The plan is printed by then; the exit code says that an answer is missing."""
    lines = lines_of(BSW, tmp_path)[:-1]
    done = call(tmp_path, "walk", given="\n".join(lines) + "\n")
    assert done.returncode == 2
    assert "The rule behind this:" in done.stdout


BAD = (
    (["kindergarten"], "`kindergarten` is none of the answers"),
    (["99"], "`99` is no number of the list"),
    (["high-school", "Virgina"], "did you mean `VA`"),
    (["bachelors", "basketweaving"], "unknown field of study"),
    (["high-school", "VA", "?", "type", "lpx"], "did you mean"),
    (["high-school", "VA", "none,va-cprs"], "cannot both be"),
    (["in-school", "Texas"], "the answer to `When will you finish high school?` leads nowhere: `Texas` is not a date"),
)


@pytest.mark.parametrize(("lines", "said"), BAD, ids=[said for _, said in BAD])
def test_an_answer_that_means_nothing_ends_a_pipe(lines: list[str], said: str, tmp_path: Path) -> None:
    """What follows it would answer other questions: one line says what is wrong."""
    done = call(tmp_path, "walk", given="\n".join(lines) + "\n")
    assert done.returncode in (1, 2)
    assert said in done.stderr.rstrip().splitlines()[-1]
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_back_takes_the_last_answer_away(tmp_path: Path) -> None:
    """Wrong answers and as many `<` lead to the same plan; at the first question there is nothing to take away."""
    lines = lines_of(BSW, tmp_path)
    detour = ["<", "masters", "counseling", "<", "back", *lines[:2], "VA", "<", *lines[2:]]
    straight = call(tmp_path, "walk", given="\n".join(lines) + "\n")
    done = call(tmp_path, "walk", given="\n".join(detour) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == straight.stdout


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_pipe_holds_no_escape_codes(term: str, tmp_path: Path) -> None:
    """Neither the plan nor the talk, whatever the terminal around the pipe."""
    done = call(tmp_path, "walk", given="\n".join(lines_of(STUDENT, tmp_path)) + "\n", TERM=term)
    assert "\x1b" not in done.stdout + done.stderr
    assert max(map(len, (done.stdout + done.stderr).splitlines())) <= 200
    assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_the_plan_comes_in_other_formats(tmp_path: Path) -> None:
    """JSON on standard output is JSON alone."""
    import json

    done = call(tmp_path, "walk", "--format", "json", given="\n".join(lines_of(BSW, tmp_path)) + "\n")
    assert json.loads(done.stdout)["schema"] == "mhcareer.plan/1"


def test_a_profile_holds_what_was_said(tmp_path: Path) -> None:
    """The file is private to its owner, and states the hours, the exam and the pace."""
    done = call(tmp_path, "walk", given="\n".join(lines_of(HOURS, tmp_path)) + "\n")
    assert done.returncode == 0, done.stderr
    path = people_folder(tmp_path) / "client-7.yaml"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    assert "{toward: va-lpc, total: 1700, direct: 1000, supervision: 100, months: 12}" in text
    assert "direct_per_week: 22" in text
    shown = wired.inside(tmp_path, "profile", "show", "client-7")
    assert shown.returncode == 0, shown.stderr


def _with_private(home: Path, consent: str) -> subprocess.CompletedProcess[str]:
    """A walk to a certificate that asks for lived experience, answered yes, and saved."""
    says = {
        "education": "high-school",
        "state": "VA",
        "aim": "type",
        "target": "cprs",
        "private-lived-experience": "yes",
    }
    with guide_at(home) as guide:
        lines = [answer for _, answer in met(Somebody("peer", says), guide)]
    return call(home, "walk", given="\n".join([*lines, "yes", "peer", consent]) + "\n")


@pytest.mark.parametrize(("consent", "kept"), [("yes", True), ("no", False), ("?", False)])
def test_a_private_fact_is_kept_with_consent_alone(consent: str, kept: bool, tmp_path: Path) -> None:
    """It is asked because the target asks for it, never printed, and written only after a yes to that very fact."""
    done = _with_private(tmp_path, consent)
    assert done.returncode == 0, done.stderr
    text = (people_folder(tmp_path) / "peer.yaml").read_text(encoding="utf-8")
    assert ("lived_experience: true" in text) is kept
    assert ("consent: [lived_experience]" in text) is kept
    assert "--lived" not in done.stderr


def test_the_program_alone_in_a_pipe_says_what_it_needs(tmp_path: Path) -> None:
    """No question where nobody answers."""
    done = call(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mhcareer: error: no command is named; `mhcareer --help` lists them\n"


def test_a_pipe_does_not_pay_for_the_prompt_library(tmp_path: Path) -> None:
    """Neither the program's start nor a walk by pipe imports it."""
    program = (
        "import io, sys\nfrom mhcareer.cli.main import run\nsys.stdin = io.StringIO('\\n' * 60)\n"
        "code = run(['walk'])\nassert code == 0, code\nassert 'prompt_toolkit' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=wired.environment_of(tmp_path, **CACHE),
    )
    assert done.returncode == 0, done.stderr
