"""A route to its schedule: earliest dates, but for what is better put off and for what would be too old by the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mhcareer.planner.copies import replace
from mhcareer.planner.dating.clock import Clock, Speed
from mhcareer.planner.dating.hold import held_back
from mhcareer.planner.dating.limits import within_limits
from mhcareer.planner.dating.postpone import put_off
from mhcareer.planner.dating.schedule import Spans, finish_of, schedule
from mhcareer.planner.dating.settled import Settled
from mhcareer.planner.dating.spans import Span
from mhcareer.planner.tasks import Route, StudyWork, with_changes


def settled(
    route: Route, clock: Clock, beat: date | None = None, keeps: Callable[[Settled], bool] | None = None
) -> Settled:
    """The best schedule of a route.

    Args:
        route: In one order of its programs and kinds of experience.
        clock: At the typical speed.
        beat: A finish known already; study is put off only where that can bring the route before it.
        keeps: Whether a schedule keeps what the route rests on: then the best of those that do, if one does.
    """

    def late(found: Settled) -> Settled:
        return replace(found, spans=held_back(found.route, found.spans, clock))

    return late(put_off(route, clock, beat, (lambda found: keeps(late(found))) if keeps else None))


def at_speeds(typical: Settled, clock: Clock) -> dict[Speed, Spans]:
    """The schedules of a settled route at the three speeds; no step is earlier at a slower speed."""
    return {
        "fast": _faster(typical, clock.at_speed("fast")),
        "typical": typical.spans,
        "slow": _slower(typical, clock.at_speed("slow")),
    }


def _faster(typical: Settled, clock: Clock) -> Spans:
    route = typical.free or typical.route
    spans = schedule(route, clock)
    if any(_is_later(spans[task.id], typical.spans[task.id]) for task in route.tasks):
        # Study that begins sooner can stand in the way of work that was done before it: it keeps its dates.
        kept = {
            task.id: replace(task, not_before=typical.spans[task.id].begin)
            for task in route.tasks
            if isinstance(task.work, StudyWork)
        }
        route = with_changes(route, kept)
        spans = schedule(route, clock, no_later=typical.spans)
    limited = within_limits(Settled(route, spans, finish_of(route, spans, clock.start)), clock, typical.spans)
    return held_back(limited.route, limited.spans, clock, at_most=typical.spans)


def _is_later(one: Span, than: Span) -> bool:
    return one.begin > than.begin or one.end > than.end


def _slower(typical: Settled, clock: Clock) -> Spans:
    earliest = schedule(typical.route, clock, no_sooner=typical.spans)
    spans = held_back(typical.route, earliest, clock)
    if spans is earliest:
        return spans  # nothing was held back, and all begins no sooner than it begins
    return schedule(_begun_no_sooner(typical.route, spans), clock, no_sooner=typical.spans)


def _begun_no_sooner(route: Route, spans: Spans) -> Route:
    return with_changes(route, {task.id: replace(task, not_before=spans[task.id].begin) for task in route.tasks})
