"""Time in paid work, cost over the years, and the other routes: the arithmetic by which routes are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.plan import Alternative, Cost, LedgerYear, Step
from mhcareer.model.requirement import Experience
from mhcareer.verify import fees
from mhcareer.verify.calendar import begun_months
from mhcareer.verify.context import OBTAINING, STUDIES, Context
from mhcareer.verify.finding import Finding

MONTHS = 12


def check(context: Context) -> Iterator[Finding]:
    """`unpaid_days`, the ledger and the alternatives of a plan."""
    days = unpaid_days(context)
    if context.plan.unpaid_days != days:
        yield Finding(None, "unpaid", f"the plan says {context.plan.unpaid_days} unpaid days where there are {days}")
    yield from _ledger(context)
    yield from _alternatives(context)


def unpaid_days(context: Context) -> int:
    """Days up to the finish without paid work in the field.

    A day is in paid work if no full-time program runs, and experience is under way or a credential to work with held;
    a program that pays those in it is work.
    """
    plan, finish = context.plan, context.plan.finish.typical
    posts = [s for s in plan.steps if _is_paid_post(context, s)]
    full_time = context.person.study == "full-time"
    programs = [s for s in plan.steps if s.kind == "program" and full_time and s not in posts]
    work = [*posts, *(s for s in plan.steps if s.kind == "experience")]
    working = {id_ for id_, credential in context.catalog.credentials.items() if credential.is_work}
    earned = [s.finish for s in plan.steps if s.kind in OBTAINING and s.id in working]
    here = {id_ for id_ in context.person.credentials if jurisdiction_of(id_) in (plan.target.jurisdiction, NATIONAL)}
    holding = plan.start if working & here else min(earned, default=finish)
    turns = {plan.start, finish, holding, *(day for s in (*programs, *work) for day in (s.start, s.finish))}
    days = sorted(day for day in turns if plan.start <= day <= finish)
    return sum(
        (until - day).days
        for day, until in pairwise(days)
        if any(s.start <= day < s.finish for s in programs)
        or not (day >= holding or any(s.start <= day < s.finish for s in work))
    )


def _is_paid_post(context: Context, step: Step) -> bool:
    program = context.catalog.programs.get(step.id)
    return program is not None and program.pay_per_year_usd is not None


def _ledger(context: Context) -> Iterator[Finding]:
    plan, found = context.plan, [entry.year for entry in context.plan.ledger]
    last = max([plan.finish.typical, *(step.finish for step in plan.steps)])
    years = list(range(plan.start.year, last.year + 1))
    if found != years:
        yield Finding(None, "ledger", f"the ledger has the years {found}, not {years[0]} to {years[-1]}")
    for name in ("low", "typical", "high"):
        total = sum(getattr(entry.cost_usd, name) for entry in plan.ledger)
        if total != getattr(plan.cost_usd, name):
            yield Finding(None, "ledger", f"the years cost {total} ({name}), the plan {getattr(plan.cost_usd, name)}")
    open_from = _open_from(context)
    for entry in plan.ledger:
        yield from _year(context, entry, open_from)


def _is_paid_over_time(step: Step) -> bool:
    """Whether a step's cost is due as it goes on; a fee is due at its start."""
    return step.kind in ("program", "credits", "experience")


def _goes_on(step: Step, year: int) -> bool:
    return step.finish > date(year, 1, 1)


def _year(context: Context, entry: LedgerYear, open_from: dict[str, date]) -> Iterator[Finding]:
    spent = [s for s in context.plan.steps if s.start.year <= entry.year <= s.finish.year]
    if entry.cost_usd.complete and any(
        not s.cost_usd.complete and (s.start.year == entry.year or (_is_paid_over_time(s) and _goes_on(s, entry.year)))
        for s in spent
    ):
        yield Finding(None, "ledger", f"{entry.year} calls its cost complete though that of a step in it is not")
    if not 0 <= entry.months_of_work <= MONTHS:
        yield Finding(None, "ledger", f"{entry.year} has {entry.months_of_work} months of work")
    if entry.work is None:
        if entry.months_of_work or entry.pay:
            yield Finding(None, "ledger", f"{entry.year} has months or pay of no work")
        return
    since = open_from.get(entry.work)
    if since is None:
        yield Finding(None, "ledger", f"{entry.year} names the work `{entry.work}`, which nothing in the plan opens")
    elif since.year > entry.year:
        yield Finding(None, "ledger", f"{entry.year} names the work `{entry.work}`, which opens on {since}")
    else:
        begin = max(since, context.plan.start, date(entry.year, 1, 1))
        end = min(context.plan.finish.typical, date(entry.year + 1, 1, 1))
        if entry.months_of_work > begun_months(begin, end):
            yield Finding(None, "ledger", f"{entry.year} has {entry.months_of_work} months of work from {begin} on")


def _open_from(context: Context) -> dict[str, date]:
    """From which day one may work under each title that a ledger may name."""
    plan, catalog = context.plan, context.catalog
    working = {id_ for id_, credential in catalog.credentials.items() if credential.is_work}
    attests = catalog.credentials.keys() - working
    beside = [entry for entry in plan.meanwhile if not (entry.after or entry.asks or entry.credential in attests)]
    found = [(entry.title, entry.since) for entry in beside]
    found += [(catalog.credentials[id_].title, plan.start) for id_ in context.person.credentials if id_ in working]
    for step in plan.steps:
        if step.kind in OBTAINING and step.id in working and step.id != plan.target.credential:
            found.append((catalog.credentials[step.id].title, step.finish))
        elif _is_paid_post(context, step):
            found.append((context.catalog.programs[step.id].title, step.start))
        elif step.kind == "experience":
            leaves = [context.leaf(claim, step.start) for claim in step.requirement]
            named = [leaf.of for leaf in leaves if isinstance(leaf, Experience) and leaf.of]
            found.append((named[0] if named else "supervised experience", step.start))
    first: dict[str, date] = {}
    for title, day in found:
        first[title] = min(day, first.get(title, day))
    return first


def _alternatives(context: Context) -> Iterator[Finding]:
    plan = context.plan
    mine = (plan.finish.typical, _price(context, tuple(context.steps), plan.cost_usd), plan.unpaid_days)
    measured: list[tuple[date, tuple[int, int], int]] = [mine]
    if plan.unbeaten <= len(plan.alternatives):
        yield Finding(None, "alternative", f"the plan counts {plan.unbeaten} ways and tells of more")
    for number, other in enumerate(plan.alternatives, 1):
        theirs = (other.finish, _price(context, other.steps, other.cost_usd), other.unpaid_days)
        if other.studies_without_price != theirs[1][0]:
            yield Finding(None, "alternative", f"alternative {number} counts other studies without a price than it has")
        if other.slow_finish < other.finish:
            yield Finding(
                None, "alternative", f"alternative {number} is sooner at the slow pace than at the typical one"
            )
        # Equal finishes are told apart by the slow speed, at which nothing is dated anew here.
        if any(one[0] < theirs[0] and one[1] <= theirs[1] and one[2] <= theirs[2] for one in measured):
            yield Finding(None, "alternative", f"alternative {number} is no better in anything than a way before it")
        if other.steps == tuple(step.id for step in plan.steps) and theirs == mine:
            yield Finding(None, "alternative", f"alternative {number} is the plan itself")
        measured.append(theirs)
        yield from _told(context, other, number)


def _told(context: Context, other: Alternative, number: int) -> Iterator[Finding]:
    plan = context.plan
    months = begun_months(plan.start, other.finish)
    if other.months != months:
        yield Finding(None, "alternative", f"alternative {number} says {other.months} months where there are {months}")
    if not other.steps or other.steps[-1] != plan.target.credential:
        yield Finding(None, "alternative", f"alternative {number} does not end with `{plan.target.credential}`")
    new = [id_ for id_ in other.steps if id_ not in context.steps]
    titles = [title for id_ in new if (title := _title(context, id_))]
    if new and (len(titles) == len(new) or not titles) and not any(title in other.differs for title in titles or [""]):
        yield Finding(None, "alternative", f"alternative {number} differs in {', '.join(new)}, which it does not name")
    elif any(title not in other.differs for title in titles):
        yield Finding(None, "alternative", f"alternative {number} does not name all of {', '.join(titles)}")
    if said := [text for text in other.rests_on if text in plan.assumptions]:
        yield Finding(None, "alternative", f"alternative {number} rests on what the plan rests on, too: {said[0]}")


def _title(context: Context, id_: str) -> str | None:
    """Title of a step that only its id tells of; None for hours and courses, which go by the words of a rule."""
    catalog = context.catalog
    known = catalog.programs.get(id_) or catalog.exams.get(id_) or catalog.credentials.get(id_)
    return known.title if known else None


def _price(context: Context, ids: tuple[str, ...], cost: Cost) -> tuple[int, int]:
    """Studies whose price no source states, then the typical cost with what the data assume for every other gap."""
    catalog = context.catalog
    own = {step.id for step in context.plan.steps if step.kind in STUDIES}
    studies = [id_ for id_ in ids if id_ in catalog.programs or id_ in own or "credits" in id_]
    unknown = 0
    for id_ in studies:
        program = catalog.programs.get(id_)
        taken = program and (program.credits_to_take or program.semester_credits)
        by_year = program and program.tuition_per_year_usd and taken and program.full_time_credits_per_year
        unknown += not (program and (program.flat_cost_usd or by_year))
    gaps = sum(not fees.is_stated(context, ids, id_) for id_ in ids if id_ not in studies)
    return unknown, cost.typical + gaps * round(catalog.planning.unstated_fee_usd.high)
