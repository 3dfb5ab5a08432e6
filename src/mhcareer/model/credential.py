"""A credential: its rule by version, fees, renewal, and the way in from elsewhere."""

from typing import Literal, Self

from pydantic import model_validator

from mhcareer.model.base import (
    Day,
    Model,
    Quantity,
    References,
    Slug,
    Statement,
    Text,
)
from mhcareer.model.requirement import Requirement

CredentialLevel = Literal["entry", "associate", "intermediate", "independent"]


TIERS: tuple[CredentialLevel, ...] = ("entry", "associate", "intermediate", "independent")
"""The same, lowest first."""
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
    def _is_complete(self) -> Self:
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
    def _says_something(self) -> Self:
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
    def _has_versions(self) -> Self:
        if not any(version.requires for version in self.versions):
            raise ValueError("needs at least one version with `requires`")
        return self
