"""Questions on which planner and oracle once parted, cut down to what parted them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mhcareer.model.person import Person

from .helpers import must_plan
from .strategies import LICENSE, quantity, with_rules
from .test_oracle import VIRGINIA, _difference

START = date(2028, 4, 19)


def _degree(level: str, *fields: str, semester_credits: int | None = None) -> dict[str, Any]:
    asked: dict[str, Any] = {"level": quantity(level)}
    if fields:
        asked["fields"] = quantity(fields)
    if semester_credits:
        asked["semester_credits"] = quantity(semester_credits)
    return {"education": asked}


def _hours(counts_from: str | None = None, **amounts: int) -> dict[str, Any]:
    asked = {name: quantity(value) for name, value in amounts.items()}
    return {"experience": asked | ({"counts_from": quantity(counts_from)} if counts_from else {})}


def _who(*education: dict[str, Any], **more: Any) -> Person:
    return Person.model_validate({"education": education, **more}, strict=False)


def _doing(level: str, field: str | None, earned: int) -> tuple[dict[str, Any], ...]:
    return ({"level": level, "field": field, "credits_earned": earned},)


MASTERS_OF_54 = {"level": "masters", "semester_credits": 54}
COUNSELING_60 = _degree("masters", "counseling", "psychology", semester_credits=60)
FOUND: dict[str, tuple[Person, dict[str, Any], dict[str, Any] | None]] = {
    "a few credits more are sooner than another degree that is on the way": (
        _who({"level": "masters", "field": "social-work", "semester_credits": 48}),
        {"all": [_degree("masters", "psychology"), _hours("registration", total_hours=3000)]},
        {"all": [_degree("masters", semester_credits=60)]},
    ),
    "a degree that a later leaf calls for spares the credits": (
        _who({"level": "associate", "semester_credits": 48}),
        {"all": [_degree("associate", semester_credits=60)]},
        {"all": [_degree("masters")]},
    ),
    "a degree in another field that a later leaf calls for spares the credits": (
        _who({"level": "bachelors", "field": "psychology", "semester_credits": 30}, study="part-time"),
        {"all": [_degree("bachelors", "counseling", "psychology", semester_credits=60)]},
        {"all": [_degree("masters", "counseling")]},
    ),
    "credits added to a degree in an unsaid field serve two rules": (
        _who(MASTERS_OF_54, study="part-time"),
        {"all": [COUNSELING_60]},
        {"all": [COUNSELING_60]},
    ),
    "of two ceilings on groups the lower holds": (
        _who({"level": "masters"}, hours_per_week=16, group_share_percent=50),
        {
            "all": [
                _hours(
                    total_hours=250,
                    supervision_hours=200,
                    group_supervision_max_percent=0,
                    group_supervision_max_hours=20,
                )
            ]
        },
        None,
    ),
    "first hours that grow too old behind others of the kind": (
        _who({"level": "masters"}, hours_per_week=27),
        {"any": [{"all": [_hours(total_hours=4000, window_months=72)] * 2}, _hours(total_hours=9000)]},
        None,
    ),
    "hours beside a degree count as many as they may, whatever study leaves of the week": (
        _who({"level": "high-school"}, direct_per_week=25),
        {
            "all": [
                _degree("associate"),
                _hours(
                    "enrollment",
                    total_hours=3000,
                    supervision_hours=60,
                    max_hours_per_year=1000,
                    min_months=24,
                    before_graduation_max_hours=200,
                ),
            ]
        },
        {
            "all": [
                _hours("training", total_hours=4000, supervision_hours=50, min_weeks=104),
                _hours("enrollment", total_hours=4000, supervision_hours=50, min_months=36),
                {"exam": {"id": "nce", "timing": quantity("before-experience")}},
            ]
        },
    ),
    "training that counts for a year, on the last day of a leap February": (
        _who({"level": "masters"}, hours_per_week=32),
        {
            "all": [
                _hours(total_hours=5937),
                {"training": {"days": quantity(2), "finished_within_months": quantity(12)}},
            ]
        },
        None,
    ),
    "study put off for an exam that would grow too old": (
        _who(
            {"level": "some-college"},
            studying=_doing("bachelors", "counseling", 13),
            study="part-time",
            credits_per_term=14,
            group_share_percent=30,
        ),
        {"all": [_degree("associate"), _hours("any", total_hours=3000, supervision_hours=50)]},
        {
            "all": [
                {
                    "exam": {
                        "id": "aswb-clinical",
                        "timing": quantity("before-experience"),
                        "valid_months": quantity(60),
                    }
                },
                _hours("any", total_hours=3000, supervision_hours=200),
                _hours("any", total_hours=4000),
            ]
        },
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_planner_and_oracle_agree(name: str) -> None:
    """Where they parted once they do no more."""
    who, tree, tier = FOUND[name]
    assert _difference(with_rules(VIRGINIA, tree, tier), who, LICENSE, START) is None


def test_credits_are_taken_once() -> None:
    """For two rules that ask for the same."""
    who, tree, tier = FOUND["credits added to a degree in an unsaid field serve two rules"]
    steps = must_plan(with_rules(VIRGINIA, tree, tier), LICENSE, who, START).steps
    assert [step.kind for step in steps].count("credits") == 1
