"""Which steps of a way have a fee that a source states, by their ids alone: of another way no more is told."""

from __future__ import annotations

import re

from mhcareer.model.catalog import Exam
from mhcareer.model.credential import Credential
from mhcareer.model.requirement import ExamRequirement
from mhcareer.verify.context import Context

_AGAIN = re.compile(r"-\d+$")
"""What stands behind an id that an earlier step of the way has already."""


def is_stated(context: Context, ids: tuple[str, ...], id_: str) -> bool:
    """Whether a course, an exam or an application on a way has a fee that is stated, or none to pay.

    Args:
        context: The data.
        ids: All steps of the way.
        id_: One of them that is no study. Hours of work have no fee.
    """
    catalog = context.catalog
    if id_ in catalog.credentials:
        return _applied(catalog.credentials[id_])
    owner, _, course = id_.partition("/")
    if course:
        known = catalog.credentials[owner].fees_usd
        # The fee that a rule states pays for the first of its courses.
        return not course.startswith("training") or (course == "training" and bool(known and known.training))
    exam = catalog.exams.get(id_) or catalog.exams.get(_AGAIN.sub("", id_))
    return exam is None or exam.fee_usd is not None or _asked_with_a_fee(context, ids, exam)


def _applied(credential: Credential) -> bool:
    fees = credential.fees_usd
    if fees is None:
        return credential.kind == "employer-role"
    return bool(fees.application or fees.license or fees.registration)


def _asked_with_a_fee(context: Context, ids: tuple[str, ...], exam: Exam) -> bool:
    """Whether a credential of the way that asks an exam says what the exam costs."""
    asking = (context.catalog.credentials[id_] for id_ in ids if id_ in context.catalog.credentials)
    return any(
        isinstance(leaf, ExamRequirement) and leaf.id == exam.id
        for credential in asking
        if credential.fees_usd and credential.fees_usd.exam
        for version in credential.versions
        if version.requires
        for _, leaf in version.requires.leaves()
    )
