"""Arithmetic of days and months, written anew so that an error of the planner's calendar cannot hide here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAYS_PER_WEEK = 7
DAYS_PER_YEAR = 365
"""Hours a week and weeks a year turn into years of this length."""
ROUNDING = timedelta(days=1)
"""A length in part days may be rounded either way."""


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def begun_months(start: date, finish: date) -> int:
    """Months from one day to another, a begun month counted whole."""
    months = max(0, (finish.year - start.year) * 12 + finish.month - start.month - 1)
    while add_months(start, months) < finish:
        months += 1
    return months
