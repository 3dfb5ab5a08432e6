"""The world outside, which nothing else asks the system about.

Streams, width, color, encoding, variables and today as one value; and where a cache may lie.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TextIO

from mhcareer.errors import UsageError
from mhcareer.frozen import dataclass

PIPE_WIDTH = 80
_NARROWEST, _WIDEST = 40, 400
_PAGERS = ("less", "more")
"""What is looked for where `PAGER` names nothing."""


@dataclass(frozen=True)
class Environment:
    """Where output goes and what it can bear."""

    stdout: TextIO
    stderr: TextIO
    is_terminal: bool
    width: int
    color: bool
    encoding: str
    today: date
    can_ask: bool = False
    """Whether somebody is there to answer a question."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables."""
    stdin: TextIO | None = None
    """Null where standard input was closed before the start."""

    height: int = 0
    """Lines of the terminal; 0 where there is none, or it does not say."""
    forced: bool = False
    """Whether answers are to be drawn as on a terminal, wherever they go."""
    pager: tuple[str, ...] = ()
    """The program that shows long answers, with its arguments; empty for none."""

    @classmethod
    def current(cls) -> Environment:
        """The environment of this process."""
        dumb = os.environ.get("TERM") == "dumb"
        is_terminal = sys.stdout.isatty()
        forced = os.environ.get("FORCE_COLOR", "0") not in ("", "0")
        columns, lines = _terminal_size() if is_terminal else (PIPE_WIDTH, 0)
        return cls(
            stdout=sys.stdout,
            stderr=sys.stderr,
            is_terminal=is_terminal,
            width=_said_width() or max(_NARROWEST, columns),
            color=(is_terminal or forced) and not dumb and not os.environ.get("NO_COLOR"),
            encoding=(sys.stdout.encoding or "ascii").lower(),
            today=_today(),
            can_ask=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
            variables=dict(os.environ),
            stdin=sys.stdin,
            height=lines,
            forced=forced,
            pager=_pager() if is_terminal and not dumb else (),
        )

    @property
    def draws(self) -> bool:
        """Whether answers are drawn where nobody asks for a format."""
        return self.is_terminal or self.forced

    def can_show(self, text: str) -> bool:
        """Whether the stream's encoding has every character of a text."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def _terminal_size() -> tuple[int, int]:
    """Columns and lines of the terminal; 80 and 0 where it does not say."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    return columns or PIPE_WIDTH, lines


def _said_width() -> int | None:
    """The width that `COLUMNS` names, within what an answer can bear; None where it names none."""
    said = os.environ.get("COLUMNS", "")
    if not (said.isascii() and said.isdecimal() and int(said)):
        return None
    return min(_WIDEST, max(_NARROWEST, int(said)))


def _pager() -> tuple[str, ...]:
    """The words of `PAGER`, else a pager that the system has; none where `PAGER` is empty or `cat`."""
    import shlex
    import shutil

    named = os.environ.get("PAGER")
    if named is None:
        return next(((name,) for name in _PAGERS if shutil.which(name)), ())
    try:
        words = tuple(shlex.split(named))
    except ValueError:  # a quote that is not closed: no program is called so
        return ()
    return () if words == ("cat",) else words


def _today() -> date:
    """Today, or the day that `MHCAREER_TODAY` names: for demonstrations and for tests of the whole program."""
    fixed = os.environ.get("MHCAREER_TODAY")
    if not fixed:
        return date.today()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise UsageError(f"`MHCAREER_TODAY={fixed}` is not a day", hint="write it as 2027-01-15, or unset it") from None


def cache_folder() -> Path | None:
    """Where parsed data may be kept: what `MHCAREER_CACHE` names, or the user's cache directory.

    None where it says `off`, or where the system knows no home directory.
    """
    named = os.environ.get("MHCAREER_CACHE")
    if named == "off":
        return None
    if named:
        return Path(named).absolute()
    import platformdirs

    folder = Path(platformdirs.user_cache_dir("mhcareer", appauthor=False))
    return folder if folder.is_absolute() else None
