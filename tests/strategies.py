"""Generated people and rules: shapes that a legislature might write, not only those that the data holds today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mhcareer.model.catalog import JurisdictionFile
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person

ASSOCIATE, LICENSE = "va-generated-associate", "va-generated-license"
NOTED: dict[str, Any] = {"unverified": True}


def quantity(value: object) -> dict[str, Any]:
    """A figure without a source."""
    return {"value": value, **NOTED}


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Something, or as often nothing."""
    return st.one_of(st.none(), st.none(), strategy)


FIELDS = st.sampled_from(
    [None, "social-work", "counseling", "psychology", "nursing", "clinical-mental-health-counseling"]
)
LEVELS = st.sampled_from(["none", "high-school", "some-college", "associate", "bachelors", "masters", "doctorate"])


def held_education() -> st.SearchStrategy[dict[str, Any]]:
    """A degree with or without its field; some college perhaps with its credits."""
    return st.builds(
        lambda level, field, credit: {
            "level": level,
            "field": field if level not in ("none", "high-school") else None,
            "semester_credits": credit if level == "some-college" else None,
        },
        LEVELS,
        FIELDS,
        maybe(st.integers(0, 130)),
    )


def paces() -> st.SearchStrategy[dict[str, Any]]:
    """A pace of one's own, or a part of one."""
    return st.builds(
        lambda hours, direct, supervision, available, credit, share, training: {
            "hours_per_week": hours,
            "direct_per_week": min(direct, hours) if direct and hours else direct,
            "supervision_per_week": supervision,
            "available_per_week": available,
            "credits_per_term": credit,
            "group_share_percent": share,
            "training_per_week": training,
        },
        maybe(st.integers(15, 45)),
        maybe(st.integers(5, 30)),
        maybe(st.integers(1, 4)),
        maybe(st.integers(20, 70)),
        maybe(st.integers(3, 18)),
        maybe(st.sampled_from([0, 30, 50, 80, 100])),
        maybe(st.integers(4, 40)),
    )


def studies() -> st.SearchStrategy[list[dict[str, Any]]]:
    """A program under way, now and then."""
    return maybe(
        st.builds(
            lambda level, field, credit: [{"level": level, "field": field, "credits_earned": credit}],
            st.sampled_from(["associate", "bachelors", "bachelors", "masters", "doctorate"]),
            FIELDS,
            st.integers(0, 60),
        )
    ).map(lambda found: found or [])


def people() -> st.SearchStrategy[Person]:
    """People with one or two degrees, perhaps a program under way and a pace of their own."""
    return st.builds(
        lambda education, study, pace, under_way: Person.model_validate(
            {"education": tuple(education), "study": study, **pace, "studying": tuple(under_way)}, strict=False
        ),
        st.lists(held_education(), min_size=1, max_size=2),
        st.sampled_from(["full-time", "part-time"]),
        paces(),
        studies(),
    )


def _last_day(total: int, span: tuple[date, date]) -> date:
    """The later of two days, or as many days on as hours need: none has more than 24."""
    return max(*span, min(span) + timedelta(days=total // 24))


def histories(catalog: Catalog, credential_id: str) -> st.SearchStrategy[Person]:
    """People with a past that touches a credential: exams passed, credentials held, hours logged, an age, an answer."""
    credential = catalog.credentials[credential_id]
    leaves = [leaf for v in credential.versions if v.requires for _, leaf in v.requires.leaves()]
    exam_ids = sorted({leaf.id for leaf in leaves if leaf.kind == "exam"})
    held_ids = sorted({leaf.id for leaf in leaves if leaf.kind == "credential" and leaf.id})
    day = st.dates(date(2018, 1, 1), date(2026, 11, 1)).map(date.isoformat)
    exam = st.builds(
        lambda i, d: {"id": i, "passed": d}, st.sampled_from(exam_ids or ["nce"]), st.one_of(st.none(), day)
    )
    hours = st.builds(
        lambda total, share, supervision, training, months, groups, span: {
            "toward": credential_id,
            "total": total,
            "direct": total * share // 100,
            "supervision": supervision,
            "training": training,
            "months": months,
            "group_supervision": supervision * groups // 100,
            **({"since": min(span).isoformat(), "until": _last_day(total, span).isoformat()} if span else {}),
        },
        st.integers(0, 4000),
        st.integers(0, 100),
        st.integers(0, 250),
        st.integers(0, 120),
        st.integers(0, 70),
        st.sampled_from([0, 0, 40, 100]),
        maybe(st.tuples(st.dates(date(2018, 1, 1), date(2026, 1, 1)), st.dates(date(2018, 1, 1), date(2026, 1, 1)))),
    )
    return st.builds(
        lambda who, passed, held, logged, born, said: Person.model_validate(
            {
                **who.model_dump(exclude_unset=True),
                "exams": tuple({e["id"]: e for e in passed}.values()),
                "credentials": tuple(held),
                "hours": tuple(logged),
                "born": born,
                "lived_experience": said,
            },
            strict=False,
        ),
        people(),
        st.lists(exam, max_size=2),
        st.lists(st.sampled_from(held_ids), max_size=1, unique=True) if held_ids else st.just([]),
        st.lists(hours, max_size=2),
        st.one_of(st.none(), st.dates(date(1960, 1, 1), date(2012, 1, 1)).map(date.isoformat)),
        st.sampled_from([None, None, True, False]),
    )


def education() -> st.SearchStrategy[dict[str, Any]]:
    """A degree at some level, in any field or in named ones."""
    return st.builds(
        lambda level, fields, related, credit: {
            "education": {
                "level": {"value": level, **NOTED},
                **({"fields": {"value": fields, "related": related, **NOTED}} if fields else {}),
                **({"semester_credits": quantity(credit)} if credit and level == "masters" else {}),
            }
        },
        st.sampled_from(["high-school", "associate", "bachelors", "masters"]),
        st.sampled_from(
            [None, None, ["counseling"], ["social-work"], ["behavioral-science"], ["counseling", "psychology"]]
        ),
        st.booleans(),
        st.sampled_from([None, 48, 60, 72]),
    ).filter(lambda e: e["education"]["level"]["value"] != "high-school" or "fields" not in e["education"])


def amounts() -> st.SearchStrategy[dict[str, Any]]:
    """Hours of several kinds, and months; at least one figure."""

    def build(total: int | None, share: int, supervision: int | None, months: int | None, weeks: int | None) -> Any:
        leaf: dict[str, Any] = {}
        if total:
            leaf["total_hours"] = quantity(total)
        if share:
            leaf["direct_hours"] = quantity((total or 2000) * share // 100)
        if supervision:
            leaf["supervision_hours"] = quantity(supervision)
        if weeks:
            leaf["min_weeks"] = quantity(weeks)
        if months or not leaf:
            leaf["min_months"] = quantity(months or 12)
        return leaf

    return st.builds(
        build,
        st.sampled_from([None, 250, 1500, 3000, 4000]),
        st.sampled_from([0, 0, 40, 60]),
        st.sampled_from([None, 50, 100, 200]),
        st.sampled_from([None, 12, 24, 36]),
        maybe(st.sampled_from([26, 104])),
    )


def limits() -> st.SearchStrategy[dict[str, Any]]:
    """What a rule counts at most or asks at least: of a year, of a week, of groups, before and after graduation."""
    rate = st.builds(
        lambda hours, per, most, of: {"hours": hours, "per": per, "of": of, **({"to": hours + most} if most else {})},
        st.sampled_from([1, 2]),
        st.sampled_from(["week", "month", 20, 40]),
        maybe(st.integers(1, 3)),
        st.sampled_from(["total", "direct"]),
    )
    one = st.one_of(
        st.sampled_from([1500, 2000]).map(lambda n: {"max_hours_per_year": quantity(n)}),
        st.sampled_from([20, 40]).map(lambda n: {"max_hours_per_week": quantity(n)}),
        st.sampled_from([0, 25, 50]).map(lambda n: {"group_supervision_max_percent": quantity(n)}),
        st.sampled_from([20, 60]).map(lambda n: {"group_supervision_max_hours": quantity(n)}),
        st.sampled_from([10, 40]).map(lambda n: {"individual_supervision_min_hours": quantity(n)}),
        st.sampled_from([200, 900, 1500]).map(lambda n: {"before_graduation_max_hours": quantity(n)}),
        st.sampled_from([500, 1200]).map(lambda n: {"after_graduation_min_hours": quantity(n)}),
        st.sampled_from([72, 120]).map(lambda n: {"window_months": quantity(n)}),
        st.sampled_from([9, 18]).map(lambda n: {"parts": [{"what": "a part", "min_months": n, **NOTED}]}),
        st.booleans().map(lambda inside: {"total_includes_supervision": {"value": inside, **NOTED}}),
        st.just({"internship_counts_hours": quantity(600), "internship_counts_months": quantity(9)}),
        rate.map(lambda found: {"supervision_rate": {**found, **NOTED}}),
    )
    return st.lists(one, max_size=3).map(lambda found: {k: v for part in found for k, v in part.items()})


def experience() -> st.SearchStrategy[dict[str, Any]]:
    """Supervised experience with what a rule may say of it."""
    return st.builds(
        lambda asked, bounds, counts: {
            "experience": {**asked, **bounds, **({"counts_from": {"value": counts, **NOTED}} if counts else {})}
        },
        amounts(),
        limits(),
        st.sampled_from(
            [None, "registration", "graduation", "training", "application", "any", "enrollment", "enrollment"]
        ),
    )


def exams() -> st.SearchStrategy[dict[str, Any]]:
    """A known exam with or without a stated timing; now and then open before the degree, or with a pass that ages."""

    def build(exam: str, timing: str | None, early: int | None, valid: int | None) -> dict[str, Any]:
        leaf: dict[str, Any] = {"id": exam, **NOTED}
        if timing:
            leaf["timing"] = {"value": timing, **NOTED}
        if early:
            leaf["before_graduation_months"] = quantity(early)
        if valid:
            leaf["valid_months"] = quantity(valid)
        return {"exam": leaf}

    return st.builds(
        build,
        st.sampled_from(["nce", "ncmhce", "aswb-masters", "aswb-clinical"]),
        st.sampled_from([None, "before-experience", "during-experience", "after-experience", "any"]),
        maybe(st.sampled_from([3, 12])),
        maybe(st.sampled_from([24, 60])),
    )


def training() -> st.SearchStrategy[dict[str, Any]]:
    """A course of some hours or days, now and then one that must be recent."""
    length = st.one_of(
        st.integers(10, 200).map(lambda hours: {"hours": quantity(hours)}),
        st.integers(1, 15).map(lambda days: {"days": quantity(days)}),
    )
    recent = maybe(st.sampled_from([12, 24])).map(lambda n: {"finished_within_months": quantity(n)} if n else {})
    return st.builds(lambda one, other: {"training": {**one, **other}}, length, recent)


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    """Any leaf that a plan can work off."""
    return st.one_of(education(), experience(), exams(), training())


def trees() -> st.SearchStrategy[dict[str, Any]]:
    """Trees of `all` and `any` over such leaves, at most three deep and with few alternatives."""
    branch = st.one_of(leaves(), st.lists(leaves(), min_size=1, max_size=3).map(lambda items: {"all": items}))
    alternative = st.lists(branch, min_size=2, max_size=3).map(lambda items: {"any": items})
    return st.lists(st.one_of(leaves(), alternative), min_size=1, max_size=4).map(lambda items: {"all": items})


def with_rules(
    catalog: Catalog,
    license_tree: dict[str, Any],
    associate_tree: dict[str, Any] | None,
    held_months: int | None = None,
) -> Catalog:
    """The catalog with a generated license, and a generated associate tier that it requires if one is given.

    Args:
        catalog: With Virginia's credentials.
        license_tree: What the license asks.
        associate_tree: What the tier below asks; None for no such tier.
        held_months: For how long that one must have been held.
    """
    made: list[Credential] = []
    if associate_tree is not None:
        made.append(_credential(ASSOCIATE, "associate", associate_tree))
        first = {"id": ASSOCIATE, **NOTED, **({"held_months": quantity(held_months)} if held_months else {})}
        license_tree = {"all": [{"credential": first}, license_tree]}
    made.append(_credential(LICENSE, "independent", license_tree))
    place = catalog.jurisdictions["VA"]
    file: JurisdictionFile = place.model_copy(update={"credentials": (*place.credentials, *made)})
    return replace(
        catalog,
        jurisdictions={**catalog.jurisdictions, "VA": file},
        credentials={**catalog.credentials, **{credential.id: credential for credential in made}},
    )


def _credential(credential_id: str, level: str, tree: dict[str, Any]) -> Credential:
    return Credential.model_validate(
        {
            "id": credential_id,
            "title": f"Generated {level}",
            "abbreviation": None,
            "role": "professional-counselor",
            "kind": "license",
            "level": level,
            "board": None,
            "versions": ({"requires": tree},),
        },
        strict=False,
    )
