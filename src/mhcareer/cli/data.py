"""`mhcareer data check`."""

from __future__ import annotations

from mhcareer.catalog.check import check as check_data
from mhcareer.catalog.locate import data_folder
from mhcareer.environment import Environment


def check() -> int:
    """Print every problem of the data, or that there is none; 1 if there is any."""
    environment = Environment.current()
    problems = check_data()
    for problem in problems:
        environment.stdout.write(f"{problem}\n")
    count = len(problems)
    said = "the data is sound" if not count else f"{count} problem{'' if count == 1 else 's'} in {data_folder()}"
    environment.stdout.write(f"{said}\n")
    return 1 if problems else 0
