"""`mhcareer profile` as Typer sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mhcareer.cli import completing
from mhcareer.cli.commands import Commands
from mhcareer.cli.options import Look, Who

profile_app = Commands("profile", "Save people and their progress.")

NameArgument = Annotated[
    str, typer.Argument(help="A saved person, or the path of a file.", autocompletion=completing.profiles)
]


@profile_app.command("new")
def profile_new(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="What to call the file; profile-1, profile-2 ... if left out."),
    ] = None,
    named: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The same, as an option.")] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="ROLE", help="What to become, as lpc.", autocompletion=completing.targets),
    ] = None,
    *,
    who: Who,
    look: Look,
) -> int:
    """Save somebody new; on a terminal without options, asks.

    Example: mhcareer profile new sam --from bachelors --state VA --target lpc
    """
    from mhcareer.cli import profile

    words = profile.NewPerson(profile.one_name(name, named), target, who)
    return profile.new(words, look, look.folders)


@profile_app.command("show")
def profile_show(
    name: NameArgument,
    include_private: Annotated[
        bool, typer.Option("--include-private", help="Also what only the person can know.")
    ] = False,
    *,
    look: Look,
) -> int:
    """Show what a profile states, what is done, and the last saved plan.

    Example: mhcareer profile show profile-1
    """
    from mhcareer.cli import profile

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
    *,
    look: Look,
) -> int:
    """Correct a profile: by key=value, or in your editor (EDITOR). Your comments stay.

    Example: mhcareer profile edit profile-1 hours_per_week=30 exams+=ncmhce
    """
    from mhcareer.cli import profile

    return profile.edit(name, changes or [], take, look, look.folders)


@profile_app.command("list")
def profile_list(
    *,
    look: Look,
) -> int:
    """List the saved people; exit code 1 if a file cannot be used.

    Example: mhcareer profile list
    """
    from mhcareer.cli import profile

    return profile.listing(look)


@profile_app.command("rename")
def profile_rename(
    name: NameArgument,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    *,
    look: Look,
) -> int:
    """Call a saved person otherwise.

    Example: mhcareer profile rename profile-1 evening-student
    """
    from mhcareer.cli import profile

    return profile.rename(name, new_name, look)


@profile_app.command("delete")
def profile_delete(
    name: NameArgument,
    sure: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    *,
    look: Look,
) -> int:
    """Delete a saved person, with every copy that was kept beside the file.

    Example: mhcareer profile delete profile-1
    """
    from mhcareer.cli import profile

    return profile.delete(name, look, sure=sure)


@profile_app.command("done")
def profile_done(
    name: NameArgument,
    step: Annotated[
        str, typer.Argument(help="A step of the last plan, by id or title.", autocompletion=completing.steps)
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; today if left out.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the mark away.")] = False,
    *,
    look: Look,
) -> int:
    """Mark a step as done; what it brings joins the facts, so that the next plan counts it.

    Example: mhcareer profile done profile-1 ncmhce --on 2027-05-01
    """
    from mhcareer.cli import profile

    return profile.done(name, step, on, look, look.folders, undo=undo)
