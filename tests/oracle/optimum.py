"""The best way to a credential, found by CP-SAT's own search over all alternatives and the schedule at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ortools.sat.python import cp_model

from mhcareer.model.base import LEVELS
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from tests.oracle import price
from tests.oracle.board import Board
from tests.oracle.calendar import Calendar
from tests.oracle.holds import Holdings
from tests.oracle.rules import Granted, Rules
from tests.oracle.spans import Spans
from tests.oracle.steps import Steps
from tests.oracle.studies import Studies, is_graduate, within
from tests.oracle.work import Worker

HORIZON = 365 * 60
MOST_EFFORT = 2.0
"""CP-SAT's deterministic time for one search: some hundred times what a search takes, the same on every machine."""
Objective = Literal["soonest", "cheapest"]
Standing = tuple[int, bool, int, bool]


class TimedOutError(AssertionError):
    """The search ended without a proof within its effort."""


@dataclass(frozen=True)
class Optimum:
    """The best that there is, and what it rests on."""

    standing: Standing
    finish: date
    """The soonest day under the standing; under `cheapest`, some day of a cheapest way."""
    unpriced: int
    dollars: int
    programs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """Versions and branches that were chosen."""


@dataclass
class Oracle:
    """The model of every way of one person to one credential."""

    catalog: Catalog
    person: Person
    target: str
    start: date
    horizon: int = HORIZON
    board: Board = field(init=False)
    reachable: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self.board = Board(Calendar(self.start, self.horizon, self.catalog.planning.terms))
        holds = Holdings(self.catalog, self.person, self.start)
        self.worker = Worker(self.person, self.catalog.planning)
        self.studies = Studies(self.board, self.catalog, holds, self.worker)
        self.rules = Rules(self.board, self.catalog, holds, self.studies)
        self.steps = Steps(self.board, self.catalog, holds)
        self.spans = Spans(self.board, self.studies, self.worker)
        self.highest = holds.highest
        self._build()

    def _build(self) -> None:
        goal = self.rules.credential(self.target)
        if goal is None:
            raise KeyError(self.target)
        self.goal: Granted = goal
        self.studies.close()
        self.rules.close(goal)
        for granted in sorted(self.rules.granted.values(), key=lambda granted: granted.place):
            if granted.here is not self.board.true:
                self.steps.add(granted)
        self.spans.add(self.steps.labors)
        self.board.model.add(goal.here == 1)

    def solve(self, objective: Objective) -> Optimum | None:
        """The optimum under an objective, after the standing; None if no way leads there."""
        standing, wide = self._standing()
        if objective == "soonest":
            last: list[tuple[Any, int]] = [(self.goal.end, self.horizon + 1)]
        else:
            dollars, most = self._dollars()
            last = [(self._unpriced(), len(self.studies.programs) + len(self.studies.credits) + 1), (dollars, most + 1)]
        weighted = 0
        for term, size in [*zip(standing, wide, strict=True), *last]:
            weighted = weighted * size + term
        self.board.model.minimize(weighted)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.search_branching = cp_model.PORTFOLIO_WITH_QUICK_RESTART_SEARCH
        # Of a model this small, little is gained by looking at it longer than it takes to search it.
        solver.parameters.linearization_level = 0
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.max_deterministic_time = MOST_EFFORT
        status = solver.solve(self.board.model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise TimedOutError(solver.status_name(status))
        return self._read(solver, standing)

    def _standing(self) -> tuple[list[Any], list[int]]:
        programs = self.studies.programs.values()
        role = self.catalog.roles.get(self.catalog.credentials[self.target].role)
        fields = set(role.fields) if role else set()
        strays = [
            study.task.here
            for study in programs
            if fields and is_graduate(study.program) and not any(within(self.catalog, study.program, fields))
        ]
        again = [
            study.task.here
            for study in programs
            if LEVELS.index(study.program.level) <= self.highest or self.highest >= LEVELS.index("masters")
        ]
        narrowed, unknown = self.studies.narrowed, self.spans.unknown
        terms = [sum(strays), self._some(again), sum(narrowed), self._some(unknown)]
        return terms, [len(strays) + 1, 2, len(narrowed) + 1, 2]

    def _some(self, literals: list[Any]) -> Any:
        return self.board.any_of(literals) if literals else 0

    def _unpriced(self) -> Any:
        free = [s.task.here for s in self.studies.programs.values() if price.of_program(s.program, s.done) is None]
        return sum([*free, *(task.here for task in self.studies.credits.values())])

    def _dollars(self) -> tuple[Any, int]:
        known = [(s.task.here, price.of_program(s.program, s.done) or 0) for s in self.studies.programs.values()]
        costs = [(here, dollars) for here, dollars in (*known, *self.steps.costs) if dollars]
        most = sum(max(0, dollars) for _, dollars in costs)
        return sum(here * dollars for here, dollars in costs), most

    def _read(self, solver: cp_model.CpSolver, standing: list[Any]) -> Optimum:
        strays, again, narrowed, unknown = (solver.value(term) for term in standing)
        chosen = [name for name, here in self.rules.choices.items() if solver.value(here)]
        chosen += [
            f"{rule.credential.id} of {rule.version.effective}"
            for granted in self.rules.granted.values()
            for rule in granted.rules
            if solver.value(rule.here)
        ]
        return Optimum(
            (strays, bool(again), narrowed, bool(unknown)),
            self.board.calendar.day(solver.value(self.goal.end)),
            solver.value(self._unpriced()),
            solver.value(self._dollars()[0]),
            tuple(name for name, study in self.studies.programs.items() if solver.value(study.task.here)),
            tuple(chosen),
        )
