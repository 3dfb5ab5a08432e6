"""Edits of the user's own files that leave alone whatever they do not change."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhcareer.catalog import yaml_reader
from mhcareer.profiles.editing import edited
from mhcareer.profiles.rendering import Value, document, entry, flow

TEXT = """---
# head
"state":   VA   # home

education: [
  {level: masters,   # the degree
   field: counseling},
  # other
  {level: bachelors},
]
note: |
  line one
  # not a comment

exams:   # passed
  # nce first
  -
    id: nce   # why
    passed: 2026-01-01
  - id: ncmhce

  # trailing
credentials:
- a   # one
# between
- b
name: 'it''s'
empty:
# end
...
"""
EDITS: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "a word": (lambda v: v.update(state="TX"), '"state":   VA   # home', '"state":   TX   # home'),
    "an item of a row": (
        lambda v: v["education"].pop(0),
        "{level: masters,   # the degree\n   field: counseling},",
        "",
    ),
    "the last of a row": (lambda v: v["education"].pop(1), "{level: bachelors},", ""),
    "another in a row": (lambda v: v["education"].append({"level": "none"}), "},\n]", "},\n{level: none}]"),
    "a field in brackets": (
        lambda v: v["education"][0].update(semester_credits=60),
        "field: counseling}",
        "field: counseling, semester_credits: 60}",
    ),
    "lines of text": (lambda v: v.update(note="x"), "|\n  line one\n  # not a comment\n\n", "x\n\n"),
    "an item of a list": (lambda v: v["exams"].pop(1), "  - id: ncmhce\n", ""),
    "another in a list": (
        lambda v: v["exams"].append({"id": "ase"}),
        "- id: ncmhce\n",
        "- id: ncmhce\n  - {id: ase}\n",
    ),
    "a field of an item": (lambda v: v["exams"][0].pop("passed"), "    passed: 2026-01-01\n", ""),
    "the first field": (lambda v: v["exams"][0].pop("id"), "    id: nce   # why\n", ""),
    "between remarks": (lambda v: v["credentials"].pop(0), "- a   # one\n", ""),
    "a list to nothing": (lambda v: v.update(exams=[]), "exams:   # passed", "exams: []   # passed"),
    "nothing to a word": (lambda v: v.update(empty=5), "empty:", "empty: 5"),
    "a field": (lambda v: v.pop("empty"), "empty:\n", ""),
    "a new field": (lambda v: v.update(hours=[{"total": 1}]), "empty:\n", "empty:\nhours:\n  - {total: 1}\n"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_its_own_characters_alone(name: str) -> None:
    """Remarks, blank lines, quotes and order stay, whatever the style in which a file is written."""
    alter, old, new = EDITS[name]
    assert TEXT.count(old) == 1
    wanted = yaml_reader.read(TEXT)
    alter(wanted)
    got = edited(TEXT, wanted)
    assert yaml_reader.read(got) == wanted
    if name == "a list to nothing":
        assert "# nce first" in got
        assert "ncmhce" not in got
    else:
        assert got == TEXT.replace(old, new)


NASTY = (
    "va-lpc",
    "2026-05-01",
    "a b",
    "",
    "true",
    "12",
    "1.5",
    "x: y",
    "# no",
    "- d",
    'José "q" 🙂',
    "it's",
    "a\nb",
    "[x]",
)
NASTIER = ("*x", "&y", "!z", "%a", "@b", "`c", "a #b", "\u2028x", "\x85y", "\x7f", "\x1b[31m", "---", "=", "a: ", " a ")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-5, 3000), st.sampled_from([*NASTY, *NASTIER]))
KEYS = st.sampled_from(["state", "hours", "exams", "done", "name", "level", "a", "true", "12"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
FIELDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@given(old=FIELDS, new=FIELDS, keep=st.booleans(), choices=st.randoms(use_true_random=False))
def test_any_file_can_be_edited_to_state_anything(
    old: dict[str, Value], new: dict[str, Value], keep: bool, choices: random.Random
) -> None:
    """In any style, with remarks anywhere: the text states what it should, and remarks between fields stay."""
    lines: list[str] = []
    for number, (key, value) in enumerate(old.items()):
        lines += [f"# remark {number}", *_styled(key, value, 0, choices)]
    text = "\n".join(lines) + choices.choice(["", "\n", "\n\n# the end\n"])
    assert yaml_reader.read(text) == old
    wanted = {**old, **new} if keep else new
    got = edited(text, wanted)
    assert repr(_sorted(yaml_reader.read(got))) == repr(_sorted(wanted))
    assert [line for line in got.split("\n") if line.startswith("# remark")] == lines_of_remarks(len(old))


def lines_of_remarks(count: int) -> list[str]:
    """The remarks of the text above, in order."""
    return [f"# remark {number}" for number in range(count)]


def _styled(key: str, value: Value, column: int, choices: random.Random) -> list[str]:
    """A field in one of the ways in which a person may write it."""
    lead, remark = " " * column, choices.choice(["", "  # said"])
    if isinstance(value, dict) and value and choices.random() < 0.6:
        inner = [line for k, v in value.items() for line in _styled(k, v, column + 2, choices)]
        return [f"{lead}{flow(key)}:{remark}", f"{lead}  # inside", *inner]
    if isinstance(value, list) and value and choices.random() < 0.6:
        dash = column + choices.choice([0, 2])
        return [f"{lead}{flow(key)}:{remark}", *(line for item in value for line in _item(item, dash, choices))]
    return [f"{lead}{flow(key)}: {flow(value)}{remark}"]


def _item(value: Value, column: int, choices: random.Random) -> list[str]:
    if isinstance(value, dict) and value and choices.random() < 0.6:
        inner = [line for k, v in value.items() for line in _styled(k, v, column + 2, choices)]
        return [f"{' ' * column}- {inner[0].lstrip()}", *inner[1:]]
    return [f"{' ' * column}- {flow(value)}" + choices.choice(["", "  # one"])]


def _sorted(value: Any) -> Any:
    """A value with its keys in order, so that true and 1 can be told apart by how they are written."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


@given(FIELDS)
def test_whatever_is_written_is_read_back(fields: dict[str, Value]) -> None:
    """A new file states what it was given, true as true and 12 as it was."""
    text = document(fields, "head\nof the file", {"state": "where"})
    assert repr(_sorted(yaml_reader.read(text))) == repr(_sorted(fields))
    key, value = next(iter(fields.items()))
    assert yaml_reader.read(entry(key, value, 4)) == {key: value}
