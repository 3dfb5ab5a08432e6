"""`mhcareer config` as Typer sees it."""

from __future__ import annotations

from typing import Annotated

import typer

from mhcareer.cli import completing
from mhcareer.cli.options import (
    AsciiOption,
    FormatOption,
    Look,
    NoColorOption,
    PlainOption,
    WidthOption,
    folders_of,
)

config_app = typer.Typer(
    name="config", no_args_is_help=True, rich_markup_mode=None, help="Show and change what holds by default."
)
KeyArgument = Annotated[
    str,
    typer.Argument(help="The setting, as state or width.", autocompletion=completing.setting_keys),
]


@config_app.command("show")
def config_show(
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Show every setting and where its value comes from: option, environment variable, file or built-in.

    Example: mhcareer config show
    """
    from mhcareer.cli import config

    return config.show(Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@config_app.command("set")
def config_set(
    key: KeyArgument,
    value: Annotated[str, typer.Argument(help="Its value.", autocompletion=completing.setting_values)],
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Keep a setting.

    Example: mhcareer config set state VA
    """
    from mhcareer.cli import config

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return config.put(key, value, look, folders_of(None))


@config_app.command("unset")
def config_unset(
    key: KeyArgument,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Take a setting out of the file.

    Example: mhcareer config unset state
    """
    from mhcareer.cli import config

    return config.take_out(key, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@config_app.command("path")
def config_path() -> int:
    """Print where the file of settings lies.

    Example: mhcareer config path
    """
    from mhcareer.cli import config

    return config.path()
