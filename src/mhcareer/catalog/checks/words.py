"""What can be wrong with the files that jurisdictions share: words, programs, roles, what stands around the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mhcareer.catalog.checks.problem import Problem
from mhcareer.model.base import NATIONAL, Model, jurisdiction_of
from mhcareer.model.library import Catalog
from mhcareer.model.surroundings import (
    CalendarFile,
    ClaimsFile,
    CompactsFile,
    FundingFile,
    GuideFile,
    OccupationsFile,
    RoleCard,
)


def problems(catalog: Catalog, around: Mapping[str, Model], cards: Mapping[str, RoleCard]) -> Iterator[Problem]:
    """Every problem of the shared files."""
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
    yield from _roles_around(catalog, around)
    yield from _cards(catalog, cards)
    yield from _occupations(catalog, around)
    yield from _compacts(catalog, around)
    yield from _topics(around)
    yield from _calendar(catalog, around)
    yield from _everywhere(catalog)


def _roles_around(catalog: Catalog, around: Mapping[str, Model]) -> Iterator[Problem]:
    listed: list[tuple[str, str, Iterable[str]]] = []
    for name, file in around.items():
        match file:
            case ClaimsFile():
                listed += [(name, item.id, item.roles) for item in file.claims]
            case CompactsFile():
                listed += [(name, item.id, item.roles) for item in file.compacts]
            case FundingFile():
                listed += [(name, item.id, item.roles) for item in file.funding]
            case GuideFile():
                listed += [(name, topic.id, entry.roles) for topic in file.topics for entry in topic.entries]
            case _:
                pass
    for name, path, roles in listed:
        for role in roles:
            if role not in catalog.roles:
                yield Problem(f"{name}.yaml", path, f"there is no role `{role}` in roles.yaml")


def _topics(around: Mapping[str, Model]) -> Iterator[Problem]:
    """Two topics of the guide that answer to the same word would hide each other."""
    file = around.get("guide")
    named: dict[str, str] = {}
    for topic in file.topics if isinstance(file, GuideFile) else ():
        for name in (topic.id, topic.title, *topic.aliases):
            if named.setdefault(name.lower(), topic.id) != topic.id:
                yield Problem("guide.yaml", topic.id, f"`{name}` names the topic `{named[name.lower()]}`, too")


def _calendar(catalog: Catalog, around: Mapping[str, Model]) -> Iterator[Problem]:
    """Dates belong to programs and exams that exist."""
    file = around.get("calendar")
    for entry in file.entries if isinstance(file, CalendarFile) else ():
        for kind, ids, known in (("program", entry.programs, catalog.programs), ("exam", entry.exams, catalog.exams)):
            for id_ in ids:
                if id_ not in known:
                    yield Problem("calendar.yaml", f"{entry.id}.{kind}s", f"there is no {kind} `{id_}`")


def _cards(catalog: Catalog, cards: Mapping[str, RoleCard]) -> Iterator[Problem]:
    for role in catalog.roles:
        if role not in cards:
            yield Problem("roles.yaml", role, f"has no card; write cards/{role}.yaml")
    for name, card in cards.items():
        if card.role != name:
            yield Problem(f"cards/{name}.yaml", "role", f"is `{card.role}`, but the file is `{name}.yaml`")
        if name not in catalog.roles:
            yield Problem(f"cards/{name}.yaml", "role", f"there is no role `{name}` in roles.yaml")


def _occupations(catalog: Catalog, around: Mapping[str, Model]) -> Iterator[Problem]:
    file = around.get("occupations")
    if not isinstance(file, OccupationsFile):
        return
    codes = {occupation.code for occupation in file.occupations}
    for role in catalog.roles.values():
        if role.occupation.value not in codes:
            yield Problem("roles.yaml", f"{role.id}.occupation", f"there is no occupation `{role.occupation.value}`")
    for credential in catalog.credentials.values():
        if credential.occupation and credential.occupation.value not in codes:
            where = f"jurisdictions/{credential.id.split('-')[0].upper()}.yaml"
            said = f"there is no occupation `{credential.occupation.value}`"
            yield Problem(where, f"{credential.id}.occupation", said)
    for occupation in file.occupations:
        for code in occupation.by_state:
            if code not in catalog.places and code not in catalog.territories:
                yield Problem("occupations.yaml", f"{occupation.code}.by_state", f"there is no place `{code}`")


def _compacts(catalog: Catalog, around: Mapping[str, Model]) -> Iterator[Problem]:
    """A credential may name only a compact that exists, serves its role, and has its jurisdiction as a member."""
    file = around.get("compacts")
    if not isinstance(file, CompactsFile):
        return
    known = {compact.id: compact for compact in file.compacts}
    for compact in file.compacts:
        for code in compact.members:
            if code not in catalog.places and code not in catalog.territories:
                yield Problem("compacts.yaml", f"{compact.id}.members", f"there is no place `{code}`")
    for credential in catalog.credentials.values():
        if credential.compact is None:
            continue
        code = jurisdiction_of(credential.id)
        where = f"jurisdictions/{code}.yaml", f"{credential.id}.compact"
        compact_ = known.get(credential.compact.value)
        if compact_ is None:
            yield Problem(*where, f"there is no compact `{credential.compact.value}` in compacts.yaml")
        elif not set(compact_.roles) & {credential.role, *credential.also_for}:
            yield Problem(*where, f"`{compact_.id}` is not for the role `{credential.role}` by compacts.yaml")
        elif code not in compact_.members and code != NATIONAL:
            yield Problem(*where, f"{code} is no member of `{compact_.id}` by compacts.yaml; one of the two is wrong")


def _everywhere(catalog: Catalog) -> Iterator[Problem]:
    """Families of which every jurisdiction licenses somebody must not be missing from a file without a word."""
    for code, file in catalog.jurisdictions.items():
        if code == NATIONAL:
            continue
        roles = [role for c in file.credentials for role in (c.role, *c.also_for)]
        held = {catalog.roles[role].family for role in roles if role in catalog.roles}
        said = {absence.family for absence in file.absent}
        for family in catalog.families_everywhere:
            if family not in held | said:
                message = (
                    f"holds no credential of the family `{family}`; add one, or say under `absent` that there is none"
                )
                yield Problem(f"jurisdictions/{code}.yaml", "credentials", message)
