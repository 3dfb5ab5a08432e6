"""Study that is better put off by some terms: the one case in which starting early does not finish soonest.

Study comes first in the week, so a program that begins early slows whatever work goes on beside it. Where other steps
wait for that work and nothing waits for the program, a later term can be better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from mhcareer.planner.copies import replace
from mhcareer.planner.dating.arrange import ancestors
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import next_term
from mhcareer.planner.dating.limits import within_limits, without_old_hours
from mhcareer.planner.dating.schedule import finish_of, schedule
from mhcareer.planner.dating.settled import Settled
from mhcareer.planner.tasks import ExperienceWork, ProgramWork, Route, StudyWork, Task, TrainingWork, with_changes


def put_off(route: Route, clock: Clock, beat: date | None, keeps: Callable[[Settled], bool] | None = None) -> Settled:
    """The schedule in which study that stands in the way of earlier work waits for a later term, if that is sooner.

    Args:
        route: With its tasks in order.
        clock: At the typical speed.
        beat: A finish known already; what does not come before it is not looked for.
        keeps: Whether a schedule keeps what the route rests on; None where all that are tried are good.
    """
    first = _dated(route, clock)
    search = _Terms(clock, beat or date.max, keeps)
    search.decide(route, first, (), in_the_way(route))
    return search.best or first


@dataclass
class _Terms:
    """The search for the best term of each study."""

    clock: Clock
    finish: date
    """What a schedule must come before: the best so far, or one that is known already."""
    keeps: Callable[[Settled], bool] | None
    best: Settled | None = None

    def decide(self, route: Route, tried: Settled, decided: tuple[str, ...], studies: tuple[str, ...]) -> None:
        """Look at each of the studies at its term and at later ones.

        A later term is tried as long as the finish could still be sooner if only the studies that are decided stood in
        the way: that bound only grows from term to term.

        Args:
            route: With the terms of the studies that are decided, and nothing else put off.
            tried: What that comes to.
            decided: Those studies.
            studies: Those still to decide, in order.
        """
        if not studies:
            if tried.finish < self.finish and (self.keeps is None or self.keeps(tried)):
                self.best, self.finish = tried, tried.finish
            return
        first, *rest = studies
        task = route.task(first)
        at_this_term: Settled | None = tried
        while task is not None:
            possible = schedule(route, self.clock, hindered_by=decided)
            if finish_of(route, possible, self.clock.start) >= self.finish:
                break
            at_this_term = at_this_term or _dated(route, self.clock)
            self.decide(route, at_this_term, (*decided, first), tuple(rest))
            if not _waits_for_terms(task) or _is_behind_work(first, at_this_term):
                break
            later = next_term(at_this_term.spans[first].begin + timedelta(days=1), self.clock.terms)
            route, at_this_term = with_changes(route, {first: replace(task, not_before=later)}), None


def _dated(route: Route, clock: Clock) -> Settled:
    """The schedule with these terms: terms are compared by what is left of it within the limits on hours."""
    spans = schedule(route, clock)
    found = Settled(route, spans, finish_of(route, spans, clock.start))
    return within_limits(without_old_hours(found, clock), clock)


def _is_behind_work(study: str, found: Settled) -> bool:
    """Whether a study begins when all work is done that does not wait for it: put off further it only delays."""
    begin, waiting = found.spans[study].begin, {study}
    for task in found.route.tasks:
        if not waiting.isdisjoint(task.waits_for):
            waiting.add(task.id)
        elif _takes_the_week(task) and found.spans[task.id].end > begin:
            return False
    return True


def _waits_for_terms(task: Task) -> bool:
    work = task.work
    return not isinstance(work, ProgramWork) or work.waits_for_a_term


def _takes_the_week(task: Task) -> bool:
    return isinstance(task.work, ExperienceWork | TrainingWork)


def in_the_way(route: Route) -> tuple[str, ...]:
    """Studies that do not precede all work and training of the route, in order."""
    work = [task for task in route.tasks if _takes_the_week(task)]
    studies = [t for t in route.tasks if isinstance(t.work, StudyWork)]
    if not work or not studies:
        return ()
    behind = ancestors(route)
    return tuple(t.id for t in studies if any(t.id not in behind[w.id] for w in work))
