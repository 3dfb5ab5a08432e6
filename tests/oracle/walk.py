"""A schedule found by walking from day to day: what is ready begins, what runs grows by a day, what is done ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from mhcareer.model.planning import PlanningFile
from mhcareer.model.program import Program
from mhcareer.model.requirement import Experience, Training
from tests.oracle.amounts import HUNDREDTHS
from tests.oracle.calendar import months_later
from tests.oracle.holds import DAYS_PER_WEEK, DAYS_PER_YEAR
from tests.oracle.work import Worker

TOO_LONG = 60 * DAYS_PER_YEAR
DAY = timedelta(days=1)


@dataclass
class Job:
    """One task of a route, and how far it is."""

    name: str
    what: Program | int | Experience | Training | timedelta
    """An integer is a number of credits, a span of time something that only has to pass."""
    after: set[str] = field(default_factory=set)
    after_begun: set[str] = field(default_factory=set)
    put_off: int = 0
    """Terms that are let pass."""
    begun: date | None = None
    ended: date | None = None
    done: dict[str, int] = field(default_factory=dict)
    until: date | None = None
    """End of the term that runs."""

    @property
    def is_study(self) -> bool:
        """Whether two of this kind never run at once, by term."""
        return isinstance(self.what, Program | int)


@dataclass
class Walk:
    """All jobs of one route, gone in one order of studies and of kinds of experience."""

    worker: Worker
    planning: PlanningFile
    start: date
    jobs: dict[str, Job]
    order: tuple[str, ...]
    """Studies and kinds of experience; each waits for those of its kind that stand before it."""

    def finish(self, target: str) -> date | None:
        """The day on which the target is held; None if that never comes."""
        today = self.start
        while (today - self.start).days < TOO_LONG:
            while self._change(today):
                pass
            ended = self.jobs[target].ended
            if ended is not None:
                return ended
            self._live()
            today += DAY
        return None

    def _change(self, today: date) -> bool:
        changed = False
        for job in self.jobs.values():
            if job.begun is None and self._is_ready(job) and self._begins(job, today):
                job.begun, changed = today, True
            if job.begun is not None and job.ended is None and self._is_done(job, today):
                job.ended, changed = today, True
        return changed

    def _is_ready(self, job: Job) -> bool:
        if any(self.jobs[name].ended is None for name in job.after):
            return False
        if any(self.jobs[name].begun is None for name in job.after_begun):
            return False
        if job.name not in self.order:
            return True
        before = (self.jobs[name] for name in self.order[: self.order.index(job.name)])
        return all(other.ended is not None for other in before if other.is_study == job.is_study)

    def _begins(self, job: Job, today: date) -> bool:
        if not job.is_study or (isinstance(job.what, Program) and job.what.starts == "any"):
            return True
        applied = self.worker.person.applies_from(self.start)
        first = applied + timedelta(weeks=int(self.planning.admission_lead_weeks.low))
        if not self._is_term(today) or (isinstance(job.what, Program) and today < first):
            return False
        job.put_off -= 1
        return job.put_off < 0

    def _is_term(self, today: date) -> bool:
        return any(term.starts == f"{today:%m-%d}" for term in self.planning.terms)

    def _is_done(self, job: Job, today: date) -> bool:
        if job.begun is None:
            return False
        match job.what:
            case Program():
                full = self.worker.person.study == "full-time"
                pace = job.what.months.full_time if full else job.what.months.part_time
                return today >= months_later(job.begun, int(pace.typical.low))
            case int(credits_):
                return self._terms_done(job, credits_, today)
            case Experience():
                return self._hours_done(job, job.what, today)
            case Training():
                return (
                    job.done.get("hours", 0)
                    >= (job.what.hours.high if job.what.hours else 0) * HUNDREDTHS * DAYS_PER_WEEK
                )
            case timedelta():
                return today - job.begun >= job.what

    def _terms_done(self, job: Job, wanted: int, today: date) -> bool:
        months = int(self.planning.months_per_term.low)
        if job.until is None and self._is_term(today):
            job.until = months_later(today, months)
        if job.until is not None and today >= job.until:
            job.until = None
            job.done["credits"] = job.done.get("credits", 0) + self.worker.credits
            if job.done["credits"] < wanted and self._is_term(today):
                job.until = months_later(today, months)
        return job.done.get("credits", 0) >= wanted

    def _hours_done(self, job: Job, leaf: Experience, today: date) -> bool:
        asked = {"total": leaf.total_hours, "direct": leaf.direct_hours, "supervision": leaf.supervision_hours}
        if leaf.total_hours and leaf.max_hours_per_year:
            asked["a year"] = leaf.total_hours
        for name, figure in asked.items():
            if figure and job.done.get(name, 0) < figure.high * HUNDREDTHS * DAYS_PER_YEAR:
                return False
        months = int(leaf.min_months.low) if leaf.min_months else 0
        return job.begun is not None and today >= months_later(job.begun, months)

    def _live(self) -> None:
        """One day of study, work and training."""
        running = [job for job in self.jobs.values() if job.begun is not None and job.ended is None]
        study = next((job for job in running if job.is_study), None)
        left = None
        if study is not None:
            left = HUNDREDTHS * self.worker.left_of_week(study.what if isinstance(study.what, Program) else None)
        for job in running:
            if isinstance(job.what, Experience):
                self._work(job, job.what, left)
            elif isinstance(job.what, Training):
                pace = self.worker.person.training_per_week or int(self.worker.pace.training_per_week.low)
                rate = HUNDREDTHS * pace if left is None else min(HUNDREDTHS * pace, left)
                job.done["hours"] = job.done.get("hours", 0) + rate

    def _work(self, job: Job, leaf: Experience, left: int | None) -> None:
        week = self.worker.week(leaf)
        rates = {"total": week.hours, "direct": week.direct, "supervision": week.supervision}
        if left is not None:
            rates = {name: min(rate, left) for name, rate in rates.items()}
        if leaf.max_hours_per_year:
            most = int(leaf.max_hours_per_year.low * HUNDREDTHS) // self.worker.weeks
            rates["a year"] = min(rates["total"], most)
        for name, rate in rates.items():
            job.done[name] = job.done.get(name, 0) + rate * self.worker.weeks


assert DAYS_PER_WEEK == 7
