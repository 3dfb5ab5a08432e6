"""A finished plan: the contract `mhcareer.plan/1` and the one thing that every format renders."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference
from mhcareer.model.figures import Figure
from mhcareer.model.person import Person

StepKind = Literal["program", "credits", "training", "approval", "experience", "exam", "application", "employer-role"]


class Target(Model):
    """What was asked for, and what it resolved to."""

    asked: str
    role: str
    credential: str
    title: str
    abbreviation: str | None
    jurisdiction: str
    jurisdiction_name: str
    level: str
    kind: str
    note: str | None = None
    """How the asked words lead to this credential, where that is not plain."""


class ThreeDates(Model):
    """A day at three speeds."""

    fast: date
    typical: date
    slow: date


class ThreeMonths(Model):
    """Months at three speeds, a begun month counted whole."""

    fast: int
    typical: int
    slow: int


class Cost(Model):
    """Whole US dollars before aid; `complete` is false where something due is not stated in any source read."""

    low: int
    typical: int
    high: int
    complete: bool


class Binding(Model):
    """Which constraint decides how long a step takes, and the sentence that says so."""

    constraint: str
    why: str


class Step(Model):
    """One step with its dates at the typical speed; `finish` is the day on which the next may start."""

    id: str
    kind: StepKind
    title: str
    start: date
    finish: date
    months: ThreeMonths
    spans: dict[Literal["fast", "typical", "slow"], tuple[date, date]]
    """Start and finish at each speed."""
    cost_usd: Cost
    after: tuple[str, ...]
    """Steps that must be finished before this one starts."""
    after_start: tuple[str, ...]
    """Steps that must have started before this one starts."""
    critical: bool
    slack_days: int
    """Days by which the step can start later without moving the finish of the plan."""
    binding: Binding
    requirement: tuple[str, ...]
    """Paths of the leaves that the step answers, as `va-lpc:requires.all.2.experience`."""
    figures: tuple[Figure, ...]
    references: tuple[str, ...]
    notes: tuple[str, ...]


class Alternative(Model):
    """Another route to the same credential, and what tells it from the one shown."""

    finish: date
    months: int
    steps: tuple[str, ...]
    differs: str
    rests_on: tuple[str, ...]
    """Assumptions that it needs and the plan does not."""


class Meanwhile(Model):
    """A credential that the facts at some point of the plan already open."""

    since: date = Field(alias="from")
    role: str
    title: str
    credential: str
    asks: bool = False
    """Whether it also asks for what only the person can know or show."""
    pay: str | None = None


class Exit(Model):
    """What is held if one stops after a step."""

    after: str
    holds: tuple[str, ...]


class Plan(Model):
    """From where a person stands to a credential, with dates, reasons and sources."""

    schema_: Literal["mhcareer.plan/1"] = Field(default="mhcareer.plan/1", alias="schema")
    target: Target
    person: Person
    start: date
    as_of: date | None
    """The day whose rules were used; null: each rule as it stands when it applies."""
    finish: ThreeDates
    months: ThreeMonths
    at_least: bool
    """True where something on the way has no stated length, so that the finish can only be later."""
    cost_usd: Cost
    what_sets_the_date: tuple[str, ...]
    steps: tuple[Step, ...]
    meanwhile: tuple[Meanwhile, ...]
    exits: tuple[Exit, ...]
    alternatives: tuple[Alternative, ...]
    if_it_applies: tuple[str, ...]
    """Conditions under which the rule opens other ways; only the person can say whether one holds."""
    warnings: tuple[str, ...]
    scope: tuple[str, ...]
    """What the target permits and forbids."""
    conditions: tuple[str, ...]
    """What only the person can know or show."""
    assumptions: tuple[str, ...]
    not_stated: tuple[str, ...]
    unverified: int
    """Figures of the rules on this route that nobody has seen in a source."""
    references: dict[str, Reference]
    data_version: str
