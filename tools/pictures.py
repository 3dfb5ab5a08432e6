"""Pictures of the README, from real runs: `docs/stories.yaml` names the commands, `make pictures` draws them.

The timeline is the program's own SVG. A terminal's picture is what the program wrote to a terminal (a pseudo-terminal
of the width asked for), with its colors, set by Rich as SVG. Nothing in a picture is fetched from anywhere: the letters
are those of the reader's own monospaced font, each piece held to its width.
"""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from io import StringIO
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from stories import ROOT, Made, Picture, Run, Stage, StoryError, cut, read_book

FOLDER = ROOT / "docs" / "pictures"

_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; white-space: pre;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, Arial, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's frame without the fonts that it would fetch."""

_THEME = TerminalTheme(
    background=(22, 27, 34),
    foreground=(230, 237, 243),
    normal=[
        (72, 79, 88), (255, 123, 114), (86, 211, 100), (227, 179, 65),
        (121, 192, 255), (226, 160, 255), (103, 212, 228), (230, 237, 243),
    ],
)  # fmt: skip
"""The eight colors of a terminal, each far enough from the ground to be read on a page of either kind."""


def pictures() -> list[Made]:
    """Every picture.

    Raises:
        StoryError: A command does not go as written.
    """
    book = read_book()
    with tempfile.TemporaryDirectory(prefix="mhcareer-pictures-") as folder:
        return [
            Made(FOLDER / picture.file, _drawn(picture, Stage(Path(folder).resolve() / picture.file, book.today)))
            for picture in book.pictures
        ]


def _drawn(picture: Picture, stage: Stage) -> str:
    stage.set_up({})
    return _of_terminal(picture, stage) if picture.terminal else stage.answer(Run(run=picture.run))


def _of_terminal(picture: Picture, stage: Stage) -> str:
    """A terminal with the command and the lines of its answer that are shown, as SVG."""
    lines = _on_terminal(picture, stage).splitlines()
    shown = cut(lines, picture.shows, picture.run, bare=lambda line: Text.from_ansi(line).plain)
    console = Console(record=True, width=picture.width, file=StringIO(), color_system="standard", force_terminal=True)
    console.print(Text(f"$ {picture.run}", style="bold"))
    for line in AnsiDecoder().decode("\n".join(shown)):
        console.print(line, no_wrap=True, highlight=False)
    name = Path(picture.file).stem
    return console.export_svg(title="mhcareer", theme=_THEME, code_format=_FRAME, unique_id=f"mhcareer-{name}")


def _on_terminal(picture: Picture, stage: Stage) -> str:
    """What a command writes to a terminal of the picture's width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, picture.width, 0, 0))
    variables = stage.variables() | {"TERM": "xterm", "PAGER": "cat"}  # nobody turns pages here
    running = subprocess.Popen(
        ["/bin/sh", "-c", picture.run], cwd=stage.work, env=variables, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    written = _read_all(master)
    if running.wait() != 0:
        raise StoryError(f"`{picture.run}` ended with {running.returncode}")
    return written.decode("utf-8").replace("\r\n", "\n")


def _read_all(master: int) -> bytes:
    """All that comes until the other end closes, which Linux tells as an error."""
    written = b""
    try:
        while piece := os.read(master, 65536):
            written += piece
    except OSError:
        pass
    finally:
        os.close(master)
    return written


def main() -> int:
    """Draw what differs; with `--check` name it, and 1."""
    try:
        stale = [one for one in pictures() if not one.path.is_file() or one.path.read_text("utf-8") != one.text]
    except StoryError as error:
        print(f"pictures: {error}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for one in stale:
        if "--check" in sys.argv:
            print(f"{one.path.relative_to(ROOT)} is not what the program draws: `make pictures`", file=sys.stderr)
        else:
            one.path.write_text(one.text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
