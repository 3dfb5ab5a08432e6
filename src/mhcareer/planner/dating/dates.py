"""Calendar arithmetic in whole days: months that end on a real day, and the terms of a school year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mhcareer.model.planning import Term

DAYS_PER_YEAR = 365
_IN_EVERY_MONTH = 28


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last of the month where that day does not exist."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    if day.day <= _IN_EVERY_MONTH:
        return date(year, month, day.day)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def months_between(start: date, finish: date) -> int:
    """Months from `start` to `finish`, a begun month counted whole."""
    months = (finish.year - start.year) * 12 + finish.month - start.month
    if add_months(start, months) < finish:
        months += 1
    return max(0, months)


def first_days(terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Month and day on which each term starts, earliest in the year first."""
    return tuple(sorted((int(term.starts[:2]), int(term.starts[3:])) for term in terms))


def next_term(day: date, terms: Sequence[tuple[int, int]]) -> date:
    """First day of the first term that starts on `day` or later; `terms` as `first_days` gives them."""
    today = (day.month, day.day)
    for start in terms:
        if start >= today:
            return date(day.year, *start)
    return date(day.year + 1, *terms[0])


def without(spans: list[tuple[date, date]], holes: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans of days less other spans."""
    for begin, end in holes:
        spans = [
            part
            for first, last in spans
            for part in ((first, min(last, begin)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return spans


def covered(spans: list[tuple[date, date]], since: date, until: date) -> int:
    """Days that lie in any of the spans."""
    days, at = timedelta(), since
    for begin, end in sorted(spans):
        first, last = max(begin, at), min(end, until)
        if first < last:
            days, at = days + (last - first), last
    return days.days
