"""What is asked next: a pure function of the answers so far and of what the guide knows."""

from __future__ import annotations

from collections.abc import Callable

from mhcareer.cli.walk import draws, hours_questions, last_questions, school_questions, start
from mhcareer.cli.walk.guide import Guide
from mhcareer.cli.walk.question import Answers, Question

Asked = Callable[[Answers, Guide], Question | None]
"""A question in its place; None where it is not needed."""

SCRIPT: tuple[tuple[str, Asked], ...] = (
    ("education", start.first_education),
    ("start", start.end_of_school),
    ("field", start.field_of_study),
    ("state", start.state),
    ("held", start.held),
    ("aim", draws.aim),
    ("people", draws.people),
    ("settings", draws.settings),
    ("patience", draws.patience),
    ("degree", draws.study),
    ("target", draws.target),
    ("enrolled", school_questions.enrolled),
    ("credits", school_questions.credits_done),
    ("study", school_questions.study),
    ("way", school_questions.way),
    ("logged", hours_questions.logged),
    ("logged-total", hours_questions.logged_part("logged-total", "How many hours in all?", 20_000)),
    ("logged-direct", hours_questions.logged_part("logged-direct", "How many of them with clients?", 20_000)),
    ("logged-supervision", hours_questions.logged_part("logged-supervision", "How many hours of supervision?", 5_000)),
    ("logged-months", hours_questions.logged_part("logged-months", "Over how many months?", 600)),
    (
        "pace-direct",
        hours_questions.pace(
            "pace-direct", ("direct_hours",), "How many hours a week can you spend with clients then?"
        ),
    ),
    (
        "pace-supervision",
        hours_questions.pace(
            "pace-supervision",
            ("supervision_hours", "supervision_rate", "individual_supervision"),
            "How many hours of supervision a week can you get then?",
        ),
    ),
    (
        "pace-hours",
        hours_questions.pace("pace-hours", ("total_hours",), "How many hours a week can you work in the field then?"),
    ),
    ("exams", last_questions.exams),
    ("private-lived-experience", last_questions.private("private-lived-experience")),
    ("private-background", last_questions.private("private-background")),
    ("private-resident", last_questions.private("private-resident")),
    ("private-born", last_questions.private("private-born")),
)
"""Every question in its place. One that was passed is never come back to, but by going back."""


def next_question(answers: Answers, guide: Guide) -> Question | None:
    """The question after these answers; None when the plan is complete.

    Raises:
        MhcareerError: The data cannot be read.
    """
    names = [name for name, _ in SCRIPT]
    begin = names.index(answers[-1].question) + 1 if answers else 0
    for _, asked in SCRIPT[begin:]:
        question = asked(answers, guide)
        if question is not None:
            return question
    return None
