"""A second way to date a plan: its steps forward from the start, by what they wait for and the verifier's lengths.

Nothing of the planner's schedule or slack is used: lengths come from `mhcareer.verify.lengths.due`, waiting from the
plan's own `after` and `after_start`, and distances (an exam open before the degree, a credential held for some time)
from the rule. What begins later than all that asks is held there by the calendar of a rule or on purpose, and keeps its
day as a floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan, Step
from mhcareer.model.requirement import CredentialRequirement, ExamRequirement
from mhcareer.verify.calendar import add_months
from mhcareer.verify.context import OBTAINING, STUDIES, Context
from mhcareer.verify.lengths import at, due
from mhcareer.verify.studies import studies_of
from mhcareer.verify.study import is_running

Spans = dict[str, tuple[date, date]]


@dataclass(frozen=True)
class Dating:
    """A plan with the floors below which its steps do not begin."""

    context: Context
    ordered: tuple[Step, ...]
    floors: Mapping[str, date]

    @classmethod
    def of(cls, catalog: Catalog, person: Person, plan: Plan) -> Dating:
        """The plan's own waiting, and a floor where a step begins later than that."""
        context = Context(catalog, person, plan, None)
        ordered = tuple(_in_order(plan))
        free = cls(context, ordered, {})
        spans = {step.id: (step.start, step.finish) for step in plan.steps}
        earliest = {step.id: free.begin(step, free.ready(step, spans)) for step in ordered}
        return cls(context, ordered, {s.id: s.start for s in ordered if earliest[s.id] < s.start})

    def finish(self, step_id: str = "", begin: date = date.min) -> date:
        """The day on which the target is held, if one step begins no sooner than a day."""
        spans = self.spans(step_id, begin)
        return spans[self.context.plan.target.credential][1]

    def spans(self, step_id: str = "", begin: date = date.min) -> Spans:
        """Every step at its earliest, studies first: they are not held up by work."""
        found: Spans = {}
        studies = [step for step in self.ordered if step.kind in STUDIES]
        for step in (*studies, *(step for step in self.ordered if step.kind not in STUDIES)):
            ready = max(self.ready(step, found), self.floors.get(step.id, date.min))
            start = self.begin(step, max(ready, begin) if step.id == step_id else ready)
            moment = at(self.context, "typical", self._with(found))
            found[step.id] = (start, max(day for _, day in due(self.context, step, start, moment)))
        return found

    def _with(self, found: Spans) -> Spans:
        return {step.id: found.get(step.id, (step.start, step.finish)) for step in self.ordered}

    def ready(self, step: Step, spans: Spans) -> date:
        """The day on which all that a step waits for has ended, begun or lasted long enough."""
        days = [spans[name][1] for name in step.after] + [spans[name][0] for name in step.after_start]
        return max([self.context.plan.start, *days, *self._at_a_distance(step, spans)])

    def _at_a_distance(self, step: Step, spans: Spans) -> Iterator[date]:
        if step.kind == "exam":
            for claim in step.requirement[:1]:
                leaf = self.context.leaf(claim, step.start)
                if isinstance(leaf, ExamRequirement) and leaf.before_graduation_months:
                    early = int(leaf.before_graduation_months.low)
                    studied = studies_of(self.context, claim.partition(":")[0])
                    yield from (add_months(spans[study][1], -early) for study in studied)
        version = self.context.version_of(step.id, step.start) if step.kind in OBTAINING else None
        for _, leaf in version.requires.leaves() if version and version.requires else ():
            if isinstance(leaf, CredentialRequirement) and leaf.held_months and leaf.id in step.after:
                yield add_months(spans[leaf.id][1], int(leaf.held_months.low))

    def begin(self, step: Step, ready: date) -> date:
        """The first day of a step that is ready on a day: of classes, that of the next term."""
        planning, program = self.context.catalog.planning, self.context.catalog.programs.get(step.id)
        if step.kind not in STUDIES or (program and (program.starts == "any" or is_running(self.context, program))):
            return ready
        if program:
            applied = self.context.person.applies_from(self.context.plan.start)
            ready = max(ready, applied + timedelta(weeks=int(planning.admission_lead_weeks.low)))
        firsts = {term.starts for term in planning.terms}
        return next(day for n in range(400) if f"{(day := ready + timedelta(days=n)):%m-%d}" in firsts)


def _in_order(plan: Plan) -> Iterator[Step]:
    left = list(plan.steps)
    while left:
        waiting = {step.id for step in left}
        free = next(step for step in left if not waiting & {*step.after, *step.after_start})
        left.remove(free)
        yield free
