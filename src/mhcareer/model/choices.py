"""The contracts of the commands about choices: `mhcareer.next/1`, `compare/1`, `whatif/1` and `move/1`."""

from datetime import date
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference
from mhcareer.model.figures import Figure
from mhcareer.model.pay import Pay
from mhcareer.model.person import Person
from mhcareer.model.plan import Cost, Objective, Question, Target, ThreeDates, ThreeMonths

Direction = Literal["up", "sideways", "down", "elsewhere"]


class Outcome(Model):
    """What a plan comes to, without its steps."""

    finish: ThreeDates
    months: ThreeMonths
    cost_usd: Cost
    unpaid_days: int
    studies_without_price: int = 0
    """Studies on the way whose price is not stated in any source read: the cost holds nothing for them."""
    at_least: bool
    """True where something on the way has no stated length."""
    beyond_the_rule: tuple[Literal["fast", "typical", "slow"], ...] = ()
    """The speeds whose finish rests on more time than a rule allows."""


class Rung(Model):
    """A credential that can be reached, and how."""

    credential: str
    role: str
    role_title: str
    title: str
    kind: str
    level: str
    direction: Direction
    """Against the roles that are held: higher, beside, below, or none of these."""
    months: int
    finish: date
    at_least: bool = False
    """True where something on the way has no stated length: the finish is a day before which it cannot be held."""
    is_within_the_rule: bool = True
    """False where that time is longer than a rule on the way allows."""
    cost_usd: Cost
    studies_without_price: int = 0
    """Studies on the way whose price is not stated in any source read: the cost holds nothing for them."""
    steps: tuple[str, ...]
    """Titles of what is to be done, in order, without the application itself."""
    asks: tuple[str, ...]
    """What only the person can know or show."""
    rests_on: tuple[str, ...] = ()
    """What the way takes for granted of the person's degrees and credits."""
    by_reading: bool = False
    """Whether it is open only if a degree is in a narrower field than the person said."""
    pay: Pay | None


class Closed(Model):
    """A credential that no way leads to from here, and why."""

    credential: str
    title: str
    reason: str


class NextAnswer(Model):
    """What is open now, what a step opens, and what lies within a time."""

    schema_: Literal["mhcareer.next/1"] = Field(default="mhcareer.next/1", alias="schema")
    person: Person
    jurisdiction: str
    jurisdiction_name: str
    start: date
    within_months: int
    open_now: tuple[Rung, ...]
    one_step: tuple[Rung, ...]
    """Not open now, but after a single step."""
    further: tuple[Rung, ...]
    beyond: int
    """Credentials that can be reached, but not within the time."""
    closed: tuple[Closed, ...]
    references: dict[str, Reference]
    data_version: str


class Compared(Model):
    """One credential beside others. Null where the rule does not say, or there is no plan."""

    asked: str
    target: Target | None
    outcome: Outcome | None
    reason: str | None
    """Why there is no plan."""
    degree: str | None = None
    total_hours: int | None = None
    direct_hours: int | None = None
    supervision_hours: int | None = None
    min_months: int | None = None
    exams: tuple[str, ...] = ()
    pay: Pay | None = None
    portable_to: int | None = None
    """Jurisdictions whose figures the same facts meet."""
    portable_of: int | None = None
    compact: str | None = None
    unverified: int = 0
    """Figures of the rules on its way that nobody has seen in a source, as in its plan."""
    newest_check: str | None = None
    """When the rule's documents were last read."""
    unsourced: tuple[str, ...] = ()
    """Fields of this column that hold a figure that nobody has seen in a source."""
    references: tuple[str, ...] = ()
    """Documents behind the degree, the hours, the exams and the compact of this column."""


class CompareAnswer(Model):
    """Credentials, jurisdictions, or both, side by side."""

    schema_: Literal["mhcareer.compare/1"] = Field(default="mhcareer.compare/1", alias="schema")
    person: Person
    start: date
    objective: Objective
    columns: tuple[Compared, ...]
    difference: str
    """The biggest difference in one sentence."""
    uneven: bool = False
    """Whether the columns are of different tiers, so that the time between them is no difference of places."""
    of_one_tier: tuple[str, ...] = ()
    """The credentials to compare instead, where the columns are of different tiers and such credentials exist."""
    references: dict[str, Reference]
    data_version: str


class Lever(Model):
    """One change alone, and the plan made from scratch with it."""

    key: str
    """What `--set` takes, as `direct_per_week=22`; all that changes, as `direct_per_week=22,hours_per_week=22`."""
    words: str
    outcome: Outcome | None
    sooner_days: int | None
    """Days by which the finish comes forward; negative where it moves back. Null where no plan is left."""
    saves_usd: int | None
    """Dollars by which the stated cost falls; negative where it grows."""
    is_dated: bool = True
    """Whether so many are known, at the least: false against a `not before`, which may be years too early."""
    is_comparable: bool = True
    """Whether the dollars are a saving: false where what is stated of the one cost is not stated of the other."""
    reason: str | None = None
    """Why no plan is left."""


class WhatifAnswer(Model):
    """Which change moves the date or the cost most: each tried alone, what brings the date forward most first."""

    schema_: Literal["mhcareer.whatif/1"] = Field(default="mhcareer.whatif/1", alias="schema")
    target: Target
    person: Person
    start: date
    objective: Objective
    now: Outcome
    levers: tuple[Lever, ...]
    sentence: str
    data_version: str


class Brought(Model):
    """One figure or condition of the rule there, and what a person brings to it."""

    path: str
    what: str
    asks: str
    brings: str
    left: str
    state: Literal["met", "short", "unknown", "local", "ask"]
    references: tuple[str, ...]
    status: str


class MoveAnswer(Model):
    """What carries over from one jurisdiction to another."""

    schema_: Literal["mhcareer.move/1"] = Field(default="mhcareer.move/1", alias="schema")
    held: Target
    there: Target
    person: Person
    start: date
    taken_from: str
    """Whence the hours that are brought come: what was logged, or what the rule left behind asked."""
    rows: tuple[Brought, ...]
    outcome: Outcome | None
    """By the whole rule, if the board accepts all the hours that are brought."""
    outcome_without_hours: Outcome | None = None
    """By the whole rule, if it accepts none; null where none are brought."""
    reason: str | None
    steps: tuple[str, ...]
    """Titles of what is still to be done by the whole rule."""
    endorsement: tuple[Figure, ...]
    """The way in for holders of a license elsewhere, where the data has it."""
    endorsement_open: bool | None
    """Whether what is held is the kind of license that it asks for; null where no such way is known."""
    endorsement_finish: ThreeDates | None = None
    """When an application of the first day could be through, if all that it asks is met; null where it is not open."""
    endorsement_why: str | None = None
    """How that time comes about, as `6 weeks of processing (assumed; not stated)`."""
    compact: str | None
    compact_open: bool
    """Whether the compact gives this person something today."""
    compact_references: tuple[str, ...] = ()
    ask: tuple[Question, ...]
    carry: tuple[str, ...]
    """Papers to take along."""
    references: dict[str, Reference]
    data_version: str
