"""The commands. Each reads its options, asks the core, and prints; what is heavy is imported inside."""

from __future__ import annotations

from typing import Annotated

import typer

from mhcareer import __version__
from mhcareer.cli import completing
from mhcareer.cli.commands import Commands
from mhcareer.cli.config_app import config_app
from mhcareer.cli.data_app import data_app
from mhcareer.cli.options import Look, OptimizeOption, StateOption, Who
from mhcareer.cli.profile_app import profile_app

app = Commands("mhcareer", needs_command=False, pretty_exceptions_enable=False)

PLAN, LOOK_UP = "Plan", "Look up"
TARGET_HELP = "A role, a credential's id, an abbreviation, or a near miss of one."


def _version(*, wanted: bool) -> None:
    if wanted:
        from mhcareer.catalog.version import data_version

        typer.echo(f"mhcareer {__version__}, rules of {data_version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback is all that it does
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda value: _version(wanted=value),
            help="Print the version, and the date of the rules.",
        ),
    ] = False,
) -> None:
    """Plan a career in mental health: dates, cost, reasons and sources, state by state."""
    if context.invoked_subcommand is None:
        from mhcareer.cli.walk import begin

        raise typer.Exit(begin(context))


@app.command(panel=PLAN)
def plan(
    who: Who,
    target: Annotated[
        str | None,
        typer.Argument(help=TARGET_HELP + " Left out: that of the profile.", autocompletion=completing.targets),
    ] = None,
    optimize: OptimizeOption = "soonest",
    routes: Annotated[
        int | None,
        typer.Option(
            "--routes",
            min=1,
            max=50,
            metavar="N",
            help="Show up to N ways that no other beats in all of: fit (studies within the role, no degree twice, "
            "no guess about a degree, hours stated), finish, price, unpaid time.",
        ),
    ] = None,
    deadline: Annotated[
        str | None, typer.Option("--deadline", metavar="YYYY-MM", help="Is it done by then; if not, what is?")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the plan in the profile; the next one says what moved.")
    ] = False,
    *,
    look: Look,
) -> int:
    """Print the timeline from where you stand to a credential; of a saved person, also what moved since the last plan.

    Example: mhcareer plan lpc --from high-school --state VA
    """
    from mhcareer.cli import planning

    return planning.run(planning.Wish(target, optimize, routes, deadline, save), who, look)


@app.command(panel=PLAN)
def walk(*, look: Look) -> int:
    """Answer short questions, one by one, and get your plan.

    Every question takes "I don't know" and "back". In a pipe answers are read one a line from standard input.

    Example: mhcareer walk
    """
    from mhcareer.cli.walk import session

    return session.run(look)


@app.command("next", panel=PLAN)
def next_(
    who: Who,
    within: Annotated[str, typer.Option("--within", metavar="24m|3y", help="How far to look.")] = "24m",
    *,
    look: Look,
) -> int:
    """Show what is open to you now, what one step opens, and what else you can reach in time.

    Example: mhcareer next --from some-college --state VA --within 24m
    """
    from mhcareer.cli import choices

    return choices.show_next(within, who, look)


@app.command(panel=PLAN)
def compare(
    targets: Annotated[list[str], typer.Argument(help="Roles or credentials, two or more; or one with --states.")],
    who: Who,
    states: Annotated[str | None, typer.Option("--states", metavar="VA,MD", help="Compare in these states.")] = None,
    optimize: OptimizeOption = "soonest",
    *,
    look: Look,
) -> int:
    """Hold roles or states side by side: time, hours, exams, cost, pay, where else it counts.

    Example: mhcareer compare lpc lcsw lmft --from bachelors --state VA
    """
    from mhcareer.cli import choices

    return choices.show_comparison(targets, states, optimize, who, look)


@app.command(panel=PLAN)
def whatif(
    target: Annotated[str, typer.Argument(help=TARGET_HELP, autocompletion=completing.targets)],
    who: Who,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Try this change only, as direct_per_week=25; repeatable."),
    ] = None,
    elsewhere: Annotated[bool, typer.Option("--other-states/--no-other-states", help="Try other states, too.")] = True,
    optimize: OptimizeOption = "soonest",
    *,
    look: Look,
) -> int:
    """Try each change alone, and see which one moves your date or your cost most.

    Example: mhcareer whatif lpc --from masters:counseling --state VA
    """
    from mhcareer.cli import choices

    return choices.show_whatif(target, change or [], optimize, who, look, elsewhere=elsewhere)


@app.command(panel=PLAN)
def move(
    credential: Annotated[str, typer.Argument(help="What you hold, or are earning hours toward.")],
    to_state: Annotated[str, typer.Option("--to-state", "--to", metavar="YY", help="Where you want to work.")],
    who: Who,
    from_state: Annotated[
        str | None,
        typer.Option(
            "--from-state",
            metavar="XX",
            help="Where you hold it; left out: as the credential's id or the profile says.",
        ),
    ] = None,
    *,
    look: Look,
) -> int:
    """Show what carries over to another state, what is missing there, and whether a compact helps you now.

    Example: mhcareer move lpc --from-state VA --to-state WA
    """
    from mhcareer.cli import choices

    return choices.show_move(credential, from_state, to_state, who, look)


@app.command(panel=LOOK_UP)
def roles(
    query: Annotated[str | None, typer.Argument(help="Words to look for.")] = None,
    state: StateOption = None,
    *,
    look: Look,
) -> int:
    """List the roles, or those that match a word; with --state, the credentials there.

    Example: mhcareer roles peer --state TX
    """
    from mhcareer.cli import lookup

    return lookup.roles(query, state, look)


@app.command(panel=LOOK_UP)
def role(
    name: Annotated[str, typer.Argument(help="A role's name, letters or id.", autocompletion=completing.roles)],
    state: StateOption = None,
    ladder: Annotated[bool, typer.Option("--ladder", help="Only what leads to it and from it.")] = False,
    *,
    look: Look,
) -> int:
    """Show one role's card: what it is, limits, duties, settings, pay, ladder.

    Example: mhcareer role peer-specialist --state TX
    """
    from mhcareer.cli import lookup

    return lookup.role(name, state, look, ladder=ladder)


@app.command(panel=LOOK_UP)
def rules(
    name: Annotated[
        str | None,
        typer.Argument(help="A role or a credential; left out: all of the state.", autocompletion=completing.targets),
    ] = None,
    state: StateOption = None,
    *,
    look: Look,
) -> int:
    """Show the rule of a credential, each figure with its source; without a name, every credential of a state.

    Example: mhcareer rules va-lpc
    """
    from mhcareer.cli import lookup

    return lookup.rules(name, state, look)


@app.command(panel=LOOK_UP)
def guide(
    topic: Annotated[
        list[str] | None, typer.Argument(help="A topic, or words of the glossary; left out: the list.")
    ] = None,
    *,
    look: Look,
) -> int:
    """Read about the field: glossary, ethics, challenges, trends, questions; compacts, funding, calendar, exams, pay.

    Example: mhcareer guide glossary
    """
    from mhcareer.cli import guide as guide_command

    return guide_command.guide(" ".join(topic) if topic else None, look)


app.add_typer(profile_app, rich_help_panel="Progress")
app.add_typer(config_app, rich_help_panel="Progress")
app.add_typer(data_app, rich_help_panel="Data")
