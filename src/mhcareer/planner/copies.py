"""Changed copies of frozen values, in one step: the search for routes makes thousands of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import replace  # the same call, so that the type checker knows every field
else:
    T = TypeVar("T")

    def replace(value: T, /, **changes: object) -> T:
        """A copy of a dataclass with some fields changed; for plain ones, with neither slots nor cached properties."""
        copy = object.__new__(type(value))
        copy.__dict__.update(value.__dict__)
        copy.__dict__.update(changes)
        return copy


__all__ = ["replace"]
