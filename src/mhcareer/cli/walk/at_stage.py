"""The plan so far, as a question at one of its stages sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from mhcareer.cli.walk.guide import Guide
from mhcareer.cli.walk.question import NONE, Answers, Values
from mhcareer.cli.walk.stages import CREDENTIAL, TITLES, stages, told_stage
from mhcareer.cli.walk.told import Told, told
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan, Step
from mhcareer.planner.plan import Found
from mhcareer.render.document import Block
from mhcareer.render.words import month

_LATE = ("program", "credits", "approval", "application")
"""Steps after which nothing can have been done yet."""


@dataclass(frozen=True)
class At:
    """The plan so far, as a question on the way sees it."""

    answers: Answers
    facts: Told
    guide: Guide
    plan: Plan
    catalog: Catalog

    @classmethod
    def of(cls, answers: Answers, guide: Guide) -> At:
        """The plan that the answers lead to."""
        facts = told(answers)
        return cls(answers, facts, guide, guide.plan(facts), guide.catalog(facts))

    @property
    def found(self) -> Found:
        """Its ways."""
        return self.guide.found(self.facts)

    def said(self, kind: str) -> tuple[Block, ...]:
        """What is told of the stages up to this one that were not told yet."""
        order = list(TITLES)
        since = max((order.index(answer.stage) for answer in self.answers if answer.stage), default=-1)
        due = [s for s in stages(self.plan, self.catalog) if since < order.index(s.kind) <= order.index(kind)]
        return tuple(block for stage in due for block in told_stage(stage, self.plan, self.catalog))

    def finish(self, **changes: object) -> date | None:
        """The finish with other facts; None where no way is left."""
        try:
            return self.guide.found(replace(self.facts, **changes)).best.finish  # type: ignore[arg-type]  # any field
        except NoAnswerError:
            return None

    def check(self, change: Callable[[Values], Told]) -> Callable[[Values], None]:
        """Raises the planner's own sentence where an answer leaves no way."""

        def run(values: Values) -> None:
            if values:
                self.guide.found(change(values))

        return run


def closing(answers: Answers, guide: Guide) -> tuple[Block, ...]:
    """The stages that no question came after."""
    return At.of(answers, guide).said(CREDENTIAL)


def by(finish: date | None) -> str:
    """When the plan would be done, in words."""
    return f"done about {month(finish)}" if finish else "no way is left"


def waits_for_late(steps: Mapping[str, Step], step: Step) -> bool:
    """Whether a step comes after one that cannot be done yet."""
    before = [steps[id_] for id_ in (*step.after, *step.after_start) if id_ in steps]
    return any(one.kind in _LATE or waits_for_late(steps, one) for one in before)


def alone(values: Values) -> None:
    """Nothing if «none of these» stands by itself.

    Raises:
        UsageError: It stands beside another answer.
    """
    if NONE in values and len(values) > 1:
        raise UsageError("none of these and one of these cannot both be", hint="choose again")
