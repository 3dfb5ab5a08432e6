"""The world outside, which nothing else asks the system about.

Streams, width, color, encoding, variables and today as one value; and where a cache may lie.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from mhcareer.errors import UsageError

PIPE_WIDTH = 80
_NARROWEST = 40


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

    @classmethod
    def current(cls) -> Environment:
        """The environment of this process."""
        dumb = os.environ.get("TERM") == "dumb"
        is_terminal = sys.stdout.isatty()
        return cls(
            stdout=sys.stdout,
            stderr=sys.stderr,
            is_terminal=is_terminal,
            width=_terminal_width() if is_terminal else PIPE_WIDTH,
            color=is_terminal and not dumb and not os.environ.get("NO_COLOR"),
            encoding=(sys.stdout.encoding or "ascii").lower(),
            today=_today(),
            can_ask=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
            variables=dict(os.environ),
            stdin=sys.stdin,
        )

    def can_show(self, text: str) -> bool:
        """Whether the stream's encoding has every character of a text."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def _terminal_width() -> int:
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = PIPE_WIDTH
    return max(_NARROWEST, columns or PIPE_WIDTH)


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
