"""`compare`: the same person and several targets, each with a plan of its own and the figures of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVEL_NAMES, Sourced
from mhcareer.model.choices import CompareAnswer, Compared, Outcome
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.person import Person, without_private
from mhcareer.model.plan import Objective, Portability, Target
from mhcareer.model.requirement import Education, ExamRequirement, Experience
from mhcareer.planner.choices.tiers import is_uneven, of_one_tier
from mhcareer.planner.explain import span_of_days
from mhcareer.planner.facts.education import rank
from mhcareer.planner.plan import Found, NoPlan, brought_at_end, find, scheduled_of
from mhcareer.planner.tasks import Route
from mhcareer.planner.telling.milestones import milestones
from mhcareer.planner.telling.outline import outcome
from mhcareer.planner.telling.portability import portability
from mhcareer.planner.telling.remarks import unverified
from mhcareer.planner.telling.steps import steps

if TYPE_CHECKING:
    from mhcareer.model.compacts import Compact


_AMOUNTS = ("total_hours", "direct_hours", "supervision_hours", "min_months")
"""Figures of an experience that have a line of their own."""


@dataclass(frozen=True)
class Candidacy:
    """One column before it is worked out: what was asked, what it means, and what surrounds it."""

    asked: str
    target: Target | None
    reason: str | None = None
    pay: Mapping[str, Pay] | None = None
    elsewhere: Catalog | None = None
    compacts: tuple[Compact, ...] = ()


def compare(
    catalog: Catalog,
    person: Person,
    wanted: Iterable[Candidacy],
    *,
    start: date,
    objective: Objective = "soonest",
    as_of: date | None = None,
) -> CompareAnswer:
    """Each target with its own plan.

    Args:
        catalog: Must hold the jurisdictions of all targets.
        person: What is held and known.
        wanted: The targets.
        start: First day of every plan.
        objective: What makes a route better.
        as_of: With the rules of that day alone; None for each rule as it stands when it applies.
    """
    columns = tuple(_column(catalog, person, one, start, objective, as_of) for one in wanted)
    cited = dict.fromkeys(key for column in columns for key in column.references)
    cited |= dict.fromkeys(key for column in columns if column.pay for key in column.pay.ref)
    targets = [column.target for column in columns if column.target]
    uneven = is_uneven(targets)
    return CompareAnswer(
        person=without_private(person),
        start=start,
        objective=objective,
        columns=columns,
        difference=_difference(columns),
        uneven=uneven,
        of_one_tier=of_one_tier(catalog, targets) if uneven else (),
        references={key: catalog.references[key] for key in cited if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _column(
    catalog: Catalog, person: Person, one: Candidacy, start: date, objective: Objective, as_of: date | None
) -> Compared:
    if one.target is None:
        return Compared(asked=one.asked, target=None, outcome=None, reason=one.reason)
    found = find(catalog, person, one.target, start=start, objective=objective, as_of=as_of)
    if isinstance(found, NoPlan):
        return Compared(asked=one.asked, target=one.target, outcome=None, reason=found.reason)
    occupation = catalog.occupation_of(catalog.credentials[one.target.credential])
    carried = _carried(found, one)
    rule = _of_rule(found.best.route)
    behind = _behind(found, rule)
    listed = steps(scheduled_of(found))
    figures = [figure for step in listed for figure in step.figures]
    read = [catalog.references[key].checked for f in figures for key in f.references if key in catalog.references]
    return Compared(
        asked=one.asked,
        target=one.target,
        outcome=outcome(found),
        reason=None,
        degree=_degree(found),
        **{name: _summed(rule, name) for name in _AMOUNTS},
        exams=_exams(catalog, found.best.route),
        pay=(one.pay or {}).get(occupation) if occupation else None,
        portable_to=carried.met if carried else None,
        portable_of=carried.compared if carried else None,
        compact=carried.compact if carried else None,
        unverified=unverified(catalog, listed),
        newest_check=max(read, default=None),
        unsourced=tuple(name for name, sources in behind.items() if any(one.unverified for one in sources)),
        references=tuple(dict.fromkeys([*_keys(behind), *(carried.references if carried else ())])),
    )


def _behind(found: Found, rule: list[Experience]) -> dict[str, list[Sourced]]:
    """The statements that each cell about the rule rests on, by the field of the column."""
    degree = _highest(found)
    exams = [s.leaf for task in found.best.route.tasks for s in task.sources if isinstance(s.leaf, ExamRequirement)]
    behind: dict[str, list[Sourced]] = {"degree": [s for s in (degree.level, degree.fields) if s] if degree else []}
    behind |= {name: [figure for leaf in rule if (figure := getattr(leaf, name)) is not None] for name in _AMOUNTS}
    return {**behind, "exams": list(exams)}


def _keys(behind: Mapping[str, list[Sourced]]) -> Iterable[str]:
    return (key for sources in behind.values() for one in sources for key in one.ref)


def _carried(found: Found, one: Candidacy) -> Portability | None:
    if one.elsewhere is None:
        return None
    scheduled = scheduled_of(found)
    brought = brought_at_end(found, scheduled, milestones(scheduled))
    return portability(one.elsewhere, brought, found.target.jurisdiction, one.compacts, brought.on) if brought else None


def _of_rule(route: Route) -> list[Experience]:
    """The experience that the way asks, whether it is still to be done or logged already; each leaf once."""
    leaves = [source.leaf for task in route.tasks for source in task.sources]
    found = {id(leaf): leaf for leaf in leaves if isinstance(leaf, Experience)}
    return list(found.values())


def _summed(rule: list[Experience], name: str) -> int | None:
    stated = [figure for leaf in rule if (figure := getattr(leaf, name)) is not None]
    return int(sum(one.high for one in stated)) if stated else None


def _highest(found: Found) -> Education | None:
    """The highest degree that the rules on the way ask for, in the words of the target's own rule if it asks for it."""
    own = found.target.credential
    leaves = [
        (rank(s.leaf.level.value), s.owner == own, s.leaf)
        for task in found.best.route.tasks
        for s in task.sources
        if isinstance(s.leaf, Education)
    ]
    return max(leaves, key=lambda entry: entry[:2])[2] if leaves else None


def _degree(found: Found) -> str | None:
    highest = _highest(found)
    if highest is None:
        return None
    names = found.catalog.fields
    fields = [names[f].title if f in names else f for f in highest.fields.value[:2]] if highest.fields else []
    return LEVEL_NAMES[highest.level.value] + (f" in {' or '.join(fields)}" if fields else "")


def _exams(catalog: Catalog, route: Route) -> tuple[str, ...]:
    leaves = [s.leaf for task in route.tasks for s in task.sources if isinstance(s.leaf, ExamRequirement)]
    known = [catalog.exams[leaf.id] for leaf in leaves if leaf.id in catalog.exams]
    return tuple(dict.fromkeys(exam.abbreviation or exam.title for exam in known))


def _difference(columns: tuple[Compared, ...]) -> str:
    """The biggest difference between the first and the last to finish, and between the dearest and the cheapest."""
    planned = [(c, c.outcome) for c in columns if c.outcome is not None]
    if len(planned) < 2:  # noqa: PLR2004 - two make a difference
        return "There is nothing to set against each other: " + (
            "only one of them can be planned." if planned else "none of them can be planned."
        )
    parts = [*_time_apart(planned), *_undated(planned)]
    parts += _price_apart([e for e in planned if not e[1].studies_without_price and e[1].cost_usd.is_known])
    unknown = [_short(column) for column, came_to in planned if not came_to.cost_usd.is_known]
    if unknown:
        parts.append(f"what {' and '.join(unknown)} costs is not stated in any source read")
    unpriced = [_short(column) for column, came_to in planned if came_to.studies_without_price]
    if unpriced:
        parts.append(f"the price of studies for {' and '.join(unpriced)} is not stated in any source read")
    text = "; ".join(parts) or "they take the same time and money by what is stated"
    return text[:1].upper() + text[1:] + "."


def _time_apart(planned: list[tuple[Compared, Outcome]]) -> list[str]:
    """What lies between the first and the last of those whose date is no `not before`."""
    dated = [entry for entry in planned if not entry[1].at_least]
    if not dated:
        return []
    soonest = min(dated, key=lambda entry: entry[1].finish.typical)
    latest = max(dated, key=lambda entry: entry[1].finish.typical)
    days = (latest[1].finish.typical - soonest[1].finish.typical).days
    return [f"{_short(soonest[0])} is held {span_of_days(days)} before {_short(latest[0])}"] if days else []


def _undated(planned: list[tuple[Compared, Outcome]]) -> list[str]:
    """Which can be told no date, since no source says how long a part of the way is."""
    names = [_short(column) for column, came_to in planned if came_to.at_least]
    if not names:
        return []
    return [f"how long the way to {' and '.join(names)} takes is not stated in full in any source read"]


def _price_apart(priced: list[tuple[Compared, Outcome]]) -> list[str]:
    """What lies between the dearest and the cheapest of those whose studies all have a price.

    Between jurisdictions nothing is said where something is not stated: other fees are stated in each.
    """
    if len(priced) < 2:  # noqa: PLR2004 - two make a difference
        return []
    places = {column.target.jurisdiction for column, _ in priced if column.target}
    if len(places) > 1 and not all(came_to.cost_usd.complete for _, came_to in priced):
        return ["what they cost cannot be set against each other, since not all of it is stated"]
    cheapest = min(priced, key=lambda entry: entry[1].cost_usd.typical)
    dearest = max(priced, key=lambda entry: entry[1].cost_usd.typical)
    dollars = dearest[1].cost_usd.typical - cheapest[1].cost_usd.typical
    if not dollars:
        return []
    return [f"{_short(cheapest[0])} costs ${dollars:,} less than {_short(dearest[0])} by what is stated"]


def _short(column: Compared) -> str:
    if column.target is None:
        return column.asked
    return f"{column.target.abbreviation or column.target.title} ({column.target.jurisdiction})"
