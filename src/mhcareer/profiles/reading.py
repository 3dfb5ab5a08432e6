"""A file of the user's to a checked model; a message names the place and never repeats a private fact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError
from mhcareer.model.base import Model
from mhcareer.model.person import PRIVATE_FIELDS

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from mhcareer.model.profile import Profile

M = TypeVar("M", bound=Model)

_PLAIN = {
    "extra_forbidden": "there is no such field here; check the spelling",
    "missing": "this field is required",
    "tuple_type": "should be a list",
    "too_short": "should not be empty",
    "model_type": "should be a mapping of fields",
    "dict_type": "should be a mapping of fields",
    "string_pattern_mismatch": "takes lower-case letters, digits, dots and hyphens, as social-work or va-lpc",
    "string_type": "should be text; put quotes around it if it looks like a number",
}
_PRIVATE = {
    "born": "is not a date; write it as 1990-01-31",
    "confirmed": "should be a list of conditions, in the words of the rule",
}


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        DataError: There is none, it is no file, too large, or not UTF-8.
    """
    try:
        if path.exists() and not path.is_file():
            raise DataError("this is not a file", where=[str(path)], hint="name a YAML file")
        if path.is_file() and path.stat().st_size > yaml_reader.MAX_BYTES:
            raise DataError(f"the file is larger than {yaml_reader.MAX_BYTES:,} bytes", where=[str(path)])
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise DataError("there is no such file", where=[str(path)], hint="check the path") from None
    except UnicodeDecodeError as error:
        raise DataError(f"the file is not UTF-8 text (byte {error.start})", where=[str(path)]) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "not a path"
        raise DataError(f"the file cannot be read: {said}", where=[str(path)]) from None


def profile_of(text: str, where: Path) -> Profile:
    """The profile that a text states.

    Args:
        text: YAML.
        where: The file that a message names.

    Raises:
        DataError: Not YAML, not a profile, or of a format that is newer than this program.
    """
    from mhcareer.model.profile import FORMAT, Profile  # only who has a profile pays for it

    return checked(text, where, Profile, hint="the README shows a profile", newest=FORMAT)


def checked(text: str, where: Path, model: type[M], *, hint: str, newest: int | None = None) -> M:
    """The model that a YAML text states.

    Args:
        text: YAML.
        where: The file that a message names.
        model: What it states.
        hint: What to do about a problem.
        newest: The newest format that is known, where the file says which it has.

    Raises:
        DataError: The first problem, with line, column and field.
    """
    try:
        value = yaml_reader.read(text)
    except yaml_reader.YamlError as error:
        place = f"{where}:{error.line}:{error.column}"
        raise DataError(f"cannot read the file as YAML: {error.message}", where=[place]) from None
    stated = value.get("format") if isinstance(value, dict) else None
    if newest is not None and isinstance(stated, int) and stated > newest:
        raise DataError(
            f"the file has format {stated}, and this program knows up to {newest}",
            where=[str(where)],
            hint="it was written by a newer mhcareer: update this one",
        )
    try:
        return model.model_validate_json(json.dumps(value))
    except ValidationError as error:
        raise _explained(text, where, error, hint) from None


def _explained(text: str, where: Path, error: ValidationError, hint: str) -> DataError:
    """The first problem with its place: a misspelled field before one that is missing, since it explains it."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    problems.sort(key=lambda p: p["type"] != "extra_forbidden")
    problem = problems[0]
    line, column, found = yaml_reader.position(yaml_reader.compose(text), problem["loc"])
    missing = [str(problem["loc"][-1])] if problem["type"] == "missing" else []
    dotted = ".".join(str(step) for step in (*found, *missing)) or "(whole file)"
    count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    place = f"{where}:{line}:{column}  {dotted}: {sentence(problem)}"
    return DataError(f"{count} in `{where.name}`", where=[place], hint=hint)


def sentence(problem: ErrorDetails) -> str:
    """What is wrong, without the value where the field is private."""
    location = problem["loc"]
    if location and location[0] in PRIVATE_FIELDS and problem["type"] != "extra_forbidden":
        return _PRIVATE.get(str(location[0]), "should be true or false")
    if location and location[-1] == "state" and problem["type"] == "string_pattern_mismatch":
        return "takes the two letters of a state, as VA"
    if problem["type"] in _PLAIN:
        return _PLAIN[problem["type"]]
    if problem["type"] == "literal_error":
        return problem["msg"].replace("Input should", "should").replace("True", "true")
    return problem["msg"].removeprefix("Value error, ").removesuffix(".")
