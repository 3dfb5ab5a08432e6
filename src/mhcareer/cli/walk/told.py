"""What the answers say of a person, for the planner: pure, and the same whatever way they were asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mhcareer.cli.walk.question import NO, NONE, YES, Answer, Answers
from mhcareer.frozen import dataclass
from mhcareer.model.base import Level

IN_SCHOOL = "in-school"
"""The answer of somebody who is still in high school."""
NOW = "now"
"""The beginning of a plan that begins today."""
DEFAULT_LEVEL: Level = "high-school"
"""What is planned from where somebody does not know what they have finished."""

FACTS = {
    "private-lived-experience": "lived_experience",
    "private-background": "background_clear",
    "private-resident": "resident",
    "private-born": "born",
}
"""Questions about what only the person can know, and the fields of a profile that their answers fill."""
PACES = {
    "pace-direct": "direct_per_week",
    "pace-hours": "hours_per_week",
    "pace-supervision": "supervision_per_week",
}
"""Questions about paces, and the options that say the same."""
LOGGED = {
    "logged-total": "total",
    "logged-direct": "direct",
    "logged-supervision": "supervision",
    "logged-months": "months",
}
"""Questions about hours already worked, and the fields of an entry that they fill."""


@dataclass(frozen=True)
class Told:
    """The facts so far, in the words that the command line and a profile take."""

    level: str = DEFAULT_LEVEL
    field: str | None = None
    in_school: bool = False
    start: str | None = None
    state: str | None = None
    target: str | None = None
    credentials: tuple[str, ...] = ()
    exams: tuple[str, ...] = ()
    studying: tuple[str, str, int] | None = None
    """Level and field of the program under way (no field: empty), and its credits that are done."""
    toward: str | None = None
    """The credential toward which hours were logged."""
    logged: tuple[tuple[str, int], ...] = ()
    study: str | None = None
    paces: tuple[tuple[str, int], ...] = ()
    optimize: str | None = None
    private: tuple[tuple[str, str], ...] = ()
    """Facts that only the person can know, by the fields of a profile."""

    @property
    def education(self) -> str:
        """Level and field as `--from` takes them."""
        return f"{self.level}:{self.field}" if self.field else self.level

    @property
    def needs_profile(self) -> bool:
        """Whether something was said that no option can say."""
        return bool(self.credentials or self.exams or self.logged or self.private)

    @property
    def enrolled(self) -> str | None:
        """The degree under way, as `--enrolled` takes it."""
        return ":".join(filter(None, self.studying[:2])) if self.studying else None

    @property
    def credits_done(self) -> int | None:
        """Credits of the degree under way, as `--credits` takes them."""
        return self.studying[2] or None if self.studying else None


def told(answers: Answers) -> Told:
    """What the answers say."""
    found = Told()
    for answer in answers:
        found = _with(found, answer)
    return found


def _with(so_far: Told, answer: Answer) -> Told:
    value, name = answer.value, answer.question
    if value is None:
        return so_far
    if name == "start" and value == NOW:
        return so_far
    if name in ("field", "state", "target", "study", "start"):
        changes: dict[str, Any] = {name: value}
        return replace(so_far, **changes)
    if name in PACES:
        return replace(so_far, paces=(*so_far.paces, (PACES[name], int(value))))
    if name in LOGGED:
        return replace(so_far, logged=(*so_far.logged, (LOGGED[name], int(value))))
    if name in FACTS:
        return replace(so_far, private=(*so_far.private, (FACTS[name], value)))
    return _special(so_far, answer, value)


def _special(so_far: Told, answer: Answer, value: str) -> Told:
    several = tuple(one for one in answer.values if one != NONE)
    match answer.question:
        case "education":
            in_school = value == IN_SCHOOL
            return replace(so_far, level=DEFAULT_LEVEL if in_school else value, in_school=in_school)
        case "held":
            return replace(so_far, credentials=several)
        case "exams":
            return replace(so_far, exams=several)
        case "way":
            return replace(so_far, optimize=value)
        case "enrolled" if value != NO:
            level, _, field = value.partition(":")
            return replace(so_far, studying=(level, field, 0))
        case "credits" if so_far.studying:
            return replace(so_far, studying=(*so_far.studying[:2], int(value)))
        case "logged" if value not in (YES, NO):
            return replace(so_far, toward=value)
    return so_far
