"""A profile in the user's own editor: a copy is edited, and takes the place of the file only if it is sound.

The copy lies in the folder of the saved people, which is closed to others. An edit that cannot be taken is kept beside
the file and never thrown away.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from mhcareer.cli.asking import confirm, tell_mistake
from mhcareer.environment import Environment
from mhcareer.errors import DataError, MhcareerError, UsageError
from mhcareer.model.profile import Profile
from mhcareer.profiles.reading import profile_of, read_text
from mhcareer.profiles.store import Saved, Store
from mhcareer.profiles.writing import private_folder


def edit_in_editor(store: Store, name: str, environment: Environment, check: Callable[[Profile], None]) -> Saved:
    """The profile after the user's editor has closed.

    Args:
        store: Where it is saved.
        name: A name or a path.
        environment: Names the editor, and whether somebody can be asked to go on.
        check: Raises for a profile that must not be taken.

    Raises:
        UsageError: No editor is named, or it failed.
        DataError: The result is no profile; where it is kept stands in the message.
    """
    before = text = store.find_text(name)
    while True:
        text = _edited(store.folder, text, _command(environment))
        try:
            check(profile_of(text, store.path_of(name)))
            return store.replace(name, text, instead_of=before)
        except MhcareerError as error:
            if not _goes_on(error, environment):
                raise _kept(store, name, text, error) from None


def _command(environment: Environment) -> list[str]:
    named = environment.variables.get("VISUAL") or environment.variables.get("EDITOR")
    if not named:
        raise UsageError(
            "no editor is named", hint="set EDITOR, or say the change as `mhcareer profile edit NAME key=value`"
        )
    return shlex.split(named)


def _edited(folder: Path, text: str, command: list[str]) -> str:
    """A text after the editor has closed."""
    handle, name = tempfile.mkstemp(prefix=".edit-", suffix=".yaml", dir=private_folder(folder))
    copy = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        try:
            ended = subprocess.run([*command, str(copy)], check=False).returncode  # noqa: S603 - the user's own editor
        except OSError as error:
            raise UsageError(
                f"the editor `{command[0]}` cannot be started: {error.strerror}", hint="check EDITOR"
            ) from None
        if ended:
            raise UsageError(f"the editor ended with code {ended}", hint="the profile is as it was")
        return read_text(copy)
    finally:
        copy.unlink(missing_ok=True)


def _goes_on(error: MhcareerError, environment: Environment) -> bool:
    if not environment.can_ask:
        return False
    tell_mistake(error, environment)
    return confirm("Edit again?", environment)


def _kept(store: Store, name: str, text: str, error: MhcareerError) -> DataError:
    kept = store.keep_edit(name, text)
    again = f"your edit is kept: mend {kept}, then `mhcareer profile edit {name} --take` it"
    return DataError(error.message, where=error.where, hint=again)
