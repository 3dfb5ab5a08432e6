"""What is done of a plan and what has moved since the last one, laid over the plan's own document below its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mhcareer.model.lengths import in_months
from mhcareer.model.plan import Plan
from mhcareer.model.since import PlanAnswer, Reason, Since
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Timeline
from mhcareer.render.words import counted, duration, month

_SHOWN_IN_DAYS = 45
"""Differences below this many days are told in days."""


def with_progress(document: Document, plan: Plan) -> Document:
    """The document of a plan with its done steps marked, and below its head what has moved since the last one."""
    if not isinstance(plan, PlanAnswer):
        return document
    marks = {mark.step: mark.on for mark in plan.done}
    days = [marks.get(step.id) for step in plan.steps]
    marked = (*_marked(document, days),)
    if plan.since_last is None:
        return marked
    head = next((place for place, block in enumerate(marked) if place and isinstance(block, Heading)), len(marked))
    return (*marked[:head], *since_blocks(plan.since_last), *marked[head:])


def since_blocks(since: Since) -> Iterator[Block]:
    """By how much the finish moved, why, and which steps came, went or moved."""
    yield Heading(f"Since the plan saved on {since.made_on}")
    yield Paragraph(_verdict(since), strong=True)
    changed = bool(since.days or since.moved or since.came or since.went)
    if since.reasons:
        yield from _listed("What has changed:", [_reason(reason) for reason in since.reasons])
    elif changed:
        yield Paragraph("What was saved does not tell why: neither rule, facts, pace nor start have changed.")
    yield from _listed(
        "Steps that are gone:",
        [f"{one.title}: " + (f"done {one.done_on}" if one.done_on else "no longer needed") for one in since.went],
    )
    yield from _listed("Steps that came:", [f"{one.title}: {_span(one.start, one.finish)}" for one in since.came])
    yield from _listed(
        "Steps that moved:",
        [
            f"{one.title}: {_span(one.start, one.finish)}, was {_span(one.was_start, one.was_finish)}"
            + (f" ({_apart(one.days)})" if one.days else "")
            for one in since.moved
        ],
    )


def _marked(document: Document, days: list[str | None]) -> Iterator[Block]:
    """Bars and steps stand in a plan's document in the order of its steps; a step is an item with its number."""
    if not any(days):
        yield from document
        return
    waiting = iter(enumerate(days, start=1))
    number, day = next(waiting)
    for block in document:
        if isinstance(block, Timeline):
            bars = (
                replace(bar, remark=f"done {month(date.fromisoformat(on))}") if on else bar
                for bar, on in zip(block.bars, days, strict=True)
            )
            yield replace(block, bars=tuple(bars))
        elif isinstance(block, Item) and block.mark == f"{number}.":
            yield replace(block, text=f"{block.text} (done {day})") if day else block
            number, day = next(waiting, (0, None))
        else:
            yield block


def _verdict(since: Since) -> str:
    finish = month(date.fromisoformat(since.finish.typical))
    if since.days:
        was = month(date.fromisoformat(since.was_finish.typical))
        return f"Finish {finish}, {_apart(since.days)} than the last plan said ({was})."
    if since.moved or since.came or since.went:
        return f"The finish has not moved: {finish}."
    return f"Nothing has moved; finish {finish}."


def _listed(lead: str, texts: Iterable[str]) -> Iterator[Block]:
    items = [Item(text) for text in texts]
    if items:
        yield Paragraph(lead)
        yield from items


def _reason(reason: Reason) -> str:
    apart = _apart(reason.days) if reason.days else ""
    match reason.kind:
        case "target":
            return f"another target: {reason.now}, was {reason.before}"
        case "objective":
            return f"another objective: {reason.now}, was {reason.before}"
        case "rule":
            before, now = (value or "not stated" for value in (reason.before, reason.now))
            return f"another rule: {_rule(reason.what)} {now}, was {before}"
        case "pace":
            before, now = (value or "not said" for value in (reason.before, reason.now))
            return f"another pace: {_words(reason.what)} {now}, was {before}"
        case "fact":
            return f"{_words(reason.what)}: {_fact(reason.before, reason.now)}"
        case "done":
            return f"{reason.title}: done {reason.now}, {apart} than planned ({reason.before})"
        case "overdue":
            return f"{reason.title}: was to be done by {reason.before} and is not marked as done"
        case "start":
            return f"the plan starts {reason.now}, was {reason.before}"
        case "data":
            return f"data of {reason.now}, was {reason.before}"


def _fact(before: str | None, now: str | None) -> str:
    """What joined a fact that may be a list, and what left it."""
    old, new = ([] if said is None else said.split("; ") for said in (before, now))
    came = [one for one in new if one not in old]
    went = [one for one in old if one not in new]
    return "; ".join(part for part in ("; ".join(came), f"no longer {'; '.join(went)}" if went else "") if part)


def _rule(place: str) -> str:
    """`va-lpc, experience total hours`."""
    of, _, inside = place.rpartition(":")
    return f"{of}, {_words(inside.replace('.', ' '))}" if of else _words(inside)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _span(start: str, finish: str) -> str:
    first, last = month(date.fromisoformat(start)), month(date.fromisoformat(finish))
    return first if first == last else f"{first} - {last}"


def _apart(days: int) -> str:
    """`5 months later`, as `5 m later`; `12 days earlier`."""
    months = round(in_months(abs(days)))
    length = counted(abs(days), "day") if abs(days) < _SHOWN_IN_DAYS else duration(months)
    return f"{length} {'later' if days > 0 else 'earlier'}"
