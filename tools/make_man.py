"""The manual page, made from the commands themselves: `man/mhcareer.1`.

What the help says is written once, in the commands; this lays it out for `man`. Run after a change of a command:
`make man`; a test fails while the page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from mhcareer import __version__
from mhcareer.cli.app import app
from mhcareer.cli.help import example_of, record_of, text_of
from mhcareer.cli.options import Look, Who

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "man" / "mhcareer.1"
NAME = "mhcareer"
GROUPS = (Who, Look)
"""Options that many commands take; the page tells them once."""

_ENDING = {
    "EXIT STATUS": (
        ("0", "An answer."),
        ("1", "The answer is no or partial: no way leads there, no such credential in that state, a check failed."),
        ("2", "Wrong usage or input, with one line on standard error that says what to do."),
        ("130", "Interrupted."),
    ),
    "ENVIRONMENT": (
        ("NO_COLOR", "If set, no color."),
        ("FORCE_COLOR", "If set and not 0, answers are drawn in color into a pipe, too."),
        ("TERM", "If dumb, neither color nor pager."),
        ("COLUMNS", "The width of answers, instead of the terminal's and of the 80 columns of a pipe."),
        ("PAGER", "What shows an answer longer than the screen; less or more if unset, nothing if empty or cat."),
        ("EDITOR, VISUAL", "What opens a profile for mhcareer profile edit."),
        ("MHCAREER_CACHE", "Where parsed data is kept; off for nowhere."),
        (
            "MHCAREER_STATE, MHCAREER_FORMAT, ...",
            "A setting for one run; mhcareer config show lists the settings and says where each value comes from.",
        ),
    ),
    "FILES": (
        ("~/.config/mhcareer/config.yaml", "Settings; mhcareer config path prints where they lie on this system."),
        ("~/.config/mhcareer/data/", "Data of your own, laid over the program's."),
        ("~/.local/share/mhcareer/profiles/", "Saved people, readable by you alone."),
    ),
}


def page() -> str:
    """The whole page, in the macros of `man`."""
    root = typer.main.get_command(app)
    if not isinstance(root, TyperGroup):
        raise TypeError("the program is a group of commands")
    lines = [
        r".\" Made by tools/make_man.py from the commands themselves.",
        f'.TH MHCAREER 1 "" "{NAME} {__version__}"',
        ".SH NAME",
        rf"{NAME} \- {_escaped('plan a career in mental health, with dates, cost, reasons and sources')}",
        ".SH SYNOPSIS",
        rf".B {NAME}",
        r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        _escaped(text_of(root.help)),
        ".PP",
        "It runs offline, and nothing about a person leaves the machine.",
        _escaped("Every command also takes --help."),
        *_commands(root),
    ]
    for heading, entries in _ENDING.items():
        lines += [f".SH {heading}", *(line for term, words in entries for line in _entry(_escaped(term), words))]
    return "\n".join(lines) + "\n"


def _commands(root: TyperGroup) -> Iterator[str]:
    """The program's own options, each command under the heading of its group, and what many commands take, once."""
    yield ".SH OPTIONS"
    yield from _parameters(root, None)
    panel = None
    for path, command in commands(root):
        above: Any = root.commands[path[0]]
        if above.rich_help_panel != panel:
            panel = above.rich_help_panel
            yield f".SH COMMANDS: {str(panel).upper()}"
        yield from _command(path, command)
    for group in GROUPS:
        yield f".SH OPTIONS: {group.PANEL.upper()}"
        widest = max((command for _, command in commands(root)), key=lambda c: len(_of(c, group.PANEL)))
        yield from _parameters(widest, group.PANEL)


def _command(path: tuple[str, ...], command: Any) -> Iterator[str]:  # noqa: ANN401 - as for `_parameters`
    yield f".SS {NAME} {' '.join(path)}"
    yield _escaped(text_of(command.help))
    yield from _parameters(command, None)
    shared = " and of ".join(group.PANEL.lower() for group in GROUPS if _of(command, group.PANEL))
    if shared:
        yield from (".PP", f"Also takes the options of {shared}, below.")
    yield from (".PP", "Example:", ".PP", ".RS 4", ".nf", _escaped(example_of(command.help) or ""), ".fi", ".RE")


def commands(group: TyperGroup, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that name it, in the order of the help."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name), command


def _parameters(command: Any, panel: str | None) -> Iterator[str]:  # noqa: ANN401 - the library has no public type
    context = typer.Context(command, info_name=NAME)
    for parameter in _of(command, panel):
        record = record_of(parameter, context)
        if record is not None and "--help" not in record[0]:
            yield from _entry(rf"\fB{_escaped(record[0])}\fR", record[1])


def _of(command: Any, panel: str | None) -> list[Any]:  # noqa: ANN401 - as above
    """Arguments and options under a heading of the help; None for those under no heading of a group."""
    return [p for p in command.params if getattr(p, "rich_help_panel", None) == panel]


def _entry(term: str, words: str) -> tuple[str, ...]:
    return (".TP", term, _escaped(words))


def _escaped(text: str) -> str:
    r"""Text that means itself: no escapes, no requests; a hyphen can be searched for and copied."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return rf"\&{text}" if text.startswith(".") else text


def main() -> int:
    """Write the page; with `--check` only say by 1 whether it is out of date."""
    text = page()
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv:
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
