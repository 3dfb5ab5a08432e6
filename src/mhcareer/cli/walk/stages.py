"""The stages of a plan, each with what it takes and what it opens, out of the finished plan alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mhcareer.model.base import LEVELS
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Alternative, Plan, Step
from mhcareer.render.document import Block, Heading, Item, Paragraph
from mhcareer.render.words import duration, money, month, months_spanned

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
            graduate = program is not None and LEVELS.index(program.level) >= LEVELS.index("masters")
            return GRADUATE if graduate else SCHOOL
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
        blocks.append(Paragraph(f"{_sentence(step.binding.why)}. Cost: {money(step.cost_usd)}.", indent=2))
    blocks += [*_opened(stage, plan), *_other_ways(stage, plan, catalog)]
    return (*blocks, Paragraph(""))


def _span(step: Step) -> str:
    length = duration(months_spanned(step.start, step.finish))
    start, finish = month(step.start), month(step.finish)
    return start if start == finish else f"{start} to {finish} ({length})"


def _opened(stage: Stage, plan: Plan) -> list[Block]:
    """What is open once the stage is done and was not before, and what one holds if one stops there."""
    own = {step.id for step in stage.steps}
    opened = [one.opens for one in plan.exits if one.after in own]
    before = {
        name for one in plan.exits if one.after not in own and one.on <= stage.steps[0].start for name in one.opens
    }
    new = [name for name in (opened[-1] if opened else ()) if name not in before]
    blocks: list[Block] = []
    if new:
        more = f" and {len(new) - _OPENED} more" if len(new) > _OPENED else ""
        blocks.append(Paragraph(f"After this you may also work as: {'; '.join(new[:_OPENED])}{more}."))
    if plan.steps[0] not in stage.steps:
        return blocks
    now = [one.title for one in plan.meanwhile if one.since <= stage.steps[0].start]
    return [*blocks, Paragraph(f"Meanwhile you may work as: {'; '.join(now[:_OPENED])}.")] if now else blocks


def _other_ways(stage: Stage, plan: Plan, catalog: Catalog) -> list[Block]:
    """Alternatives of the plan that part from it in this stage."""
    own = {step.id for step in plan.steps}
    ways = [other for other in plan.alternatives if _parts_at(other, plan, catalog, own) == stage.kind]
    return [
        Paragraph(f"Another way: {way.differs} ({month(way.finish)}, {money(way.cost_usd)}).") for way in ways[:_WAYS]
    ]


def _parts_at(other: Alternative, plan: Plan, catalog: Catalog, own: set[str]) -> str | None:
    """The first stage in which an alternative has a step less than the plan, or a program more."""
    kinds: Mapping[str, str] = {step.id: stage.kind for stage in stages(plan, catalog) for step in stage.steps}
    dropped = [kinds[step.id] for step in plan.steps if step.id not in other.steps]
    added = [catalog.programs[id_].level for id_ in other.steps if id_ not in own and id_ in catalog.programs]
    added_kinds = [GRADUATE if LEVELS.index(level) >= LEVELS.index("masters") else SCHOOL for level in added]
    order = list(TITLES)
    return min((*dropped, *added_kinds), key=order.index, default=None)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
