"""What can be wrong with the rules of a jurisdiction.

Ids that point nowhere, implausible figures, parts larger than their whole, more than one goal of a role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from mhcareer.catalog.checks.problem import Problem
from mhcareer.model.base import Sourced
from mhcareer.model.catalog import JurisdictionFile
from mhcareer.model.credential import Credential
from mhcareer.model.figures import figures
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import CredentialRequirement, Education, ExamRequirement, Experience

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


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Every problem of every jurisdiction's file."""
    for code, file in catalog.jurisdictions.items():
        name = f"jurisdictions/{code}.yaml"
        if file.jurisdiction != code:
            yield Problem(name, "jurisdiction", f"is `{file.jurisdiction}`, but the file is `{code}.yaml`")
        for index, credential in enumerate(file.credentials):
            for path, message in _credential(catalog, credential, code):
                yield Problem(name, f"credentials.{index} ({credential.id}){path}", message)
        yield from _goals(catalog, name, file)


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
