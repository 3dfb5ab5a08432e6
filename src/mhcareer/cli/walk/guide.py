"""What the walk asks of the data and the planner: the contract that its questions are written against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from mhcareer.cli.walk.told import Told
from mhcareer.frozen import dataclass
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Cost, Plan, Target
from mhcareer.model.surroundings import RoleCard
from mhcareer.model.walk import WalkFile
from mhcareer.planner.plan import Found


@dataclass(frozen=True)
class Offer:
    """A kind of work that can be reached from where somebody stands, and what the planner says of the way."""

    words: str
    """The role's id, as `plan` takes it."""
    title: str
    """The role's: the credential's own is longer, and says less to somebody who does not know the field."""
    abbreviation: str | None
    """The letters of the credential that the role rests on there."""
    months: int
    finish: date
    at_least: bool
    """Whether a part of the way has no stated length: it can only be later."""
    cost: Cost
    level: str
    """The highest degree that is studied on the way; empty if none is."""
    pay: str
    """Yearly pay in the middle, in words; empty where no figure is held."""


class Guide(Protocol):
    """Everything that the questions may know. Each answer is the same for the same facts."""

    @property
    def lists(self) -> WalkFile:
        """The answers that are offered."""

    @property
    def places(self) -> Mapping[str, str]:
        """Jurisdictions by code."""

    @property
    def today(self) -> date:
        """The day of the walk."""

    @property
    def settled_state(self) -> str | None:
        """The state that the user's settings name."""

    def catalog(self, facts: Told) -> Catalog:
        """The data of the state and of the country."""

    def code(self, facts: Told) -> str:
        """The state planned for; the country where none was said."""

    def offers(self, facts: Told) -> tuple[Offer, ...]:
        """Every kind of work that can be reached, the soonest first."""

    def card(self, role: str) -> RoleCard:
        """What a role is like."""

    def holdable(self, facts: Told) -> tuple[Credential, ...]:
        """Credentials that somebody with this education may hold: no degree is missing for them."""

    def resolve(self, facts: Told, words: str) -> Target:
        """The target that words mean there; raises where they mean none."""

    def found(self, facts: Told) -> Found:
        """The ways to the target; raises where there is none."""

    def plan(self, facts: Told) -> Plan:
        """The plan along the best of them; raises where there is none."""
