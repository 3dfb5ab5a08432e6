"""Five kinds of people, what they answer, and the questions that they meet by the pure script, without a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.cli.walk.data_guide import DataGuide
from mhcareer.cli.walk.question import Answer, Answers, Question, Values
from mhcareer.cli.walk.script import next_question
from mhcareer.environment import cache_folder

from ..wired import environment_of

UNKNOWN = "?"
CACHE = {"MHCAREER_CACHE": str(cache_folder() or "off")}
"""Data that was read and checked once is kept: a walk reads much of it, and none of these tests is about reading."""


@dataclass(frozen=True)
class Somebody:
    """What one kind of person answers, by question; «I don't know» to all others."""

    kind: str
    says: Mapping[str, str]
    saves_as: str | None = None
    meets: tuple[str, ...] = field(default=())
    """Questions that must come."""
    spared: tuple[str, ...] = field(default=())
    """Questions that must not come: the plan does not need them."""


STUDENT = Somebody(
    "student after high school",
    {
        "education": "in-school",
        "state": "VA",
        "people": "children,families",
        "settings": "schools",
        "patience": "any",
        "degree": "masters",
        "target": "professional-counselor",
        "study": "full-time",
    },
    saves_as="student",
    meets=("start", "held", "study", "pace-direct"),
    spared=("field", "logged", "exams", "enrolled", "private-born"),
)
PEER = Somebody(
    "peer specialist without a degree",
    {
        "education": "some-college",
        "state": "VA",
        "held": "va-cprs",
        "aim": "show",
        "people": "addiction",
        "target": "qualified-mental-health-professional",
        "study": "part-time",
    },
    saves_as="peer",
    meets=("held", "enrolled", "study"),
    spared=("start", "field", "logged-total"),
)
BSW = Somebody(
    "holder of a bachelor's in social work",
    {"education": "bachelors", "field": "social-work", "state": "OH", "aim": "type", "target": "lisw"},
    meets=("field", "study", "enrolled"),
    spared=("people", "settings", "patience", "degree", "start"),
)
CHANGER = Somebody(
    "career changer who does not know yet",
    {"education": "bachelors", "field": "general", "state": "CA"},
    meets=("people", "settings", "patience", "degree", "target"),
    spared=("start", "logged-total"),
)
HOURS = Somebody(
    "master's with hours logged",
    {
        "education": "masters",
        "field": "counseling",
        "state": "VA",
        "held": "va-resident-in-counseling",
        "aim": "type",
        "target": "LPC",
        "logged": "va-lpc",
        "logged-total": "1700",
        "logged-direct": "1000",
        "logged-supervision": "100",
        "logged-months": "12",
        "pace-direct": "22",
        "exams": "ncmhce",
    },
    saves_as="client-7",
    meets=("logged", "logged-total", "logged-direct", "logged-supervision", "pace-direct"),
    spared=("study", "enrolled", "people"),
)
PEOPLE = (STUDENT, PEER, BSW, CHANGER, HOURS)


@contextmanager
def guide_at(home: Path) -> Iterator[DataGuide]:
    """The guide of a user whose every file lies under a folder."""
    with mock.patch.dict(os.environ, environment_of(home, **CACHE), clear=True):
        yield DataGuide(Screen.of(Look()))


def met(somebody: Somebody, guide: DataGuide) -> Iterator[tuple[Question, str]]:
    """Every question that somebody meets, with their answer as one would type it."""
    answers: Answers = ()
    while (question := next_question(answers, guide)) is not None:
        says = somebody.says.get(question.id, UNKNOWN)
        yield question, says
        answers = (*answers, Answer(question.id, values(question, says), question.stage))


def values(question: Question, says: str) -> Values:
    """What an answer means, as every way of asking reads it."""
    if says == UNKNOWN:
        return question.assumed
    return question.checked(tuple(value for part in says.split(",") for value in question.meaning(part)))
