"""How long experience and training take, with study beside them, and that two kinds of hours never overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mhcareer.model.requirement import Experience, Training
from tests.oracle.amounts import Amount
from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.parted import Parted, parted
from tests.oracle.rules import Granted, Rule
from tests.oracle.steps import Labor
from tests.oracle.studies import Studies
from tests.oracle.studies import Study as Program_
from tests.oracle.work import Beside, Worker


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

    def _beside(self, labor: Labor) -> Beside:
        """Studies that may run beside a labor: all but those that are certainly over."""
        over = {(asked.owner, asked.path) for asked in labor.before}
        waiting = [*labor.after]
        while waiting:
            granted = waiting.pop()
            over |= set(_education(granted))
            waiting += [use.needs for rule in granted.rules for use in rule.uses if use.needs is not None]
        before: set[str] = set()
        reasons = self.studies.reasons()
        while True:
            known = over | {(name, "entry.education") for name in before}
            more = {name for name, why in reasons.items() if why <= known} - before
            if not more:
                return {n: program for n, (_, program) in self.studies.running.items() if n not in before}
            before |= more

    def _experience(self, labor: Labor, leaf: Experience, beside: Beside) -> None:
        board, task, worker = self.board, labor.task, self.worker
        if not worker.fits(leaf, labor.log):
            board.forbid(task.here)
            return
        if not leaf.amounts:
            self.unknown.append(task.here)
        board.at_least(task.end, task.begin + worker.fixed_days(leaf, labor.log), task.here)
        months = worker.months(leaf, labor.log)
        if months:
            board.at_least(task.end, board.months_after(task.begin, months), task.here)
        self._limited(labor, leaf)
        amounts = worker.amounts(leaf, labor.log, beside)
        most = worker.ceiling_before(leaf) if labor.graduation is not None else None
        parts = None if most is None else parted(board, task, labor.graduation, most)
        inside = self._inside(labor, leaf) if labor.graduation is None else []
        for amount in amounts:
            self._accrue(task, amount, parts, inside)

    def _limited(self, labor: Labor, leaf: Experience) -> None:
        """The hours lie within the span of their rule, if they can at all at this pace."""
        board, task = self.board, labor.task
        limit = self.worker.most_months(leaf, labor.log)
        if limit is None:
            return
        shortest = min(board.calendar.lengths(limit)) if limit else 0
        if self.worker.days(leaf, labor.log) > shortest or self.worker.months(leaf, labor.log) > limit:
            if self.worker.is_stated:
                board.forbid(task.here)
            return
        board.at_least(board.months_after(task.begin, limit), task.end, task.here)
        if leaf.window_months and labor.toward is not None:
            oldest = board.months_after(task.begin, int(leaf.window_months.low))
            board.at_least(oldest, labor.toward.begin, task.here)

    def _training(self, labor: Labor, leaf: Training, beside: Beside) -> None:
        amount, days = self.worker.training(leaf, labor.log.training if labor.log else 0, beside)
        self.board.at_least(labor.task.end, labor.task.begin + days, labor.task.here)
        if amount is not None:
            self._accrue(labor.task, amount, None, [])

    def _accrue(self, task: Task, amount: Amount, parts: Parted | None, inside: list[tuple[Literal, int]]) -> None:
        """The days from first to last, each at its rate, bring all that is left of an amount."""
        if amount.left <= 0:
            return
        if amount.days is None:
            self.board.forbid(task.here)
            return
        counted = inside if amount.of_total else []
        if not counted:
            self.board.at_least(task.end, task.begin + amount.days, task.here)
        got = self._got(amount, task, task.name) if parts is None else self._of_parts(amount, parts)
        given = sum(here * amount.worth(hours) for here, hours in counted)
        self.board.given(self.board.model.add(got + given >= amount.goal), task.here)

    def _got(self, amount: Amount, span: Task, name: str) -> Any:
        """What a span of days brings."""
        got = amount.free * (span.end - span.begin)
        for study, rate in amount.slower.items():
            got = got - (amount.free - rate) * self._overlap(span, self.studies.running[study][0], name)
        return got * amount.weeks

    def _of_parts(self, amount: Amount, parts: Parted) -> Any:
        before, after = (self._got(amount, span, span.name) for span in (parts.first, parts.second))
        return parts.counted(self.board, amount, before) + after

    def _overlap(self, span: Task, study: Task, name: str) -> Day:
        """Days that a span and a study have in common, or more."""
        known = self._overlaps.get((name, study.name))
        if known is None:
            known = self.board.day(f"{name} beside {study.name}")
            self.board.given(self.board.model.add(known >= self._least(span, study)), span.here, study.here)
            self._overlaps[name, study.name] = known
        return known

    def _least(self, span: Task, study: Task) -> Any:
        """Days in common; below 0 where there are none."""
        horizon = self.board.calendar.horizon
        found = self.board.model.new_int_var(-2 * horizon, horizon, "common")
        lengths = [end - begin for end in (span.end, study.end) for begin in (span.begin, study.begin)]
        self.board.model.add_min_equality(found, lengths)
        return found

    def _inside(self, labor: Labor, leaf: Experience) -> list[tuple[Literal, int]]:
        """Hours that the practice inside one planned degree may bring, each with a literal; at most one holds."""
        if labor.rule is None:
            return []
        found = []
        for conditions, study in _studied(self.studies, labor.rule):
            hours = self.worker.inside(leaf, study.program)
            if hours:
                here = self.board.literal(f"{labor.task.name} inside {study.program.id}")
                for condition in conditions:
                    self.board.model.add_implication(here, condition)
                found.append((here, hours))
        if found:
            self.board.model.add_at_most_one([here for here, _ in found])
        return found


def _studied(studies: Studies, rule: Rule) -> Iterator[tuple[list[Literal], Program_]]:
    """Programs taken for the rule's own education, or where it asks for none for that behind its credentials."""
    own = [use.asked for use in rule.uses if use.asked is not None and not use.asked.leaf.enrolled]
    for asked in own:
        for chosen, study in asked.links:
            if studies.is_taken_for(study.program, asked):
                yield [chosen], study
    if any(asked.here is rule.here for asked in own):
        return
    none = [asked.here.negated() for asked in own]
    for use in rule.uses:
        if use.needs is not None:
            for study in _behind(use.needs, set()):
                yield [*none, use.here, study.task.here], study


def _behind(granted: Granted, seen: set[str]) -> Iterator[Program_]:
    """Programs that may be behind a credential."""
    seen.add(granted.id)
    for rule in granted.rules:
        for use in rule.uses:
            if use.asked is not None and not use.asked.leaf.enrolled:
                yield from (study for _, study in use.asked.links)
            if use.needs is not None and use.needs.id not in seen:
                yield from _behind(use.needs, seen)


def _education(granted: Granted) -> Iterator[tuple[str, str]]:
    """The education leaves of a credential's rule."""
    for rule in granted.rules:
        for use in rule.uses:
            if use.asked and not use.asked.leaf.enrolled:
                yield use.asked.owner, use.asked.path
