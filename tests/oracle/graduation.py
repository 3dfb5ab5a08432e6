"""The education that hours and exams wait for: that of the rule, or else that behind its credentials."""

from __future__ import annotations

from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.gates import Gates
from tests.oracle.rules import Rule
from tests.oracle.studies import Asked


def asked_by(rule: Rule) -> list[Asked]:
    """Education leaves of a rule, those for which being enrolled is enough among them."""
    return [use.asked for use in rule.uses if use.asked is not None]


def studied(board: Board, rule: Rule, task: Task, gates: Gates) -> None:
    """The task waits for the education of the rule, or where it asks for none for that of its credentials."""
    gates.education.hold(task.begin, task.here)
    without = without_education(board, rule)
    if without is not None:
        gates.behind.hold(task.begin, task.here, without)


def without_education(board: Board, rule: Rule) -> Literal | None:
    """Whether the route asks for no education by this rule; None if it always does."""
    asks = [asked.here for asked in asked_by(rule) if not asked.leaf.enrolled]
    if any(here is rule.here for here in asks):
        return None
    return board.any_of(asks).negated() if asks else board.true


def graduation(board: Board, rule: Rule, gates: Gates) -> Day:
    """A day not before the end of the education beside which hours may begin."""
    found, without = gates.education.last(), without_education(board, rule)
    if without is None:
        return found
    day = board.day("graduation")
    board.at_least(day, found)
    board.at_least(day, gates.behind.last(), without)
    return day
