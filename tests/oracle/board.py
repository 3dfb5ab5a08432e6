"""A CP-SAT model with the few shapes that plans are made of: days, literals, tasks, months added to a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from tests.oracle.calendar import ROUND, Calendar

Literal = Any
"""A Boolean of CP-SAT."""
Day = Any
"""A day as a variable, a sum or a plain number."""


@dataclass(frozen=True)
class Task:
    """Something that takes time, if its literal is true."""

    name: str
    here: Literal
    begin: Day
    end: Day


class Board:
    """The model that is being built, and what it remembers of its own variables."""

    def __init__(self, calendar: Calendar) -> None:
        self.model = cp_model.CpModel()
        self.calendar = calendar
        self.true = self.model.new_constant(1)
        self._places: dict[int, Any] = {}

    def literal(self, name: str) -> Literal:
        """A new choice."""
        return self.model.new_bool_var(name)

    def day(self, name: str, low: int = 0) -> Any:
        """A new day of the plan, not before another."""
        return self.model.new_int_var(low, max(low, self.calendar.horizon), name)

    def given(self, constraint: Any, *when: Literal) -> None:
        """A constraint that holds while all literals do."""
        conditions = [literal for literal in when if literal is not self.true]
        if conditions:
            constraint.only_enforce_if(conditions)

    def at_least(self, later: Day, earlier: Day, *when: Literal) -> None:
        """`later` is not before `earlier` while all literals hold."""
        if isinstance(later, int) and isinstance(earlier, int):
            if later < earlier:
                self.forbid(*when)
            return
        if isinstance(earlier, int) and earlier <= 0:
            return
        self.given(self.model.add(later >= earlier), *when)

    def forbid(self, *together: Literal) -> None:
        """These never all hold."""
        self.model.add_bool_or([literal.negated() for literal in together])

    def implies(self, literal: Literal, others: Iterable[Literal]) -> None:
        """While the literal holds, one of the others does."""
        self.model.add_bool_or([literal.negated(), *others])

    def one_of(self, options: Sequence[Literal], when: Literal) -> None:
        """Exactly one option holds while the literal does, and none otherwise."""
        if when is self.true:
            self.model.add_exactly_one(options)
        else:
            self.model.add_exactly_one([*options, when.negated()])

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that holds if and only if one of these does."""
        distinct = list({literal.index: literal for literal in literals}.values())
        if any(literal is self.true for literal in distinct):
            return self.true
        if len(distinct) == 1:
            return distinct[0]
        found = self.literal("any")
        self.implies(found, distinct)
        for literal in distinct:
            self.model.add_implication(literal, found)
        return found

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that holds if and only if all of these do."""
        distinct = [literal for literal in literals if literal is not self.true]
        if len(distinct) < 2:
            return distinct[0] if distinct else self.true
        found = self.literal("both")
        self.model.add_bool_or([found, *(literal.negated() for literal in distinct)])
        for literal in distinct:
            self.model.add_implication(found, literal)
        return found

    def apart(self, one: Task, other: Task) -> None:
        """Two tasks never run at the same time: either may be the first."""
        first = self.literal(f"{one.name} before {other.name}")
        self.at_least(other.begin, one.end, one.here, other.here, first)
        self.at_least(one.begin, other.end, one.here, other.here, first.negated())

    def in_terms(self, name: str, here: Literal, first: int, ends: Callable[[int], int]) -> Task:
        """Something that begins with a term.

        Args:
            name: What it is.
            here: Whether it is there at all.
            first: Day before which it does not begin.
            ends: The day on which it ends, by the day on which it begins.
        """
        starts = self.calendar.terms_of_a_round
        chosen = [self.literal(f"{name} from {day}") for day in starts]
        self.model.add_exactly_one(chosen)
        rounds = self.model.new_int_var(0, self.calendar.horizon // ROUND, f"{name} rounds")
        begin, end = self.day(f"{name} begin"), self.day(f"{name} end")
        self.model.add(begin == ROUND * rounds + sum(lit * day for lit, day in zip(chosen, starts, strict=True)))
        self.model.add(end == ROUND * rounds + sum(lit * ends(day) for lit, day in zip(chosen, starts, strict=True)))
        self.model.add(begin >= first)
        return Task(name, here, begin, end)

    def months_after(self, day: Day, months: int) -> Day:
        """The same day of the month, some months later; the last day of a month that is shorter."""
        if isinstance(day, int):
            return self.calendar.after_months(day, months)
        lengths = self.calendar.lengths(months)
        place = self._place(day)
        chosen = {length: self.literal(f"{length} days") for length in lengths}
        self.model.add_exactly_one(chosen.values())
        for length, spans in lengths.items():
            where = cp_model.Domain.from_intervals(spans)
            self.model.add_linear_expression_in_domain(place, where).only_enforce_if(chosen[length])
        return day + sum(lit * length for length, lit in chosen.items())

    def _place(self, day: Any) -> Any:
        """Place of a day in its round of the calendar."""
        known = self._places.get(day.index)
        if known is None:
            known = self.model.new_int_var(0, ROUND - 1, "place")
            rounds = self.model.new_int_var(0, self.calendar.horizon // ROUND, "rounds")
            self.model.add(day == ROUND * rounds + known)
            self._places[day.index] = known
        return known
