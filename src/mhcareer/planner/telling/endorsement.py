"""Endorsement: the way in for holders of a license elsewhere, and how soon it could lead there."""

from __future__ import annotations

from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.credential import Credential
from mhcareer.model.figures import Figure, figures
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import ThreeDates
from mhcareer.planner.dating.clock import SPEEDS, Clock
from mhcareer.planner.dating.schedule import span
from mhcareer.planner.explain import why
from mhcareer.planner.tasks import ApplicationWork, Task


@dataclass(frozen=True)
class Endorsed:
    """What endorsement asks, whether what is held is of the kind, and when an application could be through."""

    figures: tuple[Figure, ...] = ()
    is_open: bool | None = None
    """None where the data states no such way."""
    finish: ThreeDates | None = None
    why: str | None = None
    """How the time comes about, and whether it is assumed."""


def endorsed(catalog: Catalog, person: Person, wanted: Credential, start: date, *, full: bool) -> Endorsed:
    """The way by endorsement to a credential, applied for on the first day; it takes the full license of elsewhere."""
    if wanted.endorsement is None:
        return Endorsed()
    listed = tuple(figures(wanted.endorsement, f"{wanted.id}:endorsement"))
    if not full:
        return Endorsed(listed, is_open=False)
    clocks = {speed: Clock(catalog.planning, person, start, speed) for speed in SPEEDS}
    task = Task(wanted.id, ApplicationWork(wanted, wanted.current))
    spans = {speed: span(task, start, clock) for speed, clock in clocks.items()}
    finish = ThreeDates(**{speed: found.end for speed, found in spans.items()})
    return Endorsed(listed, is_open=True, finish=finish, why=why(task, spans["typical"], clocks["typical"]))
