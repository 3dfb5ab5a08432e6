"""Frozen dataclasses behave like the standard library's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, field, replace
from typing import Any, ClassVar

import pytest

from mhcareer.frozen import dataclass


def _kind(made_by: Callable[..., Any]) -> Any:
    class Point:
        """Every kind of field that the program has."""

        KIND: ClassVar[str] = "point"
        x: int
        y: int
        note: str = "none"
        seen: Sequence[int] = field(default_factory=list)
        _kept: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    return made_by(frozen=True)(Point)


OURS, THEIRS = _kind(dataclass), _kind(dataclasses.dataclass)


@pytest.mark.parametrize("kind", [OURS, THEIRS])
def test_fields_come_from_arguments_and_defaults(kind: Any) -> None:
    """By position, by name, by default, and made anew for each value."""
    one = kind(1, y=2)
    assert (one.x, one.y, one.note, one.seen) == (1, 2, "none", [])
    assert one.seen is not kind(1, 2).seen
    assert repr(one) == f"{kind.__qualname__}(x=1, y=2, note='none', seen=[])"
    assert replace(one, y=3) == kind(1, 3)
    assert {f.name for f in dataclasses.fields(one)} == {"x", "y", "note", "seen", "_kept"}


@pytest.mark.parametrize("kind", [OURS, THEIRS])
def test_values_are_equal_by_what_is_compared(kind: Any) -> None:
    """Not by what is kept beside it, and never with a value of another class."""
    one, other = kind(1, 2, seen=()), kind(1, 2, seen=())
    one._kept["x"] = 1
    assert one == other
    assert hash(one) == hash(other)
    assert one != kind(1, 3, seen=())
    assert one != (1, 2, "none", ())


@pytest.mark.parametrize("kind", [OURS, THEIRS])
@pytest.mark.parametrize(("given", "named"), [((1,), {}), ((1, 2, "", [], 5), {}), ((1,), {"z": 2}), ((), {"x": 1})])
def test_wrong_arguments_are_refused(kind: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Too few, too many, and unknown ones."""
    with pytest.raises(TypeError):
        kind(*given, **named)


@pytest.mark.parametrize("kind", [OURS, THEIRS])
def test_nothing_can_be_changed(kind: Any) -> None:
    """Neither set nor taken away."""
    one = kind(1, 2)
    with pytest.raises(FrozenInstanceError):
        one.x = 5
    with pytest.raises(FrozenInstanceError):
        del one.x
