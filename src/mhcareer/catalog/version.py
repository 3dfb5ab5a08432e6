"""The date of the rules, read without the rules."""

from __future__ import annotations

import re

from mhcareer.catalog.locate import data_folder
from mhcareer.errors import DataError

_LINE = re.compile(r"data_version:\s*[\"']?([\w.-]+)")


def data_version() -> str:
    """The version of the project's own data, by the one line that states it.

    Raises:
        DataError: The data is missing, or no line states its version.
    """
    path = data_folder() / "planning.yaml"
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            found = next((match for line in lines if (match := _LINE.match(line))), None)
    except OSError as error:
        raise DataError(f"the file cannot be read: {error.strerror}", where=[str(path)]) from None
    if found is None:
        raise DataError("no line states `data_version`", where=[str(path)], hint="install mhcareer again")
    return found[1]
