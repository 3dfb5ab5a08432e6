"""What one format shows, all hold: each is read back and held against the contract of the same plan."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from markdown_it import MarkdownIt

from mhcareer.errors import UsageError
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.render.agenda import agenda
from mhcareer.render.checklist import checklist_document
from mhcareer.render.csv_table import plan_csv, tables_csv
from mhcareer.render.document import Heading, Paragraph, Table, Timeline
from mhcareer.render.markdown import escaped, to_markdown
from mhcareer.render.plan_view import plan_document
from mhcareer.render.svg import svg_element, to_svg
from mhcareer.render.timeline import ASCII, drawn
from mhcareer.render.words import month
from tests.helpers import must_plan, person
from tests.rendering import FORMATS, calendar, ics, rich

GOLDEN = Path(__file__).parent / "golden"
BEGUN = {
    "credentials": ("va-resident-in-counseling",),
    "exams": ({"id": "ncmhce", "passed": "2026-05-01"},),
    "hours": ({"toward": "va-lpc", "total": 1700, "direct": 1000, "supervision": 100, "months": 12},),
    "outside_credentials": ("Certified Regional Helper",),
}
PLANS = {
    "counselor": ("va-lpc", person("high-school")),
    "half way": ("va-lpc", person("masters:counseling", **BEGUN)),
    "peer": ("tx-mhps", person("high-school")),
    "therapist": ("ca-lmft", person("bachelors")),
    "psychologist": ("ca-psychologist", person("high-school")),
    "physician": ("us-psychiatrist", person("high-school")),
}


@pytest.fixture(scope="module", params=PLANS)
def plan(request: pytest.FixtureRequest, catalog: Catalog) -> Plan:
    """One real plan after the other."""
    return must_plan(catalog, *PLANS[request.param], start=date(2027, 1, 1))


@pytest.fixture
def contract(plan: Plan) -> dict[str, Any]:
    """The same plan as JSON has it."""
    return plan.model_dump(mode="json", by_alias=True)


def test_markdown_holds_the_plan(plan: Plan, contract: dict[str, Any], catalog: Catalog) -> None:
    """Steps with their dates at three speeds, the finish, the cost, and every source as the only links."""
    text = FORMATS["markdown"](plan, catalog)
    tokens = MarkdownIt("gfm-like").parse(text)
    cells = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "td_open"]
    rows = [cells[i : i + 5] for i in range(0, 5 * len(contract["steps"]), 5)]  # the timeline is the first table
    for number, (step, row) in enumerate(zip(contract["steps"], rows, strict=True), start=1):
        spans = [_said(*step["spans"][speed]) for speed in ("typical", "fast", "slow")]
        assert row[0].startswith(f"{number} ")
        assert row[1:] == [*spans, "yes" if step["critical"] else ""]
        assert re.search(rf"(?m)^{number}\. .*{re.escape(escaped(step['title']))}", text)
    finish = (month(date.fromisoformat(contract["finish"][speed])) for speed in ("typical", "fast", "slow"))
    assert all(said in text for said in finish)
    cost = contract["cost_usd"]
    untold = any(not s["cost_usd"]["complete"] for s in contract["steps"] if s["kind"] == "program")
    assert f"${cost['low' if untold else 'typical']:,}" in text or cost["high"] == 0
    links = [t.attrs["href"] for token in tokens for t in token.children or () if t.type == "link_open"]
    assert links == [reference["url"] for reference in contract["references"].values() if reference["url"]]


def test_a_checklist_has_a_box_for_each_task(plan: Plan, catalog: Catalog) -> None:
    """Steps, what must be shown and what must be asked are open; what is held or done is ticked."""
    text = to_markdown(checklist_document(plan, catalog, {plan.steps[0].id}))
    steps = re.findall(r"(?m)^- \[([ x])\] Step (\d+): (.*)$", text)
    assert [int(number) for _, number, _ in steps] == list(range(1, len(plan.steps) + 1))
    assert [box for box, _, _ in steps] == ["x", *" " * (len(plan.steps) - 1)]
    for (_, _, said), step in zip(steps, plan.steps, strict=True):
        assert said.endswith(escaped(step.title))
        assert f"  - {_said(step.start, step.finish)}: " in text
    for task in (*plan.conditions, *plan.not_stated):
        assert f"- [ ] {escaped(task)}\n" in text
    held = text.count("- [x] ") - 1
    assert held == sum(len(PLANS["half way"][1].model_dump()[name]) for name in BEGUN) + 1 or not plan.person.exams


def test_csv_holds_the_plan(plan: Plan, contract: dict[str, Any]) -> None:
    """A row for each step with all its days, months, cost and reasons; together they make the totals."""
    text = plan_csv(plan)
    assert text.count("\n") == text.count("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["id"] for row in rows] == [step["id"] for step in contract["steps"]]
    for row, step in zip(rows, contract["steps"], strict=True):
        for speed, ending in (("fast", "_fast"), ("typical", ""), ("slow", "_slow")):
            assert [row[f"start{ending}"], row[f"finish{ending}"]] == step["spans"][speed]
            assert int(row[f"months_{speed}"]) == step["months"][speed]
        assert row["critical"] == str(step["critical"]).lower()
        assert int(row["slack_days"]) == step["slack_days"]
        assert row["binding"] == step["binding"]["constraint"]
        assert row["requirement"].split() == step["requirement"]
        assert row["references"].split() == step["references"]
        assert all((contract["references"][key]["url"] or "") in row["sources"] for key in step["references"])
    for bound in ("low", "typical", "high"):
        assert sum(int(row[f"cost_{bound}_usd"] or 0) for row in rows) == contract["cost_usd"][bound]
    target = next(row for row in rows if row["id"] == contract["target"]["credential"])
    finish = {"fast": target["finish_fast"], "typical": target["finish"], "slow": target["finish_slow"]}
    assert finish == contract["finish"]


def test_a_calendar_holds_the_plan(plan: Plan, contract: dict[str, Any], catalog: Catalog) -> None:
    """Each begin and end is an all-day event with a reminder and its sources; nothing else claims a step's day."""
    text = ics(plan, catalog)
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    read = icalendar.Calendar.from_ical(text)
    assert [str(e["UID"]) for e in read.events] == list(dict.fromkeys(str(e["UID"]) for e in read.events))
    days = {(str(event["SUMMARY"]), event.start) for event in read.events}
    for step in contract["steps"]:
        ends = date.fromisoformat(step["finish"])
        assert any(title.endswith(step["title"]) and day == ends for title, day in days)
        begins = date.fromisoformat(step["start"])
        assert any(title.endswith(step["title"]) and day == begins for title, day in days)
    for event in read.events:
        assert event.end - event.start == timedelta(days=1)
        assert event["DTSTAMP"].dt.date() == plan.start
        assert event.alarms.times[0].trigger < event.start
    urls = {r["url"] for step in contract["steps"] for r in (contract["references"][k] for k in step["references"])}
    described = "\n".join(str(event["DESCRIPTION"]) for event in read.events)
    assert all(url in described for url in urls if url)


def test_a_calendar_has_what_runs_out(catalog: Catalog) -> None:
    """Windows of a rule, the longest time for a registration, renewals, applications to schools and aid have days."""
    plan = must_plan(catalog, "ca-lmft", person("bachelors"), start=date(2027, 1, 1))
    found = {(event.about, event.kind): event.day for event in agenda(plan, catalog, calendar())}
    experience = next(step for step in plan.steps if step.kind == "experience")
    window = next(f.value for f in experience.figures if f.path.endswith("window_months"))
    expires = found[experience.id, "window-months"]
    assert (expires.year - experience.start.year) * 12 + expires.month - experience.start.month == window
    lasts = catalog.credentials["ca-amft"].lasts_months
    registered = next(step for step in plan.steps if step.id == "ca-amft").finish
    assert lasts
    assert (found["ca-amft", "runs-out"].year - registered.year) * 12 == lasts.high
    assert found["ca-lmft", "renew-1"] > plan.finish.typical
    school = next(step for step in plan.steps if step.kind == "program")
    assert found[school.id, "admission"] < school.start
    aid = [day for (about, _), day in found.items() if about == "fafsa"]
    assert aid == sorted(aid)
    assert all(plan.start <= day < school.finish for day in aid)
    assert len(aid) >= 2


def test_hours_already_logged_expire_first(catalog: Catalog) -> None:
    """The window of a rule counts from the first hour that the profile names, not from the plan's own."""
    logged = ({"toward": "ca-lmft", "total": 1000, "since": "2025-03-01", "until": "2026-03-01"},)
    who = person("masters:marriage-family-therapy", credentials=("ca-amft",), hours=logged)
    plan = must_plan(catalog, "ca-lmft", who, start=date(2027, 1, 1))
    days = {event.kind: event.day for event in agenda(plan, catalog, calendar())}
    assert days["window-months"] == date(2031, 3, 1)


def test_a_second_import_updates_the_first(catalog: Catalog) -> None:
    """Another start moves the days and keeps the identifiers: nothing in them tells who the person is."""
    early, late = (
        icalendar.Calendar.from_ical(ics(must_plan(catalog, "va-lpc", "masters:counseling", start=day), catalog))
        for day in (date(2027, 1, 1), date(2027, 2, 1))
    )
    assert {str(e["UID"]) for e in early.events} == {str(e["UID"]) for e in late.events}
    assert {e.start for e in early.events} != {e.start for e in late.events}


def test_a_picture_holds_the_plan(plan: Plan, catalog: Catalog) -> None:
    """Well-formed, ASCII, a row for each step; bars begin and end in order, and all is told in words, too."""
    document = plan_document(plan, catalog)
    text = to_svg(document)
    assert text.isascii()
    root = ElementTree.fromstring(text)  # noqa: S314 - our own bytes
    space = {"s": "http://www.w3.org/2000/svg"}
    described = root.findtext("s:desc", namespaces=space) or ""
    rows = [row for row in root.findall("s:g", space) if row.find("s:line", space) is not None]
    for row, step in zip(rows, plan.steps, strict=True):
        said = row.findtext("s:title", namespaces=space) or ""
        assert said in described
        assert step.title in said
        assert f": {_said(step.start, step.finish)} (fast" in said
        assert ("sets the date" in said) == step.critical == (row.get("class") == "sets")
        slow, typical, fast = (
            (float(r.get("x", "")), float(r.get("x", "")) + float(r.get("width", "")))
            for r in row.findall("s:rect", space)
        )
        assert fast[0] <= typical[0] <= slow[0]
        assert fast[1] <= typical[1] <= slow[1] <= 960
    timeline = next(block for block in document if isinstance(block, Timeline))
    assert f"\n{svg_element(timeline, title='x')}".count("<?xml") == 0


@pytest.mark.parametrize("width", [40, 59, 60, 80, 113, 200])
def test_a_drawing_fits_and_has_an_ascii_twin(plan: Plan, catalog: Catalog, width: int) -> None:
    """No line is wider than asked, stars mark what sets the date, and the twin differs in its signs alone."""
    timeline = next(block for block in plan_document(plan, catalog) if isinstance(block, Timeline))
    drawing, twin = (drawn(timeline, width, ascii_only=ascii_only) for ascii_only in (False, True))
    assert max(len(line) for line in drawing.lines) <= width
    assert [row.startswith("*") for row in drawing.rows] == [step.critical for step in plan.steps]
    table = str.maketrans("█▒░·◆", "".join((ASCII.fast, ASCII.typical, ASCII.slow, ASCII.between, ASCII.held)))
    assert [line.translate(table) for line in drawing.lines] == list(twin.lines)
    assert "".join(twin.lines).isascii()
    assert any(re.search(r"\b20\d\d\b", line) for line in drawing.ruler)
    for row, step in zip(drawing.rows, plan.steps, strict=True):
        assert ("◆" in row) == (step.kind in ("application", "employer-role"))


def test_a_terminal_shows_the_very_text(plan: Plan, catalog: Catalog) -> None:
    """Color adds nothing but codes, and none of them is dim, black or white."""
    colored = rich(plan, catalog)
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", colored) for code in found.split(";")}
    assert codes <= {"0", "1", "35", "36"}
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == rich(plan, catalog, color=False)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_plan_gives_the_same_bytes(plan: Plan, catalog: Catalog, name: str) -> None:
    """Twice rendered, twice the same, and ending in a line break."""
    again = plan.model_copy(deep=True)
    assert FORMATS[name](plan, catalog) == FORMATS[name](again, catalog)
    assert FORMATS[name](plan, catalog).endswith("\n")


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("checklist", "plan-tx-mhps.checklist.md"),
        ("csv", "plan-tx-mhps.csv"),
        ("ics", "plan-tx-mhps.ics"),
        ("svg", "plan-tx-mhps.svg"),
    ],
)
def test_golden_format(format_: str, name: str, catalog: Catalog, pytestconfig: pytest.Config) -> None:
    """The bytes of a short plan in each format of its own are those in the file."""
    plan = must_plan(catalog, "tx-mhps", "high-school", start=date(2027, 1, 1))
    written = FORMATS[format_](plan, catalog).encode()
    if pytestconfig.getoption("--update-golden"):
        (GOLDEN / name).write_bytes(written)
    assert (GOLDEN / name).read_bytes() == written, f"renew with --update-golden, then read the diff of {name}"


def test_tables_become_rows() -> None:
    """One table stands alone; several stand each under its heading, after an empty line; none is refused."""
    first = Table(("", "months"), (("a", "+2"), ("b", "-")))
    second = Table(("name",), (("=x",),))
    assert tables_csv((Heading("T"), first)) == ",months\r\na,'+2\r\nb,-\r\n"
    both = tables_csv((Heading("T"), first, Heading("U"), second))
    assert both == "T\r\n,months\r\na,'+2\r\nb,-\r\n\r\nU\r\nname\r\n'=x\r\n"
    with pytest.raises(UsageError, match="no table"):
        tables_csv((Paragraph("none"),))


def test_an_answer_without_a_timeline_is_no_picture() -> None:
    """It says so instead of drawing nothing."""
    with pytest.raises(UsageError, match="no timeline"):
        to_svg((Heading("Roles", 1), Paragraph("none")))


def _said(begin: date | str, end: date | str) -> str:
    first, last = (month(day if isinstance(day, date) else date.fromisoformat(day)) for day in (begin, end))
    return first if first == last else f"{first} - {last}"
