"""A plan as tasks to tick off: a document like any other, so that every format shows it.

The steps are those of the plan's own document with a box for a number, in its words; what is only to be read (other
ways, what opens on the way, what is assumed) is left to the plan.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours, Person
from mhcareer.model.plan import Plan
from mhcareer.model.profile import DoneStep
from mhcareer.model.since import PlanAnswer
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.plan_view import name_of, plan_document
from mhcareer.render.since_view import since_blocks
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import amount, background_words

_OPEN, _DONE = "[ ]", "[x]"


def checklist_document(plan: Plan, catalog: Catalog, done: Collection[str] = ()) -> Document:
    """The tasks of a plan: what is held already, the steps, what must be shown, what must be asked, sources.

    Args:
        plan: What is to be done; of an answer the steps that it marks as done are ticked.
        catalog: Names of what the person holds.
        done: Ids of further steps that are done.
    """
    whole = plan_document(plan, catalog)
    marks = plan.done if isinstance(plan, PlanAnswer) else ()
    blocks: list[Block] = [*_head(whole)]
    blocks += _section("Done already", _DONE, (*_held(plan.person, catalog), *_finished(plan, marks, catalog)))
    blocks += _steps(plan, whole, {*done, *(mark.step for mark in marks)})
    blocks += _section("Before you start", "-", plan.warnings)
    blocks += _section("Documents and what you must show", _OPEN, plan.conditions)
    blocks += _section("To ask, since no source read states it", _OPEN, plan.not_stated)
    blocks += [*source_blocks(numbered(plan.references), plan.references), *whole[-2:]]
    moved = plan.since_last if isinstance(plan, PlanAnswer) else None
    return (*blocks, *(since_blocks(moved) if moved else ()))


def _head(whole: Document) -> list[Block]:
    """What stands before the first section: title, from where, finish, cost."""
    first = next((i for i, block in enumerate(whole) if isinstance(block, Heading) and block.level > 1), len(whole))
    return list(whole[:first])


def _section(heading: str, mark: str, texts: Sequence[str]) -> list[Block]:
    return [Heading(heading), *(Item(text, mark=mark) for text in texts)] if texts else []


def _steps(plan: Plan, whole: Document, done: Collection[str]) -> list[Block]:
    """Each step of the whole document with a box, and what stands under it there."""
    blocks: list[Block] = []
    under = False
    waiting = list(plan.steps)
    for block in whole:
        numbered_item = isinstance(block, Item) and re.fullmatch(r"\d+\.", block.mark)
        if isinstance(block, Item) and numbered_item and waiting and block.text.endswith(waiting[0].title):
            step = waiting.pop(0)
            blocks.append(Item(f"Step {block.mark[:-1]}: {block.text}", mark=_DONE if step.id in done else _OPEN))
            under = True
        elif isinstance(block, Item | Paragraph) and block.indent:
            blocks += [block] if under else []
        else:
            under = False
    return [Heading("Steps"), *blocks] if blocks else []


def _finished(plan: Plan, marks: Sequence[DoneStep], catalog: Catalog) -> tuple[str, ...]:
    """Steps done that the plan no longer has, but for those that what is held tells already."""
    person = plan.person
    told = {*person.credentials, *(exam.id for exam in person.exams), *(step.id for step in plan.steps)}
    told |= {*catalog.programs, *(f"{logged.toward}/experience" for logged in person.hours)}
    return tuple(f"{mark.title}, done {mark.on}" for mark in marks if mark.step not in told)


def _held(person: Person, catalog: Catalog) -> tuple[str, ...]:
    """What the person holds already, as far as it counts for a plan; nothing that is only theirs to know."""
    schooled = [education for education in person.education if education.level != "none"]
    held = [*background_words(person.model_copy(update={"education": tuple(schooled)}), catalog)]
    for id_ in person.credentials:
        known = catalog.credentials.get(id_)
        held.append(name_of(known.title, known.abbreviation) if known else id_)
    for passed in person.exams:
        exam = catalog.exams.get(passed.id)
        held.append(f"{exam.title if exam else passed.id}, passed" + (f" {passed.passed}" if passed.passed else ""))
    held += person.outside_credentials
    return (*held, *(_logged(hours, catalog) for hours in person.hours))


def _logged(hours: LoggedHours, catalog: Catalog) -> str:
    known = catalog.credentials.get(hours.toward)
    parts = (("total", hours.total), ("direct", hours.direct), ("supervision", hours.supervision))
    said = ", ".join(f"{amount(number)} h {name}" for name, number in parts if number)
    return f"hours toward {known.title if known else hours.toward}: {said or 'none'}"
