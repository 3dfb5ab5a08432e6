"""Names of saved people: what `--profile` takes, and what the files are called.

A name says nothing about a person unless the user chooses it to: left out, it is `profile-1`, `profile-2` and so on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from mhcareer.errors import DataError, UsageError

LONGEST = 40
SUFFIX = ".yaml"

_NAME = re.compile(rf"[a-z0-9](?:[a-z0-9-]{{0,{LONGEST - 2}}}[a-z0-9])?", re.ASCII)
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.ASCII)


def checked_name(words: str) -> str:
    """The name, if it can be one on any system.

    Raises:
        UsageError: Not lower-case letters, digits and hyphens, too long, or a name that a system keeps for a device.
    """
    if _DEVICE.fullmatch(words):
        raise UsageError(f"`{words}` cannot name a profile: some systems keep it for a device", hint="choose another")
    if not _NAME.fullmatch(words):
        raise UsageError(
            f"`{words}` cannot name a profile",
            hint=f"use up to {LONGEST} lower-case letters, digits and hyphens, as profile-1; for a file write its path",
        )
    return words


def is_path(words: str) -> bool:
    """Whether words are the path of a file rather than a name."""
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(separator in words for separator in separators) or words.endswith((SUFFIX, ".yml"))


def saved_names(folder: Path) -> tuple[str, ...]:
    """Names of the people saved in a folder, in order; none where there is no folder.

    Raises:
        DataError: The folder cannot be read.
    """
    try:
        found = [path.stem for path in folder.iterdir() if path.suffix == SUFFIX and path.stem[:1] != "."]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise DataError(f"the folder cannot be read: {error.strerror}", where=[str(folder)]) from None
    return tuple(sorted(found, key=_numbers_as_numbers))


def _numbers_as_numbers(name: str) -> tuple[str, int, str]:
    """Sorts `profile-2` before `profile-10`."""
    stem, _, number = name.rpartition("-")
    return (stem, int(number), name) if number.isdecimal() and number.isascii() else (name, 0, name)


def free_name(taken: Iterable[str]) -> str:
    """The first of `profile-1`, `profile-2` ... that is not taken."""
    used = set(taken)
    number = 1
    while f"profile-{number}" in used:
        number += 1
    return f"profile-{number}"


def no_such(words: str, known: Iterable[str]) -> UsageError:
    """The error for a name that no profile has, with the nearest that exist."""
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(words, names, n=3, cutoff=0.6)
    if close:
        hint = "did you mean " + ", ".join(f"`{name}`" for name in close) + "?"
    else:
        hint = "`mhcareer profile list` shows them" if names else "`mhcareer profile new` makes the first"
    file = f"for a file write its path, as ./{words}"
    return UsageError(f"there is no profile `{words}`", hint=f"{hint} {file}" if close else f"{hint}; {file}")
