"""Numbered questions: in a pipe, on a terminal without arrow keys, and for whoever listens to them."""

from __future__ import annotations

import re

from mhcareer.cli.asking import tell, tell_mistake
from mhcareer.cli.defaults import Screen
from mhcareer.cli.walk.question import Choice, Question, Values
from mhcareer.cli.walk.way import BACK, Back, EndOfAnswersError
from mhcareer.environment import PIPE_WIDTH
from mhcareer.errors import MhcareerError, UsageError
from mhcareer.render.document import clean
from mhcareer.render.text import wrapped_lines

_UNKNOWN = ("", "?", "i don't know", "i do not know", "don't know", "skip")
_BACK = ("<", "back", "b")
_MORE = ("more", "+")


class Numbers:
    """Asks on standard error, and reads a line for each answer from standard input."""

    def __init__(self, screen: Screen) -> None:
        self.environment = screen.environment
        self.width = min(screen.look.width or PIPE_WIDTH, PIPE_WIDTH)

    def ask(self, question: Question) -> Values | Back:
        """The answer; on a terminal asked again until it means something.

        Raises:
            EndOfAnswersError: The input has ended.
            MhcareerError: In a pipe, an answer that means nothing: whatever follows it would answer other questions.
        """
        shown = [choice for choice in question.choices if not choice.rare]
        self._show(question, shown)
        while True:
            words = self._line(question, shown)
            if words.casefold() in _BACK:
                return BACK
            if words.casefold() in _MORE and len(shown) < len(question.choices):
                shown = list(question.choices)
                self._show(question, shown)
                continue
            try:
                return question.checked(self._values(question, shown, words))
            except MhcareerError as error:
                if not self.environment.can_ask:
                    asked = f"the answer to `{question.words}` leads nowhere: {error.message}"
                    raise type(error)(asked, hint=error.hint, where=error.where) from None
                tell_mistake(error, self.environment)

    def _values(self, question: Question, shown: list[Choice], words: str) -> Values:
        if words.casefold() in _UNKNOWN:
            return question.assumed
        if not question.many:
            return self._one(question, shown, words)
        parts = re.split(r"[,;]\s*", words)
        if len(parts) == 1 and all(part.isdecimal() for part in words.split()):
            parts = words.split()
        found = [value for part in parts if part for value in self._one(question, shown, part)]
        return tuple(dict.fromkeys(found))

    def _one(self, question: Question, shown: list[Choice], words: str) -> Values:
        if words.isascii() and words.isdecimal() and 1 <= int(words) <= len(shown):
            return (shown[int(words) - 1].value,)
        if words.isdecimal() and question.read is None:
            raise UsageError(f"`{words}` is no number of the list", hint=f"use 1 to {len(shown)}")
        return question.meaning(words)

    def _show(self, question: Question, shown: list[Choice]) -> None:
        if not question.said:
            self._tell("")
        self._tell(question.words)
        size = len(str(len(shown)))
        for number, choice in enumerate(shown, start=1):
            self._tell(choice.line, f" {number:>{size}}  ")
        hidden = len(question.choices) - len(shown)
        if hidden:
            self._tell(f"List {f'{hidden} more' if shown else f'all {hidden}'}", f" {'+':>{size}}  ")
        self._tell(question.not_known, f" {'?':>{size}}  ")
        if not question.first:
            self._tell("Go back", f" {'<':>{size}}  ")

    def _tell(self, words: str, lead: str = "") -> None:
        for line in wrapped_lines(clean(words), self.width, lead, " " * len(lead)) if words else [""]:
            tell(line, self.environment)

    def _line(self, question: Question, shown: list[Choice]) -> str:
        tell(f"{_wanted(question, shown)} > ", self.environment, end="")
        line = self.environment.stdin.readline() if self.environment.stdin else ""
        if not self.environment.can_ask:
            tell(clean(line), self.environment)  # what comes from a pipe is echoed, so that the talk can be read
        if not line:
            raise EndOfAnswersError(question.words)
        return line.strip()


def _wanted(question: Question, shown: list[Choice]) -> str:
    """What may be typed: the numbers of the list, and whatever else the question reads."""
    numbers = f"1 to {len(shown)}" if shown else ""
    several = f"{numbers}, several with commas" if question.many and numbers else numbers
    return ", or ".join(filter(None, (several, question.typed))) or "an answer"
