"""What stands around the rules: role cards, claims, occupations and pay, compacts, funding, calendar, guide.

A plan needs none of these; only the commands that show them import this module.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from mhcareer.model.base import (
    Day,
    JurisdictionCode,
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
from mhcareer.model.compacts import Compact, CompactMember, CompactsFile
from mhcareer.model.pay import Dollars, OccupationCode, Wages, in_dollars


class Challenge(Sourced):
    """A difficulty of the work, and what helps with it."""

    value: Text
    helps: tuple[Text, ...] = ()


class RoleCard(Model):
    """`data/cards/<role>.yaml`: what a person in the role does, may do, meets and earns."""

    role: Slug
    references: dict[Slug, Reference] = Field(default_factory=dict)
    what: tuple[Statement, ...]
    """What the role is, in a few phrases."""
    may: tuple[Statement, ...] = ()
    may_not: tuple[Statement, ...] = ()
    supervision: tuple[Statement, ...] = ()
    """Who supervises a person in the role, and whom the person supervises."""
    duties: tuple[Statement, ...] = ()
    interventions: tuple[Statement, ...] = ()
    settings: tuple[Statement, ...] = ()
    populations: tuple[Statement, ...] = ()
    telehealth: tuple[Statement, ...] = ()
    ethics: tuple[Statement, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    advantages: tuple[Statement, ...] = ()
    """What speaks for the role."""
    drawbacks: tuple[Statement, ...] = ()
    """What speaks against it."""
    pay: tuple[Statement, ...] = ()
    """Remarks on pay; the figures stand in `occupations.yaml`."""
    outlook: tuple[Statement, ...] = ()
    choosing: tuple[Statement, ...] = ()
    """How a client chooses somebody in the role."""


class Claim(Model):
    """What one of the two starting articles says; shown as its claim and never as a rule."""

    id: Slug
    text: Text
    ref: References
    against: Text | None = None
    """What the rules say instead, where they do; null for a claim that nothing read contradicts."""
    against_ref: References = ()
    roles: tuple[Slug, ...]
    """The roles where a reader would meet the claim."""


class ClaimsFile(Model):
    """`data/claims.yaml`."""

    references: dict[Slug, Reference] = Field(default_factory=dict)
    claims: tuple[Claim, ...]


class Projection(Sourced):
    """How many jobs the publisher expects."""

    period: Text
    growth_percent: int | float
    openings_per_year: int | None = None


class SettingWages(Sourced):
    """Median yearly wage in one kind of workplace, in US dollars."""

    setting: Text
    median: Dollars
    jobs: int | None = None


class Occupation(Sourced):
    """An occupation of the federal classification; `ref` supports the national and the state wages."""

    code: OccupationCode
    title: Text
    year: PartialDate
    """To which the wages belong."""
    national: Wages | None = None
    by_state: dict[JurisdictionCode, Wages] = Field(default_factory=dict)
    projection: Projection | None = None
    entry_education: Statement | None = None
    settings: tuple[SettingWages, ...] = ()
    notes: tuple[Statement, ...] = ()


class OccupationsFile(Model):
    """`data/occupations.yaml`."""

    references: dict[Slug, Reference]
    occupations: tuple[Occupation, ...]


class Card(Model):
    """Everything that the card of one role shows, and the documents it rests on."""

    card: RoleCard
    claims: tuple[Claim, ...]
    occupation: Occupation | None
    references: dict[str, Reference]


class Amount(Quantity):
    """Money, in US dollars, and for what."""

    what: Text


class Funding(Model):
    """Money for study or against student debt, and what is owed for it."""

    id: Slug
    title: Text
    kind: Literal[
        "loan repayment", "loan forgiveness", "repayment plan", "loan limit", "grant", "scholarship", "stipend"
    ]
    jurisdiction: JurisdictionCode
    """`US` where it is federal."""
    roles: tuple[Slug, ...] = ()
    who: tuple[Statement, ...] = ()
    amounts_usd: tuple[Amount, ...] = ()
    service_months: Quantity | None = None
    """Work owed in return, in months."""
    status: tuple[Statement, ...] = ()
    """What is unsettled, closed or about to change."""
    notes: tuple[Statement, ...] = ()


class FundingFile(Model):
    """`data/funding.yaml`."""

    references: dict[Slug, Reference]
    funding: tuple[Funding, ...]


class CalendarDate(Statement):
    """A date in words; where it is one day that a person can put into a calendar, the day itself, too."""

    on: Day | None = None
    """The one day that it is."""
    each_year: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] | None = None
    """Month and day on which it comes back each year, as `10-01`."""


class CalendarEntry(Model):
    """Dates that come back each year, or a change on a known day."""

    id: Slug
    title: Text
    kind: Literal["terms", "aid", "applications", "exam windows", "processing", "awards"]
    programs: tuple[Slug, ...] = ()
    """Programs whose applicants should know the dates."""
    exams: tuple[Slug, ...] = ()
    """Exams to which the dates belong."""
    dates: tuple[CalendarDate, ...]


class CalendarFile(Model):
    """`data/calendar.yaml`."""

    references: dict[Slug, Reference]
    entries: tuple[CalendarEntry, ...]


class GuideEntry(Sourced):
    """One entry of a topic: a word and its meaning, a question and its answer, a point."""

    term: Text | None = None
    text: Text
    aliases: tuple[Text, ...] = ()
    helps: tuple[Text, ...] = ()
    """What helps, where the entry is a difficulty."""
    roles: tuple[Slug, ...] = ()


class GuideTopic(Model):
    """A page of the guide."""

    id: Slug
    title: Text
    aliases: tuple[Text, ...] = ()
    entries: tuple[GuideEntry, ...]

    @model_validator(mode="after")
    def _has_entries(self) -> Self:
        if not self.entries:
            raise ValueError("a topic needs at least one entry")
        return self


class GuideFile(Model):
    """`data/guide.yaml`."""

    references: dict[Slug, Reference] = Field(default_factory=dict)
    topics: tuple[GuideTopic, ...]


__all__ = [
    "Amount",
    "CalendarDate",
    "CalendarEntry",
    "CalendarFile",
    "Card",
    "Challenge",
    "Claim",
    "ClaimsFile",
    "Compact",
    "CompactMember",
    "CompactsFile",
    "Dollars",
    "Funding",
    "FundingFile",
    "GuideEntry",
    "GuideFile",
    "GuideTopic",
    "Occupation",
    "OccupationsFile",
    "Projection",
    "RoleCard",
    "SettingWages",
    "Wages",
    "in_dollars",
]
