"""What a plan says around its steps.

What one brings, work on the way, other ways, other states, money over time, questions to ask.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from mhcareer.model.base import NATIONAL
from mhcareer.model.lengths import in_months
from mhcareer.model.pay import Pay, in_dollars
from mhcareer.model.plan import (
    Alternative,
    HeldElsewhere,
    LedgerYear,
    Meanwhile,
    Plan,
)
from mhcareer.render.document import Block, Heading, Item, Paragraph, Table
from mhcareer.render.words import WITHOUT_PAY, cited, counted, duration, money, month


def around_blocks(plan: Plan, numbers: Mapping[str, int]) -> list[Block]:
    """Every section after the steps but for remarks and sources."""
    index = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    return [
        *_section("Open to you on the way", [_open(one) for one in plan.meanwhile]),
        *_pay_note([one.pay for one in plan.meanwhile if one.pay], numbers),
        *_section("If you stop", _exits(plan, index)),
        *_section("Other ways that the rule opens, if they apply to you", plan.if_it_applies),
        *_other_ways(plan),
        *_ledger(plan),
        *_portability(plan, numbers),
    ]


def no_beginner(held: HeldElsewhere) -> str:
    """The sentence for who holds the like elsewhere, with the command that shows the short way."""
    name = held.abbreviation or held.title
    return (
        f"You hold the {name} of {held.jurisdiction_name}, so you need not start as a beginner, as this plan does: "
        f"`{held.command}`, with your profile, shows what carries over"
    )


_COUNTS = {"yes": "counted", "partly": "counted in part", "no": "not counted"}


def brought_blocks(plan: Plan) -> list[Block]:
    """What the person brings beside degrees: nothing of it is dropped without a word."""
    texts = (f"{one.what}: {_COUNTS[one.counts]}; {one.why}" for one in plan.brings)
    return _section("What you bring", [text[:1].upper() + text[1:] for text in texts])


def question_blocks(plan: Plan, numbers: Mapping[str, int]) -> list[Block]:
    """What to ask before one relies on the plan, by whom one asks."""
    if not plan.ask:
        return []
    blocks: list[Block] = [Heading("Ask before you rely on this")]
    for whom, of in dict.fromkeys((question.whom, question.of) for question in plan.ask):
        blocks.append(Item(f"{_body(whom, of)}:"))
        blocks += [
            Item(cited(f"{q.text} ({q.because})", q.references, numbers, unverified=False), indent=2)
            for q in plan.ask
            if (q.whom, q.of) == (whom, of)
        ]
    return blocks


_BY_WHAT_IS_STATED = ", by what is stated; how long a part of the way takes, no source read states"


def deadline_blocks(plan: Plan) -> list[Block]:
    """Whether the plan keeps a deadline; if not by how much, and what would."""
    deadline, objective = plan.deadline, plan.objective
    if deadline is None:
        return []
    by = month(deadline.day)
    beyond = dict.fromkeys(plan.beyond_the_rule, ", though longer than the rule allows")
    yes, doubt = ("perhaps", _BY_WHAT_IS_STATED) if deadline.at_least else ("yes", "")
    if deadline.met:
        too = f"; at the slow pace, too{beyond.get('slow', '') if 'typical' not in beyond else ''}"
        slow = too if deadline.met_at_slow_pace else "; not at the slow pace"
        said = f"{yes}, at the typical pace{beyond.get('typical', '')}{slow}{doubt}"
        return [Paragraph(f"Held by {by}: {said}.", strong=True)]
    late = duration(math.ceil(in_months(deadline.days_late)))
    at_fast = f"; at the fast pace, {yes}{beyond.get('fast', '')}{doubt}"
    fast = at_fast if deadline.met_at_fast_pace else "; not at the fast pace either"
    lateness = f"{'at least ' if deadline.at_least else ''}{late} too late at the typical pace{fast}"
    if deadline.by_soonest_way:
        taken = {"cheapest": "the cheapest", "least-unpaid": "the one with the least unpaid time"}.get(
            objective, "this"
        )
        sooner = f"by its soonest way, {month(deadline.by_soonest_way)}"
        held = f"perhaps, {sooner}{_BY_WHAT_IS_STATED}" if deadline.by_soonest_at_least else f"yes, {sooner}"
        return [Paragraph(f"Held by {by}: {held}; not by {taken}, {lateness}.", strong=True)]
    blocks: list[Block] = [Paragraph(f"Held by {by}: no, {lateness}.", strong=True)]
    if deadline.closest and deadline.closest_title and deadline.closest_finish:
        blocks.append(
            Paragraph(
                f"The nearest that you can hold by then: {deadline.closest_title} ({deadline.closest}), "
                f"{month(deadline.closest_finish)}{_BY_WHAT_IS_STATED if deadline.closest_at_least else ''}."
            )
        )
        if deadline.closest_rests_on:
            blocks.append(Paragraph(f"Assumed: {'; '.join(deadline.closest_rests_on)}.", indent=4))
        if deadline.closest_asks:
            blocks.append(Paragraph(f"If you can show: {'; '.join(deadline.closest_asks)}.", indent=4))
    return blocks


def _section(heading: str, texts: Iterable[str]) -> list[Block]:
    items: list[Block] = [Item(text) for text in texts]
    return [Heading(heading), *items] if items else []


def _body(whom: str, of: str) -> str:
    return {"board": of, "school": f"The school ({of})", "supervisor": of[:1].upper() + of[1:]}[whom]


def _open(found: Meanwhile) -> str:
    after = f", after {' and '.join(found.after)}" if found.after else ""
    unsaid = "; if you meet what only you can show" if found.asks else ""
    paid = f"; {_median(found.pay)}" if found.pay and found.pay.median is not None else ""
    return f"{month(found.since)}: {found.title} ({found.credential}){after}{unsaid}{paid}"


def _median(pay: Pay) -> str:
    return f"{in_dollars(pay.median)} a year" if pay.median is not None else "pay not released"


def _pay_note(paid: list[Pay], numbers: Mapping[str, int]) -> list[Block]:
    """What the pay figures are: medians of whole occupations, which ones, where, of which year."""
    if not paid:
        return []
    of = {pay.code: pay for pay in paid}.values()
    named = "; ".join(
        cited(
            f"{pay.title.lower()} in {'the whole country' if pay.area == NATIONAL else pay.area}, {pay.year}",
            pay.ref,
            numbers,
            unverified=bool(pay.unverified),
        )
        for pay in of
    )
    return [Paragraph(f"Pay is the median of whole occupations, not of one credential: {named}.", indent=2)]


def _exits(plan: Plan, index: Mapping[str, int]) -> list[str]:
    """What each step adds to what is held, and to what is open."""
    said, held, opened = list[str](), set[str](), set[str]()
    for number, one in enumerate(plan.exits):
        gained = [name for name in one.holds if name not in held] if number else [*one.holds]
        more = [name for name in one.opens if name not in opened]
        also = "also " if number else ""
        opens = f"; open then: {', '.join(more)}" if more else ""
        said.append(f"after step {index[one.after]} ({month(one.on)}) you {also}hold: {'; '.join(gained)}{opens}")
        held.update(one.holds)
        opened.update(one.opens)
    return said


def _other_ways(plan: Plan) -> list[Block]:
    """Ways that no other beats, after the words that say in what they are held against each other."""
    left = plan.unbeaten - 1 - len(plan.alternatives)
    if not plan.alternatives and not left:
        return []
    return [
        Heading("Other ways that no way beats in everything"),
        Paragraph(
            "Compared by how plainly they fit, finish (then the slow one), studies without a price, cost, unpaid time."
        ),
        *(Item(_alternative(plan, one)) for one in plan.alternatives),
        *(
            [Item(f"{'and ' if plan.alternatives else ''}{left} more: `--routes {plan.unbeaten}` shows all")]
            if left
            else []
        ),
    ]


def _alternative(plan: Plan, other: Alternative) -> str:
    """The sentence that tells a route from the one shown: what is other, and what it changes."""
    days, dollars = (other.finish - plan.finish.typical).days, other.cost_usd.typical - plan.cost_usd.typical
    stated = "" if other.cost_usd.complete and plan.cost_usd.complete else " by what is stated"
    unpaid, unpriced = other.unpaid_days - plan.unpaid_days, other.studies_without_price - _without_price(plan)
    slow = 0 if days else (other.slow_finish - plan.finish.slow).days
    changes = [
        _change(days, f"{_time(days)} later", f"{_time(days)} sooner"),
        _change(slow, f"{_time(slow)} later at the slow pace", f"{_time(slow)} sooner at the slow pace"),
        _change(unpriced, f"{_studies(unpriced)} more without a price", f"{_studies(unpriced)} fewer without a price"),
        _change(dollars, f"${abs(dollars):,} dearer{stated}", f"${abs(dollars):,} cheaper{stated}"),
        _change(unpaid, f"{_time(unpaid)} longer {WITHOUT_PAY}", f"{_time(unpaid)} less {WITHOUT_PAY}"),
    ]
    told = ", ".join(change for change in changes if change) or "at the same date and cost"
    rests = f"; if {' and '.join(other.rests_on)}" if other.rests_on else ""
    last = f"; not first: {', '.join(other.not_first)}" if other.not_first else ""
    when = f"{month(other.finish)}, slow {month(other.slow_finish)}"
    return f"{other.differs}: {told} ({when}; {money(other.cost_usd)}){rests}{last}"


def _without_price(plan: Plan) -> int:
    """Studies of the plan whose price is not stated."""
    return sum(step.kind in ("program", "credits") and not step.cost_usd.complete for step in plan.steps)


def _studies(number: int) -> str:
    return "1 study" if abs(number) == 1 else f"{abs(number)} studies"


def _change(amount: int, more: str, less: str) -> str:
    return more if amount > 0 else less if amount < 0 else ""


def _time(days: int) -> str:
    months = round(in_months(abs(days)))
    return duration(months) if months else counted(abs(days), "day")


def _ledger(plan: Plan) -> list[Block]:
    rows = tuple(_year(one) for one in plan.ledger)
    if not plan.steps or len(rows) < 2:  # noqa: PLR2004 - one year is the sum itself
        return []
    return [
        Heading("Money, year by year"),
        Table(("year", "cost before aid", "months of work", "as", "a year"), rows),
    ]


def _year(one: LedgerYear) -> tuple[str, ...]:
    return (
        str(one.year),
        money(one.cost_usd) if one.cost_usd.high or not one.cost_usd.complete else "-",
        str(one.months_of_work) if one.work else "-",
        one.work or "-",
        in_dollars(one.pay.median) if one.pay and one.pay.median is not None else "-",
    )


def _portability(plan: Plan, numbers: Mapping[str, int]) -> list[Block]:
    found = plan.portability
    if found is None or not found.compared:
        return []
    met = [one.jurisdiction for one in found.elsewhere if one.met]
    unclear = [one.jurisdiction for one in found.elsewhere if not one.met and not one.missing]
    short = [one.jurisdiction for one in found.elsewhere if one.missing]
    brought = "the same degree, hours and exams" if plan.steps else "what its rule asked of you"
    blocks: list[Block] = [
        Heading("In other states"),
        Paragraph(
            f"By the figures held here, {brought} would do in {found.met} of {found.compared} "
            "other jurisdictions. Law exams, registrations and what the board makes of it come on top."
        ),
    ]
    said = (("would do", met), ("cannot be told, for a figure is not stated", unclear), ("something is missing", short))
    blocks += [Item(f"{words}: {', '.join(codes)}") for words, codes in said if codes]
    if unclear or short:
        blocks.append(Paragraph("`mhcareer move` says what.", indent=2))
    if found.compact:
        blocks.append(Item(cited(found.compact, found.references, numbers, unverified=False)))
    return blocks
