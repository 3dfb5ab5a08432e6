"""The commands. Each reads its options, asks the core, and prints; what is heavy is imported inside."""

from __future__ import annotations

from typing import Annotated

import typer

from mhcareer import __version__
from mhcareer.cli.options import (
    AsciiOption,
    FormatOption,
    Look,
    NoColorOption,
    PlainOption,
    StateOption,
    WidthOption,
)

app = typer.Typer(
    name="mhcareer",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
data_app = typer.Typer(name="data", no_args_is_help=True, rich_markup_mode=None, help="Check the data.")
app.add_typer(data_app, rich_help_panel="Data")

PLAN, LOOK_UP = "Plan", "Look up"


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"mhcareer {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda value: _version(wanted=value), help="Print the version."
        ),
    ] = False,
) -> None:
    """Plan a career in mental health: dates, cost, reasons and sources, state by state."""


@app.command(rich_help_panel=PLAN)
def plan(
    target: Annotated[str, typer.Argument(help="A role, a credential's id, an abbreviation, or a near miss of one.")],
    level: Annotated[
        str | None,
        typer.Option("--from", metavar="LEVEL[:FIELD]", help="Education now, as high-school or bachelors:social-work."),
    ] = None,
    state: StateOption = None,
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="FILE", help="A YAML file that says all the rest.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="YYYY-MM", help="When the plan begins; today if left out.")
    ] = None,
    study: Annotated[str | None, typer.Option("--study", metavar="full-time|part-time", help="How you study.")] = None,
    hours: Annotated[int | None, typer.Option("--hours-per-week", help="Hours of work a week that count.")] = None,
    direct: Annotated[int | None, typer.Option("--direct-per-week", help="Of them, hours with clients.")] = None,
    supervision: Annotated[
        int | None, typer.Option("--supervision-per-week", help="Hours of supervision a week.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Plan with the rules of that day.")
    ] = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Print the timeline from where you stand to a credential.

    Example: mhcareer plan lpc --from high-school --state VA
    """
    from mhcareer.cli import planning

    asked = planning.Asked(target, level, state, profile, start, study, hours, direct, supervision, as_of)
    return planning.run(asked, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@app.command(rich_help_panel=LOOK_UP)
def roles(
    query: Annotated[str | None, typer.Argument(help="Words to look for.")] = None,
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """List the roles, or those that match a word; with --state, the credentials there.

    Example: mhcareer roles peer --state TX
    """
    from mhcareer.cli import lookup

    return lookup.roles(query, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@app.command(rich_help_panel=LOOK_UP)
def role(
    name: Annotated[str, typer.Argument(help="A role's name, letters or id.")],
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Show one role's card: what it is, limits, duties, settings, pay, ladder.

    Example: mhcareer role peer-specialist --state TX
    """
    from mhcareer.cli import lookup

    return lookup.role(name, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@app.command(rich_help_panel=LOOK_UP)
def rules(
    name: Annotated[str | None, typer.Argument(help="A role or a credential; left out: all of the state.")] = None,
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Show the rule of a credential, each figure with its source; without a name, every credential of a state.

    Example: mhcareer rules va-lpc
    """
    from mhcareer.cli import lookup

    return lookup.rules(name, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@data_app.command("check")
def data_check() -> int:
    """Check every data file: shape, references, cross-references, plausibility, reachability.

    Example: mhcareer data check
    """
    from mhcareer.cli import data

    return data.check()
