"""Dates for a route: the earliest schedule under precedence, terms, processing, the week and the person's pace.

Study comes first in the week, so studies are dated first; work and training then get what study leaves of it. Nothing
else competes, so starting each task as soon as it may start gives the earliest finish of the route (`settle` looks at
the one exception, study that is better put off). docs/planning.md has the model in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from mhcareer.model.base import Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.planner.dating.clock import SPEEDS, Clock, Speed
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.dating.spans import Bound, Busy, Span
from mhcareer.planner.dating.study import study_load, study_span
from mhcareer.planner.dating.work import experience_span, training_span
from mhcareer.planner.tasks import (
    ApplicationWork,
    ApprovalWork,
    ExamWork,
    ExperienceWork,
    Route,
    StudyWork,
    Task,
    TrainingWork,
)

Spans = Mapping[str, Span]


def schedule(
    route: Route,
    clock: Clock,
    *,
    no_sooner: Spans | None = None,
    no_later: Spans | None = None,
    hindered_by: Collection[str] | None = None,
) -> Spans:
    """The earliest span of every task.

    Args:
        route: Tasks in an order that respects precedence.
        clock: Calendar, person and speed.
        no_sooner: Spans of a faster speed, before which nothing begins or ends.
        no_later: Spans of a slower speed: nothing ends after them, for one could always work at that speed, too.
        hindered_by: As if no other studies took anything of the week: no real schedule ends sooner. None for all.
    """
    spans: dict[str, Span] = {}
    studies = [task for task in route.tasks if isinstance(task.work, StudyWork)]
    for task in studies:
        found = study_span(task.work, ready_day(task, spans, clock.start), clock)  # type: ignore[arg-type]  # studies
        spans[task.id] = _held(task, found, no_sooner, no_later)
    hindering = studies if hindered_by is None else [task for task in studies if task.id in hindered_by]
    busy = busy_spans(hindering, spans, clock)
    for task in route.tasks:
        if task.id not in spans:
            ready = ready_day(task, spans, clock.start)
            if no_sooner:
                ready = max(ready, no_sooner[task.id].begin)
            found = span(task, ready, clock, busy, graduation(task, spans))
            spans[task.id] = _held(task, found, no_sooner, no_later) if no_sooner or no_later else found
    return spans


def finish_of(route: Route, spans: Spans, start: date) -> date:
    """The day on which the target is held: the end of its own task, the last; a degree begun for it may go on."""
    return spans[route.tasks[-1].id].end if route.tasks else start


def ready_day(task: Task, spans: Spans, start: date) -> date:
    """First day on which nothing that must come before holds a task back."""
    day = start
    for name in task.after:
        day = max(day, spans[name].end)
    for name in task.after_start:
        day = max(day, spans[name].begin)
    for lag in task.lags:
        day = max(day, add_months(spans[lag.task].end, lag.months))
    return max(day, task.not_before) if task.not_before else day


def busy_spans(studies: Iterable[Task], spans: Spans, clock: Clock) -> list[Busy]:
    """What study leaves of the week while it goes on, in time order."""
    available = clock.rates.available
    found = [
        Busy(spans[task.id].begin, spans[task.id].end, max(0, available - _load(task.work, clock)))
        for task in studies
        if isinstance(task.work, StudyWork)
    ]
    return sorted(found, key=lambda b: b.begin) if len(found) > 1 else found


def _load(work: StudyWork, clock: Clock) -> int:
    return clock.known("load", work, study_load, work, clock)


def span(task: Task, ready: date, clock: Clock, busy: Sequence[Busy] = (), graduation: date = date.min) -> Span:
    """Start and end of one task that is ready on a day."""
    match task.work:
        case ExperienceWork():
            return experience_span(task.work, ready, clock, busy, graduation)
        case TrainingWork():
            return training_span(task.work, ready, clock, busy)
        case ExamWork(exam):
            constraint, weeks = clock.known("weeks", exam, _until_result, exam, clock)
        case ApplicationWork(credential) | ApprovalWork(credential):
            constraint, weeks = clock.known("weeks", credential, _processing, credential, clock)
        case _:
            return study_span(task.work, ready, clock)
    end = ready + timedelta(weeks=weeks)
    return Span(ready, end, Bound(constraint, end, weeks))


def _until_result(exam: Exam, clock: Clock) -> tuple[str, int]:
    return "exam", _weeks(exam.weeks, clock.at(clock.planning.unstated_exam_weeks), clock)


def _processing(credential: Credential, clock: Clock) -> tuple[str, int]:
    if credential.kind == "employer-role":
        return "hire", 0
    assumed = clock.at(clock.planning.unstated_processing_weeks)
    return "processing_weeks", _weeks(credential.processing_weeks, assumed, clock)


def graduation(task: Task, spans: Spans) -> date:
    """End of the degree beside which the hours of a task may begin; far in the past where there is none."""
    if not isinstance(task.work, ExperienceWork):
        return date.min
    return max((spans[study].end for study in task.work.degree), default=date.min)


def _held(task: Task, found: Span, no_sooner: Spans | None, no_later: Spans | None) -> Span:
    """The span, ending no sooner than at the faster speed: less study in the way can let slow work end before it.

    Nor does it end later than at the slower one: direct hours are a smaller part of a longer week.
    """
    end = found.end
    if no_sooner is not None:
        end = max(end, no_sooner[task.id].end)
    if no_later is not None:
        end = min(end, no_later[task.id].end)
    return found if end == found.end else Span(found.begin, end, found.bound, found.too_long)


def _weeks(stated: Quantity | None, assumed: Quantity, clock: Clock) -> int:
    return int(clock.of_range(stated)) if stated else int(assumed.low)


__all__ = [
    "SPEEDS",
    "Clock",
    "Spans",
    "Speed",
    "busy_spans",
    "finish_of",
    "graduation",
    "ready_day",
    "schedule",
    "span",
]
