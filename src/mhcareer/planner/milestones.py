"""What opens on the way: the credentials that the facts at each point of a plan already meet, and what one holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mhcareer.model.base import LEVEL_NAMES
from mhcareer.model.catalog import Credential, Version
from mhcareer.model.person import PassedExam
from mhcareer.model.plan import Exit, Meanwhile
from mhcareer.model.requirement import CredentialRequirement, Education, ExamRequirement
from mhcareer.planner.gap import Facts, gap
from mhcareer.planner.steps import Scheduled, title
from mhcareer.planner.tasks import ApplicationWork, ExamWork, ProgramWork


def meanwhile(scheduled: Scheduled) -> tuple[Meanwhile, ...]:
    """Credentials of the same jurisdiction that the facts so far open without anything more, each when it opens."""
    own = {task.id for task in scheduled.route.tasks} | scheduled.route.granted
    opened: dict[str, Meanwhile] = {}
    for day, facts in _milestones(scheduled):
        for credential in scheduled.catalog.in_jurisdiction(scheduled.target.jurisdiction):
            if credential.id in own or credential.id in opened:
                continue
            version = in_force(credential, day)
            if version is None or version.requires is None:
                continue
            state = gap(scheduled.catalog, facts, version.requires, on=day, toward=credential.id).state
            if state == "met" or (state == "ask" and _asks_more_than_words(version)):
                opened[credential.id] = Meanwhile.model_validate(
                    {
                        "from": day,
                        "role": credential.role,
                        "title": credential.title,
                        "credential": credential.id,
                        "asks": state == "ask",
                    },
                    strict=False,
                )
    return tuple(opened.values())


def in_force(credential: Credential, day: date) -> Version | None:
    """The version of a rule that holds on a day; None before the first."""
    usable = [
        v
        for v in credential.versions
        if v.requires is not None and v.status != "proposed" and (not v.effective or v.effective <= day.isoformat())
    ]
    return max(usable, key=lambda v: v.effective or "", default=None)


def _asks_more_than_words(version: Version) -> bool:
    """Whether the rule has a requirement that facts can meet; conditions alone open nothing."""
    leaves = version.requires.leaves() if version.requires else ()
    return any(isinstance(leaf, Education | CredentialRequirement | ExamRequirement) for _, leaf in leaves)


def _milestones(scheduled: Scheduled) -> Iterator[tuple[date, Facts]]:
    facts = Facts.of(scheduled.person)
    yield scheduled.clock.start, facts
    degrees = {
        degree.task: degree.held.model_copy(update={"field": degree.fields[0]})
        for degree in scheduled.route.degrees
        if degree.task
    }
    for task in sorted(scheduled.route.tasks, key=lambda t: scheduled.typical[t.id].end):
        match task.work:
            case ProgramWork():
                facts = facts.with_education(degrees[task.id])
            case ApplicationWork(credential):
                facts = facts.with_credential(credential.id)
            case ExamWork(exam):
                passed = PassedExam(id=exam.id, passed=scheduled.typical[task.id].end.isoformat())
                facts = facts.with_exam(passed)
            case _:
                continue
        if task.id != scheduled.target.credential:
            yield scheduled.typical[task.id].end, facts


def exits(scheduled: Scheduled) -> tuple[Exit, ...]:
    """What is held after each step that leaves something to hold."""
    held = [LEVEL_NAMES[degree.held.level] for degree in scheduled.route.degrees if degree.task is None]
    listed: list[Exit] = []
    for task in sorted(scheduled.route.tasks, key=lambda t: scheduled.typical[t.id].end):
        if isinstance(task.work, ProgramWork | ApplicationWork) and task.id != scheduled.target.credential:
            held.append(title(task))
            listed.append(Exit(after=task.id, holds=tuple(held)))
    return tuple(listed)
