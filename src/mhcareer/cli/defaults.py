"""What the user has set, where the command line says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mhcareer.cli.options import Look
from mhcareer.cli.output import chosen_format, show, show_json
from mhcareer.environment import Environment
from mhcareer.model.settings import Settings
from mhcareer.profiles.settings import settings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from mhcareer.render.document import Document


def settings_under(look: Look, environment: Environment) -> Settings:
    """The settings in force for an answer that is to look like this.

    Raises:
        UsageError: An environment variable has a value that cannot be.
        DataError: The file of settings cannot be used.
    """
    options = {"format": look.style, "width": look.width, "color": "never" if look.no_color else None}
    return settings(environment, options)


def with_settings(look: Look, environment: Environment) -> Look:
    """The look with the user's settings for whatever the command line leaves open.

    Raises:
        UsageError, DataError: As for `settings_under`.
    """
    found = settings_under(look, environment)
    return replace(look, style=found.format, width=found.width, no_color=found.color == "never")


@dataclass(frozen=True)
class Screen:
    """Where an answer goes, and how it is to look there by the options and the settings."""

    environment: Environment
    look: Look
    style: str

    @classmethod
    def of(cls, look: Look) -> Screen:
        """The screen of this process.

        Raises:
            UsageError: An unknown format, or an environment variable with a value that cannot be.
            DataError: The file of settings cannot be used.
        """
        environment = Environment.current()
        wanted = with_settings(look, environment)
        return cls(environment, wanted, chosen_format(wanted, environment))

    def show(self, answer: BaseModel, document: Document) -> None:
        """Write an answer as JSON, or its document in another format."""
        if self.style == "json":
            show_json(answer, self.environment)
        else:
            show(document, self.environment, self.look, self.style)
