"""Generated instances that use what the plain strategies leave out: paces of every kind, study under way."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from mhcareer.model.person import Person
from tests.strategies import FIELDS, NOTED, education, exams, leaves, people, quantity

Tree = dict[str, Any]
STARTS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
_HELD = ("high-school", "some-college", "associate", "bachelors", "masters")
_FIELDS = (None, "social-work", "counseling", "psychology", "nursing")


def paced_people() -> st.SearchStrategy[Person]:
    """People who state any of the paces, with credits, and perhaps enrolled in the next degree."""
    return st.builds(
        _person,
        st.sampled_from(_HELD),
        st.sampled_from(_FIELDS),
        st.sampled_from([None, 15, 48, 54, 90]),
        st.fixed_dictionaries(
            {
                "study": st.sampled_from(["full-time", "part-time"]),
                "hours_per_week": st.sampled_from([None, None, 20, 32, 50]),
                "direct_per_week": st.sampled_from([None, None, 10, 20]),
                "supervision_per_week": st.sampled_from([None, None, 1, 3]),
                "weeks_per_year": st.sampled_from([None, 44, 50]),
                "training_per_week": st.sampled_from([None, 5, 30]),
                "available_per_week": st.sampled_from([None, None, 60, 70]),
                "credits_per_term": st.sampled_from([None, None, None, 7, 15]),
                "group_share_percent": st.sampled_from([None, None, 0, 50, 100]),
            }
        ),
        st.sampled_from([None, None, 0, 20, 45]),
    )


def _person(level: str, field: str | None, credit: int | None, paces: Tree, enrolled: int | None) -> Person:
    held: Tree = {"level": level, "field": None if level == "high-school" else field}
    if credit and (level == "masters" or (level == "some-college" and credit < 48)):
        held["semester_credits"] = credit
    following = {"high-school": "bachelors", "some-college": "bachelors", "bachelors": "masters"}.get(level)
    studying = ({"level": following, "field": field, "credits_earned": enrolled},) if enrolled and following else ()
    degrees = ({"level": "high-school"}, held) if level == "some-college" else (held,)
    direct, hours = paces["direct_per_week"], paces["hours_per_week"]
    paces = {**paces, "direct_per_week": min(direct, hours) if direct and hours else direct}
    return Person.model_validate({"education": degrees, "studying": studying, **paces}, strict=False)


def enrolled_people() -> st.SearchStrategy[Person]:
    """People of either kind, each enrolled in some degree: the next one, a lesser one, or one far above."""
    return st.builds(
        _enrolled,
        st.one_of(people(), paced_people()),
        st.sampled_from(["associate", "bachelors", "bachelors", "masters", "doctorate"]),
        FIELDS,
        st.integers(0, 60),
    )


def _enrolled(who: Person, level: str, field: str | None, earned: int) -> Person:
    studying = ({"level": level, "field": field, "credits_earned": earned},)
    return Person.model_validate({**who.model_dump(exclude_unset=True), "studying": studying}, strict=False)


def rare_experience() -> st.SearchStrategy[Tree]:
    """Hours beside a degree, ceilings and floors of a week, supervision that keeps pace, parts with months."""
    return st.builds(
        _rare,
        st.sampled_from([600, 1500, 3000]),
        st.sampled_from([None, 40]),
        st.sampled_from([None, 60, 100]),
        st.fixed_dictionaries(
            {
                "counts_from": st.sampled_from(["enrollment", "enrollment", "any", "registration", "graduation", None]),
                "before_graduation_max_hours": st.sampled_from([None, 200, 500]),
                "after_graduation_min_hours": st.sampled_from([None, None, 400]),
                "max_hours_per_week": st.sampled_from([None, None, 20]),
                "min_hours_per_week": st.sampled_from([None, None, None, 15]),
                "max_hours_per_year": st.sampled_from([None, None, 1000]),
                "internship_counts_hours": st.sampled_from([None, None, None, 300]),
                "min_weeks": st.sampled_from([None, None, 50]),
                "min_months": st.sampled_from([None, None, 13, 24]),
                "supervision_rate": st.sampled_from([None, None, (1, 20, None), (1, "week", 2), (4, "month", None)]),
                "group_supervision_max_percent": st.sampled_from([None, None, 50]),
                "part": st.sampled_from([None, None, 18]),
            }
        ),
    )


def _rare(total: int, share: int | None, supervision: int | None, more: Tree) -> Tree:
    leaf: Tree = {"total_hours": quantity(total)}
    if share:
        leaf["direct_hours"] = quantity(total * share // 100)
    if supervision:
        leaf["supervision_hours"] = quantity(supervision)
    counts, rate, part = (more.pop(name) for name in ("counts_from", "supervision_rate", "part"))
    leaf |= {name: quantity(value) for name, value in more.items() if value is not None}
    if counts:
        leaf["counts_from"] = {"value": counts, **NOTED}
    if rate:
        hours, per, most = rate
        leaf["supervision_rate"] = {"hours": hours, "per": per, **NOTED, **({"to": most} if most else {})}
    if part:
        leaf["parts"] = ({"what": "a part", "min_months": part, **NOTED},)
    return {"experience": leaf}


def early_exams() -> st.SearchStrategy[Tree]:
    """Exams that open before the degree."""
    return st.builds(
        lambda leaf, months: {"exam": {**leaf["exam"], "before_graduation_months": quantity(months)}},
        exams(),
        st.sampled_from([3, 6]),
    )


def rare_trees() -> st.SearchStrategy[Tree]:
    """A degree or two, rare leaves, and alternatives among them."""
    rare = st.one_of(rare_experience(), rare_experience(), early_exams(), leaves())
    alternative = st.lists(rare, min_size=2, max_size=2).map(lambda items: {"any": items})
    return st.builds(
        lambda degree, item, choice: {"all": [*degree, item, *choice]},
        st.lists(education(), min_size=0, max_size=1),
        rare,
        st.lists(alternative, max_size=1),
    )


def tiers() -> st.SearchStrategy[Tree | None]:
    """An associate tier of at most one experience, or none."""
    items = st.one_of(education(), exams(), early_exams(), rare_experience())
    return st.one_of(st.none(), st.lists(items, min_size=1, max_size=2).map(lambda found: {"all": found}))


_PLAIN = {
    "experience": {
        "total_hours",
        "direct_hours",
        "supervision_hours",
        "min_months",
        "max_hours_per_year",
        "counts_from",
    },
    "exam": {"id", "timing", "unverified"},
    "training": {"hours"},
}
"""What the walk from day to day knows of a leaf."""


def plain_people() -> st.SearchStrategy[Person]:
    """People with degrees and perhaps a pace; nothing under way, no credits, no share of groups."""
    unsaid: Tree = {"studying": (), "credits_per_term": None, "group_share_percent": None}

    def plain(who: Person) -> Person:
        degrees = tuple(held.model_copy(update={"semester_credits": None}) for held in who.education)
        return who.model_copy(update={**unsaid, "education": degrees})

    return people().map(plain)


def small_trees() -> st.SearchStrategy[Tree]:
    """Trees of two or three leaves with at most one alternative, of the plain kinds."""
    plain = leaves().map(_plain)
    alternative = st.lists(plain, min_size=2, max_size=2).map(lambda items: {"any": items})
    return st.lists(st.one_of(plain, plain, alternative), min_size=1, max_size=3).map(lambda items: {"all": items})


def _plain(leaf: Tree) -> Tree:
    (kind, asked), *_ = leaf.items()
    kept = {name: value for name, value in asked.items() if name in _PLAIN.get(kind, asked)}
    if kind == "training" and not kept:
        kept = {"hours": quantity(40)}
    if kind == "experience":
        if kept.get("counts_from", {}).get("value") == "enrollment":
            del kept["counts_from"]
        if not kept.keys() - {"counts_from", "max_hours_per_year"}:
            kept["min_months"] = quantity(12)
    return {kind: kept}
