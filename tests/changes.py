"""Changes of one figure of a person's pace or of the data, made by hand: no code of the planner's is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from mhcareer.model.base import Model, Quantity
from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Step

M = TypeVar("M", bound=Model)

PACES = {
    "direct_hours": "direct_per_week",
    "total_hours": "hours_per_week",
    "supervision_hours": "supervision_per_week",
    "supervision_rate": "supervision_per_week",
    "individual_supervision": "group_share_percent",
    "hours": "training_per_week",
    "credits_per_term": "credits_per_term",
}
FEWER = {"min_months": -1, "min_weeks": -4, "max_hours_per_year": 100, "days": -1}


def eased(catalog: Catalog, person: Person, step: Step) -> tuple[Catalog, Person]:
    """The world in which what a step calls `eased` is so, and nothing else."""
    constraint = step.binding.constraint
    if constraint in PACES:
        return catalog, with_pace(person, PACES[constraint], int(re.findall(r"\d+", step.binding.eased or "")[0]))
    if constraint == "program":
        return with_program(catalog, step.id, -1), person
    if constraint == "exam":
        return with_exam(catalog, exam_of_plan(catalog, step)), person
    if constraint == "processing_weeks":
        return with_processing(catalog, step.id.partition("/")[0]), person
    return with_leaf(catalog, step, constraint), person


def exam_of_plan(catalog: Catalog, step: Step) -> str:
    """Id of the exam that a step sits."""
    return step.id if step.id in catalog.exams else step.id.rpartition("-")[0]


def with_pace(person: Person, name: str, pace: int) -> Person:
    """The person at another pace; hours a week that were said are never less than those with clients."""
    changes = {name: pace}
    if name == "direct_per_week" and person.hours_per_week:
        changes["hours_per_week"] = max(pace, person.hours_per_week)
    return Person.model_validate({**person.model_dump(), **changes})


def with_program(catalog: Catalog, program_id: str, months: int) -> Catalog:
    """The catalog with one program longer or shorter by some months at every pace."""

    def change(raw: Any) -> None:
        for pace in raw["months"].values():
            for speed in pace.values():
                _by(speed, months)

    program = _changed(catalog.programs[program_id], change)
    return replace(catalog, programs={**catalog.programs, program_id: program})


def with_exam(catalog: Catalog, exam_id: str, weeks: int = -1) -> Catalog:
    """The catalog with the result of one exam a week sooner."""
    exam: Exam = catalog.exams[exam_id]
    figure = _moved(exam.weeks or catalog.planning.unstated_exam_weeks.typical, weeks)
    return replace(catalog, exams={**catalog.exams, exam_id: exam.model_copy(update={"weeks": figure})})


def with_processing(catalog: Catalog, credential_id: str, weeks: int = -1) -> Catalog:
    """The catalog with one credential processed a week sooner."""
    credential = catalog.credentials[credential_id]
    figure = _moved(credential.processing_weeks or catalog.planning.unstated_processing_weeks.typical, weeks)
    return with_credential(catalog, credential.model_copy(update={"processing_weeks": figure}))


def with_leaf(catalog: Catalog, step: Step, constraint: str) -> Catalog:
    """The catalog with one figure of the leaf that a step answers loosened by its natural amount."""
    owner, _, path = step.requirement[0].partition(":")
    credential = catalog.credentials[owner]

    def change(raw: Any) -> None:
        found = 0
        for version in raw["versions"]:
            leaf = _at(version.get("requires"), path.split(".")[1:])
            found += leaf is not None and _loosen(leaf, constraint)
        assert found == 1, f"{found} versions have {path}"

    return with_credential(catalog, _changed(credential, change))


def with_credential(catalog: Catalog, credential: Credential) -> Catalog:
    """The catalog with another entry for one credential."""
    code = credential.id[:2].upper()
    file = catalog.jurisdictions[code]
    listed = tuple(credential if one.id == credential.id else one for one in file.credentials)
    return replace(
        catalog,
        jurisdictions={**catalog.jurisdictions, code: file.model_copy(update={"credentials": listed})},
        credentials={**catalog.credentials, credential.id: credential},
    )


def _loosen(leaf: Any, constraint: str) -> bool:
    if constraint == "part_months":
        parts = [part for part in leaf.get("parts", ()) if part.get("min_months")]
        longest = max((part["min_months"] for part in parts), default=0)
        for part in parts:
            part["min_months"] -= part["min_months"] == longest
        return bool(parts)
    if constraint not in leaf:
        return False
    _by(leaf[constraint], FEWER[constraint])
    return True


def _at(node: Any, path: list[str]) -> Any:
    for name in path:
        try:
            node = node[int(name)] if isinstance(node, list) else node[name]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _by(figure: dict[str, Any], amount: int) -> None:
    figure["value"] = max(0, figure["value"] + amount)
    if figure.get("to") is not None:
        figure["to"] = max(0, figure["to"] + amount)


def _moved(figure: Quantity, amount: int) -> Quantity:
    changes: dict[str, Any] = {"value": max(0, figure.low + amount)}
    return figure.model_copy(update={**changes, **({"to": max(0, figure.high + amount)} if figure.to else {})})


def _changed(model: M, change: Callable[[Any], None]) -> M:
    raw = json.loads(model.model_dump_json(exclude_unset=True))
    change(raw)
    return type(model).model_validate_json(json.dumps(raw))
