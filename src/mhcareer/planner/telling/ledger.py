"""Cost and pay over time: what each calendar year of a plan costs, and what one may be paid to do in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.credential import TIERS, Credential
from mhcareer.model.lengths import in_months
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.plan import LedgerYear, Meanwhile, Step
from mhcareer.planner.choose import working_credentials
from mhcareer.planner.cost import Due, told, total
from mhcareer.planner.tasks import ApplicationWork, ExperienceWork, ProgramWork
from mhcareer.planner.telling.steps import Scheduled

_PAID_OVER_TIME = ("program", "credits", "experience")
"""Steps whose cost is due as they go on; a fee is due when one applies."""


def ledger(
    scheduled: Scheduled, listed: tuple[Step, ...], on_the_way: tuple[Meanwhile, ...], pay: Mapping[str, Pay]
) -> tuple[LedgerYear, ...]:
    """One line for each calendar year from the start to the finish; the years' costs sum to the plan's."""
    first, last = scheduled.clock.start, scheduled.finish
    years = range(first.year, max(last.year, max((step.finish.year for step in listed), default=last.year)) + 1)
    shares = [_spread(step, years) for step in listed]
    jobs = [*_own(scheduled, pay), *_beside(scheduled, on_the_way)]
    return tuple(_year(scheduled, year, total(share[year] for share in shares), jobs) for year in years)


def _spread(step: Step, years: Iterable[int]) -> dict[int, Due]:
    """A step's cost over the years by its days in each, a fee in that of its start; rounding falls to the last."""
    whole = max(1, (step.finish - step.start).days)
    found: dict[int, Due] = {}
    for year in years:
        at_once = step.finish == step.start or step.kind not in _PAID_OVER_TIME
        days = whole * (step.start.year == year) if at_once else _days_in(year, step.start, step.finish)
        cost = step.cost_usd
        found[year] = Due(
            low=cost.low * days // whole,
            typical=cost.typical * days // whole,
            high=cost.high * days // whole,
            complete=cost.complete or not days,
        )
    spent = total(found.values())
    last = found[max(y for y in found if step.start.year <= y <= step.finish.year)]
    at = next(y for y in reversed(found) if found[y] is last)
    found[at] = Due(
        low=last.low + step.cost_usd.low - spent.low,
        typical=last.typical + step.cost_usd.typical - spent.typical,
        high=last.high + step.cost_usd.high - spent.high,
        complete=last.complete,
    )
    return found


def _days_in(year: int, begin: date, end: date) -> int:
    first, last = max(begin, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
    return max(0, (last - first).days)


def _year(scheduled: Scheduled, year: int, cost: Due, jobs: list[_Job]) -> LedgerYear:
    begin, end = max(scheduled.clock.start, date(year, 1, 1)), min(scheduled.finish, date(year + 1, 1, 1))
    months, work, paid = 0, None, None
    for job in jobs:
        first, last = max(begin, job.since), min(end, job.until)
        days = (last - first).days - _studied_full_time(scheduled, first, last)
        if found := round(in_months(max(0, days))):
            # What comes first may leave no day beside a full-time program: then the work after it fills the year.
            months, work, paid = found, job.title, job.pay
            break
    return LedgerYear(year=year, cost_usd=told(cost), work=work, months_of_work=months, pay=paid)


@dataclass(frozen=True)
class _Job:
    """Work that a person may do on the way, and in which days."""

    since: date
    until: date
    title: str
    pay: Pay | None


def _own(scheduled: Scheduled, pay: Mapping[str, Pay]) -> list[_Job]:
    """Work that the person has by what is held, earned and worked off on the way, first what begins last.

    Of what begins on one day a credential comes before the hours under it, and before others the one nearest to the
    target.
    """
    catalog, target, finish = scheduled.catalog, scheduled.target, scheduled.finish
    nearest = sorted(
        working_credentials(catalog, scheduled.person, target.jurisdiction),
        key=lambda one: (target.role not in (one.role, *one.also_for), -TIERS.index(one.level)),
    )
    found = [_Job(scheduled.clock.start, finish, one.title, _pay_of(catalog, one, pay)) for one in nearest]
    for task in scheduled.route.tasks:
        span = scheduled.typical[task.id]
        match task.work:
            case ApplicationWork(credential) if credential.is_work and credential.id != target.credential:
                found.append(_Job(span.end, finish, credential.title, _pay_of(catalog, credential, pay)))
            case ExperienceWork(experience):
                owner = catalog.credentials.get(task.sources[0].owner, catalog.credentials[target.credential])
                title = experience.of or "supervised experience"
                found.append(_Job(span.begin, span.end, title, _pay_of(catalog, owner, pay)))
            case ProgramWork(program, is_paid=True):
                found.append(_Job(span.begin, span.end, program.title, None))
            case _:
                pass
    return sorted(found, key=lambda job: job.since, reverse=True)


def _beside(scheduled: Scheduled, on_the_way: tuple[Meanwhile, ...]) -> list[_Job]:
    """Work that opens beside the plan at once, first what opens last; none that rests on what only the person knows."""
    found = [
        _Job(one.since, scheduled.finish, one.title, one.pay)
        for one in on_the_way
        if not one.after and not one.asks and scheduled.catalog.is_work(one.credential)
    ]
    return sorted(found, key=lambda job: job.since, reverse=True)


def _pay_of(catalog: Catalog, credential: Credential, pay: Mapping[str, Pay]) -> Pay | None:
    """Pay of those who hold a credential, or work toward it."""
    occupation = catalog.occupation_of(credential)
    return pay.get(occupation) if occupation else None


def _studied_full_time(scheduled: Scheduled, begin: date, end: date) -> int:
    if scheduled.person.study != "full-time":
        return 0
    studies = (t for t in scheduled.route.tasks if isinstance(t.work, ProgramWork) and not t.work.is_paid)
    spans = [scheduled.typical[task.id] for task in studies]
    return sum(max(0, (min(s.end, end) - max(s.begin, begin)).days) for s in spans)
