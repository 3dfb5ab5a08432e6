"""A figure of a rule as a question to the board: whole English sentences, no word of the data's own."""

from __future__ import annotations

from collections.abc import Mapping

from mhcareer.model.catalog import Exam
from mhcareer.model.figures import Figure
from mhcareer.model.pay import dollars
from mhcareer.planner.explain import number

_WORDS = {
    "total_hours": "{} hours of supervised experience in all",
    "direct_hours": "{} hours with clients",
    "supervision_hours": "{} hours of supervision",
    "group_supervision_max_hours": "at most {} hours of supervision in groups",
    "individual_supervision_min_hours": "at least {} hours of individual supervision",
    "group_supervision_max_percent": "at most {} percent of the supervision in groups",
    "before_graduation_max_hours": "at most {} hours from before the degree is finished",
    "after_graduation_min_hours": "at least {} hours after the degree is finished",
    "internship_counts_hours": "{} hours of the internship that count toward the experience",
    "internship_counts_months": "{} months of the internship that count toward the experience",
    "internship_direct_hours": "{} internship hours with clients",
    "internship_relational_hours": "{} internship hours with couples or families",
    "internship_supervision_hours": "{} hours of supervision in the internship",
    "internship_months": "an internship of {} months",
    "practicum_hours": "{} practicum hours inside the degree",
    "practicum_direct_hours": "{} practicum hours with clients",
    "min_hours_per_week": "at least {} hours a week",
    "max_hours_per_week": "at most {} hours a week",
    "max_hours_per_year": "at most {} hours a year",
    "held_months": "held for {} months before",
    "valid_months": "a pass that counts for {} months",
    "before_graduation_months": "an exam that opens {} months before the degree",
    "processing_weeks": "{} weeks of processing",
    "min_months": "at least {} months of experience",
    "max_months": "at most {} months for the experience",
    "min_weeks": "at least {} weeks with supervision",
    "window_months": "hours of the last {} months only",
    "semester_credits": "{} semester credits",
    "internship_hours": "{} internship hours inside the degree",
    "hours": "{} hours of training",
    "years": "an age of {}",
    "recovery_months": "{} months of recovery",
}
"""A figure in words, by the last part of its path."""
_FEES = {
    "application": "an application fee",
    "license": "a license fee",
    "registration": "a registration fee",
    "exam": "an exam fee",
    "training": "a training fee",
    "renewal": "a renewal fee",
    "upgrade": "an upgrade fee",
}
_TIMINGS = {
    "before-experience": "must the exam be passed before the experience begins",
    "during-experience": "may the exam be taken while the experience goes on",
    "after-experience": "is the exam taken only after the experience",
    "any": "may the exam be taken at any time",
}
_NONE = {
    "after_graduation_min_hours": "hours after the degree",
    "before_graduation_max_hours": "hours before the degree",
    "accreditation": "accreditation",
}
"""What a rule asks nothing about, where it says so."""


def question_about(figure: Figure, exams: Mapping[str, Exam]) -> str | None:
    """The question whether a figure is right, with what other sources say; None for what goes without saying.

    Args:
        figure: Of a rule.
        exams: Names of exams by id.
    """
    asked = _asked(figure, exams)
    if asked is None:
        return None
    mine = _value(figure.value, figure, exams)
    others = dict.fromkeys(_value(other.value, figure, exams) for other in figure.disagrees)
    others.pop(mine, None)
    return f"{asked}, or {' or '.join(others)}?" if others else f"{asked}?"


def _asked(figure: Figure, exams: Mapping[str, Exam]) -> str | None:
    name, value = figure.path.rsplit(".", 1)[-1], figure.value
    if isinstance(value, bool | tuple):
        return None
    if _is_fee(figure):
        return _of_fee(name, value, figure, exams)
    if name == "timing":
        return _TIMINGS.get(str(value))
    if value == "none":
        return f"is there no rule on {_NONE.get(name, name.replace('_', ' '))}"
    said = _told(value, figure, exams)
    if name in _WORDS:
        return f"is it {_WORDS[name].format(said)}"
    if name == "exam":
        return f"is it the exam {said}"
    if name == "supervision_rate":
        return f"is the supervision {said}"
    if name == "accreditation":
        return f"is the accreditation {said}"
    return f"is it {said} {name.replace('_', ' ')}" if isinstance(value, int | float) else None


def _of_fee(name: str, value: str | float, figure: Figure, exams: Mapping[str, Exam]) -> str:
    fee = _FEES.get(name, f"a {name.replace('_', ' ')} fee")
    if value == "none":
        return f"is there no {fee.partition(' ')[2]}"
    return f"is it {fee} of {_told(value, figure, exams)}"


def _told(value: object, figure: Figure, exams: Mapping[str, Exam]) -> str:
    """The value of a figure, with the upper end of a range."""
    return _value(value, figure, exams) + (f" to {_value(figure.to, figure, exams)}" if figure.to is not None else "")


def _value(value: object, figure: Figure, exams: Mapping[str, Exam]) -> str:
    """A value as people write it: money with its sign, an exam by its name."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return dollars(value) if _is_fee(figure) else number(value)
    exam = exams.get(str(value)) if figure.path.endswith(".exam") else None
    return (exam.abbreviation or exam.title) if exam else str(value)


def _is_fee(figure: Figure) -> bool:
    return "fees_usd." in figure.path or figure.path.endswith("fee_usd")
