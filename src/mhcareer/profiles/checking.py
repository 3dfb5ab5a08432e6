"""What a profile says, held against the catalog and the calendar: names that mean nothing would change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from mhcareer.errors import UsageError
from mhcareer.model.base import jurisdiction_of
from mhcareer.model.library import Catalog
from mhcareer.model.person import PRIVATE_FIELDS, Person

_EARLIEST = "1900"


def check_facts(person: Person, catalog: Catalog, today: date) -> None:
    """Nothing if every name is known and every day can be.

    Args:
        person: Who the profile describes.
        catalog: Holds the jurisdictions of the credentials that can be judged; others are passed over.
        today: What has happened has happened by then.

    Raises:
        UsageError: A place, field of study, exam or credential that does not exist, or an impossible day.
    """
    for kind, name, known in _names(person, catalog):
        if name not in known:
            raise UsageError(f"unknown {kind} `{name}` in the profile", hint=_near(name, known))
    for field, day in _past_days(person):
        if day is not None and not _EARLIEST <= day <= today.isoformat():
            # A birthday that cannot be is private all the same.
            said = "a day that" if field in PRIVATE_FIELDS else f"{day}, which"
            raise UsageError(f"`{field}` of the profile is {said} cannot be", hint="correct the profile")


def _names(person: Person, catalog: Catalog) -> Iterator[tuple[str, str, Collection[str]]]:
    yield from (("state", code, catalog.places) for code in (person.state,) if code)
    fields = (*(held.field for held in person.education), *(study.field for study in person.studying))
    yield from (("field of study", field, catalog.fields) for field in fields if field)
    yield from (("exam", exam.id, catalog.exams) for exam in person.exams)
    for credential in (*person.credentials, *(logged.toward for logged in person.hours)):
        code = jurisdiction_of(credential)
        if code in catalog.jurisdictions or code not in catalog.places:
            yield "credential", credential, catalog.credentials


def _past_days(person: Person) -> Iterator[tuple[str, str | None]]:
    yield "born", person.born
    yield from ((f"exams: {exam.id}", exam.passed) for exam in person.exams)
    yield from (("program_began", held.program_began) for held in person.education)
    yield from (("began", study.began) for study in person.studying)
    yield from (
        (f"hours toward {logged.toward}", day) for logged in person.hours for day in (logged.since, logged.until)
    )


def _near(name: str, known: Collection[str]) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=3)
    return "did you mean " + ", ".join(f"`{c}`" for c in close) + "?" if close else None
