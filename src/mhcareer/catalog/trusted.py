"""Values that were found right before, made into their models without being checked once more.

Checking needs Pydantic's schema of every model, which takes longer to make than a plan. What a wheel carries was
checked when it was built, and what the cache keeps when it was kept; `files` checks all else in full.
The models are the same to the last field, which a test holds for every file of the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BeforeValidator

from mhcareer.model.base import Model

M = TypeVar("M", bound=Model)

Convert = Callable[[Any], Any]
_set = object.__setattr__


def built(values: Any, model: type[M]) -> M:  # noqa: ANN401 - a mapping as it comes out of JSON
    """The model of values that are right, as they come out of JSON."""
    return _builder(model)(values)  # type: ignore[no-any-return]  # a builder makes its own model


@cache
def _builder(model: type[Model]) -> Convert:
    """Makes one model: its defaults, and over them what is given, in the order of its fields."""
    fields = model.model_fields
    blank = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
    converts = {
        name: convert
        for name, field in fields.items()
        if (convert := _converter(field.annotation, field.metadata)) is not None
    }

    def build(values: dict[str, Any]) -> Model:
        content = blank.copy()
        for name, value in values.items():
            convert = converts.get(name)
            content[name] = value if convert is None else convert(value)
        made = model.__new__(model)
        _set(made, "__dict__", content)
        _set(made, "__pydantic_fields_set__", set(values))
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made

    return build


def _converter(kind: Any, told: Iterable[object] = ()) -> Convert | None:  # noqa: ANN401 - an annotation
    """From the form in JSON to that in a model; None where they are the same."""
    before = next((one.func for one in told if isinstance(one, BeforeValidator)), None)
    if before is not None:
        return before  # type: ignore[return-value]  # none of ours asks for more than the value
    match get_origin(kind), get_args(kind):
        case origin, (inner, *more) if origin is Annotated:
            return _converter(inner, more)
        case origin, (inner, *_) if origin is tuple:
            return _of_each(_converter(inner))
        case origin, (_, inner) if origin is dict:
            return _of_each_value(_converter(inner))
        case origin, kinds if origin in (Union, UnionType):
            return _if_given([convert for one in kinds if one is not NoneType and (convert := _converter(one))])
    if isinstance(kind, type) and issubclass(kind, Model):
        return lambda value: _builder(kind)(value)  # noqa: PLW0108 - a model may contain itself
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else None


def _of_each(convert: Convert | None) -> Convert:
    return tuple if convert is None else lambda value: tuple([convert(one) for one in value])


def _of_each_value(convert: Convert | None) -> Convert | None:
    return None if convert is None else lambda value: {key: convert(one) for key, one in value.items()}


def _if_given(converts: list[Convert]) -> Convert | None:
    if not converts:
        return None
    if len(converts) > 1:
        raise TypeError("two kinds of model in one field: values do not tell which is meant")
    (convert,) = converts
    return lambda value: None if value is None else convert(value)
