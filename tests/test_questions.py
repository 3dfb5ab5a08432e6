"""Questions to a board are English: money as money, exams by their names, no word of the data's own."""

from __future__ import annotations

import re

import pytest

from mhcareer.model.figures import DisagreementLine, Figure
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.planner.telling.asked import question_about
from mhcareer.render.words import phrase

from .helpers import planned

ASKED = {
    ("x:requires.exam.timing", "any"): "may the exam be taken at any time?",
    ("x:requires.exam.timing", "before-experience"): "must the exam be passed before the experience begins?",
    ("x:requires.exam.timing", "during-experience"): "may the exam be taken while the experience goes on?",
    ("x:requires.exam.timing", "after-experience"): "is the exam taken only after the experience?",
    ("x:requires.all.1.exam", "aswb-bachelors"): "is it the exam ASWB Bachelors?",
    ("x:fees_usd.exam", 83.5): "is it an exam fee of $83.50?",
    ("x:fees_usd.application", 1200): "is it an application fee of $1,200?",
    ("x:fees_usd.license", "none"): "is there no license fee?",
    ("x:requires.experience.after_graduation_min_hours", "none"): "is there no rule on hours after the degree?",
    ("x:requires.experience.supervision_rate", "1 hour per week"): "is the supervision 1 hour per week?",
    ("x:requires.education.accreditation", "CSWE"): "is the accreditation CSWE?",
}


@pytest.mark.parametrize(("path", "value"), ASKED)
def test_a_figure_is_asked_in_english(path: str, value: str | float, catalog: Catalog) -> None:
    """One sentence for each kind of figure."""
    figure = Figure(path=path, value=value, unit=None, status="unverified", references=())
    assert question_about(figure, catalog.exams) == ASKED[path, value]


def test_what_another_source_says_is_told_once_and_like_the_figure(catalog: Catalog) -> None:
    """Fees as money, thousands with a comma, the same figure of two sources once."""
    others = tuple(DisagreementLine(value=v, references=(), why="read there") for v in (2000, 2000, "one year"))
    figure = Figure(
        path="x:requires.experience.total_hours",
        value=4000,
        unit="hours",
        status="verified",
        disagrees=others,
        references=(),
    )
    said = question_about(figure, catalog.exams)
    assert said == "is it 4,000 hours of supervised experience in all, or 2,000 or one year?"


def test_money_has_two_places_or_none() -> None:
    """On a step as in a question."""
    fee = Figure(path="x:fees_usd.application", value=83.5, unit="USD", status="verified", references=())
    assert phrase(fee) == "application fee $83.50"
    assert phrase(fee.model_copy(update={"to": 100})) == "application fee $83.50 to $100"


def test_no_question_of_any_plan_has_a_word_of_the_data(catalog: Catalog) -> None:
    """No id of an exam, no `$` before letters, no `none` and no name of a field in a question about a figure."""
    for credential in sorted(catalog.credentials)[::4]:
        found = planned(catalog, credential, "masters:counseling")
        for question in found.ask if isinstance(found, Plan) else ():
            if question.because in ("unverified", "sources disagree"):
                text = question.text.partition(": ")[2]
                assert not re.search(r"\$[a-z]|\bnone\b|taken any\b|counts hours|\d renewal|\$\d+\.\d\b(?!\d)", text), (
                    text
                )
                assert not any(exam in text for exam in catalog.exams if "-" in exam), text
