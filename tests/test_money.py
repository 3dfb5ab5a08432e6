"""What a plan says of money: unknown is never 0 and never cheap, and pay is told of work that one may do."""

from __future__ import annotations

import csv
import io

import pytest

from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan, Step
from mhcareer.model.requirement import Experience
from mhcareer.render.csv_table import plan_csv
from mhcareer.render.plan_view import plan_document
from mhcareer.render.text import to_text
from tests.helpers import must_plan


def hours_of(plan: Plan) -> Step:
    """The step of supervised hours."""
    return next(step for step in plan.steps if step.kind == "experience")


@pytest.mark.parametrize(
    ("credential", "start"),
    [
        ("ny-lmhc", "masters:counseling"),
        ("tx-lpc", "masters:counseling"),
        ("oh-lpcc", "masters:counseling"),
        ("oh-lisw", "masters:social-work"),
        ("ca-lpcc", "masters:counseling"),
        ("ca-lcsw", "masters:social-work"),
        ("ca-lmft", "masters:counseling"),
        ("va-lpc", "masters:counseling"),
        ("wa-lmhc", "masters:counseling"),
    ],
)
def test_supervised_hours_cost_what_nobody_states(catalog: Catalog, credential: str, start: str) -> None:
    """In hours, as a rate or in words alone: where a rule asks for supervision, the sum is "at least"."""
    plan = must_plan(catalog, credential, start)
    assert not hours_of(plan).cost_usd.complete
    assert not plan.cost_usd.complete
    shown = " ".join(to_text(plan_document(plan, catalog), width=80, ascii_only=True).split())
    assert "Cost at least $" in shown
    assert "what the supervised hours cost you is not stated" in shown


def test_an_unknown_price_is_an_empty_cell(catalog: Catalog) -> None:
    """A 0 in a spreadsheet is summed up; what nobody states is left empty."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(plan_csv(must_plan(catalog, "va-lpc", "masters"))))}
    dollars = [rows["va-lpc/experience"][f"cost_{end}_usd"] for end in ("low", "typical", "high")]
    assert dollars == ["", "", ""]
    assert rows["va-lpc/experience"]["cost_complete"] == "false"


@pytest.mark.parametrize(
    ("rule", "free"),
    [
        ({"of": "full-time work in human services"}, True),
        ({"of": "supervised work in human services"}, False),
        ({"of": "clinical experience under a qualified professional"}, False),
        ({"of": "social work after the degree"}, False),
        ({}, False),
        ({"of": "work", "supervision_hours": {"value": 100, "unverified": True}}, False),
        ({"of": "work", "supervision_rate": {"hours": 1, "per": "week", "unverified": True}}, False),
    ],
)
def test_only_a_plain_job_costs_nothing(rule: dict[str, object], free: bool) -> None:
    """A rule that speaks of work and of nobody over it is met by a job."""
    leaf = Experience.model_validate({"min_months": {"value": 12, "unverified": True}, **rule}, strict=False)
    assert leaf.is_plain_work is free


@pytest.mark.parametrize("start", ["bachelors", "masters:counseling"])
def test_an_unstated_fee_wins_no_tie(catalog: Catalog, start: str) -> None:
    """Illinois takes either of two exams: the one for rehabilitation, whose fee nobody states, is not the cheaper."""
    plan = must_plan(catalog, "il-lpc", start)
    assert "nce" in [step.id for step in plan.steps]
    assert "crc" not in [step.id for step in plan.steps]


def test_what_is_assumed_of_a_fee_is_dearer_than_every_fee_that_is_stated(catalog: Catalog) -> None:
    """Else a way would be the cheaper one for what nobody states of it."""
    stated = [exam.fee_usd for exam in catalog.exams.values() if exam.fee_usd]
    for credential in catalog.credentials.values():
        if fees := credential.fees_usd:
            due = (fees.application, fees.license, fees.registration, fees.exam, fees.training)
            stated += [fee for fee in due if fee]
    assert max(fee.high for fee in stated) < catalog.planning.unstated_fee_usd.low
