"""What `data/` holds: jurisdictions with their credentials, roles, programs, exams, fields, calendar, assumptions.

Each class whose name ends in `File` is the shape of one kind of YAML file.
"""

from typing import Literal

from mhcareer.model.base import (
    JurisdictionCode,
    Model,
    Quantity,
    Reference,
    Slug,
    Statement,
    Text,
)
from mhcareer.model.credential import Credential
from mhcareer.model.planning import PlanningFile
from mhcareer.model.program import Program


class Exam(Model):
    """An examination and what is known about sitting it."""

    id: Slug
    title: Text
    abbreviation: Text | None = None
    body: Text | None
    fee_usd: Quantity | None = None
    weeks: Quantity | None = None
    """Weeks from being allowed to sit it to its result, where a source states them."""
    retake_wait_days: Quantity | None = None
    attempts_per_12_months: Quantity | None = None
    questions: Quantity | None = None
    minutes: Quantity | None = None
    first_time_pass_percent: Quantity | None = None
    window: Statement | None = None
    notes: tuple[Statement, ...] = ()


class Absence(Statement):
    """A family of credentials that a jurisdiction does not have."""

    family: Slug


class JurisdictionFile(Model):
    """`data/jurisdictions/XX.yaml`: the credentials of one jurisdiction, with the references they rest on."""

    jurisdiction: JurisdictionCode
    name: Text
    references: dict[Slug, Reference]
    exams: tuple[Exam, ...] = ()
    """Exams that only this jurisdiction uses; shared ones stand in `data/exams.yaml`."""
    credentials: tuple[Credential, ...]
    absent: tuple[Absence, ...] = ()
    """Families of which this jurisdiction issues no credential, by a source."""


class ProgramsFile(Model):
    """`data/programs.yaml`."""

    references: dict[Slug, Reference]
    programs: tuple[Program, ...]


class ExamsFile(Model):
    """`data/exams.yaml`: exams that more than one jurisdiction uses."""

    references: dict[Slug, Reference]
    exams: tuple[Exam, ...]


class StudyField(Model):
    """A field of study; `within` names the wider fields that it belongs to."""

    id: Slug
    title: Text
    aliases: tuple[Text, ...] = ()
    within: tuple[Slug, ...] = ()


class FieldsFile(Model):
    """`data/fields.yaml`: words and their nesting, no figures."""

    fields: tuple[StudyField, ...]


class PlacesFile(Model):
    """`data/places.yaml`: every jurisdiction that a user may name."""

    places: dict[JurisdictionCode, Text]
    territories: tuple[JurisdictionCode, ...] = ()
    """Places that the tables of others name and that no plan is made for."""


class Role(Model):
    """What a person does, whatever a jurisdiction calls the credential for it."""

    id: Slug
    title: Text
    family: Slug
    abbreviations: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    also_called: tuple[Text, ...] = ()
    """Words that mean another role first and this one, too: an answer about the first names this one beside it."""
    fields: tuple[Slug, ...] = ()
    """Fields of study that lead to the role; where a license serves several roles, they tell the ways apart."""
    summary: Statement
    """What the role is, in one phrase; the rest stands on its card."""
    occupation: Statement
    """Code of the federal classification whose pay and outlook are shown for the role."""
    hired_anywhere: Literal[True] | None = None
    """Employers hire for it across the country without a license: a plan names it among the work on the way."""
    below: tuple[Slug, ...] = ()
    above: tuple[Slug, ...] = ()
    beside: tuple[Slug, ...] = ()


class RolesFile(Model):
    """`data/roles.yaml`."""

    references: dict[Slug, Reference]
    families_everywhere: tuple[Slug, ...] = ()
    """Families of which every jurisdiction must hold a credential or say that it has none."""
    roles: tuple[Role, ...]


class SharedReferencesFile(Model):
    """`data/references.yaml`: references that several files cite."""

    references: dict[Slug, Reference]


class RoleSlices(Model):
    """What every jurisdiction holds for one role: no file of `data/` but a part of each, made by `catalog.slices`."""

    files: tuple[JurisdictionFile, ...]
    """All jurisdictions; each with the credentials that serve the role, what those refer to, and what they cite."""
    positions: dict[Slug, int]
    """Where each credential stands in its own file, so that slices of several roles join in the order of the file."""


class OverlayFile(Model):
    """`overlay.yaml` in a user's own folder of data."""

    whose: Text
    why: Text


class DataFile(Model):
    """Any one data file, under the name of its kind.

    All files are validated through this one model, so that what they have in common is compiled once in a process.
    """

    jurisdiction: JurisdictionFile | None = None
    programs: ProgramsFile | None = None
    exams: ExamsFile | None = None
    fields: FieldsFile | None = None
    planning: PlanningFile | None = None
    places: PlacesFile | None = None
    roles: RolesFile | None = None
    references: SharedReferencesFile | None = None
