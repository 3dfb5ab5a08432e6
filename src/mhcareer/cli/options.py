"""Options that mean the same in every command, in groups (`cli/groups.py` makes them options of a command)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import typer

from mhcareer.catalog.locate import Folders
from mhcareer.cli import completing
from mhcareer.cli.folders import folders_of
from mhcareer.cli.formats import FORMATS
from mhcareer.frozen import dataclass

StateOption = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="XX",
        help="State, as its two letters or its name; US for national.",
        autocompletion=completing.states,
    ),
]
_Hours = Annotated[
    int | None, typer.Option("--hours-per-week", metavar="N", min=1, max=80, help="Hours of work a week that count.")
]


@dataclass(frozen=True)
class Look:
    """How an answer is to be shown, and over which data, as the options say."""

    PANEL: ClassVar[str] = "Output"
    """The heading of these options in help."""

    style: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help=f"{', '.join(FORMATS)}; left out: rich on a terminal, else text.",
            autocompletion=completing.formats,
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write to a file; its ending tells the format, too."),
    ] = None
    width: Annotated[
        int | None, typer.Option("--width", metavar="N", min=40, max=400, help="Columns; 80 in a pipe.")
    ] = None
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Nothing beyond ASCII.")] = False
    plain: Annotated[bool, typer.Option("--plain", help="No drawings: reads well aloud.")] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No color on a terminal.")] = False
    no_pager: Annotated[bool, typer.Option("--no-pager", help="No pager for a long answer on a terminal.")] = False
    own_data: Annotated[
        list[Path] | None,
        typer.Option("--data", metavar="DIR", help="A folder of your own data, laid over the program's; repeatable."),
    ] = None

    @property
    def file(self) -> Path | None:
        """The file to write, if there is one; standard output where it is left out or `-`."""
        return None if self.output is None or str(self.output) == "-" else self.output

    @property
    def folders(self) -> Folders:
        """The data to read."""
        return folders_of(self.own_data)


@dataclass(frozen=True)
class Who:
    """Who asks, from where and at what pace, as the options say."""

    PANEL: ClassVar[str] = "Person and pace"
    """The heading of these options in help."""

    level: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="LEVEL[:FIELD]",
            help="Education now, as high-school or bachelors:social-work.",
            autocompletion=completing.levels,
        ),
    ] = None
    enrolled: Annotated[
        str | None,
        typer.Option(
            "--enrolled",
            metavar="LEVEL[:FIELD]",
            help="Degree under way, as bachelors:psychology.",
            autocompletion=completing.levels,
        ),
    ] = None
    credits: Annotated[
        int | None,
        typer.Option(
            "--credits", metavar="N", min=0, max=400, help="Semester credits done, of --enrolled or else of --from."
        ),
    ] = None
    state: StateOption = None
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME|FILE",
            help="A saved person, or a YAML file, that says all the rest.",
            autocompletion=completing.profiles,
        ),
    ] = None
    start: Annotated[
        str | None,
        typer.Option(
            "--start", metavar="YYYY-MM", help="When the plan begins, schools applied to in time; today if left out."
        ),
    ] = None
    study: Annotated[
        str | None,
        typer.Option(
            "--study", metavar="full-time|part-time", help="How you study.", autocompletion=completing.studies
        ),
    ] = None
    credits_per_term: Annotated[
        int | None,
        typer.Option(
            "--credits-per-term",
            metavar="N",
            min=1,
            max=30,
            help="Semester credits that you take a term; few of them mean part-time study, whatever the settings say.",
        ),
    ] = None
    hours_per_week: _Hours = None
    direct_per_week: Annotated[
        int | None, typer.Option("--direct-per-week", metavar="N", min=1, max=60, help="Of them, hours with clients.")
    ] = None
    supervision_per_week: Annotated[
        int | None,
        typer.Option("--supervision-per-week", metavar="N", min=1, max=20, help="Hours of supervision a week."),
    ] = None
    group_share_percent: Annotated[
        int | None,
        typer.Option(
            "--group-share", metavar="N", min=0, max=100, help="How much of the supervision is in groups, in %."
        ),
    ] = None
    available_per_week: Annotated[
        int | None,
        typer.Option(
            "--available-per-week", metavar="N", min=1, max=112, help="Hours a week for study and work together."
        ),
    ] = None
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Plan with the rules of that day.")
    ] = None
    include_private: Annotated[
        bool,
        typer.Option(
            "--include-private", help="With JSON: the private facts of the profile, too, which are left out otherwise."
        ),
    ] = False


OptimizeOption = Annotated[
    str,
    typer.Option("--optimize", metavar="soonest|cheapest|least-unpaid", help="What makes a way better."),
]
