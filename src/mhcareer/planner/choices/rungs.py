"""`next`, and the nearest credential by a deadline: a plan for each credential of a jurisdiction, by distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL
from mhcareer.model.choices import Closed, Direction, NextAnswer, Rung
from mhcareer.model.credential import TIERS, Credential
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.person import Person, without_private
from mhcareer.model.plan import Deadline, Objective, ThreeDates
from mhcareer.planner.choose import ordered
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.explain import is_undated
from mhcareer.planner.facts.transfer import spoken
from mhcareer.planner.plan import Found, NoPlan, find
from mhcareer.planner.targets import Named, target_of
from mhcareer.planner.tasks import ProgramWork, Task
from mhcareer.planner.telling.milestones import hired_anywhere
from mhcareer.planner.telling.outline import outcome
from mhcareer.planner.telling.steps import title


@dataclass(frozen=True)
class Reach:
    """A credential and the way to it; a reason where there is none."""

    credential: Credential
    answer: Found | NoPlan


def reaches(
    catalog: Catalog,
    person: Person,
    code: str,
    start: date,
    as_of: date | None = None,
    elsewhere: Catalog | None = None,
    objective: Objective = "soonest",
) -> list[Reach]:
    """The way to every credential of a jurisdiction that is not held, in the order of its file.

    Args:
        catalog: Must hold the jurisdiction.
        person: What is held and known.
        code: The jurisdiction.
        start: First day of every plan.
        as_of: With the rules of that day alone; None for each rule as it stands when it applies.
        elsewhere: Where the roles that are hired anywhere are looked up; None to leave them out.
        objective: What makes a way better.
    """
    here = catalog.in_jurisdiction(code)
    listed = [(catalog, credential) for credential in here]
    if elsewhere is not None and code != NATIONAL:
        listed += [(elsewhere, credential) for credential in hired_anywhere(here, elsewhere)]
    found = []
    for known, credential in listed:
        if credential.id not in person.credentials:
            target = target_of(known, Named(credential), credential.id)
            answer = find(known, person, target, start=start, as_of=as_of, objective=objective)
            found.append(Reach(credential, answer))
    return found


def next_answer(
    catalog: Catalog,
    person: Person,
    code: str,
    start: date,
    within_months: int,
    pay: Mapping[str, Pay],
    *,
    as_of: date | None = None,
    elsewhere: Catalog | None = None,
) -> NextAnswer:
    """What is open now, what one step opens, and what else lies within a time.

    Args:
        catalog: Must hold the jurisdiction.
        person: What is held and known.
        code: The jurisdiction.
        start: Today, or the day from which one counts.
        within_months: How far to look.
        pay: Pay there, by the code of the occupation.
        as_of: With the rules of that day alone; None for each rule as it stands when it applies.
        elsewhere: Where the roles that are hired anywhere are looked up; None to leave them out.
    """
    open_now: list[Rung] = []
    one_step: list[Rung] = []
    further: list[Rung] = []
    closed: list[Closed] = []
    beyond = 0
    for reach in reaches(catalog, person, code, start, as_of, elsewhere):
        if isinstance(reach.answer, NoPlan):
            closed.append(
                Closed(credential=reach.credential.id, title=reach.credential.title, reason=reach.answer.reason)
            )
            continue
        rung = _rung(catalog, person, reach.credential, reach.answer, pay)
        if not rung.steps:
            open_now.append(rung)
        elif reach.answer.best.finish > add_months(start, within_months):
            beyond += 1
        else:
            (one_step if len(rung.steps) == 1 else further).append(rung)
    place = {"up": 0, "sideways": 1, "elsewhere": 2, "down": 3}
    for group in (one_step, further):
        group.sort(key=lambda rung: (place[rung.direction], rung.months, rung.credential))
    # Of what is open at once the nearest to a license first: all of it is near in time.
    open_now.sort(key=lambda rung: (place[rung.direction], -TIERS.index(rung.level), rung.months, rung.credential))
    shown = [*open_now, *one_step, *further]
    cited = dict.fromkeys(key for rung in shown if rung.pay for key in rung.pay.ref)
    return NextAnswer(
        person=without_private(person),
        jurisdiction=code,
        jurisdiction_name=catalog.places.get(code, code),
        start=start,
        within_months=within_months,
        open_now=tuple(open_now),
        one_step=tuple(one_step),
        further=tuple(further),
        beyond=beyond,
        closed=tuple(closed),
        references={key: catalog.references[key] for key in cited if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _rung(catalog: Catalog, person: Person, credential: Credential, found: Found, pay: Mapping[str, Pay]) -> Rung:
    best = found.best
    own = next(task for task in best.route.tasks if task.id == credential.id)
    role, occupation = catalog.roles.get(credential.role), catalog.occupation_of(credential)
    came_to = outcome(found)
    return Rung(
        credential=credential.id,
        role=credential.role,
        role_title=role.title if role else credential.role,
        title=credential.title,
        kind=credential.kind,
        level=credential.level,
        direction=_direction(catalog, person, credential),
        months=came_to.months.typical,
        finish=came_to.finish.typical,
        at_least=came_to.at_least,
        is_within_the_rule="typical" not in came_to.beyond_the_rule,
        cost_usd=came_to.cost_usd,
        studies_without_price=came_to.studies_without_price,
        steps=tuple(_told(task, own) for task in best.route.tasks if task.id != credential.id),
        asks=_asks(own),
        rests_on=best.route.assumptions,
        by_reading=best.route.narrowed > 0,
        pay=pay.get(occupation) if occupation else None,
    )


def _asks(own: Task) -> tuple[str, ...]:
    """What a rule asks that only the person can show."""
    personal = ("age", "lived_experience", "background_check", "residence", "condition")
    return tuple(dict.fromkeys(spoken(s.leaf) for s in own.sources if s.leaf.kind in personal))


def _told(task: Task, own: Task) -> str:
    """The title of a step; of a program in which one must only be enrolled, that."""
    begun = task.id in own.after_start and task.id not in own.after
    return f"enrollment in: {title(task)}" if begun else title(task)


def _direction(catalog: Catalog, person: Person, credential: Credential) -> Direction:
    """Where a credential lies from the roles that are held, by the lattice of the data and by tier."""
    held = [catalog.credentials[c] for c in person.credentials if c in catalog.credentials]
    directions: set[Direction] = set()
    for own in held:
        role = catalog.roles.get(own.role)
        if credential.role == own.role:
            rise = TIERS.index(credential.level) - TIERS.index(own.level)
            directions.add("up" if rise > 0 else "down" if rise < 0 else "sideways")
        elif role and credential.role in role.above:
            directions.add("up")
        elif role and credential.role in role.beside:
            directions.add("sideways")
        elif role and credential.role in role.below:
            directions.add("down")
    order: tuple[Direction, ...] = ("up", "sideways", "down")
    return next((one for one in order if one in directions), "elsewhere")


def deadline(catalog: Catalog, found: Found, finish: ThreeDates, day: date) -> Deadline:
    """Whether a plan is done by a day, by how many days not, and what is: its soonest way, or the nearest credential.

    Args:
        catalog: Must hold the jurisdiction of the plan.
        found: The plan's routes.
        finish: Its finish at three speeds.
        day: The day by which the target is to be held.
    """
    if finish.typical <= day:
        return Deadline(
            day=day,
            met=True,
            met_at_fast_pace=True,
            met_at_slow_pace=finish.slow <= day,
            at_least=is_undated(found.best.route),
            days_late=0,
        )
    soonest = ordered(found.listed, "soonest")[0]
    is_in_time = soonest.finish <= day
    nearest = None if is_in_time else _nearest(catalog, found, day)
    route = nearest.answer.best.route if nearest and isinstance(nearest.answer, Found) else None
    return Deadline(
        day=day,
        met=False,
        met_at_fast_pace=finish.fast <= day,
        at_least=is_undated(found.best.route),
        days_late=(finish.typical - day).days,
        by_soonest_way=soonest.finish if is_in_time else None,
        by_soonest_at_least=is_in_time and is_undated(soonest.route),
        closest=nearest.credential.id if nearest else None,
        closest_title=nearest.credential.title if nearest else None,
        closest_finish=nearest.answer.best.finish if nearest and isinstance(nearest.answer, Found) else None,
        closest_at_least=route is not None and is_undated(route),
        closest_rests_on=route.assumptions if route else (),
        closest_asks=_asks(route.tasks[-1]) if route else (),
    )


def _nearest(catalog: Catalog, found: Found, day: date) -> Reach | None:
    """The credential in reach, other than the target, that is fewest rungs from the target's role.

    Of equal ones the highest tier, then the one with the most study, then the latest: nearest to what is wanted.
    """
    away = _distances(catalog, found.target.role)
    code = found.target.jurisdiction
    listed = [
        (away.get(reach.credential.role, len(catalog.roles)), reach)
        for reach in reaches(catalog, found.person, code, found.start, found.as_of, objective=found.objective)
        if reach.credential.id != found.target.credential
        and isinstance(reach.answer, Found)
        and reach.answer.best.finish <= day
    ]

    def place(entry: tuple[int, Reach]) -> tuple[int, int, int, int, str]:
        rungs, reach = entry
        if not isinstance(reach.answer, Found):
            raise TypeError("only credentials in reach are sorted")
        studied = sum(isinstance(task.work, ProgramWork) for task in reach.answer.best.route.tasks)
        tier = TIERS.index(reach.credential.level)
        return rungs, -tier, -studied, -reach.answer.best.finish.toordinal(), reach.credential.id

    return min(listed, key=place)[1] if listed else None


def _distances(catalog: Catalog, role: str) -> Mapping[str, int]:
    """Rungs from a role to every other along the lattice, upward, downward or sideways."""
    found, edge = {role: 0}, [role]
    while edge:
        beyond: list[str] = []
        for name in edge:
            for other in _neighbors(catalog, name):
                if other not in found:
                    found[other] = found[name] + 1
                    beyond.append(other)
        edge = beyond
    return found


def _neighbors(catalog: Catalog, name: str) -> Iterable[str]:
    known = catalog.roles.get(name)
    own = (*known.below, *known.beside, *known.above) if known else ()
    naming = (r.id for r in catalog.roles.values() if name in (*r.below, *r.beside, *r.above))
    return (*own, *naming)
