"""A folder of one's own data: what it adds and overrides, and that it says whose it is wherever it shows."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "mhcareer", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "MHCAREER_TODAY": "2026-11-22", **environment},
    )


def blocks(language: str) -> list[str]:
    """The fenced blocks of CONTRIBUTING.md in one language, without their indent."""
    found = re.findall(rf"   ```{language}\n(.*?)   ```", CONTRIBUTING, re.DOTALL)
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in found]


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A folder in which CONTRIBUTING.md was followed to the letter."""
    for block in blocks("yaml"):
        named = re.search(r"^# (my-data/\S+)$", block, re.MULTILINE)
        assert named
        path = tmp_path / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    return tmp_path


def test_following_contributing_to_the_letter_works(followed: Path) -> None:
    """Each command that it shows succeeds and shows the new rule."""
    (commands,) = blocks("sh")
    lines = commands.strip().split("\n")
    assert len(lines) == 3
    check, rules, plan = (run(*shlex.split(line)[1:], cwd=followed) for line in lines)
    assert check.returncode == 0, check.stdout
    assert "the data is sound" in check.stdout
    for done in (rules, plan):
        assert done.returncode == 0, done.stderr
        assert "Regional Peer Helper" in done.stdout
        text = " ".join(done.stdout.split())
        assert "own data of Career Center: a certificate of our region" in text


def test_an_override_replaces_one_credential_and_leaves_the_rest(followed: Path) -> None:
    """The credential that the overlay repeats is the overlay's; its neighbors stay the program's."""
    before = json.loads(run("rules", "--state", "WY", "--format", "json", cwd=followed).stdout)
    path = followed / "my-data" / "jurisdictions" / "WY.yaml"
    replaced = before["credentials"][0]["id"]
    text = path.read_text(encoding="utf-8").replace("wy-regional-peer-helper", replaced)
    path.write_text(text, encoding="utf-8")
    after = json.loads(run("rules", "--state", "WY", "--data", "my-data", "--format", "json", cwd=followed).stdout)
    assert [c["id"] for c in after["credentials"]] == [c["id"] for c in before["credentials"]]
    changed = {c["id"]: c["origin"] for c in after["credentials"] if c["origin"]}
    assert list(changed) == [replaced]
    assert after["credentials"][1:] == before["credentials"][1:]


def test_the_configuration_directory_is_laid_over_every_answer(followed: Path) -> None:
    """What lies there needs no option."""
    home = followed / "config"
    (home / "mhcareer").mkdir(parents=True)
    (followed / "my-data").rename(home / "mhcareer" / "data")
    done = run("rules", "wy-regional-peer-helper", cwd=followed, XDG_CONFIG_HOME=str(home), HOME=str(followed))
    assert done.returncode == 0, done.stderr
    assert "own data of Career Center" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: (data / "overlay.yaml").unlink(), "has no `overlay.yaml`"),
        (lambda data: (data / "overlay.yaml").write_text("whose: me\n", encoding="utf-8"), "why"),
        (lambda data: (data / "jurisdictions" / "WY.yaml").write_text("jurisdiction: [", encoding="utf-8"), "WY.yaml"),
        (lambda data: (data / "jurisdictions" / "WY.yaml").write_text("null\n", encoding="utf-8"), "WY.yaml"),
        (lambda data: (data / "exams.yaml").write_text("~\n", encoding="utf-8"), "exams.yaml"),
    ],
    ids=["nobody's", "no reason", "not YAML", "null", "null exams"],
)
def test_a_spoiled_folder_is_one_line(followed: Path, spoil: object, said: str) -> None:
    """It names the folder or file, and what to do; nothing is printed as an answer."""
    assert callable(spoil)
    spoil(followed / "my-data")
    done = run("rules", "wy-lpc", "--data", "my-data", cwd=followed)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    """A mistyped path."""
    done = run("roles", "--data", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("jurisdictions/WY.yml", "x: 1", "is no file of the data"),
        ("exam.yaml", "references: {}\nexams: []", "is no file of the data"),
        ("roles.txt", "x", "is no file of the data"),
    ],
)
def test_a_file_that_nobody_would_read_is_found(followed: Path, name: str, text: str, said: str) -> None:
    """The check does not call sound what it never looks at."""
    (followed / "my-data" / name).write_text(text, encoding="utf-8")
    done = run("data", "check", "--data", "my-data", cwd=followed)
    assert done.returncode == 1
    assert said in done.stdout


def test_an_id_that_stands_twice_is_found(followed: Path) -> None:
    """The second of two credentials with one id would hide the first."""
    path = followed / "my-data" / "jurisdictions" / "WY.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: wy-regional"), text.index("references:")
    path.write_text(text[:end] + text[start:end] + text[end:], encoding="utf-8")
    done = run("data", "check", "--data", "my-data", cwd=followed)
    assert done.returncode == 1
    assert "stands 2 times" in done.stdout


def test_a_figure_beyond_the_calendar_is_one_line(followed: Path) -> None:
    """The check finds it by its bounds; a plan says where to look."""
    path = followed / "my-data" / "jurisdictions" / "WY.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 40,", "value: 999999999,"), encoding="utf-8")
    done = run("plan", "wy-regional-peer-helper", "--from", "high-school", "--data", "my-data", cwd=followed)
    assert done.returncode == 1
    assert "data check" in done.stderr
    assert "outside 1 to" in run("data", "check", "--data", "my-data", cwd=followed).stdout
