"""At which paces a plan is dated: what is assumed of a week, and which term classes wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from mhcareer.planner.dating.clock import Clock, Rates, Speed
from mhcareer.planner.dating.dates import next_term
from mhcareer.planner.tasks import ExperienceWork, ProgramWork, TrainingWork
from mhcareer.planner.telling.steps import Scheduled, is_critical, title

_ORDER: tuple[Speed, ...] = ("typical", "fast", "slow")


def pace_assumptions(scheduled: Scheduled) -> Iterator[str]:
    """What is assumed of a week at each of the three speeds, where work, training or study is dated by it."""
    works = [task.work for task in scheduled.route.tasks]
    has_study = any(isinstance(work, ProgramWork) for work in works)
    if has_study:
        yield (
            f"{scheduled.person.study} study; classes start in fall or spring; you apply in time for each program; at "
            "the fast pace a program takes the shortest time that is told of it, at the slow pace the longest"
        )
    if any(isinstance(work, ExperienceWork) for work in works):
        yield from _by_speed(scheduled, lambda rates: _week(rates, has_study=has_study))
    if any(isinstance(work, TrainingWork) and work.training.hours for work in works):
        yield from _by_speed(scheduled, lambda rates: f"{rates.training} hours of training a week")


def term_waits(scheduled: Scheduled) -> Iterator[str]:
    """Why classes of a decisive program begin no sooner, where it is the schools' time for applications."""
    clock = scheduled.clock
    weeks = int(clock.planning.admission_lead_weeks.low)
    lead = timedelta(weeks=weeks)
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ProgramWork) or task.work.running or task.work.program.starts == "any":
            continue
        begin = scheduled.typical[task.id].begin
        if begin != next_term(clock.start + lead, clock.terms) or not is_critical(scheduled, task):
            continue
        before = _term_before(begin, clock)
        yield (
            f"{title(task)}: classes begin on {begin}, since schools want the application {weeks} weeks ahead (for the "
            f"term of {before} start by {before - lead}, for this one by {begin - lead})."
        )


def _term_before(begin: date, clock: Clock) -> date:
    """First day of the last term before another."""
    days = (date(year, *start) for year in (begin.year - 1, begin.year) for start in clock.terms)
    return max(day for day in days if day < begin)


def _by_speed(scheduled: Scheduled, told: Callable[[Rates], str]) -> Iterator[str]:
    """A sentence for each speed; one alone where the person's own paces make all three the same."""
    clocks = {
        speed: Clock(scheduled.clock.planning, scheduled.person, scheduled.clock.start, speed) for speed in _ORDER
    }
    said = {speed: told(clock.rates) for speed, clock in clocks.items()}
    if len(set(said.values())) == 1:
        yield said["typical"]
    else:
        yield from (f"{speed} pace: {text}" for speed, text in said.items())


def _week(rates: Rates, *, has_study: bool) -> str:
    whole = f"; {rates.available} hours a week for study and work together" if has_study else ""
    return (
        f"{rates.hours} hours a week that count, up to {rates.direct} of them direct, {rates.supervision} of "
        f"supervision, {rates.weeks} weeks a year{whole}"
    )
