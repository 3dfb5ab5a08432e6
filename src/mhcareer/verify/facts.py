"""What is held at a point of a plan, and what a rule would still ask of whoever holds it: the ground of `meanwhile`.

A rule that nobody applies for in the plan is read here leaf by leaf, once leniently (is what the plan lists really
open?) and once strictly (does the plan leave nothing out?).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.credential import Credential, Version
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation
from mhcareer.model.program import Program
from mhcareer.model.requirement import (
    Age,
    BackgroundCheck,
    Condition,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    LivedExperience,
    Requirement,
    Residence,
    Training,
)
from mhcareer.verify.acceptance import held_answers, program_answers
from mhcareer.verify.calendar import add_months
from mhcareer.verify.context import OBTAINING, Context
from mhcareer.verify.lengths import exam_of, exam_weeks
from mhcareer.verify.logged import is_done
from mhcareer.verify.study import credits_at
from mhcareer.verify.work import training_bounds


@dataclass(frozen=True)
class Facts:
    """What the person and the plan have brought by a day."""

    day: date
    education: tuple[HeldEducation, ...]
    programs: tuple[Program, ...]
    under_way: tuple[Program, ...]
    credentials: Mapping[str, date]
    """Since when each is held; the first of days where the person held it before."""
    exams: Mapping[str, date | None]
    """When each was passed; None where that is not said."""


@dataclass(frozen=True)
class Way:
    """How a rule is met: after some days of training and exams, with what only the person can show, on what paper."""

    days: int = 0
    asks: bool = False
    rests: bool = False

    def plus(self, other: Way) -> Way:
        """Both, one after the other."""
        return Way(self.days + other.days, self.asks or other.asks, self.rests or other.rests)


def facts_on(context: Context, day: date) -> Facts:
    """What is held on a day."""
    person, plan = context.person, context.plan
    done = [step for step in plan.steps if step.finish <= day]
    earned = {step.id: step.finish for step in done if step.kind in OBTAINING}
    passed = {exam.id: date.fromisoformat(exam.passed) if exam.passed else None for exam in person.exams}
    known = context.catalog.programs
    going_on = [s for s in plan.steps if s.kind == "program" and s.start <= day < s.finish and s.id in known]
    return Facts(
        day,
        person.learned,
        tuple(known[step.id] for step in done if step.kind == "program" and step.id in known),
        tuple(known[step.id] for step in going_on),
        {**dict.fromkeys(person.credentials, date.min), **earned},
        {**passed, **{exam_of(context, step): step.finish for step in done if step.kind == "exam"}},
    )


def version_on(credential: Credential, day: date) -> Version | None:
    """The newest version of a rule that holds on a day."""
    usable = [
        (version.effective or "", version.status != "superseded", -index, version)
        for index, version in enumerate(credential.versions)
        if version.requires
        and version.status != "proposed"
        and (version.effective is None or date.fromisoformat(version.effective) <= day)
    ]
    return max(usable, key=lambda entry: entry[:3])[3] if usable else None


def way(context: Context, facts: Facts, node: Requirement, owner: str, *, strict: bool) -> Way | None:
    """The shortest way to meet a rule with training and exams at most; None if there is none.

    Args:
        context: The plan and its data.
        facts: What is held.
        node: The rule or a part of it.
        owner: Whose rule it is.
        strict: Whether only what is met beyond doubt, and at once, counts.
    """
    leaf = node.leaf
    if leaf is not None:
        return _leaf(context, facts, leaf, owner, strict=strict)
    found = (way(context, facts, child, owner, strict=strict) for child in node.children)
    if node.any is not None:
        return min((one for one in found if one), key=lambda one: (one.days, one.asks), default=None)
    whole = Way()
    for one in found:
        if one is None:
            return None
        whole = whole.plus(one)
    return whole


def _leaf(context: Context, facts: Facts, leaf: LeafRequirement, owner: str, *, strict: bool) -> Way | None:
    match leaf:
        case Education():
            return Way(rests=True) if educated(context, facts, leaf, strict=strict) else None
        case CredentialRequirement():
            return Way(rests=True) if _held(context, facts, leaf) else None
        case Experience():
            return Way() if is_done(context, leaf, owner) else None
        case Training():
            return Way() if is_done(context, leaf, owner) else None if strict else _course(context, leaf, owner)
        case ExamRequirement():
            if passed(facts, leaf):
                return Way(rests=True)
            return None if strict else _sitting(context, leaf)
        case _:
            return _personal(context, leaf, facts.day)


def educated(context: Context, facts: Facts, leaf: Education, *, strict: bool) -> bool:
    """Whether a degree that is held, or was earned by then, answers a leaf."""
    if leaf.enrolled:
        fits = _surely_answers if strict else program_answers
        return any(fits(context.catalog, program, leaf) for program in facts.under_way)
    topped_up = credits_at(context, leaf.level.value, facts.day)
    for held in facts.education:
        same = held.level == leaf.level.value and topped_up
        credited = held.model_copy(update={"semester_credits": max(held.semester_credits or 0, int(topped_up or 0))})
        if _answers(context, credited if same else held, leaf, strict=strict):
            return True
    earned = (list(_as_held(program)) for program in facts.programs)
    some = all if strict else any
    return any(some(_answers(context, held, leaf, strict=strict) for held in degrees) for degrees in earned)


def _surely_answers(catalog: Catalog, program: Program, leaf: Education) -> bool:
    """Whether a program is of the very level that is asked, whichever of its fields its degree will be in."""
    each = [program.model_copy(update={"fields": (field,)}) for field in program.fields]
    return program.level == leaf.level.value and all(program_answers(catalog, one, leaf) for one in each)


def _answers(context: Context, held: HeldEducation, leaf: Education, *, strict: bool) -> bool:
    asked, had = int(leaf.semester_credits.low) if leaf.semester_credits else 0, held.semester_credits
    if asked and held.level == leaf.level.value:
        unknown = had is None and (strict or held.level == "some-college")
        if unknown or (had is not None and had < asked):
            return False
    answer = held_answers(context.catalog, held, leaf)
    return answer == "yes" or (answer == "assumed" and not strict)


def _as_held(program: Program) -> Iterator[HeldEducation]:
    """A program's degree in each field that it may be in, with the credits that it states."""
    stated = program.semester_credits
    for field in program.fields or (None,):
        yield HeldEducation(level=program.level, field=field, semester_credits=int(stated.low) if stated else None)


def _held(context: Context, facts: Facts, leaf: CredentialRequirement) -> bool:
    if leaf.id is None:
        return leaf.outside in context.person.outside_credentials
    since = facts.credentials.get(leaf.id)
    months = int(leaf.held_months.low) if leaf.held_months else 0
    return since is not None and (since == date.min or add_months(since, months) <= facts.day)


def passed(facts: Facts, leaf: ExamRequirement) -> bool:
    """Whether an exam is passed and not too old."""
    if leaf.id not in facts.exams:
        return False
    day = facts.exams[leaf.id]
    return leaf.valid_months is None or day is None or add_months(day, int(leaf.valid_months.low)) >= facts.day


def _course(context: Context, leaf: Training, owner: str) -> Way | None:
    if leaf.hours is None and leaf.days is None:
        return None
    start = context.plan.start
    end = max(day for _, day in training_bounds(context, leaf, owner, start, "typical", ()))
    return Way(days=max(1, (end - start).days), rests=True)


def _sitting(context: Context, leaf: ExamRequirement) -> Way | None:
    exam = context.catalog.exams.get(leaf.id)
    return Way(days=max(1, exam_weeks(context, exam, "typical").days), rests=True) if exam else None


def _personal(context: Context, leaf: LeafRequirement, day: date) -> Way | None:
    person = context.person
    answer: bool | None = None
    match leaf:
        case Age() if person.birthday is not None:
            answer = add_months(person.birthday, int(leaf.years.low * 12)) <= day
        case LivedExperience():
            answer = person.lived_experience
        case BackgroundCheck():
            answer = person.background_clear
        case Residence():
            answer = person.resident
        case Condition():
            answer = True if leaf.text in person.confirmed else False if leaf.blocking else None
        case _:
            pass
    return None if answer is False else Way(asks=answer is None)
