"""What the user has set, where the command line says nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mhcareer.catalog.locate import Folders
from mhcareer.cli.options import Look
from mhcareer.cli.output import chosen_format, show, show_json
from mhcareer.environment import Environment
from mhcareer.frozen import dataclass
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
    options = {
        "format": look.style,
        "width": look.width,
        "color": "never" if look.no_color else None,
        "pager": "never" if look.no_pager else None,
    }
    return settings(environment, options)


@dataclass(frozen=True)
class Screen:
    """Where an answer goes, how it is to look there by options and settings, and over which data it is given."""

    environment: Environment
    settings: Settings
    look: Look
    style: str
    folders: Folders

    @classmethod
    def of(cls, look: Look) -> Screen:
        """The screen of this process.

        Raises:
            UsageError: An unknown format, or an environment variable with a value that cannot be.
            DataError: The file of settings or a folder of data cannot be used.
        """
        environment = Environment.current()
        found = settings_under(look, environment)
        style = look.style if look.style or look.file else found.format
        if found.color == "always":
            environment = replace(environment, color=True, forced=True)
        wanted = replace(
            look,
            style=style,
            width=found.width,
            no_color=found.color == "never",
            no_pager=found.pager == "never",
        )
        return cls(environment, found, wanted, chosen_format(wanted, environment), look.folders)

    def show(self, answer: BaseModel, document: Document) -> None:
        """Write an answer as JSON, or its document in another format."""
        if self.style == "json":
            show_json(answer, self.environment, self.look)
        else:
            show(document, self.environment, self.look, self.style)
