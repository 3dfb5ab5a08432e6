"""What a command answers, in this process: its exit code, and its words without line breaks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from unittest.mock import patch

import pytest

from mhcareer.cli.main import run


@dataclass(frozen=True)
class Said:
    """An answer as a reader of sentences meets it."""

    code: int
    out: str
    """Standard output, every run of blanks as one."""
    err: str
    lines: tuple[str, ...]
    """Standard output as it stands."""


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Said:
    """Run a command on a fixed day."""
    capsys.readouterr()
    with patch.dict(os.environ, {"MHCAREER_TODAY": "2026-11-22"}):
        code = run(arguments)
    streams = capsys.readouterr()
    return Said(code, " ".join(streams.out.split()), " ".join(streams.err.split()), tuple(streams.out.split("\n")))
