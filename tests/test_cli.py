"""The program as a person or a script meets it: real processes, real pipes, a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = ["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-01"]
ESCAPE = re.compile(r"\x1b")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "mhcareer", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MHCAREER_TODAY": "2026-11-22", **environment},
        check=False,
        timeout=120,
    )


ANSWERS = (
    PLAN,
    [*PLAN, "--ascii"],
    [*PLAN, "--plain"],
    [*PLAN, "--width", "60"],
    ["plan", "lcsw", "--from", "bachelors:social-work", "--state", "OH", "--start", "2027-03"],
    ["plan", "qmhp", "--from", "masters:counseling", "--state", "Oregon"],
    ["roles"],
    ["roles", "peer", "--state", "TX"],
    ["role", "peer-specialist", "--state", "NY"],
    ["rules", "va-lpc"],
    ["rules", "--state", "NE"],
    ["rules", "lpcc", "--state", "CA"],
)


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_piped_output_is_clean(arguments: list[str]) -> None:
    """No escape codes, no line over the width, no trailing spaces; nothing on standard error; exit 0."""
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert not ESCAPE.search(done.stdout)
    width = int(arguments[arguments.index("--width") + 1]) if "--width" in arguments else 80
    for line in done.stdout.split("\n"):
        assert len(line) <= width, line
        assert line == line.rstrip(), line
    assert done.stdout.endswith("\n")
    if "--ascii" in arguments:
        assert done.stdout.isascii()


def test_two_runs_give_the_same_bytes() -> None:
    """With the same start and data the output does not change, whatever the hash seed."""
    assert run(*PLAN, PYTHONHASHSEED="1").stdout == run(*PLAN, PYTHONHASHSEED="2").stdout


def test_output_survives_a_narrow_encoding() -> None:
    """A stream that cannot show block characters gets ASCII drawings and no error."""
    for encoding in ("ascii", "cp1252"):
        done = run(*PLAN, PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr
        assert "#" in done.stdout


def test_json_is_the_contract() -> None:
    """The plan as JSON carries every name of the contract, and its references resolve."""
    plan = json.loads(run(*PLAN, "--format", "json").stdout)
    assert plan["schema"] == "mhcareer.plan/1"
    names = "target person start finish months cost_usd steps meanwhile exits alternatives warnings assumptions"
    names += " portability objective unpaid_days ask ledger deadline"
    assert set(f"{names} not_stated references data_version".split()) <= set(plan)
    assert set(plan["target"]) >= {"role", "credential", "title", "abbreviation", "jurisdiction"}
    step_names = (
        "id kind title start finish months cost_usd after critical slack_days binding requirement references notes"
    )
    for step in plan["steps"]:
        assert set(step_names.split()) <= set(step)
        assert set(step["binding"]) == {"constraint", "why", "eased", "sooner_days"}
        assert set(step["references"]) <= set(plan["references"])
    for reference in plan["references"].values():
        assert {"url", "title", "kind", "as_of"} <= set(reference)


def test_rules_json_is_the_contract() -> None:
    """A whole jurisdiction as JSON: each credential with its tree and each figure with its status."""
    rules = json.loads(run("rules", "--state", "VA", "--format", "json").stdout)
    assert rules["schema"] == "mhcareer.rules/1"
    assert len(rules["credentials"]) > 5
    names = "id title abbreviation role jurisdiction level kind requires figures renewal fees_usd compact effective"
    for credential in rules["credentials"]:
        assert set(names.split()) <= set(credential)
        for figure in credential["figures"]:
            assert {"path", "value", "unit", "status", "references"} <= set(figure)
            assert figure["status"] in ("verified", "unverified")
            assert bool(figure["references"]) == (figure["status"] == "verified")


BAD = (
    (["plan", "lpc", "--from", "high-school", "--state", "ZZ"], "unknown state `ZZ`"),
    (["plan", "lpc", "--from", "high-school"], "no state is named"),
    (["plan", "lpc", "--state", "VA"], "no education is named"),
    (["plan", "lpx", "--from", "high-school", "--state", "VA"], "did you mean"),
    (["plan", "social worker", "--from", "bachelors", "--state", "VA"], "say which"),
    (["plan", "lpc", "--from", "kindergarten", "--state", "VA"], "unknown level of education"),
    (["plan", "lpc", "--from", "bachelors:socail-work", "--state", "VA"], "`social-work`"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2020-01"], "in the past"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "soon"], "not a date"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-02-30"], "not a date"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "9999-01"], "60 years ahead"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--format", "docx"], "unknown format"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--hours-per-week", "0"], "hours-per-week"),
    (["plan", "lpc", "--from", "high-school", "--state", "VA", "--study", "sometimes"], "full-time or part-time"),
    (["plan", "lpc", "--nonsense"], "--nonsense"),
    (["plan", "lpc", "--profile", "no-such-file.yaml", "--state", "VA"], "no such file"),
    (["plan", "va-lpc", "--from", "bachelors", "--state", "OH"], "belongs to Virginia"),
    (["role", "wizard"], "unknown role"),
    (["rules", "lpc"], "no state is named"),
)


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(a) for a, _ in BAD])
def test_bad_input_gets_one_clear_line(arguments: list[str], said: str) -> None:
    """One line on standard error with what to do, exit code 2, no traceback, nothing on standard output."""
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


BAD_PROFILES = (
    ("education: [{level: wizardry}]\n", "education.0.level"),
    ("education: []\n", "education"),
    ("educaton: [{level: bachelors}]\n", "educaton"),
    ("education: [{level: bachelors}]\neducation: [{level: masters}]\n", "stands twice"),
    ("education: &a [{level: bachelors}]\nconfirmed: *a\n", "anchors and aliases"),
    ("education: [{level: bachelors, field: astrology}]\n", "astrology"),
    ("education: [{level: bachelors}]\nhours: [{toward: va-lpc, total: -5}]\n", "hours.0.total"),
    ("education: [{level: bachelors}]\ncredentials: [va-lcp]\n", "va-lcp"),
    ("{{{{", ""),
    ("", "empty"),
    ("[" * 5000, ""),
    ("education: !!python/object:os.system [x]\n", ""),
)


@pytest.mark.parametrize(("text", "said"), BAD_PROFILES)
def test_a_malformed_profile_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """File, line and field stand in the one line that a wrong profile gets."""
    profile = tmp_path / "client.yaml"
    profile.write_text(text, encoding="utf-8")
    done = run("plan", "lpc", "--state", "VA", "--profile", str(profile))
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("mhcareer: error: ")


def test_a_profile_says_all_the_rest(tmp_path: Path) -> None:
    """Credentials, exams and hours of a profile are taken off the plan."""
    profile = tmp_path / "client.yaml"
    profile.write_text(
        "state: VA\n"
        "education: [{level: masters, field: counseling, semester_credits: 60}]\n"
        "credentials: [va-resident-in-counseling]\n"
        "exams: [{id: ncmhce, passed: 2026-05-01}]\n"
        "hours: [{toward: va-lpc, total: 1700, direct: 1000, supervision: 100, months: 12}]\n",
        encoding="utf-8",
    )
    plan = json.loads(run("plan", "lpc", "--profile", str(profile), "--format", "json").stdout)
    assert [step["id"] for step in plan["steps"]] == ["va-lpc/experience", "va-lpc"]


def test_options_say_what_is_under_way() -> None:
    """A first degree under way tells that high school is finished; credits go to it, or else to what is held."""
    junior = ["--enrolled", "bachelors:psychology", "--credits", "90", "--state", "VA"]
    plan = json.loads(run("plan", "lcsw", *junior, "--format", "json").stdout)
    assert plan["person"]["education"][0]["level"] == "high-school"
    assert plan["person"]["studying"][0] | {"began": None} == {
        "level": "bachelors",
        "field": "psychology",
        "credits_earned": 90,
        "began": None,
    }
    assert [step["id"] for step in plan["steps"]][:2] == ["bachelors", "msw"]
    assert "psychology, 90 credits done" in run("plan", "lcsw", *junior, "--width", "100").stdout
    counselor = run("plan", "lpc", "--from", "masters:counseling", "--credits", "48", "--state", "VA")
    assert "12 further semester credits" in counselor.stdout
    diploma = run("plan", "lpc", "--from", "high-school", "--credits", "90", "--state", "VA")
    assert (diploma.returncode, diploma.stderr.count("\n")) == (2, 1)
    assert "a high-school diploma has no semester credits" in diploma.stderr
    graduate = run("plan", "lpc", "--enrolled", "masters:counseling", "--state", "VA")
    assert "with which degree you entered that, as `--from bachelors:psychology`" in graduate.stderr
    nothing = run("plan", "lpc", "--credits", "48", "--state", "VA")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (2, 1)
    assert "credits of what?" in nothing.stderr


def test_what_only_the_person_knows_stays_out_of_the_plan(tmp_path: Path) -> None:
    """Lived experience, record and birthday of a profile never reach the output."""
    profile = tmp_path / "client.yaml"
    profile.write_text(
        "state: TX\neducation: [{level: high-school}]\nlived_experience: true\nborn: 1991-07-31\n", encoding="utf-8"
    )
    done = run("plan", "peer specialist", "--profile", str(profile), "--format", "json")
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert plan["person"]["lived_experience"] is None
    assert "1991" not in done.stdout


def test_no_is_an_answer() -> None:
    """A role that the state does not have: exit 1, and what exists instead."""
    done = run("plan", "chw", "--from", "high-school", "--state", "AL")
    assert done.returncode == 1
    assert "it has instead" in done.stderr
    assert done.stdout == ""


def test_a_closed_pipe_ends_quietly() -> None:
    """Whoever stops reading gets no complaint."""
    command = f"{sys.executable} -m mhcareer rules --state VA | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_terminal_gets_color_and_its_own_width() -> None:
    """On a real pseudo-terminal the answer is drawn in color; NO_COLOR and --no-color keep it plain."""
    assert ESCAPE.search(_in_terminal(PLAN))
    assert not ESCAPE.search(_in_terminal([*PLAN, "--no-color"]))
    assert not ESCAPE.search(_in_terminal(PLAN, NO_COLOR="1"))
    assert not ESCAPE.search(_in_terminal(PLAN, TERM="dumb"))


def _in_terminal(arguments: list[str], **environment: str) -> str:
    """What the program writes to a pseudo-terminal."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mhcareer", *arguments],
        stdout=child,
        stderr=child,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "MHCAREER_TODAY": "2026-11-22", **environment},
    )
    os.close(child)
    chunks: list[bytes] = []
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:  # the terminal closes when the program ends
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(parent)
    assert process.wait(timeout=60) == 0
    return b"".join(chunks).decode("utf-8")


def test_data_cannot_reach_the_terminal_as_escape_codes() -> None:
    """Control characters in any text are dropped before a format sees them."""
    from mhcareer.render.document import Item, Paragraph
    from mhcareer.render.text import to_text

    nasty = "a\x1b[31mred\x07\u202e\u200bb"
    text = to_text((Paragraph(nasty), Item(nasty)), width=80, ascii_only=False)
    assert text == "a[31mredb\n- a[31mredb\n"


@pytest.mark.parametrize("command", [[], ["plan"], ["roles"], ["role"], ["rules"], ["data"], ["data", "check"]])
def test_every_command_has_help(command: list[str]) -> None:
    """Help is there, and a command's help ends with an example."""
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Usage: mhcareer" in done.stdout
    if command and command != ["data"]:
        assert "Example: mhcareer" in done.stdout


def test_version() -> None:
    """The version that is printed is the one that is installed."""
    from importlib.metadata import version

    from mhcareer.catalog.version import data_version

    assert run("--version").stdout == f"mhcareer {version('mhcareer')}, rules of {data_version()}\n"


def test_streams_that_are_full_or_closed_are_no_crash(tmp_path: Path) -> None:
    """No traceback and never the code that means «no», whatever standard output and error are."""
    mine = f"{sys.executable} -m mhcareer"
    for tail, code in (
        ("rules va-lpc >/dev/full", 2),
        ("rules va-lpc >&-", 2),
        ("bogus 2>&-", 2),
        ("bogus 2>/dev/full", 2),
    ):
        log = tmp_path / "log"
        done = subprocess.run(["bash", "-c", f"{{ {mine} {tail}; }} 2>{log}"], check=False, timeout=60)
        assert done.returncode == code, tail
        assert "Traceback" not in log.read_text(encoding="utf-8"), tail
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {mine} rules va-lpc | true"], check=False, timeout=60)
    assert done.returncode == 0


HOSTILE_PROFILES = (
    ("[" * 100_000, "nested deeper"),
    ("- " * 100_000, "nested deeper"),
    ("education: [{level: high-school}]\nborn: 2026-02-30\n", "is not a date"),
    ("education: [{level: high-school}]\nborn: 9999-12-31\n", "cannot be"),
    ("education: [{level: high-school}]\nexams: [{id: nce, passed: 2099-01-01}]\n", "cannot be"),
    ("education: [{level: high-school}]\ncredentials: [nope]\n", "unknown credential"),
    ("education: [{level: phd}]\n", "education.0.level"),
)


@pytest.mark.parametrize(("text", "said"), HOSTILE_PROFILES, ids=[said for _, said in HOSTILE_PROFILES])
def test_a_hostile_profile_gets_one_line(tmp_path: Path, text: str, said: str) -> None:
    """Depth, impossible days and names that mean nothing are refused in one line."""
    profile = tmp_path / "p.yaml"
    profile.write_text(text, encoding="utf-8")
    done = run("plan", "lpc", "--state", "VA", "--profile", str(profile))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_what_is_no_file_is_no_profile(tmp_path: Path) -> None:
    """A pipe, a folder or an empty name does not hang and is not passed over."""
    os.mkfifo(tmp_path / "fifo")
    for name in (str(tmp_path / "fifo"), str(tmp_path), "", "/dev/zero"):
        done = run("plan", "lpc", "--state", "VA", "--from", "bachelors", "--profile", name)
        assert done.returncode == 2, name
        assert done.stderr.count("\n") == 1


def test_no_command_is_one_line() -> None:
    """Without a command the program says where the commands are."""
    done = run()
    assert done.returncode == 2
    assert done.stderr == "mhcareer: error: no command is named; `mhcareer --help` lists them\n"
