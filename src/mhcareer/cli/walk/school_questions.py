"""The choices about studies: is a program under way, full-time or part-time, and which of the ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mhcareer.cli.walk.at_stage import At, by
from mhcareer.cli.walk.guide import Guide
from mhcareer.cli.walk.question import NO, Answers, Choice, Question, value_of, whole_number
from mhcareer.cli.walk.stages import GRADUATE, SCHOOL, parts_at, price, stage_of
from mhcareer.model.plan import Cost, Objective
from mhcareer.model.program import Program
from mhcareer.planner.choose import Candidate, ordered
from mhcareer.planner.facts.education import rank
from mhcareer.planner.plan import differs
from mhcareer.planner.tasks import ProgramWork
from mhcareer.render.words import WITHOUT_PAY, month, without_pay

_WAYS: Mapping[Objective, str] = {
    "soonest": "The soonest",
    "cheapest": "The cheapest",
    "least-unpaid": f"The least time {WITHOUT_PAY}",
}
_CREDITS = 400
"""Most credits that a profile takes."""


def enrolled(answers: Answers, guide: Guide) -> Question | None:
    """Whether a degree is under way: the plan's own first, or another one of its level or below."""
    at = At.of(answers, guide)
    first = next((task for task in at.found.best.route.tasks if isinstance(task.work, ProgramWork)), None)
    if first is None or at.facts.in_school or not isinstance(first.work, ProgramWork):
        return None
    own, stage = first.work.program, _first_studies(at)
    held = max(rank(education.level) for education in at.found.person.education)
    others = [
        program
        for program in at.catalog.programs.values()
        if held < rank(program.level) <= rank(own.level)
        and rank(program.level) >= rank("associate")
        and program.starts == "terms"
        and not program.credits_to_take
        and program.id != own.id
    ]
    return Question(
        "enrolled",
        "Are you studying for a degree already?",
        (
            Choice(NO, "No, not yet"),
            Choice(_words_of(own), f"Yes: {own.title}"),
            *(Choice(_words_of(one), f"Yes: {one.title}", rare=bool(one.only_if_named)) for one in others),
        ),
        said=at.said(stage),
        stage=stage,
        unknown_means="no",
    )


def _words_of(program: Program) -> str:
    """A program as `--enrolled` takes it."""
    return program.level + (f":{program.fields[0]}" if program.fields else "")


def credits_done(answers: Answers, _guide: Guide) -> Question | None:
    """How far the program is."""
    if value_of(answers, "enrolled") in (None, NO):
        return None
    return Question(
        "credits",
        "How many semester credits of it are done? A full course is often 3.",
        unknown_means="none",
        typed="a number, as 45",
        read=whole_number(_CREDITS),
    )


def study(answers: Answers, guide: Guide) -> Question | None:
    """Full-time or part-time, with the date that each leads to; only where a program is planned."""
    at = At.of(answers, guide)
    if not any(step.kind in ("program", "credits") for step in at.plan.steps):
        return None
    paces = (("full-time", "Full-time"), ("part-time", "Part-time, beside work or family"))
    choices = tuple(Choice(value, words, by(at.finish(study=value))) for value, words in paces)
    stage = _first_studies(at)
    return Question(
        "study",
        "How can you study?",
        choices,
        said=at.said(stage),
        stage=stage,
        unknown_means=at.found.person.study,
    )


def _first_studies(at: At) -> str:
    return SCHOOL if stage_of(at.plan, at.catalog, SCHOOL) else GRADUATE


def way(answers: Answers, guide: Guide) -> Question | None:
    """Which of the ways, where the soonest is not also the cheapest and the one with the most paid work."""
    at = At.of(answers, guide)
    best = {name: ordered(at.found.listed, name)[0] for name in _WAYS}
    soonest, kept = best["soonest"], dict[Objective, Candidate]()
    for name, one in best.items():
        if all(_figures(one) != _figures(other) for other in kept.values()):
            kept[name] = one
    if len(kept) == 1:
        return None
    parted = (parts_at([task.id for task in one.route.tasks], at.plan, at.catalog) for one in kept.values())
    stage = GRADUATE if SCHOOL not in parted else SCHOOL
    return Question(
        "way",
        "Several ways lead there. Which one?",
        tuple(Choice(name, _WAYS[name], _told(one, soonest)) for name, one in kept.items()),
        said=at.said(stage),
        stage=stage,
        unknown_means="the soonest",
    )


def _figures(one: Candidate) -> tuple[date, Cost, int]:
    return one.finish, one.cost, one.unpaid_days


def _told(one: Candidate, soonest: Candidate) -> str:
    """What a way comes to, and what is other in it than in the soonest."""
    other = f"; {differs(soonest.route, one.route)}" if one is not soonest else ""
    return f"{month(one.finish)}, {price(one.cost)}, {without_pay(one.unpaid_days)}{other}"
