"""Hours beside a degree of which only so many count: those before graduation up to that many, then those after it."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Any

from tests.oracle.amounts import HUNDREDTHS, Amount
from tests.oracle.board import Board, Day, Task


@dataclass(frozen=True)
class Parted:
    """The spans of days before graduation and after it, and how many hours count of the first."""

    first: Task
    second: Task
    most: int

    def counted(self, board: Board, amount: Amount, got: Any) -> Any:
        """What counts of what the first span brings, in the measure of the amount's goal."""
        most = floor(self.most * amount.per_hour * HUNDREDTHS * amount.of_days)
        found = board.model.new_int_var(0, max(0, min(most, amount.goal)), f"{self.first.name} counted")
        board.given(board.model.add(found <= got), self.first.here)
        return found


def parted(board: Board, task: Task, graduation: Day, most: int) -> Parted:
    """The spans of a task: it begins before graduation, or all of it comes after.

    Args:
        board: The model.
        task: The experience.
        graduation: A day not before the end of the degree.
        most: Hours from before it that count.
    """
    early, late = board.literal(f"{task.name} early"), board.literal(f"{task.name} late")
    end, begin, last = (board.day(f"{task.name} {name}") for name in ("first end", "again", "last"))
    board.at_least(end, task.begin, task.here)
    board.at_least(task.end, end, task.here)
    board.at_least(graduation, end, task.here, early)
    board.at_least(task.begin, end, task.here, early.negated())
    board.at_least(begin, graduation, task.here, late)
    board.at_least(begin, end, task.here)
    board.at_least(task.end, last, task.here, late)
    board.given(board.model.add(begin == last), late.negated())
    first = Task(f"{task.name} before", task.here, task.begin, end)
    return Parted(first, Task(f"{task.name} after", board.all_of([task.here, late]), begin, last), most)
