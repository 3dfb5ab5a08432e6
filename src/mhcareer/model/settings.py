"""What a user wants by default, and where each of it was said: the contract `mhcareer.config/1`."""

from typing import Annotated, Literal

from pydantic import Field

from mhcareer.model.base import JurisdictionCode, Model, Slug
from mhcareer.model.person import Study

Source = Literal["option", "environment variable", "file", "built-in"]


class SettingsFile(Model):
    """The file of settings; what it leaves out is as the program has it."""

    state: JurisdictionCode | None = None
    format: Slug | None = None
    """How answers are printed; null: drawn on a terminal, text elsewhere."""
    study: Study | None = None
    hours_per_week: Annotated[int, Field(ge=1, le=80)] | None = None
    direct_per_week: Annotated[int, Field(ge=1, le=60)] | None = None
    supervision_per_week: Annotated[int, Field(ge=1, le=20)] | None = None
    width: Annotated[int, Field(ge=40, le=400)] | None = None
    color: Literal["auto", "always", "never"] | None = None
    """Always: answers are drawn in color into a pipe, too."""
    pager: Literal["auto", "never"] | None = None


class Setting(Model):
    """One setting in force, and where its value comes from."""

    key: str
    value: str | int | None
    """Null where the program decides for each answer."""
    source: Source
    named: str | None = None
    """The option, the variable or the file."""


class Settings(SettingsFile):
    """The settings in force: of an option, an environment variable, the file and the program, the first that speaks."""

    said: tuple[Setting, ...] = ()
    """Each setting with its source, in the order of the fields."""


class ConfigAnswer(Model):
    """The answer of every `mhcareer config` command with `--format json`."""

    schema_: Literal["mhcareer.config/1"] = Field(default="mhcareer.config/1", alias="schema")
    file: str
    exists: bool
    settings: tuple[Setting, ...]


KEYS = tuple(SettingsFile.model_fields)
"""What can be set."""

BUILT_IN: dict[str, str] = {
    "state": "asked each time",
    "format": "drawn on a terminal, text elsewhere",
    "study": "full-time",
    "hours_per_week": "what the data assumes",
    "direct_per_week": "what the data assumes",
    "supervision_per_week": "what the data assumes",
    "width": "that of the terminal; 80 elsewhere",
    "color": "auto",
    "pager": "auto",
}
"""What holds where nothing is set, in words."""
