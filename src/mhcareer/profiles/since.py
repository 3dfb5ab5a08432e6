"""Two summaries of plans held against each other: what has moved since the last saved plan, and why.

Pure: what a plan was is in the profile, what it is now comes from the planner, and nothing else is asked. A reason is
named only where the summaries tell it; that two plans differ for a reason that neither holds is left to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mhcareer.model.person import PACES
from mhcareer.model.profile import DoneStep, LastPlan, LastStep
from mhcareer.model.since import Came, Moved, Reason, Since, Went


def since(before: LastPlan, now: LastPlan, done: tuple[DoneStep, ...] = ()) -> Since:
    """What has moved from one plan to the next.

    Args:
        before: The plan that was saved.
        now: The plan of today.
        done: Steps that are marked as done.
    """
    marks = {mark.step: mark for mark in done}
    both = [(id_, before.steps[id_], step) for id_, step in now.steps.items() if id_ in before.steps]
    return Since(
        made_on=before.made_on,
        was_finish=before.finish,
        finish=now.finish,
        days=_days(before.finish.typical, now.finish.typical),
        reasons=tuple(_reasons(before, now, marks)),
        moved=tuple(_moved(*one) for one in both if (one[1].start, one[1].finish) != (one[2].start, one[2].finish)),
        came=tuple(
            Came(step=id_, title=step.title, start=step.start, finish=step.finish)
            for id_, step in now.steps.items()
            if id_ not in before.steps
        ),
        went=tuple(
            Went(step=id_, title=step.title, done_on=marks[id_].on if id_ in marks else None)
            for id_, step in before.steps.items()
            if id_ not in now.steps
        ),
    )


def _moved(id_: str, was: LastStep, step: LastStep) -> Moved:
    days = _days(was.finish, step.finish)
    return Moved(
        step=id_,
        title=step.title,
        was_start=was.start,
        was_finish=was.finish,
        start=step.start,
        finish=step.finish,
        days=days,
    )


def _reasons(before: LastPlan, now: LastPlan, marks: Mapping[str, DoneStep]) -> Iterator[Reason]:
    """From what changes the question, through what changes the rule and the facts, to what the days alone change."""
    if before.target != now.target:
        yield Reason(kind="target", what="target", before=before.target, now=now.target)
    if before.objective is not None and before.objective != now.objective:
        yield Reason(kind="objective", what="objective", before=before.objective, now=now.objective)
    yield from _of_rules(before, now)
    yield from _of_facts(before, now)
    yield from _of_steps(before, now, marks)
    if before.start != now.start:
        days = _days(before.start, now.start)
        yield Reason(kind="start", what="start", before=before.start, now=now.start, days=days)
    if before.data_version != now.data_version:
        yield Reason(kind="data", what="data_version", before=before.data_version, now=now.data_version)


def _of_rules(before: LastPlan, now: LastPlan) -> Iterator[Reason]:
    """Numbers of the rule behind a step that both plans have; of a plan saved without numbers nothing is told."""
    told: set[str] = set()
    for id_, step in now.steps.items():
        was = before.steps.get(id_)
        if was is None or not was.figures:
            continue
        for place in dict.fromkeys((*was.figures, *step.figures)):
            old, new = was.figures.get(place), step.figures.get(place)
            if old != new and place not in told:
                told.add(place)
                yield Reason(kind="rule", what=place, title=step.title, before=old, now=new)


def _of_facts(before: LastPlan, now: LastPlan) -> Iterator[Reason]:
    if before.facts == now.facts or not before.said:
        return
    for name in dict.fromkeys((*before.said, *now.said)):
        old, new = before.said.get(name), now.said.get(name)
        if old != new:
            yield Reason(kind="pace" if name in PACES else "fact", what=name, before=old, now=new)


def _of_steps(before: LastPlan, now: LastPlan, marks: Mapping[str, DoneStep]) -> Iterator[Reason]:
    """Steps done on another day than planned, and steps whose day has passed without a mark."""
    for id_, step in before.steps.items():
        mark = marks.get(id_)
        if mark is not None and (mark.on >= before.made_on or id_ not in now.steps):
            days = _days(step.finish, mark.on)
            if days:
                yield Reason(kind="done", what=id_, title=step.title, before=step.finish, now=mark.on, days=days)
        elif mark is None and id_ in now.steps and step.finish <= now.made_on < now.steps[id_].finish:
            days = _days(step.finish, now.steps[id_].finish)
            now_on = now.steps[id_].finish
            yield Reason(kind="overdue", what=id_, title=step.title, before=step.finish, now=now_on, days=days)


def _days(before: str, now: str) -> int:
    return (date.fromisoformat(now) - date.fromisoformat(before)).days
