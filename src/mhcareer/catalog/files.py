"""One data file to one checked model.

YAML is the authoring format and is read in place. A wheel also carries each file as JSON under `compiled/`, made
from the very same YAML when the wheel is built, because parsing YAML costs more than all the rest of a run. Both
go through the same strict validation.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError
from mhcareer.model.catalog import (
    DataFile,
    ExamsFile,
    FieldsFile,
    JurisdictionFile,
    PlacesFile,
    PlanningFile,
    ProgramsFile,
    RolesFile,
    SharedReferencesFile,
)

M = TypeVar("M", bound=BaseModel)

_MOST_PROBLEMS = 20
_KINDS: dict[type[BaseModel], str] = {
    JurisdictionFile: "jurisdiction",
    ProgramsFile: "programs",
    ExamsFile: "exams",
    FieldsFile: "fields",
    PlanningFile: "planning",
    PlacesFile: "places",
    RolesFile: "roles",
    SharedReferencesFile: "references",
}


def read_file(folder: Path, name: str, model: type[M]) -> M:
    """The checked content of `folder/name.yaml`, or of its compiled form if the folder has one.

    Raises:
        DataError: Missing, unreadable, or wrong; lists every problem with line, column and path.
    """
    compiled = folder / "compiled" / f"{name}.json"
    if compiled.is_file():
        return _validated(compiled.read_text(encoding="utf-8"), model)
    return read_yaml(folder / f"{name}.yaml", model)


def read_yaml(path: Path, model: type[M]) -> M:
    """The checked content of one YAML file.

    Raises:
        DataError: As for `read_file`.
    """
    import json

    text = _text(path)
    try:
        value = yaml_reader.read(text)
    except yaml_reader.YamlError as error:
        raise DataError(
            f"cannot read the file as YAML: {error.message}", where=[f"{path}:{error.line}:{error.column}"]
        ) from None
    try:
        return _validated(json.dumps(value), model)
    except ValidationError as error:
        raise _explained(path, text, error, above=1 if model in _KINDS else 0) from None


def _validated(text: str, model: type[M]) -> M:
    kind = _KINDS.get(model)
    if kind is None:
        return model.model_validate_json(text)
    found: M = getattr(DataFile.model_validate_json(f'{{"{kind}":{text}}}'), kind)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError("there is no such file", where=[str(path)], hint="check the path") from None
    except UnicodeDecodeError as error:
        raise DataError(f"the file is not UTF-8 text (byte {error.start})", where=[str(path)]) from None
    except OSError as error:
        raise DataError(f"the file cannot be read: {error.strerror}", where=[str(path)]) from None


def _explained(path: Path, text: str, error: ValidationError, *, above: int) -> DataError:
    """The error with the place of each problem; `above` steps of a path lie above the file's own root."""
    node = yaml_reader.compose(text)
    problems = error.errors(include_url=False, include_context=False)
    where: list[str] = []
    for problem in problems[:_MOST_PROBLEMS]:
        location: Sequence[str | int] = problem["loc"][above:]
        line, column, found = yaml_reader.position(node, location)
        missing = [str(location[-1])] if problem["type"] == "missing" and location else []
        dotted = ".".join(str(step) for step in (*found, *missing)) or "(whole file)"
        where.append(f"{path}:{line}:{column}  {dotted}: {_sentence(problem['type'], problem['msg'])}")
    if len(problems) > _MOST_PROBLEMS:
        where.append(f"... and {len(problems) - _MOST_PROBLEMS} more")
    count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    return DataError(f"{count} in `{path.name}`", where=where, hint="data/README.md shows what each field takes")


def _sentence(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such field here; check the spelling"
    if kind == "missing":
        return "this field is required"
    return message.removeprefix("Value error, ").removesuffix(".")
