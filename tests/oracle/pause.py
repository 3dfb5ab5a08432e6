"""Hours beside a degree of which only so many count: from the day on which they are reached to graduation none do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.oracle.amounts import Amount
from tests.oracle.board import Board, Day, Task

Common = Callable[[Task, str], Any]
"""The days that a span and a study have in common."""


@dataclass(frozen=True)
class Pause:
    """The two spans of days that count: before the pause, and after graduation."""

    first: Task
    second: Task


def paused(board: Board, task: Task, graduation: Day, most: int, slope: Amount, common: Common) -> Pause:
    """The spans of a task that count.

    Args:
        board: The model.
        task: The experience.
        graduation: A day not before the end of the degree.
        most: Hours from before it that count.
        slope: How the hours that are counted grow.
        common: Gives exact overlaps.
    """
    reached = _reached(board, task, most, slope, common)
    stops = board.literal(f"{task.name} stops")
    board.at_least(reached, graduation, task.here, stops.negated())
    board.at_least(graduation, reached, task.here, stops)
    end = board.day(f"{task.name} first end")
    board.at_least(task.end, end, task.here)
    board.at_least(reached, end, task.here, stops)
    tail = board.literal(f"{task.name} goes on")
    begin, last = board.day(f"{task.name} again"), board.day(f"{task.name} last")
    board.at_least(begin, graduation, task.here, tail)
    board.at_least(task.end, last, task.here, tail)
    board.model.add_implication(tail, stops)
    board.model.add(begin == last).only_enforce_if(tail.negated())
    first = Task(f"{task.name} before", task.here, task.begin, end)
    return Pause(first, Task(f"{task.name} after", board.all_of([task.here, tail]), begin, last))


def _reached(board: Board, task: Task, most: int, slope: Amount, common: Common) -> Day:
    """The day on which no more hours from before graduation count, or an earlier one."""
    reached = board.day(f"{task.name} reached")
    if most <= 0:
        board.at_least(task.begin, reached, task.here)
        return reached
    day_before = board.day(f"{task.name} not reached")
    board.at_least(day_before, task.begin, task.here)
    board.model.add(reached <= day_before + 1).only_enforce_if(task.here)
    span = Task(f"{task.name} to the ceiling", task.here, task.begin, day_before)
    got = slope.free * (day_before - task.begin)
    for study, rate in slope.slower.items():
        got = got - (slope.free - rate) * common(span, study)
    board.given(board.model.add(got * slope.weeks <= slope.worth(most) - 1), task.here)
    return reached
