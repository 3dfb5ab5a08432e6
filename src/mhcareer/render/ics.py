r"""Events as an iCalendar file (RFC 5545): all-day events with a reminder, for any calendar program.

Written here rather than by a library: what is needed of the format is a dozen lines of properties, their escaping and
their folding, with no time zone and no recurrence, and the bytes must not change with anybody's version. The tests
read the file back with a library.

The same plan gives the same bytes: an identifier is a hash of target, step and kind of event, so that a second import
updates instead of doubling; the time stamp is the first day of the plan, never the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from mhcareer.model.base import Reference
from mhcareer.model.plan import Plan
from mhcareer.render.agenda import Event
from mhcareer.render.document import address, clean
from mhcareer.render.plan_view import name_of

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CAUTION = "An estimate at the typical pace, from the rules as they were read. Confirm with the board or the school."


def to_ics(plan: Plan, events: Iterable[Event]) -> str:
    """The calendar of a plan, with CRLF and no line over 75 octets.

    Args:
        plan: Whose target names the calendar and whose start stamps it.
        events: In the order in which they are to stand.
    """
    target = plan.target
    name = f"{name_of(target.title, target.abbreviation)}, {target.jurisdiction_name}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mhcareer//plan//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += _event(event, target.credential, plan.start)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(event: Event, credential: str, stamp: date) -> list[str]:
    description = "\n".join((*(clean(line) for line in event.says), _CAUTION, *map(_source, event.sources)))
    links = [link for link in (address(source.url) for source in event.sources) if link]
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(event, credential)}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{description.translate(_ESCAPED)}",
        *(f"URL:{link}" for link in links[:1]),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(event.title)}",
        f"TRIGGER:-P{event.recalled_days}D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _uid(event: Event, credential: str) -> str:
    return sha256(f"{credential}|{event.about}|{event.kind}".encode()).hexdigest()[:32] + "@mhcareer"


def _source(source: Reference) -> str:
    link = address(source.url) or "address not kept"
    return f"Source: {clean(source.title)} (read {source.checked}) {link}"


def _text(text: str) -> str:
    return clean(text).translate(_ESCAPED)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each after the first begun by a space; no character is cut."""
    pieces = [""]
    size = 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)
