"""A finished plan: the contract `mhcareer.plan/1` and the one thing that every format renders."""

from datetime import date
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference
from mhcareer.model.figures import Figure
from mhcareer.model.pay import Pay
from mhcareer.model.person import Person

Objective = Literal["soonest", "cheapest", "least-unpaid"]
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

    @property
    def is_known(self) -> bool:
        """Whether any of it is stated; else its zeros are no price."""
        return self.complete or self.high > 0


class Binding(Model):
    """Which constraint decides how long a step takes, and the sentence that says so."""

    constraint: str
    why: str
    eased: str | None = None
    """One change that loosens it, as `at 22 hours with clients a week`; only for the steps that decide the date."""
    sooner_days: int | None = None
    """Days by which that change alone brings the finish forward; below 0 where the way that is best then ends later."""


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
    """Days by which the step can start later without moving the finish of the plan, by the lengths that are stated."""
    binding: Binding
    requirement: tuple[str, ...]
    """Paths of the leaves that the step answers, as `va-lpc:requires.all.2.experience`."""
    figures: tuple[Figure, ...]
    references: tuple[str, ...]
    notes: tuple[str, ...]


class Alternative(Model):
    """Another route to the same credential that no route beats in everything, and what tells it from the one shown."""

    finish: date
    slow_finish: date
    """At the slow pace, by which equal finishes are told apart."""
    months: int
    cost_usd: Cost
    studies_without_price: int
    """Studies on the way whose price is not stated in any source read: the cost holds nothing for them."""
    unpaid_days: int
    steps: tuple[str, ...]
    differs: str
    not_first: tuple[str, ...]
    """Why it is not the first whatever its date and cost; empty where these decide."""
    rests_on: tuple[str, ...]
    """Assumptions that it needs and the plan does not."""


class Meanwhile(Model):
    """A credential that the facts at some point of the plan open, at once or after a short training."""

    since: date = Field(alias="from")
    role: str
    title: str
    credential: str
    asks: bool = False
    """Whether it also asks for what only the person can know or show."""
    after: tuple[str, ...] = ()
    """What must be done first, all of it within the short time that is looked at; empty: open at once."""
    months: int = 0
    """Months that this takes."""
    pay: Pay | None = None


class Exit(Model):
    """What is held if one stops after a step, and the credentials that are open then."""

    after: str
    on: date
    holds: tuple[str, ...]
    opens: tuple[str, ...] = ()


Counts = Literal["yes", "partly", "no"]


class Holding(Model):
    """Something that the person brings beside a degree, and whether the plan counts it."""

    kind: Literal["credential", "exam", "hours", "training", "credits"]
    what: str
    counts: Counts
    why: str
    """In half a sentence, with the rule that decides."""


class HeldElsewhere(Model):
    """A credential for the same role that is held in another state: its holder is no beginner."""

    credential: str
    title: str
    abbreviation: str | None
    jurisdiction: str
    jurisdiction_name: str
    command: str
    """What shows endorsement, compact and what carries over."""


class Portable(Model):
    """The facts at the end of the plan held against the same role's rule of another jurisdiction."""

    jurisdiction: str
    credential: str
    title: str
    met: bool
    """Whether every figure of the rule is known to be met; what the board there makes of it is another question."""
    missing: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    """What the rule there asks, or the rules on the way leave open, so that nothing can be said."""


class Portability(Model):
    """In how many jurisdictions the same facts would do."""

    met: int
    unclear: int = 0
    """Where nothing is known to be missing, but something cannot be told."""
    compared: int
    compact: str | None
    """What an interstate compact gives a holder of the target today, in a sentence."""
    elsewhere: tuple[Portable, ...]
    references: tuple[str, ...] = ()
    """Documents behind the sentence on the compact."""


class Question(Model):
    """What to ask before relying on the plan."""

    whom: Literal["board", "school", "supervisor"]
    of: str
    """The body that is asked, by name, or the program."""
    text: str
    because: Literal["unverified", "not stated", "sources disagree", "about to change", "assumed"]
    references: tuple[str, ...] = ()


class LedgerYear(Model):
    """What one calendar year of the plan costs, and what one may be paid to do in it."""

    year: int
    cost_usd: Cost
    work: str | None
    """The title under which one may work that year: of what is held, earned or worked off, else open beside."""
    months_of_work: int
    pay: Pay | None
    """Yearly pay of that work, where it is that of an occupation; of a training post its step tells it."""


class Deadline(Model):
    """Whether the target is held by a day, and what is if it is not."""

    day: date
    met: bool
    """At the typical pace."""
    met_at_fast_pace: bool
    met_at_slow_pace: bool = False
    at_least: bool = False
    """True where a part of the plan has no stated length: what is met is so by what is stated only."""
    days_late: int
    """At the typical pace; 0 where it is met."""
    by_soonest_way: date | None = None
    """The day on which the soonest way holds the target, where that is in time and the way of the plan is not."""
    by_soonest_at_least: bool = False
    """True where a part of that way has no stated length."""
    closest: str | None = None
    """Id of the credential nearest to the target that can be held by then, by the best way under the plan's objective;
    null if none, or none is needed."""
    closest_title: str | None = None
    closest_finish: date | None = None
    closest_at_least: bool = False
    """True where something on the way to it has no stated length."""
    closest_rests_on: tuple[str, ...] = ()
    """What that takes for granted of degrees and credits."""
    closest_asks: tuple[str, ...] = ()
    """What only the person can show for it."""


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
    objective: Objective
    best_among: tuple[str, ...]
    """What the ways have in common of which this is the best by the objective; empty: it is the best of all ways."""
    unpaid_days: int
    """Days up to the finish, at the typical pace, on which no step of the plan is paid work in the field."""
    at_least: bool
    """True where something on the way has no stated length, so that the finish can only be later."""
    beyond_the_rule: tuple[Literal["fast", "typical", "slow"], ...] = ()
    """The speeds whose finish rests on more time than a rule allows; the warnings say which."""
    cost_usd: Cost
    what_sets_the_date: tuple[str, ...]
    steps: tuple[Step, ...]
    meanwhile: tuple[Meanwhile, ...]
    exits: tuple[Exit, ...]
    alternatives: tuple[Alternative, ...]
    unbeaten: int
    """Ways that no other beats in everything: this one, the alternatives, and those that were not asked for."""
    portability: Portability | None
    """Of a target that is held already: by what its rule asked. Null where the rules of the other jurisdictions were
    not at hand, or nobody can tell what was asked."""
    brings: tuple[Holding, ...] = ()
    """What is brought beside degrees, counted or not; empty where there is nothing of the kind."""
    held_elsewhere: tuple[HeldElsewhere, ...] = ()
    """Credentials for the same role held in other states, with which one need not go the whole way."""
    ask: tuple[Question, ...]
    ledger: tuple[LedgerYear, ...]
    deadline: Deadline | None = None
    if_it_applies: tuple[str, ...]
    """Conditions under which the rule opens other ways; only the person can say whether one holds."""
    warnings: tuple[str, ...]
    warned_by: tuple[tuple[str, ...], ...] = ()
    """The references behind each warning, in the same order; empty for what the plan itself warns of."""
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
