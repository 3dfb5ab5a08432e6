"""Cost and pay over time: what each calendar year of a plan costs, and what one may be paid to do in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay
from mhcareer.model.plan import LedgerYear, Meanwhile, Step
from mhcareer.planner.cost import Due, told, total
from mhcareer.planner.tasks import ApplicationWork, ExperienceWork, ProgramWork
from mhcareer.planner.telling.steps import Scheduled

_MONTH_DAYS = 30.4


def ledger(
    scheduled: Scheduled, listed: tuple[Step, ...], on_the_way: tuple[Meanwhile, ...], pay: Mapping[str, Pay]
) -> tuple[LedgerYear, ...]:
    """One line for each calendar year from the start to the finish; the years' costs sum to the plan's."""
    first, last = scheduled.clock.start, scheduled.finish
    years = range(first.year, max(last.year, max((step.finish.year for step in listed), default=last.year)) + 1)
    shares = [_spread(step, years) for step in listed]
    work = _work(scheduled, on_the_way, pay)
    return tuple(_year(scheduled, year, total(share[year] for share in shares), work) for year in years)


def _spread(step: Step, years: Iterable[int]) -> dict[int, Due]:
    """A step's cost over the years by its days in each; what rounding leaves falls to the last."""
    whole = max(1, (step.finish - step.start).days)
    found: dict[int, Due] = {}
    for year in years:
        days = _days_in(year, step.start, step.finish)
        if step.finish == step.start:
            days = int(step.start.year == year)
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


def _year(scheduled: Scheduled, year: int, cost: Due, opening: list[tuple[date, str, Pay | None]]) -> LedgerYear:
    begin, end = max(scheduled.clock.start, date(year, 1, 1)), min(scheduled.finish, date(year + 1, 1, 1))
    open_days = sorted((w for w in opening if w[0] < end), key=lambda w: w[0], reverse=True)
    months, work, paid = 0, None, None
    for since, title, its_pay in open_days:
        first = max(begin, since)
        days = (end - first).days - _studied_full_time(scheduled, first, end)
        if found := round(max(0, days) / _MONTH_DAYS):
            # What opened last may leave no day beside a full-time program: then the work before it fills the year.
            months, work, paid = found, title, its_pay
            break
    return LedgerYear(year=year, cost_usd=told(cost), work=work, months_of_work=months, pay=paid)


def _work(
    scheduled: Scheduled, on_the_way: tuple[Meanwhile, ...], pay: Mapping[str, Pay]
) -> list[tuple[date, str, Pay | None]]:
    """Since when one may work as what: credentials of the way, hours under supervision, roles open beside them."""
    catalog = scheduled.catalog
    found = [(m.since, m.title, m.pay) for m in on_the_way if not m.after]
    for task in scheduled.route.tasks:
        span = scheduled.typical[task.id]
        match task.work:
            case ApplicationWork(credential) if credential.id != scheduled.target.credential:
                found.append((span.end, credential.title, _pay_of(catalog, credential.role, pay)))
            case ExperienceWork(experience):
                owner = catalog.credentials.get(task.sources[0].owner)
                role = owner.role if owner else scheduled.target.role
                found.append((span.begin, experience.of or "supervised experience", _pay_of(catalog, role, pay)))
            case _:
                pass
    return found


def _pay_of(catalog: Catalog, role: str, pay: Mapping[str, Pay]) -> Pay | None:
    known = catalog.roles.get(role)
    return pay.get(known.occupation.value) if known else None


def _studied_full_time(scheduled: Scheduled, begin: date, end: date) -> int:
    if scheduled.person.study != "full-time":
        return 0
    spans = [scheduled.typical[t.id] for t in scheduled.route.tasks if isinstance(t.work, ProgramWork)]
    return sum(max(0, (min(s.end, end) - max(s.begin, begin)).days) for s in spans)
