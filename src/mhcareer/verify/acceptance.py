"""Which degrees answer what a rule asks: level against level, field within field."""

from __future__ import annotations

from typing import Literal

from mhcareer.model.base import LEVELS, Level
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation
from mhcareer.model.program import Program
from mhcareer.model.requirement import Education

Answer = Literal["no", "assumed", "yes"]
"""`assumed`: only if something that the person did not say is so."""

UNACCREDITED = "none"
"""What a person says of a degree that nobody has accredited."""


def at_least(level: Level, asked: Level) -> bool:
    """Whether a level of education is not below another."""
    return LEVELS.index(level) >= LEVELS.index(asked)


def program_answers(catalog: Catalog, program: Program, leaf: Education) -> bool:
    """Whether the degree of a program is of the level and in a field that is asked."""
    if not at_least(program.level, leaf.level.value):
        return False
    return leaf.fields is None or any(_inside(catalog, field, leaf.fields.value) for field in program.fields)


def held_answers(catalog: Catalog, held: HeldEducation, leaf: Education) -> Answer:
    """Whether a held degree is of the level and in a field that is asked."""
    if leaf.enrolled or not at_least(held.level, leaf.level.value):
        # A degree that is finished is no enrollment.
        return "no"
    if leaf.accreditation is not None and held.accreditation == UNACCREDITED:
        return "no"
    if leaf.fields is None or leaf.level.value == "none":
        return "yes"
    asked, undergraduate = leaf.fields.value, at_least("bachelors", leaf.level.value)
    if held.field is None:
        one_named = len(asked) == 1 and not leaf.fields.related
        return "no" if one_named and undergraduate else "assumed"
    if _inside(catalog, held.field, asked):
        return "yes"
    known = catalog.fields.get(held.field)
    if known and known.within and any(held.field in catalog.fields[f].within for f in asked if f in catalog.fields):
        # A field that lies within none is a whole family: that a degree in it is one in its member is no assumption.
        return "assumed"
    wide = set(catalog.widening(held.field))
    akin = any(wide & set(catalog.widening(field)) for field in asked)
    return "assumed" if undergraduate and leaf.fields.related and akin else "no"


def held_suffices(catalog: Catalog, education: tuple[HeldEducation, ...], leaf: Education) -> bool:
    """Whether something that is held answers a leaf, if need be under an assumption."""
    return leaf.level.value == "none" or any(held_answers(catalog, held, leaf) != "no" for held in education)


def _inside(catalog: Catalog, field: str, asked: tuple[str, ...]) -> bool:
    return any(wider in asked for wider in catalog.widening(field))
