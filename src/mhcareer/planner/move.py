"""`move`: what carries over from one jurisdiction to another, what is missing there, and the ways around the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mhcareer.model.base import Quantity, Sourced
from mhcareer.model.catalog import Credential
from mhcareer.model.choices import Brought, MoveAnswer
from mhcareer.model.figures import figures
from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours, PassedExam, Person, without_private
from mhcareer.model.plan import Question, Target
from mhcareer.planner.gap import Facts
from mhcareer.planner.milestones import hours_at_end, in_force
from mhcareer.planner.outline import outcome
from mhcareer.planner.plan import Found, NoPlan, find, scheduled_of
from mhcareer.planner.portability import compact_today
from mhcareer.planner.steps import title
from mhcareer.planner.tasks import ExamWork
from mhcareer.planner.transfer import Bringing, Hours, Row, rows

if TYPE_CHECKING:
    from mhcareer.model.compacts import Compact

CARRY = (
    "a verification of your license or registration, sent by the board that issued it",
    "signed logs of your hours, with the kind of hours and the weeks",
    "proof of your supervisor's license and training for the time of the supervision",
    "transcripts, with course descriptions and practicum and internship hours",
    "exam scores, transferred by whoever gives the exam",
)
"""Papers that boards ask of people who move; no figure and no rule."""


@dataclass(frozen=True)
class Luggage:
    """The person as the other jurisdiction sees them, and whence the hours come."""

    person: Person
    hours: Hours
    said: str


def move(
    catalog: Catalog, person: Person, held: Target, there: Target, compacts: Iterable[Compact], *, start: date
) -> MoveAnswer:
    """What a holder brings to the same role's credential elsewhere.

    Args:
        catalog: Must hold both jurisdictions.
        person: What is held and known beside the credential.
        held: The credential held, or the one under which hours are being earned.
        there: What is wanted.
        compacts: Those that serve the role.
        start: The day of the move.
    """
    mine, wanted = catalog.credentials[held.credential], catalog.credentials[there.credential]
    luggage = _packed(catalog, person, held, start)
    version = in_force(wanted, start) or wanted.current
    brought = Bringing(Facts.of(luggage.person), luggage.hours, start, there.role)
    compared = rows(catalog, brought, wanted, version.requires) if version.requires else ()
    answer = find(catalog, _arrived(luggage, there), there, start=start)
    compact, is_open = _compact(compacts, held, there, mine)
    endorsement = tuple(figures(wanted.endorsement, f"{wanted.id}:endorsement")) if wanted.endorsement else ()
    listed = tuple(_told(wanted, row) for row in compared)
    cited = dict.fromkeys([key for row in listed for key in row.references])
    cited |= dict.fromkeys(key for figure in endorsement for key in figure.references)
    return MoveAnswer(
        held=held,
        there=there,
        person=without_private(person),
        start=start,
        taken_from=luggage.said,
        rows=listed,
        outcome=outcome(answer) if isinstance(answer, Found) else None,
        reason=answer.reason if isinstance(answer, NoPlan) else None,
        steps=tuple(title(task) for task in answer.best.route.tasks) if isinstance(answer, Found) else (),
        endorsement=endorsement,
        endorsement_open=bool(mine.goal) if endorsement else None,
        compact=compact,
        compact_open=is_open,
        ask=tuple(_questions(held, wanted, compared, known=bool(endorsement))),
        carry=CARRY,
        references={key: catalog.references[key] for key in cited if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _packed(catalog: Catalog, person: Person, held: Target, start: date) -> Luggage:
    """Hours as they were logged; without a log those that the rule behind a full license asked, and its exams."""
    mine = catalog.credentials[held.credential]
    with_license = person.model_copy(update={"credentials": tuple(dict.fromkeys((*person.credentials, mine.id)))})
    logged = [log for log in person.hours if _serves(catalog, log.toward, held.role)]
    if logged:
        whole = Hours()
        for log in logged:
            whole = whole.plus(Hours.of(log))
        return Luggage(with_license, whole, "your log")
    if not mine.goal:
        return Luggage(with_license, Hours(), "nothing was logged in the profile")
    before = find(catalog, person, held, start=start)
    if isinstance(before, NoPlan):
        return Luggage(with_license, Hours(), "nothing was logged, and the rule behind the license is not known")
    passed = {exam.id: exam for exam in person.exams}
    for task in before.best.route.tasks:
        if isinstance(task.work, ExamWork):
            passed.setdefault(task.work.exam.id, PassedExam(id=task.work.exam.id))
    with_exams = with_license.model_copy(update={"exams": tuple(passed.values())})
    said = f"what the rule of {held.jurisdiction_name} asks of a {mine.abbreviation or mine.title}"
    return Luggage(with_exams, hours_at_end(scheduled_of(before)), said)


def _serves(catalog: Catalog, credential: str, role: str) -> bool:
    known = catalog.credentials.get(credential)
    return known is not None and role in (known.role, *known.also_for)


def _arrived(luggage: Luggage, there: Target) -> Person:
    """The person with the hours offered to the other board."""
    hours = luggage.hours
    offered = LoggedHours(
        toward=there.credential,
        total=max(hours.total or 0, hours.direct or 0),
        direct=hours.direct or 0,
        supervision=hours.supervision or 0,
        months=hours.months or 0,
    )
    kept = tuple(log for log in luggage.person.hours if log.toward != there.credential)
    return luggage.person.model_copy(update={"hours": (*kept, offered), "state": there.jurisdiction})


def _compact(compacts: Iterable[Compact], held: Target, there: Target, mine: Credential) -> tuple[str | None, bool]:
    """What a compact gives this person today, and whether it gives anything."""
    for compact in compacts:
        both = held.jurisdiction in compact.members and there.jurisdiction in compact.members
        if not both:
            missing = held if held.jurisdiction not in compact.members else there
            return compact_today(compact, missing.jurisdiction).replace(
                "not joined", f"{missing.jurisdiction_name} has not joined"
            ), False
        if not mine.goal:
            return f"{compact.title}: both have joined, but it is open only to holders of the full license", False
        return compact_today(compact, there.jurisdiction), compact.operational.value and compact.issuing.value
    return None, False


def _told(owner: Credential, row: Row) -> Brought:
    figure = getattr(row.leaf, row.path.rsplit(".", 1)[-1], None)
    source: Sourced = figure if isinstance(figure, Quantity) else row.leaf
    refs = source.ref or tuple(key for _, inner in row.leaf if isinstance(inner, Sourced) for key in inner.ref)
    return Brought(
        path=f"{owner.id}:{row.path}",
        what=row.what,
        asks=row.asks,
        brings=row.brings,
        left=row.left,
        state=row.state,
        references=tuple(dict.fromkeys(refs)),
        status=str(source.status),
    )


def _questions(held: Target, wanted: Credential, compared: tuple[Row, ...], *, known: bool) -> Iterable[Question]:
    board = wanted.board or "the board"
    name = wanted.abbreviation or wanted.title
    if any(row.path.rsplit(".", 1)[-1] in ("total_hours", "direct_hours", "supervision_hours") for row in compared):
        text = f"{name}: which of the hours earned under the rule of {held.jurisdiction_name} do you accept?"
        yield Question(whom="board", of=board, text=text, because="assumed")
    for row in compared:
        if row.state == "unknown":
            text = f"{name}: how do you count {row.what} ({row.asks} asked) that my papers do not name?"
            yield Question(whom="board", of=board, text=text, because="not stated")
    if not known:
        text = f"{name}: is there a way in by endorsement for holders of a license elsewhere, and what does it ask?"
        yield Question(whom="board", of=board, text=text, because="not stated")
    yield Question(
        whom="board",
        of=board,
        text=f"{name}: how long does an application from another state take?",
        because="not stated",
    )
