"""The user's own files: edits that leave alone what they do not change, and writes that nothing can tear."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError
from mhcareer.profiles.editing import edited
from mhcareer.profiles.rendering import Value, document, entry, flow
from mhcareer.profiles.store import Store
from mhcareer.profiles.writing import write_whole

FORK = multiprocessing.get_context("fork")
BLANK = {"education": [{"level": "bachelors"}]}
LONG = 9_000
"""Characters of a field that take the disk more than one block."""

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


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A folder with one person of some size."""
    made = Store(tmp_path / "people")
    made.create("one", {**BLANK, "name": "0" * LONG, "target": "0" * LONG}, {})
    return made


def _write_on(store: Store) -> None:
    """Change a profile over and over; what it states agrees with itself each time."""
    for number in range(1, 10_000):
        digit = str(number % 10) * LONG
        store.change("one", lambda fields, digit=digit: {**fields, "name": digit, "target": digit})


def _is_whole(store: Store) -> str:
    profile = store.find("one").profile
    assert profile.name is not None
    assert profile.name == profile.target
    assert set(profile.name) == {profile.name[0]}
    assert len(profile.name) == LONG
    return profile.name[0]


def test_a_writer_killed_at_any_moment_leaves_a_whole_file(store: Store) -> None:
    """Sixty real processes, each killed while it writes; each time the file is sound, and the next can go on."""
    import filelock  # noqa: F401 - loaded before the processes split off, so that they are soon at work

    choices = random.Random(20)  # noqa: S311 - moments, not secrets
    seen = set()
    for _ in range(60):
        writer = FORK.Process(target=_write_on, args=(store,))
        writer.start()
        time.sleep(choices.uniform(0.01, 0.09))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        seen.add(_is_whole(store))
    assert len(seen) > 1, "the writers never got to write"
    store.change("one", lambda fields: {**fields, "name": "x", "target": "x"})
    assert [path.name for path in store.folder.glob(".one*")] == [], "what was left behind is cleared"


MOMENTS = ("mkstemp", "fsync", "replace", "reach_disk")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_writer_killed_at_each_step_leaves_the_old_or_the_new(store: Store, moment: str) -> None:
    """Before the replacement the old file stands, after it the new."""
    writer = FORK.Process(target=_die_at, args=(store, moment))
    writer.start()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    assert _is_whole(store) == ("7" if moment == "reach_disk" else "0")


def _die_at(store: Store, moment: str) -> None:
    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    from mhcareer.profiles import writing

    target = {"mkstemp": writing.tempfile, "fsync": os, "replace": Path, "reach_disk": writing}[moment]
    setattr(target, "_reach_disk" if moment == "reach_disk" else moment, die)
    digits = "7" * LONG
    store.change("one", lambda fields: {**fields, "name": digits, "target": digits})


def _add(store: Store, writer: int) -> None:
    for number in range(8):
        entry_ = {"toward": f"va-{writer}-{number}", "total": number}
        store.change("one", lambda fields, entry_=entry_: {**fields, "hours": [*fields.get("hours", []), entry_]})


def test_two_programs_that_write_at_once_lose_nothing(store: Store) -> None:
    """Whatever each of four adds is there in the end."""
    writers = [FORK.Process(target=_add, args=(store, writer)) for writer in range(4)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
        assert process.exitcode == 0
    added = {logged.toward for logged in store.find("one").profile.hours}
    assert added == {f"va-{writer}-{number}" for writer in range(4) for number in range(8)}


def test_a_failed_write_leaves_the_old_file(store: Store) -> None:
    """A full disk is told in one line, and nothing half-written stays."""
    results = FORK.Queue()
    writer = FORK.Process(target=_on_a_full_disk, args=(store, results))
    writer.start()
    said = results.get(timeout=30)
    writer.join()
    assert "cannot be written" in said
    assert "it is as it was" in said
    assert _is_whole(store) == "0"
    assert list(store.folder.glob("*.tmp")) == []


def _on_a_full_disk(store: Store, results: Any) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONG // 2, LONG // 2))
    digits = "9" * LONG
    try:
        store.change("one", lambda fields: {**fields, "name": digits, "target": digits})
    except DataError as error:
        written = error.message
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONG // 2, LONG // 2))
    results.put(written)


def test_files_are_closed_to_others(tmp_path: Path) -> None:
    """Mode 0600 in a folder of 0700, whatever stood there and whatever the mask."""
    folder = tmp_path / "people"
    folder.mkdir(mode=0o755)
    mask = os.umask(0)
    try:
        saved = Store(folder).create(None, BLANK, {})
        saved.path.chmod(0o644)
        Store(folder).change("profile-1", lambda fields: {**fields, "target": "lpc"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link points to is written, so that a folder kept elsewhere goes on being kept there."""
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("a: 1\n", encoding="utf-8")
    link.symlink_to(real)
    write_whole(link, "a: 2\n")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "a: 2\n"


def test_the_user_s_files_cost_nothing_until_they_are_asked_for() -> None:
    """Importing the store and the settings loads no terminal, no YAML, no locks, and nothing that one system lacks."""
    program = "import mhcareer.profiles.store, mhcareer.profiles.settings, sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"typer", "rich", "yaml", "filelock", "platformdirs", "fcntl", "mhcareer.planner"} & loaded


def test_a_file_that_cannot_be_edited_in_place_is_written_anew_and_kept(store: Store) -> None:
    """Forms of YAML that the editor does not know lose their remarks, never their content: the old file stays."""
    path = store.folder / "odd.yaml"
    text = "format: 1\n? education\n: # explicit\n  - level: none\n? credentials\n: - - a\n"
    path.write_text(text.replace("- - a", "- a"), encoding="utf-8")
    saved = store.change("odd", lambda fields: {**fields, "credentials": []})
    assert "written anew" in saved.notes[0]
    assert (store.folder / "odd.yaml.bak").read_text(encoding="utf-8") == text.replace("- - a", "- a")
    assert yaml_reader.read(path.read_text(encoding="utf-8"))["credentials"] == []
