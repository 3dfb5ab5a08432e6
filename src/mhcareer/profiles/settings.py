"""The user's settings: one small file, environment variables over it, options over both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import ValidationError

from mhcareer.catalog import yaml_reader
from mhcareer.environment import Environment
from mhcareer.errors import DataError, UsageError
from mhcareer.model.settings import KEYS, Setting, Settings, SettingsFile
from mhcareer.profiles.editing import CannotEditError, edited
from mhcareer.profiles.places import settings_file
from mhcareer.profiles.reading import checked, read_text, sentence
from mhcareer.profiles.rendering import Fields, document, entry
from mhcareer.profiles.writing import only_writer, write_whole

PREFIX = "MHCAREER_"
HEAD = (
    "Settings of mhcareer. `mhcareer config show` says what holds and why, `mhcareer config set KEY VALUE` changes it."
)
_OPTIONS = {"color": "--no-color", "pager": "--no-pager"}
"""Options that are not called as their setting."""
_NUMBERS = ("hours_per_week", "direct_per_week", "supervision_per_week", "width")


def settings(
    environment: Environment, options: Mapping[str, str | int | None] | None = None, *, file: Path | None = None
) -> Settings:
    """The settings in force.

    Args:
        environment: Its variables are asked.
        options: What the command line says, by key; None where it says nothing.
        file: Where the settings are kept; None for the user's own place.

    Raises:
        UsageError: A variable has a value that cannot be.
        DataError: The file cannot be used.
    """
    path = file or settings_file()
    kept = read_settings(path)
    said = tuple(_said(key, options or {}, environment.variables, kept, path) for key in KEYS)
    values = {setting.key: setting.value for setting in said if setting.value is not None}
    return Settings.model_validate({**values, "said": said})


def read_settings(path: Path) -> SettingsFile:
    """What the file states; nothing where there is none.

    Raises:
        DataError: The file cannot be used.
    """
    try:
        # A path through something that is no folder is no file either.
        text = read_text(path) if path.exists() else ""
    except OSError as error:
        raise DataError(f"the file cannot be read: {error.strerror}", where=[str(path)]) from None
    if not _states_something(text):
        return SettingsFile()
    return checked(text, path, SettingsFile, hint=_hint())


def set_value(key: str, words: str, *, file: Path | None = None) -> Path:
    """Keep a setting; returns the file.

    Raises:
        UsageError: No such setting, or a value that it cannot have.
        DataError: The file cannot be used or written.
    """
    value = value_of(key, words, key)
    return _changed(file or settings_file(), lambda fields: {**fields, key: value})


def unset(key: str, *, file: Path | None = None) -> Path:
    """Take a setting out of the file; returns the file.

    Raises:
        UsageError: No such setting, or it is not set.
        DataError: The file cannot be used or written.
    """
    known_key(key)
    path = file or settings_file()
    if getattr(read_settings(path), key) is None:
        raise UsageError(
            f"`{key}` is not set in the file", hint="`mhcareer config show` says where its value comes from"
        )
    return _changed(path, lambda fields: {name: value for name, value in fields.items() if name != key})


def known_key(key: str) -> str:
    """The key, if there is such a setting.

    Raises:
        UsageError: There is none; the message has the nearest.
    """
    from difflib import get_close_matches

    if key not in KEYS:
        close = get_close_matches(key.replace("-", "_"), KEYS, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"settings: {', '.join(KEYS)}"
        raise UsageError(f"there is no setting `{key}`", hint=hint)
    return key


def value_of(key: str, words: str, named: str) -> str | int:
    """The value that words give a setting.

    Args:
        key: The setting.
        words: As typed.
        named: What a message calls it: the key, or a variable.

    Raises:
        UsageError: No such setting, or a value that it cannot have.
    """
    stripped = words.strip()
    value: str | int = stripped.upper() if known_key(key) == "state" else stripped
    if key in _NUMBERS and stripped.isascii() and stripped.isdecimal():
        value = int(stripped)
    try:
        SettingsFile.model_validate({key: value})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise UsageError(f"`{named}` cannot be `{words}`: {_lower(sentence(problem))}", hint=_hint(key)) from None
    return value


def _said(
    key: str, options: Mapping[str, str | int | None], variables: Mapping[str, str], kept: SettingsFile, path: Path
) -> Setting:
    option, variable = options.get(key), f"{PREFIX}{key.upper()}"
    if option is not None:
        return Setting(key=key, value=option, source="option", named=_OPTIONS.get(key, f"--{key.replace('_', '-')}"))
    if variables.get(variable):
        value = value_of(key, variables[variable], variable)
        return Setting(key=key, value=value, source="environment variable", named=variable)
    if key == "color" and variables.get("NO_COLOR"):
        return Setting(key=key, value="never", source="environment variable", named="NO_COLOR")
    if key == "color" and variables.get("FORCE_COLOR", "0") not in ("", "0"):
        return Setting(key=key, value="always", source="environment variable", named="FORCE_COLOR")
    value_kept = getattr(kept, key)
    if value_kept is not None:
        return Setting(key=key, value=value_kept, source="file", named=str(path))
    return Setting(key=key, value=None, source="built-in")


def _changed(path: Path, alter: Callable[[Fields], Fields]) -> Path:
    with only_writer(path.with_name(f".{path.name}.lock")):
        old = read_text(path) if path.exists() else ""
        fields: Fields = {}
        if _states_something(old):
            checked(old, path, SettingsFile, hint=_hint())
            fields = yaml_reader.read(old)
        text = _rewritten(old, fields, alter(fields))
        if text != old:
            write_whole(path, text)
    return path


def _rewritten(old: str, fields: Fields, wanted: Fields) -> str:
    """The text that states what is wanted, with the comments of the old one."""
    if fields and wanted:
        try:
            return edited(old, wanted)
        except CannotEditError:
            return document(wanted, HEAD)
    comments = "".join(line for line in old.splitlines(keepends=True) if line.lstrip().startswith("#"))
    if not wanted:
        return comments
    return (comments or f"# {HEAD}\n") + "".join(f"{entry(key, value)}\n" for key, value in wanted.items())


def _states_something(text: str) -> bool:
    """Whether a text has anything but comments."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n"))


def _hint(key: str | None = None) -> str:
    if key is None:
        return f"settings: {', '.join(KEYS)}"
    return {
        "state": "use two letters, as VA",
        "study": "use full-time or part-time",
        "color": "use auto, always or never",
        "pager": "use auto or never",
    }.get(key, "`mhcareer config show` lists the settings")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
