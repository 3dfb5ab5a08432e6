"""Where the data lies: beside the package in a wheel, two levels above it in a checkout."""

from __future__ import annotations

from pathlib import Path

from mhcareer.errors import DataError

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder that holds `places.yaml` and its siblings.

    Raises:
        DataError: Neither place has it, which means a broken installation.
    """
    for folder in (_PACKAGE.parent.parent / "data", _PACKAGE / "data"):
        if (folder / "planning.yaml").is_file():
            return folder
    raise DataError(
        "the data folder of mhcareer is missing",
        where=[str(_PACKAGE / "data")],
        hint="install mhcareer again, or run it from a complete checkout",
    )
