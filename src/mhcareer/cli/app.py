"""The commands. Each reads its options, asks the core, and prints; what is heavy is imported inside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mhcareer import __version__
from mhcareer.cli.options import (
    AsciiOption,
    DataOption,
    FormatOption,
    Look,
    NoColorOption,
    PlainOption,
    StateOption,
    WidthOption,
    folders_of,
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
    own_data: DataOption = None,
) -> int:
    """Print the timeline from where you stand to a credential.

    Example: mhcareer plan lpc --from high-school --state VA
    """
    from mhcareer.cli import planning

    asked = planning.Asked(target, level, state, profile, start, study, hours, direct, supervision, as_of)
    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return planning.run(asked, look, folders_of(own_data))


@app.command(rich_help_panel=LOOK_UP)
def roles(
    query: Annotated[str | None, typer.Argument(help="Words to look for.")] = None,
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """List the roles, or those that match a word; with --state, the credentials there.

    Example: mhcareer roles peer --state TX
    """
    from mhcareer.cli import lookup

    return lookup.roles(
        query, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color), folders_of(own_data)
    )


@app.command(rich_help_panel=LOOK_UP)
def role(
    name: Annotated[str, typer.Argument(help="A role's name, letters or id.")],
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Show one role's card: what it is, limits, duties, settings, pay, ladder.

    Example: mhcareer role peer-specialist --state TX
    """
    from mhcareer.cli import lookup

    return lookup.role(
        name, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color), folders_of(own_data)
    )


@app.command(rich_help_panel=LOOK_UP)
def rules(
    name: Annotated[str | None, typer.Argument(help="A role or a credential; left out: all of the state.")] = None,
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Show the rule of a credential, each figure with its source; without a name, every credential of a state.

    Example: mhcareer rules va-lpc
    """
    from mhcareer.cli import lookup

    return lookup.rules(
        name, state, Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color), folders_of(own_data)
    )


@app.command(rich_help_panel=LOOK_UP)
def guide(
    topic: Annotated[str | None, typer.Argument(help="A topic, or a word of the glossary; left out: the list.")] = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Read about the field: glossary, ethics, challenges, trends, questions; compacts, funding, calendar, exams, pay.

    Example: mhcareer guide glossary
    """
    from mhcareer.cli import guide as guide_command

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return guide_command.guide(topic, look, folders_of(own_data))


@data_app.command("check")
def data_check(
    max_age: Annotated[
        int | None,
        typer.Option("--max-age", min=0, metavar="MONTHS", help="Also report references not read for longer."),
    ] = None,
    own_data: DataOption = None,
) -> int:
    """Check every data file: shape, references, cross-references, plausibility, reachability.

    Example: mhcareer data check --max-age 12
    """
    from mhcareer.cli import data

    return data.check(folders_of(own_data), max_age)


@data_app.command("coverage")
def data_coverage(
    state: StateOption = None,
    by: Annotated[str, typer.Option("--by", metavar="jurisdiction|family|both", help="One row for each.")] = "both",
    decisive: Annotated[
        bool,
        typer.Option("--decisive", help="Only hours, months, exams of independent-level licenses; and what is thin."),
    ] = False,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Show how well the figures are sourced: in primary documents, elsewhere, unverified, not stated.

    Example: mhcareer data coverage --by family
    """
    from mhcareer.cli import data

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return data.show_coverage(state, by, look, folders_of(own_data), decisive=decisive)


@data_app.command("sources")
def data_sources(
    state: StateOption = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """List every document that the rules rest on, with its kind, dates and address.

    Example: mhcareer data sources --state VA
    """
    from mhcareer.cli import data

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return data.show_sources(state, look, folders_of(own_data))


@data_app.command("diff")
def data_diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A data folder.")],
    new: Annotated[Path | None, typer.Argument(metavar="[NEW]", help="Another; the program's own if left out.")] = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Show what changed between two catalogs, credential by credential; exit code 1 if anything did.

    Example: mhcareer data diff older/data
    """
    from mhcareer.cli import data

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return data.show_changes(old, new, look, folders_of(own_data))
