"""What of a plan can be told no date: where a step has no stated length, what follows it, and what comes before it."""

from __future__ import annotations

from mhcareer.model.plan import Plan, Step


def too_early(plan: Plan) -> frozenset[str]:
    """Ids of the steps that wait for the end of one of no stated length: their days may be too early."""
    open_ended = {step.id for step in plan.steps if _is_open(step)}
    found: set[str] = set()
    for step in plan.steps:
        if not open_ended.isdisjoint(step.after) or not found.isdisjoint((*step.after, *step.after_start)):
            found.add(step.id)
    return frozenset(found)


def without_latest_start(plan: Plan) -> frozenset[str]:
    """Ids of the steps of no stated length and of those that one waits for: nobody knows how late they may begin."""
    found: set[str] = set()
    for step in reversed(plan.steps):
        if _is_open(step) or step.id in found:
            found.update((step.id, *step.after, *step.after_start))
    return frozenset(found)


def _is_open(step: Step) -> bool:
    return step.binding.constraint == "not_stated"
