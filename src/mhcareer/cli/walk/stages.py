"""The stages of a plan, each with what it takes and what it opens, out of the finished plan alone."""

from __future__ import annotations

from collections.abc import Sequence

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVELS
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Cost, Meanwhile, Plan, Step
from mhcareer.model.program import Program
from mhcareer.render.document import Block, Heading, Item, Paragraph
from mhcareer.render.words import money, month, span_words

SCHOOL, GRADUATE, TRAINING, HOURS, CREDENTIAL = "school", "graduate", "training", "hours", "credential"
TITLES = {
    SCHOOL: "school and college",
    GRADUATE: "graduate school",
    TRAINING: "training",
    HOURS: "hours of work under supervision",
    CREDENTIAL: "exams and the last application",
}
"""Stages in the order of a plan."""
_WAYS = 2
"""Other ways that a stage names."""
_OPENED = 4
"""Kinds of work that a stage names."""


@dataclass(frozen=True)
class Stage:
    """Steps of a plan that belong together."""

    kind: str
    steps: tuple[Step, ...]


def stages(plan: Plan, catalog: Catalog) -> tuple[Stage, ...]:
    """The stages that the plan has, in order."""
    has_hours = any(step.kind == "experience" for step in plan.steps)
    kinds = {step.id: _kind(step, plan, catalog, has_hours=has_hours) for step in plan.steps}
    listed = (Stage(kind, tuple(s for s in plan.steps if kinds[s.id] == kind)) for kind in TITLES)
    return tuple(stage for stage in listed if stage.steps)


def stage_of(plan: Plan, catalog: Catalog, kind: str) -> Stage | None:
    """One stage, if the plan has it."""
    return next((stage for stage in stages(plan, catalog) if stage.kind == kind), None)


def _kind(step: Step, plan: Plan, catalog: Catalog, *, has_hours: bool) -> str:
    match step.kind:
        case "program":
            program = catalog.programs.get(step.id)
            return _studied_at(program) if program else SCHOOL
        case "credits":
            return GRADUATE
        case "training":
            return TRAINING
        case "experience" | "approval":
            return HOURS
        case "application" if has_hours and step.id != plan.target.credential:
            return HOURS
        case _:
            return CREDENTIAL


def told_stage(stage: Stage, plan: Plan, catalog: Catalog) -> tuple[Block, ...]:
    """What one stage takes, what it opens, what one holds after it, and which other ways the rule leaves there."""
    listed = stages(plan, catalog)
    number = next(index for index, one in enumerate(listed, start=1) if one.kind == stage.kind)
    blocks: list[Block] = [Heading(f"Stage {number} of {len(listed)}: {TITLES[stage.kind]}")]
    for step in stage.steps:
        blocks.append(Item(f"{step.title}: {_span(step)}"))
        cost = step.cost_usd
        due = f" Cost: {money(cost)}." if cost.high or not cost.complete else ""
        blocks.append(Paragraph(f"{_sentence(step.binding.why)}.{due}", indent=2))
    blocks += [*_opened(stage, plan, catalog), *_other_ways(stage, plan, catalog)]
    return tuple(blocks)


def _span(step: Step) -> str:
    start, finish = month(step.start), month(step.finish)
    return start if start == finish else f"{start} to {finish} ({span_words(step.start, step.finish)})"


def _opened(stage: Stage, plan: Plan, catalog: Catalog) -> list[Block]:
    """What is open once the stage is done and was not before, and what one holds if one stops there."""
    own = {step.id for step in stage.steps}
    begin = stage.steps[0].start
    now = [one for one in plan.meanwhile if one.since <= plan.steps[0].start and catalog.is_work(one.credential)]
    opened = [one.opens for one in plan.exits if one.after in own]
    before = {name for one in plan.exits if one.after not in own and one.on <= begin for name in one.opens}
    known = {*before, *(one.title for one in now)}
    new = [name for name in (opened[-1] if opened else ()) if name not in known]
    blocks: list[Block] = []
    if now and plan.steps[0] in stage.steps:
        blocks.append(Paragraph(f"Meanwhile you may work as: {_some([_offered(one) for one in now])}."))
    if new:
        blocks.append(Paragraph(f"After this you may also work as: {_some(new)}."))
    return blocks


def _offered(one: Meanwhile) -> str:
    """Its name, with what it takes first and that it rests on what only the person can know."""
    first = "after a short training" if one.after else ""
    asks = "if you meet what only you can show" if one.asks else ""
    said = ", ".join(text for text in (first, asks) if text)
    return f"{one.title} ({said})" if said else one.title


def _some(names: Sequence[str]) -> str:
    more = f"; and {len(names) - _OPENED} more" if len(names) > _OPENED else ""
    return "; ".join(names[:_OPENED]) + more


def _other_ways(stage: Stage, plan: Plan, catalog: Catalog) -> list[Block]:
    """Alternatives of the plan that part from it in this stage."""
    ways = [other for other in plan.alternatives if parts_at(other.steps, plan, catalog) == stage.kind]
    return [
        Paragraph(f"Another way: {way.differs} ({month(way.finish)}, {price(way.cost_usd)}).") for way in ways[:_WAYS]
    ]


def parts_at(steps: Sequence[str], plan: Plan, catalog: Catalog) -> str | None:
    """The first stage in which a way with these steps has one less than the plan, or a program more; None if none."""
    own = {step.id: stage.kind for stage in stages(plan, catalog) for step in stage.steps}
    dropped = [kind for id_, kind in own.items() if id_ not in steps]
    programs = [catalog.programs[id_] for id_ in steps if id_ not in own and id_ in catalog.programs]
    order = list(TITLES)
    return min((*dropped, *(_studied_at(program) for program in programs)), key=order.index, default=None)


def _studied_at(program: Program) -> str:
    return GRADUATE if LEVELS.index(program.level) >= LEVELS.index("masters") else SCHOOL


def price(cost: Cost) -> str:
    """The typical cost, or the least of what is only partly stated."""
    return money(cost).split(" (")[0]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
