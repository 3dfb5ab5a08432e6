"""At which paces a plan is dated: what is assumed of a week, and which term classes wait for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mhcareer.model.requirement import Age
from mhcareer.planner.dating.clock import Clock, Speed
from mhcareer.planner.dating.dates import next_term
from mhcareer.planner.tasks import ApplicationWork, ExperienceWork, ProgramWork, StudyWork, TrainingWork
from mhcareer.planner.telling.steps import Scheduled, is_critical, title


def pace_assumptions(scheduled: Scheduled) -> Iterator[str]:
    """What is assumed of a week at each of the three speeds, where work, training or study is dated by it."""
    works = [task.work for task in scheduled.route.tasks]
    if any(isinstance(work, ProgramWork) for work in works):
        yield (
            f"{scheduled.person.study} study, at the fast pace in the shortest time told of a program, at the slow in "
            f"the longest; classes start in fall or spring; schools want the application {_lead(scheduled)} weeks "
            f"ahead; you apply in time{_before_the_start(scheduled)}"
        )
    if any(isinstance(work, ExperienceWork) for work in works):
        yield _week(scheduled, has_study=any(isinstance(work, StudyWork) for work in works))
    if any(isinstance(work, TrainingWork) and work.training.hours for work in works):
        yield f"{_at_each_speed(scheduled, 'training')} hours of training a week"


def _lead(scheduled: Scheduled) -> int:
    return scheduled.clock.planning.admission_lead.days // 7


def _before_the_start(scheduled: Scheduled) -> str:
    """From when schools are applied to, where classes begin sooner than for who applies at the start of the plan."""
    clock = scheduled.clock
    applied = clock.person.applies_from(clock.start)
    sooner = any(
        scheduled.typical[task.id].begin < next_term(clock.start + clock.planning.admission_lead, clock.terms)
        for task in scheduled.route.tasks
        if isinstance(task.work, ProgramWork) and task.work.waits_for_a_term
    )
    return f", from {applied} on, before the plan begins" if applied < clock.start and sooner else ""


def term_waits(scheduled: Scheduled) -> Iterator[str]:
    """Why classes of a decisive program begin no sooner, where it is the schools' time for applications."""
    clock = scheduled.clock
    lead = clock.planning.admission_lead
    first = next_term(clock.person.applies_from(clock.start) + lead, clock.terms)
    if first == next_term(clock.start, clock.terms):
        return
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ProgramWork) or not task.work.waits_for_a_term:
            continue
        begin = scheduled.typical[task.id].begin
        if begin != first or not is_critical(scheduled, task):
            continue
        before = _term_before(begin, clock)
        yield (
            f"{title(task)}: classes begin on {begin}, since schools want the application {_lead(scheduled)} weeks "
            f"ahead (for the term of {before} apply by {before - lead}, for this one by {begin - lead})."
        )


def day_waits(scheduled: Scheduled) -> Iterator[str]:
    """Why a decisive application begins no sooner, where that is the day from which its rule lets one apply."""
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ApplicationWork) or task.not_before != scheduled.typical[task.id].begin:
            continue
        if task.not_before and is_critical(scheduled, task):
            young = scheduled.person.born and any(isinstance(source.leaf, Age) for source in task.sources)
            yield f"{title(task)}: not before {'you are as old as its rule asks' if young else 'its rule applies'}."


def _term_before(begin: date, clock: Clock) -> date:
    """First day of the last term before another."""
    days = (date(year, *start) for year in (begin.year - 1, begin.year) for start in clock.terms)
    return max(day for day in days if day < begin)


def _week(scheduled: Scheduled, *, has_study: bool) -> str:
    hours, direct, supervision, weeks, available = (
        _at_each_speed(scheduled, name) for name in ("hours", "direct", "supervision", "weeks", "available")
    )
    whole = f"; {available} hours a week for study and work together" if has_study else ""
    return (
        f"{hours} hours a week that count, up to {direct} of them direct, {supervision} of supervision, "
        f"{weeks} weeks a year{whole}"
    )


def _at_each_speed(scheduled: Scheduled, rate: str) -> str:
    """A rate at the typical pace, with those of the others where they differ: `35 (fast 40, slow 25)`."""
    speeds: tuple[Speed, ...] = ("typical", "fast", "slow")
    typical, fast, slow = (getattr(scheduled.clock.at_speed(speed).rates, rate) for speed in speeds)
    return str(typical) if typical == fast == slow else f"{typical} (fast {fast}, slow {slow})"
