"""The catalog in memory: everything the planner may ask of the data, and nothing of the files it came from."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from typing import Any, TypeVar

from mhcareer.frozen import dataclass
from mhcareer.model.base import Reference
from mhcareer.model.catalog import Exam, JurisdictionFile, Role, StudyField
from mhcareer.model.credential import Credential
from mhcareer.model.planning import PlanningFile
from mhcareer.model.program import Program

T = TypeVar("T")


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
    _derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def derived(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the catalog alone, made at the first question and kept: a catalog never changes."""
        if key not in self._derived:
            self._derived[key] = make()
        found: T = self._derived[key]
        return found

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

    def occupation_of(self, credential: Credential) -> str | None:
        """Code of the occupation whose pay is told for a credential; None where nobody defined its role."""
        if credential.occupation:
            return credential.occupation.value
        role = self.roles.get(credential.role)
        return role.occupation.value if role else None

    def is_work(self, credential_id: str) -> bool:
        """Whether one works in the field with what is open; what is not held here is a role hired anywhere."""
        known = self.credentials.get(credential_id)
        return known is None or known.is_work

    def occupations_in(self, code: str) -> set[str]:
        """Codes of the occupations of one jurisdiction's credentials, and of the roles that are hired anywhere."""
        own = {self.occupation_of(credential) for credential in self.in_jurisdiction(code)}
        hired = {role.occupation.value for role in self.roles.values() if role.hired_anywhere}
        return hired | {occupation for occupation in own if occupation}

    def widening(self, study: str) -> tuple[str, ...]:
        """A field of study and every wider field that it belongs to, nearest first, each once."""
        return self.derived(("widening", study), lambda: tuple(self._widening(study)))

    def _widening(self, study: str) -> Iterator[str]:
        seen: list[str] = [study]
        for current in seen:
            yield current
            known = self.fields.get(current)
            seen.extend(wider for wider in (known.within if known else ()) if wider not in seen)
