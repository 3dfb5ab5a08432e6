"""Plain values to YAML that the strict reader reads back as they were, one fact a line, for people to read and mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mhcareer.catalog import yaml_reader

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
"""What stands in a YAML file."""

Fields = dict[str, Value]
"""What a file of the user's states, by field."""

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./_+-]*[A-Za-z0-9.+])?", re.ASCII)
_STEP = 2
"""Columns by which a level is indented."""


def flow(value: Value) -> str:
    """A value on one line, as it may stand anywhere."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return _scalar(value)


def entry(key: str, value: Value, column: int = 0) -> str:
    """The lines of one field, without a newline at the end; items of a list each get a line of their own."""
    return "\n".join(_entry(key, value, column))


def _entry(key: str, value: Value, column: int) -> Iterator[str]:
    lead = " " * column
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield f"{lead}{_scalar(key)}:"
        yield from (f"{lead}{' ' * _STEP}- {flow(item)}" for item in value)
    elif isinstance(value, dict) and any(isinstance(item, dict | list) for item in value.values()):
        yield f"{lead}{_scalar(key)}:"
        for name, item in value.items():
            yield from _entry(name, item, column + _STEP)
    else:
        yield f"{lead}{_scalar(key)}: {flow(value)}"


def document(fields: Mapping[str, Value], head: str, remarks: Mapping[str, str] | None = None) -> str:
    """A whole file.

    Args:
        fields: In the order in which they are to stand.
        head: Comment at the top, its lines without `#`.
        remarks: Comments above fields, by their names.
    """
    lines = [f"# {line}".rstrip() for line in head.split("\n")]
    for key, value in fields.items():
        if remarks and key in remarks:
            lines += ["", *(f"# {line}" for line in remarks[key].split("\n"))]
        lines.append(entry(key, value))
    return "\n".join(lines) + "\n"


def _scalar(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return str(value)
    if _SAFE.fullmatch(value) and yaml_reader.read(value) == value:
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}"
