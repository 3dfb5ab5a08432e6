"""How a person reads a date, a duration, an amount of money, a figure of a rule and what somebody has studied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from mhcareer.model.base import LEVEL_NAMES
from mhcareer.model.figures import Figure
from mhcareer.model.lengths import in_months
from mhcareer.model.library import Catalog
from mhcareer.model.pay import dollars
from mhcareer.model.person import HeldEducation, Person, Studying
from mhcareer.model.plan import Cost

WITHOUT_PAY = "without pay from the steps themselves"
"""What the days are called on which none of a plan's own steps is paid work in the field."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_PHRASES: Mapping[str, str] = {
    "total_hours": "{} hours in all",
    "direct_hours": "{} hours of direct client contact",
    "supervision_hours": "{} hours of supervision",
    "individual_supervision_min_hours": "at least {} hours of individual supervision",
    "group_supervision_max_hours": "at most {} hours of supervision in groups",
    "supervision_rate": "supervision: {}",
    "min_months": "at least {} months",
    "max_months": "within {} months",
    "min_weeks": "at least {} weeks with supervision",
    "window_months": "hours older than {} months do not count",
    "min_hours_per_week": "at least {} hours a week",
    "max_hours_per_week": "at most {} hours a week count",
    "max_hours_per_year": "at most {} hours a year count",
    "internship_counts_hours": "{} of them come from the internship inside the degree",
    "internship_counts_months": "{} of the months come from that internship",
    "internship_months": "internship of {} months",
    "group_supervision_max_percent": "at most {} percent of the supervision in groups",
    "before_graduation_max_hours": "at most {} hours from before graduation",
    "after_graduation_min_hours": "at least {} hours after graduation",
    "counts_from": "hours count from: {}",
    "semester_credits": "{} semester credits",
    "accreditation": "accreditation: {}",
    "internship_hours": "internship of {} hours",
    "internship_direct_hours": "{} internship hours with clients",
    "internship_relational_hours": "{} internship hours with couples or families",
    "internship_supervision_hours": "{} hours of supervision in the internship",
    "practicum_hours": "practicum of {} hours",
    "practicum_direct_hours": "{} practicum hours with clients",
    "finished_within_months": "finished within {} months before the application",
    "hours": "{} hours of training",
    "days": "{} days of training",
    "courses": "{} courses",
    "years": "{} years",
    "recovery_months": "at least {} months of recovery",
    "valid_months": "a pass counts for {} months",
    "before_graduation_months": "open {} months before the degree",
    "held_months": "held for {} months",
    "timing": "when: {}",
    "fee_usd": "fee {}",
    "processing_weeks": "processing {} weeks",
    "lasts_months": "can be held for {} months",
    "ce_hours": "{} hours of continuing education a renewal",
    "ethics_hours": "{} of them in ethics",
    "practice_hours": "{} hours of practice a renewal",
    "compact": "compact: {}",
    "level": "{}",
    "fields": "in {}",
}

_FEES: Mapping[str, str] = {
    "application": "application fee {}",
    "license": "license fee {}",
    "registration": "registration fee {}",
    "exam": "exam fee {}",
    "training": "training fee {}",
    "renewal": "renewal fee {}",
    "upgrade": "upgrade fee {}",
}


TIER_WORDS: Mapping[str, str] = {
    "entry": "a first step, under supervision",
    "associate": "under supervision, earning hours",
    "intermediate": "between the first step and working alone",
    "independent": "works alone",
}
"""What a tier lets one do, in plain words."""


def month(day: date) -> str:
    """`Aug 2027`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


_SHOWN_IN_DAYS, SHOWN_IN_WEEKS = 14, 84
"""Spans shorter than this many days are told in days, and in weeks rather than months."""


def duration(months: int) -> str:
    """`9 y 10 m`, `8 m`, `2 y`, `none`."""
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years} y" if years else "", f"{rest} m" if rest else "") if part) or "no time"


def counted(number: int, unit: str) -> str:
    """`1 week`, `2 weeks`."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def months_spanned(begin: date, end: date) -> int:
    """Months from one day to another, to the nearest whole: for showing a length, not for planning with it."""
    return round(in_months((end - begin).days))


def span_words(begin: date, end: date) -> str:
    """A span as people say it: in days, then weeks, then years and months, to the nearest whole."""
    days = (end - begin).days
    if days < _SHOWN_IN_DAYS:
        return counted(days, "day")
    return counted(round(days / 7), "week") if days < SHOWN_IN_WEEKS else duration(months_spanned(begin, end))


def without_pay(days: int) -> str:
    """`4 y 3 m without pay from the steps themselves`: what a plan's own hours and credentials leave unpaid.

    Other work may be open beside the steps; the money of each year tells of it.
    """
    return f"{duration(round(in_months(days)))} {WITHOUT_PAY}"


def money(cost: Cost) -> str:
    """`$96,300 ($61,000 to $158,000)`; with `at least` the low end first, where something due is not stated."""
    if not cost.is_known:
        return "not stated"
    if cost.low == cost.high:
        return f"${cost.typical:,}" if cost.complete else f"at least ${cost.typical:,}"
    if cost.complete:
        return f"${cost.typical:,} (${cost.low:,} to ${cost.high:,})"
    return f"at least ${cost.low:,} (typically ${cost.typical:,}, up to ${cost.high:,})"


def stated_money(cost: Cost, *, tuition_missing: bool) -> str:
    """The same; without the typical and the highest sum where the tuition of a degree is missing from them."""
    if not tuition_missing:
        return money(cost)
    return f"at least ${cost.low:,}, tuition not stated" if cost.is_known else "not stated"


def amount(value: float) -> str:
    """`3,400`, `59.5`."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def phrase(figure: Figure, names: Mapping[str, str] | None = None) -> str:
    """A figure in words, as `3,400 hours in all`; fields of study and exams are called as `names` has them."""
    name = _last_name(figure.path)
    if name == "group_supervision_max_hours" and figure.value == 0:
        return "no supervision in groups counts"
    if figure.value == "none":
        return f"no {name} fee" if "fees_usd." in figure.path else f"{name.replace('_', ' ')}: none required"
    in_fees = "fees_usd." in figure.path
    pattern = (_FEES if in_fees else _PHRASES).get(name, "{}")
    if "renewal." in figure.path and name == "years":
        pattern = "renewed every {} years"
    if figure.path.rsplit(".", 1)[-1] in ("exam", "education", "experience", "credential") and not in_fees:
        known = (names or {}).get(str(figure.value))
        return f"exam: {known}" if known else "required"
    said = pattern.format(_value(figure, name, names or {}))
    return _singular(said) if figure.value == 1 and figure.to is None else said


def _singular(said: str) -> str:
    """`renewed every year`, `1 hour of supervision`: what patterns made for numbers above one say of one."""
    said = said.replace("every 1 years", "every year")
    return re.sub(r"\b1 (hour|month|week|year|day|course|credit)s\b", r"1 \1", said)


def _last_name(path: str) -> str:
    names = [part for part in path.rsplit(":", maxsplit=1)[-1].split(".") if not part.isdigit()]
    return names[-1] if names else path


def _value(figure: Figure, name: str, fields: Mapping[str, str]) -> str:
    value = figure.value
    if isinstance(value, tuple):
        return " or ".join(fields.get(word, word.replace("-", " ")) for word in value)
    if isinstance(value, bool):
        return name.replace("_", " ") + (": yes" if value else ": no")
    if isinstance(value, int | float):
        told = dollars if "fees_usd." in figure.path or name.endswith("fee_usd") else amount
        return told(value) + (f" to {told(figure.to)}" if figure.to is not None else "")
    if name == "level":
        return next((said for level, said in LEVEL_NAMES.items() if level == value), value)
    if name == "timing" and value == "any":
        return "at any time"
    return value.replace("-", " ") if name in ("timing", "counts_from", "compact") else value


def cited(text: str, references: Sequence[str], numbers: Mapping[str, int], *, unverified: bool) -> str:
    """Text with the numbers of its sources, or with `~` where there is none."""
    if unverified:
        return f"{text} ~"
    listed = ", ".join(str(numbers[key]) for key in references if key in numbers)
    return f"{text} [{listed}]" if listed else text


def education_words(held: HeldEducation | Studying, catalog: Catalog) -> str:
    """`bachelor's degree in social work`."""
    field = catalog.fields.get(held.field) if held.field else None
    return LEVEL_NAMES[held.level] + (f" in {field.title}" if field else "")


def background_words(person: Person, catalog: Catalog) -> tuple[str, ...]:
    """What is held and what is under way: `high-school diploma`, `enrolled: bachelor's degree, 30 credits done`."""
    held = (_with_credits(education_words(one, catalog), one.semester_credits) for one in person.education)
    under_way = (_with_credits(f"enrolled: {education_words(s, catalog)}", s.credits_earned) for s in person.studying)
    return (*held, *under_way)


def _with_credits(words: str, done: int | None) -> str:
    return f"{words}, {done} credits done" if done else words
