"""The end of the walk: the command that gives the plan again, and the profile that keeps what was said."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from mhcareer.cli.asking import tell
from mhcareer.cli.profile_facts import check_profile, remarks_for
from mhcareer.cli.walk.data_guide import DataGuide
from mhcareer.cli.walk.question import NO, YES, Choice, Question, Values
from mhcareer.cli.walk.told import Told
from mhcareer.cli.walk.way import BACK, Back, Way
from mhcareer.errors import UsageError
from mhcareer.model.person import PRIVATE_FIELDS, Person
from mhcareer.model.plan import Plan
from mhcareer.model.profile import last_plan_of
from mhcareer.profiles.assignments import checked_fields
from mhcareer.profiles.names import checked_name
from mhcareer.profiles.places import profiles_folder
from mhcareer.profiles.rendering import Fields
from mhcareer.profiles.store import Store

_PRIVATE_WORDS = {
    "lived_experience": "what you said of your own experience",
    "background_clear": "what you said of a background check",
    "resident": "where you live or work",
    "born": "your day of birth",
}


def command(facts: Told, code: str, folders: tuple[Path, ...] = (), profile: str | None = None) -> str:
    """The command that gives the plan again, by options alone or with a saved person."""
    words = ["mhcareer", "plan", facts.target or ""]
    if profile is not None:
        words += ["--profile", profile]
    else:
        words += ["--from", facts.education]
        words += ["--enrolled", facts.enrolled] if facts.enrolled else []
        words += ["--credits", str(facts.credits_done)] if facts.credits_done else []
        words += ["--state", code]
        words += ["--start", facts.start] if facts.start else []
        words += ["--study", facts.study] if facts.study else []
        words += [part for name, rate in facts.paces for part in (f"--{name.replace('_', '-')}", str(rate))]
    words += ["--optimize", facts.optimize] if facts.optimize else []
    words += [part for folder in folders for part in ("--data", str(folder))]
    return shlex.join(words)


def tell_again(facts: Told, guide: DataGuide) -> None:
    """Say how to get the plan again, or that it needs a profile."""
    screen = guide.screen
    if facts.needs_profile:
        tell("\nThis plan rests on facts that no option of `plan` says: a profile keeps them.", screen.environment)
    else:
        again = command(facts, guide.code(facts), tuple(screen.look.own_data or ()))
        tell(f"\nThe same plan again: {again}", screen.environment)


def offer_to_save(facts: Told, plan: Plan, guide: DataGuide, way: Way) -> Back | None:
    """Ask whether to keep what was said, and keep it; nothing is written before the last answer.

    Raises:
        UsageError: The name is taken by now.
        DataError: The profile cannot be written.
    """
    asked = _save_question()
    answer = way.ask(asked)
    if isinstance(answer, Back):
        return BACK
    if answer != (YES,):
        return None
    name = way.ask(_name_question())
    if isinstance(name, Back):
        return offer_to_save(facts, plan, guide, way)
    agreed = [fact for fact, _ in facts.private if way.ask(_consent_question(fact)) == (YES,)]
    saved = _save(facts, plan, guide, agreed, name[0] if name else None)
    again = command(facts, guide.code(facts), tuple(guide.screen.look.own_data or ()), saved)
    tell(f"\nSaved as {saved}. The same plan again: {again}", guide.screen.environment)
    left_out = [_PRIVATE_WORDS[fact] for fact, _ in facts.private if fact not in agreed]
    if left_out:
        tell(f"Not kept, and so not in that plan: {', '.join(left_out)}.", guide.screen.environment)
    return None


def fields_of(person: Person, facts: Told, agreed: list[str]) -> Fields:
    """What the profile states: all that differs from what is assumed anyway, of private facts those agreed to."""
    # From when schools are applied to follows from the start, anew on each day.
    stated: Fields = json.loads(person.model_dump_json(exclude_defaults=True, exclude={"applied_from"}))
    kept: Fields = {name: value for name, value in stated.items() if name not in PRIVATE_FIELDS or name in agreed}
    start: Fields = {"start": facts.start} if facts.start else {}
    consent: Fields = {"consent": list(agreed)} if agreed else {}
    return {"target": facts.target, **kept, **start, **consent}


def _save(facts: Told, plan: Plan, guide: DataGuide, agreed: list[str], name: str | None) -> str:
    screen = guide.screen
    fields = fields_of(guide.asked(facts).person, facts, agreed)
    check_profile(checked_fields({"format": 1, **fields}), screen.folders, guide.today)
    last = json.loads(last_plan_of(plan, guide.today).model_dump_json())
    return Store(profiles_folder()).create(name, {**fields, "last_plan": last}, remarks_for(fields)).shown


def _save_question() -> Question:
    return Question(
        "save",
        "Keep what you said in a profile on this machine?",
        (Choice(YES, "Yes"), Choice(NO, "No")),
        unknown_means="no",
    )


def _name_question() -> Question:
    taken = Store(profiles_folder()).names()

    def read(words: str) -> Values:
        if checked_name(words) in taken:
            raise UsageError(f"there is a profile `{words}` already", hint="choose another name")
        return (words,)

    return Question(
        "name",
        "Under which name?",
        unknown="any",
        unknown_means="profile-1 and so on",
        typed="small letters, digits and hyphens",
        read=read,
    )


def _consent_question(fact: str) -> Question:
    return Question(
        f"keep-{fact}",
        f"Keep {_PRIVATE_WORDS[fact]} in the file, too?",
        (Choice(NO, "No"), Choice(YES, "Yes")),
        unknown_means="no",
    )
