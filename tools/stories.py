"""Stories of real use, from `docs/stories.yaml`: every command is run, and what it prints is what the page shows.

`make stories` writes `docs/stories.md` and the marked blocks of `README.md` anew; a test fails while a byte of them
differs. Each story runs in a home and a folder of its own, on a fixed day, through the shell, so that pipes and files
are real, too. An excerpt is cut by rule, from one line to another, and says with `...` that it is one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "stories.yaml"
PAGE = ROOT / "docs" / "stories.md"
README = ROOT / "README.md"


class _Part(BaseModel):
    """A part of the source; a misspelled key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Part):
    """Lines of an answer that are shown."""

    first: str | None = None
    """How the first of them begins; null for the first line of all."""
    until: str | None = None
    """How the line behind them begins; null for the end."""


class Run(_Part):
    """A command, and what of its answer is shown."""

    run: str
    code: int = 0
    """The exit code that it must have."""
    shows: tuple[Span, ...] = (Span(),)


class Piece(_Part):
    """Commands that are shown together, in a folder of their own."""

    id: str
    files: Mapping[str, str] = {}
    """The text of each file that lies in the folder, by its name."""
    commands: tuple[Run, ...] = Field(min_length=1)


class Story(Piece):
    """Somebody with a question, and the commands that answer it."""

    title: str
    who: str
    text: str


class Picture(_Part):
    """A run on a terminal that becomes a picture; or one whose file is the picture."""

    file: str
    run: str
    width: int = Field(default=100, ge=40, le=200)
    terminal: bool = True
    shows: tuple[Span, ...] = (Span(),)


class Book(_Part):
    """All of the source."""

    today: date
    stories: tuple[Story, ...]
    tour: tuple[Piece, ...]
    pictures: tuple[Picture, ...]


class StoryError(Exception):
    """A story does not go as written: names its command, and what is to be done."""


class Made(NamedTuple):
    """A text that is made here, and where it belongs."""

    path: Path
    text: str


@dataclass(frozen=True)
class Stage:
    """A place with nothing in it, where the program runs as for somebody who has just installed it."""

    folder: Path
    today: date

    @property
    def home(self) -> Path:
        """The home of whoever runs a command; its working folder lies apart, as a user's may."""
        return self.folder / "home"

    @property
    def work(self) -> Path:
        """Where the commands run."""
        return self.folder / "work"

    def set_up(self, files: Mapping[str, str]) -> None:
        """Make the folders, the files of a story, and the program's name."""
        for folder in (self.home, self.work, self.folder / "bin"):
            folder.mkdir(parents=True)
        for name, text in files.items():
            (self.work / name).write_text(text, encoding="utf-8")
        program = self.folder / "bin" / "mhcareer"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mhcareer "$@"\n', encoding="utf-8")
        program.chmod(0o755)

    def variables(self) -> dict[str, str]:
        """What the program finds in its environment: nothing of the user who renews the stories but the cache.

        Stages beside each other share one: what is parsed once need not be parsed for each.
        """
        kept = {name: os.environ[name] for name in ("MHCAREER_CACHE",) if name in os.environ}
        return {
            "MHCAREER_CACHE": str(self.folder.parent / "cache"),
            **kept,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            "MHCAREER_TODAY": self.today.isoformat(),
        }

    def answer(self, command: Run) -> str:
        """What a command prints.

        Raises:
            StoryError: Its exit code is another one.
        """
        done = subprocess.run(
            ["/bin/sh", "-c", command.run],
            cwd=self.work, env=self.variables(), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode != command.code:
            raise StoryError(f"`{command.run}` ended with {done.returncode}, not {command.code}: {done.stderr.strip()}")
        return (done.stdout + done.stderr).replace(str(self.home), "~")


def read_book() -> Book:
    """The source of the stories."""
    return Book.model_validate(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))


def cut(lines: Sequence[str], spans: Sequence[Span], command: str, bare: Callable[[str], str] = str) -> list[str]:
    """The lines that the spans show, with `...` where some are left out.

    Args:
        lines: All lines of an answer.
        spans: In the order of the answer.
        command: For the message.
        bare: A line without what is not text.

    Raises:
        StoryError: No line begins as a span says.
    """
    shown: list[str] = []
    at = 0
    for span in spans:
        begin = at if span.first is None else _find(lines, span.first, at, command, bare)
        end = len(lines) if span.until is None else _find(lines, span.until, begin + 1, command, bare)
        if any(bare(line).strip() for line in lines[at:begin]):
            shown.append("...")
        shown += _trimmed(lines[begin:end], bare)
        at = end
    return shown + (["..."] if any(bare(line).strip() for line in lines[at:]) else [])


def _find(lines: Sequence[str], opening: str, begin: int, command: str, bare: Callable[[str], str]) -> int:
    for number in range(begin, len(lines)):
        if bare(lines[number]).startswith(opening):
            return number
    raise StoryError(f"no line of `{command}` begins with `{opening}`; correct {SOURCE.relative_to(ROOT)}")


def _trimmed(lines: Sequence[str], bare: Callable[[str], str]) -> list[str]:
    kept = list(lines)
    while kept and not bare(kept[-1]).strip():
        kept.pop()
    return kept


def played(part: Piece, stage: Stage) -> str:
    """A block of Markdown with the files of a part, its commands, and what they print."""
    stage.set_up(part.files)
    shown = [f"```yaml\n# {name}\n{text.rstrip()}\n```\n" for name, text in part.files.items()]
    answers = "\n".join(line for command in part.commands for line in _shown(command, stage))
    return "\n".join([*shown, f"```console\n{answers}\n```\n"])


def _shown(command: Run, stage: Stage) -> list[str]:
    printed = cut(stage.answer(command).splitlines(), command.shows, command.run)
    code = ["$ echo $?", str(command.code)] if command.code else []
    return [f"$ {command.run}", *printed, *code]


def made() -> list[Made]:
    """Both texts: the page of the stories, and the README with its blocks renewed.

    Raises:
        StoryError: A story does not go as written, or the README lacks the place of a piece.
    """
    book = read_book()
    parts: tuple[Piece, ...] = (*book.stories, *book.tour)
    with tempfile.TemporaryDirectory(prefix="mhcareer-stories-") as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        stages = (Stage(Path(folder).resolve() / part.id, book.today) for part in parts)
        blocks = dict(zip((part.id for part in parts), pool.map(played, parts, stages), strict=True))
    readme = README.read_text(encoding="utf-8")
    for piece in book.tour:
        readme = _filled(readme, piece.id, blocks[piece.id])
    return [Made(PAGE, page(book, blocks)), Made(README, _filled(readme, "stories", listed(book)))]


def page(book: Book, blocks: Mapping[str, str]) -> str:
    """The page of the stories."""
    told = [
        f"## {number}. {story.title}\n\n{_paragraph(story)}\n\n{blocks[story.id]}"
        for number, story in enumerate(book.stories, 1)
    ]
    return "\n".join([_INTRODUCTION.format(today=book.today), *told])


def _paragraph(story: Story) -> str:
    return textwrap.fill(f"*{story.who}* {story.text.strip()}", _COLUMNS, break_on_hyphens=False)


_COLUMNS = 120

_INTRODUCTION = """<!-- Made by `make stories` from stories.yaml; edit that file. -->
# Ten stories

What the program answers to ten people. Every command below was run as it stands, on {today}, and what follows it is
what it printed; `...` stands for lines that are left out here. A whole answer has them, with the sources at its end.
"""


def listed(book: Book) -> str:
    """One line for each story, with a link."""
    return "".join(
        f"- [{story.title}](docs/stories.md#{_anchor(f'{number}. {story.title}')}): {story.who}\n"
        for number, story in enumerate(book.stories, 1)
    )


def _anchor(heading: str) -> str:
    """The anchor that readers of Markdown give a heading."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def _filled(text: str, name: str, block: str) -> str:
    """A text with the block between `<!-- made: NAME -->` and `<!-- end -->` renewed."""
    opening = f"<!-- made: {name} -->\n"
    head, mark, rest = text.partition(opening)
    _, end, tail = rest.partition("<!-- end -->")
    if not mark or not end:
        raise StoryError(f"README.md has no place for `{name}`: write `{opening.strip()}`, and `<!-- end -->` below it")
    return f"{head}{mark}{block}{end}{tail}"


def main() -> int:
    """Write what differs; with `--check` name it, and 1."""
    try:
        stale = [one for one in made() if not one.path.is_file() or one.path.read_text(encoding="utf-8") != one.text]
    except StoryError as error:
        print(f"stories: {error}", file=sys.stderr)
        return 1
    for one in stale:
        if "--check" in sys.argv:
            print(f"{one.path.relative_to(ROOT)} is not what the program prints: `make stories`", file=sys.stderr)
        else:
            one.path.write_text(one.text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
