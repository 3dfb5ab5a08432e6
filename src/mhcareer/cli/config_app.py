"""`mhcareer config` as Typer sees it."""

from __future__ import annotations

from typing import Annotated

import typer

from mhcareer.cli import completing
from mhcareer.cli.commands import Commands
from mhcareer.cli.options import Look

config_app = Commands("config", "Show and change what holds by default.")
KeyArgument = Annotated[
    str,
    typer.Argument(help="The setting, as state or width.", autocompletion=completing.setting_keys),
]


@config_app.command("show")
def config_show(
    *,
    look: Look,
) -> int:
    """Show every setting and where its value comes from: option, environment variable, file or built-in.

    Example: mhcareer config show
    """
    from mhcareer.cli import config

    return config.show(look)


@config_app.command("set")
def config_set(
    key: KeyArgument,
    value: Annotated[str, typer.Argument(help="Its value.", autocompletion=completing.setting_values)],
    *,
    look: Look,
) -> int:
    """Keep a setting.

    Example: mhcareer config set state VA
    """
    from mhcareer.cli import config

    return config.put(key, value, look, look.folders)


@config_app.command("unset")
def config_unset(
    key: KeyArgument,
    *,
    look: Look,
) -> int:
    """Take a setting out of the file.

    Example: mhcareer config unset state
    """
    from mhcareer.cli import config

    return config.take_out(key, look)


@config_app.command("path")
def config_path() -> int:
    """Print where the file of settings lies.

    Example: mhcareer config path
    """
    from mhcareer.cli import config

    return config.path()
