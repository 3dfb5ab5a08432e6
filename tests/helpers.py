"""Short ways to a person and a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Objective, Plan
from mhcareer.planner.plan import NoPlan, plan
from mhcareer.planner.targets import Named, resolve, target_of

START = date(2026, 11, 22)

START_LEVELS = (
    "none",
    "high-school",
    "some-college",
    "associate",
    "bachelors",
    "bachelors:social-work",
    "masters",
    "masters:counseling",
    "masters:social-work",
    "doctorate",
)


def person(words: str, **more: Any) -> Person:
    """A person with one level of education, as `bachelors:social-work`."""
    level, _, field = words.partition(":")
    return Person.model_validate({"education": ({"level": level, "field": field or None},), **more}, strict=False)


def planned(
    catalog: Catalog, credential: str, who: Person | str, start: date = START, objective: Objective = "soonest"
) -> Plan | NoPlan:
    """The plan to a credential by its id."""
    known = person(who) if isinstance(who, str) else who
    target = target_of(catalog, Named(catalog.credentials[credential]), credential)
    return plan(catalog, known, target, start=start, objective=objective)


def must_plan(catalog: Catalog, credential: str, who: Person | str, start: date = START) -> Plan:
    """The plan, where there must be one."""
    found = planned(catalog, credential, who, start)
    assert isinstance(found, Plan), found
    return found


def resolved(catalog: Catalog, words: str, state: str | None) -> str:
    """Id of the credential that words resolve to."""
    return resolve(catalog, words, state).credential
