"""Exams: a pass that is held, a sitting for the rule's own sake, or one that an earlier rule asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mhcareer.model.library import Catalog
from mhcareer.model.requirement import ExamRequirement
from tests.oracle import price
from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.calendar import months_later
from tests.oracle.gates import Gates
from tests.oracle.graduation import asked_by, studied
from tests.oracle.holds import DAYS_PER_WEEK, Holdings
from tests.oracle.rules import Granted, Rule, Use


@dataclass
class Sitting:
    """An exam that one leaf asks, sat for its sake."""

    owner: Granted
    use: Use
    task: Task


@dataclass
class Exams:
    """All exams on the ways to one credential."""

    board: Board
    catalog: Catalog
    holds: Holdings
    sittings: list[Sitting] = field(default_factory=list)
    costs: list[tuple[Literal, int]] = field(default_factory=list)

    def add(self, granted: Granted, rule: Rule, use: Use, gates: Gates) -> None:
        """The ways to the pass that one leaf asks."""
        leaf = use.leaf
        if not isinstance(leaf, ExamRequirement):
            raise TypeError(leaf)
        passed = self.holds.passed(leaf)
        options = []
        if passed is not None:
            pass_counts = self.board.literal(f"{rule.name}:{use.path} passed")
            options.append(pass_counts)
            if leaf.valid_months and passed:
                expires = months_later(date.fromisoformat(passed), int(leaf.valid_months.low))
                self.board.at_least(self.board.calendar.number(expires), granted.begin, pass_counts)
        if passed is None or leaf.valid_months:
            options += self._sat(granted, rule, use, leaf, gates)
        self.board.one_of(options, use.here)

    def _sat(self, granted: Granted, rule: Rule, use: Use, leaf: ExamRequirement, gates: Gates) -> list[Literal]:
        """The ways to a pass that is still to come: one that an earlier rule asks for, or one for this leaf."""
        board = self.board
        serving = [s for s in self.sittings if s.use.leaf.id == leaf.id and s.owner.place < granted.place]  # type: ignore[union-attr]  # sittings hold exams
        shared = []
        own = board.literal(f"{rule.name}:{use.path} sat")
        for other in [] if leaf.valid_months else serving:
            chosen = board.literal(f"{rule.name}:{use.path} with {other.owner.id}")
            board.model.add_implication(chosen, other.task.here)
            board.forbid(own, other.task.here)
            self._passed(gates, leaf, chosen, other.task.end)
            shared.append(chosen)
        begin = board.day(f"{rule.name}:{use.path}")
        task = Task(f"{rule.name}:{use.path}", own, begin, begin + self._exam_days(leaf.id))
        self.sittings.append(Sitting(granted, use, task))
        self._exam_waits(rule, leaf, task, gates)
        self._passed(gates, leaf, own, task.end)
        if leaf.valid_months:
            # A pass that is too old at the application, however late it is taken, does not count.
            board.at_least(self._counts_until(task, int(leaf.valid_months.low)), granted.begin, own)
        exam, fees = self.catalog.exams[leaf.id], rule.credential.fees_usd
        fee = price.of_fee(exam.fee_usd or (fees.exam if fees else None))
        self.costs.append((own, price.compared(fee, self.catalog.planning)))
        return [own, *shared]

    def _counts_until(self, task: Task, months: int) -> Day:
        """The last day on which a pass counts."""
        result = self.board.day(f"{task.name} result")
        self.board.model.add(result == task.end)
        return self.board.months_after(result, months)

    def _passed(self, gates: Gates, leaf: ExamRequirement, here: Literal, end: Day) -> None:
        gates.exams.add(here, end)
        if is_first(leaf):
            gates.exams_first.add(here, end)

    def _exam_waits(self, rule: Rule, leaf: ExamRequirement, task: Task, gates: Gates) -> None:
        if leaf.before_graduation_months:
            self._opens_early(rule, int(leaf.before_graduation_months.low), task)
        else:
            studied(self.board, rule, task, gates)
        gates.training.hold(task.begin, task.here)
        gates.enrolled.hold(task.begin, task.here)
        timing = leaf.timing.value if leaf.timing else None
        if timing in (None, "after-experience"):
            gates.experience.hold(task.begin, task.here)
        if timing == "during-experience":
            gates.experience_begun.hold(task.begin, task.here)

    def _opens_early(self, rule: Rule, months: int, task: Task) -> None:
        """The exam waits for a day some months before the end of the program."""
        for asked in asked_by(rule):
            if not asked.leaf.enrolled and not asked.held:
                opens = self.board.months_after(asked.done, -months)
                self.board.at_least(task.begin, opens, asked.here, task.here)

    def _exam_days(self, exam_id: str) -> int:
        stated = self.catalog.exams[exam_id].weeks
        return DAYS_PER_WEEK * int(stated.high if stated else self.catalog.planning.unstated_exam_weeks.typical.low)


def is_first(leaf: ExamRequirement) -> bool:
    """Whether the exam comes before the experience."""
    return leaf.timing is not None and leaf.timing.value == "before-experience"
