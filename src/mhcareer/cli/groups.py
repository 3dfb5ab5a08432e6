"""Groups of options as one parameter: a command that takes a `Look` takes every option that a `Look` has.

Typer reads a command's signature. A parameter whose type is a dataclass stands here for the fields of the dataclass,
each with the option that its annotation names; the command gets the dataclass filled in. So an option that many
commands share is written once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, get_args, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def grouped(command: Callable[..., int]) -> Callable[..., int]:
    """The command with every parameter that is a group replaced by the options of the group."""
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    groups = {name: hints[name] for name in signature.parameters if is_dataclass(hints[name])}
    plain = [p.replace(annotation=hints[p.name]) for p in signature.parameters.values() if p.name not in groups]
    options = [option for group in groups.values() for option in _options(group)]

    @wraps(command)
    def run(**values: object) -> int:
        filled = {
            name: group(**{field.name: values.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return command(**values, **filled)

    listed = [*plain, *options]
    run.__signature__ = signature.replace(parameters=listed, return_annotation=int)  # type: ignore[attr-defined]  # Typer reads it
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in listed} | {"return": int}
    del run.__wrapped__  # Typer would look through to the short signature
    return run


def _options(group: type[DataclassInstance]) -> list[inspect.Parameter]:
    hints = {name: _under(hint, group) for name, hint in get_type_hints(group, include_extras=True).items()}
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]


def _under(hint: object, group: type[DataclassInstance]) -> object:
    """The annotation of an option with the heading of its group, under which help prints it."""
    panel, told = getattr(group, "PANEL", None), getattr(hint, "__metadata__", ())
    if panel is None or not told:
        return hint
    told = tuple(copy(one) for one in told)
    for one in told:
        one.rich_help_panel = panel
    return Annotated[(get_args(hint)[0], *told)]
