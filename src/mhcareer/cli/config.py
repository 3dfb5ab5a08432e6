"""`mhcareer config`: what is set, by whom, and how to change it."""

from __future__ import annotations

from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.defaults import Screen, settings_under
from mhcareer.cli.formats import FORMATS
from mhcareer.cli.options import Look
from mhcareer.cli.output import write
from mhcareer.cli.words import state_code
from mhcareer.environment import Environment
from mhcareer.errors import UsageError
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.settings import ConfigAnswer
from mhcareer.profiles.places import settings_file
from mhcareer.profiles.settings import known_key, set_value, unset
from mhcareer.render.settings_view import settings_document


def show(look: Look) -> int:
    """Print every setting, its value and where it comes from.

    Raises:
        UsageError: A variable has a value that cannot be.
        DataError: The file of settings cannot be used.
    """
    screen = Screen.of(look)
    file = settings_file()
    said = settings_under(look, screen.environment).said
    answer = ConfigAnswer(file=str(file), exists=file.is_file(), settings=said)
    screen.show(answer, settings_document(answer))
    return 0


def put(key: str, value: str, look: Look, folders: Folders) -> int:
    """Keep a setting, then print them all.

    Raises:
        UsageError: No such setting, or a value that it cannot have.
        DataError: The file cannot be used or written.
    """
    if known_key(key) == "state":
        value = state_code(read_merged(folders, "places", PlacesFile).places, value)
    kept = [name for name in FORMATS if name != "pdf"]  # pages need a file to be named each time
    if key == "format" and value not in kept:
        raise UsageError(f"unknown format `{value}`", hint=f"use one of: {', '.join(kept)}")
    set_value(key, value)
    return show(look)


def take_out(key: str, look: Look) -> int:
    """Take a setting out of the file, then print them all.

    Raises:
        UsageError: No such setting, or it is not in the file.
        DataError: The file cannot be used or written.
    """
    unset(key)
    return show(look)


def path() -> int:
    """Print where the file of settings lies, whether or not it is there."""
    write(f"{settings_file()}\n", Environment.current())
    return 0
