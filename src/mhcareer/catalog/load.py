"""`data/` to a `Catalog`: reads only the jurisdictions that the question needs."""

from __future__ import annotations

from collections.abc import Iterable

from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import read_layers, read_merged
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


def load_catalog(jurisdictions: Iterable[str] | None = None, folders: Folders | None = None) -> Catalog:
    """The catalog, with the named jurisdictions and every other that their credentials refer to.

    Args:
        jurisdictions: Codes such as `VA`; None for all that have a file. A code without a file is passed over:
            `Catalog.places` tells a place without data from a place that does not exist.
        folders: The data folder and its overlays; None for what came with the program.

    Raises:
        DataError: A file is missing or wrong.
    """
    folders = folders or data_folders()
    wanted = sorted(available_jurisdictions(folders) if jurisdictions is None else set(jurisdictions))
    read: dict[str, JurisdictionFile] = {}
    available = set(available_jurisdictions(folders))
    while wanted:
        code = wanted.pop(0)
        if code in read or code not in available:
            continue
        read[code] = read_merged(folders, f"jurisdictions/{code}", JurisdictionFile)
        wanted.extend(sorted(_codes_referred_to(read[code])))
    return _assembled(folders, read)


def available_jurisdictions(folders: Folders | None = None) -> tuple[str, ...]:
    """Codes of the jurisdictions that have a file, in order."""
    folders = folders or data_folders()
    layers = (folders.base, *(overlay.path for overlay in folders.overlays))
    return tuple(sorted({path.stem for layer in layers for path in (layer / "jurisdictions").glob("*.yaml")}))


def _codes_referred_to(file: JurisdictionFile) -> set[str]:
    return {
        jurisdiction_of(leaf.id)
        for credential in file.credentials
        for version in credential.versions
        if version.requires
        for _, leaf in version.requires.leaves()
        if leaf.kind == "credential" and leaf.id
    }


def _assembled(folders: Folders, read: dict[str, JurisdictionFile]) -> Catalog:
    programs = read_merged(folders, "programs", ProgramsFile)
    exams = read_merged(folders, "exams", ExamsFile)
    roles = read_merged(folders, "roles", RolesFile)
    planning = read_merged(folders, "planning", PlanningFile)
    shared = read_merged(folders, "references", SharedReferencesFile)
    places = read_merged(folders, "places", PlacesFile)
    references: dict[str, Reference] = {}
    shared_parts = (shared.references, programs.references, exams.references, roles.references, planning.references)
    for part in (*shared_parts, *(file.references for file in read.values())):
        references.update(part)
    return Catalog(
        places=places.places,
        territories=places.territories,
        jurisdictions=read,
        credentials={c.id: c for file in read.values() for c in file.credentials},
        exams={e.id: e for e in (*exams.exams, *(e for file in read.values() for e in file.exams))},
        programs={p.id: p for p in programs.programs},
        fields={f.id: f for f in read_merged(folders, "fields", FieldsFile).fields},
        roles={r.id: r for r in roles.roles},
        planning=planning,
        references=references,
        families_everywhere=roles.families_everywhere,
        origins=_origins(folders, read),
    )


def _origins(folders: Folders, read: dict[str, JurisdictionFile]) -> dict[str, str]:
    """Whose data each credential and program of an overlay is, and why; `planning` for its assumptions."""
    kinds: list[tuple[str, type[JurisdictionFile] | type[ProgramsFile]]] = [("programs", ProgramsFile)]
    kinds += [(f"jurisdictions/{code}", JurisdictionFile) for code in read]
    said = {overlay.path: overlay.said for overlay in folders.overlays}
    own = {
        item.id: said[path]
        for name, kind in kinds
        if said
        for path, layer in read_layers(folders, name, kind)
        if path in said
        for item in (layer.programs if isinstance(layer, ProgramsFile) else layer.credentials)
    }
    for path, _ in read_layers(folders, "planning", PlanningFile) if said else ():
        if path in said:
            own["planning"] = said[path]
    return own
