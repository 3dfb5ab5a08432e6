"""The requirement tree: `all`, `any`, and leaves that a person meets or does not.

A `Requirement` carries exactly one of its fields, so that the tree has the same shape in YAML, in JSON and in
memory: ``{"all": [{"education": {...}}, {"any": [...]}]}``. A path such as ``all.1.any.0.exam`` names one place in it.
"""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from mhcareer.model.base import (
    Flag,
    Leaf,
    Level,
    Model,
    Quantity,
    References,
    Slug,
    Sourced,
    Statement,
    Text,
)


class LevelStatement(Sourced):
    """The lowest level of education that qualifies."""

    value: Level


class FieldsStatement(Sourced):
    """Fields of study that qualify, as ids of `data/fields.yaml`."""

    value: tuple[Slug, ...]
    related: bool = False
    """The rule also takes a related field, without naming it."""


class Education(Leaf):
    """A degree or diploma. Figures describe what must lie inside the degree."""

    kind: ClassVar[Literal["education"]] = "education"

    level: LevelStatement
    enrolled: Literal[True] | None = None
    """Being enrolled in such a program is enough; the degree itself is not asked."""
    fields: FieldsStatement | None = None
    """Absent: any field."""
    semester_credits: Quantity | None = None
    accreditation: Statement | None = None
    internship_hours: Quantity | None = None
    internship_direct_hours: Quantity | None = None
    internship_relational_hours: Quantity | None = None
    internship_supervision_hours: Quantity | None = None
    internship_months: Quantity | None = None
    practicum_hours: Quantity | None = None
    practicum_direct_hours: Quantity | None = None
    coursework: tuple[Statement, ...] = ()
    """Named courses or content; met inside the degree or made up after it."""


class Topic(Sourced):
    """Hours of a training that a subject must fill, or may fill at most."""

    what: Text
    min_hours: int | float | None = None
    max_hours: int | float | None = None


class Training(Leaf):
    """Training outside a degree, in the unit that the source counts: hours, days or courses."""

    kind: ClassVar[Literal["training"]] = "training"

    of: Text | None = None
    """What the training is, as `Academy of Peer Services core courses`."""
    hours: Quantity | None = None
    days: Quantity | None = None
    courses: Quantity | None = None
    topics: tuple[Topic, ...] = ()
    finished_within_months: Quantity | None = None
    """The training must not be older than this on the day of application."""


CountsFrom = Literal["any", "enrollment", "training", "graduation", "registration", "application"]


class CountsFromStatement(Sourced):
    """The moment from which hours count.

    `registration`: only while the credential required beside it is held; `graduation`: after the degree;
    `enrollment`: from the start of the degree; `training`: after the training; `application`: after the
    application for this credential is approved; `any`: at any time.
    """

    value: CountsFrom


class SupervisionRate(Sourced):
    """Supervision that must keep pace with the work: `hours` for each `per`."""

    hours: int | float
    to: int | float | None = None
    """Most supervision that counts for the same `per`, where the rule sets one."""
    per: Literal["week", "month", "year"] | int
    """A span of time, or a number of hours of work (40: for each 40 hours)."""
    of: Literal["total", "direct"] = "total"


class Part(Sourced):
    """A named part of the hours with its own floor or ceiling."""

    what: Text
    within: Literal["total", "direct", "supervision"] = "total"
    min_hours: int | float | None = None
    max_hours: int | float | None = None
    min_months: int | None = None
    min_weeks: int | None = None


class Experience(Leaf):
    """Supervised experience or work. No figure at all means that no source read states the amount."""

    kind: ClassVar[Literal["experience"]] = "experience"

    of: Text | None = None
    """What kind of work counts, in a phrase."""
    total_hours: Quantity | None = None
    """All hours that count. Absent where the rule counts direct hours only, or months only."""
    direct_hours: Quantity | None = None
    """Direct client contact; part of the total where there is a total."""
    supervision_hours: Quantity | None = None
    total_includes_supervision: Flag | None = None
    """Whether supervision hours lie inside the total. Absent: not stated."""
    individual_supervision_min_hours: Quantity | None = None
    group_supervision_max_hours: Quantity | None = None
    group_supervision_max_percent: Quantity | None = None
    """Share of the supervision that may be in groups, in percent."""
    supervision_rate: SupervisionRate | None = None
    min_months: Quantity | None = None
    """Shortest span from the first hour to the last."""
    max_months: Quantity | None = None
    """Longest span from the first hour to the last."""
    min_weeks: Quantity | None = None
    """Weeks with supervision that must be shown."""
    window_months: Quantity | None = None
    """Hours older than this on the day of application no longer count."""
    min_hours_per_week: Quantity | None = None
    max_hours_per_week: Quantity | None = None
    max_hours_per_year: Quantity | None = None
    counts_from: CountsFromStatement | None = None
    internship_counts_hours: Quantity | None = None
    """Hours of the total that the internship inside the required degree provides: a psychologist's internship year."""
    internship_counts_months: Quantity | None = None
    """Months of the shortest span that the same internship provides."""
    before_graduation_max_hours: Quantity | None = None
    after_graduation_min_hours: Quantity | None = None
    parts: tuple[Part, ...] = ()

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        """The figures that say how much is asked."""
        asked = (self.total_hours, self.direct_hours, self.supervision_hours, self.min_months, self.min_weeks)
        return tuple(figure for figure in asked if figure is not None)


ExamTiming = Literal["before-experience", "during-experience", "after-experience", "any"]


class ExamTimingStatement(Sourced):
    """When the exam may be taken, relative to the experience required beside it."""

    value: ExamTiming


class ExamRequirement(Leaf):
    """One examination. One of several is an `any`; all of several is an `all`."""

    kind: ClassVar[Literal["exam"]] = "exam"

    id: Slug
    timing: ExamTimingStatement | None = None
    """Absent: not stated."""
    valid_months: Quantity | None = None
    """A pass older than this on the day of application does not count."""
    before_graduation_months: Quantity | None = None
    """The exam is open this many months before the degree is finished."""


class CredentialRequirement(Leaf):
    """Another credential that must be held first."""

    kind: ClassVar[Literal["credential"]] = "credential"

    id: Slug | None = None
    outside: Text | None = None
    """A credential that the catalog does not plan for, named in words."""
    held_months: Quantity | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.id is None) == (self.outside is None):
            raise ValueError("name the credential with either `id` (in the catalog) or `outside` (in words)")
        return self


class Age(Leaf):
    """Lowest age, in years, on the day of application."""

    kind: ClassVar[Literal["age"]] = "age"

    years: Quantity


class LivedExperience(Leaf):
    """A person's own history as a qualification; only the person can say."""

    kind: ClassVar[Literal["lived_experience"]] = "lived_experience"

    of: Text
    recovery_months: Quantity | None = None


class BackgroundCheck(Leaf):
    """A criminal-history or fingerprint check."""

    kind: ClassVar[Literal["background_check"]] = "background_check"

    of: Text | None = None


class Residence(Leaf):
    """Living or working in the jurisdiction."""

    kind: ClassVar[Literal["residence"]] = "residence"

    of: Text


class Condition(Leaf):
    """Any other condition, in a short phrase."""

    kind: ClassVar[Literal["condition"]] = "condition"

    text: Text
    blocking: Literal[True] | None = None
    """A person must say that this holds before a plan can rest on it (as `already employed before 2005`)."""


LeafRequirement = (
    Education
    | Training
    | Experience
    | ExamRequirement
    | CredentialRequirement
    | Age
    | LivedExperience
    | BackgroundCheck
    | Residence
    | Condition
)


class Requirement(Model):
    """One node of the tree: exactly one of these fields is given."""

    all: tuple["Requirement", ...] | None = None
    any: tuple["Requirement", ...] | None = None
    education: Education | None = None
    training: Training | None = None
    experience: Experience | None = None
    exam: ExamRequirement | None = None
    credential: CredentialRequirement | None = None
    age: Age | None = None
    lived_experience: LivedExperience | None = None
    background_check: BackgroundCheck | None = None
    residence: Residence | None = None
    condition: Condition | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = sorted(self.model_fields_set)
        if len(given) != 1:
            found = "nothing" if not given else ", ".join(f"`{name}`" for name in given)
            raise ValueError(f"a requirement is one thing: found {found}; put several under `all:` or `any:`")
        if self.any is not None and len(self.any) <= 1:
            raise ValueError("`any` needs at least two alternatives")
        return self

    @property
    def name(self) -> str:
        """The field that is given, as `all` or `experience`."""
        return next(iter(self.model_fields_set))

    @property
    def children(self) -> tuple["Requirement", ...]:
        """The nodes below an `all` or an `any`; empty for a leaf."""
        return self.all or self.any or ()

    @property
    def leaf(self) -> LeafRequirement | None:
        """The leaf, or None for `all` and `any`."""
        if self.all is not None or self.any is not None:
            return None
        value: LeafRequirement = getattr(self, self.name)
        return value

    def walk(self, path: str = "") -> Iterator[tuple[str, "Requirement"]]:
        """Every node with its path, this one first."""
        here = f"{path}.{self.name}" if path else self.name
        yield here, self
        for index, child in enumerate(self.children):
            yield from child.walk(f"{here}.{index}")

    def leaves(self) -> Iterator[tuple[str, LeafRequirement]]:
        """Every leaf with its path, in order."""
        for path, node in self.walk():
            if (leaf := node.leaf) is not None:
                yield path, leaf


__all__ = [
    "Age",
    "BackgroundCheck",
    "Condition",
    "CountsFrom",
    "CredentialRequirement",
    "Education",
    "ExamRequirement",
    "ExamTiming",
    "Experience",
    "FieldsStatement",
    "LeafRequirement",
    "LevelStatement",
    "LivedExperience",
    "Part",
    "References",
    "Requirement",
    "Residence",
    "SupervisionRate",
    "Topic",
    "Training",
]
