"""Education: which programs and credits may answer each leaf, when they run, and that no two programs run at once.

A leaf that a held degree answers asks for nothing. Any other is answered by a program that somebody takes for its sake
(it leads to the very level and a field that are named), or by any program that is taken anyway and gives as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mhcareer.model.base import LEVELS, Level
from mhcareer.model.catalog import Program
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import Education
from mhcareer.verify.acceptance import program_answers
from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.holds import DAYS_PER_WEEK, Fit, Holdings
from tests.oracle.work import Worker


@dataclass
class Study:
    """A program that may be taken."""

    program: Program
    task: Task
    entry: Asked | None = None
    fields: dict[str, Literal] = field(default_factory=dict)
    """The field in which its degree is taken, one of those that it teaches."""


@dataclass
class Asked:
    """One education leaf in its place: who asks, whether it is asked at all, and how it is answered."""

    owner: str
    path: str
    leaf: Education
    here: Literal
    fit: Fit | None
    done: Day = 0
    """First day on which it is answered."""
    begun: Day = 0
    """First day on which the study that answers it has begun."""
    links: list[tuple[Literal, Study]] = field(default_factory=list)
    """By which program it is answered."""

    @property
    def held(self) -> bool:
        """Whether what is held answers in full."""
        return self.fit is not None and self.fit.short == 0 and not self.leaf.enrolled


@dataclass
class Studies:
    """All education on the ways to one credential."""

    board: Board
    catalog: Catalog
    holds: Holdings
    worker: Worker
    asked: list[Asked] = field(default_factory=list)
    programs: dict[str, Study] = field(default_factory=dict)
    credits: dict[tuple[str, int, int], Task] = field(default_factory=dict)
    """Credits on top of a degree: which, from how many, to how many."""
    narrowed: list[Literal] = field(default_factory=list)
    """Leaves answered by a degree in a narrower field than the person said."""

    def ask(self, owner: str, path: str, leaf: Education, here: Literal) -> Asked:
        """Note a leaf and every program that may be taken for it."""
        found = Asked(owner, path, leaf, here, self.holds.fit(leaf))
        self.asked.append(found)
        if found.fit and not leaf.enrolled and found.fit.narrowed:
            self.narrowed.append(here)
        if found.held:
            return found
        found.begun = self.board.day(f"{owner}:{path} begun")
        found.done = self.board.day(f"{owner}:{path} done")
        if found.fit is None:
            for program in self.catalog.programs.values():
                if leads_to(self.catalog, program, leaf):
                    self._study(program)
        return found

    def _study(self, program: Program) -> Study:
        known = self.programs.get(program.id)
        if known is not None:
            return known
        here = self.board.literal(program.id)
        study = Study(program, self._term_task(program, here))
        self.programs[program.id] = study
        study.fields = {name: self.board.literal(f"{program.id} in {name}") for name in program.fields}
        if study.fields:
            self.board.one_of(list(study.fields.values()), here)
        entry = program.entry.education
        if entry is None:
            raise ValueError(f"{program.id}: entry is no education leaf")
        study.entry = self.ask(program.id, "entry.education", entry, here)
        return study

    def _term_task(self, program: Program, here: Literal) -> Task:
        board, calendar = self.board, self.board.calendar
        months = self._months(program)
        if program.starts == "any":
            begin = board.day(program.id)
            return Task(program.id, here, begin, board.months_after(begin, months))
        lead = DAYS_PER_WEEK * int(self.catalog.planning.admission_lead_weeks.low)
        return board.in_terms(program.id, here, lead, lambda day: calendar.after_months(day, months))

    def _months(self, program: Program) -> int:
        full = self.holds.person.study == "full-time"
        return int((program.months.full_time if full else program.months.part_time).typical.low)

    def close(self) -> None:
        """Answer every leaf, once all programs that may be taken are known."""
        for asked in [*self.asked]:
            if not asked.held:
                self._answer(asked)
        for study in self.programs.values():
            self._justify(study)
            if study.entry is not None:
                self.board.at_least(study.task.begin, study.entry.done, study.task.here)
        tasks = [study.task for study in self.programs.values()]
        for place, one in enumerate(tasks):
            for other in tasks[:place]:
                self.board.apart(one, other)

    def _answer(self, asked: Asked) -> None:
        options = []
        for study in self.programs.values():
            if self._may_answer(study, asked):
                chosen = self.board.literal(f"{asked.owner}:{asked.path} by {study.program.id}")
                options.append(chosen)
                asked.links.append((chosen, study))
                self._linked(asked, chosen, study)
        if asked.fit is not None and not asked.leaf.enrolled:
            chosen = self.board.literal(f"{asked.owner}:{asked.path} by what is held")
            options.append(chosen)
            self._credited(asked, chosen, f"held {asked.fit.place}", asked.fit.short, 0)
        self.board.one_of(options, asked.here)

    def _may_answer(self, study: Study, asked: Asked) -> bool:
        if asked.owner == study.program.id:
            return False
        if asked.leaf.enrolled:
            return leads_to(self.catalog, study.program, asked.leaf)
        return program_answers(self.catalog, study.program, asked.leaf)

    def _linked(self, asked: Asked, chosen: Literal, study: Study) -> None:
        board = self.board
        board.model.add_implication(chosen, study.task.here)
        board.at_least(asked.begun, study.task.begin, chosen)
        if asked.leaf.fields and study.fields:
            wanted = set(asked.leaf.fields.value)
            fitting = [lit for name, lit in study.fields.items() if wanted & set(self.catalog.widening(name))]
            if len(fitting) < len(study.fields):
                board.implies(chosen, fitting)
        if asked.leaf.enrolled:
            return
        board.at_least(asked.done, study.task.end, chosen)
        short = self._short(study.program, asked.leaf)
        if short:
            self._credited(asked, chosen, study.program.id, short, study.task.end)

    def _short(self, program: Program, leaf: Education) -> int:
        """Credits that a program gives too few."""
        if not leaf.semester_credits or not program.semester_credits or program.level != leaf.level.value:
            return 0
        return max(0, int(leaf.semester_credits.low) - int(program.semester_credits.low))

    def _credited(self, asked: Asked, chosen: Literal, base: str, short: int, ready: Day) -> None:
        """The leaf is answered once the credits that are short are there."""
        task = self.credits.get((base, 0, short))
        if task is None:
            task = self._credits(base, short, ready)
        self.board.model.add_implication(chosen, task.here)
        self.board.at_least(asked.done, task.end, chosen)

    def _credits(self, base: str, short: int, ready: Day) -> Task:
        name = f"{base} and {short} credits"
        task = self.board.in_terms(name, self.board.literal(name), 0, lambda day: self._credits_end(day, short))
        self.board.at_least(task.begin, ready, task.here)
        self.credits[base, 0, short] = task
        return task

    def _credits_end(self, end: int, short: int) -> int:
        """The last day of so many terms in a row."""
        calendar, planning = self.board.calendar, self.catalog.planning
        pace = self.holds.person.credits_per_term or int(planning.pace_typical.credits_per_term.low)
        for _ in range(-(-short // pace)):
            end = calendar.after_months(calendar.next_term(end), int(planning.months_per_term.low))
        return end

    def _justify(self, study: Study) -> None:
        """A program is taken only for a leaf that it leads to."""
        reasons = [
            chosen
            for asked in self.asked
            for chosen, other in asked.links
            if other is study and asked.fit is None and leads_to(self.catalog, study.program, asked.leaf)
        ]
        self.board.implies(study.task.here, reasons)


def leads_to(catalog: Catalog, program: Program, leaf: Education) -> bool:
    """Whether somebody takes the program for this leaf: it is of the level and in a field that are named."""
    asked: Level = leaf.level.value
    if program.level != asked and (program.level, asked) != ("associate", "some-college"):
        return False
    if leaf.fields is None:
        return not program.only_if_named
    wanted = set(leaf.fields.value)
    if program.only_if_named:
        return bool(wanted & set(program.fields))
    return any(wanted & set(catalog.widening(own)) for own in program.fields)


def is_graduate(program: Program) -> bool:
    """Whether the program is above the bachelor's level."""
    return LEVELS.index(program.level) >= LEVELS.index("masters")


def within(catalog: Catalog, program: Program, fields: set[str]) -> Iterator[str]:
    """Fields of the program that lie within some of those given."""
    return (own for own in program.fields if fields & set(catalog.widening(own)))
