"""`move`: what carries over from one jurisdiction to another, what is missing there, and the ways around the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mhcareer.frozen import dataclass
from mhcareer.model.base import Quantity, Sourced, jurisdiction_of
from mhcareer.model.choices import Brought, MoveAnswer, Outcome
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours, PassedExam, Person, without_private
from mhcareer.model.plan import Question, Target
from mhcareer.model.requirement import Education, Requirement, Training
from mhcareer.planner.facts.gap import Facts
from mhcareer.planner.facts.transfer import Bringing, Hours, Row, rows
from mhcareer.planner.facts.versions import in_force
from mhcareer.planner.plan import Found, NoPlan, earned, find, scheduled_of
from mhcareer.planner.tasks import ApplicationWork, ExamWork, Route
from mhcareer.planner.telling.endorsement import endorsed
from mhcareer.planner.telling.milestones import hours_asked
from mhcareer.planner.telling.outline import outcome
from mhcareer.planner.telling.privilege import privilege
from mhcareer.planner.telling.steps import titles

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
CARRY_FROM_WORK = (
    "a letter from your employer on the work that you did, with dates and hours",
    "certificates of your trainings, with their hours and topics",
)
"""The same for people whose role is what an employer gives."""


@dataclass(frozen=True)
class Luggage:
    """The person as the other jurisdiction sees them, and whence the hours come."""

    person: Person
    hours: Hours
    said: str


def move(
    catalog: Catalog,
    person: Person,
    held: Target,
    there: Target,
    compacts: Iterable[Compact],
    *,
    start: date,
    as_of: date | None = None,
) -> MoveAnswer:
    """What a holder brings to the same role's credential elsewhere.

    Args:
        catalog: Must hold both jurisdictions.
        person: What is held and known beside the credential.
        held: The credential held, or the one under which hours are being earned.
        there: What is wanted.
        compacts: Those that serve the role.
        start: The day of the move.
        as_of: With the rules of that day alone; None for each rule as it stands when it applies.
    """
    mine = catalog.credentials[held.credential]
    full = bool(mine.goal) and not _is_earning(person, mine)
    luggage = _packed(catalog, person, held, start, as_of)
    trusting = _trusting(catalog, there.credential)
    wanted = trusting.credentials[there.credential]
    answer = find(trusting, _arrived(luggage, there), there, start=start, as_of=as_of)
    found = answer if isinstance(answer, Found) else None
    compared = _held_against(trusting, luggage, there, found, start, as_of)
    compact = privilege(compacts, held, there, full=full)
    endorsement = endorsed(catalog, person, wanted, start, full=full)
    listed = tuple(_told(row) for row in compared)
    by_rule = [key for row in listed for key in row.references]
    around = [*(key for figure in endorsement.figures for key in figure.references), *compact.references]
    cited = dict.fromkeys([*around, *by_rule] if endorsement.is_open else [*by_rule, *around])
    return MoveAnswer(
        held=held,
        there=there,
        person=without_private(person),
        start=start,
        taken_from=luggage.said,
        rows=listed,
        outcome=outcome(found) if found else None,
        outcome_without_hours=_without_hours(catalog, luggage, there, start, as_of),
        reason=answer.reason if isinstance(answer, NoPlan) else None,
        steps=titles(catalog, found.best.route.tasks) if found else (),
        endorsement=endorsement.figures,
        endorsement_open=endorsement.is_open,
        endorsement_finish=endorsement.finish,
        endorsement_why=endorsement.why,
        compact=compact.said,
        compact_open=compact.is_open,
        compact_references=compact.references,
        ask=tuple(_questions(held, wanted, compared, known=bool(endorsement.figures))),
        carry=CARRY if mine.kind != "employer-role" else CARRY_FROM_WORK,
        references={key: catalog.references[key] for key in cited if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _held_against(
    catalog: Catalog, luggage: Luggage, there: Target, found: Found | None, start: date, as_of: date | None
) -> tuple[Row, ...]:
    """The rule there, along the branches that the plan takes, if there is one."""
    wanted = catalog.credentials[there.credential]
    route = found.best.route if found else None
    own = route.task(wanted.id) if route else None
    version = own.work.version if own and isinstance(own.work, ApplicationWork) else in_force(wanted, as_of or start)
    taken = frozenset(id(source.leaf) for task in route.tasks for source in task.sources) if route else frozenset()
    brought = Bringing(Facts.of(luggage.person).with_what_is_behind(catalog), luggage.hours, start, there.role, taken)
    asked = (version or wanted.current).requires
    return rows(catalog, brought, wanted, asked) if asked else ()


def _trusting(catalog: Catalog, credential: str) -> Catalog:
    """The catalog in which hours count that were worked before the registration there: for a board may accept them."""
    known = catalog.credentials[credential]
    versions = tuple(
        version.model_copy(update={"requires": _counting(version.requires)}) if version.requires else version
        for version in known.versions
    )
    changed = known.model_copy(update={"versions": versions})
    return replace(catalog, credentials={**catalog.credentials, credential: changed})


def _counting(node: Requirement) -> Requirement:
    """A rule whose hours are silent on the registration; what is still to be worked waits for it all the same."""
    if node.experience is not None:
        counts = node.experience.counts_from
        if counts is None or counts.value != "registration":
            return node
        return node.model_copy(update={"experience": node.experience.model_copy(update={"counts_from": None})})
    if not node.children:
        return node
    return node.model_copy(update={node.name: tuple(_counting(child) for child in node.children)})


def _without_hours(
    catalog: Catalog, luggage: Luggage, there: Target, start: date, as_of: date | None
) -> Outcome | None:
    """What it comes to if the board accepts none of the hours; None where none are brought, or nothing leads there."""
    if luggage.hours == Hours():
        return None
    person = luggage.person.model_copy(update={"hours": (), "state": there.jurisdiction})
    answer = find(catalog, person, there, start=start, as_of=as_of)
    return outcome(answer) if isinstance(answer, Found) else None


_NONE_LOGGED = "none, for none are logged in a profile"


def _packed(catalog: Catalog, person: Person, held: Target, start: date, as_of: date | None) -> Luggage:
    """Hours as they were logged, without a log those that the rule behind a full license asked.

    The credits of the degree and the exams are, where the person says nothing, those that the rule asked.
    """
    mine = catalog.credentials[held.credential]
    logged = [log for log in person.hours if _serves(catalog, log.toward, held.role)]
    if _is_earning(person, mine):
        name = mine.abbreviation or mine.title
        said = f"as you logged them; your profile does not say that you hold the {name}"
        return Luggage(person, _together(logged), said)
    earlier = tuple(credential for credential in person.credentials if credential != mine.id)
    with_license = person.model_copy(update={"credentials": (*earlier, mine.id)})
    before = earned(catalog, person, held, start=start, as_of=as_of)
    if isinstance(before, Found):
        with_license = _vouched_for(with_license, before.best.route)
    name = f"the rule of {held.jurisdiction_name} asks for the {mine.abbreviation or mine.title}"
    if any(jurisdiction_of(log.toward) == held.jurisdiction for log in logged):
        return Luggage(with_license, _together(logged), "as you logged them")
    if not mine.goal:
        return Luggage(with_license, _together(logged), "as you logged them elsewhere" if logged else _NONE_LOGGED)
    if isinstance(before, NoPlan):
        return Luggage(with_license, Hours(), f"not known, for what {name} cannot be planned")
    asked = hours_asked(scheduled_of(before))
    if logged:
        return Luggage(with_license, asked.plus(_together(logged)), f"what {name}, and what you logged elsewhere")
    return Luggage(with_license, asked, f"what {name}, for none are logged in a profile")


def _is_earning(person: Person, mine: Credential) -> bool:
    """Whether hours are logged toward a credential that the person does not say to hold: it vouches for nothing yet."""
    return mine.id not in person.credentials and any(log.toward == mine.id for log in person.hours)


def _together(logs: Iterable[LoggedHours]) -> Hours:
    whole = Hours()
    for log in logs:
        whole = whole.plus(Hours.of(log))
    return whole


def _vouched_for(person: Person, route: Route) -> Person:
    """The person with what a credential held vouches for: the exams and the credits of its rule."""
    passed = {exam.id: exam for exam in person.exams}
    for task in route.tasks:
        if isinstance(task.work, ExamWork):
            passed.setdefault(task.work.exam.id, PassedExam(id=task.work.exam.id))
    asked = {
        source.leaf.level.value: int(source.leaf.semester_credits.low)
        for task in route.tasks
        for source in task.sources
        if isinstance(source.leaf, Education) and source.leaf.semester_credits
    }
    education = tuple(
        degree.model_copy(update={"semester_credits": asked[degree.level]})
        if degree.semester_credits is None and degree.level in asked
        else degree
        for degree in person.education
    )
    return person.model_copy(update={"exams": tuple(passed.values()), "education": education})


def _serves(catalog: Catalog, credential: str, role: str) -> bool:
    known = catalog.credentials.get(credential)
    return known is not None and role in (known.role, *known.also_for)


def _arrived(luggage: Luggage, there: Target) -> Person:
    """The person with the hours offered to the other board."""
    offered = luggage.hours.toward(there.credential)
    kept = tuple(log for log in luggage.person.hours if log.toward != there.credential)
    return luggage.person.model_copy(update={"hours": (*kept, offered), "state": there.jurisdiction})


def _told(row: Row) -> Brought:
    figure = getattr(row.leaf, row.path.rsplit(".", 1)[-1], None)
    source: Sourced = figure if isinstance(figure, Quantity) else row.leaf
    refs = source.ref or tuple(key for _, inner in row.leaf if isinstance(inner, Sourced) for key in inner.ref)
    return Brought(
        path=row.path,
        what=row.what,
        asks=row.asks,
        brings=row.brings,
        left=row.left,
        state=row.state,
        references=tuple(dict.fromkeys(refs)),
        status=str(source.status),
    )


def _is_of_hours(row: Row) -> bool:
    """Whether a board decides on hours that are brought, of work or of training."""
    named = row.path.rsplit(".", 1)[-1] in ("total_hours", "direct_hours", "supervision_hours")
    return named or (isinstance(row.leaf, Training) and bool(row.brings))


def _questions(held: Target, wanted: Credential, compared: tuple[Row, ...], *, known: bool) -> Iterable[Question]:
    name = wanted.abbreviation or wanted.title
    if wanted.kind == "employer-role":
        text = f"{name}: which of my trainings and certificates do you accept, and what do you ask on top?"
        yield Question(whom="board", of="the employer", text=text, because="not stated")
        return
    board = wanted.board or "the board"
    if any(_is_of_hours(row) for row in compared):
        text = f"{name}: which of the hours earned under the rule of {held.jurisdiction_name} do you accept?"
        yield Question(whom="board", of=board, text=text, because="assumed")
    unnamed = ", ".join(f"{row.asks} {row.what}" for row in compared if row.state == "unknown")
    if unnamed:
        text = f"{name}: how do you count what my papers do not name ({unnamed})?"
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
