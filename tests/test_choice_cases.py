"""Cases of choices that a counselor can read and add to: `tests/cases/choices/*.yaml`.

See `tests/cases/README.md` for the words of a case. Each is answered over the whole catalog; what is expected comes
from the rule that `reference` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog.facts import read_compacts_of
from mhcareer.catalog.yaml_reader import read
from mhcareer.model.choices import Lever
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Target
from mhcareer.planner.choices.compare import Candidacy, compare
from mhcareer.planner.choices.levers import Ask, levers, whatif
from mhcareer.planner.choices.move import move
from mhcareer.planner.choices.rungs import deadline, next_answer
from mhcareer.planner.plan import Around, Found, NoPlan, assembled, find
from mhcareer.planner.targets import resolve

from .helpers import START, person

CASES = Path(__file__).parent / "cases" / "choices"
Case = dict[str, Any]


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in read(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("command", "case"), list(_cases()))
def test_case(catalog: Catalog, command: str, case: Case) -> None:
    """The answer is what the case says."""
    assert case["reference"]
    CHECKS[command](catalog, case, case["expect"])


def test_the_cases_are_many_and_of_many_states() -> None:
    """Every command has its cases."""
    listed = [case.values for case in _cases()]
    assert {command for command, _ in listed} == set(CHECKS)
    assert len(listed) >= 40


def _who(case: Case) -> Person:
    if "profile" in case:
        return Person.model_validate(case["profile"], strict=False)
    return person(case["from"])


def _known(expect: Mapping[str, Any], *words: str) -> None:
    assert set(expect) <= set(words), f"unknown words: {sorted(set(expect) - set(words))}"


def _next(catalog: Catalog, case: Case, expect: Case) -> None:
    _known(expect, "now", "one_step", "further", "not_yet", "closed", "direction", "asks", "steps")
    within = int(case.get("within", 24))
    answer = next_answer(catalog, _who(case), case["state"], START, within, {}, elsewhere=catalog)
    groups = {"now": answer.open_now, "one_step": answer.one_step, "further": answer.further}
    rungs = {rung.credential: rung for group in groups.values() for rung in group}
    for name, group in groups.items():
        assert set(expect.get(name, ())) <= {rung.credential for rung in group}, name
    assert not set(expect.get("not_yet", ())) & set(rungs)
    reasons = {one.credential: one.reason for one in answer.closed}
    for credential, words in expect.get("closed", {}).items():
        assert words in reasons[credential]
    for credential, direction in expect.get("direction", {}).items():
        assert rungs[credential].direction == direction, credential
    for credential, asked in expect.get("asks", {}).items():
        assert any(asked in words for words in rungs[credential].asks), rungs[credential].asks
    for credential, step in expect.get("steps", {}).items():
        assert any(step in words for words in rungs[credential].steps), rungs[credential].steps


def _compare(catalog: Catalog, case: Case, expect: Case) -> None:
    _known(expect, "columns", "first", "unsourced", "difference", "not_in_difference", "no_plan")
    targets = [resolve(catalog, str(words), code) for words, code in case["targets"]]
    wanted = [Candidacy(one.asked, one, None, None, catalog, _compacts(one)) for one in targets]
    columns = compare(catalog, _who(case), wanted, start=START)
    by_id = {c.target.credential: c for c in columns.columns if c.target}
    for credential, fields in expect.get("columns", {}).items():
        shown = by_id[credential].model_dump(mode="json")
        for name, value in fields.items():
            assert shown[name] == value, f"{credential}: {name} is {shown[name]}, not {value}"
    planned = [(c.outcome.finish.typical, i) for i, c in by_id.items() if c.outcome]
    if "first" in expect:
        assert min(planned)[1] == expect["first"], sorted(planned)
    for credential, names in expect.get("unsourced", {}).items():
        assert list(by_id[credential].unsourced) == names
    for credential, words in expect.get("no_plan", {}).items():
        assert by_id[credential].outcome is None
        assert words in (by_id[credential].reason or "")
    assert expect.get("difference", "") in columns.difference
    assert "not_in_difference" not in expect or expect["not_in_difference"] not in columns.difference


def _compacts(target: Target) -> tuple[Any, ...]:
    return read_compacts_of(target.role)[0]


def _whatif(catalog: Catalog, case: Case, expect: Case) -> None:
    _known(expect, "levers", "not_tried", "says")
    target = resolve(catalog, str(case["target"]), case["state"])
    ask = Ask(catalog, _who(case), target, START)
    found = ask.answer()
    assert isinstance(found, Found), found
    answer = whatif(ask, found, levers(ask, found, catalog), keep_idle=True)
    tried = {lever.key: lever for lever in answer.levers}
    for key, effect in expect.get("levers", {}).items():
        assert _effect(tried[key]) == effect, (key, tried[key])
    for key in expect.get("not_tried", ()):
        assert not [one for one in tried if one.startswith(key)], key
    assert expect.get("says", "") in answer.sentence, answer.sentence


def _effect(lever: Lever) -> str:
    if lever.outcome is None:
        return "closed"
    days = lever.sooner_days or 0
    return "same" if not days else "sooner" if days > 0 else "later"


def _move(catalog: Catalog, case: Case, expect: Case) -> None:
    _known(
        expect,
        "rows",
        "no_row",
        "steps",
        "no_steps",
        "compact",
        "compact_open",
        "endorsement_open",
        "to",
        "hours_matter",
    )
    held = resolve(catalog, str(case["holds"]), case["from_state"])
    there = resolve(catalog, str(case.get("to", held.role)), case["to_state"])
    answer = move(catalog, _who(case), held, there, _compacts(held), start=START)
    assert answer.there.credential == expect.get("to", answer.there.credential)
    rows = {f"{row.what}: {row.asks}": row for row in answer.rows}
    for name, words in expect.get("rows", {}).items():
        assert name in rows, f"no `{name}` in {sorted(rows)}"
        state, _, left = str(words).partition(" ")
        assert (rows[name].state, rows[name].left if left else "") == (state, left), name
    for name in expect.get("no_row", ()):
        assert not [one for one in rows if one.startswith(name)], name
    for name in expect.get("steps", ()):
        assert any(name in step for step in answer.steps), answer.steps
    for name in expect.get("no_steps", ()):
        assert not any(name in step for step in answer.steps), answer.steps
    assert expect.get("compact", "") in (answer.compact or "none")
    for name in ("compact_open", "endorsement_open"):
        assert name not in expect or getattr(answer, name) is expect[name], name
    if "hours_matter" in expect:
        with_, without = answer.outcome, answer.outcome_without_hours
        assert (with_ is not None and without is not None and with_.finish != without.finish) is expect["hours_matter"]


def _plan(catalog: Catalog, case: Case, expect: Case) -> None:
    _known(expect, "deadline", "closest", "steps", "no_steps", "other_ways", "no_other_ways", "no_plan")
    target = resolve(catalog, str(case["target"]), case["state"])
    found = find(catalog, _who(case), target, start=START, objective=case.get("optimize", "soonest"))
    if "no_plan" in expect:
        assert isinstance(found, NoPlan)
        assert expect["no_plan"] in found.reason
        return
    assert isinstance(found, Found), found
    made = assembled(found, Around(), int(case.get("routes", 4)) - 1)
    ids = [step.id for step in made.steps]
    assert set(expect.get("steps", ())) <= set(ids), ids
    assert not set(expect.get("no_steps", ())) & set(ids), ids
    others = [set(one.steps) for one in made.alternatives]
    assert len(others) < int(case.get("routes", 4))
    for wanted in expect.get("other_ways", ()):
        assert any(set(wanted) <= steps for steps in others), others
    assert "no_other_ways" not in expect or not others
    if "deadline" in case:
        said = deadline(catalog, found, made.finish, date.fromisoformat(str(case["deadline"])))
        assert said.met is expect["deadline"], (made.finish, said)
        assert said.closest == expect.get("closest", said.closest)


CHECKS: Mapping[str, Callable[[Catalog, Case, Case], None]] = {
    "next": _next,
    "compare": _compare,
    "whatif": _whatif,
    "move": _move,
    "plan": _plan,
}
"""How a case is put and checked, by the command; the file of a case is named after it."""
