"""What a plan comes to in a few figures: for the commands that hold many plans beside each other."""

from __future__ import annotations

from mhcareer.model.choices import Outcome
from mhcareer.model.plan import ThreeDates, ThreeMonths
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.dating.settle import at_speeds
from mhcareer.planner.explain import is_undated
from mhcareer.planner.plan import Found
from mhcareer.planner.telling.breaks import beyond_the_rule


def outcome(found: Found) -> Outcome:
    """Finish, months, cost and unpaid time of the best route: those of the whole plan."""
    best, start = found.best, found.start
    by_speed = at_speeds(best.settled, best.clock)
    ends = {speed: finish_of(best.route, spans, start) for speed, spans in by_speed.items()}
    return Outcome(
        finish=ThreeDates(**ends),
        months=ThreeMonths(**{speed: months_between(start, end) for speed, end in ends.items()}),
        cost_usd=best.cost,
        unpaid_days=best.unpaid_days,
        studies_without_price=best.price[0],
        at_least=is_undated(best.route),
        beyond_the_rule=beyond_the_rule(best.route, best.clock, by_speed),
    )
