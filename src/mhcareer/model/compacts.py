"""Compacts: agreements between jurisdictions on practicing across their lines.

Apart from what else stands around the rules, so that a plan that names a compact pays for nothing more.
"""

from pydantic import Field

from mhcareer.model.base import (
    Flag,
    JurisdictionCode,
    Model,
    PartialDate,
    Quantity,
    Reference,
    Slug,
    Sourced,
    Statement,
    Text,
)


class CompactMember(Sourced):
    """A jurisdiction that has joined. Dates only where a source states them."""

    enacted: PartialDate | None = None
    enacted_by: PartialDate | None = None
    """Joined no later than this; the date itself was not seen."""
    effective: PartialDate | None = None
    issuing_since: PartialDate | None = None


class Compact(Model):
    """An agreement between jurisdictions on practicing across their lines."""

    id: Slug
    title: Text
    roles: tuple[Slug, ...]
    operational: Flag
    """Whether the agreement is in force at all."""
    issuing: Flag
    """Whether anybody can be given a privilege or a multistate license today."""
    gives: Statement
    """What a person gets: a privilege to practice, a multistate license."""
    needs: tuple[Statement, ...] = ()
    """What a person must have to use it."""
    fee: Statement | None = None
    member_count: Quantity | None = None
    members_complete: bool
    """Whether `members` names them all."""
    members: dict[JurisdictionCode, CompactMember] = Field(default_factory=dict)
    not_members: tuple[Statement, ...] = ()
    notes: tuple[Statement, ...] = ()


class CompactsFile(Model):
    """`data/compacts.yaml`."""

    references: dict[Slug, Reference]
    compacts: tuple[Compact, ...]
