"""What may be wrong with logged hours: too old, above a ceiling, of one kind for several, or without their months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from mhcareer.model.requirement import Experience
from mhcareer.planner.dating.dates import add_months, months_between
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import ExperienceWork
from mhcareer.planner.telling.steps import Scheduled, title

_MONTHS_PER_YEAR = 12


def doubts(scheduled: Scheduled) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every doubt once, with the references that it rests on: what to ask the board, or to say more of."""
    yield from _too_far_back(scheduled)
    yield from ((text, ()) for text in (*_above_the_ceilings(scheduled), *_counted_for_each(scheduled)))
    yield from ((text, ()) for text in _without_months(scheduled))


def _too_far_back(scheduled: Scheduled) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Logged hours from before the span in which a rule wants all of them: the plan counts them, the board may not."""
    for task in scheduled.route.tasks:
        limit = task.work.experience.max_months if isinstance(task.work, ExperienceWork) else None
        if limit is None or not isinstance(task.work, ExperienceWork):
            continue
        first = min((entry.since for entry in task.work.entries if entry.since), default=None)
        if first and add_months(date.fromisoformat(first), int(limit.high)) < scheduled.typical[task.id].end:
            said = (
                f"{title(task)}: you logged hours from {first} on, and the rule wants all of them within "
                f"{number(limit.high)} months: ask the board which of them still count"
            )
            yield said, limit.ref


def _above_the_ceilings(scheduled: Scheduled) -> Iterator[str]:
    """Logged hours of which a rule may count fewer: more than its hours of a year, or months than its longest span."""
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ExperienceWork) or (logged := task.work.logged) is None:
            continue
        asked = task.work.experience
        yearly, longest = asked.max_hours_per_year, asked.max_months
        if yearly and logged.months and logged.total > yearly.high * ceil(logged.months / _MONTHS_PER_YEAR):
            yield (
                f"{title(task)}: you logged {logged.total:,} hours in {logged.months} months, and the rule counts at "
                f"most {number(yearly.high)} a year: ask the board which count; the date holds only if all do"
            )
        if longest and logged.months > longest.high:
            yield (
                f"{title(task)}: you logged {logged.months} months, and the rule wants all hours within "
                f"{number(longest.high)}: ask the board which of them still count"
            )


def _counted_for_each(scheduled: Scheduled) -> Iterator[str]:
    """A log that several parts of a rule take: which of them it is for, the log does not say."""
    asked = [source for task in scheduled.route.tasks for source in task.sources if isinstance(source.leaf, Experience)]
    for toward in dict.fromkeys(log.toward for log in scheduled.person.hours):
        if len({source.path for source in asked if source.owner == toward}) > 1:
            credential = scheduled.catalog.credentials[toward]
            name = credential.abbreviation or credential.title
            yield (
                f"{name}: the rule asks for several kinds of hours, and what you logged is taken off each of them: ask "
                "the board which it counts for; the date holds only if it counts for all"
            )


def _without_months(scheduled: Scheduled) -> Iterator[str]:
    """Hours logged with their days and without months, where the rule asks for months: none is taken as done."""
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ExperienceWork) or task.work.logged is None or task.work.logged.months:
            continue
        asked = task.work.experience
        days = [(entry.since, entry.until) for entry in task.work.entries if entry.since and entry.until]
        if not days or not (asked.min_months or asked.min_weeks):
            continue
        first, last = (date.fromisoformat(day) for day in (min(days)[0], max(until for _, until in days)))
        after = last + timedelta(days=1)
        whole = months_between(first, after)
        whole -= add_months(first, whole) > after
        if not whole:
            continue
        yield (
            f"{title(task)}: you logged hours from {first} to {last} and no months, so none of the time that the rule "
            f"asks is taken as done; if you worked all through these days, say `months: {whole}`"
        )
