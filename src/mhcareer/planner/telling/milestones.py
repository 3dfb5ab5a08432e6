"""What opens on the way: credentials that the facts at each point of a plan meet or nearly meet; and what one holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES, NATIONAL
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.person import PassedExam
from mhcareer.model.plan import Exit, Meanwhile
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.facts.gap import Facts
from mhcareer.planner.facts.opening import (
    AGE,
    DAY,
    EDUCATION,
    ENROLLMENT,
    Opening,
    always_asks_hours,
    hangs_on,
    opening,
)
from mhcareer.planner.facts.transfer import Hours
from mhcareer.planner.facts.versions import in_force
from mhcareer.planner.tasks import (
    ApplicationWork,
    CreditsWork,
    ExamWork,
    ExperienceWork,
    ProgramWork,
    Task,
    TrainingWork,
)
from mhcareer.planner.telling.steps import Scheduled, title

SHORT_DAYS = 92
"""Three months: how much training is still called short."""


@dataclass(frozen=True)
class Milestone:
    """A point of a plan at which something more holds than before."""

    day: date
    facts: Facts
    after: Task | None
    """The program, exam or application that ended; None at the start, and where only something began or was added."""
    news: frozenset[str]
    """What can make a difference to a rule since the point before, as `hangs_on` names it; at the start all can."""


def milestones(scheduled: Scheduled) -> tuple[Milestone, ...]:
    """The start, the beginning of each program, the end of each step that leaves something to hold, in time order."""
    facts = Facts.of(scheduled.person).with_what_is_behind(scheduled.catalog)
    listed = [Milestone(scheduled.clock.start, facts, None, frozenset())]
    always = {DAY} if scheduled.person.born is None else {DAY, AGE}
    degrees = {
        degree.task: degree.held.model_copy(update={"field": degree.fields[0]})
        for degree in scheduled.route.degrees
        if degree.task
    }
    for day, is_begin, task in _events(scheduled):
        match task.work:
            case ProgramWork() if is_begin:
                facts, news = facts.with_enrollment(degrees[task.id]), {ENROLLMENT}
            case ProgramWork() | CreditsWork():
                facts, news = facts.with_education(degrees[task.id]), {EDUCATION, ENROLLMENT}
            case ApplicationWork(credential):
                facts, news = facts.with_credential(credential.id, day), {credential.id}
            case ExamWork(exam):
                facts, news = facts.with_exam(PassedExam(id=exam.id, passed=day.isoformat())), {exam.id}
            case _:
                continue
        adds_only = is_begin or isinstance(task.work, CreditsWork)
        listed.append(Milestone(day, facts, None if adds_only else task, frozenset(always | news)))
    return tuple(listed)


def _events(scheduled: Scheduled) -> list[tuple[date, bool, Task]]:
    """Ends of tasks and beginnings of programs in time order; on one day what ends comes first."""
    spans, tasks = scheduled.typical, scheduled.route.tasks
    ends = [(spans[task.id].end, False, task) for task in tasks]
    begins = [(spans[task.id].begin, True, task) for task in tasks if isinstance(task.work, ProgramWork)]
    return sorted([*ends, *begins], key=lambda event: event[:2])


def meanwhile(
    scheduled: Scheduled, points: tuple[Milestone, ...], pay: Mapping[str, Pay], elsewhere: Catalog | None
) -> tuple[Meanwhile, ...]:
    """Credentials of the same jurisdiction, and roles hired anywhere, that open before the target, when each does.

    Args:
        scheduled: The plan.
        points: Its milestones.
        pay: Pay of the roles there, by the code of the occupation.
        elsewhere: Where the roles that are hired anywhere are looked up.
    """
    own = {task.id for task in scheduled.route.tasks} | scheduled.route.granted
    here = scheduled.catalog.in_jurisdiction(scheduled.target.jurisdiction)
    logged = points[0].facts.hours  # no hours are added on the way
    left = [
        credential
        for credential in (*here, *hired_anywhere(here, elsewhere))
        if credential.id not in own
        and (credential.id in logged or not always_asks_hours(scheduled.catalog, credential))
    ]
    found: list[Meanwhile] = []
    for point in points:
        if point.day >= scheduled.finish:
            break
        for credential in tuple(left):
            if point.news and point.news.isdisjoint(hangs_on(scheduled.catalog, credential)):
                continue  # it was not open before, and nothing has come that it asks for
            how = open_by(scheduled, credential, point)
            if how is not None:
                left.remove(credential)
                found.append(_told(scheduled, credential, point, how, pay))
    return tuple(found)


def hired_anywhere(here: Sequence[Credential], elsewhere: Catalog | None) -> Iterator[Credential]:
    """Roles that employers give across the country, where the jurisdiction has no credential of its own for them."""
    served = {credential.role for credential in here}
    for credential in elsewhere.in_jurisdiction(NATIONAL) if elsewhere else ():
        role = elsewhere.roles.get(credential.role) if elsewhere else None
        if role and role.hired_anywhere and credential.kind == "employer-role" and credential.role not in served:
            yield credential


def open_by(scheduled: Scheduled, credential: Credential, point: Milestone) -> Opening | None:
    """How the facts at a point open a credential with short steps at most; None if they do not."""
    version = in_force(credential, point.day)
    if version is None or version.requires is None:
        return None
    how = opening(scheduled.catalog, point.facts, version.requires, scheduled.clock, point.day, credential.id)
    return how if how and how.days <= SHORT_DAYS and (how.rests or not how.asks) else None


def _told(
    scheduled: Scheduled, credential: Credential, point: Milestone, how: Opening, pay: Mapping[str, Pay]
) -> Meanwhile:
    occupation = scheduled.catalog.occupation_of(credential)
    return Meanwhile.model_validate(
        {
            "from": point.day,
            "role": credential.role,
            "title": credential.title,
            "credential": credential.id,
            "asks": how.asks,
            "after": how.steps,
            "months": months_between(point.day, date.fromordinal(point.day.toordinal() + how.days)),
            "pay": pay.get(occupation) if occupation else None,
        },
        strict=False,
    )


def exits(
    scheduled: Scheduled, points: tuple[Milestone, ...], open_on_the_way: tuple[Meanwhile, ...]
) -> tuple[Exit, ...]:
    """What is held after each step that leaves something to hold, and what is open then."""
    held = [LEVEL_NAMES[degree.held.level] for degree in scheduled.route.degrees if degree.task is None]
    listed: list[Exit] = []
    for point in points:
        task = point.after
        if task is None or task.id == scheduled.target.credential or isinstance(task.work, ExamWork):
            continue
        held.append(title(task))
        opens = tuple(m.title for m in open_on_the_way if m.since <= point.day and not m.after)
        listed.append(Exit(after=task.id, on=point.day, holds=tuple(held), opens=opens))
    return tuple(listed)


def hours_at_end(scheduled: Scheduled) -> Hours:
    """Experience that the rules of the role have asked for by the end, as a board could attest it.

    What is counted is what each rule asks, not what the pace yields beyond it; of a rule that asks for months alone,
    the hours are not known.
    """
    whole = Hours()
    for task in _of_the_role(scheduled):
        if isinstance(task.work, ExperienceWork):
            span = scheduled.typical[task.id]
            whole = whole.plus(_hours_of(task.work, months_between(span.begin, span.end)))
    return whole


def hours_asked(scheduled: Scheduled) -> Hours:
    """The same as the rules alone vouch for it, with the training that they asked.

    Nobody knows at which pace a holder worked: months at the assumed pace stand apart from those that a rule asked.
    """
    ended = hours_at_end(scheduled)
    months, training = Hours(), Hours()
    for task in _of_the_role(scheduled):
        match task.work:
            case ExperienceWork(asked) if asked.min_months:
                inside = int(asked.internship_counts_months.low) if asked.internship_counts_months else 0
                months = months.plus(Hours(months=int(asked.min_months.low) - inside))
            case TrainingWork(asked) if asked.hours:
                training = training.plus(Hours(training=int(asked.hours.low)))
            case _:
                pass
    return replace(ended, months=months.months, months_at_pace=ended.months, training=training.training)


def _of_the_role(scheduled: Scheduled) -> Iterator[Task]:
    """The tasks that a rule of the target's role asks for."""
    for task in scheduled.route.tasks:
        owner = scheduled.catalog.credentials.get(task.sources[0].owner) if task.sources else None
        if owner and scheduled.target.role in (owner.role, *owner.also_for):
            yield task


def _hours_of(work: ExperienceWork, months: int) -> Hours:
    """The hours after the degree alone: what an internship inside it counts for, each rule says for itself."""
    asked, before = work.experience, work.logged.months if work.logged else 0
    inside = int(asked.internship_counts_hours.low) if asked.internship_counts_hours else 0
    return Hours(
        total=max(0, int(asked.total_hours.high) - inside) if asked.total_hours else None,
        direct=int(asked.direct_hours.high) if asked.direct_hours else None,
        supervision=int(asked.supervision_hours.high) if asked.supervision_hours else None,
        months=months + before,
    )
