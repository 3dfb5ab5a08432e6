"""Everything that can be wrong with the data beyond its shape: each problem as one line with its place.

Shape is checked when a file is read. Here: what ids point to, what references support, figures outside the
plausible bounds of their field, parts larger than their whole, dates that do not follow each other, credentials
that nobody can reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mhcareer.catalog.files import read_file
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import data_folder
from mhcareer.errors import DataError
from mhcareer.model.base import Model, Reference, Sourced, jurisdiction_of
from mhcareer.model.catalog import (
    Credential,
    ExamsFile,
    FieldsFile,
    JurisdictionFile,
    PlacesFile,
    PlanningFile,
    ProgramsFile,
    RolesFile,
    SharedReferencesFile,
)
from mhcareer.model.figures import figures
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import CredentialRequirement, Education, ExamRequirement, Experience

_CONTENT_FARMS = ("eatsip365", "visualfoodie", "winenfood", "eathealthy365")

BOUNDS: Mapping[str, tuple[float, float]] = {
    "total_hours": (50, 20_000),
    "direct_hours": (20, 8_000),
    "supervision_hours": (4, 500),
    "individual_supervision_min_hours": (4, 300),
    "group_supervision_max_hours": (0, 300),
    "min_months": (1, 120),
    "max_months": (3, 144),
    "min_weeks": (4, 260),
    "window_months": (6, 180),
    "min_hours_per_week": (1, 45),
    "max_hours_per_week": (10, 60),
    "max_hours_per_year": (400, 3_000),
    "semester_credits": (3, 160),
    "internship_hours": (50, 2_500),
    "practicum_hours": (20, 2_000),
    "hours": (1, 1_600),
    "ce_hours": (0, 120),
    "processing_weeks": (1, 40),
    "lasts_months": (3, 180),
    "recovery_months": (3, 60),
    "valid_months": (3, 180),
}
"""Bounds of plausibility by field, in its unit; a figure outside them needs a `note` that says why."""

_FILES: tuple[tuple[str, type[Model]], ...] = (
    ("places", PlacesFile),
    ("fields", FieldsFile),
    ("references", SharedReferencesFile),
    ("planning", PlanningFile),
    ("programs", ProgramsFile),
    ("exams", ExamsFile),
    ("roles", RolesFile),
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, at which path of it, and what."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        """One line, as the command prints it."""
        return f"{self.file}  {self.path}: {self.message}" if self.path else f"{self.file}: {self.message}"


def check(folder: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a data folder; empty if it is sound."""
    folder = folder or data_folder()
    unreadable = list(_unreadable(folder))
    if unreadable:
        return tuple(unreadable)
    catalog = load_catalog(folder=folder)
    return tuple(_problems(folder, catalog))


def _unreadable(folder: Path) -> Iterator[Problem]:
    names: list[tuple[str, type[Model]]] = list(_FILES)
    names += [(f"jurisdictions/{code}", JurisdictionFile) for code in available_jurisdictions(folder)]
    for name, model in names:
        try:
            read_file(folder, name, model)
        except DataError as error:
            for place in error.where:
                yield Problem(place, "", error.message)


def _problems(folder: Path, catalog: Catalog) -> Iterator[Problem]:
    files = dict(_contents(folder))
    yield from _references(files)
    for code, file in catalog.jurisdictions.items():
        name = f"jurisdictions/{code}.yaml"
        if file.jurisdiction != code:
            yield Problem(name, "jurisdiction", f"is `{file.jurisdiction}`, but the file is `{code}.yaml`")
        for index, credential in enumerate(file.credentials):
            for path, message in _credential(catalog, credential, code):
                yield Problem(name, f"credentials.{index} ({credential.id}){path}", message)
        yield from _goals(catalog, name, file)
    yield from _words(catalog)
    yield from _unreachable(catalog)


def _contents(folder: Path) -> Iterator[tuple[str, Model]]:
    for name, model in _FILES:
        yield f"{name}.yaml", read_file(folder, name, model)
    for code in available_jurisdictions(folder):
        yield f"jurisdictions/{code}.yaml", read_file(folder, f"jurisdictions/{code}", JurisdictionFile)


def _references(files: Mapping[str, Model]) -> Iterator[Problem]:
    """Keys that are defined twice, used without being defined, defined without being used, or not to be used."""
    defined: dict[str, tuple[str, Reference]] = {}
    used: set[str] = set()
    for name, file in files.items():
        for key, reference in getattr(file, "references", {}).items():
            if key in defined:
                yield Problem(name, f"references.{key}", f"is also defined in {defined[key][0]}")
            defined[key] = (name, reference)
            own = f"{name.removeprefix('jurisdictions/')[:2].lower()}-"
            if name.startswith("jurisdictions/") and not key.startswith(own):
                yield Problem(name, f"references.{key}", f"a key of this file must begin with `{own}`")
            if any(farm in (reference.url or "") for farm in _CONTENT_FARMS):
                yield Problem(name, f"references.{key}", "is a content farm and never a source")
    for name, file in files.items():
        for path, key in _used(file, ""):
            used.add(key)
            if key not in defined:
                yield Problem(name, path, f"there is no reference `{key}`")
    for key, (name, _) in defined.items():
        if key not in used:
            yield Problem(name, f"references.{key}", "is not used by any figure; cite it or delete it")


def _used(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Model):
        for field, inner in value:
            here = f"{path}.{field}" if path else field
            if field == "ref":
                yield from ((here, key) for key in inner)
            else:
                yield from _used(inner, here)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _used(item, f"{path}.{index}")


def _credential(catalog: Catalog, credential: Credential, code: str) -> Iterator[tuple[str, str]]:
    if not credential.id.startswith(f"{code.lower()}-"):
        yield "", f"the id must begin with `{code.lower()}-`"
    for role in (credential.role, *credential.also_for):
        if role not in catalog.roles:
            yield ".role", f"there is no role `{role}` in roles.yaml"
    dated = [v.effective for v in credential.versions if v.status != "proposed"]
    if sum(day is None for day in dated) > 1:
        yield ".versions", "only the first version may lack `effective`"
    for index, version in enumerate(credential.versions):
        here = f".versions.{index}"
        if version.requires is None:
            continue
        for path, leaf in version.requires.leaves():
            for inner, message in _leaf(catalog, leaf, credential):
                yield f"{here}.requires.{path}{inner}", message
        for figure in figures(version.requires, f"{here}.requires"):
            yield from _bounds(figure.path, figure.value, figure.to, figure.note)


def _leaf(catalog: Catalog, leaf: Sourced, credential: Credential) -> Iterator[tuple[str, str]]:
    match leaf:
        case ExamRequirement(id=exam) if exam not in catalog.exams:
            yield ".id", f"there is no exam `{exam}` in exams.yaml or in this file"
        case CredentialRequirement(id=other, held_months=wait) if other is not None:
            if other not in catalog.credentials:
                yield ".id", f"there is no credential `{other}`; for one that is not planned here use `outside`"
            elif wait is not None:
                yield ".held_months", "no plan keeps such a wait yet; say it in a `condition`"
            elif other == credential.id:
                yield ".id", "a credential cannot be required for itself"
        case Education(fields=fields) if fields is not None:
            for field in fields.value:
                if field not in catalog.fields:
                    yield ".fields", f"there is no field of study `{field}` in fields.yaml"
        case Experience():
            yield from _experience(leaf)
        case _:
            pass


def _experience(asked: Experience) -> Iterator[tuple[str, str]]:
    total, direct, supervision = asked.total_hours, asked.direct_hours, asked.supervision_hours
    if total and direct and direct.low > total.low:
        yield (
            ".direct_hours",
            f"{direct.low:g} is more than the total of {total.low:g}; swap them, or see `What hours mean`",
        )
    if total and supervision and supervision.low > total.low:
        yield ".supervision_hours", f"{supervision.low:g} is more than the total of {total.low:g}"
    group = asked.group_supervision_max_hours
    if supervision and group and group.low > supervision.low:
        yield ".group_supervision_max_hours", f"{group.low:g} is more than all supervision, {supervision.low:g}"
    if asked.min_months and asked.max_months and asked.min_months.low > asked.max_months.high:
        yield ".min_months", f"{asked.min_months.low:g} is more than max_months, {asked.max_months.high:g}"


def _bounds(path: str, value: object, to: float | None, note: str | None) -> Iterator[tuple[str, str]]:
    name = path.rsplit(".", 1)[-1]
    if name not in BOUNDS or not isinstance(value, int | float) or note:
        return
    low, high = BOUNDS[name]
    if value < low or (to or value) > high:
        yield path, f"{value:g} is outside {low:g} to {high:g} for `{name}`; correct it, or add a `note` that says why"


def _goals(catalog: Catalog, name: str, file: JurisdictionFile) -> Iterator[Problem]:
    counts = Counter(credential.role for credential in file.credentials if credential.goal)
    for role, count in counts.items():
        if count > 1:
            yield Problem(name, "credentials", f"{count} credentials are the goal of role `{role}`; at most one can be")
    ids = Counter(credential.id for credential in file.credentials)
    for credential_id, count in ids.items():
        if count > 1:
            yield Problem(name, "credentials", f"the id `{credential_id}` stands {count} times")
    for exam in catalog.exams:
        if exam in ids:
            yield Problem(name, "exams", f"the id `{exam}` names both an exam and a credential; rename the exam")
    if file.name != catalog.places.get(file.jurisdiction):
        yield Problem(name, "name", f"is `{file.name}`, but places.yaml says `{catalog.places.get(file.jurisdiction)}`")


def _words(catalog: Catalog) -> Iterator[Problem]:
    for field in catalog.fields.values():
        for wider in field.within:
            if wider not in catalog.fields:
                yield Problem("fields.yaml", field.id, f"there is no field `{wider}`")
            elif field.id in catalog.widening(wider):
                yield Problem("fields.yaml", field.id, f"lies within `{wider}`, which lies within it again")
    for program in catalog.programs.values():
        if program.entry.education is None:
            yield Problem("programs.yaml", f"{program.id}.entry", "must be one education leaf")
        for field_id in program.fields:
            if field_id not in catalog.fields:
                yield Problem("programs.yaml", f"{program.id}.fields", f"there is no field `{field_id}`")
    for role in catalog.roles.values():
        for other in (*role.below, *role.above, *role.beside):
            if other not in catalog.roles:
                yield Problem("roles.yaml", role.id, f"there is no role `{other}`")


def _unreachable(catalog: Catalog) -> Iterator[Problem]:
    """Credentials that require each other in a circle."""
    for start in catalog.credentials:
        if _needs(catalog, start, start, set()):
            yield Problem(f"jurisdictions/{jurisdiction_of(start)}.yaml", start, "every way to it requires itself")


def _needs(catalog: Catalog, credential_id: str, goal: str, seen: set[str]) -> bool:
    seen.add(credential_id)
    credential = catalog.credentials.get(credential_id)
    for version in credential.versions if credential else ():
        for _, leaf in version.requires.leaves() if version.requires else ():
            other = leaf.id if isinstance(leaf, CredentialRequirement) else None
            if other and (other == goal or (other not in seen and _needs(catalog, other, goal, seen))):
                return True
    return False
