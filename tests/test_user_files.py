"""The user's own files: writes that nothing can tear, and that nobody else can read."""

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
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError
from mhcareer.profiles.store import Store
from mhcareer.profiles.writing import write_whole

FORK = multiprocessing.get_context("fork")
BLANK = {"education": [{"level": "bachelors"}]}
LONG = 9_000
"""Characters of a field that take the disk more than one block."""


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
