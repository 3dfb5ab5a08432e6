"""Which other exams a rule takes in place of the one that a plan names."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import ExamRequirement
from mhcareer.planner.tasks import ApplicationWork, ExamWork, Route, Source, Task


def also_taken(catalog: Catalog, route: Route, task: Task) -> Iterator[str]:
    """The exams that would do wherever a sitting does, in a sentence; nothing where some rule wants this very one."""
    if not isinstance(task.work, ExamWork):
        return
    exam = task.work.exam
    if any(isinstance(one.work, ExamWork) and one.work.exam is exam and one is not task for one in route.tasks):
        return  # another sitting of the same exam: what is taken instead of one does not spare the other
    owners = [route.task(source.owner) for source in task.sources]
    first, *others = (_beside(owner, source) for owner, source in zip(owners, task.sources, strict=True))
    for_all = [leaf for name, leaf in first.items() if name != exam.id and all(name in one for one in others)]
    if for_all:
        named = " or the ".join(_name(catalog.exams[leaf.id]) + (" ~" if leaf.unverified else "") for leaf in for_all)
        asking = (_name(owner.work.credential) for owner in owners if owner and isinstance(owner.work, ApplicationWork))
        yield f"for the {' and '.join(dict.fromkeys(asking))} the {named} counts just as well"


def _beside(owner: Task | None, source: Source) -> dict[str, ExamRequirement]:
    """The exams of the `any` in which a leaf stands; none where it stands in no such, or its rule is not on the way."""
    rule = owner.work.version.requires if owner and isinstance(owner.work, ApplicationWork) else None
    around, _, _ = source.path.removesuffix(".exam").rpartition(".")
    node = dict(rule.walk("requires")).get(around) if rule else None
    branches = (branch.leaf for branch in (node.any or ())) if node else ()
    return {leaf.id: leaf for leaf in branches if isinstance(leaf, ExamRequirement)}


def _name(of: Credential | Exam) -> str:
    return of.abbreviation or of.title
