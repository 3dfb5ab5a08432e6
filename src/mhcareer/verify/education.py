"""Whether a degree, held or planned, answers what a rule asks of education."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import Level
from mhcareer.model.person import HeldEducation
from mhcareer.model.plan import Step
from mhcareer.model.requirement import Education
from mhcareer.verify.acceptance import held_answers, program_answers
from mhcareer.verify.context import Context
from mhcareer.verify.finding import Finding

LEVEL_WORDS: dict[Level, tuple[str, ...]] = {
    "high-school": ("high school", "high-school"),
    "some-college": ("college",),
    "certificate": ("certificate",),
    "associate": ("associate",),
    "bachelors": ("bachelor",),
    "masters": ("master",),
    "doctorate": ("doctora",),
    "residency": ("residency",),
}
OTHER_ASSUMPTIONS = ("accreditation", "credits")
"""Assumptions about the same degree that say nothing of its field."""


@dataclass(frozen=True)
class Moment:
    """Where a leaf is judged: the step that needs it, and the owner of the rule."""

    owner: str
    step: Step

    @property
    def day(self) -> date:
        """By when the leaf must hold."""
        return self.step.start

    def problem(self, rule: str, message: str) -> Finding:
        """A finding at this step."""
        return Finding(self.step.id, rule, message)


def problems(context: Context, leaf: Education, path: str, moment: Moment) -> tuple[Finding, ...]:
    """What keeps an education leaf from holding at a moment: nothing, if some degree answers it fully."""
    if leaf.level.value == "none":
        return ()
    ways = [*_held_ways(context, leaf, path, moment), *_planned_ways(context, leaf, path, moment)]
    missing = moment.problem(
        "education",
        f"`{moment.owner}` asks for {leaf.level.value} education ({path}) that nothing gives by {moment.day}",
    )
    return min(ways, key=len) if ways else (missing,)


def _held_ways(context: Context, leaf: Education, path: str, moment: Moment) -> Iterator[tuple[Finding, ...]]:
    for held in context.person.learned:
        answer = held_answers(context.catalog, held, leaf)
        if answer == "no":
            continue
        found: list[Finding] = []
        if answer == "assumed" and not _assumption(context, held, leaf):
            found.append(
                moment.problem("assumption", f"no assumption says that the {held.level} answers {moment.owner}:{path}")
            )
        exact = held.level == leaf.level.value
        if exact and held.semester_credits is not None and _short(context, held.semester_credits, leaf, moment.day):
            found.append(
                moment.problem("credits", f"the credits that {moment.owner}:{path} asks beyond the degree are missing")
            )
        yield tuple(found)


def _planned_ways(context: Context, leaf: Education, path: str, moment: Moment) -> Iterator[tuple[Finding, ...]]:
    for step in context.of_kind("program"):
        program = context.catalog.programs.get(step.id)
        if program is None or not program_answers(context.catalog, program, leaf) or ready(step, leaf) > moment.day:
            continue
        given = program.semester_credits
        # A program that builds on a degree in the same field gives only the rest of the credits.
        whole = not any(e.kind == "education" and e.fields for _, e in program.entry.leaves())
        if whole and given and program.level == leaf.level.value and _short(context, given.high, leaf, moment.day):
            yield (moment.problem("credits", f"`{step.id}` gives fewer credits than {moment.owner}:{path} asks"),)
        else:
            yield ()


def ready(step: Step, leaf: Education) -> date:
    """From when a program answers a leaf: its end, or its start where being enrolled is enough."""
    return step.start if leaf.enrolled else step.finish


def _assumption(context: Context, held: HeldEducation, leaf: Education) -> bool:
    titles = [
        context.catalog.fields[field].title.lower()
        for field in (leaf.fields.value if leaf.fields else ())
        if field in context.catalog.fields
    ]
    return any(
        any(word in text for word in LEVEL_WORDS.get(held.level, ()))
        and any(title in text for title in titles)
        and not any(word in text for word in OTHER_ASSUMPTIONS)
        for text in (assumption.lower() for assumption in context.plan.assumptions)
    )


def _short(context: Context, given: float, leaf: Education, day: date) -> bool:
    """Whether credits are fewer than asked and no step makes them up by a day."""
    asked = leaf.semester_credits.low if leaf.semester_credits else 0
    if given >= asked:
        return False
    return not any(
        step.finish <= day and any(credits_asked(context, claim, step) >= asked for claim in step.requirement)
        for step in context.of_kind("credits")
    )


def credits_asked(context: Context, claim: str, step: Step) -> float:
    """Semester credits that the leaf behind a claim asks; 0 if none."""
    leaf = context.leaf(claim, step.start)
    return leaf.semester_credits.low if isinstance(leaf, Education) and leaf.semester_credits else 0
