"""What the README and the stories show is what the program prints; the pictures are what it draws."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The maker of the stories."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import stories

    return stories


@pytest.mark.skipif(sys.platform == "win32", reason="the stories are run by a POSIX shell")
@pytest.mark.parametrize("name", ["stories", "pictures"])
def test_what_is_shown_is_what_the_program_prints(name: str) -> None:
    """To the byte; `make stories` and `make pictures` renew it."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / f"{name}.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stderr}renew with `make {name}`, then read the diff"


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_fetches_nothing_and_is_shown(path: Path) -> None:
    """No address but the name of the format, no script, and a place in the README."""
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"\s)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\((.)", text)) <= {"#"}
    assert "<script" not in text
    assert f"docs/pictures/{path.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_pictures(tool: ModuleType) -> None:
    """Those of the source, and no others."""
    assert [path.name for path in PICTURES] == sorted(picture.file for picture in tool.read_book().pictures)


def test_there_are_ten_stories(tool: ModuleType) -> None:
    """As the page says, each with a name of its own."""
    book = tool.read_book()
    assert len(book.stories) == 10
    names = [part.id for part in (*book.stories, *book.tour)]
    assert len(set(names)) == len(names)


def test_an_excerpt_says_what_is_left_out(tool: ModuleType) -> None:
    """Dots stand wherever lines with text are left out, and nowhere else."""
    lines = ["Title", "", "ONE", "a", "", "TWO", "b", "", "THREE", "c"]
    spans = [tool.Span(until="ONE"), tool.Span(first="TWO", until="THREE")]
    assert tool.cut(lines, spans, "x") == ["Title", "...", "TWO", "b", "..."]
    assert tool.cut(lines, [tool.Span()], "x") == lines
    assert tool.cut(lines, [tool.Span(first="THREE")], "x") == ["...", "THREE", "c"]


def test_an_excerpt_of_what_is_no_longer_there_is_an_error(tool: ModuleType) -> None:
    """The message names the command and the words that it looked for."""
    with pytest.raises(tool.StoryError, match="no line of `x` begins with `FOUR`"):
        tool.cut(["ONE"], [tool.Span(first="FOUR")], "x")


def test_a_story_that_ends_otherwise_is_an_error(tool: ModuleType, tmp_path: Path) -> None:
    """Another exit code than the one that the story names."""
    book = tool.read_book()
    stage = tool.Stage(tmp_path / "stage", book.today)
    stage.set_up({})
    with pytest.raises(tool.StoryError, match="ended with 2, not 0: mhcareer: error: unknown state"):
        stage.answer(tool.Run(run="mhcareer plan lpc --from none --state ZZ"))
