"""What is kept of parsed files: used when nothing has changed, never when anything has, and never in the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mhcareer.catalog import cache as cache_module
from mhcareer.catalog import yaml_reader
from mhcareer.catalog.cache import OFF, Cache
from mhcareer.catalog.checks import check
from mhcareer.catalog.files import json_of, read_file
from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.environment import cache_folder
from mhcareer.errors import DataError
from mhcareer.model.catalog import PlacesFile

ROOT = Path(__file__).resolve().parent.parent
PLAN = ["plan", "lpc", "--from", "high-school", "--state", "VA", "--start", "2027-01"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data with one file."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "places.yaml").write_text("places:\n  VA: Virginia\n", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(lambda: tmp_path / "cache")


def places(data: Path, cache: Cache) -> dict[str, str]:
    """What the one file says."""
    return dict(read_file(data, "places", PlacesFile, cache).places)


def entries(cache: Cache) -> list[Path]:
    """Every file in the cache."""
    assert cache.folder
    return sorted(cache.folder.iterdir()) if cache.folder.is_dir() else []


def aged(cache: Cache) -> None:
    """Make the entries look as if they were written long after what they were made from."""
    later = time.time() + 60
    for entry in entries(cache):
        os.utime(entry, (later, later))


def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, parsing YAML fails the test."""

    def refuse(text: str) -> object:
        raise AssertionError(f"parsed again: {text[:40]}")

    monkeypatch.setattr(yaml_reader, "read", refuse)


def test_a_file_is_parsed_once(data: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads what the first one kept, and finds the same."""
    assert places(data, cache) == {"VA": "Virginia"}
    aged(cache)
    no_yaml(monkeypatch)
    assert places(data, cache) == {"VA": "Virginia"}


def test_without_a_cache_it_is_parsed_each_time(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`OFF` keeps nothing."""
    assert places(data, OFF) == {"VA": "Virginia"}
    no_yaml(monkeypatch)
    with pytest.raises(AssertionError, match="parsed again"):
        places(data, OFF)


def test_an_edit_is_seen(data: Path, cache: Cache) -> None:
    """A file of another size or time has no entry."""
    places(data, cache)
    aged(cache)
    (data / "places.yaml").write_text("places:\n  VA: Virginia\n  WY: Wyoming\n", encoding="utf-8")
    assert places(data, cache) == {"VA": "Virginia", "WY": "Wyoming"}


def test_an_edit_that_hides_its_size_and_time_is_seen(data: Path, cache: Cache) -> None:
    """As many bytes, and the time set back to what it was."""
    places(data, cache)
    aged(cache)
    path = data / "places.yaml"
    before = path.stat()
    path.write_text("places:\n  VA: Wirginia\n", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert places(data, cache) == {"VA": "Wirginia"}


def test_an_entry_as_young_as_its_source_is_not_used(data: Path, cache: Cache) -> None:
    """An edit in the same tick of a coarse clock would leave size and times as they were."""
    stamp = cache.stamp([data / "places.yaml"])
    cache.keep("key", stamp, "{}")
    assert cache.kept("key", stamp) is None
    aged(cache)
    assert cache.kept("key", stamp) == "{}"


def test_another_program_reads_the_yaml_anew(data: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry holds what one version of the program made of a file and found right."""
    places(data, cache)
    aged(cache)
    monkeypatch.setattr(cache_module, "_FORMAT", cache_module._FORMAT + 1)
    no_yaml(monkeypatch)
    with pytest.raises(AssertionError, match="parsed again"):
        places(data, cache)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-4]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"Virginia", b"Wirginia")),
        lambda path: path.write_bytes(b"\xff\xfe\n{}"),
        lambda path: path.write_text('{"places": {"VA": "Wirginia"}}', encoding="utf-8"),
    ],
    ids=["empty", "cut off", "a letter", "not text", "no digest"],
)
def test_a_damaged_entry_is_replaced(
    data: Path, cache: Cache, damage: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs the time of parsing once more, and nothing is said."""
    places(data, cache)
    (entry,) = entries(cache)
    damage(entry)
    aged(cache)
    assert places(data, cache) == {"VA": "Virginia"}
    aged(cache)
    no_yaml(monkeypatch)
    assert places(data, cache) == {"VA": "Virginia"}


def test_a_folder_in_place_of_an_entry_is_no_error(data: Path, cache: Cache) -> None:
    """It can neither be read nor replaced, and nothing is left lying beside it."""
    places(data, cache)
    (entry,) = entries(cache)
    entry.unlink()
    (entry / "inside").mkdir(parents=True)
    assert places(data, cache) == {"VA": "Virginia"}
    assert entries(cache) == [entry]


def test_a_cache_that_cannot_be_written_is_no_error(data: Path, tmp_path: Path) -> None:
    """A file stands where its folder should be."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        assert places(data, Cache(lambda folder=folder: folder)) == {"VA": "Virginia"}


def test_the_entries_are_for_the_user_alone(data: Path, cache: Cache) -> None:
    """Nobody else may read them or put others in their place."""
    places(data, cache)
    assert cache.folder
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(entry.stat().st_mode) for entry in entries(cache)] == [0o600]


def test_what_is_wrong_is_not_kept(data: Path, cache: Cache) -> None:
    """Each run names the line anew, whether the YAML or its content is wrong."""
    for text, place in (("places:\n  VA: [\n", ":3:1"), ("places:\n  VA: Virginia\nplace: {}\n", ":3:8")):
        (data / "places.yaml").write_text(text, encoding="utf-8")
        for _ in range(2):
            with pytest.raises(DataError) as found:
                places(data, cache)
            assert place in found.value.where[0]
        assert entries(cache) == []


def test_the_json_is_that_of_the_file(data: Path, cache: Cache) -> None:
    """Fresh or kept, it is the same."""
    fresh = json_of(data, "places", PlacesFile, cache)
    aged(cache)
    assert fresh == json_of(data, "places", PlacesFile, cache) == '{"places":{"VA":"Virginia"}}'


def test_the_environment_decides_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`off`, a folder, or what the system has for it."""
    monkeypatch.setenv("MHCAREER_CACHE", "off")
    assert cache_folder() is None
    monkeypatch.setenv("MHCAREER_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("MHCAREER_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    found = cache_folder()
    assert found is not None
    assert found.is_relative_to(tmp_path)


def test_the_folder_is_asked_for_only_when_there_is_yaml_to_read() -> None:
    """An installed program reads no YAML and never looks for a cache."""
    asked: list[int] = []
    cache = Cache(lambda: asked.append(1))  # type: ignore[func-returns-value]  # it only takes note
    assert asked == []
    assert cache.folder is None
    assert cache.stamp([ROOT / "data" / "places.yaml"]) is None
    assert asked == [1]


def run(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Start the program with a cache of its own."""
    environment = {**os.environ, "MHCAREER_TODAY": "2026-11-22", "MHCAREER_CACHE": str(folder)}
    command = [sys.executable, "-m", "mhcareer", *PLAN, *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_processes_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """All give the same plan; each entry is whole, and no half-written file is left."""
    processes = [run(tmp_path / "cache") for _ in range(4)]
    answers = {(*process.communicate(), process.returncode) for process in processes}
    assert len(answers) == 1
    assert next(iter(answers))[1:] == ("", 0)
    shared = Cache(lambda: tmp_path / "cache")
    assert entries(shared)
    assert all(entry.suffix == ".json" for entry in entries(shared))
    kept = [entry.read_bytes() for entry in entries(shared)]
    again = run(tmp_path / "cache")
    assert (*again.communicate(), again.returncode) in answers
    assert [entry.read_bytes() for entry in entries(shared)] == kept


def test_a_second_plan_in_a_checkout_parses_no_yaml(tmp_path: Path) -> None:
    """The whole program, not only its reader."""
    folder = tmp_path / "cache"
    run(folder).communicate()
    aged(Cache(lambda: folder))
    code = (
        f"import sys\nfrom mhcareer.cli.main import run\n"
        f"assert run({PLAN!r}) == 0\nprint(*sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "MHCAREER_TODAY": "2026-11-22", "MHCAREER_CACHE": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert "mhcareer.planner.plan" in done.stderr.split()
    assert "yaml" not in done.stderr.split()


def test_a_profile_is_never_kept(tmp_path: Path) -> None:
    """What a person says of themselves stays in their own file."""
    profile = tmp_path / "client.yaml"
    profile.write_text("state: VA\nborn: '1991-07-23'\neducation: [{level: high-school}]\n", encoding="utf-8")
    process = run(tmp_path / "cache", "--profile", str(profile))
    process.communicate()
    assert process.returncode == 0
    assert entries(Cache(lambda: tmp_path / "cache"))
    assert not [entry for entry in entries(Cache(lambda: tmp_path / "cache")) if b"1991-07-23" in entry.read_bytes()]


def test_a_kept_catalog_is_the_catalog(tmp_path: Path) -> None:
    """With and without a cache, fresh and kept, every fact of a state is the same."""
    kept = Folders(ROOT / "data", cache=Cache(lambda: tmp_path / "cache"))
    plain = load_catalog({"VA", "US"}, Folders(ROOT / "data"))
    assert load_catalog({"VA", "US"}, kept) == plain
    assert entries(kept.cache)
    aged(kept.cache)
    assert load_catalog({"VA", "US"}, kept) == plain


def test_the_check_reads_the_yaml_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is kept, it looks at each file, since it must name lines."""

    def refuse(text: str) -> object:
        raise yaml_reader.YamlError(f"read {len(text)} characters")

    base = data_folders().base
    folders = Folders(base, cache=Cache(lambda: tmp_path / "cache"))
    load_catalog({"VA"}, folders)
    aged(folders.cache)
    monkeypatch.setattr(yaml_reader, "read", refuse)
    assert load_catalog({"VA"}, folders).credentials
    assert len(check(folders)) == len(list(base.rglob("*.yaml")))
