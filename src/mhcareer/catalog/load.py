"""`data/` to a `Catalog`: reads only the jurisdictions that the question needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import read_layers, read_merged
from mhcareer.model.base import jurisdiction_of
from mhcareer.model.catalog import (
    ExamsFile,
    FieldsFile,
    JurisdictionFile,
    PlacesFile,
    ProgramsFile,
    RolesFile,
    SharedReferencesFile,
)
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.planning import PlanningFile


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
        named = {id_ for credential in read[code].credentials for id_ in referred_to(credential)}
        wanted.extend(sorted({jurisdiction_of(id_) for id_ in named}))
    return assembled(folders, read)


def available_jurisdictions(folders: Folders | None = None) -> tuple[str, ...]:
    """Codes of the jurisdictions that have a file, in order."""
    folders = folders or data_folders()
    return tuple(sorted({path.stem for layer in folders.layers for path in (layer / "jurisdictions").glob("*.yaml")}))


def referred_to(credential: Credential) -> set[str]:
    """Ids of the credentials that a credential's rule names, in any of its versions."""
    found: set[str] = set()
    waiting = [version.requires for version in credential.versions if version.requires]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if node.credential is not None and node.credential.id is not None:
            found.add(node.credential.id)
    return found


def assembled(folders: Folders, read: Mapping[str, JurisdictionFile], beside: Catalog | None = None) -> Catalog:
    """The catalog of these jurisdictions, with all that jurisdictions share.

    Args:
        folders: Where the shared files lie.
        read: The jurisdictions, by code.
        beside: A catalog of the same folders whose shared part is taken over; None reads it.

    Raises:
        DataError: A shared file is missing or wrong.
    """
    shared = beside or _shared(folders)
    files = read.values()
    return replace(
        shared,
        jurisdictions=read,
        credentials={c.id: c for file in files for c in file.credentials},
        exams={**shared.exams, **{e.id: e for file in files for e in file.exams}},
        references={**shared.references, **{key: r for file in files for key, r in file.references.items()}},
        origins=_origins(folders, read),
    )


def _shared(folders: Folders) -> Catalog:
    programs = read_merged(folders, "programs", ProgramsFile)
    exams = read_merged(folders, "exams", ExamsFile)
    roles = read_merged(folders, "roles", RolesFile)
    planning = read_merged(folders, "planning", PlanningFile)
    references = read_merged(folders, "references", SharedReferencesFile).references
    places = read_merged(folders, "places", PlacesFile)
    for file in (programs, exams, roles, planning):
        references = {**references, **file.references}
    return Catalog(
        places=places.places,
        territories=places.territories,
        jurisdictions={},
        credentials={},
        exams={e.id: e for e in exams.exams},
        programs={p.id: p for p in programs.programs},
        fields={f.id: f for f in read_merged(folders, "fields", FieldsFile).fields},
        roles={r.id: r for r in roles.roles},
        planning=planning,
        references=references,
        families_everywhere=roles.families_everywhere,
    )


def _origins(folders: Folders, read: Mapping[str, JurisdictionFile]) -> dict[str, str]:
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
