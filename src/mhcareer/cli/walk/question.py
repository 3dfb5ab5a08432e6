"""A question of the walk as a value: what is said before it, what may be answered, and how typed words are read."""

from __future__ import annotations

from collections.abc import Callable

from mhcareer.errors import UsageError
from mhcareer.frozen import dataclass
from mhcareer.render.document import Block

Values = tuple[str, ...]
"""What an answer holds; empty: «I don't know»."""

NONE = "none"
"""The value of «none of these»."""
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Choice:
    """One answer that is offered."""

    value: str
    words: str
    remark: str = ""
    rare: bool = False
    """Left out of a numbered list until more is asked for."""

    @property
    def line(self) -> str:
        """Words and remark on one line."""
        return f"{self.words}: {self.remark}" if self.remark else self.words


@dataclass(frozen=True)
class Question:
    """One question."""

    id: str
    words: str
    choices: tuple[Choice, ...] = ()
    said: tuple[Block, ...] = ()
    """What is told before it."""
    stage: str = ""
    """The stage of the plan up to which all is told by then."""
    many: bool = False
    """Whether several choices may be taken."""
    unknown: str = "I don't know"
    unknown_means: str = ""
    """What is taken instead, in words."""
    assumed: Values = ()
    """The values that are taken instead, where the walk cannot go on without any."""
    first: bool = False
    """Whether there is nothing to go back to."""
    typed: str = ""
    """What may be typed, in a few words; empty where only the choices count."""
    read: Callable[[str], Values] | None = None
    """Typed words to values; raises one of the program's errors where they mean nothing."""
    check: Callable[[Values], None] | None = None
    """Raises where an answer that is understood leads nowhere."""

    @property
    def not_known(self) -> str:
        """«I don't know» with what is taken instead."""
        return f"{self.unknown} ({self.unknown_means})" if self.unknown_means else self.unknown

    def checked(self, values: Values) -> Values:
        """The values, if they lead on.

        Raises:
            MhcareerError: They do not.
        """
        if self.check is not None:
            self.check(values)
        return values

    def meaning(self, words: str) -> Values:
        """Values of typed words: a choice by its value or its words, or whatever else the question reads.

        Raises:
            MhcareerError: They mean nothing here.
        """
        wanted = words.strip().casefold()
        for choice in self.choices:
            if wanted in (choice.value.casefold(), choice.words.casefold()):
                return (choice.value,)
        if self.read is not None:
            return self.read(words.strip())
        beginning = [c.value for c in self.choices if c.words.casefold().startswith(wanted)]
        if len(beginning) == 1:
            return (beginning[0],)
        raise UsageError(f"`{words}` is none of the answers", hint="choose one of those that are offered")


@dataclass(frozen=True)
class Answer:
    """What was answered to a question."""

    question: str
    values: Values
    stage: str = ""
    """The stage that was told before the question."""

    @property
    def value(self) -> str | None:
        """The one value; None for «I don't know»."""
        return self.values[0] if self.values else None


Answers = tuple[Answer, ...]
"""In the order in which they were given."""


def answered(answers: Answers, question: str) -> Answer | None:
    """The answer to a question; None if it was not asked."""
    return next((answer for answer in answers if answer.question == question), None)


def value_of(answers: Answers, question: str) -> str | None:
    """The one value of an answer; None if it is not known or was not asked."""
    found = answered(answers, question)
    return found.value if found else None


def whole_number(most: int) -> Callable[[str], Values]:
    """Reads a whole number up to a limit."""

    def read(words: str) -> Values:
        digits = words.replace(",", "").split(" ")[0]
        if not (digits.isascii() and digits.isdecimal()) or int(digits) > most:
            raise UsageError(f"`{words}` is not a whole number up to {most:,}", hint="as 20")
        return (str(int(digits)),)

    return read
