"""From when hours count: no experience step may begin before the moment that its rule names."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.plan import Step
from mhcareer.model.requirement import CredentialRequirement, Education, Experience
from mhcareer.verify.acceptance import held_suffices, program_answers
from mhcareer.verify.context import Context
from mhcareer.verify.education import ready
from mhcareer.verify.finding import Finding
from mhcareer.verify.tree import Outcome, holds, outcome


def check(context: Context) -> Iterator[Finding]:
    """The start of every experience step against the rule that it answers."""
    outcomes = {step.id: outcome(context, step) for step in context.applications}
    for step in context.of_kind("experience"):
        for claim in step.requirement:
            credential, leaf = claim.partition(":")[0], context.leaf(claim, step.start)
            if isinstance(leaf, Experience) and credential in outcomes:
                yield from _starts(context, step, credential, leaf, outcomes[credential])


def _starts(context: Context, step: Step, credential: str, leaf: Experience, found: Outcome) -> Iterator[Finding]:
    beside = [held.id for _, held in found.route if isinstance(held, CredentialRequirement) and held.id]
    match leaf.counts_from.value if leaf.counts_from else "registration" if beside else "graduation":
        case "registration":
            late = [id_ for id_ in beside if not holds(context, id_, step.start)]
            yield from (_early(step, f"`{id_}` is held") for id_ in late)
        case "graduation":
            yield from _degrees(context, step, found)
        case "enrollment":
            yield from _degrees(context, step, found, enrolled=True)
        case "training":
            late = [work.id for work in context.claiming("training", credential) if work.finish > step.start]
            yield from (_early(step, f"`{id_}` is finished") for id_ in late)
        case "application":
            if not any(approval.finish <= step.start for approval in context.claiming("approval", credential)):
                yield _early(step, f"the application for `{credential}` is approved")
        case "any":
            pass


def _degrees(context: Context, step: Step, found: Outcome, *, enrolled: bool = False) -> Iterator[Finding]:
    """Planned degrees that the credential rests on; a degree already held is behind."""
    for path, leaf in found.route:
        if not isinstance(leaf, Education) or held_suffices(context.catalog, context.person.education, leaf):
            continue
        answering = [
            (program_step.start if enrolled else ready(program_step, leaf))
            for program_step in context.of_kind("program")
            if (program := context.catalog.programs.get(program_step.id))
            and program_answers(context.catalog, program, leaf)
        ]
        if answering and min(answering) > step.start:
            yield _early(step, f"the degree of {path} is {'begun' if enrolled else 'finished'}")


def _early(step: Step, event: str) -> Finding:
    return Finding(step.id, "counts-from", f"`{step.id}` starts on {step.start}, before {event}")
