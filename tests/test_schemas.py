"""The published schemas are those of the models, and take every file of the data."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from mhcareer.catalog import yaml_reader
from mhcareer.catalog.locate import data_folder

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(data_folder().rglob("*.yaml"))


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_schemas", ROOT / "tools" / "make_schemas.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schemas_are_those_of_the_models() -> None:
    """`make schemas` would change nothing."""
    made = _tool().schemas()
    kept = {
        str(path.relative_to(ROOT / "schemas")): path.read_text(encoding="utf-8")
        for path in (ROOT / "schemas").rglob("*.json")
    }
    assert kept == made


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(data_folder())))
def test_a_data_file_names_the_schema_that_takes_it(path: Path) -> None:
    """An editor finds the schema from the first line, and finds nothing wrong."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line names the schema"
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(yaml_reader.read(text))


def test_a_schema_refuses_what_the_models_refuse() -> None:
    """A misspelled field, and a figure without a value."""
    schema = Draft202012Validator(json.loads((ROOT / "schemas" / "jurisdiction.json").read_text(encoding="utf-8")))
    good = yaml_reader.read((data_folder() / "jurisdictions" / "VA.yaml").read_text(encoding="utf-8"))
    good["credentials"][0]["bord"] = "x"
    assert not schema.is_valid(good)
    del good["credentials"][0]["bord"]
    good["credentials"][0]["fees_usd"] = {"application": {"unverified": True}}
    assert not schema.is_valid(good)
