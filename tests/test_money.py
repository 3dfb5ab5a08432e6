"""What a plan says of money: unknown is never 0 and never cheap, and pay is told of work that one may do."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from mhcareer.catalog.facts import read_pay
from mhcareer.cli.main import main
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Cost, Plan, Step
from mhcareer.render.csv_table import plan_csv
from mhcareer.render.plan_view import plan_document
from mhcareer.render.text import to_text
from tests.helpers import must_plan, person


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
    assert "what supervision of the hours may cost you is not stated" in shown


def test_a_residency_is_paid_work(catalog: Catalog) -> None:
    """A training post is no study that one pays for and lives beside: its days are paid, and no tuition is missing."""
    plan = must_plan(catalog, "us-psychiatrist", "bachelors")
    residency = next(step for step in plan.steps if step.id == "psychiatry-residency")
    school = next(step for step in plan.steps if step.id == "medical-degree")
    assert plan.unpaid_days == (plan.finish.typical - plan.start).days - (residency.finish - residency.start).days
    assert plan.unpaid_days > (school.finish - school.start).days
    assert residency.cost_usd == Cost(low=0, typical=0, high=0, complete=True)
    assert any(note.startswith("a paid post: $") for note in residency.notes)
    whole_years = [entry for entry in plan.ledger if residency.start.year < entry.year < residency.finish.year]
    assert {(entry.work, entry.months_of_work) for entry in whole_years} == {(residency.title, 12)}


def test_an_unknown_price_is_an_empty_cell(catalog: Catalog) -> None:
    """A 0 in a spreadsheet is summed up; what nobody states is left empty."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(plan_csv(must_plan(catalog, "va-lpc", "masters"))))}
    dollars = [rows["va-lpc/experience"][f"cost_{end}_usd"] for end in ("low", "typical", "high")]
    assert dollars == ["", "", ""]
    assert rows["va-lpc/experience"]["cost_complete"] == "false"


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


def work_of(plan: Plan) -> set[str]:
    """What the money of the years calls work."""
    return {year.work for year in plan.ledger if year.work}


def test_a_certification_is_no_work(catalog: Catalog) -> None:
    """It attests: neither held nor earned on the way does it bring pay."""
    who = person("masters:counseling", credentials=("us-ncc",))
    plan = must_plan(catalog, "va-lpc", who)
    assert plan.unpaid_days == must_plan(catalog, "va-lpc", "masters:counseling").unpaid_days > 0
    assert catalog.credentials["us-ncc"].title not in work_of(plan)
    for start in ("bachelors", "masters:counseling"):
        earned = must_plan(catalog, "us-ccmhc", start)
        assert "us-ncc" in [step.id for step in earned.steps]
        assert catalog.credentials["us-ncc"].title not in work_of(earned)


@pytest.mark.parametrize("study", ["full-time", "part-time"])
@pytest.mark.parametrize("target", ["va-lpc", "tx-lcsw", "oh-lisw", "ca-lcsw"])
def test_no_work_rests_on_what_only_the_person_can_know(catalog: Catalog, target: str, study: str) -> None:
    """Peer work asks for a history of one's own; a plan counts no month of it for who has not said so."""
    plan = must_plan(catalog, target, person("high-school", study=study))
    asking = {one.title for one in plan.meanwhile if one.asks}
    assert asking
    assert not work_of(plan) & asking


@pytest.mark.parametrize(
    ("target", "held", "start", "log"),
    [
        ("va-lpc", "va-resident-in-counseling", "masters:counseling", {"total": 1700, "direct": 1000, "months": 12}),
        ("oh-lisw", "oh-lsw", "masters:social-work", {"total": 1500, "months": 12}),
    ],
)
def test_who_holds_a_credential_works_as_that(
    catalog: Catalog, target: str, held: str, start: str, log: dict[str, int]
) -> None:
    """The job of today is the one that is held, not another that would be open."""
    who = person(start, credentials=(held,), hours=({"toward": target, **log},))
    assert must_plan(catalog, target, who).ledger[0].work == catalog.credentials[held].title


def test_what_the_steps_leave_unpaid_is_called_so(catalog: Catalog) -> None:
    """Other jobs may be open all the while: the sentence speaks of the steps alone."""
    plan = must_plan(catalog, "ny-lmhc", person("bachelors:psychology", study="part-time"))
    shown = " ".join(to_text(plan_document(plan, catalog), width=80, ascii_only=True).split())
    assert "without pay from the steps themselves; other work may be open beside them" in shown
    assert "not in paid work" not in shown


@pytest.mark.parametrize("command", [["plan", "lpc"], ["next"]])
def test_an_aide_earns_what_aides_earn(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The federal tables count psychiatric aides apart from technicians: every command tells the pay of aides."""
    with pytest.raises(SystemExit) as ended:
        main([*command, "--from", "high-school", "--state", "TX", "--format", "json", "--start", "2027-06"])
    assert ended.value.code == 0
    answer = json.loads(capsys.readouterr().out)
    listed = [*answer.get("meanwhile", ()), *answer.get("open_now", ())]
    (aide,) = [one for one in listed if one["credential"] == "us-psychiatric-aide"]
    table = read_pay(["31-1133"], "TX").pay["31-1133"]
    assert aide["pay"]["median"] == table.median
    assert aide["pay"]["title"] == "Psychiatric Aides"


def test_a_fee_falls_into_the_year_in_which_one_applies(catalog: Catalog) -> None:
    """Six weeks over the turn of a year do not split the fee of an application."""
    found = must_plan(catalog, "va-resident-in-counseling", "masters:counseling", date(2026, 12, 1))
    (fee,) = [step.cost_usd.typical for step in found.steps if step.kind == "application"]
    assert [year.cost_usd.typical for year in found.ledger] == [fee, 0]


def test_a_license_of_another_state_is_no_work_in_this_one(catalog: Catalog) -> None:
    """Neither in the days without pay nor in the years."""
    who = person("masters:counseling", credentials=("va-lpc",))
    beginner = must_plan(catalog, "md-lcpc", "masters:counseling")
    assert must_plan(catalog, "md-lcpc", who).unpaid_days > 0
    assert beginner.unpaid_days > 0


def test_no_work_rests_on_a_narrower_reading_of_a_degree(catalog: Catalog) -> None:
    """That a degree in counseling is one in counseling psychology is a guess: it opens nothing beside the plan."""
    opened = {one.credential for one in must_plan(catalog, "va-lpc", "masters:counseling").meanwhile}
    assert "va-qmhp-trainee" in opened
    assert "va-lpp" not in opened
