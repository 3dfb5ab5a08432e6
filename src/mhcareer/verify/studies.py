"""The degrees and credits that a rule rests on, by the steps of the plan."""

from __future__ import annotations

from mhcareer.model.requirement import Education
from mhcareer.verify.context import STUDIES, Context
from mhcareer.verify.tree import outcome


def studies_of(context: Context, credential: str) -> frozenset[str]:
    """Planned degrees and credits of the rule itself, or where it asks for no degree those behind its credentials."""
    return context.kept(("studies", credential), lambda: frozenset(_studies_of(context, credential)))


def _studies_of(context: Context, credential: str) -> set[str]:
    own = {
        step.id
        for step in context.plan.steps
        if step.kind in STUDIES
        for claim in step.requirement
        if claim.startswith(f"{credential}:")
        and not (isinstance(leaf := context.leaf(claim, step.start), Education) and leaf.enrolled)
    }
    application = context.application(credential)
    if own or application is None:
        return own
    route = outcome(context, application).route
    if any(isinstance(asked, Education) and not asked.enrolled for _, asked in route):
        return set()
    seen: set[str] = set()
    waiting = [id_ for id_ in application.after if id_ in context.catalog.credentials]
    while waiting:
        step = context.steps.get(waiting.pop())
        if step is not None and step.id not in seen:
            seen.add(step.id)
            waiting.extend(step.after)
    return {id_ for id_ in seen if context.steps[id_].kind in STUDIES}
