"""The catalog in memory: everything the planner may ask of the data, and nothing of the files it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mhcareer.model.base import Reference
from mhcareer.model.catalog import Credential, Exam, JurisdictionFile, PlanningFile, Program, Role, StudyField


@dataclass(frozen=True)
class Catalog:
    """Facts by id: of each jurisdiction the whole, or what a question about a role needs; not necessarily of all."""

    places: Mapping[str, str]
    """Every jurisdiction that exists, by code, whether or not its rules are held."""
    jurisdictions: Mapping[str, JurisdictionFile]
    credentials: Mapping[str, Credential]
    exams: Mapping[str, Exam]
    programs: Mapping[str, Program]
    fields: Mapping[str, StudyField]
    roles: Mapping[str, Role]
    planning: PlanningFile
    references: Mapping[str, Reference]
    territories: tuple[str, ...] = ()
    """Codes of places that the tables of others name and that no plan is made for."""
    families_everywhere: tuple[str, ...] = ()
    """Families of roles of which every jurisdiction must hold a credential or say that it has none."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """For a credential or a program of a user's own data: whose it is and why."""

    def in_jurisdiction(self, code: str) -> tuple[Credential, ...]:
        """Credentials of one jurisdiction, in the order of its file; empty if it has none."""
        file = self.jurisdictions.get(code)
        return file.credentials if file else ()

    def for_role(self, role: str, code: str) -> tuple[Credential, ...]:
        """Credentials of one jurisdiction that serve a role, in the order of its file."""
        return tuple(c for c in self.in_jurisdiction(code) if c.role == role or role in c.also_for)

    def family_of(self, credential: Credential) -> str:
        """Family of the credential's role; the role's own name where a user's data names one that nobody defined."""
        role = self.roles.get(credential.role)
        return role.family if role else credential.role

    def widening(self, study: str) -> Iterator[str]:
        """A field of study and every wider field that it belongs to, nearest first, each once."""
        seen: list[str] = [study]
        for current in seen:
            yield current
            known = self.fields.get(current)
            seen.extend(wider for wider in (known.within if known else ()) if wider not in seen)
