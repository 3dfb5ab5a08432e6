"""Every command and format on streams that are narrow, and on a reader that leaves after the first line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from mhcareer.cli.formats import FORMATS

from .wired import COMMAND, environment_of, inside, made

PLAN = "plan peer-specialist --from high-school --state TX"
COMMANDS = (
    *(f"{PLAN} --format {style}" for style in FORMATS if style not in ("mermaid", "pdf")),
    "plan --profile profile-1 --format checklist",
    "next --from some-college --state VA",
    "compare lpc lcsw --from bachelors --state VA",
    "whatif peer-specialist --from high-school --state TX --no-other-states",
    "move lpc --from-state VA --to-state WA",
    "roles",
    "roles --format mermaid",
    "role chw --state OR",
    "role chw --format rich",
    "rules va-lpc",
    "rules va-lpc --format markdown",
    "rules va-lpc --format json",
    "guide",
    "guide glossary --format rich",
    "profile show profile-1",
    "profile list",
    "config show",
    "data coverage --by family",
    "data sources --state VA",
    "--help",
    "plan --help",
    "--version",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user with one saved person, whose name no narrow stream can write."""
    folder = tmp_path_factory.mktemp("home")
    made(folder, "--target", "lpc")
    assert inside(folder, "profile", "edit", "profile-1", "name=Zoë Łukasz 測試").returncode == 0
    return folder


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_fits_a_narrow_stream(home: Path, command: str, encoding: str) -> None:
    """What the stream cannot write is replaced; nothing crashes, nothing is said on standard error."""
    done = _within(home, command, encoding)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert done.stdout
    if not command.endswith((" csv", " svg", " ics", " html")):
        done.stdout.decode(encoding)


@pytest.mark.parametrize("command", [f"{PLAN} --format rich", "profile show profile-1", f"{PLAN} --format checklist"])
def test_a_whole_process_fits_a_narrow_stream(home: Path, command: str) -> None:
    """The same by `PYTHONIOENCODING`, which a program meets on old terminals."""
    for encoding in ("ascii", "latin-1", "cp1252"):
        told = environment_of(home, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        done = subprocess.run([*COMMAND, *shlex.split(command)], capture_output=True, env=told, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (0, b""), encoding
        done.stdout.decode(encoding)


@pytest.mark.parametrize(
    "command", [COMMANDS[0], "rules va-lpc", "guide glossary --format rich", "--help", "data check"]
)
def test_a_reader_that_leaves_gets_no_complaint(home: Path, command: str) -> None:
    """`| head -1` ends with code 0 on both sides, and nothing is said."""
    line = f"set -o pipefail; {shlex.join(COMMAND)} {command} | head -n 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, env=environment_of(home), check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") <= 1


def _within(home: Path, command: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run within this process over streams of that encoding."""
    import io
    from unittest import mock

    from mhcareer.cli.main import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    streams = mock.patch.multiple(sys, stdin=io.StringIO(), stdout=out, stderr=err)
    with streams, mock.patch.dict(os.environ, environment_of(home), clear=True):
        code = run(shlex.split(command))
    return subprocess.CompletedProcess(command, code, out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]  # they are the BytesIO given above
