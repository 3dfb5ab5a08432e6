"""One exception class per kind of mistake; each owns its sentence, hint and exit code."""

from __future__ import annotations

from collections.abc import Sequence


class MhcareerError(Exception):
    """A mistake that the person in front of the terminal can mend.

    Args:
        message: One sentence without a full stop; literals in backticks.
        where: Lines that name the place, as `data/jurisdictions/VA.yaml:41:24  credentials.0.title`.
        hint: What to do.
    """

    exit_code = 2

    def __init__(self, message: str, *, where: Sequence[str] = (), hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = tuple(where)
        self.hint = hint


class UsageError(MhcareerError):
    """An option or argument that cannot be understood."""


class DataError(MhcareerError):
    """A file of data or a profile that cannot be used."""


class NoAnswerError(MhcareerError):
    """The question is understood and the answer is no."""

    exit_code = 1


class OutputError(MhcareerError):
    """An answer that cannot be written where it was to go."""


class OutputClosedError(Exception):
    """Whoever read standard output has stopped reading: not a mistake, and nothing to report."""
