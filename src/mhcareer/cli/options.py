"""Options that mean the same in every command, and what their words become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mhcareer.errors import UsageError

if TYPE_CHECKING:
    from mhcareer.catalog.locate import Folders
    from mhcareer.model.library import Catalog

FORMATS = ("text", "rich", "markdown", "checklist", "json", "csv", "ics", "svg", "mermaid")
"""Every format; not every answer comes in each, and says so where it does not."""
EXTENSIONS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".ics": "ics",
    ".svg": "svg",
    ".mmd": "mermaid",
}
"""The format that the name of a file tells."""

StateOption = Annotated[
    str | None, typer.Option("--state", metavar="XX", help="State, as its two letters or its name; US for national.")
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help=f"{', '.join(FORMATS)}; left out: rich on a terminal, else text."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="FILE", help="Write to a file; its ending tells the format where --format does not."
    ),
]
WidthOption = Annotated[int | None, typer.Option("--width", min=40, max=400, help="Columns; 80 in a pipe.")]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Nothing beyond ASCII.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="No drawings: reads well aloud.")]
DataOption = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DIR", help="A folder of your own data, laid over the program's; may be repeated."),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No color on a terminal.")]


@dataclass(frozen=True)
class Look:
    """How an answer is to be shown, as the options say."""

    style: str | None = None
    width: int | None = None
    ascii_only: bool = False
    plain: bool = False
    no_color: bool = False
    output: Path | None = None
    """The file to write; standard output where it is left out or `-`."""

    @property
    def file(self) -> Path | None:
        """The file to write, if there is one."""
        return None if self.output is None or str(self.output) == "-" else self.output


def folders_of(own: list[Path] | None) -> Folders:
    """The program's data, then the user's own in the configuration directory if there is any, then these folders.

    Raises:
        DataError: A folder is missing or does not say whose data it is.
    """
    from mhcareer.catalog.locate import OVERLAY_NAME, data_folders

    lasting = Path(typer.get_app_dir("mhcareer")) / "data"
    return data_folders([*([lasting] if (lasting / OVERLAY_NAME).is_file() else []), *(own or [])])


def state_code(catalog_places: dict[str, str], words: str) -> str:
    """The code of a jurisdiction named by its letters or its name.

    Raises:
        UsageError: There is none of that name.
    """
    from difflib import get_close_matches

    wanted = words.strip()
    if wanted.upper() in catalog_places:
        return wanted.upper()
    names = {name.lower(): code for code, name in catalog_places.items()}
    if wanted.lower() in names:
        return names[wanted.lower()]
    close = get_close_matches(wanted.lower(), list(names), n=1, cutoff=0.75)
    hint = f"did you mean `{names[close[0]]}`, {close[0].title()}?" if close else "use two letters, as `--state VA`"
    raise UsageError(f"unknown state `{words}`", hint=hint)


def day(words: str, option: str) -> date:
    """The day of `2027-01-15`, or the first of `2027-01` or `2027`.

    Raises:
        UsageError: Not a date in one of these forms, or none that exists.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", words.strip(), re.ASCII)
    try:
        year, month, number = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, number)
    except ValueError:
        raise UsageError(f"`{option} {words}` is not a date", hint="write it as 2027-01 or 2027-01-15") from None


def start_day(words: str | None, today: date) -> date:
    """First day of a plan: today, or the month or day named, which must not be over.

    Raises:
        UsageError: Not a date, in the past, or absurdly far.
    """
    if words is None:
        return today
    named = day(words, "--start")
    if named < today and (named.year, named.month) == (today.year, today.month) and words.count("-") < len("--"):
        return today
    if named < today:
        raise UsageError(f"`--start {words}` is in the past", hint=f"today is {today}; leave it out to start now")
    if named.year > today.year + 60:
        raise UsageError(f"`--start {words}` is more than 60 years ahead", hint="check the year")
    return named


def education(words: str, catalog: Catalog) -> tuple[str, str | None]:
    """Level and field of `bachelors:social-work`.

    Raises:
        UsageError: An unknown level or field; the message lists what is accepted.
    """
    from difflib import get_close_matches

    from mhcareer.model.base import LEVELS
    from mhcareer.planner.targets import key

    level, colon, field = words.strip().partition(":")
    levels = {key(known): known for known in LEVELS if known not in ("residency",)}
    levels |= {
        "bachelor": "bachelors",
        "master": "masters",
        "associates": "associate",
        "ged": "high-school",
        "hs": "high-school",
    }
    levels |= {"doctoral": "doctorate", "phd": "doctorate", "college": "some-college"}
    found = levels.get(key(level))
    if found is None:
        listed = ", ".join(dict.fromkeys(levels.values()))
        raise UsageError(
            f"unknown level of education `{level}`", hint=f"use one of: {listed}; with a field as bachelors:social-work"
        )
    if not colon:
        return found, None
    fields = {key(name): f.id for f in catalog.fields.values() for name in (f.id, f.title, *f.aliases)}
    known_field = fields.get(key(field))
    if known_field is None:
        close = get_close_matches(key(field), list(fields), n=3, cutoff=0.6)
        near = ", ".join(f"`{fields[name]}`" for name in dict.fromkeys(close))
        hint = f"did you mean {near}?" if near else "known fields: " + ", ".join(sorted(catalog.fields))
        raise UsageError(f"unknown field of study `{field}`", hint=hint)
    return found, known_field
