"""Help as it is printed: commands and options under the headings of their groups, and one example that can be copied.

The library draws groups with Rich alone, which a pipe would pay for, and cuts the line on a command in the middle of
a word. Here the same plain text goes everywhere, no wider than the screen or 80 columns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter, Parameter

_EXAMPLE = "Example: "
_WITHOUT_PANEL = {"argument": "Arguments", "option": "Options"}


def example_of(text: str | None) -> str | None:
    """The example at the end of a command's help, as it is typed."""
    _, found, example = inspect.cleandoc(text or "").rpartition(f"\n{_EXAMPLE}")
    return example.strip() if found else None


def text_of(text: str | None) -> str:
    """A command's help without its example."""
    whole = inspect.cleandoc(text or "")
    before, found, _ = whole.rpartition(f"\n{_EXAMPLE}")
    return (before if found else whole).strip()


def short_of(text: str | None) -> str:
    """What a command does, in a clause: its help up to the first stop, colon or semicolon."""
    return re.split(r"[:;]\s|\.(?:\s|$)", " ".join(text_of(text).split()), maxsplit=1)[0]


def record_of(parameter: Parameter, ctx: Context) -> tuple[str, str] | None:
    """How a parameter is written and what it means; None for one that is not shown.

    The library puts its type behind the name of an argument, which tells nobody anything that the words do not.
    """
    record = parameter.get_help_record(ctx)
    if record is None or parameter.param_type_name != "argument":
        return record
    return re.sub(r" <[^ ]*>$", "", record[0]), record[1]


class HelpCommand(TyperCommand):
    """A command whose help has its options in groups and ends with an example, and that takes each option once."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refuse an option that is given twice: the library would take the last and say nothing of the others."""
        typed = [*args]
        rest = super().parse_args(ctx, args)  # help is printed before anything is refused
        if ctx.resilient_parsing:
            return rest  # completion: nobody has finished typing
        _, _, order = self.make_parser(ctx).parse_args(args=typed)
        for parameter in order:
            if order.count(parameter) > 1 and parameter.nargs == 1 and not (parameter.multiple or parameter.is_flag):  # type: ignore[attr-defined]  # options have both
                ctx.fail(f"{parameter.opts[0]} is given more than once; it takes one value")
        return rest

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - the library's own form
        """Write what the command does."""
        _write_text(formatter, text_of(self.help))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options, and the example."""
        _write_parameters(self, ctx, formatter)
        example = example_of(self.help)
        if example:
            formatter.write_paragraph()
            formatter.write(f"{_EXAMPLE}{example}\n")


class HelpGroup(TyperGroup):
    """A group whose help lists its commands under their headings, each in one whole clause."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the library's own form
        """Names of the commands, in order."""
        return list(self.commands)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands first, which most who ask are after, then the options."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                panel = getattr(command, "rich_help_panel", None) or "Commands"
                sections.setdefault(panel, []).append((name, short_of(command.help)))
        widest = max((len(name) for rows in sections.values() for name, _ in rows), default=0)
        for panel, rows in sections.items():
            _write_section(formatter, panel, [(f"{name:<{widest}}", words) for name, words in rows])
        _write_parameters(self, ctx, formatter)


def _write_text(formatter: HelpFormatter, text: str) -> None:
    if text:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)


def _write_parameters(command: TyperCommand | TyperGroup, ctx: Context, formatter: HelpFormatter) -> None:
    sections: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        record = record_of(parameter, ctx)
        if record is not None:
            panel = getattr(parameter, "rich_help_panel", None) or _WITHOUT_PANEL[parameter.param_type_name]
            sections.setdefault(panel, []).append(record)
    # What only some commands take stands before what most of them take.
    for panel in sorted(sections, key=lambda name: (name not in _WITHOUT_PANEL.values(), name == "Output")):
        _write_section(formatter, panel, sections[panel])


def _write_section(formatter: HelpFormatter, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    with formatter.section(heading):
        formatter.write_dl(list(rows))
