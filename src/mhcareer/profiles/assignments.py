"""`key=value`, `key+=value` and `key-=value`: one change to what a profile states, in the words of its file.

A key is a field or a dotted path, as `education.0.semester_credits`; an entry of a list goes by its number or by what
it is about, as `hours.va-lpc.total`. A value is written as in the file, and nothing behind `=` takes the field away. To
a list of mappings a bare word says what an entry is about: `exams+=ncmhce`, `education+=masters:counseling`.
"""

from __future__ import annotations

import copy
import json
import re
from typing import Literal

from pydantic import ValidationError

from mhcareer.catalog import yaml_reader
from mhcareer.errors import UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.person import PRIVATE_FIELDS
from mhcareer.model.profile import Profile
from mhcareer.profiles.reading import sentence
from mhcareer.profiles.rendering import Fields, Value

_FORM = re.compile(r"\s*([A-Za-z_][\w.-]*?)\s*(\+=|-=|=)(.*)", re.ASCII | re.DOTALL)
_KEPT = ("format", "last_plan")
_TEXTS = ("name", "target", "state", "outside_credentials", "confirmed", "credentials", "consent")
_ABOUT = {"education": "level", "studying": "level", "exams": "id", "hours": "toward", "done": "step"}
"""What an entry of a list is known by."""


@dataclass(frozen=True)
class Assignment:
    """One change, read but not yet made."""

    path: tuple[str, ...]
    sign: Literal["=", "+=", "-="]
    value: Value

    @property
    def is_private(self) -> bool:
        """Whether it states a fact that only the person can know."""
        return self.path[0] in PRIVATE_FIELDS


def parse(words: str) -> Assignment:
    """The change that words describe.

    Raises:
        UsageError: Not an assignment, no such field, or a value that cannot be read; no value is repeated.
    """
    match = _FORM.fullmatch(words)
    if match is None:
        raise UsageError("a change is written `key=value`", hint="as in `state=VA`, `exams+=ncmhce`, `hours-=va-lpc`")
    key, sign, raw = match.groups()
    path = _path(key)
    if path[0] in _KEPT:
        raise UsageError(f"`{path[0]}` is kept by the program", hint="change the facts; the next plan renews it")
    if path[0] not in Profile.model_fields:
        raise UsageError(f"a profile has no field `{path[0]}`", hint=_near(path[0]))
    value = _value(path, raw.strip())
    if sign == "+=":
        return Assignment(path, "+=", value)
    return Assignment(path, "-=" if sign == "-=" else "=", value)


def _path(key: str) -> tuple[str, ...]:
    """The steps of a key: a field, the place or the id of an entry, its fields. Fields may be typed with hyphens."""
    first, *steps = key.split(".")
    return (first.replace("-", "_"), *steps[:1], *(step.replace("-", "_") for step in steps[1:]))


def apply(fields: Fields, change: Assignment) -> Fields:
    """What a profile states after a change.

    Raises:
        UsageError: The path leads nowhere, or there is nothing to take away.
    """
    changed = copy.deepcopy(fields)
    holder, last = _holder(changed, change)
    match change.sign:
        case "=":
            _set(holder, last, change)
        case "+=":
            _add(holder, last, change)
        case "-=":
            _take(holder, last, change)
    return changed


def _value(path: tuple[str, ...], raw: str) -> Value:
    if not raw:
        return None
    if path[0] in _TEXTS and not raw.startswith("["):
        return raw
    try:
        found: Value = yaml_reader.read(raw)
    except yaml_reader.YamlError:
        raise UsageError(f"the value for `{'.'.join(path)}` cannot be read", hint="write it as in the file") from None
    return found


def _holder(fields: Fields, change: Assignment) -> tuple[Fields | list[Value], str | int]:
    """The mapping or list in which the last step of a path stands, and that step."""
    holder: Value = fields
    for position, step in enumerate(change.path[:-1]):
        holder = _inside(holder, step, change.path[0])
        if not isinstance(holder, dict | list):
            raise UsageError(f"the profile has no `{'.'.join(change.path[: position + 1])}`", hint="add it first")
    last = change.path[-1]
    if isinstance(holder, list):
        place = _place(holder, last, change.path[0])
        if place is None:
            raise UsageError(f"the profile has no `{'.'.join(change.path)}`", hint="entries are counted from 0")
        return holder, place
    return (holder if isinstance(holder, dict) else fields), last


def _inside(holder: Value, step: str, field: str) -> Value:
    if isinstance(holder, dict):
        return holder.get(step)
    place = _place(holder, step, field) if isinstance(holder, list) else None
    return None if place is None else holder[place]  # type: ignore[index]  # a list, as above


def _place(entries: list[Value], step: str, field: str) -> int | None:
    """The place of an entry of a list, by its number or by what it is about, if there is just one such."""
    if step.isdecimal():
        return int(step) if int(step) < len(entries) else None
    about = _ABOUT.get(field, "")
    found = [place for place, one in enumerate(entries) if isinstance(one, dict) and one.get(about) == step]
    return found[0] if len(found) == 1 else None


def _set(holder: Fields | list[Value], last: str | int, change: Assignment) -> None:
    if change.value is None:
        if isinstance(holder, list):
            del holder[int(last)]
        else:
            holder.pop(str(last), None)
    elif isinstance(holder, list):
        holder[int(last)] = change.value
    else:
        holder[str(last)] = change.value


def _add(holder: Fields | list[Value], last: str | int, change: Assignment) -> None:
    present = _list_at(holder, last, change)
    added = change.value if isinstance(change.value, list) else [change.value]
    if not isinstance(holder, dict) or None in added:
        raise UsageError(f"nothing is named to add to `{'.'.join(change.path)}`", hint="as in `exams+=ncmhce`")
    if change.path == ("hours",) and any(isinstance(item, str) for item in added):
        raise UsageError("no hours are named", hint="as in `hours+={toward: va-lpc, total: 900, direct: 500}`")
    holder[str(last)] = [*present, *(_entry(change.path, item) for item in added)]


def _take(holder: Fields | list[Value], last: str | int, change: Assignment) -> None:
    present = _list_at(holder, last, change)
    wanted = _entry(change.path, change.value)
    about = _ABOUT.get(change.path[0], "")
    known_by = wanted.get(about) if isinstance(wanted, dict) and change.value != wanted else None
    alike = [
        index
        for index, item in enumerate(present)
        if item == wanted or (known_by is not None and isinstance(item, dict) and item.get(about) == known_by)
    ]
    if len(alike) > 1 and any(present[index] != present[alike[0]] for index in alike):
        raise UsageError(
            f"`{'.'.join(change.path)}` has {len(alike)} such entries",
            hint=f"take one away by its number, counted from 0, as `{change.path[0]}.{alike[0]}=`",
        )
    if alike:
        del present[alike[0]]
        return
    raise UsageError(
        f"`{'.'.join(change.path)}` has no such entry to take away", hint="`mhcareer profile show` lists them"
    )


def _list_at(holder: Fields | list[Value], last: str | int, change: Assignment) -> list[Value]:
    found = _inside(holder, str(last), change.path[0])
    is_list = change.path[0] in Profile.model_fields and isinstance(Profile.model_fields[change.path[0]].default, tuple)
    if found is None and (is_list or change.path[0] in _ABOUT):
        return []
    if not isinstance(found, list):
        raise UsageError(f"`{'.'.join(change.path)}` is not a list", hint="set it with `=`")
    return found


def _entry(path: tuple[str, ...], item: Value) -> Value:
    """An entry of a list from a bare word, where the list holds mappings."""
    about = _ABOUT.get(path[0]) if len(path) == 1 else None
    if about is None or not isinstance(item, str):
        return item
    word, colon, field = item.partition(":")
    return {about: word, "field": field} if colon and about == "level" else {about: item}


def _near(field: str) -> str:
    from difflib import get_close_matches

    known = [name for name in Profile.model_fields if name not in _KEPT]
    close = get_close_matches(field, known, n=3)
    return "did you mean " + ", ".join(f"`{name}`" for name in close) + "?" if close else "fields: " + ", ".join(known)


def checked_fields(fields: Fields) -> Profile:
    """The profile that plain values state.

    Raises:
        UsageError: They state none; names the field, and repeats no private fact.
    """
    try:
        return Profile.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        problem = min(problems, key=lambda p: p["type"] != "extra_forbidden")
        dotted = ".".join(str(step) for step in problem["loc"])
        said = f"`{dotted}`: {sentence(problem)}" if dotted else sentence(problem)
        raise UsageError(said, hint="the profile is as it was; the README shows every field") from None
