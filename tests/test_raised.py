"""Raising a pace: what is raised with it, and that the raised pace is the one in force."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhcareer.catalog.load import load_catalog
from mhcareer.model.person import MOST, Person
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.paces import AVAILABLE, BEHIND, DIRECT, HOURS, SUPERVISION, Pace, a_step_more, raised, told

from .helpers import person
from .strategies import people

PLANNING = load_catalog(["VA"]).planning
RAISABLE = sorted({*BEHIND.values(), AVAILABLE}, key=lambda pace: pace.field)


@given(people(), st.sampled_from(RAISABLE))
def test_a_raised_pace_is_in_force(who: Person, pace: Pace) -> None:
    """Nothing else that was said or assumed holds it down, and it is a person that a profile may state."""
    changes = a_step_more(Clock(PLANNING, who, date(2027, 1, 1), "typical"), pace)
    if changes is None:
        return
    then = Person.model_validate({**who.model_dump(), **changes})
    assert next(iter(changes)) == pace.field
    assert pace.now(Clock(PLANNING, then, date(2027, 1, 1), "typical")) == changes[pace.field]


def test_hours_with_clients_raise_the_hours_that_were_said() -> None:
    """And the words name both."""
    both = raised(person("masters", hours_per_week=20), DIRECT, 24)
    assert both == {"direct_per_week": 24, "hours_per_week": 24}
    assert told(both) == "24 hours with clients a week and 24 hours of work a week"
    assert raised(person("masters", hours_per_week=30), DIRECT, 24) == {"direct_per_week": 24}
    assert raised(person("masters"), DIRECT, 44) == {"direct_per_week": 44}


@pytest.mark.parametrize("pace", [DIRECT, HOURS, SUPERVISION])
def test_no_pace_is_raised_beyond_what_may_be_said(pace: Pace) -> None:
    """What `--set` and a profile refuse is not tried."""
    most = MOST[pace.field]
    assert raised(person("masters"), pace, most) == {pace.field: most}
    assert raised(person("masters"), pace, most + 1) is None
