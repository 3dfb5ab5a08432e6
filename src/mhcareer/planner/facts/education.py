"""Whether a degree answers an education requirement, and what that rests on.

A higher degree in the field answers for a lower one. What the person did not say is assumed in their favor where
the contrary would send them to repeat a degree, and each such assumption is returned as a sentence.
"""

from __future__ import annotations

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES, LEVELS, Level
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation
from mhcareer.model.program import Program
from mhcareer.model.requirement import CredentialRequirement, Education, Requirement

UNACCREDITED = "none"
"""What a profile says of a degree that nobody has accredited."""
_NAMED = 4
"""Fields of study that a sentence lists before it says `or a similar field`."""


@dataclass(frozen=True)
class Match:
    """How a degree answers: fully, or short of some credits, resting on assumptions."""

    credits_short: int = 0
    assumptions: tuple[str, ...] = ()
    narrowed: bool = False
    """It rests on the degree being in a narrower field than the person said."""


def rank(level: Level) -> int:
    """Place of a level among all, lowest 0."""
    return LEVELS.index(level)


def match(catalog: Catalog, held: HeldEducation, asked: Education, field_of: str | None) -> Match | None:
    """How a degree of that level answers a requirement if it is in a field (None: not said); None if it does not."""
    if rank(held.level) < rank(asked.level.value) or (asked.accreditation and held.accreditation == UNACCREDITED):
        return None
    field = _field_assumption(catalog, held, asked, field_of)
    if field is None:
        return None
    sentence, narrowed = field
    assumptions = [sentence] if sentence else []
    short = 0
    wanted = int(asked.semester_credits.low) if asked.semester_credits else 0
    same_level = held.level == asked.level.value
    if wanted and same_level:
        if held.semester_credits is None and held.level == "some-college":
            short = wanted  # college study of no said amount is not credited with any
        elif held.semester_credits is None:
            assumptions.append(f"your {LEVEL_NAMES[held.level]} has the {wanted} semester credits that the rule asks")
        else:
            short = max(0, wanted - held.semester_credits)
    if held.abroad and rank(held.level) >= rank("bachelors"):
        assumptions.append(f"your {LEVEL_NAMES[held.level]} from abroad is found equal by the board's evaluator")
    if asked.accreditation and held.accreditation is None and rank(held.level) >= rank("bachelors"):
        assumptions.append(
            f"your {LEVEL_NAMES[held.level]} has the accreditation that the rule asks ({asked.accreditation.value})"
        )
    if asks_more(asked) and rank(held.level) >= rank("some-college"):
        name = "college study" if held.level == "some-college" else LEVEL_NAMES[held.level]
        assumptions.append(f"your {name} has the practice hours and courses that the rule asks")
    return Match(short, tuple(assumptions), narrowed)


def answers(catalog: Catalog, program: Program, asked: Education) -> bool:
    """Whether a program leads to the very degree that is asked, at its level and in one of its fields.

    Where only some college study is asked, an associate degree is a way to it, too.
    """
    if program.level != asked.level.value and (program.level, asked.level.value) != ("associate", "some-college"):
        return False
    if asked.fields is None:
        return not program.only_if_named
    wanted = set(asked.fields.value)
    if program.only_if_named:
        return not wanted.isdisjoint(program.fields)
    return any(not wanted.isdisjoint(catalog.widening(field)) for field in program.fields)


def given_by(program: Program, asked: Education | None = None) -> HeldEducation:
    """The degree of a program that is chosen to have the accreditation asked, and credits where it states none."""
    stated = program.semester_credits or (asked.semester_credits if asked else None)
    return HeldEducation(
        level=program.level,
        semester_credits=int(stated.low) if stated else None,
        accreditation=asked.accreditation.value if asked and asked.accreditation else "as the program's",
    )


def asks_more(asked: Education) -> bool:
    """Whether a rule asks for practice hours or courses inside the degree."""
    inside = (
        asked.internship_hours,
        asked.internship_direct_hours,
        asked.practicum_hours,
        asked.practicum_direct_hours,
    )
    return any(inside) or bool(asked.coursework)


def programs_for(catalog: Catalog, asked: Education) -> list[Program]:
    """Programs that answer, in the order in which the rule names their fields."""
    # The leaf is kept, too, so that its id stays its own.
    return catalog.derived(("programs for", id(asked)), lambda: (asked, _programs_for(catalog, asked)))[1]


def _programs_for(catalog: Catalog, asked: Education) -> list[Program]:
    found = [program for program in catalog.programs.values() if answers(catalog, program, asked)]
    if asked.fields is None:
        return found
    wanted = asked.fields.value

    def place(program: Program) -> int:
        wider = {field for own in program.fields for field in catalog.widening(own)}
        return min(index for index, field in enumerate(wanted) if field in wider)

    return sorted(found, key=place)


def _field_assumption(
    catalog: Catalog, held: HeldEducation, asked: Education, field: str | None
) -> tuple[str, bool] | None:
    """What the match of fields rests on (empty if on nothing), and whether it narrows the field that the person said.

    None if the fields do not match.
    """
    if asked.fields is None:
        return "", False
    wanted = asked.fields.value
    named = " or ".join(catalog.fields[w].title if w in catalog.fields else w for w in wanted[:_NAMED])
    named += " or another field that the rule names" if len(wanted) > _NAMED else ""
    named += " or a related field" if asked.fields.related else ""
    if field is None:
        # One named field is a professional degree (a BSW): below the master's level nobody has one unsaid, and a
        # higher degree in an unsaid field is no sign of it.
        single = len(wanted) == 1 and not asked.fields.related
        if single and min(rank(held.level), rank(asked.level.value)) <= rank("bachelors"):
            return None
        return f"your {LEVEL_NAMES[held.level]} is in {named}", False
    if not set(wanted).isdisjoint(catalog.widening(field)):
        return "", False
    title = catalog.fields[field].title if field in catalog.fields else field
    narrower = [w for w in wanted if field in catalog.fields[w].within] if _known(catalog, wanted) else []
    if narrower and catalog.fields[field].within:
        return f"your {LEVEL_NAMES[held.level]} in {title} is one in {catalog.fields[narrower[0]].title}", True
    # Below the master's level a rule that takes related fields takes the neighbors; above it, only the board can say.
    if asked.fields.related and rank(asked.level.value) <= rank("bachelors"):
        neighbors = {wider for w in wanted for wider in catalog.widening(w)}
        if not neighbors.isdisjoint(catalog.widening(field)):
            return f"your {LEVEL_NAMES[held.level]} in {title} counts as related to {named}", False
    return None


def _known(catalog: Catalog, fields: tuple[str, ...]) -> bool:
    return all(field in catalog.fields for field in fields)


def least_level(catalog: Catalog, credential: str) -> Level:
    """The lowest level of education with which one can come by a credential, whatever its rule was and is.

    Raises:
        KeyError: The catalog has no such credential.
    """
    return LEVELS[catalog.derived(("least level", credential), lambda: _least_of(catalog, credential, frozenset()))]


def _least_of(catalog: Catalog, credential: str, seen: frozenset[str]) -> int:
    trees = [version.requires for version in catalog.credentials[credential].versions if version.requires]
    return min((_least_in(catalog, tree, seen | {credential}) for tree in trees), default=0)


def _least_in(catalog: Catalog, node: Requirement, seen: frozenset[str]) -> int:
    match node.leaf:
        case Education(enrolled=None):
            return rank(node.leaf.level.value)
        case CredentialRequirement(id=str(named)) if named in catalog.credentials.keys() - seen:
            return _least_of(catalog, named, seen)
        case None:
            found = [_least_in(catalog, child, seen) for child in node.children]
            return min(found, default=0) if node.any is not None else max(found, default=0)
        case _:
            return 0
