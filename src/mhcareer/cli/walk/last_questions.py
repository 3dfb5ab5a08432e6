"""What is asked last: exams passed, and what only the person can know, where a rule on the way asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from mhcareer.cli.walk.at_stage import At, alone, waits_for_late
from mhcareer.cli.walk.guide import Guide
from mhcareer.cli.walk.question import NO, NONE, YES, Answers, Choice, Question
from mhcareer.cli.walk.stages import CREDENTIAL
from mhcareer.cli.walk.told import FACTS
from mhcareer.errors import UsageError
from mhcareer.model.requirement import Age, BackgroundCheck, LeafRequirement, LivedExperience, Residence
from mhcareer.planner.tasks import ExamWork
from mhcareer.render.words import month


def exams(answers: Answers, guide: Guide) -> Question | None:
    """Which exams are passed, where one may have been taken by now."""
    at = At.of(answers, guide)
    steps = {step.id: step for step in at.plan.steps}
    choices = tuple(
        Choice(task.work.exam.id, steps[task.id].title, f"can be taken from {month(steps[task.id].start)}")
        for task in at.found.best.route.tasks
        if isinstance(task.work, ExamWork) and not waits_for_late(steps, steps[task.id])
    )
    if not choices:
        return None
    return Question(
        "exams",
        "Have you passed any of these exams already?",
        (Choice(NONE, "Not yet"), *choices),
        said=at.said(CREDENTIAL),
        stage=CREDENTIAL,
        many=True,
        unknown_means="none",
        check=alone,
    )


_PRIVATE: Mapping[str, tuple[type[LeafRequirement], str]] = {
    "private-lived-experience": (LivedExperience, "The way asks for your own experience: {}. Does that hold for you?"),
    "private-background": (BackgroundCheck, "A background check is part of the way. Would yours be clear?"),
    "private-resident": (Residence, "The way asks for this: {}. Does that hold for you?"),
    "private-born": (Age, "The way asks for an age of {} years. When were you born?"),
}


def private(name: str) -> Callable[[Answers, Guide], Question | None]:
    """A question about what only the person can know, where a rule on the way asks for it; never needed to go on."""
    kind, words = _PRIVATE[name]

    def asked(answers: Answers, guide: Guide) -> Question | None:
        at = At.of(answers, guide)
        sources = [source for task in at.found.best.route.tasks for source in task.sources]
        leaf = next((source.leaf for source in sources if isinstance(source.leaf, kind)), None)
        if leaf is None:
            return None
        field = FACTS[name]
        by_day = name == "private-born"
        return Question(
            name,
            words.format(_asked_for(leaf)),
            () if by_day else (Choice(YES, "Yes"), Choice(NO, "No")),
            said=at.said(CREDENTIAL),
            stage=CREDENTIAL,
            unknown="I would rather not say",
            unknown_means="the plan then names it as something to show",
            typed="a day, as 2009-05-31" if by_day else "",
            read=(lambda day: (_born(day, guide.today),)) if by_day else None,
            check=at.check(lambda values: replace(at.facts, private=(*at.facts.private, (field, values[0])))),
        )

    return asked


def _asked_for(leaf: LeafRequirement) -> str:
    match leaf:
        case Age():
            return str(leaf.years.low)
        case LivedExperience() | Residence():
            return leaf.of
        case _:
            return ""


def _born(words: str, today: date) -> str:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise UsageError("this is not a day", hint="write it as 2009-05-31") from None
    if day > today:
        raise UsageError("this day has not come", hint="write it as 2009-05-31")
    return day.isoformat()
