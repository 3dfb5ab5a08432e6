"""Which other exams a rule takes in place of the one that a plan names."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import ExamRequirement, Requirement
from mhcareer.planner.tasks import ApplicationWork, ExamWork, Route, Task


def also_taken(catalog: Catalog, route: Route, task: Task) -> Iterator[str]:
    """For each rule that a sitting answers, the exams that would do there as well, in a sentence."""
    if not isinstance(task.work, ExamWork):
        return
    for source in task.sources:
        owner = route.task(source.owner)
        if owner is None or not isinstance(owner.work, ApplicationWork) or owner.work.version.requires is None:
            continue
        around, _, _ = source.path.removesuffix(".exam").rpartition(".")
        node = dict(owner.work.version.requires.walk("requires")).get(around)
        others = [leaf for leaf in _exams_of(node) if leaf.id != task.work.exam.id] if node else []
        if others:
            named = " or the ".join(
                _name(catalog.exams[leaf.id]) + (" ~" if leaf.unverified else "") for leaf in others
            )
            yield f"{_name(owner.work.credential)} takes the {named} in its place, too"


def _exams_of(node: Requirement) -> Iterator[ExamRequirement]:
    """The alternatives of an `any` that are an exam and nothing more."""
    for branch in node.any or ():
        if isinstance(branch.leaf, ExamRequirement):
            yield branch.leaf


def _name(of: Credential | Exam) -> str:
    return of.abbreviation or of.title
