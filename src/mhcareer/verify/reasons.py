"""What a plan says of its constraints and of a deadline: arithmetic that anybody can do again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mhcareer.model.plan import Deadline, Objective, Step
from mhcareer.verify.context import STUDIES, Context
from mhcareer.verify.finding import Finding


def check(context: Context) -> Iterator[Finding]:
    """Binding constraints of every step, and the deadline if one was asked about."""
    for step in context.plan.steps:
        yield from _binding(step, context.plan.objective)
    if context.plan.deadline is not None:
        yield from _deadline(context, context.plan.deadline)


def _binding(step: Step, objective: Objective) -> Iterator[Finding]:
    binding = step.binding
    if (binding.eased is None) != (binding.sooner_days is None):
        yield Finding(step.id, "binding", f"`{step.id}` tells a change without its effect, or an effect without it")
    if binding.sooner_days is None:
        return
    # The cheapest way that a change opens can be a later one; and study that takes fewer months takes more of the week.
    if binding.sooner_days < 0 and objective == "soonest" and step.kind not in STUDIES:
        yield Finding(step.id, "binding", f"`{step.id}` says that a looser constraint finishes later")
    if not step.critical:
        yield Finding(step.id, "binding", f"`{step.id}` says what would bring the finish forward, but is not critical")


def _deadline(context: Context, deadline: Deadline) -> Iterator[Finding]:
    finish = context.plan.finish
    late = max(0, (finish.typical - deadline.day).days)
    right = (finish.typical <= deadline.day, finish.fast <= deadline.day, late)
    if (deadline.met, deadline.met_at_fast_pace, deadline.days_late) != right:
        yield Finding(
            None, "deadline", f"with a finish on {finish.typical} the deadline {deadline.day} is told wrongly"
        )
    if deadline.at_least != context.plan.at_least:
        yield Finding(None, "deadline", "the deadline says otherwise than the plan whether every length is stated")
    if deadline.by_soonest_way is not None:
        yield from _soonest_way(context, deadline, deadline.by_soonest_way)
    elif deadline.by_soonest_at_least:
        yield Finding(None, "deadline", "the deadline doubts a soonest way that it does not tell of")
    closest = (deadline.closest, deadline.closest_title, deadline.closest_finish)
    if deadline.closest is None:
        if any(part is not None for part in closest) or deadline.closest_at_least:
            yield Finding(None, "deadline", "the deadline tells of a nearest credential without naming it")
        return
    known = context.catalog.credentials.get(deadline.closest)
    if known is None or known.title != deadline.closest_title:
        yield Finding(None, "deadline", f"`{deadline.closest}` is not the credential that the deadline tells of")
    day = deadline.closest_finish
    if deadline.met or deadline.closest == context.plan.target.credential:
        yield Finding(None, "deadline", f"`{deadline.closest}` is told as the nearest though none is needed")
    if day is None or not context.plan.start <= day <= deadline.day:
        yield Finding(None, "deadline", f"`{deadline.closest}` is held on {day}, not by {deadline.day}")


def _soonest_way(context: Context, deadline: Deadline, day: date) -> Iterator[Finding]:
    plan = context.plan
    if not plan.start <= day <= deadline.day:
        yield Finding(None, "deadline", f"by its soonest way the target is held on {day}, not by {deadline.day}")
    if deadline.met or deadline.closest is not None or plan.objective == "soonest":
        yield Finding(None, "deadline", "a soonest way is told though none is needed, or beside another credential")
