"""`mhcareer data` as Typer sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mhcareer.cli.commands import Commands
from mhcareer.cli.folders import folders_of
from mhcareer.cli.options import Look, StateOption

data_app = Commands("data", "Check the data, and see what it rests on.")


@data_app.command("check")
def data_check(
    max_age: Annotated[
        int | None,
        typer.Option("--max-age", min=0, metavar="MONTHS", help="Also report references not read for longer."),
    ] = None,
    own_data: Annotated[
        list[Path] | None,
        typer.Option("--data", metavar="DIR", help="A folder of your own data, laid over the program's; repeatable."),
    ] = None,
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
    *,
    look: Look,
) -> int:
    """Show how well the figures are sourced: in primary documents, elsewhere, unverified, not stated.

    Example: mhcareer data coverage --by family
    """
    from mhcareer.cli import data

    return data.show_coverage(state, by, look, decisive=decisive)


@data_app.command("sources")
def data_sources(state: StateOption = None, *, look: Look) -> int:
    """List every document that the rules rest on, with its kind, dates and address.

    Example: mhcareer data sources --state VA
    """
    from mhcareer.cli import data

    return data.show_sources(state, look)


@data_app.command("diff")
def data_diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A data folder.")],
    new: Annotated[Path | None, typer.Argument(metavar="[NEW]", help="Another; the program's own if left out.")] = None,
    *,
    look: Look,
) -> int:
    """Show what changed between two catalogs, credential by credential; exit code 1 if anything did.

    Example: mhcareer data diff older/data
    """
    from mhcareer.cli import data

    return data.show_changes(old, new, look)
