"""Help and the manual page: every command has an example, every example runs, and the page is that of the commands."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.core import TyperGroup

from mhcareer.cli.app import app
from mhcareer.cli.help import example_of, short_of

from .wired import inside

ROOT = Path(__file__).resolve().parent.parent


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_man", ROOT / "tools" / "make_man.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAN = _tool()
GROUP = typer.main.get_command(app)
assert isinstance(GROUP, TyperGroup)
EXAMPLES = {" ".join(path): example_of(command.help) for path, command in MAN.commands(GROUP)}
CODES = {"data diff": 1, "walk": 2}
"""Examples that answer with a code of their own: two catalogs differ; nobody answers what the walk asks."""


@pytest.mark.parametrize("command", EXAMPLES)
def test_every_command_has_an_example_that_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands in the help, for a user with one saved person and an older copy of the data."""
    example = EXAMPLES[command]
    assert example is not None
    assert example.startswith(f"mhcareer {command}")
    monkeypatch.chdir(tmp_path)
    today = {"MHCAREER_TODAY": "2027-06-01"}
    saved = inside(tmp_path, "profile", "new", "--from", "masters:counseling", "--state", "VA", "--target", "lpc")
    assert saved.returncode == 0, saved.stderr
    if command == "profile done":
        assert inside(tmp_path, "plan", "--profile", "profile-1", "--save").returncode == 0
    if command == "config unset":
        assert inside(tmp_path, "config", "set", "state", "VA").returncode == 0
    if command == "data diff":
        shutil.copytree(ROOT / "data", tmp_path / "older" / "data")
        rule = tmp_path / "older" / "data" / "jurisdictions" / "VA.yaml"
        text = rule.read_text(encoding="utf-8")
        rule.write_text(text.replace("total_hours: {value: 3400,", "total_hours: {value: 3300,"), encoding="utf-8")
    words = shlex.split(example)[1:] + (["--yes"] if command == "profile delete" else [])
    done = inside(tmp_path, *words, **today)
    assert done.returncode == CODES.get(command, 0), done.stderr
    assert done.stdout or command == "walk"


@pytest.mark.parametrize("command", ["", "profile", "config", "data", *EXAMPLES])
def test_help_is_whole(command: str, tmp_path: Path) -> None:
    """No line over 80 columns, none cut off, the example in one line that can be copied."""
    text = inside(tmp_path, *command.split(), "--help").stdout
    assert text.startswith(f"Usage: mhcareer{f' {command}' if command else ''} [OPTIONS]")
    assert max(len(line) for line in text.split("\n")) <= 80
    assert not [line for line in text.split("\n")[1:] if line.endswith((" and...", ",..."))]
    if EXAMPLES.get(command):
        assert text.endswith(f"\nExample: {EXAMPLES[command]}\n")


def test_help_lists_commands_under_their_headings(tmp_path: Path) -> None:
    """In the order in which one needs them, each in a whole clause, within one screen."""
    text = inside(tmp_path, "--help").stdout
    headings = [line for line in text.split("\n") if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Plan:", "Look up:", "Progress:", "Data:", "Options:"]
    assert "Plan a career in mental health" in text
    assert text.count("\n") <= 45
    assert short_of("Show one card: what it is.\n\nExample: mhcareer x") == "Show one card"


def test_options_of_many_commands_stand_apart(tmp_path: Path) -> None:
    """A command's own options come first, then those of the person, then those of the output."""
    text = inside(tmp_path, "plan", "--help").stdout
    places = [text.index(f"\n{heading}:\n") for heading in ("Arguments", "Options", "Person and pace", "Output")]
    assert places == sorted(places)
    assert text.index("--save") < text.index("--from LEVEL") < text.index("--format NAME")


def test_the_manual_page_is_that_of_the_commands() -> None:
    """`make man` would change nothing; every command and example is in it."""
    page = MAN.PAGE.read_text(encoding="utf-8")
    assert page == MAN.page()
    for command, example in EXAMPLES.items():
        assert f".SS mhcareer {command}\n" in page
        assert MAN._escaped(example) in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="the system has no groff to read the page with")
def test_the_manual_page_reads_without_a_warning() -> None:
    """Groff takes every line of it."""
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", str(MAN.PAGE)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(r".\x08", "", done.stdout)  # bold is a letter struck over itself


def test_the_wheel_brings_the_manual_page(wheel: Path) -> None:
    """Where a system looks for it."""
    (page,) = wheel.rglob("share/man/man1/mhcareer.1")
    assert page.read_text(encoding="utf-8") == MAN.page()
