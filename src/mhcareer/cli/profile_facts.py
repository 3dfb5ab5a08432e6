"""Words of the command line to facts of a profile, held against the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TextIO

from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.asker import PACES
from mhcareer.cli.words import schooling, start_day, state_code
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.library import Catalog
from mhcareer.model.profile import LastPlan, Profile
from mhcareer.model.program import Program
from mhcareer.model.requirement import CredentialRequirement
from mhcareer.profiles.assignments import Assignment, parse
from mhcareer.profiles.checking import check_facts
from mhcareer.profiles.progress import Known
from mhcareer.profiles.rendering import Fields, Value

if TYPE_CHECKING:
    from mhcareer.cli.profile import NewPerson

_REMARKS = {
    "education": "What is finished: the level, and the field of study where it matters. Credits, credentials, exams\n"
    "and hours may be added below; the README shows how.",
    "start": "When the way begins, and at what pace.",
    "consent": "Facts that only the person can know, and the consent to keep each of them here.",
}


def fields_from(words: NewPerson, folders: Folders, today: date) -> Fields:
    """What a new profile states, from options.

    Raises:
        UsageError: No education, or words that cannot be understood.
    """
    catalog = load_catalog(set(), folders)
    schooled = schooling(words.who.level, words.who.enrolled, words.who.credits, catalog, is_all=True)
    if "education" not in schooled:
        raise UsageError(
            "what education does the person have now?",
            hint="say it as `--from high-school`; on a terminal, say nothing",
        )
    code = state_code(dict(catalog.places), words.who.state) if words.who.state else None
    pace = {
        "start": start_day(words.who.start, today).isoformat() if words.who.start else None,
        "study": words.who.study,
        **{name: getattr(words.who, name) for name in PACES},
    }
    stated: Fields = {
        "target": checked_target(words.target, code, folders) if words.target else None,
        "state": code,
        **{name: [{**one}] for name, one in schooled.items()},
        **pace,
    }
    return {name: value for name, value in stated.items() if value is not None}


def remarks_for(fields: Fields) -> dict[str, str]:
    """Comments above the fields of a new file."""
    return {name: text for name, text in _REMARKS.items() if name in fields}


def checked_target(words: str, code: str | None, folders: Folders) -> str:
    """The words of a target as they are, if they lead somewhere.

    Raises:
        UsageError: Unknown words; without a state only what no state can tell is refused.
        NoAnswerError: The state has no such credential.
    """
    from mhcareer.planner.targets import looks_like_id, resolve

    named = {jurisdiction_of(words.strip())} if looks_like_id(words) else set()
    place = code or next(iter(named), None)
    if place is not None:
        resolve(load_catalog({place, NATIONAL, *named}, folders), words, place)
    return words


def check_profile(profile: Profile, folders: Folders, today: date) -> None:
    """Nothing if every name in a profile exists and every day can be.

    Raises:
        UsageError: See `check_facts`.
    """
    named = (*profile.credentials, *(logged.toward for logged in profile.hours))
    check_facts(profile.person, load_catalog({jurisdiction_of(c) for c in named}, folders), today)


def check_target(profile: Profile, changes: Sequence[Assignment], folders: Folders) -> None:
    """Nothing if the target of a profile leads somewhere in its state after changes; nothing is known without a state.

    Raises:
        UsageError: The words mean nothing, or nothing there.
    """
    changed = {change.path[0] for change in changes}
    if profile.target is None or changed.isdisjoint(("target", "state")):
        return
    try:
        checked_target(profile.target, profile.state, folders)
    except (UsageError, NoAnswerError) as error:
        both = "change both in one command, as `state=OH target=lpcc`" if "state" in changed else error.hint
        raise UsageError(f"the profile's target: {error.message}", hint=both) from None


def read_changes(words: Sequence[str], folders: Folders, stdin: TextIO | None) -> list[Assignment]:
    """The changes that words describe; `-` stands for those on standard input, a line each.

    Raises:
        UsageError: A word that is no change, or a private fact on the command line.
    """
    if list(words) == ["-"]:
        text = stdin.read() if stdin else ""
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        return [_with_code(parse(line), folders) for line in lines]
    changes = [_with_code(parse(word), folders) for word in words]
    for change in changes:
        if change.is_private and change.value is not None:
            raise UsageError(
                f"`{change.path[0]}` is private, and the command line is seen by others",
                hint="open the file with `mhcareer profile edit NAME`, or give the changes on standard input with `-`",
            )
    return changes


def known_to(step: str, folders: Folders, plan: LastPlan | None) -> Known:
    """What a step may have brought, and what had to be held before it, by the last plan and the rule behind it."""
    catalog = load_catalog({jurisdiction_of(step)}, folders)
    degrees = {id_: _degree(program) for id_, program in catalog.programs.items()}
    first = _held_first(step, plan, catalog) if plan else ()
    return Known(catalog.credentials.keys(), catalog.exams.keys(), degrees, first)


def _held_first(step: str, plan: LastPlan, catalog: Catalog) -> tuple[str, ...]:
    """Credentials that the last plan has before a step and that the rule behind the step names."""
    rule = catalog.credentials.get(step.partition("/")[0])
    if rule is None or step not in plan.steps or rule.current.requires is None:
        return ()
    leaves = [leaf for _, leaf in rule.current.requires.leaves() if isinstance(leaf, CredentialRequirement)]
    begin = plan.steps[step].start
    return tuple(
        leaf.id for leaf in leaves if leaf.id and (one := plan.steps.get(leaf.id)) is not None and one.finish <= begin
    )


def _degree(program: Program) -> Fields:
    """What a program gives; its field only where the program has no other."""
    (*others, one) = program.fields or ("",)
    return {"level": program.level, **({"field": one} if one and not others else {})}


def _with_code(change: Assignment, folders: Folders) -> Assignment:
    """A state by its code, however it was said."""
    if change.path != ("state",) or not isinstance(change.value, str):
        return change
    code: Value = state_code(read_merged(folders, "places", PlacesFile).places, change.value)
    return replace(change, value=code)
