"""What to ask before relying on a plan: whatever is unverified, not stated, disputed, about to change, or assumed.

Each question names whom to ask, so that a person can take the list to the board, the school and the supervisor.
"""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.credential import Credential
from mhcareer.model.figures import Figure
from mhcareer.model.plan import Question, Step
from mhcareer.model.requirement import Education
from mhcareer.planner.explain import unstated
from mhcareer.planner.tasks import ExperienceWork, ProgramWork, TrainingWork
from mhcareer.planner.telling.asked import question_about
from mhcareer.planner.telling.remarks import changes_ahead
from mhcareer.planner.telling.steps import Scheduled


def questions(scheduled: Scheduled, listed: tuple[Step, ...]) -> tuple[Question, ...]:
    """Every question that a plan leaves open, the board's first, each once."""
    asked = [
        *_of_changes(scheduled),
        *_of_figures(scheduled, listed),
        *_of_gaps(scheduled),
        *_of_assumptions(scheduled),
        *_of_history(scheduled),
        *_of_supervision(scheduled),
    ]
    order = {"board": 0, "school": 1, "supervisor": 2}
    unique: dict[tuple[str, str, str], Question] = {}
    for question in asked:
        unique.setdefault((question.whom, question.of, question.text), question)
    return tuple(sorted(unique.values(), key=lambda question: order[question.whom]))


def _of_changes(scheduled: Scheduled) -> Iterator[Question]:
    for _, credential, version in scheduled.applications:
        for later in changes_ahead(scheduled, credential, version):
            when = f" of {later.effective}" if later.effective else ""
            yield Question(
                whom="board",
                of=_board(credential),
                text=f"{_name(credential)}: has the {later.status} change{when} taken effect, and what does it ask?",
                because="about to change",
                references=later.ref,
            )


def _of_figures(scheduled: Scheduled, listed: tuple[Step, ...]) -> Iterator[Question]:
    for step in listed:
        for figure in step.figures:
            credential = scheduled.catalog.credentials.get(figure.path.partition(":")[0])
            if credential is not None:
                yield from _of_figure(credential, figure, question_about(figure, scheduled.catalog.exams))


def _of_figure(credential: Credential, figure: Figure, asked: str | None) -> Iterator[Question]:
    if asked is None:
        return
    if figure.disagrees:
        refs = (*figure.references, *(key for other in figure.disagrees for key in other.references))
        yield Question(
            whom="board",
            of=_board(credential),
            text=f"{_name(credential)}: {asked}",
            because="sources disagree",
            references=refs,
        )
    elif figure.status == "unverified":
        yield Question(
            whom="board",
            of=_board(credential),
            text=f"{_name(credential)}: {asked}",
            because="unverified",
        )


def _of_gaps(scheduled: Scheduled) -> Iterator[Question]:
    for task, credential, version in scheduled.applications:
        gaps = [*version.not_stated]
        if credential.processing_weeks is None and credential.kind != "employer-role":
            gaps.append("processing time")
        gaps += [
            open_end
            for other in scheduled.route.tasks
            if other.id in task.after and isinstance(other.work, ExperienceWork | TrainingWork)
            if (open_end := unstated(other)) is not None
        ]
        for gap in dict.fromkeys(gaps):
            yield Question(
                whom="board", of=_board(credential), text=f"{_name(credential)}: {gap}?", because="not stated"
            )


def _of_assumptions(scheduled: Scheduled) -> Iterator[Question]:
    """What the plan takes for granted of degrees: the school knows, and puts it in writing."""
    programs = [t.work.program for t in scheduled.route.tasks if isinstance(t.work, ProgramWork)]
    target = scheduled.catalog.credentials[scheduled.target.credential]
    for program in programs:
        asked = [
            source.leaf
            for task in scheduled.route.tasks
            if task.id == program.id
            for source in task.sources
            if source.owner in scheduled.catalog.credentials and isinstance(source.leaf, Education)
        ]
        accredited = next((leaf.accreditation for leaf in asked if leaf.accreditation), None)
        if asked:
            by = f", with the accreditation that it asks ({accredited.value})" if accredited else ""
            yield Question(
                whom="school",
                of=program.title,
                text=f"does the program meet what {scheduled.target.jurisdiction_name} asks for {_name(target)}{by}? "
                "have it in writing",
                because="assumed",
                references=accredited.ref if accredited else (),
            )
    for sentence in scheduled.route.assumptions:
        if sentence.startswith("your pass ") or "from abroad" in sentence:
            yield Question(whom="board", of=_board(target), text=f"is it so that {sentence}?", because="assumed")
        elif sentence.startswith(("your ", "the school ")):
            yield Question(whom="school", of="your school", text=f"is it so that {sentence}?", because="assumed")


def _of_history(scheduled: Scheduled) -> Iterator[Question]:
    """What service in the military, or a degree from abroad, changes: boards have rules of their own for both."""
    target = scheduled.catalog.credentials[scheduled.target.credential]
    if scheduled.person.military:
        yield Question(
            whom="board",
            of=_board(target),
            text=f"{_name(target)}: what holds for service members, veterans and their spouses: training that counts, "
            "fees, a faster or a temporary license?",
            because="not stated",
        )
    if any(held.abroad for held in scheduled.person.education):
        yield Question(
            whom="board",
            of=_board(target),
            text=f"{_name(target)}: whose evaluation of a degree from abroad do you accept, and does mine suffice?",
            because="not stated",
        )


def _of_supervision(scheduled: Scheduled) -> Iterator[Question]:
    for task in scheduled.route.tasks:
        if not isinstance(task.work, ExperienceWork):
            continue
        owner = scheduled.catalog.credentials.get(task.sources[0].owner)
        asked = task.work.experience
        if owner is None or not (asked.supervision_hours or asked.supervision_rate):
            continue
        yield Question(
            whom="supervisor",
            of="your supervisor",
            text=f"does {_board_text(owner)} accept you as supervisor for the {_name(owner)}, who pays for the "
            "supervision, and how often do you sign the log?",
            because="assumed",
        )


def _board(credential: Credential) -> str:
    return credential.board or "the board"


def _board_text(credential: Credential) -> str:
    return f"the {credential.board}" if credential.board else "the board"


def _name(credential: Credential) -> str:
    return credential.abbreviation or credential.title
