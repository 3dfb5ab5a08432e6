"""The days of a plan that belong into a calendar: what begins, what ends, what is due, what runs out.

Every day is one of the plan's own, or a limit of a rule or a date of the year counted from one. A limit that the data
does not state has no day here, and nothing that only the person knows is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from mhcareer.frozen import dataclass
from mhcareer.model.base import Reference, Sourced
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan, Step
from mhcareer.model.surroundings import CalendarDate, CalendarEntry, CalendarFile
from mhcareer.planner.dating.dates import add_months, months_between
from mhcareer.render.undated import too_early, without_latest_start
from mhcareer.render.words import amount

_BEGINS: Mapping[str, str] = {
    "program": "Classes begin: {}",
    "experience": "First hours: {}",
    "exam": "Exam opens to you: {}",
    "application": "Apply for: {}",
}
_ENDS: Mapping[str, str] = {
    "application": "Expected: {}",
    "exam": "Result expected: {}",
    "employer-role": "Open to you: {}",
}
_EARLY = "How long a part of the way takes, no source read states: this day may be too early."
_SOON, _AHEAD = 7, 30
"""Days before which a step and a deadline are recalled."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Event:
    """One day, what it is for, and why."""

    about: str
    """Id of the step or of the entry of the calendar; with `kind`, the same in every plan to the same target."""
    kind: str
    day: date
    title: str
    says: tuple[str, ...]
    sources: tuple[Reference, ...]
    recalled_days: int
    """Days before it on which it is recalled."""


def agenda(plan: Plan, catalog: Catalog, calendar: CalendarFile) -> tuple[Event, ...]:
    """Every event of a plan, by day.

    Args:
        plan: What is put into days.
        catalog: How long credentials last, when they are renewed, how early schools ask for applications.
        calendar: Dates that come back each year.
    """
    book = _Book(plan, catalog, calendar)
    found = [event for step in plan.steps for event in (*book.of_step(step), *book.limits(step), *book.admission(step))]
    early = too_early(plan)
    found = [replace(event, says=(*event.says, _EARLY)) if event.about in early else event for event in found]
    found += book.aid()
    return tuple(sorted(found, key=lambda event: (event.day, event.about, event.kind)))


class _Book:
    """Makes the events of one plan."""

    def __init__(self, plan: Plan, catalog: Catalog, calendar: CalendarFile) -> None:
        self.plan = plan
        self.catalog = catalog
        self.calendar = calendar
        self.known = {**catalog.references, **calendar.references, **plan.references}
        self.without_latest = without_latest_start(plan)

    def of_step(self, step: Step) -> Iterator[Event]:
        """Begin and end of a step, and the last day on which it can begin where that is another."""
        says = (*_paces(step), f"{step.binding.why}.", *step.notes, *self._calendar_says(step))
        documents = self._documents(step.references)
        if step.finish > step.start:
            title = _BEGINS.get(step.kind, "Begin: {}").format(step.title)
            recalled = _AHEAD if step.kind == "application" else _SOON
            yield Event(step.id, "begin", step.start, title, says, documents, recalled)
        ends = "Begin: {}" if step.binding.constraint == "not_stated" else "Finish: {}"
        title = _ENDS.get(step.kind, ends).format(step.title)
        yield Event(step.id, "end", step.finish, title, says, documents, _SOON)
        if step.slack_days and not step.critical and step.id not in self.without_latest:
            latest = step.start + timedelta(days=step.slack_days)
            why = "Begun later than this day, at the typical pace, it moves the finish of the plan."
            yield Event(step.id, "latest", latest, f"Latest start: {step.title}", (why,), documents, _AHEAD)

    def limits(self, step: Step) -> Iterator[Event]:
        """What runs out: hours, a pass, a registration; and when a credential is to be renewed."""
        yield from self._limits_of_hours(step)
        credential = self.catalog.credentials.get(step.id)
        if credential is None:
            return
        if credential.lasts_months and credential.lasts_months.high:
            says = f"It can be held for {amount(credential.lasts_months.high)} months at most."
            months = round(credential.lasts_months.high)
            yield from self._limit(step, "runs-out", months, "Runs out: {}", says, credential.lasts_months)
        yield from self._renewals(step, credential)

    def _limits_of_hours(self, step: Step) -> Iterator[Event]:
        begun = self._first_hours(step)
        told = {
            "max_months": (begun, "Last day: {}", "The rule asks it to be done within {} months."),
            "window_months": (begun, "First hours stop counting: {}", "Hours older than {} months do not count."),
            "valid_months": (step.finish, "The pass stops counting: {}", "A pass counts for {} months."),
        }
        for figure in step.figures:
            name = figure.path.rsplit(".", 1)[-1]
            if name not in told or not isinstance(figure.value, int):
                continue
            since, title, says = told[name]
            day = _later(since, figure.value)
            if day is not None:
                marked = " ~" if figure.status == "unverified" else ""
                why = (says.format(figure.value) + marked, f"Counted from {since.isoformat()}.")
                documents = self._documents(figure.references)
                kind = name.replace("_", "-")
                yield Event(step.id, kind, day, title.format(step.title), why, documents, _AHEAD)

    def _first_hours(self, step: Step) -> date:
        """The first day of a step's hours, of those logged already if they say since when."""
        toward = step.id.split("/")[0]
        logged = [date.fromisoformat(h.since) for h in self.plan.person.hours if h.toward == toward and h.since]
        return min([step.start, *logged])

    def _renewals(self, step: Step, credential: Credential) -> Iterator[Event]:
        """Each renewal while the plan lasts; of the target the first one."""
        years = credential.renewal.years if credential.renewal else None
        if years is None or not years.low:
            return
        period = round(years.low * 12)
        says = f"Renewed every {'year' if years.low == 1 else f'{amount(years.low)} years'}; the board says the day."
        held = months_between(step.finish, self.plan.finish.typical)
        times = 1 if step.id == self.plan.target.credential else (held - 1) // period
        for number in range(1, times + 1):
            yield from self._limit(step, f"renew-{number}", number * period, "Renew about now: {}", says, years)

    def _limit(self, step: Step, kind: str, months: int, title: str, says: str, rests_on: Sourced) -> Iterator[Event]:
        day = _later(step.finish, months)
        if day is not None:
            why = (says + _mark(rests_on),)
            yield Event(step.id, kind, day, title.format(step.title), why, self._documents(rests_on.ref), _AHEAD)

    def admission(self, step: Step) -> Iterator[Event]:
        """When to apply to a program whose classes begin with a term."""
        program = self.catalog.programs.get(step.id)
        if program is None or program.starts != "terms":
            return
        lead = self.catalog.planning.admission_lead_weeks
        day = max(self.plan.person.applies_from(self.plan.start), step.start - timedelta(weeks=int(lead.high)))
        begin = step.start.isoformat()
        ask = f"Classes begin about {begin}; many schools ask for applications earlier: ask each one.{_mark(lead)}"
        says = (ask, *self._calendar_says(step))
        title = f"Apply to schools by about now: {step.title}"
        keys = (*lead.ref, *(key for entry in self._entries(step) for line in entry.dates for key in line.ref))
        yield Event(step.id, "admission", day, title, says, self._documents(keys), _AHEAD)

    def aid(self) -> Iterator[Event]:
        """Days on which student aid opens or closes, as long as somebody studies."""
        for entry in self.calendar.entries:
            for index, line in enumerate(entry.dates):
                if entry.kind == "aid":
                    for year, day in self._days(line):
                        title, says = f"{entry.title}: {line.value}", (f"{line.value}{_mark(line)}",)
                        documents = self._documents(line.ref)
                        yield Event(entry.id, f"{index}-{year}", day, title, says, documents, _SOON)

    def _days(self, line: CalendarDate) -> Iterator[tuple[int, date]]:
        """Days of a line, each with its year.

        The yearly one while a program runs a year later, the single one while one has just run. What has
        opened before anybody can act is told of the first day on which one can.
        """
        programs = [step for step in self.plan.steps if step.kind == "program"]
        first = self.plan.person.applies_from(self.plan.start)
        if line.on:
            day = date.fromisoformat(line.on)
            if day >= self.plan.start and any(s.start <= day and s.finish > day - _YEAR for s in programs):
                yield day.year, day
        years = range(first.year - 1, self.plan.finish.slow.year + 1) if line.each_year else ()
        for year in years:
            day = date.fromisoformat(f"{year}-{line.each_year}")
            if any(s.start <= day + _YEAR < s.finish for s in programs):
                yield year, max(day, first)

    def _entries(self, step: Step) -> Iterator[CalendarEntry]:
        for entry in self.calendar.entries:
            if step.id in entry.programs or step.id in entry.exams:
                yield entry

    def _calendar_says(self, step: Step) -> tuple[str, ...]:
        """What the calendar of the data says of a program or an exam."""
        entries = self._entries(step)
        return tuple(f"{entry.title}: {line.value}{_mark(line)}" for entry in entries for line in entry.dates)

    def _documents(self, keys: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(self.known[key] for key in dict.fromkeys(keys) if key in self.known)


def _paces(step: Step) -> tuple[str, ...]:
    spans = {speed: f"{begin.isoformat()} to {end.isoformat()}" for speed, (begin, end) in step.spans.items()}
    said = f"Typical pace: {spans['typical']}; fast: {spans['fast']}; slow: {spans['slow']}."
    return (said, "It sets the date of the whole plan.") if step.critical else (said,)


def _later(day: date, months: int) -> date | None:
    """The same day some months later; None where the calendar has ended by then."""
    return add_months(day, months) if day.year + months // 12 + 1 < date.max.year else None


def _mark(sourced: Sourced) -> str:
    return " ~" if sourced.unverified else ""
