"""How long each step takes, re-derived from the rule, the calendar and the person's week.

`due` is the one question: a step that begins on a day, at a speed, ends when? At the fast and the typical speed a step
ends on that very day; at the slow speed no sooner than at the typical one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mhcareer.frozen import dataclass
from mhcareer.model.base import Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.plan import Step
from mhcareer.model.program import Speeds
from mhcareer.model.requirement import Experience, Training
from mhcareer.verify import study
from mhcareer.verify.calendar import DAYS_PER_WEEK
from mhcareer.verify.context import SPEEDS, Context, Speed
from mhcareer.verify.finding import Finding
from mhcareer.verify.logged import of_range
from mhcareer.verify.studies import studies_of
from mhcareer.verify.week import Taken
from mhcareer.verify.work import experience_bounds, training_bounds

Bounds = Sequence[tuple[str, date]]
"""For each constraint on a step its name and the day before which it does not hold."""
_RULES = {
    "program": "program-length",
    "credits": "credits-length",
    "exam": "exam-length",
    "application": "processing",
    "approval": "processing",
    "employer-role": "processing",
}
"""Names of the checks of steps whose length is one span of time."""


@dataclass(frozen=True)
class At:
    """When a step is dated: the speed, what study leaves of the week, and the end of each study."""

    speed: Speed
    taken: Sequence[Taken]
    ends: dict[str, date]


def check(context: Context) -> Iterator[Finding]:
    """The length of every step at every speed."""
    moments = {speed: at(context, speed) for speed in SPEEDS}
    for step in context.plan.steps:
        yield from _claims(context, step)
        for speed, moment in moments.items():
            yield from _length(context, step, speed, moment)


def at(context: Context, speed: Speed, spans: dict[str, tuple[date, date]] | None = None) -> At:
    """The week and the ends of studies by the spans of the plan, or by others."""
    known = spans or {step.id: step.spans.get(speed, (step.start, step.finish)) for step in context.plan.steps}
    return At(speed, study.taken_by_study(context, speed, spans), {id_: end for id_, (_, end) in known.items()})


def _length(context: Context, step: Step, speed: Speed, moment: At) -> Iterator[Finding]:
    start, finish = step.spans.get(speed, (step.start, step.finish))
    bounds = due(context, step, start, moment)
    if not bounds:
        return
    name, day = max(bounds, key=lambda bound: bound[1])
    # Whoever can work fast can work as at the typical speed, too; and nobody is done sooner at the slow one.
    day = min(day, step.finish) if speed == "fast" else max(day, step.finish) if speed == "slow" else day
    rule = _RULES.get(step.kind)
    if finish < day:
        message = f"`{step.id}` finishes on {finish} ({speed}), but {name} needs until {day}"
        yield Finding(step.id, rule or "too-short", message)
    elif finish > day:
        message = f"`{step.id}` finishes on {finish} ({speed}), though {name} needs only until {day}"
        yield Finding(step.id, rule or "drawn-out", message)


def due(context: Context, step: Step, start: date, moment: At) -> Bounds:
    """The constraints on a step that begins on a day; nothing where the step itself cannot be made out."""
    speed = moment.speed
    match step.kind:
        case "program":
            program = context.catalog.programs.get(step.id)
            return [("the program", study.program_end(context, program, start, speed))] if program else []
        case "credits":
            amount = study.credits_to_add(context, step)
            return [("the number of credits", study.terms_end(context, amount, start, speed))]
        case "exam":
            return _exam(context, step, start, speed)
        case "experience" | "training":
            return _worked(context, step, start, moment)
        case _:
            return _processing(context, step, start, speed)


def _worked(context: Context, step: Step, start: date, moment: At) -> Bounds:
    found: list[tuple[str, date]] = []
    for claim in step.requirement:
        leaf, credential = context.leaf(claim, step.start), claim.partition(":")[0]
        if isinstance(leaf, Experience) and step.kind == "experience":
            graduation = max((moment.ends[id_] for id_ in studies_of(context, credential)), default=date.min)
            found += experience_bounds(context, leaf, credential, start, moment.speed, moment.taken, graduation)
        elif isinstance(leaf, Training) and step.kind == "training":
            found += training_bounds(context, leaf, credential, start, moment.speed, moment.taken)
    return found


def _exam(context: Context, step: Step, start: date, speed: Speed) -> Bounds:
    exam = context.catalog.exams.get(exam_of(context, step))
    if exam is None:
        return []
    return [("the exam", start + exam_weeks(context, exam, speed))]


def exam_weeks(context: Context, exam: Exam, speed: Speed) -> timedelta:
    """From being allowed to sit an exam to its result."""
    return _weeks(exam.weeks, context.catalog.planning.unstated_exam_weeks, speed)


def exam_of(context: Context, step: Step) -> str:
    """The exam that a step sits: a second sitting bears a number behind it."""
    if step.id in context.catalog.exams:
        return step.id
    stem, _, number = step.id.rpartition("-")
    return stem if number.isdigit() else step.id


def _processing(context: Context, step: Step, start: date, speed: Speed) -> Bounds:
    credential = context.catalog.credentials.get(step.id.partition("/")[0])
    if credential is None:
        return []
    if step.kind == "employer-role" or credential.kind == "employer-role":
        return [("a role that an employer gives", start)]
    weeks = _weeks(credential.processing_weeks, context.catalog.planning.unstated_processing_weeks, speed)
    return [("processing", start + weeks)]


def _weeks(stated: Quantity | None, assumed: Speeds, speed: Speed) -> timedelta:
    figure: Quantity = getattr(assumed, speed)
    return timedelta(days=int(of_range(stated, speed) if stated else figure.low) * DAYS_PER_WEEK)


def _claims(context: Context, step: Step) -> Iterator[Finding]:
    """Work answers a leaf; where its rule states no amount, the plan says that it is only a lower limit."""
    if step.kind not in ("experience", "training"):
        return
    if not step.requirement:
        yield Finding(step.id, "claim", f"`{step.id}` answers no leaf, so that its length cannot be derived")
    for claim in step.requirement:
        leaf = context.leaf(claim, step.start)
        stated = (isinstance(leaf, Experience) and leaf.amounts) or (
            isinstance(leaf, Training) and (leaf.hours or leaf.days)
        )
        if leaf is None or stated:
            continue
        if not context.plan.at_least:
            yield Finding(step.id, "at-least", f"{claim} states no amount, yet the plan does not say `at least`")
        if not context.plan.not_stated:
            yield Finding(step.id, "not-stated", f"{claim} states no amount, yet the plan lists nothing as not stated")
