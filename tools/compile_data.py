"""Build step of the wheel: the YAML files of `data/` also as JSON, so that an installed program parses no YAML.

Each file is compiled whole (`data/compiled/`), and cut into what a question over all states asks for (`data/index/`).
Reader and cutter are the program's own, loaded by path because the program is not installed while its wheel is built.
The JSON is a plain copy of the values. The program does not check once more what its own wheel carries, so every file
is checked here: a wheel of data that is wrong cannot be built.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface[Any]):
    """Adds `mhcareer/data/compiled` and `mhcareer/data/index`; an editable install reads the YAML in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write both into temporary folders and have the wheel take them in."""
        if version == "editable":
            return
        root = Path(self.root)
        _check(root)
        files = _read(root)
        jurisdictions = [values for name, values in files.items() if name.startswith("jurisdictions/")]
        slices = _module(root, "slices").every_slice(jurisdictions, files["roles"], files["occupations"])
        self._written: list[Path] = []
        for folder, content in (("compiled", files), ("index", dict(slices))):
            self._written.append(_written(content))
            build_data["force_include"][str(self._written[-1])] = f"mhcareer/data/{folder}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folders, which the wheel now holds."""
        for folder in getattr(self, "_written", ()):
            shutil.rmtree(folder)


def _check(root: Path) -> None:
    """Read every file as the program does.

    Raises:
        DataError: A file is wrong; lists every problem with its place.
    """
    sys.path.insert(0, str(root / "src"))
    try:
        from mhcareer.catalog.checks import names_of
        from mhcareer.catalog.files import read_file
    finally:
        sys.path.pop(0)
    for name, model in names_of(root / "data"):
        read_file(root / "data", name, model)


def _read(root: Path) -> dict[str, Any]:
    reader = _module(root, "yaml_reader")
    data = root / "data"
    return {
        source.relative_to(data).with_suffix("").as_posix(): reader.read(source.read_text(encoding="utf-8"))
        for source in sorted(data.rglob("*.yaml"))
    }


def _written(content: dict[str, Any]) -> Path:
    """A new folder with one JSON file for each name."""
    folder = Path(tempfile.mkdtemp(prefix="mhcareer-data-"))
    for name, values in content.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values, separators=(",", ":")), encoding="utf-8")
    return folder


def _module(root: Path, name: str) -> ModuleType:
    path = root / "src" / "mhcareer" / "catalog" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"mhcareer_{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
