"""What opens on the way and what is held after each step: nothing listed that is closed, nothing open left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mhcareer.model.base import LEVEL_NAMES, NATIONAL
from mhcareer.model.credential import Credential
from mhcareer.model.plan import Exit, Meanwhile, Step
from mhcareer.verify.calendar import begun_months
from mhcareer.verify.context import OBTAINING, Context
from mhcareer.verify.facts import Facts, Way, facts_on, version_on, way
from mhcareer.verify.finding import Finding

SHORT_DAYS = 92
"""Three months of training and exams."""


def check(context: Context) -> Iterator[Finding]:
    """`meanwhile` and `exits`."""
    for entry in context.plan.meanwhile:
        yield from _is_open(context, entry)
    yield from _left_out(context)
    yield from _exits(context)


def _is_open(context: Context, entry: Meanwhile) -> Iterator[Finding]:
    credential = _known(context, entry.credential)
    where = f"`{entry.credential}` on {entry.since}"
    if credential is None or credential.title != entry.title or credential.role != entry.role:
        yield Finding(None, "meanwhile", f"{where} is no credential of the catalog by that title and role")
        return
    if entry.credential in context.steps or entry.credential in context.person.credentials:
        yield Finding(None, "meanwhile", f"{where} is listed beside the plan though it is part of it")
    if not context.plan.start <= entry.since < context.plan.finish.typical:
        yield Finding(None, "meanwhile", f"{where} is not on the way")
    found = _way(context, facts_on(context, entry.since), entry.credential, strict=False)
    if found is None or found.days > SHORT_DAYS or (found.asks and not found.rests):
        yield Finding(None, "meanwhile", f"{where} is not open: the facts of that day do not meet its rule")
    elif bool(entry.after) != bool(found.days):
        yield Finding(None, "meanwhile", f"{where} is open after {found.days} days, not as the plan tells it")
    elif entry.months != begun_months(entry.since, entry.since + timedelta(days=found.days)):
        yield Finding(None, "meanwhile", f"{where} takes {found.days} days, not {entry.months} months")
    elif found.asks and not entry.asks:
        yield Finding(None, "meanwhile", f"{where} also asks for what only the person can show")


def _left_out(context: Context) -> Iterator[Finding]:
    """Every other credential of the jurisdiction that the facts at some point meet is listed by then."""
    plan = context.plan
    listed = {entry.credential: entry.since for entry in plan.meanwhile}
    others = [
        credential.id
        for credential in (*context.catalog.in_jurisdiction(plan.target.jurisdiction), *_hired_anywhere(context))
        if credential.id not in context.steps and credential.id not in context.person.credentials
    ]
    begun = [s.start for s in plan.steps if s.kind == "program"]
    ended = [s.finish for s in plan.steps if s.kind in ("program", "exam", *OBTAINING)]
    for day in sorted({plan.start, *begun, *ended}):
        if day >= plan.finish.typical:
            return
        facts = facts_on(context, day)
        for id_ in tuple(others):
            if id_ in listed and listed[id_] <= day:
                others.remove(id_)
            elif (found := _way(context, facts, id_, strict=True)) and (found.rests or not found.asks):
                others.remove(id_)
                yield Finding(None, "meanwhile", f"`{id_}` is open on {day}, but the plan does not say so")


def _way(context: Context, facts: Facts, credential: str, *, strict: bool) -> Way | None:
    known = _known(context, credential)
    version = version_on(known, facts.day) if known else None
    if version is None or version.requires is None:
        return None
    return way(context, facts, version.requires, credential, strict=strict)


def _known(context: Context, credential: str) -> Credential | None:
    """A credential of the catalog, or a role that is hired anywhere from the other one."""
    elsewhere = context.elsewhere.credentials.get(credential) if context.elsewhere else None
    return context.catalog.credentials.get(credential) or elsewhere


def _hired_anywhere(context: Context) -> Iterator[Credential]:
    """Roles that employers give across the country and for which the jurisdiction has no credential of its own."""
    elsewhere = context.elsewhere
    served = {one.role for one in context.catalog.in_jurisdiction(context.plan.target.jurisdiction)}
    for credential in elsewhere.in_jurisdiction(NATIONAL) if elsewhere else ():
        role = elsewhere.roles.get(credential.role) if elsewhere else None
        if role is not None and role.hired_anywhere and credential.kind == "employer-role" and role.id not in served:
            yield credential


def _exits(context: Context) -> Iterator[Finding]:
    """One exit after every program and credential but the target, with all that is held by then."""
    plan = context.plan
    giving = [s for s in plan.steps if s.kind in ("program", *OBTAINING) and s.id != plan.target.credential]
    if sorted(entry.after for entry in plan.exits) != sorted(step.id for step in giving):
        yield Finding(None, "exit", "the exits are not those after each program and credential on the way")
    for entry in plan.exits:
        step = context.steps.get(entry.after)
        if step is None or step.finish != entry.on:
            yield Finding(entry.after, "exit", f"the exit after `{entry.after}` is on another day than its end")
            continue
        yield from _exit(context, entry, [other for other in giving if other.finish <= step.finish])


def _exit(context: Context, entry: Exit, by_then: list[Step]) -> Iterator[Finding]:
    held = [LEVEL_NAMES[education.level] for education in context.person.learned]
    sure = [step.title for step in by_then if step.finish < entry.on or step.id == entry.after]
    known = [*held, *(step.title for step in by_then)]
    if any(title not in entry.holds for title in (*held, *sure)) or any(title not in known for title in entry.holds):
        yield Finding(entry.after, "exit", f"after `{entry.after}` other things are held than the exit says")
    open_ = [m.title for m in context.plan.meanwhile if m.since <= entry.on and not m.after]
    if sorted(entry.opens) != sorted(open_):
        yield Finding(entry.after, "exit", f"after `{entry.after}` other credentials are open than the exit says")
