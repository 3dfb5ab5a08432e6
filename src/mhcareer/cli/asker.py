"""Who asks and about what: the words of the options to a person, a state, a day and a catalog that holds the answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Who
from mhcareer.cli.words import rules_day, schooling, start_day, state_code
from mhcareer.errors import UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.library import Catalog
from mhcareer.model.person import PRIVATE_FIELDS, HeldEducation, Person, Study, Studying
from mhcareer.model.plan import Plan, Target
from mhcareer.planner.plan import Around
from mhcareer.planner.targets import is_local, looks_like_id

if TYPE_CHECKING:  # a plan is made without the contracts of the other answers
    from mhcareer.model.choices import CompareAnswer, MoveAnswer, NextAnswer, WhatifAnswer

Answer = TypeVar("Answer", Plan, "NextAnswer", "CompareAnswer", "WhatifAnswer", "MoveAnswer")

PACES = (
    "hours_per_week",
    "direct_per_week",
    "supervision_per_week",
    "group_share_percent",
    "available_per_week",
    "credits_per_term",
)
"""Fields of a person that are paces, each an option of the same name."""


@dataclass(frozen=True)
class Asker:
    """A person with their state and day, and the catalog read for them."""

    catalog: Catalog
    person: Person
    code: str
    start: date
    as_of: date | None


def asker(who: Who, screen: Screen, *, targets: Iterable[str] = (), states: Collection[str] = ()) -> Asker:
    """The person that the options and the profile tell of.

    Args:
        who: The options.
        screen: The data, the settings, and today.
        targets: Words of targets: a credential's id tells its state, and what is national needs the national file.
        states: Codes of further jurisdictions to read.

    Raises:
        UsageError: Words that cannot be understood, or a person of whom too little is said.
        DataError: A profile or data file that cannot be used.
    """
    folders, today = screen.folders, screen.environment.today
    who = _with_settings(who, screen)
    profile = _saved(who.profile) if who.profile is not None else None
    wanted = tuple(targets)
    code = _state(who, profile, screen, wanted, states)
    known = read_merged(folders, "places", PlacesFile).places
    named = {place for words in wanted for place in named_jurisdiction(words)}
    named |= {place for words in _told_of(profile) for place in named_jurisdiction(words) if place in known}
    catalog = load_catalog({code, *named, *states}, folders)
    if not all(is_local(catalog, words, code) for words in wanted):
        catalog = load_catalog({code, NATIONAL, *named, *states}, folders)
    person = _person(who, profile, catalog, code, today, screen.settings.study or "full-time")
    start = start_day(who.start, today)
    if who.start is None and profile is not None and profile.start is not None:
        # A saved profile outlives the day on which it was written.
        start = max(today, date.fromisoformat(profile.start))
    if start <= today or person.applied_from is None:
        # Whoever begins today applies today: what was applied for before is told as study under way, or is past.
        person = person.beginning(start, today, catalog.planning.admission_lead)
    return Asker(catalog, person, code, start, rules_day(who.as_of, today) if who.as_of else None)


def around(catalog: Catalog, target: Target, folders: Folders) -> tuple[Catalog, Around]:
    """What surrounds a target, and the catalog with the documents that it rests on.

    Raises:
        DataError: A data file that cannot be used.
    """
    from mhcareer.catalog.across import load_role
    from mhcareer.catalog.facts import read_compacts_of, read_pay

    everywhere = {role.id for role in catalog.roles.values() if role.hired_anywhere}
    elsewhere = load_role({target.role, *everywhere}, folders, beside=catalog, rules_only=True)
    codes = catalog.occupations_in(target.jurisdiction) | elsewhere.occupations_in(NATIONAL)
    pay = read_pay(codes, target.jurisdiction, folders)
    compacts, documents = read_compacts_of(target.role, folders)
    known = replace(catalog, references={**documents, **pay.references, **catalog.references})
    return known, Around(pay.pay, elsewhere, compacts)


def revealed(answer: Answer, person: Person) -> Answer:
    """An answer whose person also has the private facts, for whoever asked for them."""
    private: dict[str, Any] = {name: getattr(person, name) for name in PRIVATE_FIELDS}
    return answer.model_copy(update={"person": answer.person.model_copy(update=private)})


def named_jurisdiction(words: str) -> set[str]:
    """The code that words in the form of a credential's id begin with; empty for other words."""
    return {jurisdiction_of(words.strip())} if looks_like_id(words) else set()


def left_behind(credential: str, said: str | None, who: Who, screen: Screen) -> str:
    """The state that somebody moves from: as they say, as the credential's id says, or else where they live.

    Raises:
        UsageError: Nothing says where, or not in words that can be understood.
    """
    if said is None and not looks_like_id(credential):
        profile = _saved(who.profile) if who.profile is not None else None
        return _state(who, profile, screen, (), ())
    places = read_merged(screen.folders, "places", PlacesFile).places
    return state_code(places, said or jurisdiction_of(credential.strip()))


def _told_of(profile: Person | None) -> tuple[str, ...]:
    """Credentials that a profile tells of: what each asked stands in the file of its own state."""
    return (*profile.credentials, *(log.toward for log in profile.hours)) if profile else ()


def _with_settings(who: Who, screen: Screen) -> Who:
    """The options with the user's paces where neither they nor a profile speak; how one studies is a habit."""
    if who.profile is not None:
        return who
    found = screen.settings
    names = ("hours_per_week", "direct_per_week", "supervision_per_week")
    return replace(who, **{name: getattr(found, name) for name in names if getattr(who, name) is None})


def _saved(words: str) -> Person:
    from mhcareer.profiles.store import resolve_profile

    return resolve_profile(words).person


def _state(who: Who, profile: Person | None, screen: Screen, targets: tuple[str, ...], states: Collection[str]) -> str:
    """The state asked for: by an option, the profile, a credential's id, the states compared, or the settings."""
    words = who.state or (profile.state if profile else None)
    places = read_merged(screen.folders, "places", PlacesFile).places
    if words is not None:
        return state_code(places, words)
    for target in targets:
        if looks_like_id(target) and jurisdiction_of(target.strip()) in places:
            return jurisdiction_of(target.strip())
    if states:
        return next(iter(states))
    if screen.settings.state is not None:
        return state_code(places, screen.settings.state)
    raise UsageError("no state is named", hint="say it as `--state VA`; requirements differ from state to state")


def _person(
    who: Who, profile: Person | None, catalog: Catalog, code: str, today: date, habit: Study = "full-time"
) -> Person:
    schooled = schooling(who.level, who.enrolled, who.credits, catalog, is_all=profile is None)
    if profile is None and "education" not in schooled:
        entered = "with which degree you entered that, as `--from bachelors:psychology`" if schooled else None
        raise UsageError(
            "no education is named",
            hint=f"say {entered or 'what you have now, as `--from high-school`'}, or give `--profile FILE`",
        )
    changes: dict[str, Any] = {"state": code}
    if "education" in schooled:
        changes["education"] = (HeldEducation.model_validate(schooled["education"]),)
    if "studying" in schooled:
        changes["studying"] = (Studying.model_validate(schooled["studying"]),)
    if who.study is not None:
        if who.study not in ("full-time", "part-time"):
            raise UsageError(f"unknown way to study `{who.study}`", hint="use full-time or part-time")
        changes["study"] = who.study
    changes |= {name: said for name in PACES if (said := getattr(who, name)) is not None}
    return checked_person(profile, changes, catalog, today, habit)


def checked_person(
    profile: Person | None, changes: dict[str, Any], catalog: Catalog, today: date, habit: Study = "full-time"
) -> Person:
    """A profile with changes, checked as a profile file is.

    Args:
        profile: Somebody known; None for somebody new.
        changes: What is said of them.
        catalog: Holds what they name.
        today: What has happened has happened by then.
        habit: How somebody new studies who does not say it, nor how many credits a term.

    Raises:
        UsageError: A value that does not fit, a name that means nothing, a day that cannot be.
    """
    from pydantic import ValidationError

    from mhcareer.profiles.checking import check_facts

    known = {name: getattr(profile, name) for name in profile.model_fields_set} if profile else {}
    try:
        person = Person.model_validate({**known, **changes})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(f"--{part}".replace("_", "-") if part in PACES else str(part) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        raise UsageError(
            f"{where}: {message}" if where else message, hint="correct the option or the profile"
        ) from None
    check_facts(person, catalog, today)
    return _paced(person, profile.study if profile else habit, catalog)


def _paced(person: Person, habit: Study, catalog: Catalog) -> Person:
    """The person as they study: as they say, or else as the credits of a term tell, or else as they are wont to.

    What is concluded is not marked as said: other credits lead to another conclusion.
    """
    if "study" in person.model_fields_set:
        return person
    a_term, most = person.credits_per_term, catalog.planning.part_time_credits_per_term.high
    study = habit if a_term is None else "part-time" if a_term <= most else "full-time"
    return Person.model_construct(_fields_set=person.model_fields_set, **{**dict(person), "study": study})
