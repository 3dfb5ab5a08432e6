"""Whether the dates of a plan agree with each other, and whether nothing begins before what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mhcareer.model.plan import Step, ThreeMonths
from mhcareer.verify.calendar import begun_months
from mhcareer.verify.context import SPEEDS, Context, Speed
from mhcareer.verify.finding import Finding


def check(context: Context) -> Iterator[Finding]:
    """Dates of every step and of the plan, and precedence at every speed."""
    yield from _ids(context)
    for step in context.plan.steps:
        yield from _step(context, step)
        yield from _precedence(context, step)
    yield from _cycles(context)
    yield from _plan(context)


def _ids(context: Context) -> Iterator[Finding]:
    ids = [step.id for step in context.plan.steps]
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield Finding(id_, "unique-id", f"`{id_}` names {ids.count(id_)} steps")


def _step(context: Context, step: Step) -> Iterator[Finding]:
    if set(step.spans) != set(SPEEDS):
        yield Finding(step.id, "spans", f"`{step.id}` does not give its dates at the three speeds")
        return
    if step.spans["typical"] != (step.start, step.finish):
        yield Finding(step.id, "spans", f"`{step.id}` has other dates than its span at the typical speed")
    for speed in SPEEDS:
        start, finish = step.spans[speed]
        if start < context.plan.start:
            yield Finding(step.id, "start", f"`{step.id}` starts on {start} ({speed}), before the plan")
        if finish < start:
            yield Finding(step.id, "start", f"`{step.id}` finishes on {finish} ({speed}), before it starts")
        yield from _months(step.id, speed, step.months, start, finish)
    for what, at in (("start", 0), ("finish", 1)):
        yield from _speeds(step.id, what, tuple(step.spans[speed][at] for speed in SPEEDS))


def _months(step: str | None, speed: Speed, stated: ThreeMonths, start: date, finish: date) -> Iterator[Finding]:
    if start <= finish and getattr(stated, speed) != begun_months(start, finish):
        yield Finding(
            step,
            "months",
            f"{step or 'the plan'} says {getattr(stated, speed)} months ({speed}) "
            f"where its dates make {begun_months(start, finish)}",
        )


def _speeds(step: str | None, what: str, days: tuple[date, ...]) -> Iterator[Finding]:
    if any(sooner > later for sooner, later in pairwise(days)):
        shown = ", ".join(map(str, days))
        yield Finding(step, "speeds", f"the {what} of {step or 'the plan'} is not later at slower speed: {shown}")


def _precedence(context: Context, step: Step) -> Iterator[Finding]:
    for names, at, verb in ((step.after, 1, "finishes"), (step.after_start, 0, "starts")):
        for name in names:
            before = context.steps.get(name)
            if before is None:
                yield Finding(step.id, "precedence", f"`{step.id}` waits for `{name}`, which is no step of the plan")
                continue
            for speed in SPEEDS:
                if speed not in step.spans or speed not in before.spans:
                    continue
                start, day = step.spans[speed][0], before.spans[speed][at]
                if day > start:
                    yield Finding(
                        step.id, "precedence", f"`{step.id}` starts on {start} ({speed}) but `{name}` {verb} on {day}"
                    )


def _cycles(context: Context) -> Iterator[Finding]:
    """Steps left over when one takes away, again and again, those that wait for nothing left."""
    left = {step.id: {*step.after, *step.after_start} & set(context.steps) for step in context.plan.steps}
    while free := [id_ for id_, waits in left.items() if not waits & left.keys()]:
        for id_ in free:
            del left[id_]
    if left:
        yield Finding(None, "cycle", f"steps wait for each other: {', '.join(sorted(left))}")


def _plan(context: Context) -> Iterator[Finding]:
    plan = context.plan
    target = context.steps.get(plan.target.credential)
    for speed in SPEEDS:
        held = target.spans[speed][1] if target and speed in target.spans else plan.start
        finish: date = getattr(plan.finish, speed)
        if finish != held:
            yield Finding(None, "finish", f"the plan finishes on {finish} ({speed}) but its target is held on {held}")
        yield from _months(None, speed, plan.months, plan.start, finish)
    yield from _speeds(None, "finish", (plan.finish.fast, plan.finish.typical, plan.finish.slow))
