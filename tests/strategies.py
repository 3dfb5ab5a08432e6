"""Generated people and rules: shapes that a legislature might write, not only those that the data holds today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from mhcareer.model.catalog import Credential, JurisdictionFile
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person

ASSOCIATE, LICENSE = "va-generated-associate", "va-generated-license"
NOTED: dict[str, Any] = {"unverified": True}


def quantity(value: int) -> dict[str, Any]:
    """A figure without a source."""
    return {"value": value, **NOTED}


def people() -> st.SearchStrategy[Person]:
    """People with one or two degrees and perhaps a pace of their own."""
    fields = st.sampled_from(
        [None, "social-work", "counseling", "psychology", "nursing", "clinical-mental-health-counseling"]
    )
    levels = st.sampled_from(["none", "high-school", "some-college", "associate", "bachelors", "masters", "doctorate"])
    held = st.builds(
        lambda level, field: {"level": level, "field": field if level not in ("none", "high-school") else None},
        levels,
        fields,
    )
    return st.builds(
        lambda education, study, hours, direct: Person.model_validate(
            {
                "education": tuple(education),
                "study": study,
                "hours_per_week": hours,
                "direct_per_week": min(direct, hours) if direct and hours else direct,
            },
            strict=False,
        ),
        st.lists(held, min_size=1, max_size=2),
        st.sampled_from(["full-time", "part-time"]),
        st.one_of(st.none(), st.integers(15, 45)),
        st.one_of(st.none(), st.integers(5, 30)),
    )


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
        lambda total, share, supervision, training, months: {
            "toward": credential_id,
            "total": total,
            "direct": total * share // 100,
            "supervision": supervision,
            "training": training,
            "months": months,
        },
        st.integers(0, 4000),
        st.integers(0, 100),
        st.integers(0, 250),
        st.integers(0, 120),
        st.integers(0, 70),
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
        st.lists(hours, max_size=1),
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


def experience() -> st.SearchStrategy[dict[str, Any]]:
    """Hours of several kinds; no ceiling on the span, so that a plan always exists."""

    def build(
        total: int | None, share: int, supervision: int | None, months: int | None, counts: str | None, cap: int | None
    ) -> Any:
        leaf: dict[str, Any] = {}
        if total:
            leaf["total_hours"] = quantity(total)
            if share:
                leaf["direct_hours"] = quantity(total * share // 100)
            if cap:
                leaf["max_hours_per_year"] = quantity(cap)
        if supervision:
            leaf["supervision_hours"] = quantity(supervision)
        if months or not leaf:
            leaf["min_months"] = quantity(months or 12)
        if counts:
            leaf["counts_from"] = {"value": counts, **NOTED}
        return {"experience": leaf}

    return st.builds(
        build,
        st.sampled_from([None, 250, 1500, 3000, 4000]),
        st.sampled_from([0, 40, 60]),
        st.sampled_from([None, 50, 100, 200]),
        st.sampled_from([None, 12, 24, 36]),
        st.sampled_from([None, "registration", "graduation", "training", "application", "any"]),
        st.sampled_from([None, 1500, 2000]),
    )


def exams() -> st.SearchStrategy[dict[str, Any]]:
    """A known exam with or without a stated timing."""
    return st.builds(
        lambda exam, timing: {
            "exam": {"id": exam, **NOTED, **({"timing": {"value": timing, **NOTED}} if timing else {})}
        },
        st.sampled_from(["nce", "ncmhce", "aswb-masters", "aswb-clinical"]),
        st.sampled_from([None, "before-experience", "during-experience", "after-experience", "any"]),
    )


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    """Any leaf that a plan can work off."""
    training = st.builds(lambda hours: {"training": {"hours": quantity(hours)}}, st.integers(10, 200))
    return st.one_of(education(), experience(), exams(), training)


def trees() -> st.SearchStrategy[dict[str, Any]]:
    """Trees of `all` and `any` over such leaves, at most three deep and with few alternatives."""
    branch = st.one_of(leaves(), st.lists(leaves(), min_size=1, max_size=3).map(lambda items: {"all": items}))
    alternative = st.lists(branch, min_size=2, max_size=3).map(lambda items: {"any": items})
    return st.lists(st.one_of(leaves(), alternative), min_size=1, max_size=4).map(lambda items: {"all": items})


def with_rules(catalog: Catalog, license_tree: dict[str, Any], associate_tree: dict[str, Any] | None) -> Catalog:
    """The catalog with a generated license, and a generated associate tier that it requires if one is given."""
    made: list[Credential] = []
    if associate_tree is not None:
        made.append(_credential(ASSOCIATE, "associate", associate_tree))
        license_tree = {"all": [{"credential": {"id": ASSOCIATE, **NOTED}}, license_tree]}
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
