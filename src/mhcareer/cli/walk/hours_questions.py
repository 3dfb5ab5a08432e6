"""The choices about supervised hours: what is worked already, and at what pace the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mhcareer.cli.walk.at_stage import At, by, waits_for_late
from mhcareer.cli.walk.guide import Guide
from mhcareer.cli.walk.question import (
    NO,
    Answers,
    Choice,
    Question,
    answered,
    value_of,
    whole_number,
)
from mhcareer.cli.walk.stages import HOURS
from mhcareer.cli.walk.told import LOGGED, PACES, told
from mhcareer.model.requirement import Experience
from mhcareer.planner.tasks import ExperienceWork, Task

_A_WEEK = {"direct": 60, "hours": 80, "supervision": 20}
"""Most hours a week that a profile takes."""
_FIGURES = {
    "total": "total_hours",
    "direct": "direct_hours",
    "supervision": "supervision_hours",
    "months": "min_months",
}
"""The figure of a rule that asks for each part of logged hours."""


def logged(answers: Answers, guide: Guide) -> Question | None:
    """Whether hours are worked already, where nothing stands before them that is still to come."""
    at = At.of(answers, guide)
    task = _hours_that_may_be_begun(at)
    if task is None:
        return None
    title = next(step.title for step in at.plan.steps if step.id == task.id)
    return Question(
        "logged",
        f"Have you worked hours toward this already: {title}?",
        (Choice(NO, "No"), Choice(task.sources[0].owner, "Yes")),
        said=at.said(HOURS),
        stage=HOURS,
        unknown_means="no",
    )


def logged_part(name: str, words: str, most: int) -> Callable[[Answers, Guide], Question | None]:
    """A question for one figure of the hours that are worked already, where the rule asks for that figure."""
    part = LOGGED[name]

    def asked(answers: Answers, guide: Guide) -> Question | None:
        toward = value_of(answers, "logged")
        if toward in (None, NO):
            return None
        before = tuple(answer for answer in answers if answer.question not in (*LOGGED, "logged"))
        at = At.of(before, guide)
        task = _hours_that_may_be_begun(at)
        leaf = _experience(task) if task else None
        if leaf is None or getattr(leaf, _FIGURES[part]) is None:
            return None
        facts = told(answers)
        return Question(
            name,
            words,
            unknown_means="none",
            typed="a number",
            read=whole_number(most),
            check=at.check(lambda values: replace(facts, logged=(*facts.logged, (part, int(values[0]))))),
        )

    return asked


def _hours_that_may_be_begun(at: At) -> Task | None:
    late = {step.id: step for step in at.plan.steps}
    for task in at.found.best.route.tasks:
        if isinstance(task.work, ExperienceWork) and task.sources and not waits_for_late(late, late[task.id]):
            return task
    return None


def _experience(task: Task) -> Experience | None:
    return task.work.experience if isinstance(task.work, ExperienceWork) else None


def pace(name: str, constraint: tuple[str, ...], words: str) -> Callable[[Answers, Guide], Question | None]:
    """A question for the pace that decides how long the hours take, with the date that each answer leads to."""
    field = PACES[name]

    def asked(answers: Answers, guide: Guide) -> Question | None:
        at = At.of(answers, guide)
        binding = [s for s in at.plan.steps if s.kind == "experience" and s.binding.constraint in constraint]
        if not binding or any(answered(answers, other) for other in PACES):
            return None
        planning = at.catalog.planning
        known = (planning.pace_slow, planning.pace_typical, planning.pace_fast)
        rates = dict.fromkeys(int(getattr(one, field).low) for one in known)
        choices = tuple(
            Choice(str(rate), f"{rate} hours a week", by(at.finish(paces=_with(at, field, rate)))) for rate in rates
        )
        return Question(
            name,
            words,
            choices,
            said=at.said(HOURS),
            stage=HOURS,
            unknown_means=f"{int(getattr(planning.pace_typical, field).low)} hours a week",
            typed="another number of hours",
            read=whole_number(_A_WEEK[name.removeprefix("pace-")]),
            check=at.check(lambda values: replace(at.facts, paces=_with(at, field, int(values[0])))),
        )

    return asked


def _with(at: At, field: str, rate: int) -> tuple[tuple[str, int], ...]:
    return (*at.facts.paces, (field, rate))
