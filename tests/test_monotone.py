"""More can only help: more hours a week never finish later, what is held adds no step, no later start pays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, PassedExam, Person
from mhcareer.model.plan import Plan
from mhcareer.model.program import Program
from mhcareer.planner.plan import NoPlan, find
from mhcareer.planner.targets import Named, target_of

from .helpers import START, person, planned
from .strategies import ASSOCIATE, LICENSE, people, trees, with_rules

CATALOG = load_catalog(["VA"])
EVERYTHING = load_catalog()
CREDENTIALS = st.sampled_from(sorted(EVERYTHING.credentials))
LEVELS = st.sampled_from(["high-school", "associate", "bachelors", "bachelors:social-work", "masters:counseling"])
STARTS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
BASE: dict[str, int] = {
    "hours_per_week": 20,
    "direct_per_week": 10,
    "supervision_per_week": 1,
    "training_per_week": 6,
    "available_per_week": 45,
}
"""A slow pace of each kind, from which it is raised; credits a term are left out, for more of them can finish later."""
RAISED = st.tuples(st.sampled_from(sorted(BASE)), st.integers(1, 20))


def _finish(found: Any) -> date:
    """The finish at the typical speed; the last of days where there is no plan."""
    return found.finish.typical if isinstance(found, Plan) else date.max


def _at(who: Person, name: str, pace: int) -> Person:
    """A person with one stated pace, and within it what must stay within it."""
    changes = {name: pace}
    if name == "hours_per_week" and who.direct_per_week:
        changes["direct_per_week"] = min(who.direct_per_week, pace)
    if name == "direct_per_week" and who.hours_per_week:
        changes["direct_per_week"] = min(who.hours_per_week, pace)
    return Person.model_validate({**who.model_dump(), **changes})


def _faster_is_sooner(catalog: Catalog, credential: str, who: Person, raised: tuple[str, int], start: date) -> None:
    name, more = raised
    base = getattr(who, name) or BASE[name]
    slower, faster = _at(who, name, base), _at(who, name, min(base + more, 20 if "super" in name else 30 + base))
    slow, fast = (planned(catalog, credential, one, start) for one in (slower, faster))
    assert _finish(fast) <= _finish(slow), f"{credential}: {name} {base} + {more}"


@given(people(), trees(), RAISED, STARTS)
def test_a_higher_pace_never_finishes_later(
    who: Person, tree: dict[str, Any], raised: tuple[str, int], start: date
) -> None:
    """Under any rule, whatever else the person said."""
    _faster_is_sooner(with_rules(CATALOG, tree, None), LICENSE, who, raised, start)


@given(CREDENTIALS, LEVELS, RAISED)
def test_a_higher_pace_never_finishes_later_in_the_catalog(
    credential: str, level: str, raised: tuple[str, int]
) -> None:
    """The same for the rules of the catalog."""
    _faster_is_sooner(EVERYTHING, credential, person(level), raised, START)


def test_more_credits_a_term_can_finish_later() -> None:
    """Study beside the hours takes their week, as docs/planning.md says."""
    who = person("bachelors:social-work")
    start = date(2027, 6, 18)
    few, many = (planned(EVERYTHING, "nm-psychologist", _at(who, "credits_per_term", n), start) for n in (12, 15))
    assert _finish(few) < _finish(many)


@given(people(), trees(), trees(), STARTS)
def test_a_credential_that_is_held_spares_all_that_led_to_it(
    who: Person, tree: dict[str, Any], associate: dict[str, Any], start: date
) -> None:
    """It is no step, no step serves it alone, and the way is no worse: as plain and no later, or plainer."""
    catalog = with_rules(CATALOG, tree, associate)
    _holding_helps(catalog, LICENSE, who, ASSOCIATE, start)


@given(st.data(), CREDENTIALS, LEVELS)
def test_a_credential_that_is_held_spares_all_that_led_to_it_in_the_catalog(
    data: st.DataObject, credential: str, level: str
) -> None:
    """The same for each credential that a plan of the catalog earns on the way."""
    found = planned(EVERYTHING, credential, level)
    earned = [s.id for s in found.steps if s.id in EVERYTHING.credentials] if isinstance(found, Plan) else []
    if earned:
        _holding_helps(EVERYTHING, credential, person(level), data.draw(st.sampled_from(earned)), START)


def _holding_helps(catalog: Catalog, credential: str, who: Person, held: str, start: date) -> None:
    who = _with_degrees_behind(catalog, who, held, planned(catalog, credential, who, start))
    holder = _holder(who, held, planned(catalog, credential, who, start))
    found = planned(catalog, credential, holder, start)
    ranks = [_rank(catalog, credential, one, start) for one in (holder, who)]
    assert ranks[0] <= ranks[1], f"{credential}: holding {held}"
    for step in found.steps if isinstance(found, Plan) else ():
        assert step.id != held
        owners = {claim.partition(":")[0] for claim in step.requirement}
        assert owners != {held}, f"{credential}: {step.id} serves {held} alone"


def _rank(catalog: Catalog, credential: str, who: Person, start: date) -> tuple[bool, Any, date]:
    """How plain the best way is, then its finish, as ways are compared; the last of all where there is none.

    Who holds what called for a degree in another field is no longer bound to that field, and studies within the role.
    """
    target = target_of(catalog, Named(catalog.credentials[credential]), credential)
    found = find(catalog, who, target, start=start)
    return (True, None, date.max) if isinstance(found, NoPlan) else (False, found.best.standing, found.best.finish)


def _with_degrees_behind(catalog: Catalog, who: Person, held: str, without: Any) -> Person:
    """The person with the degrees that a plan takes for a credential: its holder has them, whoever else may, too."""
    owners, programs = {held}, list[Program]()
    for step in reversed(without.steps if isinstance(without, Plan) else ()):
        # A program stands before what it is the way to.
        if step.kind == "program" and any(claim.partition(":")[0] in owners for claim in step.requirement):
            owners.add(step.id)
            programs.append(catalog.programs[step.id])
    # Which of its fields a degree is in, the rules decide: one of each stands for that.
    degrees = [HeldEducation(level=one.level, field=field) for one in programs for field in one.fields or (None,)]
    going_on = tuple(s for s in who.studying if not any(s.level == degree.level for degree in degrees))
    return who.model_copy(update={"education": (*who.education, *degrees), "studying": going_on})


def _holder(who: Person, held: str, without: Any) -> Person:
    """The person with a credential, and the passes without which nobody is given it."""
    exams = [s for s in without.steps if s.kind == "exam"] if isinstance(without, Plan) else []
    passed = [PassedExam(id=s.id) for s in exams if s.requirement[0].startswith(f"{held}:")]
    return who.model_copy(update={"credentials": (*who.credentials, held), "exams": (*who.exams, *passed)})


@given(people(), trees(), STARTS, st.integers(1, 400))
def test_a_later_start_never_finishes_earlier(who: Person, tree: dict[str, Any], start: date, days: int) -> None:
    """Under any rule."""
    catalog = with_rules(CATALOG, tree, None)
    sooner, later = (planned(catalog, LICENSE, who, day) for day in (start, start + timedelta(days=days)))
    assert _finish(sooner) <= _finish(later)


@given(CREDENTIALS, LEVELS, STARTS, st.integers(1, 400))
def test_a_later_start_never_finishes_earlier_in_the_catalog(
    credential: str, level: str, start: date, days: int
) -> None:
    """The same for the rules of the catalog."""
    who = person(level)
    sooner, later = (planned(EVERYTHING, credential, who, day) for day in (start, start + timedelta(days=days)))
    assert _finish(sooner) <= _finish(later), f"{credential} from {level}"


@given(CREDENTIALS, LEVELS, STARTS, st.integers(1, 400), st.integers(1, 400))
def test_a_later_start_with_schools_applied_to_in_time_never_finishes_earlier(
    credential: str, level: str, known: date, to_come: int, days: int
) -> None:
    """Of two starts to come, each known of on the same day."""
    lead = EVERYTHING.planning.admission_lead
    starts = [known + timedelta(days=count) for count in (to_come, to_come + days)]
    sooner, later = (planned(EVERYTHING, credential, person(level).beginning(s, known, lead), s) for s in starts)
    assert _finish(sooner) <= _finish(later), f"{credential} from {level}"


def test_a_degree_under_way_is_used_for_all_that_it_answers() -> None:
    """Whoever holds what called for a bachelor's is not sent from the one under way to an associate's."""
    catalog = with_rules(
        CATALOG, {"all": [_degree("high-school"), _degree("associate")]}, {"all": [_degree("bachelors")]}
    )
    who = Person.model_validate(
        {"education": ({"level": "none"},), "studying": ({"level": "bachelors", "credits_earned": 110},)}, strict=False
    )
    _holding_helps(catalog, LICENSE, who, ASSOCIATE, date(2026, 1, 1))
    holder = who.model_copy(update={"credentials": (ASSOCIATE,)})
    found = planned(catalog, LICENSE, holder, date(2026, 1, 1))
    assert isinstance(found, Plan)
    assert [step.id for step in found.steps] == ["bachelors", LICENSE]


def _degree(level: str) -> dict[str, Any]:
    return {"education": {"level": {"value": level, "unverified": True}}}
