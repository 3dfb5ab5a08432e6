"""What experience, exams and training wait for: nothing begins before the moment that its rule names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mhcareer.model.plan import Step
from mhcareer.model.requirement import CredentialRequirement, Education, ExamRequirement, Experience, LeafRequirement
from mhcareer.verify.calendar import add_months
from mhcareer.verify.context import SPEEDS, STUDIES, Context, Speed
from mhcareer.verify.finding import Finding
from mhcareer.verify.studies import studies_of
from mhcareer.verify.tree import outcome

Wait = tuple[str, str, int | None]
"""A step that is waited for, how it is told, and months: after its end (negative: before it); None for its start."""


def check(context: Context) -> Iterator[Finding]:
    """The start of every experience, exam and training against the rules that they answer, at every speed."""
    yield from _one_training_at_a_time(context)
    for step in context.plan.steps:
        if step.kind not in ("experience", "exam", "training", "credits"):
            continue
        ways = [_waits(context, step, claim) for claim in step.requirement]
        # What several rules ask for was ordered by the first of them: a pass is a pass for the others.
        late = [list(_late(context, step, way)) for way in ways if way is not None]
        yield from min(late, key=len, default=[])


def _one_training_at_a_time(context: Context) -> Iterator[Finding]:
    for application in context.applications:
        listed = sorted(context.claiming("training", application.id), key=lambda step: (step.start, step.finish))
        for first, second in pairwise(listed):
            if second.start < first.finish:
                message = f"`{second.id}` starts on {second.start}, while `{first.id}` goes on"
                yield Finding(second.id, "two-trainings", message)


def _waits(context: Context, step: Step, claim: str) -> list[Wait] | None:
    """All that one leaf makes a step wait for; None where it is not known."""
    credential, leaf = claim.partition(":")[0], context.leaf(claim, step.start)
    match leaf:
        case Experience():
            return list(_experience(context, credential, leaf))
        case ExamRequirement():
            return list(_exam(context, credential, leaf))
        case Education() if step.kind == "credits":
            return list(_credits(context, step, leaf))
        case _ if leaf is not None and step.kind == "training":
            return [*_own_degrees(context, credential), *_enrolled(context, credential)]
        case _:
            return None


def _late(context: Context, step: Step, waits: list[Wait]) -> Iterator[Finding]:
    for id_, told, months in waits:
        for speed in SPEEDS:
            start = context.day(step.id, speed, end=False)
            if start < _moment(context, id_, months, speed):
                rule = "exam-order" if step.kind == "exam" else "counts-from"
                yield Finding(step.id, rule, f"`{step.id}` starts on {start} ({speed}), before {told}")
                break


def _moment(context: Context, id_: str, months: int | None, speed: Speed) -> date:
    if id_ not in context.steps:
        return date.max
    return (
        context.day(id_, speed, end=False) if months is None else add_months(context.day(id_, speed, end=True), months)
    )


def _experience(context: Context, credential: str, leaf: Experience) -> Iterator[Wait]:
    route = _route(context, credential)
    beside = [asked.id for _, asked in route if isinstance(asked, CredentialRequirement) and asked.id]
    first = [
        asked for _, asked in route if isinstance(asked, ExamRequirement) and _timing(asked) == "before-experience"
    ]
    for asked in first:
        yield from _sittings(context, credential, asked)
    match leaf.counts_from.value if leaf.counts_from else "registration" if beside else "graduation":
        case "registration":
            yield from _credentials(context, credential)
            yield from _enrolled(context, credential)
            if leaf.counts_from is None or leaf.after_graduation_min_hours is not None:
                yield from _own_degrees(context, credential)
        case "graduation":
            yield from _degrees(context, credential)
        case "enrollment":
            yield from ((id_, f"`{id_}` is begun", None) for id_ in sorted(studies_of(context, credential)))
        case "training":
            yield from _trainings(context, credential)
            yield from _credentials(context, credential)
        case "application":
            id_ = f"{credential}/approval"
            yield id_, f"the application for `{credential}` is approved", 0
        case "any":
            pass


def _exam(context: Context, credential: str, leaf: ExamRequirement) -> Iterator[Wait]:
    early = int(leaf.before_graduation_months.low) if leaf.before_graduation_months else 0
    for id_ in sorted(studies_of(context, credential)):
        said = f"{early} months before the end of `{id_}`" if early else f"`{id_}` is finished"
        yield id_, said, -early
    yield from _trainings(context, credential)
    yield from _enrolled(context, credential)
    work = [step.id for step in context.claiming("experience", credential)]
    match _timing(leaf):
        case None | "after-experience":
            yield from ((id_, f"`{id_}` is finished", 0) for id_ in work)
        case "during-experience":
            yield from ((id_, f"`{id_}` is begun", None) for id_ in work)
        case _:
            pass


def _credits(context: Context, step: Step, leaf: Education) -> Iterator[Wait]:
    for other in context.of_kind("program"):
        program = context.catalog.programs.get(other.id)
        if program and program.level == leaf.level.value and set(other.requirement) & set(step.requirement):
            yield other.id, f"`{other.id}` is finished", 0


def _timing(leaf: ExamRequirement) -> str | None:
    return leaf.timing.value if leaf.timing else None


def _route(context: Context, credential: str) -> tuple[tuple[str, LeafRequirement], ...]:
    application = context.application(credential)
    return outcome(context, application).route if application else ()


def _credentials(context: Context, credential: str) -> Iterator[Wait]:
    """Credentials that the rule asks first and that are not held; one that no step gives is waited for in vain."""
    for _, asked in _route(context, credential):
        if isinstance(asked, CredentialRequirement) and asked.id and asked.id not in context.person.credentials:
            yield asked.id, f"`{asked.id}` is held", 0


def _degrees(context: Context, credential: str) -> Iterator[Wait]:
    yield from ((id_, f"the degree of `{id_}` is finished", 0) for id_ in sorted(studies_of(context, credential)))


def _own_degrees(context: Context, credential: str) -> Iterator[Wait]:
    """The degrees that the rule itself asks for."""
    claiming = {step.id for kind in STUDIES for step in context.claiming(kind, credential)}
    yield from (wait for wait in _degrees(context, credential) if wait[0] in claiming)


def _enrolled(context: Context, credential: str) -> Iterator[Wait]:
    """Programs in which the rule wants a person to be enrolled."""
    for step in context.claiming("program", credential):
        leaves = [context.leaf(claim, step.start) for claim in step.requirement if claim.startswith(f"{credential}:")]
        if any(isinstance(leaf, Education) and leaf.enrolled for leaf in leaves):
            yield step.id, f"`{step.id}` is begun", None


def _trainings(context: Context, credential: str) -> Iterator[Wait]:
    yield from ((step.id, f"`{step.id}` is finished", 0) for step in context.claiming("training", credential))


def _sittings(context: Context, credential: str, leaf: ExamRequirement) -> Iterator[Wait]:
    for step in context.claiming("exam", credential):
        asked = [context.leaf(claim, step.start) for claim in step.requirement if claim.startswith(f"{credential}:")]
        if any(
            isinstance(one, ExamRequirement) and one.id == leaf.id and _timing(one) == _timing(leaf) for one in asked
        ):
            yield step.id, f"`{step.id}` is passed", 0
