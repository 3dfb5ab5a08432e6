"""What has moved between two plans of one person, and why: `since_last` of a plan that a saved person was given."""

from typing import Literal

from mhcareer.model.base import Day, Model, Text
from mhcareer.model.plan import Plan
from mhcareer.model.profile import DoneStep, LastFinish

ReasonKind = Literal["target", "objective", "rule", "pace", "fact", "done", "overdue", "start", "data"]


class Reason(Model):
    """One thing that is other than it was when the last plan was saved."""

    kind: ReasonKind
    what: Text
    """The step's id, the place in the rule, or the field of the profile that it is about; else the kind."""
    title: Text | None = None
    """The step, where it is about one."""
    before: Text | None = None
    now: Text | None = None
    days: int | None = None
    """How much later than planned; below 0 earlier."""


class Moved(Model):
    """A step that both plans have at other days."""

    step: Text
    title: Text
    was_start: Day
    was_finish: Day
    start: Day
    finish: Day
    days: int
    """How much later it is finished; below 0 earlier."""


class Came(Model):
    """A step that the last plan did not have."""

    step: Text
    title: Text
    start: Day
    finish: Day


class Went(Model):
    """A step that the last plan had and this one has not."""

    step: Text
    title: Text
    done_on: Day | None
    """Null where it is no longer needed for another reason."""


class Since(Model):
    """A plan held against the last one that was saved."""

    made_on: Day
    """The day of the last plan."""
    was_finish: LastFinish
    finish: LastFinish
    days: int
    """How much later the target is held at the typical pace; below 0 earlier."""
    reasons: tuple[Reason, ...]
    """As far as they can be told from what was saved; empty where nothing of it has changed."""
    moved: tuple[Moved, ...]
    came: tuple[Came, ...]
    went: tuple[Went, ...]


class PlanAnswer(Plan):
    """A plan as the program answers with it: with what is done of it, and what has moved since the last one."""

    done: tuple[DoneStep, ...] = ()
    """Steps that the profile marks as done, whether or not the plan still has them."""
    since_last: Since | None = None
    """Null where no plan was saved before."""
