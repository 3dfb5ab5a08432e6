"""`mhcareer profile` as Typer sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mhcareer.cli import completing
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

profile_app = typer.Typer(
    name="profile", no_args_is_help=True, rich_markup_mode=None, help="Save people and their progress."
)

NameArgument = Annotated[
    str, typer.Argument(help="A saved person, or the path of a file.", autocompletion=completing.profiles)
]


@profile_app.command("new")
def profile_new(
    name: Annotated[
        str | None, typer.Option("--name", help="What to call the file; profile-1, profile-2 ... if left out.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", help="What to become, as lpc.", autocompletion=completing.targets)
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="LEVEL[:FIELD]",
            help="Education now, as high-school or bachelors:social-work.",
            autocompletion=completing.levels,
        ),
    ] = None,
    state: StateOption = None,
    start: Annotated[str | None, typer.Option("--start", metavar="YYYY-MM", help="When plans begin.")] = None,
    study: Annotated[
        str | None,
        typer.Option(
            "--study", metavar="full-time|part-time", help="How they study.", autocompletion=completing.studies
        ),
    ] = None,
    hours: Annotated[int | None, typer.Option("--hours-per-week", help="Hours of work a week that count.")] = None,
    direct: Annotated[int | None, typer.Option("--direct-per-week", help="Of them, hours with clients.")] = None,
    supervision: Annotated[
        int | None, typer.Option("--supervision-per-week", help="Hours of supervision a week.")
    ] = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Save somebody new; on a terminal without options, asks.

    Example: mhcareer profile new --from bachelors --state VA --target lpc
    """
    from mhcareer.cli import profile

    words = profile.NewPerson(name, target, level, state, start, study, hours, direct, supervision)
    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.new(words, look, folders_of(own_data))


@profile_app.command("show")
def profile_show(
    name: NameArgument,
    include_private: Annotated[
        bool, typer.Option("--include-private", help="Also what only the person can know.")
    ] = False,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Show what a profile states, what is done, and the last saved plan.

    Example: mhcareer profile show profile-1
    """
    from mhcareer.cli import profile

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.show(name, look, include_private=include_private)


@profile_app.command("edit")
def profile_edit(
    name: NameArgument,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY=VALUE]...",
            help="As state=VA, exams+=ncmhce, hours-=va-lpc; - reads them from standard input. Left out: your editor.",
        ),
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="FILE", help="Take the text of this file instead.")
    ] = None,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Correct a profile: by key=value, or in your editor (EDITOR). Your comments stay.

    Example: mhcareer profile edit profile-1 hours_per_week=30 exams+=ncmhce
    """
    from mhcareer.cli import profile

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.edit(name, changes or [], take, look, folders_of(own_data))


@profile_app.command("list")
def profile_list(
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """List the saved people; exit code 1 if a file cannot be used.

    Example: mhcareer profile list
    """
    from mhcareer.cli import profile

    return profile.listing(Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color))


@profile_app.command("rename")
def profile_rename(
    name: NameArgument,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Call a saved person otherwise.

    Example: mhcareer profile rename profile-1 evening-student
    """
    from mhcareer.cli import profile

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.rename(name, new_name, look)


@profile_app.command("delete")
def profile_delete(
    name: NameArgument,
    sure: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
) -> int:
    """Delete a saved person, with every copy that was kept beside the file.

    Example: mhcareer profile delete profile-1
    """
    from mhcareer.cli import profile

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.delete(name, look, sure=sure)


@profile_app.command("done")
def profile_done(
    name: NameArgument,
    step: Annotated[
        str, typer.Argument(help="A step of the last plan, by id or title.", autocompletion=completing.steps)
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; today if left out.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the mark away.")] = False,
    style: FormatOption = None,
    width: WidthOption = None,
    ascii_only: AsciiOption = False,
    plain: PlainOption = False,
    no_color: NoColorOption = False,
    own_data: DataOption = None,
) -> int:
    """Mark a step as done; a credential or an exam joins the facts, so that the next plan counts it.

    Example: mhcareer profile done profile-1 ncmhce --on 2027-05-01
    """
    from mhcareer.cli import profile

    look = Look(style, width, ascii_only=ascii_only, plain=plain, no_color=no_color)
    return profile.done(name, step, on, look, folders_of(own_data), undo=undo)
