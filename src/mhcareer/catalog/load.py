"""`data/` to a `Catalog`: reads only the jurisdictions that the question needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mhcareer.catalog.files import read_file
from mhcareer.catalog.locate import data_folder
from mhcareer.model.base import Reference, jurisdiction_of
from mhcareer.model.catalog import (
    ExamsFile,
    FieldsFile,
    JurisdictionFile,
    PlacesFile,
    PlanningFile,
    ProgramsFile,
    RolesFile,
    SharedReferencesFile,
)
from mhcareer.model.library import Catalog


def load_catalog(jurisdictions: Iterable[str] | None = None, *, folder: Path | None = None) -> Catalog:
    """The catalog, with the named jurisdictions and every other that their credentials refer to.

    Args:
        jurisdictions: Codes such as `VA`; None for all that have a file. A code without a file is passed over:
            `Catalog.places` tells a place without data from a place that does not exist.
        folder: The data folder; None for the one that came with the program.

    Raises:
        DataError: A file is missing or wrong.
    """
    folder = folder or data_folder()
    wanted = sorted(available_jurisdictions(folder) if jurisdictions is None else set(jurisdictions))
    read: dict[str, JurisdictionFile] = {}
    available = set(available_jurisdictions(folder))
    while wanted:
        code = wanted.pop(0)
        if code in read or code not in available:
            continue
        read[code] = read_file(folder, f"jurisdictions/{code}", JurisdictionFile)
        wanted.extend(sorted(_codes_referred_to(read[code])))
    return _assembled(folder, read)


def available_jurisdictions(folder: Path | None = None) -> tuple[str, ...]:
    """Codes of the jurisdictions that have a file, in order."""
    folder = folder or data_folder()
    return tuple(sorted(path.stem for path in (folder / "jurisdictions").glob("*.yaml")))


def _codes_referred_to(file: JurisdictionFile) -> set[str]:
    return {
        jurisdiction_of(leaf.id)
        for credential in file.credentials
        for version in credential.versions
        if version.requires
        for _, leaf in version.requires.leaves()
        if leaf.kind == "credential" and leaf.id
    }


def _assembled(folder: Path, read: dict[str, JurisdictionFile]) -> Catalog:
    programs = read_file(folder, "programs", ProgramsFile)
    exams = read_file(folder, "exams", ExamsFile)
    roles = read_file(folder, "roles", RolesFile)
    planning = read_file(folder, "planning", PlanningFile)
    shared = read_file(folder, "references", SharedReferencesFile)
    references: dict[str, Reference] = {}
    shared_parts = (shared.references, programs.references, exams.references, roles.references, planning.references)
    for part in (*shared_parts, *(file.references for file in read.values())):
        references.update(part)
    return Catalog(
        places=read_file(folder, "places", PlacesFile).places,
        jurisdictions=read,
        credentials={c.id: c for file in read.values() for c in file.credentials},
        exams={e.id: e for e in (*exams.exams, *(e for file in read.values() for e in file.exams))},
        programs={p.id: p for p in programs.programs},
        fields={f.id: f for f in read_file(folder, "fields", FieldsFile).fields},
        roles={r.id: r for r in roles.roles},
        planning=planning,
        references=references,
    )
