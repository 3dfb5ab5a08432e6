"""A file of the data as plain values, unchecked: for what must be quick and may be wrong, such as a completion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mhcareer.catalog import yaml_reader
from mhcareer.catalog.locate import Folders


def read_plain(folders: Folders, name: str) -> Iterator[dict[str, Any]]:
    """The content of `name.yaml` in the project's folder and in each overlay that has one, the project's first.

    Raises:
        OSError, ValueError: A file cannot be read; the models, which would say where and why, are not asked.
    """
    for folder in (folders.base, *(overlay.path for overlay in folders.overlays)):
        compiled, source = folder / "compiled" / f"{name}.json", folder / f"{name}.yaml"
        if compiled.is_file():
            yield json.loads(compiled.read_text(encoding="utf-8"))
        elif source.is_file():
            yield yaml_reader.read(source.read_text(encoding="utf-8-sig"))
