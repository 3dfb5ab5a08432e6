"""What a plan comes to in a few figures: for the commands that hold many plans beside each other."""

from __future__ import annotations

from mhcareer.model.choices import Outcome
from mhcareer.model.plan import ThreeDates, ThreeMonths
from mhcareer.planner.dating.clock import SPEEDS, Clock
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.dating.schedule import finish_of
from mhcareer.planner.dating.settle import at_other_speeds
from mhcareer.planner.explain import unstated
from mhcareer.planner.plan import Found
from mhcareer.planner.tasks import ExperienceWork, TrainingWork


def outcome(found: Found) -> Outcome:
    """Finish, months, cost and unpaid time of the best route: those of the whole plan."""
    best, start = found.best, found.start
    fast, slow = (Clock(found.catalog.planning, found.person, start, speed) for speed in (SPEEDS[0], SPEEDS[-1]))
    spans = at_other_speeds(best.settled, fast, slow)
    ends = {speed: finish_of(best.route, at_speed, start) for speed, at_speed in spans.items()}
    return Outcome(
        finish=ThreeDates(**ends),
        months=ThreeMonths(**{speed: months_between(start, end) for speed, end in ends.items()}),
        cost_usd=best.cost,
        unpaid_days=best.unpaid_days,
        studies_without_price=best.price[0],
        at_least=any(isinstance(t.work, ExperienceWork | TrainingWork) and unstated(t) for t in best.route.tasks),
    )
