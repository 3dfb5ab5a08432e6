"""`@dataclass(frozen=True)` without the cost of its definition.

The standard library writes six functions for each such class as text and has them compiled: at more than a hundred
classes, that takes as long as a plan. Here the classes share functions that go by the names of the fields. A type
checker sees the standard library's own.
"""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - a name to import from here
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:  # noqa: ANN401 - a class, or what makes one
        """The same class as of `dataclasses.dataclass`; the standard library's own for options other than `frozen`.

        Not for a class that inherits fields, or that writes `__eq__`, `__hash__` or `__repr__` itself.
        """
        if cls is None:
            return lambda given: dataclass(given, **options)
        if options != {"frozen": True} or hasattr(cls, "__post_init__"):
            return dataclasses.dataclass(cls, **options)
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False)
        made.__init__ = _init(made)
        made.__eq__, made.__hash__ = _comparing([f.name for f in dataclasses.fields(made) if f.compare])
        made.__repr__, made.__setattr__, made.__delattr__ = _repr, _refuse, _refuse
        return made


def _init(cls: Any) -> Any:  # noqa: ANN401 - a class of any fields
    own = dataclasses.fields(cls)
    names = tuple(field.name for field in own if field.init)
    plain = {field.name: field.default for field in own if field.default is not dataclasses.MISSING}
    factories = [(f.name, f.default_factory) for f in own if f.default_factory is not dataclasses.MISSING]
    every, count = frozenset(names), len(own)

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: ANN401, N807 - it becomes the class's own
        values = self.__dict__
        if plain:
            values.update(plain)
        for name, make in factories:
            values[name] = make()
        values.update(zip(names, given))  # noqa: B905 - as many as there are
        if named:
            values.update(named)
        twice = named and not named.keys().isdisjoint(names[: len(given)])
        if len(values) != count or len(given) > len(names) or twice or not (named.keys() <= every):
            raise TypeError(f"{cls.__qualname__} takes {', '.join(names)}")

    return __init__


def _comparing(names: list[str]) -> Any:  # noqa: ANN401 - two functions over a class of any fields
    values_of = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: ANN401, N807 - it becomes the class's own
        return bool(values_of(self) == values_of(other)) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: ANN401, N807 - it becomes the class's own
        return hash(values_of(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:  # noqa: ANN401 - a value of any class
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, *_: object) -> None:  # noqa: ARG001 - the form that Python calls
    raise FrozenInstanceError(f"cannot change field {name!r}")
