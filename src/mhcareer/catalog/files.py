"""One data file to one checked model.

YAML is the authoring format and is read in place. A wheel also carries each file as JSON under `compiled/`, made
from the very same YAML when the wheel is built, because parsing YAML costs more than all the rest of a run; where there
is none, the values of a file that was found right are kept in a cache. What the build step or an earlier run has found
right is not checked once more (`trusted`); all else, a user's own data above all, goes through the same strict
validation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mhcareer.catalog import yaml_reader
from mhcareer.catalog.cache import OFF, Cache
from mhcareer.catalog.slices import Values
from mhcareer.catalog.trusted import built
from mhcareer.errors import DataError
from mhcareer.model.base import Model
from mhcareer.model.catalog import (
    DataFile,
    ExamsFile,
    FieldsFile,
    JurisdictionFile,
    PlacesFile,
    ProgramsFile,
    RolesFile,
    SharedReferencesFile,
)
from mhcareer.model.planning import PlanningFile

M = TypeVar("M", bound=Model)

_MOST_PROBLEMS = 20
_CHECKED_AT_BUILD = Path(__file__).resolve().parent.parent / "data"
"""What a wheel carries; the compiled form of another folder may have been made by anybody."""
_OWN = (_CHECKED_AT_BUILD, _CHECKED_AT_BUILD.parent.parent.parent / "data")
"""The project's data in a wheel and in a checkout: a test holds that what is built of it is what is validated."""
KINDS: dict[type[Model], str] = {
    JurisdictionFile: "jurisdiction",
    ProgramsFile: "programs",
    ExamsFile: "exams",
    FieldsFile: "fields",
    PlanningFile: "planning",
    PlacesFile: "places",
    RolesFile: "roles",
    SharedReferencesFile: "references",
}
"""Files that a plan reads, by their shape; each but a jurisdiction's is called as its kind."""


def read_file(folder: Path, name: str, model: type[M], cache: Cache = OFF) -> M:
    """The checked content of `folder/name.yaml`, or of its compiled form if the folder has one.

    Raises:
        DataError: Missing, unreadable, or wrong; lists every problem with line, column and path.
    """
    return _read(folder, name, model, cache)[1]


def json_of(folder: Path, name: str, model: type[M], cache: Cache = OFF) -> str:
    """The same content as JSON, for whoever takes a part of a file that is right as a whole.

    Raises:
        DataError: As for `read_file`.
    """
    return _read(folder, name, model, cache)[0]


def slice_of(folder: Path, name: str, sources: Sequence[str], make: Callable[[], Values], cache: Cache) -> str:
    """A part of a folder's data as JSON: as the wheel carries it, as it was kept, or made now.

    Args:
        folder: A folder of data.
        name: Of the part, as `roles/professional-counselor`.
        sources: Names of the files that it is made from, as `jurisdictions/VA`.
        make: Makes it from those files, of which it has seen that they are right.
        cache: Where it is kept.

    Raises:
        DataError: What `make` raises.
    """
    ready = folder / "index" / f"{name}.json"
    if folder == _CHECKED_AT_BUILD and ready.is_file():
        return ready.read_text(encoding="utf-8")
    stamp = cache.stamp(folder / f"{source}.yaml" for source in sources)
    text = cache.kept(str(ready.absolute()), stamp)
    if text is None:
        text = json.dumps(make(), separators=(",", ":"))
        cache.keep(str(ready.absolute()), stamp, text)
    return text


def read_yaml(path: Path, model: type[M]) -> M:
    """The checked content of one YAML file, which is kept nowhere: a profile is private.

    Raises:
        DataError: As for `read_file`.
    """
    return _from_yaml(path, model)[1]


def validated(text: str, model: type[M]) -> M:
    """The checked content of JSON.

    Raises:
        ValidationError: The text is not what the model takes.
    """
    kind = KINDS.get(model)
    if kind is None:
        return model.model_validate_json(text)
    found: M | None = getattr(DataFile.model_validate_json(f'{{"{kind}":{text}}}'), kind)
    return found if found is not None else model.model_validate_json(text)  # an empty file: says what is missing


def right(text: str, model: type[M], folder: Path) -> M:
    """The content of JSON that was found right before, or made of what was; a user's own is checked each time."""
    return built(json.loads(text), model) if folder in _OWN else validated(text, model)


def _read(folder: Path, name: str, model: type[M], cache: Cache) -> tuple[str, M]:
    compiled = folder / "compiled" / f"{name}.json"
    if compiled.is_file():
        text = compiled.read_text(encoding="utf-8")
        return text, right(text, model, folder) if folder == _CHECKED_AT_BUILD else validated(text, model)
    path = folder / f"{name}.yaml"
    stamp = cache.stamp((path,))
    kept = cache.kept(str(path.absolute()), stamp)
    if kept is not None:
        return kept, right(kept, model, folder)
    text, found = _from_yaml(path, model)
    cache.keep(str(path.absolute()), stamp, text)
    return text, found


def _from_yaml(path: Path, model: type[M]) -> tuple[str, M]:
    text = _text(path)
    try:
        values = json.dumps(yaml_reader.read(text), separators=(",", ":"))
    except yaml_reader.YamlError as error:
        raise DataError(
            f"cannot read the file as YAML: {error.message}", where=[f"{path}:{error.line}:{error.column}"]
        ) from None
    try:
        return values, validated(values, model)
    except ValidationError as error:
        raise _explained(
            path, text, error, above=1 if model in KINDS else 0, profile=model.__name__ == "Person"
        ) from None


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise DataError("this is not a file", where=[str(path)], hint="name a YAML file")
        if path.is_file() and path.stat().st_size > yaml_reader.MAX_BYTES:
            raise DataError(f"the file is larger than {yaml_reader.MAX_BYTES:,} bytes", where=[str(path)])
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError("there is no such file", where=[str(path)], hint="check the path") from None
    except UnicodeDecodeError as error:
        raise DataError(f"the file is not UTF-8 text (byte {error.start})", where=[str(path)]) from None
    except OSError as error:
        raise DataError(f"the file cannot be read: {error.strerror}", where=[str(path)]) from None


def _explained(path: Path, text: str, error: ValidationError, *, above: int, profile: bool) -> DataError:
    """The error with the place of each problem; `above` steps of a path lie above the file's own root."""
    node = yaml_reader.compose(text)
    # A list that lost its wrong items is reported as too short, too; that is no problem of its own.
    every = error.errors(include_url=False, include_context=False)
    problems = [p for p in every if p["type"] != "too_short"] or every
    problems.sort(key=lambda p: p["type"] != "extra_forbidden")  # a misspelled field explains one that is missing
    where: list[str] = []
    shown = 1 if profile else _MOST_PROBLEMS
    for problem in problems[:shown]:
        location: Sequence[str | int] = problem["loc"][above:]
        line, column, found = yaml_reader.position(node, location)
        missing = [str(location[-1])] if problem["type"] == "missing" and location else []
        dotted = ".".join(str(step) for step in (*found, *missing)) or "(whole file)"
        where.append(f"{path}:{line}:{column}  {dotted}: {_sentence(problem['type'], problem['msg'])}")
    count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    hint = "the README shows a profile" if profile else "data/README.md shows what each field takes"
    return DataError(f"{count} in `{path.name}`", where=where, hint=hint)


def _sentence(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such field here; check the spelling"
    plain = {
        "missing": "this field is required",
        "tuple_type": "should be a list",
        "too_short": "should not be empty",
        "model_type": "should be a mapping of fields",
        "dict_type": "should be a mapping of fields",
        "model_attributes_type": "should be a mapping of fields",
        "string_pattern_mismatch": "is not written as this field is: see the guide for its form",
        "string_type": "should be text; put quotes around it if it looks like a number",
    }
    if kind in plain:
        return plain[kind]
    return message.removeprefix("Value error, ").removesuffix(".")
