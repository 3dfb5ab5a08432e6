"""Education: which programs and credits may answer each leaf, when they run, and that no two programs run at once.

A leaf that a held degree answers asks for nothing. Any other is answered by a program that somebody takes for its sake
(it leads to the very level and a field that are named), or by any program that is taken anyway and gives as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from mhcareer.model.base import LEVELS, Level
from mhcareer.model.library import Catalog
from mhcareer.model.program import Program
from mhcareer.model.requirement import Education
from mhcareer.verify.acceptance import program_answers
from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.holds import DAYS_PER_WEEK, Fit, Holdings
from tests.oracle.work import Worker

PERCENT = 100


@dataclass
class Study:
    """A program that may be taken."""

    program: Program
    task: Task
    done: int
    """Credits of it that the person has already."""
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
    _credited_for: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    narrowed: list[Literal] = field(default_factory=list)
    """Leaves answered by a degree in a narrower field than the person said."""

    def ask(self, owner: str, path: str, leaf: Education, here: Literal) -> Asked:
        """Note a leaf and every program that may be taken for it."""
        found = Asked(owner, path, leaf, here, self.holds.fit(leaf))
        self.asked.append(found)
        if found.held:
            if found.fit and found.fit.narrowed:
                self.narrowed.append(here)
            return found
        found.begun = self.board.day(f"{owner}:{path} begun")
        found.done = self.board.day(f"{owner}:{path} done")
        for program in self.catalog.programs.values():
            if self.is_taken_for(program, found):
                self._study(program)
        return found

    def is_taken_for(self, program: Program, asked: Asked) -> bool:
        """Whether somebody takes the program for a leaf, or goes on for it with one under way."""
        if asked.fit is None and leads_to(self.catalog, program, asked.leaf):
            return True
        if self.holds.enrolled_in(program) is None:
            return False
        return not asked.leaf.enrolled and program_answers(self.catalog, program, asked.leaf)

    def _study(self, program: Program) -> Study:
        known = self.programs.get(program.id)
        if known is not None:
            return known
        entry = program.entry.education
        if entry is None:
            raise ValueError(f"{program.id}: entry is no education leaf")
        here = self.board.literal(program.id)
        study = Study(program, self._dated(program, entry, here), self.brought(program)[0])
        self.programs[program.id] = study
        study.fields = {name: self.board.literal(f"{program.id} in {name}") for name in program.fields}
        if study.fields:
            self.board.one_of(list(study.fields.values()), here)
        if not self.brought(program)[1]:
            # Whoever is enrolled has met what the entry asks.
            study.entry = self.ask(program.id, "entry.education", entry, here)
        return study

    def _dated(self, program: Program, entry: Education, here: Literal) -> Task:
        """The program from its first class to its last."""
        board = self.board
        done, running = self.brought(program)
        if running:
            return Task(program.id, here, 0, self._end(program, done, 0))
        if program.starts == "any":
            # It waits for no term, so that it is not put off either: it begins with the plan where it can.
            begin = 0 if self._enters(entry) else board.day(program.id)
            return Task(program.id, here, begin, board.months_after(begin, self._months(program, done)))
        applied = board.calendar.number(self.holds.person.applies_from(board.calendar.day(0)))
        lead = max(0, applied + DAYS_PER_WEEK * int(self.catalog.planning.admission_lead_weeks.low))
        return board.in_terms(program.id, here, lead, lambda day: self._end(program, done, day))

    def brought(self, program: Program) -> tuple[int, bool]:
        """Credits of a program that the person has already, and whether the person is enrolled in it."""
        under_way = self.holds.enrolled_in(program)
        if under_way is not None:
            return under_way.credits_earned if program.semester_credits else 0, True
        held = [e.semester_credits or 0 for e in self.holds.person.learned if e.level == "some-college"]
        taken = program.semester_credits
        if not any(held) or not taken or program.credits_to_take or program.level not in ("associate", "bachelors"):
            return 0, False
        if program.only_if_named and not program.credits_at_the_school:
            return 0, False
        at_school = int(self.catalog.planning.credits_at_the_school_percent.low)
        most = int(taken.low) * (PERCENT - at_school) // PERCENT
        if program.credits_at_the_school is not None:
            most = min(most, int(taken.low) - int(program.credits_at_the_school.low))
        return min(max(held), most), False

    def _enters(self, entry: Education) -> bool:
        fit = self.holds.fit(entry)
        return fit is not None and fit.short == 0

    def _end(self, program: Program, done: int, begin: int) -> int:
        """The day on which a program that begins on some day is over."""
        calendar, taken = self.board.calendar, program.credits_to_take or program.semester_credits
        if not self.holds.person.credits_per_term or taken is None:
            return calendar.after_months(begin, self._months(program, done))
        least = _left_of(program, int(program.months.full_time.fast.low), done)
        return max(self._after_terms(begin, int(taken.high) - done), calendar.after_months(begin, least))

    def _after_terms(self, begin: int, taken: int) -> int:
        """The last day of as many terms in a row as some credits take; the first begins on the day."""
        calendar, end = self.board.calendar, begin
        for index in range(-(-max(0, taken) // self.worker.credits)):
            first = calendar.next_term(end) if index else begin
            end = calendar.after_months(first, int(self.catalog.planning.months_per_term.low))
        return end

    def _months(self, program: Program, done: int) -> int:
        full = self.holds.person.study == "full-time"
        pace = program.months.full_time if full else program.months.part_time
        return _left_of(program, int(pace.typical.low), done)

    def close(self) -> None:
        """Answer every leaf, once all programs that may be taken are known."""
        for asked in [*self.asked]:
            if not asked.held:
                self._answer(asked)
        for study in self.programs.values():
            self._justify(study)
            if study.entry is not None:
                self.board.at_least(study.task.begin, study.entry.done, study.task.here)
        for entry in self.holds.person.studying:
            # Whoever is enrolled is so in one program, though it may not be said in which.
            maybe = [s.task.here for s in self.programs.values() if self.holds.enrolled_in(s.program) is entry]
            self.board.model.add_at_most_one(maybe)
        tasks = [task for task, _ in self.running.values()]
        for place, one in enumerate(tasks):
            for other in tasks[:place]:
                self.board.apart(one, other)

    @property
    def running(self) -> dict[str, tuple[Task, Program | None]]:
        """Every study with its program; None for credits that are added to a degree."""
        found: dict[str, tuple[Task, Program | None]] = {n: (s.task, s.program) for n, s in self.programs.items()}
        return found | {task.name: (task, None) for task in self.credits.values()}

    def reasons(self) -> dict[str, set[tuple[str, str]]]:
        """For each study the leaves that it may answer."""
        found = {name: set(leaves) for name, leaves in self._credited_for.items()}
        for asked in self.asked:
            for _, study in asked.links:
                found.setdefault(study.program.id, set()).add((asked.owner, asked.path))
        return found

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
            if asked.fit.narrowed:
                self.narrowed.append(chosen)
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
        self._credited_for.setdefault(task.name, set()).add((asked.owner, asked.path))
        self.board.model.add_implication(chosen, task.here)
        self.board.at_least(asked.done, task.end, chosen)

    def _credits(self, base: str, short: int, ready: Day) -> Task:
        name = f"{base} and {short} credits"
        task = self.board.in_terms(name, self.board.literal(name), 0, lambda day: self._after_terms(day, short))
        self.board.at_least(task.begin, ready, task.here)
        self.credits[base, 0, short] = task
        return task

    def _justify(self, study: Study) -> None:
        """A program is taken only for a leaf that it leads to."""
        reasons = [
            chosen
            for asked in self.asked
            for chosen, other in asked.links
            if other is study and self.is_taken_for(study.program, asked)
        ]
        self.board.implies(study.task.here, reasons)


def _left_of(program: Program, months: int, done: int) -> int:
    """The share of a program's months that is left, after some credits."""
    taken = program.credits_to_take or program.semester_credits
    if not done or taken is None:
        return months
    return ceil(Fraction(months * max(0, int(taken.high) - done), int(taken.high)))


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
