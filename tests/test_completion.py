"""Completion as the shells ask for it: in the words of each shell's protocol, and once in a real shell."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from mhcareer.catalog.locate import data_folder
from mhcareer.cli import completing
from mhcareer.cli.formats import FORMATS
from mhcareer.profiles.store import Store

from .wired import COMMAND, environment_of

ONE = {"education": [{"level": "bachelors"}]}


def _asked(home: Path, **protocol: str) -> str:
    """What the program answers a shell; nothing on standard error, whatever is typed."""
    done = subprocess.run(
        COMMAND,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment_of(home, **protocol),
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    return done.stdout


def _bash(home: Path, line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    position = str(len(words) - 1)
    said = _asked(home, _MHCAREER_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=position)
    return said.split("\n")[:-1] if said.strip() else []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user with two saved people, one of them with a plan."""
    folder = tmp_path_factory.mktemp("home")
    store = Store(folder / "data" / "mhcareer" / "profiles")
    store.create("evening-student", ONE, {})
    step = {"title": "Exam", "kind": "exam", "start": "2027-01-01", "finish": "2027-02-01", "binding": "exam"}
    finish = {"fast": "2027-02-01", "typical": "2027-02-01", "slow": "2027-02-01"}
    last = {"made_on": "2026-11-22", "data_version": "1", "facts": "x", "target": "va-lpc", "start": "2026-11-22"}
    plan = {**last, "finish": finish, "steps": {"ncmhce": step, "va-lpc": step}}
    store.create("profile-1", {**ONE, "last_plan": plan}, {})
    return folder


OFFERED = (
    ("mhcareer plan --state V", ["VT", "VA"]),
    ("mhcareer plan --state va", ["va"]),
    ("mhcareer rules --state virg", ["virginia"]),
    ("mhcareer roles --format j", ["json"]),
    ("mhcareer profile new --from mas", ["masters"]),
    ("mhcareer profile new --study p", ["part-time"]),
    ("mhcareer profile new --target professional-c", ["professional-counselor"]),
    ("mhcareer profile new --target va-lp", ["va-lpc", "va-lpp", "va-lpp-autonomous"]),
    ("mhcareer profile show ev", ["evening-student"]),
    ("mhcareer profile delete ", ["evening-student", "profile-1"]),
    ("mhcareer profile done profile-1 n", ["ncmhce"]),
    ("mhcareer profile done evening-student n", []),
    ("mhcareer config set st", ["state", "study"]),
    ("mhcareer config set study ", ["full-time", "part-time"]),
    ("mhcareer config set color n", ["never"]),
    ("mhcareer config set state WY", ["WY"]),
    ("mhcareer profile re", ["rename"]),
)


@pytest.mark.parametrize(("line", "words"), OFFERED, ids=[line for line, _ in OFFERED])
def test_bash_is_offered_what_fits(home: Path, line: str, words: list[str]) -> None:
    """States, roles, levels, targets, people, steps, settings; in the case in which one types."""
    assert _bash(home, line) == words


def test_letters_of_the_state_come_before_those_of_every_state(home: Path) -> None:
    """With a state named, its own credentials lead."""
    assert _bash(home, "mhcareer profile new --state CA --target LP")[0] == "LPCC"
    assert _bash(home, "mhcareer profile new --target LP")[0] == "LPC"


def test_zsh_and_fish_and_powershell_are_offered_the_same(home: Path) -> None:
    """Each in its own protocol, with what the words mean."""
    line = "mhcareer plan --state V"
    zsh = _asked(home, _MHCAREER_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line)
    assert zsh == '_arguments \'*: :(("VT":"Vermont"\n"VA":"Virginia"))\'\n'
    fish = {"_MHCAREER_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    assert _asked(home, **fish, _TYPER_COMPLETE_FISH_ACTION="get-args") == "VT\tVermont\nVA\tVirginia\n"
    assert _asked(home, **fish, _TYPER_COMPLETE_FISH_ACTION="is-args") == ""
    shell = {"_MHCAREER_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": line}
    said = _asked(home, **shell, _TYPER_COMPLETE_WORD_TO_COMPLETE="V")
    assert said == "VT:::Vermont\nVA:::Virginia\n"


def test_zsh_completes_the_field_behind_a_level(home: Path) -> None:
    """As `masters:social-work`, its colon escaped as the shell needs it."""
    line = "mhcareer profile new --from masters:social-"
    said = _asked(home, _MHCAREER_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line)
    assert '"masters\\\\:social-work":"' in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_its_script(home: Path, shell: str) -> None:
    """The script names the program and the variable by which it asks."""
    script = _asked(home, _MHCAREER_COMPLETE=f"source_{shell}")
    assert "_MHCAREER_COMPLETE" in script
    assert "mhcareer" in script


def test_in_a_real_bash(home: Path, tmp_path: Path) -> None:
    """The script, sourced by bash, fills in the words that bash would show."""
    program = tmp_path / "mhcareer"
    program.write_text(f"#!/bin/sh\nexec '{COMMAND[0]}' '{COMMAND[1]}' \"$@\"\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    code = """
    source <(_MHCAREER_COMPLETE=source_bash mhcareer)
    COMP_WORDS=(mhcareer plan --state V) COMP_CWORD=3
    _mhcareer_completion mhcareer
    printf '%s|' "${COMPREPLY[@]}"
    complete -p mhcareer
    """
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", code],
        capture_output=True,
        text=True,
        env=environment_of(home, PATH=path),
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("VT|VA|complete -o default -F _mhcareer_completion mhcareer")
    assert done.stderr == ""


def test_nothing_is_said_where_something_is_broken(tmp_path: Path) -> None:
    """A broken profile, broken data of one's own and unreadable places offer nothing, and nothing but that."""
    people = tmp_path / "data" / "mhcareer" / "profiles"
    people.mkdir(parents=True)
    (people / "one.yaml").write_text("education: [\n", encoding="utf-8")
    own = tmp_path / "config" / "mhcareer" / "data"
    own.mkdir(parents=True)
    (own / "overlay.yaml").write_text("nonsense: [\n", encoding="utf-8")
    assert _bash(tmp_path, "mhcareer profile done one n") == []
    assert _bash(tmp_path, "mhcareer plan --state V") == []
    assert _bash(tmp_path, "mhcareer profile show o") == ["one"]
    for line in (
        'mhcareer plan "',
        "mhcareer ",
        "mhcareer nonsense x",
        "mhcareer profile done  ",
        "mhcareer plan --state \u00e9",
    ):
        _bash(tmp_path, line)


def test_a_completion_reads_one_state_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the jurisdictions only the one that the words name, of the rest only the file that is needed."""
    import typer

    from mhcareer.catalog import plain

    read: list[str] = []
    real = plain.read_plain
    monkeypatch.setattr(plain, "read_plain", lambda folders, name: (read.append(name), real(folders, name))[1])
    context = typer.Context(typer.main.get_command(typer.Typer(callback=lambda: None)))
    assert completing.targets(context, "va-l")
    assert read == ["places", "jurisdictions/VA"]
    read.clear()
    assert completing.states("V")
    assert completing.roles("LPC")
    assert completing.levels("masters:soc")
    assert read == ["places", "roles", "fields"]
    assert completing.formats("") == list(FORMATS)


def test_a_completion_loads_no_model(home: Path) -> None:
    """The checked models cost more than all the rest: a state is completed without them."""
    code = "from mhcareer.cli import completing\nassert completing.states('V')\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [COMMAND[0], "-c", code], capture_output=True, text=True, check=True, env=environment_of(home), timeout=60
    )
    loaded = set(done.stdout.split())
    assert not {name for name in loaded if name.startswith(("mhcareer.model.catalog", "mhcareer.planner", "rich."))}
    assert data_folder().is_dir()
