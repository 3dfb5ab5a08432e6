"""Which version of a rule a route may choose, and what that choice puts on its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from mhcareer.model.credential import Credential, Version
from mhcareer.model.person import Person, Studying
from mhcareer.planner.routes.gates import Gates
from mhcareer.planner.tasks import Degree, ProgramWork, Route, Window


def usable(credential: Credential, start: date, as_of: date | None) -> list[tuple[Version, date | None]]:
    """Versions to plan with, each with the day on which the next takes over.

    Args:
        credential: Whose rule it is.
        start: Of the plan.
        as_of: The day whose rules alone are asked of, if there is one.
    """
    known = [v for v in credential.versions if v.requires is not None and _may_be_law(v)]
    known.sort(key=lambda v: v.effective or "")

    def is_known(version: Version) -> bool:
        since = _day(version)
        return as_of is None or since is None or since <= as_of

    spans = [
        (version, _day(later) if later and is_known(later) else None)
        for version, later in zip_longest(known, known[1:])
        # What has been superseded was law until its successor: on an earlier day that is asked of, it still is.
        if is_known(version) and (later is not None or version.status != "superseded")
    ]
    # With the rules of one day, only the start of a program still decides between versions.
    day = as_of or start
    return [(v, until) for v, until in spans if until is None or until > day or v.keyed_to == "program-start"]


def windows(
    route: Route, version: Version, until: date | None, owner: str, gates: Gates, degrees: Iterable[Degree | None]
) -> tuple[Window, ...] | None:
    """Limits that choosing a version puts on dates; None if the version cannot apply to this person.

    Args:
        route: The tasks so far.
        version: The version chosen.
        until: The day on which the next one takes over.
        owner: Id of the credential whose rule it is.
        gates: What its leaves have brought.
        degrees: That answer its leaves.
    """
    since = _day(version)
    if version.keyed_to == "application":
        return (Window(owner, None, until),) if until else ()
    programs = _programs(route, gates)
    if programs:
        begun = [study.began for study in programs.values() if study and study.began]
        if any(not _holds_on(date.fromisoformat(day), since, until) for day in begun):
            return None
        open_ = [program for program, study in programs.items() if not (study and study.began)]
        return tuple(Window(program, since, until) for program in open_) if since or until else ()
    began = [d.held.program_began for d in degrees if d and d.is_held and d.held.program_began]
    if began:
        return () if _holds_on(date.fromisoformat(max(began)), since, until) else None
    return () if until is None else None


def unsaid_start(route: Route, credential: Credential, version: Version, gates: Gates, person: Person) -> str | None:
    """The assumption about when a degree held or under way was begun, where that decides and is not said."""
    if version.keyed_to != "program-start" or credential.versions == (version,):
        return None
    under_way = [study for study in _programs(route, gates).values() if study]
    said = [study.began for study in under_way] or [held.program_began for held in person.education]
    if any(said) or (gates.education and not under_way) or not version.effective:
        return None
    name = credential.abbreviation or credential.title
    return f"{name}: the program of your degree began on or after {version.effective}, the newest rule's first day"


def _programs(route: Route, gates: Gates) -> dict[str, Studying | None]:
    """The programs that answer a rule, each with what the person is enrolled in, if it is that."""
    return {
        task.id: task.work.under_way
        for task in route.tasks
        if task.id in gates.education and isinstance(task.work, ProgramWork)
    }


def _may_be_law(version: Version) -> bool:
    """Whether a version may be planned with on some day: no proposal, and no text without its day."""
    return version.status != "proposed" and (version.status != "adopted" or version.effective is not None)


def _day(version: Version) -> date | None:
    """The first day of a version, where it is stated."""
    return date.fromisoformat(version.effective) if version.effective else None


def _holds_on(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day < until)
