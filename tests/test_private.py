"""What only the person can know stays with the person: in no format, file name or message, unless asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mhcareer.cli.formats import FORMATS
from mhcareer.model.person import PRIVATE_FIELDS, Person

from .wired import inside

BORN, CONFIRMED = "1961-03-29", "Zebra quartz condition"
FACTS = {
    "born": f"born: {BORN}",
    "lived_experience": "lived_experience: true",
    "background_clear": "background_clear: true",
    "resident": "resident: true",
    "military": "military: true",
    "confirmed": f"confirmed: ['{CONFIRMED}']",
}
"""A value for each private fact, recognizable where its type allows."""
TRACES = (BORN, "1961", CONFIRMED, "Zebra", "quartz")
WHO = ("--profile", "p.yaml")
COMMANDS = (
    ("plan", *WHO),
    ("plan", *WHO, "--save"),
    ("next", *WHO),
    ("compare", "peer-specialist", "lpc", *WHO),
    ("whatif", "peer-specialist", *WHO, "--no-other-states"),
    ("move", "lpc", "--from-state", "VA", "--to-state", "TX", *WHO),
    ("profile", "show", "./p.yaml"),
)
OF_ANY = ("text", "rich", "markdown", "json", "csv")
OF_A_PLAN = tuple(style for style in FORMATS if style not in ("mermaid", "pdf"))
CASES = [(command, style) for command in COMMANDS for style in (OF_A_PLAN if command == COMMANDS[0] else OF_ANY)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a profile that states every private fact."""
    monkeypatch.chdir(tmp_path)
    lines = ["format: 1", "target: peer-specialist", "state: TX", "education: [{level: high-school}]", *FACTS.values()]
    lines.append(f"consent: [{', '.join(FACTS)}]")
    (tmp_path / "p.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_every_private_fact_is_tried() -> None:
    """A new private field must be added above."""
    assert tuple(FACTS) == PRIVATE_FIELDS


def _hidden(person: dict[str, Any]) -> bool:
    return all(person[name] in (None, []) for name in PRIVATE_FIELDS)


@pytest.mark.parametrize(("command", "style"), CASES, ids=lambda value: value if isinstance(value, str) else value[0])
def test_no_private_fact_is_in_an_answer(home: Path, command: tuple[str, ...], style: str) -> None:
    """Neither in the answer nor in the file that it is written to, nor in what is said beside it."""
    before = (home / "p.yaml").read_text(encoding="utf-8")
    file = home / f"answer.{style}"
    for more in ((), ("--output", str(file))):
        done = inside(home, *command, "--format", style, *more)
        if done.returncode == 2:  # the command does not come in the format, and says so
            assert "does not come as" in done.stderr or "holds no table" in done.stderr or "no table" in done.stderr
        answer = done.stdout + done.stderr + (file.read_text(encoding="utf-8") if file.exists() else "")
        for trace in TRACES:
            assert trace not in answer, trace
        if style == "json" and done.stdout:
            stated = json.loads(done.stdout)
            assert _hidden(stated["person"] if "person" in stated else stated["profiles"][0]["person"])
    after = (home / "p.yaml").read_text(encoding="utf-8")
    assert [after.count(trace) for trace in TRACES] == [before.count(trace) for trace in TRACES]
    assert not [path.name for path in home.rglob("*") for trace in TRACES if trace in path.name]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[-1] != "--save"], ids=lambda value: value[0])
def test_asked_for_they_are_in_json(home: Path, command: tuple[str, ...]) -> None:
    """With `--include-private` each is in `person` as the profile states it, and the rest of the answer is the same."""
    bare = json.loads(inside(home, *command, "--format", "json").stdout)
    done = inside(home, *command, "--format", "json", "--include-private")
    assert done.stderr == ""
    full = json.loads(done.stdout)
    if command[0] == "profile":
        bare, full = bare["profiles"][0], full["profiles"][0]
    assert full["person"]["born"] == BORN
    assert full["person"]["confirmed"] == [CONFIRMED]
    assert all(full["person"][name] is True for name in FACTS if name not in ("born", "confirmed"))
    same = Person.model_fields.keys() - set(PRIVATE_FIELDS)
    assert {name: full["person"][name] for name in same} == {name: bare["person"][name] for name in same}
    assert {name for name in full if full[name] != bare[name]} <= {"person", "consent"}


@pytest.mark.parametrize("name", ["born", "lived_experience", "confirmed", "military"])
def test_a_wrong_private_fact_is_not_repeated(home: Path, name: str) -> None:
    """A message names the field, never what stands in it: a value that cannot be, or of another kind."""
    whole = (home / "p.yaml").read_text(encoding="utf-8")
    for wrong in ("1961-02-30", "Zebra", "[[Zebra, quartz]]", "{quartz: 1961-03-29}"):
        (home / "p.yaml").write_text(whole.replace(FACTS[name], f"{name}: {wrong}"), encoding="utf-8")
        for command in COMMANDS:
            done = inside(home, *command)
            assert (done.returncode, done.stdout) == (2, ""), command
            assert name in done.stderr
            assert not [trace for trace in (*TRACES, "02-30") if trace in done.stderr], done.stderr


@pytest.mark.parametrize("name", PRIVATE_FIELDS)
def test_no_option_takes_a_private_fact(home: Path, name: str) -> None:
    """The command line is seen by others: there is no such option, and `profile edit` refuses it there."""
    assert "no such option" in inside(home, *COMMANDS[0], f"--{name.replace('_', '-')}", "x").stderr
    done = inside(home, "profile", "edit", "./p.yaml", f"{name}=Zebra")
    assert done.returncode == 2
    assert "Zebra" not in done.stderr
    done = inside(home, "whatif", "peer-specialist", *WHO, "--set", f"{name}=1")
    assert done.returncode == 2
    assert "cannot set" in done.stderr
