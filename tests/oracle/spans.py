"""How long experience and training take on the board, with study beside them, and that two kinds of hours never overlap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mhcareer.model.catalog import Program
from mhcareer.model.requirement import Experience, Training
from tests.oracle.board import Board, Literal, Task
from tests.oracle.rules import Granted
from tests.oracle.steps import Labor
from tests.oracle.studies import Studies
from tests.oracle.work import Amount, Worker


@dataclass
class Spans:
    """Gives every labor its length."""

    board: Board
    studies: Studies
    worker: Worker
    unknown: list[Literal] = field(default_factory=list)
    """Experience of which no source states how much is asked."""
    _overlaps: dict[tuple[str, str], Any] = field(default_factory=dict)

    def add(self, labors: list[Labor]) -> None:
        """Lengths of all, and the order of those that may not overlap."""
        for labor in labors:
            beside = self._beside(labor)
            if isinstance(labor.leaf, Training):
                self._training(labor, labor.leaf, beside)
            else:
                self._experience(labor, labor.leaf, beside)
        work = [labor.task for labor in labors if isinstance(labor.leaf, Experience)]
        for place, one in enumerate(work):
            for other in work[:place]:
                self.board.apart(one, other)

    def _beside(self, labor: Labor) -> dict[str, Program]:
        """Programs that may run beside a labor: all but those that are certainly over."""
        over = {(asked.owner, asked.path) for asked in labor.before}
        waiting = [*labor.after]
        while waiting:
            granted = waiting.pop()
            over |= {(granted.id, path) for path in _education(granted)}
            waiting += [use.needs for rule in granted.rules for use in rule.uses if use.needs is not None]
        reasons: dict[str, set[tuple[str, str]]] = {name: set() for name in self.studies.programs}
        for asked in self.studies.asked:
            for _, study in asked.links:
                reasons[study.program.id].add((asked.owner, asked.path))
        before: set[str] = set()
        while True:
            known = over | {(name, "entry.education") for name in before}
            more = {name for name, why in reasons.items() if why <= known} - before
            if not more:
                return {n: s.program for n, s in self.studies.programs.items() if n not in before}
            before |= more

    def _experience(self, labor: Labor, leaf: Experience, beside: dict[str, Program]) -> None:
        board, task, worker = self.board, labor.task, self.worker
        if not worker.fits(leaf):
            board.forbid(task.here)
            return
        if not leaf.amounts:
            self.unknown.append(task.here)
        board.at_least(task.end, task.begin + worker.fixed_days(leaf, labor.log), task.here)
        months = worker.months(leaf, labor.log)
        if months:
            board.at_least(task.end, board.months_after(task.begin, months), task.here)
        for amount in worker.amounts(leaf, labor.log, beside):
            self._accrue(task, amount)

    def _training(self, labor: Labor, leaf: Training, beside: dict[str, Program]) -> None:
        amount, days = self.worker.training(leaf, labor.log.training if labor.log else 0, beside)
        self.board.at_least(labor.task.end, labor.task.begin + days, labor.task.here)
        if amount is not None:
            self._accrue(labor.task, amount)

    def _accrue(self, task: Task, amount: Amount) -> None:
        """The days from first to last, each at its rate, bring all that is left of an amount."""
        if amount.left <= 0:
            return
        if amount.days is None:
            self.board.forbid(task.here)
            return
        slower = {name: rate for name, rate in amount.beside.items() if rate < amount.free}
        self.board.at_least(task.end, task.begin + amount.days, task.here)
        if not slower:
            return
        got = amount.free * (task.end - task.begin)
        for name, rate in slower.items():
            got = got - (amount.free - rate) * self._overlap(task, self.studies.programs[name].task)
        goal = -(-amount.goal // amount.weeks)
        self.board.given(self.board.model.add(got >= goal), task.here)

    def _overlap(self, task: Task, program: Task) -> Any:
        """Days that a task and a program have in common."""
        known = self._overlaps.get((task.name, program.name))
        if known is None:
            known = self.board.day(f"{task.name} beside {program.name}")
            least = self.board.model.new_int_var(-self.board.calendar.horizon * 2, self.board.calendar.horizon, "common")
            lengths = [end - begin for end in (task.end, program.end) for begin in (task.begin, program.begin)]
            self.board.model.add_min_equality(least, lengths)
            self.board.given(self.board.model.add(known >= least), task.here, program.here)
            self._overlaps[task.name, program.name] = known
        return known


def _education(granted: Granted) -> list[str]:
    return [use.path for rule in granted.rules for use in rule.uses if use.asked and not use.asked.leaf.enrolled]
