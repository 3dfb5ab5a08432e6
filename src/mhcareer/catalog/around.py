"""What stands around the rules: each kind of file read on its own, and only when a command shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import read_merged
from mhcareer.model.base import Model, Reference
from mhcareer.model.surroundings import (
    CalendarFile,
    Card,
    Claim,
    ClaimsFile,
    Compact,
    CompactsFile,
    FundingFile,
    GuideFile,
    OccupationsFile,
    RoleCard,
)
from mhcareer.model.walk import WalkFile

FILES: Mapping[str, type[Model]] = {
    "claims": ClaimsFile,
    "occupations": OccupationsFile,
    "compacts": CompactsFile,
    "funding": FundingFile,
    "calendar": CalendarFile,
    "guide": GuideFile,
    "walk": WalkFile,
}
"""Files of this kind, by name; the cards stand beside them, one for each role."""


def read_card(role: str, occupation: str, folders: Folders | None = None) -> Card:
    """The card of a role, the claims about it, and its occupation.

    Raises:
        DataError: A file is missing or wrong.
    """
    folders = folders or data_folders()
    card = read_merged(folders, f"cards/{role}", RoleCard)
    claims, references = read_claims((role,), folders)
    occupations = read_merged(folders, "occupations", OccupationsFile)
    return Card(
        card=card,
        claims=claims,
        occupation=next((o for o in occupations.occupations if o.code == occupation), None),
        references={**references, **occupations.references, **card.references},
    )


def read_claims(
    roles: tuple[str, ...], folders: Folders | None = None
) -> tuple[tuple[Claim, ...], Mapping[str, Reference]]:
    """What the articles claim of these roles, and the documents that speak against it.

    Raises:
        DataError: The file is missing or wrong.
    """
    file = read_merged(folders or data_folders(), "claims", ClaimsFile)
    return tuple(claim for claim in file.claims if set(roles) & set(claim.roles)), file.references


def read_compacts(
    wanted: Collection[str], folders: Folders | None = None
) -> tuple[tuple[Compact, ...], Mapping[str, Reference]]:
    """The compacts of these ids, and the documents that they rest on.

    Raises:
        DataError: The file is missing or wrong.
    """
    file = read_merged(folders or data_folders(), "compacts", CompactsFile)
    return tuple(compact for compact in file.compacts if compact.id in wanted), file.references
