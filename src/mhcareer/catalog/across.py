"""One role across every jurisdiction, without reading the rest of their rules.

A slice of the project's own files is enough wherever no overlay has a say. A jurisdiction that an overlay adds to or
overrides is read whole and merged before it is cut down: an override may give a credential another role, and what it
refers to need not be in the slice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mhcareer.catalog.cache import Cache
from mhcareer.catalog.files import json_of, right, slice_of
from mhcareer.catalog.load import assembled, available_jurisdictions, referred_to
from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import has_file, laid_over, read_merged
from mhcareer.catalog.slices import Values, role_slices
from mhcareer.model.base import jurisdiction_of
from mhcareer.model.catalog import JurisdictionFile, RoleSlices
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog

Files = dict[str, JurisdictionFile]
"""Jurisdictions by code."""


def load_role(
    roles: Iterable[str],
    folders: Folders | None = None,
    *,
    also: Iterable[str] = (),
    beside: Catalog | None = None,
    rules_only: bool = False,
) -> Catalog:
    """Every jurisdiction, with the credentials that serve any of these roles and whatever those refer to.

    Each credential is whole, and so is what it cites: references, and exams of its jurisdiction. What a jurisdiction
    holds for other roles is missing, so put only questions about these roles to the answer. `absent` is complete.

    Args:
        roles: Ids of roles.
        folders: The data folder and its overlays; None for what came with the program.
        also: Codes of jurisdictions whose every credential is wanted. A code without a file is passed over.
        beside: A catalog of the same folders that is at hand: its programs, exams, roles and assumptions are taken over
            instead of being read once more.
        rules_only: Only rules are compared: references, fees, notes and the like may be missing.

    Raises:
        DataError: A file is missing or wrong.
    """
    folders, served = folders or data_folders(), frozenset(roles)
    codes = available_jurisdictions(folders)
    complete = {code for code in also if code in codes}
    read_whole = complete | {code for code in codes if _is_overlaid(folders, code)}
    files = _slices(served, folders, rules_only=rules_only) | {
        code: _whole(folders, code) for code in sorted(read_whole)
    }
    wanted = _wanted(files, served, complete, folders)
    cut = {code: files[code] if code in complete else _only(files[code], wanted) for code in codes if code in files}
    return assembled(folders, cut, beside)


def _is_overlaid(folders: Folders, code: str) -> bool:
    return any(has_file(overlay.path, f"jurisdictions/{code}") for overlay in folders.overlays)


def _whole(folders: Folders, code: str) -> JurisdictionFile:
    return read_merged(folders, f"jurisdictions/{code}", JurisdictionFile)


def _slices(roles: frozenset[str], folders: Folders, *, rules_only: bool) -> Files:
    """The project's own files, cut down to these roles; credentials in the order of their file."""
    files: Files = {}
    positions: dict[str, int] = {}
    for role in sorted(roles):
        found = _of_role(role, folders.base, folders.cache, rules_only=rules_only)
        positions |= found.positions
        for file in found.files:
            below = files.get(file.jurisdiction)
            if below is None:
                files[file.jurisdiction] = file
            elif file.credentials:
                files[file.jurisdiction] = _ordered(laid_over(below, file), positions)
    return files


def _of_role(role: str, folder: Path, cache: Cache, *, rules_only: bool) -> RoleSlices:
    names = [f"jurisdictions/{code}" for code in available_jurisdictions(Folders(folder))]

    def made() -> Values:
        files = [json.loads(json_of(folder, name, JurisdictionFile, cache)) for name in names]
        return role_slices(files, role, rules_only=rules_only)

    return right(
        slice_of(folder, f"{'rules' if rules_only else 'roles'}/{role}", names, made, cache), RoleSlices, folder
    )


def _ordered(file: JurisdictionFile, positions: dict[str, int]) -> JurisdictionFile:
    in_order = sorted(file.credentials, key=lambda credential: positions[credential.id])
    return file.model_copy(update={"credentials": tuple(in_order)})


def _only(file: JurisdictionFile, wanted: set[str]) -> JurisdictionFile:
    kept = tuple(credential for credential in file.credentials if credential.id in wanted)
    return file if len(kept) == len(file.credentials) else file.model_copy(update={"credentials": kept})


def _wanted(files: Files, roles: frozenset[str], complete: set[str], folders: Folders) -> set[str]:
    """Ids of what serves the roles, what stands in a jurisdiction wanted whole, and all that these refer to.

    A jurisdiction whose slice lacks something that is referred to is read whole, into `files`.
    """
    known = {credential.id: credential for file in files.values() for credential in file.credentials}
    waiting = [c for code, file in files.items() for c in file.credentials if code in complete or _serves(c, roles)]
    wanted: set[str] = set()
    while waiting:
        credential = waiting.pop()
        wanted.add(credential.id)
        for id_ in referred_to(credential) - wanted:
            if id_ not in known and (code := jurisdiction_of(id_)) in files:
                files[code] = _whole(folders, code)
                known |= {c.id: c for c in files[code].credentials}
            if id_ in known:
                waiting.append(known[id_])
    return wanted


def _serves(credential: Credential, roles: frozenset[str]) -> bool:
    return credential.role in roles or not roles.isdisjoint(credential.also_for)
