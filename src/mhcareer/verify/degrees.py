"""Nobody repeats a degree, and nobody enters a program without what it asks."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.plan import Step
from mhcareer.model.program import Program
from mhcareer.model.requirement import Education
from mhcareer.verify.acceptance import held_suffices
from mhcareer.verify.context import Context
from mhcareer.verify.education import Moment
from mhcareer.verify.finding import Finding
from mhcareer.verify.study import is_running
from mhcareer.verify.tree import evaluate


def check(context: Context) -> Iterator[Finding]:
    """Every program step against what the person holds and what the program asks."""
    for step in context.of_kind("program"):
        program = context.catalog.programs.get(step.id)
        if program is None:
            continue
        yield from _repeats(context, step, program)
        if is_running(context, program):
            continue  # whoever is enrolled has met what the entry asks
        for problem in evaluate(context, program.entry, "entry", Moment(step.id, step)).problems:
            yield Finding(step.id, "entry", problem.message)


def _repeats(context: Context, step: Step, program: Program) -> Iterator[Finding]:
    leaves = [leaf for c in step.requirement if isinstance(leaf := context.leaf(c, step.start), Education)]
    education = context.person.learned
    for held in education:
        if held.level == program.level and held.field is not None and held.field in program.fields:
            yield Finding(
                step.id, "repeated-degree", f"`{step.id}` repeats the {held.level} in {held.field} that is held"
            )
    if leaves and all(held_suffices(context.catalog, education, leaf) for leaf in leaves):
        yield Finding(step.id, "repeated-degree", f"`{step.id}` gives nothing that held education does not answer")
