"""Commands that become Typer's only when they are asked for.

Typer reads the signature of every command and builds all of its options before it looks at the first word that was
typed. A run needs one command, so here a command is kept as the function that it is, and built when somebody takes it
out of its group: the run, or whoever lists them all (help, completion, the manual page).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from mhcareer.cli.groups import grouped
from mhcareer.cli.help import HelpCommand, HelpGroup

if TYPE_CHECKING:
    from typer._click import Command, Context

_SETTINGS = {"help_option_names": ["-h", "--help"]}

F = TypeVar("F", bound=Callable[..., int])


class Commands(typer.Typer):
    """A group of commands, each built when it is asked for, whose help is printed as `cli/help.py` does."""

    def __init__(self, name: str, words: str | None = None, *, needs_command: bool = True, **more: Any) -> None:  # noqa: ANN401 - whatever Typer takes
        self._kept: dict[str, Callable[[], Command]] = {}
        # Typer takes a class and makes the group of it itself.
        group = type("Group", (_Group,), {"kept": self._kept})
        # Without words of its own, a group says what its callback says.
        own: dict[str, Any] = {} if words is None else {"help": words}
        super().__init__(
            name=name,
            cls=group,
            no_args_is_help=needs_command,
            rich_markup_mode=None,
            epilog="COMMAND --help says what a command takes, with an example.",
            context_settings=_SETTINGS,
            **own,
            **more,
        )

    def command(self, name: str | None = None, *, panel: str | None = None) -> Callable[[F], F]:  # type: ignore[override]  # Typer's own takes what no command here needs
        """Keep a command under its name; help lists it under the heading `panel`."""

        def keep(function: F) -> F:
            called = name or function.__name__
            self._kept[called] = lambda: _built(called, function, panel)
            return function

        return keep


class _Group(HelpGroup):
    kept: dict[str, Callable[[], Command]]

    def __init__(self, *, commands: dict[str, Command], **more: Any) -> None:  # noqa: ANN401 - whatever Typer gives
        super().__init__(commands=_Kept(self.kept, commands), **more)  # type: ignore[arg-type]  # nothing is added to it


class _Kept(Mapping[str, "Command"]):
    """Commands by name in the order of the help, the groups below last; each is built when it is taken out."""

    def __init__(self, kept: Mapping[str, Callable[[], Command]], groups: dict[str, Command]) -> None:
        self._kept, self._built = kept, groups
        self._names = (*kept, *groups)

    def __getitem__(self, name: str) -> Command:
        if name not in self._built:
            self._built[name] = self._kept[name]()
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _built(name: str, function: Callable[..., int], panel: str | None) -> Command:
    one = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_SETTINGS)
    one.command(name, cls=HelpCommand, rich_help_panel=panel)(grouped(function))
    command = typer.main.get_command(one)
    for parameter in command.params:
        _pass_by_if_left_out(parameter)
    return command


def _pass_by_if_left_out(parameter: Any) -> None:  # noqa: ANN401 - the library has no public type
    """Let an option that was left out be None at once: Typer makes a Pydantic adapter for it even so."""
    process = parameter.process_value

    def processed(context: Context, value: object) -> object:
        if value is None and parameter.nargs == 1 and not (parameter.multiple or parameter.required):
            return None
        return process(context, value)

    parameter.process_value = processed
