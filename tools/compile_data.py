"""Build step of the wheel: each YAML file of `data/` also as JSON, so that an installed program parses no YAML.

The reader is the program's own, loaded by path because the program is not installed while its wheel is built. The
JSON is a plain copy of the values; it goes through the same validation at run time as the YAML in a checkout.
"""

from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface[Any]):
    """Adds `mhcareer/data/compiled/**.json` to the wheel; an editable install reads the YAML in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder and have the wheel take it in."""
        if version == "editable":
            return
        root = Path(self.root)
        target = Path(tempfile.mkdtemp(prefix="mhcareer-data-"))
        reader = _reader(root / "src/mhcareer/catalog/yaml_reader.py")
        for source in sorted((root / "data").rglob("*.yaml")):
            compiled = target / source.relative_to(root / "data").with_suffix(".json")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            value = reader.read(source.read_text(encoding="utf-8"))
            compiled.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
        build_data["force_include"][str(target)] = "mhcareer/data/compiled"


def _reader(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mhcareer_yaml_reader", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
