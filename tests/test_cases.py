"""Cases that a counselor can read and add to: `tests/cases/XX/*.yaml`, each a person, a target and what must hold.

See `tests/cases/README.md` for the words of a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog.yaml_reader import read
from mhcareer.model.figures import Figure
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan
from mhcareer.planner.plan import NoPlan, plan
from mhcareer.planner.targets import resolve
from mhcareer.verify import verify

from .helpers import START, person

CASES = Path(__file__).parent / "cases"
KNOWN = {"name", "reference", "target", "state", "from", "profile", "start", "expect"}
EXPECTED = {
    "credential",
    "steps",
    "no_steps",
    "order",
    "figures",
    "warns",
    "assumes",
    "says",
    "binding",
    "no_plan",
    "not_stated",
    "why",
    "months",
    "starts",
}


def _cases() -> Iterator[Any]:
    for path in sorted(p for p in CASES.rglob("*.yaml") if p.parent.name != "choices"):
        for case in read(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.relative_to(CASES)}: {case['name']}")


@pytest.mark.parametrize("case", list(_cases()))
def test_case(catalog: Catalog, case: dict[str, Any]) -> None:
    """The plan contains what the case says, and verifies."""
    assert set(case) <= KNOWN, f"unknown words: {set(case) - KNOWN}"
    expect = case["expect"]
    assert set(expect) <= EXPECTED, f"unknown words: {set(expect) - EXPECTED}"
    who = _person(case)
    target = resolve(catalog, case["target"], case.get("state"))
    assert target.credential == expect.get("credential", target.credential)
    found = plan(catalog, who, target, start=START)
    if "no_plan" in expect:
        assert isinstance(found, NoPlan)
        assert expect["no_plan"] in found.reason
        return
    assert isinstance(found, Plan), found
    assert verify(catalog, who, found) == ()
    _check_steps(found, expect)
    _check_figures(found, expect.get("figures", {}))
    _check_texts(found, expect)


def _person(case: dict[str, Any]) -> Person:
    if "profile" in case:
        return Person.model_validate(case["profile"], strict=False)
    return person(case["from"])


def _check_steps(found: Plan, expect: dict[str, Any]) -> None:
    ids = [step.id for step in found.steps]
    for wanted in expect.get("steps", []):
        assert wanted in ids
    for unwanted in expect.get("no_steps", []):
        assert unwanted not in ids
    steps = {step.id: step for step in found.steps}
    for earlier, later in expect.get("order", []):
        assert steps[earlier].finish <= steps[later].start
    for step, constraint in expect.get("binding", {}).items():
        assert steps[step].binding.constraint == constraint
    for step, words in expect.get("why", {}).items():
        assert words in steps[step].binding.why
    for step, months in expect.get("months", {}).items():
        assert steps[step].months.typical == months
    for step, day in expect.get("starts", {}).items():
        assert steps[step].start.isoformat() == str(day)


def _check_figures(found: Plan, expect: dict[str, dict[str, Any]]) -> None:
    """Each figure named must stand on its step with its value, and with a source unless `~` stands behind it."""
    for step_id, figures in expect.items():
        step = next(s for s in found.steps if s.id == step_id)
        shown: dict[str, list[Figure]] = {}
        for figure in step.figures:
            shown.setdefault(figure.path.rsplit(".", 1)[-1], []).append(figure)
        for name, value in figures.items():
            wanted, unverified = (value[:-1].strip(), True) if str(value).endswith("~") else (value, False)
            matching = [f for f in shown.get(name, []) if str(f.value) == str(wanted)]
            assert matching, f"{step_id}: {name} is {[f.value for f in shown.get(name, [])]}, not {wanted}"
            assert all((f.status == "unverified") == unverified for f in matching), f"{step_id}: status of {name}"
            assert unverified or all(f.references for f in matching)


def _check_texts(found: Plan, expect: dict[str, Any]) -> None:
    for word, texts in (
        ("warns", found.warnings),
        ("assumes", found.assumptions),
        ("not_stated", found.not_stated),
        ("says", (found.target.note or "", *found.what_sets_the_date)),
    ):
        for wanted in expect.get(word, []):
            assert any(wanted in text for text in texts), f"{word}: nothing says `{wanted}` in {texts}"
