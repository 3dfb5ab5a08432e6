"""Programs and further credits: how long they take, how much of the week, and that no two go on at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from mhcareer.model.person import UNDERGRADUATE
from mhcareer.model.plan import Step
from mhcareer.model.program import Program, Speeds
from mhcareer.model.requirement import Education
from mhcareer.verify.calendar import add_months
from mhcareer.verify.context import SPEEDS, STUDIES, Context, Speed
from mhcareer.verify.education import credits_asked
from mhcareer.verify.finding import Finding
from mhcareer.verify.logged import low
from mhcareer.verify.week import Taken, rates

TERMS_PER_YEAR = 2


def check(context: Context) -> Iterator[Finding]:
    """Where studies stand in the school year, and that one follows the other."""
    for step in context.of_kind("program"):
        program = context.catalog.programs.get(step.id)
        if program is None:
            yield Finding(step.id, "program", f"`{step.id}` is no program of the catalog")
        elif is_running(context, program):
            yield from _under_way(context, step)
        elif program.starts == "terms":
            yield from _term(context, step, lead=True)
    for step in context.of_kind("credits"):
        yield from _term(context, step, lead=False)
    for kinds, rule in ((STUDIES, "two-programs"), (("experience",), "two-experiences")):
        yield from _one_at_a_time(context, [step for step in context.plan.steps if step.kind in kinds], rule)


def _term(context: Context, step: Step, *, lead: bool) -> Iterator[Finding]:
    terms = {term.starts for term in context.catalog.planning.terms}
    applied = context.person.applies_from(context.plan.start)
    first = applied + timedelta(weeks=int(context.catalog.planning.admission_lead_weeks.low))
    for speed in SPEEDS:
        start = context.day(step.id, speed, end=False)
        if f"{start:%m-%d}" not in terms:
            yield Finding(step.id, "term", f"`{step.id}` starts on {start} ({speed}), when no term starts")
        if lead and start < first:
            yield Finding(step.id, "admission", f"`{step.id}` starts on {start} ({speed}), too soon to be admitted")


def _under_way(context: Context, step: Step) -> Iterator[Finding]:
    for speed in SPEEDS:
        start = context.day(step.id, speed, end=False)
        if start != context.plan.start and not step.after:
            yield Finding(step.id, "under-way", f"`{step.id}` is under way but starts on {start} ({speed})")


def _one_at_a_time(context: Context, steps: list[Step], rule: str) -> Iterator[Finding]:
    for speed in SPEEDS:
        spans = sorted(
            (context.day(step.id, speed, end=False), context.day(step.id, speed, end=True), step.id) for step in steps
        )
        for (_, end, before), (start, _, after) in pairwise(spans):
            if end > start:
                yield Finding(after, rule, f"`{after}` starts on {start} ({speed}), while `{before}` goes on")


def is_running(context: Context, program: Program) -> bool:
    """Whether the person is enrolled in a program today."""
    return _under_way_credits(context, program) is not None


def _under_way_credits(context: Context, program: Program) -> int | None:
    if program.credits_to_take:
        return None
    for studying in sorted(context.person.studying, key=lambda one: one.field is None):
        if program.only_if_named and studying.field is None:
            continue
        wide = (context.catalog.widening(field) for field in program.fields)
        taught = studying.field is None or any(studying.field in fields for fields in wide)
        if studying.level == program.level and taught:
            return studying.credits_earned
    return None


def credits_done(context: Context, program: Program) -> int:
    """Credits that the person brings along into a program: its own, or earlier college credits as the school allows."""
    running = _under_way_credits(context, program)
    if running is not None:
        return running
    earlier = [held.semester_credits or 0 for held in context.person.learned if held.level == "some-college"]
    taken = program.semester_credits
    if not earlier or taken is None or program.level not in UNDERGRADUATE or program.credits_to_take:
        return 0
    if program.only_if_named and program.credits_at_the_school is None:
        return 0
    at_the_school = int(low(context.catalog.planning.credits_at_the_school_percent))
    own = int(low(program.credits_at_the_school)) if program.credits_at_the_school else 0
    return min(max(earlier), int(taken.low) * (100 - at_the_school) // 100, int(taken.low) - own)


def program_end(context: Context, program: Program, start: date, speed: Speed) -> date:
    """The last day of a program that begins on a day."""
    pace = program.months.full_time if context.person.study == "full-time" else program.months.part_time
    whole, done = _credits(program), credits_done(context, program)
    share = max(0, whole - done) / whole if whole and done else 1

    def shortened(months: int) -> date:
        return add_months(start, math.ceil(round(months * share, 6)))

    if context.person.credits_per_term and whole is not None:
        by_terms = terms_end(context, max(0, whole - done), start, speed)
        return max(by_terms, shortened(int(program.months.full_time.fast.low)))
    return shortened(int(_at(pace, speed)))


def _credits(program: Program) -> int | None:
    figure = program.credits_to_take or program.semester_credits
    return int(figure.high) if figure else None


def _at(speeds: Speeds, speed: Speed) -> float:
    found: float = getattr(speeds, speed).low
    return found


def terms_end(context: Context, amount: float, start: date, speed: Speed) -> date:
    """The last class of as many terms as some credits take."""
    months, end = int(context.catalog.planning.months_per_term.low), start
    for number in range(math.ceil(amount / rates(context, speed).credits)):
        end = add_months(end if number == 0 else _next_term(context, end), months)
    return end


def _next_term(context: Context, day: date) -> date:
    starts = [tuple(map(int, term.starts.split("-"))) for term in context.catalog.planning.terms]
    return min(first for year in (day.year, day.year + 1) for m, d in starts if (first := date(year, m, d)) >= day)


def credits_to_add(context: Context, step: Step) -> float:
    """Credits that a step adds to a degree: what its rules ask beyond those that are there by then."""
    asked = max((credits_asked(context, claim, step) for claim in step.requirement), default=0)
    leaves = [context.leaf(claim, step.start) for claim in step.requirement]
    level = next((leaf.level.value for leaf in leaves if isinstance(leaf, Education)), None)
    held = [h.semester_credits or 0 for h in context.person.learned if h.level == level]
    given = [
        program.semester_credits.low
        for other in context.of_kind("program")
        if (program := context.catalog.programs.get(other.id)) and program.level == level and program.semester_credits
    ]
    earlier = [
        credits_asked(context, claim, other)
        for other in context.of_kind("credits")
        if other.id != step.id and other.finish <= step.start
        for claim in other.requirement
    ]
    return max(0, asked - max([*held, *given, *earlier], default=0))


def load(context: Context, step: Step) -> int:
    """Hours a week that a study takes."""
    planning, person = context.catalog.planning, context.person
    program = context.catalog.programs.get(step.id)
    full_time = person.study == "full-time"
    a_term: float
    if person.credits_per_term:
        a_term = person.credits_per_term
    elif program is None:
        a_term = planning.pace_typical.credits_per_term.low
    elif full_time:
        a_year = program.full_time_credits_per_year
        a_term = a_year.low / TERMS_PER_YEAR if a_year else planning.full_time_credits_per_term.low
    else:
        whole, months = _credits(program), int(program.months.part_time.typical.low)
        a_term = planning.part_time_credits_per_term.low if whole is None else whole * 12 / TERMS_PER_YEAR / months
    return round(a_term * planning.study_hours_per_credit.low)


def taken_by_study(context: Context, speed: Speed, spans: dict[str, tuple[date, date]] | None = None) -> list[Taken]:
    """What studies leave of the week at a speed, by the spans of the plan or by others."""
    free = rates(context, speed).available
    found = []
    for step in context.plan.steps:
        if step.kind in STUDIES:
            begin, end = (spans or {}).get(step.id) or (
                context.day(step.id, speed, end=False),
                context.day(step.id, speed, end=True),
            )
            found.append(Taken(begin, end, max(0, free - load(context, step))))
    return found


def credits_at(context: Context, level: str, day: date) -> float | None:
    """Most semester credits of a degree of a level by a day, further credits among them; None without such a degree."""
    held = [education.semester_credits or 0 for education in context.person.learned if education.level == level]
    done = [step for step in context.plan.steps if step.finish <= day]
    programs = [context.catalog.programs.get(step.id) for step in done if step.kind == "program"]
    given = [low(program.semester_credits) for program in programs if program and program.level == level]
    if not held and not given:
        return None
    added = [
        leaf.semester_credits.low
        for step in done
        if step.kind == "credits"
        for claim in step.requirement
        if isinstance(leaf := context.leaf(claim, step.start), Education)
        and leaf.level.value == level
        and leaf.semester_credits
    ]
    return max([*held, *given, *added])
