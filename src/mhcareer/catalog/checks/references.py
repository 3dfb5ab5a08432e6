"""What can be wrong with references.

Defined twice, used without being defined, defined without being used, not to be used, or not read for too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from mhcareer.catalog.checks.problem import Problem
from mhcareer.frozen import dataclass
from mhcareer.model.base import Model, Reference

_CONTENT_FARMS = ("eatsip365", "visualfoodie", "winenfood", "eathealthy365")


@dataclass(frozen=True)
class Layer:
    """The files of one folder, by name; an overlay may define again what the project's own folder defines."""

    folder: str
    """How a problem names the folder: empty for the project's own."""
    files: Mapping[str, Model]


def problems(layers: Sequence[Layer]) -> Iterator[Problem]:
    """Every problem with the references of all folders together."""
    defined: dict[str, str] = {}
    for layer in layers:
        here: dict[str, str] = {}
        for name, file in layer.files.items():
            for key, reference in getattr(file, "references", {}).items():
                if key in here:
                    yield Problem(layer.folder + name, f"references.{key}", f"is also defined in {here[key]}")
                here[key] = layer.folder + name
                for message in _reference(name, key, reference):
                    yield Problem(layer.folder + name, f"references.{key}", message)
        defined |= here
    used: set[str] = set()
    for layer in layers:
        for name, file in layer.files.items():
            for path, key in _used(file, ""):
                used.add(key)
                if key not in defined:
                    yield Problem(layer.folder + name, path, f"there is no reference `{key}`")
    for key, name in defined.items():
        if key not in used:
            yield Problem(name, f"references.{key}", "is not used by any figure; cite it or delete it")


def stale(layers: Iterable[Layer], months: int, today: date) -> Iterator[Problem]:
    """References that nobody has read for longer than a number of months."""
    for layer in layers:
        for name, file in layer.files.items():
            for key, reference in getattr(file, "references", {}).items():
                year, _, month = reference.checked.partition("-")
                age = (today.year - int(year)) * 12 + today.month - int(month[:2] or 1)
                if age > months:
                    message = f"was last read in {reference.checked}, {age} months ago"
                    yield Problem(layer.folder + name, f"references.{key}", message)


def _reference(name: str, key: str, reference: Reference) -> Iterator[str]:
    code = name.removeprefix("jurisdictions/")[:2].lower() if name.startswith("jurisdictions/") else None
    if code and not key.startswith(f"{code}-"):
        yield f"a key of this file must begin with `{code}-`"
    if any(farm in (reference.url or "") for farm in _CONTENT_FARMS):
        yield "is a content farm and never a source"


def _used(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Model):
        for field, inner in value:
            here = f"{path}.{field}" if path else field
            if field in ("ref", "against_ref"):
                yield from ((here, key) for key in inner)
            else:
                yield from _used(inner, here)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _used(item, f"{path}.{index}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _used(item, f"{path}.{key}")
