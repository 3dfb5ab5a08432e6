"""Every credential of the catalog from every start level: a plan that verifies, or one line that says why not."""

from __future__ import annotations

import pytest

from mhcareer.catalog.checks import unreachable
from mhcareer.catalog.load import available_jurisdictions
from mhcareer.model.library import Catalog
from mhcareer.planner.plan import NoPlan
from mhcareer.verify import verify

from .helpers import START_LEVELS, person, planned

CLOSED = dict(unreachable())
"""Credentials that the check of the data, which shares no code with the planner, says nobody reaches from nothing."""
STUDENTS_ONLY = "only for students"
"""A status of students is closed to whoever has finished the degree."""


@pytest.mark.parametrize("code", available_jurisdictions())
@pytest.mark.parametrize("level", START_LEVELS)
def test_every_credential_has_a_verified_plan_or_a_reason(catalog: Catalog, code: str, level: str) -> None:
    """No credential is silently out of reach, and no plan breaks the rule that it claims to satisfy."""
    for credential in catalog.in_jurisdiction(code):
        who = person(level)
        found = planned(catalog, credential.id, who)
        if isinstance(found, NoPlan):
            assert credential.id in CLOSED or STUDENTS_ONLY in found.reason, found.reason
            assert "\n" not in found.reason
            continue
        assert level != "none" or credential.id not in CLOSED
        assert verify(catalog, who, found) == (), f"{credential.id} from {level}"


def test_nobody_repeats_a_degree(catalog: Catalog) -> None:
    """A degree that is held never stands in the plan again at its level and in its field."""
    for credential in catalog.credentials.values():
        for level, field in (("bachelors", "social-work"), ("masters", "social-work"), ("masters", "counseling")):
            found = planned(catalog, credential.id, f"{level}:{field}")
            if isinstance(found, NoPlan):
                continue
            programs = [catalog.programs[step.id] for step in found.steps if step.kind == "program"]
            assert not [
                program.id
                for program in programs
                if program.level == level and any(field in catalog.widening(own) for own in program.fields)
            ], credential.id


def test_holders_of_a_bsw_get_advanced_standing(catalog: Catalog) -> None:
    """Whoever holds a BSW and needs an MSW is sent to the advanced-standing program."""
    checked = 0
    for credential in catalog.credentials.values():
        found = planned(catalog, credential.id, "bachelors:social-work")
        if isinstance(found, NoPlan):
            continue
        programs = {step.id for step in found.steps if step.kind == "program"}
        if programs & {"msw", "msw-advanced-standing"}:
            checked += 1
            assert "msw" not in programs, credential.id
    assert checked > 20
