"""`whatif`: each lever tried alone, with a plan from scratch, and ranked by what it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL
from mhcareer.model.choices import Lever, Outcome, WhatifAnswer
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, Person, without_private
from mhcareer.model.plan import Objective, Target
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import next_term
from mhcareer.planner.dating.paces import AVAILABLE, DIRECT, HOURS, SUPERVISION, TRAINING, a_step_more, told
from mhcareer.planner.explain import span_of_days
from mhcareer.planner.facts.education import UNACCREDITED, rank
from mhcareer.planner.plan import Found, NoPlan, differs, find
from mhcareer.planner.targets import Named, goal_of, target_of
from mhcareer.planner.tasks import ExperienceWork, ProgramWork, Route, StudyWork, TrainingWork, Work
from mhcareer.planner.telling.outline import outcome

_MOST_WAYS = 6
_MOST_PLACES = 5


@dataclass(frozen=True)
class Ask:
    """A question for a plan: all that the planner needs."""

    catalog: Catalog
    person: Person
    target: Target
    start: date
    as_of: date | None = None
    objective: Objective = "soonest"
    programs: frozenset[str] = frozenset()
    """Programs, and credits on top of a degree, that the route must take."""

    def answer(self) -> Found | NoPlan:
        """Every route, found from scratch."""
        wanted = self.programs

        def takes(route: Route) -> bool:
            return wanted <= {task.id for task in route.tasks}

        only = takes if wanted else None
        return find(
            self.catalog,
            self.person,
            self.target,
            start=self.start,
            as_of=self.as_of,
            objective=self.objective,
            only=only,
        )

    def with_person(self, **changes: object) -> Ask:
        """The same for a person with some facts changed."""
        return replace(self, person=self.person.model_copy(update=changes))

    def beginning(self, day: date, known: date) -> Ask:
        """The same for a plan that begins on another day, known of since some day: schools are applied to in time."""
        return replace(self, start=day, person=self.person.beginning(day, known, self.catalog.planning.admission_lead))


@dataclass(frozen=True)
class Change:
    """One lever before it is pulled."""

    key: str
    words: str
    ask: Ask


def whatif(ask: Ask, found: Found, changes: Iterator[Change], *, keep_idle: bool = False) -> WhatifAnswer:
    """Each change alone against the plan as it is.

    Args:
        ask: The question as it stands.
        found: Its answer.
        changes: What to try.
        keep_idle: Whether to tell of a change that moves neither date nor cost.
    """
    now = outcome(found)
    pulled = [_pulled(change, now) for change in changes]
    telling = [one for one in pulled if keep_idle or one.outcome is None or one.sooner_days or one.saves_usd]
    telling.sort(
        key=lambda one: (
            one.outcome is None,
            not one.is_dated,
            -(one.sooner_days or 0),
            -(one.saves_usd or 0),
            one.key,
        )
    )
    return WhatifAnswer(
        target=ask.target,
        person=without_private(ask.person),
        start=ask.start,
        objective=ask.objective,
        now=now,
        levers=tuple(telling),
        sentence=_sentence(telling, now, ask.target),
        data_version=ask.catalog.planning.data_version,
    )


def _pulled(change: Change, now: Outcome) -> Lever:
    found = change.ask.answer()
    if isinstance(found, NoPlan):
        return Lever(
            key=change.key, words=change.words, outcome=None, sooner_days=None, saves_usd=None, reason=found.reason
        )
    then = outcome(found)
    return Lever(
        key=change.key,
        words=change.words,
        outcome=then,
        sooner_days=(now.finish.typical - then.finish.typical).days,
        saves_usd=now.cost_usd.typical - then.cost_usd.typical,
        is_dated=_is_dated(change.key, now, then),
        is_comparable=_is_comparable(change.key, now, then),
    )


def _sentence(levers: list[Lever], now: Outcome, target: Target) -> str:
    """Which lever moves the date most, and which the cost by what is stated."""
    sooner = max((one for one in levers if one.is_dated), key=lambda one: one.sooner_days or 0, default=None)
    cheaper = max(
        (one for one in levers if one.outcome and one.is_comparable), key=lambda one: one.saves_usd or 0, default=None
    )
    said = []
    if sooner and sooner.sooner_days and sooner.sooner_days > 0:
        said.append(f"What brings the date forward most: {sooner.words} ({span_of_days(sooner.sooner_days)} sooner)")
    if cheaper and cheaper.saves_usd and cheaper.saves_usd > 0:
        said.append(f"what saves most by what is stated: {cheaper.words} (${cheaper.saves_usd:,} less)")
    if not said:
        if now.months.slow == 0:
            return f"You hold the {target.abbreviation or target.title} already."
        return "Nothing tried here brings the date forward or lowers the cost."
    text = "; ".join(said) + "."
    return text[:1].upper() + text[1:]


def _is_dated(key: str, now: Outcome, then: Outcome) -> bool:
    """Whether the days between two dates are known, or at least so many; a `not before` may be years too early.

    What is open here and there alike, under one rule, is the same on both sides.
    """
    if then.at_least:
        return now.at_least and not _is_elsewhere(key)
    return not now.at_least or then.finish.typical < now.finish.typical


def _is_comparable(key: str, now: Outcome, then: Outcome) -> bool:
    """Whether a cost can be held against today's: what is not stated there but stated here is no saving.

    In another jurisdiction other fees are stated; only two costs without a gap can be compared then.
    """
    if then.cost_usd == now.cost_usd:
        return True
    if then.studies_without_price or now.studies_without_price:
        return False
    return not _is_elsewhere(key) or (then.cost_usd.complete and now.cost_usd.complete)


def _is_elsewhere(key: str) -> bool:
    """Whether a lever is another jurisdiction, where other things are stated."""
    return key.startswith("state=")


def levers(ask: Ask, found: Found, elsewhere: Catalog | None) -> Iterator[Change]:
    """Every lever that can matter to a plan, each alone.

    Args:
        ask: The question as it stands.
        found: Its answer.
        elsewhere: The role's credentials in every jurisdiction; None to leave other jurisdictions out.
    """
    works = [task.work for task in found.best.route.tasks]
    if not works:
        return
    if any(isinstance(work, ProgramWork) for work in works):
        other = "part-time" if ask.person.study == "full-time" else "full-time"
        yield Change(f"study={other}", f"study {other}", ask.with_person(study=other))
    yield from _paces(ask, works)
    yield from _starts(ask, found)
    yield from _accreditation(ask)
    yield from _ways(ask, found)
    own = goal_of(ask.catalog, ask.target.role, ask.target.jurisdiction)
    if elsewhere is not None and own is not None and own.id == ask.target.credential:
        # Below full practice there is no like of it to be found by its role.
        yield from _places(ask, with_what_is_held(elsewhere, ask))


def _paces(ask: Ask, works: Sequence[Work]) -> Iterator[Change]:
    clock = Clock(ask.catalog.planning, ask.person, ask.start, "typical")
    is_working = any(isinstance(work, ExperienceWork) for work in works)
    tried = [DIRECT, HOURS, SUPERVISION] if is_working else []
    if any(isinstance(work, TrainingWork) for work in works):
        tried.append(TRAINING)
    if is_working and any(isinstance(work, StudyWork) for work in works):
        tried.append(AVAILABLE)
    for pace in tried:
        changes = a_step_more(clock, pace)
        if changes is not None:
            key = ",".join(f"{name}={value}" for name, value in changes.items())
            yield Change(key, told(changes), ask.with_person(**changes))


def _starts(ask: Ask, found: Found) -> Iterator[Change]:
    """The first classes a term later, and two; nothing where they do not hang on the start."""
    clock = Clock(ask.catalog.planning, ask.person, ask.start, "typical")
    known = ask.person.applies_from(ask.start)
    open_first = {next_term(day, clock.terms) for day in (ask.start, known + ask.catalog.planning.admission_lead)}
    spans = found.best.settled.spans
    waiting = (t.id for t in found.best.route.tasks if isinstance(t.work, StudyWork) and not _is_running(t.work))
    first = min((spans[study].begin for study in waiting), default=None)
    if first not in open_first:
        return
    for _ in range(2):
        start = max(ask.start, first + timedelta(days=1))
        first = next_term(start, clock.terms)
        yield Change(f"start={start.isoformat()}", f"first classes in {first:%B %Y}", ask.beginning(start, known))


def _is_running(work: StudyWork) -> bool:
    return isinstance(work, ProgramWork) and work.running


def with_accreditation(person: Person, value: str) -> Person:
    """The person whose degrees of no said accreditation have this one; where it is said of all, all of them."""
    unsaid = _unsaid(person)
    changed = unsaid or person.education
    education = tuple(
        held.model_copy(update={"accreditation": value}) if held in changed else held for held in person.education
    )
    return person.model_copy(update={"education": education})


def _unsaid(person: Person) -> tuple[HeldEducation, ...]:
    return tuple(h for h in person.education if h.accreditation is None and rank(h.level) >= rank("bachelors"))


def _accreditation(ask: Ask) -> Iterator[Change]:
    """What a degree of no said accreditation is worth if nobody has accredited it."""
    if _unsaid(ask.person):
        changed = replace(ask, person=with_accreditation(ask.person, UNACCREDITED))
        words = "your degree is from a program that is not accredited"
        yield Change(f"accreditation={UNACCREDITED}", words, changed)


def _ways(ask: Ask, found: Found) -> Iterator[Change]:
    """The best of each other choice of studies: a degree or some credits more, fewer, or another degree."""
    taken = _studies(found.best.route)
    groups = dict.fromkeys(_studies(option.route) for option in found.options)
    smallest = sorted((group for group in groups if group and group != taken), key=lambda g: (len(g), sorted(g)))
    for group in smallest[:_MOST_WAYS]:
        route = next(option.route for option in found.options if _studies(option.route) == group)
        words = differs(found.best.route, route)
        yield Change(f"programs={','.join(sorted(group))}", words, replace(ask, programs=group))


def _studies(route: Route) -> frozenset[str]:
    return frozenset(task.id for task in route.tasks if isinstance(task.work, StudyWork))


def with_what_is_held(elsewhere: Catalog, ask: Ask) -> Catalog:
    """Another catalog with the credentials that the person holds, of whatever role: they show exams and work."""
    known = ask.catalog.credentials
    held = {id_: known[id_] for id_ in ask.person.credentials if id_ in known}
    return replace(elsewhere, credentials={**held, **elsewhere.credentials})


def _places(ask: Ask, elsewhere: Catalog) -> Iterator[Change]:
    """The same role in the jurisdictions where it is soonest held."""
    found: list[tuple[date, str, Change]] = []
    for code in sorted(elsewhere.jurisdictions):
        goal = goal_of(elsewhere, ask.target.role, code)
        if goal is None or code in (ask.target.jurisdiction, NATIONAL):
            continue
        target = target_of(elsewhere, Named(goal, role=ask.target.role), code)
        there = replace(ask, catalog=elsewhere, target=target, programs=frozenset()).with_person(state=code)
        answer = there.answer()
        if isinstance(answer, Found):
            words = f"in {target.jurisdiction_name}, as {goal.abbreviation or goal.title}"
            found.append((answer.best.finish, code, Change(f"state={code}", words, there)))
    for _, _, change in sorted(found, key=lambda entry: entry[:2])[:_MOST_PLACES]:
        yield change
