"""Real pseudo-terminals: the variables that terminals and pipes are told by, and the pager."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from .wired import COMMAND, call, environment_of

LONG = ("guide", "glossary")
SHORT = ("config", "path")
ESCAPE = re.compile(r"\x1b\[")


def on_terminal(
    home: Path, *arguments: str, lines: int = 24, columns: int = 100, **environment: str
) -> tuple[int, str]:
    """The exit code, and what the program and its pager write to a terminal of that size."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    told = environment_of(home, **{"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment})
    process = subprocess.Popen([*COMMAND, *arguments], stdin=child, stdout=child, stderr=child, env=told)
    os.close(child)
    chunks: list[bytes] = []
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:  # the terminal closes with the last program that holds it
            break
        chunks.append(chunk)
    os.close(parent)
    return process.wait(timeout=60), b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def pager(tmp_path: Path, code: str = "") -> str:
    """A pager that says that it was here, with what it was given, and with the `LESS` that it was told."""
    script = tmp_path / "pager.py"
    script.write_text(
        f"import os, sys\n{code}\ntext = sys.stdin.read()\n"
        "print('PAGED', len(text.splitlines()), os.environ.get('LESS'), sys.argv[1:])\n",
        encoding="utf-8",
    )
    return f"{COMMAND[0]} '{script}' --flag"


def test_a_long_answer_goes_through_the_pager(tmp_path: Path) -> None:
    """All of it, with the words of `PAGER` as they are and the options that colors need."""
    code, text = on_terminal(tmp_path, *LONG, PAGER=pager(tmp_path))
    assert code == 0
    (said,) = [line for line in text.split("\n") if line.startswith("PAGED")]
    assert re.fullmatch(r"PAGED \d{2,} FRX \['--flag'\]", said)
    assert text.count("\n") == 1
    assert "PAGED" in on_terminal(tmp_path, *LONG, PAGER=pager(tmp_path), LESS="-N")[1]
    assert " -N [" in on_terminal(tmp_path, *LONG, PAGER=pager(tmp_path), LESS="-N")[1]


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (SHORT, {}),
        ((*LONG, "--no-pager"), {}),
        (LONG, {"MHCAREER_PAGER": "never"}),
        (LONG, {"PAGER": "cat"}),
        (LONG, {"PAGER": ""}),
        (LONG, {"PAGER": "no-such-pager-anywhere"}),
        (LONG, {"PAGER": "less 'unclosed"}),
        (LONG, {"TERM": "dumb"}),
    ],
    ids=str,
)
def test_no_pager(tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    """A short answer, an option, a setting, `cat`, nothing, a program that is missing, a terminal that is dumb."""
    code, text = on_terminal(tmp_path, *arguments, **{"PAGER": pager(tmp_path), **environment})
    assert code == 0
    assert "PAGED" not in text
    assert text.strip()


def test_a_tall_screen_needs_no_pager(tmp_path: Path) -> None:
    """What fits is written at once; a pipe and a file never see a pager."""
    assert "PAGED" not in on_terminal(tmp_path, *LONG, lines=4000, PAGER=pager(tmp_path))[1]
    assert "PAGED" not in call(tmp_path, *LONG, PAGER=pager(tmp_path)).stdout
    output = tmp_path / "guide.txt"
    code, text = on_terminal(tmp_path, *LONG, "--output", str(output), PAGER=pager(tmp_path))
    assert (code, text) == (0, "")
    assert output.read_text(encoding="utf-8")


def test_whoever_leaves_the_pager_early_gets_no_complaint(tmp_path: Path) -> None:
    """The pager closes its input before it has read all: code 0, not a word."""
    code, text = on_terminal(tmp_path, "rules", "--state", "VA", PAGER=pager(tmp_path, "sys.exit(3)"))
    assert (code, text) == (0, "")


def test_the_interrupt_key_is_for_the_pager(tmp_path: Path) -> None:
    """An interrupt while the pager is open does not end the program before the pager."""
    hit = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nos.kill(os.getppid(), signal.SIGINT)"
    code, text = on_terminal(tmp_path, *LONG, PAGER=pager(tmp_path, hit))
    assert code == 0
    assert text.startswith("PAGED")


def test_a_pager_is_given_the_colors(tmp_path: Path) -> None:
    """What it is handed is what the terminal would have been."""
    code, text = on_terminal(tmp_path, *LONG, PAGER="sh -c 'cat; echo END'")
    assert code == 0
    assert ESCAPE.search(text)
    assert text.rstrip().endswith("END")


def test_color_is_as_the_variables_say(tmp_path: Path) -> None:
    """`NO_COLOR` and a dumb terminal take it away; `FORCE_COLOR` brings it into a pipe, with the drawing."""
    on = {"PAGER": "cat"}
    assert ESCAPE.search(on_terminal(tmp_path, *LONG, **on)[1])
    for less in (
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        {"MHCAREER_COLOR": "never"},
    ):
        assert not ESCAPE.search(on_terminal(tmp_path, *LONG, **on, **less)[1]), less
    assert not ESCAPE.search(call(tmp_path, *LONG).stdout)
    for more in ({"FORCE_COLOR": "1"}, {"MHCAREER_COLOR": "always"}):
        assert ESCAPE.search(call(tmp_path, *LONG, **more).stdout), more
    for less in (
        {"FORCE_COLOR": "0"},
        {"FORCE_COLOR": "1", "TERM": "dumb"},
        {"FORCE_COLOR": ""},
        {"FORCE_COLOR": "1", "NO_COLOR": "1"},
    ):
        assert not ESCAPE.search(call(tmp_path, *LONG, **less).stdout), less
    assert not ESCAPE.search(call(tmp_path, *LONG, "--no-color", FORCE_COLOR="1").stdout)
    assert not ESCAPE.search(call(tmp_path, *LONG, "--format", "text", FORCE_COLOR="1").stdout)


@pytest.mark.parametrize(
    ("said", "widest"), [("60", 60), ("120", 120), ("5", 40), ("99999", 400), ("wide", None), ("0", None), ("", None)]
)
def test_columns_sets_the_width(tmp_path: Path, said: str, widest: int | None) -> None:
    """Of a terminal and of a pipe, within what an answer can bear; what is no width changes nothing."""
    piped = call(tmp_path, *LONG, COLUMNS=said).stdout
    assert _widest(piped) in _near(widest or 80)
    drawn = on_terminal(tmp_path, *LONG, columns=100, COLUMNS=said, PAGER="cat", NO_COLOR="1")[1]
    assert _widest(drawn) in _near(widest or 100)
    if widest == 60:
        assert _widest(call(tmp_path, *LONG, "--width", "70", COLUMNS=said).stdout) in _near(70)


def _widest(text: str) -> int:
    return max(len(line) for line in text.split("\n"))


def _near(width: int) -> range:
    """Widest lines that show that the width is this: words rarely fill a line to the last column."""
    return range(min(width, 250) - 9, width + 1)
