"""What `data/` holds: jurisdictions with their credentials, roles, programs, exams, fields, calendar, assumptions.

Each class whose name ends in `File` is the shape of one kind of YAML file.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from mhcareer.model.base import (
    Day,
    JurisdictionCode,
    Level,
    Model,
    PartialDate,
    Quantity,
    Reference,
    References,
    Slug,
    Sourced,
    Statement,
    Text,
)
from mhcareer.model.requirement import Requirement

CredentialLevel = Literal["entry", "associate", "intermediate", "independent"]
CredentialKind = Literal["license", "certification", "registration", "employer-role"]


class Version(Model):
    """A rule as it stands during one span of time.

    `keyed_to` tells which date decides between versions: the day of application, or the day on which the
    qualifying program began.
    """

    effective: Day | None = None
    """First day of this version; null where no source says since when it holds."""
    keyed_to: Literal["application", "program-start"] = "application"
    status: Literal["in force", "adopted", "proposed", "superseded"] = "in force"
    """A proposed version is never planned with, only warned of."""
    ref: References = ()
    summary: Text | None = None
    """What changes against the version before, in one phrase."""
    requires: Requirement | None = None
    """Null only where a proposed or adopted text was not seen."""
    none_required: tuple[Statement, ...] = ()
    """What the source says is not asked, as `supervised experience`."""
    not_stated: tuple[Text, ...] = ()
    """What one would expect the rule to say but no source read states."""

    @model_validator(mode="after")
    def _is_complete(self) -> Version:
        if self.requires is None and self.status in ("in force", "superseded"):
            raise ValueError(f"a version that is {self.status} needs `requires`")
        return self


class Fees(Model):
    """Money due to the board or body, in whole US dollars."""

    application: Quantity | None = None
    license: Quantity | None = None
    registration: Quantity | None = None
    exam: Quantity | None = None
    training: Quantity | None = None
    renewal: Quantity | None = None
    upgrade: Quantity | None = None


class Renewal(Model):
    """What keeps the credential alive."""

    years: Quantity | None = None
    ce_hours: Quantity | None = None
    """Hours of continuing education in one renewal period."""
    ethics_hours: Quantity | None = None
    practice_hours: Quantity | None = None
    supervision_hours: Quantity | None = None


class Endorsement(Model):
    """What is asked, instead of the whole rule, of a person who holds the same kind of license elsewhere."""

    held_months: Quantity | None = None
    """Shortest time for which the license elsewhere must have been held."""
    asks: tuple[Statement, ...] = ()
    waives: tuple[Statement, ...] = ()
    """What of the whole rule is not asked again."""

    @model_validator(mode="after")
    def _says_something(self) -> Endorsement:
        if self.held_months is None and not self.asks and not self.waives:
            raise ValueError("needs `held_months`, `asks` or `waives`; leave the field out where nothing was seen")
        return self


class Credential(Model):
    """What a jurisdiction or body issues, or a role that an employer gives under a rule."""

    id: Slug
    title: Text
    abbreviation: Text | None
    """As the jurisdiction writes it; null where it has none."""
    aliases: tuple[Text, ...] = ()
    role: Slug
    """The role that it is for, as an id of `data/roles.yaml`."""
    goal: Literal[True] | None = None
    """True for the one credential that full practice of its role rests on in this jurisdiction."""
    occupation: Statement | None = None
    """Code of the federal classification, where those who hold it are counted under another one than the role."""
    pattern: Literal[True] | None = None
    """True for what is filed under the whole country though each state has a rule of its own: a general pattern."""
    kind: CredentialKind
    level: CredentialLevel
    board: Text | None
    also_for: tuple[Slug, ...] = ()
    """Other roles that the same credential serves, as Nebraska's one license for several professions."""
    versions: tuple[Version, ...]
    fees_usd: Fees | None = None
    processing_weeks: Quantity | None = None
    lasts_months: Quantity | None = None
    """Longest time for which it can be held, renewals included; for associate-level credentials."""
    renewal: Renewal | None = None
    compact: Statement | None = None
    endorsement: Endorsement | None = None
    """The way in for holders of a license of another jurisdiction; absent: no source read states one."""
    scope: tuple[Statement, ...] = ()
    """What the credential permits and forbids."""
    warnings: tuple[Statement, ...] = ()
    """What to know before the mistake: `register before the first hour`."""
    after_issue: tuple[Statement, ...] = ()
    """Duties once it is held that are not a condition of getting it."""
    notes: tuple[Statement, ...] = ()

    @property
    def is_work(self) -> bool:
        """Whether one works in the field with it: a certification attests, and is neither a permission nor a job."""
        return self.kind != "certification"

    @property
    def current(self) -> Version:
        """The newest rule in force; where none is, the newest adopted one, else the last that is listed."""
        for status in ("in force", "adopted"):
            held = [version for version in self.versions if version.status == status and version.requires]
            if held:
                return max(held, key=lambda version: version.effective or "")
        return self.versions[-1]

    @model_validator(mode="after")
    def _has_versions(self) -> Credential:
        if not any(version.requires for version in self.versions):
            raise ValueError("needs at least one version with `requires`")
        return self


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


class Speeds(Model):
    """One duration at three speeds."""

    fast: Quantity
    typical: Quantity
    slow: Quantity

    @model_validator(mode="after")
    def _is_ordered(self) -> Speeds:
        if not self.fast.low <= self.typical.low <= self.slow.low:
            raise ValueError("fast, typical and slow must not shrink")
        return self


class ProgramMonths(Model):
    """Months from the first day of classes to the degree, by pace."""

    full_time: Speeds
    part_time: Speeds


class TuitionPerYear(Model):
    """Published tuition and fees of one academic year of full-time study, before aid, in US dollars."""

    low: Quantity
    typical: Quantity
    high: Quantity


class Program(Model):
    """A program of education: what it takes to enter, what it gives, how long and how much."""

    id: Slug
    title: Text
    level: Level
    fields: tuple[Slug, ...]
    """Fields in which its degree counts."""
    only_if_named: Literal[True] | None = None
    """Taken only where a rule names its very field: nobody studies nursing because some degree is asked."""
    entry: Requirement
    semester_credits: Quantity | None = None
    """Credits of the whole degree."""
    credits_to_take: Quantity | None = None
    """Credits taken in this program, where earlier study is credited; absent: all of them."""
    full_time_credits_per_year: Quantity | None = None
    """Credits that one academic year of full-time study covers; turns credits into years of tuition."""
    accreditation: Statement | None = None
    internship_hours: Quantity | None = None
    internship_direct_hours: Quantity | None = None
    practicum_hours: Quantity | None = None
    practicum_direct_hours: Quantity | None = None
    months: ProgramMonths
    starts: Literal["terms", "any"] = "terms"
    """Whether classes begin only at the start of a term."""
    tuition_per_year_usd: TuitionPerYear | None = None
    flat_cost_usd: Quantity | None = None
    notes: tuple[Statement, ...] = ()


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


class Term(Sourced):
    """A term in which programs start: month and day of its first class, as `08-31`."""

    id: Slug
    starts: Text


class Pace(Model):
    """Work hours a week, and working weeks a year."""

    available_per_week: Quantity
    """Hours a week for study and work together."""
    hours_per_week: Quantity
    direct_per_week: Quantity
    supervision_per_week: Quantity
    weeks_per_year: Quantity
    training_per_week: Quantity
    """Hours a week given to a training course outside a degree."""
    credits_per_term: Quantity
    """Credits a term, when credits are added to a degree already held."""


class PlanningFile(Model):
    """`data/planning.yaml`: the calendar, and what a plan assumes where a person or a source says nothing."""

    references: dict[Slug, Reference]
    data_version: PartialDate
    terms: tuple[Term, ...]
    admission_lead_weeks: Quantity
    """Weeks between today and the first class below which a program's deadlines have passed."""
    pace_fast: Pace
    pace_typical: Pace
    pace_slow: Pace
    unstated_processing_weeks: Speeds
    unstated_exam_weeks: Speeds
    """Weeks from being allowed to sit an exam to its result."""
    unstated_fee_usd: Quantity
    """What a fee that no source states counts for where ways are held against each other; in no cost that is shown."""
    months_per_term: Quantity
    """From the first class of a term to its last, where study is counted in terms."""
    study_hours_per_credit: Quantity
    """Hours of study a week that one semester credit takes during its term."""
    full_time_credits_per_term: Quantity
    """Credits a term of full-time study, for programs whose credits are not stated."""
    part_time_credits_per_term: Quantity
    """The same for part-time study."""
    credits_at_the_school_percent: Quantity
    """Share of an undergraduate degree that must be taken with the school that gives it."""


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
    """Any one data file, or the slices for one role, under the name of its kind.

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
    slices: RoleSlices | None = None
