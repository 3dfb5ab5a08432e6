"""The one length of a month in days: for telling a time, never for planning with it."""

_DAYS_PER_YEAR = 365.25
_MONTHS_PER_YEAR = 12


def in_months(days: int) -> float:
    """Days as months of the same length; whoever shows them says how they are rounded."""
    return days * _MONTHS_PER_YEAR / _DAYS_PER_YEAR
