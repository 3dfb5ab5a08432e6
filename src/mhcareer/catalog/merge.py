"""One file of the data with the overlays laid over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from mhcareer.catalog.files import read_file
from mhcareer.catalog.locate import Folders
from mhcareer.errors import DataError
from mhcareer.model.base import Model

M = TypeVar("M", bound=Model)


def read_layers(folders: Folders, name: str, model: type[M]) -> Iterator[tuple[Path, M]]:
    """The file as each folder has it, the project's first; folders without it are passed over.

    Raises:
        DataError: No folder has it, or one of them is wrong.
    """
    found = [layer for layer in folders.layers if has_file(layer, name)]
    if not found:
        raise DataError("there is no such file", where=[str(folders.base / f"{name}.yaml")], hint="check the path")
    for layer in found:
        yield layer, read_file(layer, name, model, folders.cache)


def read_merged(folders: Folders, name: str, model: type[M]) -> M:
    """The file with every overlay laid over it.

    Raises:
        DataError: As for `read_layers`.
    """
    if not folders.overlays:
        return read_file(folders.base, name, model, folders.cache)
    (_, result), *above = read_layers(folders, name, model)
    for _, layer in above:
        result = laid_over(result, layer)
    return result


def laid_over(below: M, above: M) -> M:
    """Mappings and lists of things with an id are merged by key; any other field that `above` gives replaces."""
    changes = {name: _field(getattr(below, name), getattr(above, name)) for name in above.model_fields_set}
    return below.model_copy(update=changes)


def _field(below: object, above: object) -> object:
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **above}
    if isinstance(below, tuple) and isinstance(above, tuple) and all(_key(item) for item in (*below, *above)):
        return tuple({_key(item): item for item in (*below, *above)}.values())
    return above


def _key(item: object) -> object:
    return getattr(item, "id", None) or getattr(item, "code", None)


def has_file(folder: Path, name: str) -> bool:
    """Whether a folder of data has a file of this name."""
    return (folder / "compiled" / f"{name}.json").is_file() or (folder / f"{name}.yaml").is_file()
