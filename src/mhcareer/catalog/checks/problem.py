"""One thing that is wrong with the data."""

from __future__ import annotations

from mhcareer.frozen import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, at which path of it, and what."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        """One line, as the command prints it."""
        return f"{self.file}  {self.path}: {self.message}" if self.path else f"{self.file}: {self.message}"
