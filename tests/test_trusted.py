"""What is built from values that were found right is what checking them gives."""

from __future__ import annotations

import json

import pytest

from mhcareer.catalog import yaml_reader
from mhcareer.catalog.checks import names_of
from mhcareer.catalog.files import validated
from mhcareer.catalog.locate import data_folder
from mhcareer.catalog.trusted import built
from mhcareer.model.base import Model

FILES = names_of(data_folder())


def _state(value: object) -> object:
    """Everything that a model holds, with the type of each part."""
    if isinstance(value, Model):
        fields = [(name, _state(part)) for name, part in value.__dict__.items()]
        return type(value), fields, value.model_fields_set, value.model_extra, value.__pydantic_private__
    if isinstance(value, tuple | list):
        return type(value), [_state(part) for part in value]
    if isinstance(value, dict):
        return [(key, _state(part)) for key, part in value.items()]
    return type(value), value


@pytest.mark.parametrize(("name", "model"), FILES, ids=[name for name, _ in FILES])
def test_every_file_is_the_same_without_checks(name: str, model: type[Model]) -> None:
    """To the last field, its type, its order, and whether it was given."""
    values = yaml_reader.read((data_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
    assert _state(built(values, model)) == _state(validated(json.dumps(values), model))
