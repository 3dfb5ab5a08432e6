"""What one version of a rule makes wait for what."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle.board import Board, Day, Literal

FEW = 2
"""So many days are compared one by one; more are first brought to the last of them."""


@dataclass
class Gate:
    """A set of days, each with the literal under which it counts; what waits for it waits for the last of them."""

    board: Board
    days: list[tuple[Literal, Day]] = field(default_factory=list)
    _last: Day = None
    _when: int = 0

    def add(self, here: Literal, day: Day) -> None:
        """One more day to wait for, while its literal holds."""
        if not (isinstance(day, int) and day <= 0):
            self.days.append((here, day))

    def hold(self, later: Day, *when: Literal) -> None:
        """`later` waits for the gate while all literals hold."""
        if len(self.days) <= FEW:
            for here, day in self.days:
                self.board.at_least(later, day, here, *when)
            return
        self.board.at_least(later, self.last(), *when)

    def last(self) -> Day:
        """A day not before any of the gate's; 0 if it has none."""
        if not self.days:
            return 0
        new = self.days[self._when :]
        if new:
            # What waited for the gate so far does not wait for what is added to it.
            before, self._last, self._when = self._last, self.board.day("gate"), len(self.days)
            if before is not None:
                self.board.at_least(self._last, before)
            for here, day in new:
                self.board.at_least(self._last, day, here)
        return self._last


@dataclass
class Gates:
    """The gates of one rule, filled in the order in which its leaves are taken."""

    board: Board
    education: Gate = field(init=False)
    begun: Gate = field(init=False)
    """The beginning of the education that is asked."""
    enrolled: Gate = field(init=False)
    behind: Gate = field(init=False)
    """The education behind the credentials that are asked."""
    behind_begun: Gate = field(init=False)
    credentials: Gate = field(init=False)
    training: Gate = field(init=False)
    exams_first: Gate = field(init=False)
    exams: Gate = field(init=False)
    experience: Gate = field(init=False)
    experience_begun: Gate = field(init=False)

    def __post_init__(self) -> None:
        for name in (
            "education",
            "begun",
            "enrolled",
            "behind",
            "behind_begun",
            "credentials",
            "training",
            "exams_first",
            "exams",
            "experience",
            "experience_begun",
        ):
            setattr(self, name, Gate(self.board))
