"""`next`, `compare` and `whatif` as documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mhcareer.model.choices import (
    CompareAnswer,
    Compared,
    Lever,
    NextAnswer,
    Outcome,
    Rung,
    WhatifAnswer,
)
from mhcareer.model.lengths import in_months
from mhcareer.model.pay import in_dollars
from mhcareer.planner.explain import DAYS_IN_MONTHS
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table
from mhcareer.render.pay_words import pay_words
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import TIER_WORDS, counted, duration, month, stated_money

_FIRST_CLOSED = 8
_NOTE = "Rules change: confirm with the board before you rely on a figure."


def next_document(answer: NextAnswer) -> Document:
    """What is open now, after one step, and within the time."""
    numbers = numbered(answer.references)
    blocks: list[Block] = [
        Heading(f"Open to you in {answer.jurisdiction_name}, now and within {duration(answer.within_months)}", 1),
    ]
    groups = (
        ("Open now", answer.open_now, "Nothing is open without a further step."),
        ("After one step", answer.one_step, ""),
        ("Further steps", answer.further, ""),
    )
    for heading, rungs, none in groups:
        if rungs or none:
            blocks.append(Heading(heading))
        blocks += [block for rung in rungs for block in _rung(rung)]
        if not rungs and none:
            blocks.append(Paragraph(none))
    if answer.beyond:
        more = counted(answer.beyond, "credential")
        blocks += [Paragraph(""), Paragraph(f"{more} more can be reached, but not in that time: widen `--within`.")]
    if answer.closed:
        blocks.append(Heading("Closed from here"))
        blocks += [
            Item(f"{one.title} ({one.credential}): {reason(one.reason)}") for one in answer.closed[:_FIRST_CLOSED]
        ]
        if len(answer.closed) > _FIRST_CLOSED:
            blocks.append(Item(f"and {len(answer.closed) - _FIRST_CLOSED} more"))
    blocks += _pay_of([*answer.open_now, *answer.one_step, *answer.further], numbers)
    if answer.open_now or answer.one_step or answer.further:
        said = "The rule behind a line, with its sources: `mhcareer rules` and the id in brackets; the way in full: "
        blocks += [Paragraph(""), Paragraph(said + "`mhcareer plan` and the id.")]
    return (*blocks, *source_blocks(numbers, answer.references), *foot(answer.data_version))


_DIRECTIONS = {"up": "one rung up", "sideways": "sideways", "down": "a rung below what you hold", "elsewhere": ""}


def _rung(rung: Rung) -> list[Block]:
    where = f", {_DIRECTIONS[rung.direction]}" if _DIRECTIONS[rung.direction] else ""
    after = f", after {duration(rung.months)}" if rung.months else ""
    when = f"not before {month(rung.finish)}{after}" if rung.at_least else f"{month(rung.finish)}{after}"
    when = when if rung.months or rung.at_least else "now"
    when += "" if rung.is_within_the_rule else ", longer than the rule allows (`mhcareer plan` says where)"
    doubt = "only by a narrower reading of your degree; " if rung.by_reading else ""
    blocks: list[Block] = [Item(f"{rung.title} ({rung.credential}): {doubt}{when}{where}")]
    if rung.rests_on:
        blocks.append(Paragraph(f"Assumed: {'; '.join(rung.rests_on)}.", indent=4))
    if rung.steps:
        blocks.append(Paragraph(f"By way of: {'; '.join(rung.steps)}.", indent=4))
    if rung.asks:
        blocks.append(Paragraph(f"If you can show: {'; '.join(rung.asks)}.", indent=4))
    cost = rung.cost_usd
    if cost.high or not cost.complete:
        begun = any(step.startswith("enrollment in: ") for step in rung.steps)
        whole = ", for the whole of the program" if begun else ""
        price = stated_money(cost, tuition_missing=rung.studies_without_price > 0)
        blocks.append(Paragraph(f"Cost: {price}{whole}.", indent=4))
    if rung.pay and rung.pay.median is not None:
        blocks.append(Paragraph(f"Pay: {in_dollars(rung.pay.median)} a year in the middle.", indent=4))
    return blocks


def _pay_of(rungs: Sequence[Rung | Compared], numbers: Mapping[str, int]) -> list[Block]:
    """What the pay figures are, each occupation once."""
    told = dict.fromkeys(pay_words(rung.pay, numbers) for rung in rungs if rung.pay)
    return [Heading("What the pay figures are"), *(Item(text) for text in told)] if told else []


def reason(text: str) -> str:
    """The reason alone, without the sentence that names the credential again."""
    return text.partition(" from here: ")[2] or text


def compare_document(answer: CompareAnswer) -> Document:
    """One column for each target; the biggest difference in one sentence."""
    numbers = numbered(answer.references)
    head = ("", *(_column_head(column) for column in answer.columns))
    rows = [
        (name, *(_cell(told, field, column) for column in answer.columns))
        for name, field, told in _COMPARED
        if any(told(column) not in ("", "-") for column in answer.columns)
    ]
    rows.append(("sources", *(_listed(column, numbers) for column in answer.columns)))
    blocks: list[Block] = [
        Heading("Side by side", 1),
        Paragraph(answer.difference, strong=True),
        *_tier_note(answer),
        Paragraph(""),
        Table(head, tuple(rows)),
    ]
    closed = [column for column in answer.columns if column.outcome is None]
    if closed:
        blocks.append(Heading("No plan"))
        blocks += [Item(f"{_column_head(column)}: {column.reason}") for column in closed]
    blocks += _pay_of(answer.columns, numbers)
    planned = dict.fromkeys(column.target.credential for column in answer.columns if column.target)
    blocks += commands(*(f"mhcareer rules {credential}" for credential in planned))
    return (*blocks, *source_blocks(numbers, answer.references), *foot(answer.data_version))


def _tier_note(answer: CompareAnswer) -> list[Block]:
    """That the columns are of different tiers, and the command that compares the right ones."""
    if not answer.uneven:
        return []
    said = "Mind: these are not of one tier (see the row tier): who works alone has also done what leads there. "
    if not answer.of_one_tier:
        return [Paragraph(said.strip())]
    ids = " ".join(answer.of_one_tier)
    return [Paragraph(f"{said}Of one tier: `mhcareer compare {ids}`, with what you said of yourself beside it.")]


def _column_head(column: Compared) -> str:
    if column.target is None:
        return column.asked
    return f"{column.target.abbreviation or column.target.title} {column.target.jurisdiction}"


def _of_outcome(told: Callable[[Outcome], str]) -> Callable[[Compared], str]:
    return lambda column: told(column.outcome) if column.outcome else "-"


def _cell(told: Callable[[Compared], str], field: str, column: Compared) -> str:
    """What a column says, with `~` where no source of it was seen."""
    return told(column) + (" ~" if field in column.unsourced else "")


def _listed(column: Compared, numbers: Mapping[str, int]) -> str:
    """The numbers of the documents behind a column."""
    found = sorted(numbers[key] for key in column.references if key in numbers)
    return f"[{', '.join(map(str, found))}]" if found else "-"


def _cost(outcome: Outcome) -> str:
    return stated_money(outcome.cost_usd, tuition_missing=outcome.studies_without_price > 0)


def _finish(outcome: Outcome) -> str:
    return ("not before " if outcome.at_least else "") + month(outcome.finish.typical)


def _number(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"


def _median(column: Compared) -> str:
    return in_dollars(column.pay.median) if column.pay and column.pay.median is not None else "-"


def _span(outcome: Outcome) -> str:
    """The time at the fast and at the slow pace, and which paces take longer than a rule allows."""
    beyond = outcome.beyond_the_rule
    which = "at every pace" if "fast" in beyond else " and ".join(beyond)
    over = f" ({which} longer than the rule allows)" if beyond else ""
    return f"{duration(outcome.months.fast)} to {duration(outcome.months.slow)}{over}"


_COMPARED: tuple[tuple[str, str, Callable[[Compared], str]], ...] = (
    ("tier", "", lambda c: f"{c.target.level} ({TIER_WORDS[c.target.level]})" if c.target else "-"),
    ("finish", "", _of_outcome(_finish)),
    ("time", "", _of_outcome(lambda o: duration(o.months.typical))),
    ("fast to slow", "", _of_outcome(_span)),
    ("cost before aid", "", _of_outcome(_cost)),
    ("unpaid by steps", "", _of_outcome(lambda o: duration(round(in_months(o.unpaid_days))))),
    ("degree", "degree", lambda c: c.degree or "-"),
    ("hours in all", "total_hours", lambda c: _number(c.total_hours)),
    ("with clients", "direct_hours", lambda c: _number(c.direct_hours)),
    ("supervision", "supervision_hours", lambda c: _number(c.supervision_hours)),
    ("months at least", "min_months", lambda c: _number(c.min_months)),
    ("exams", "exams", lambda c: ", ".join(c.exams) or "-"),
    ("pay, median", "", _median),
    ("also counts in", "", lambda c: f"{c.portable_to} of {c.portable_of}" if c.portable_of else "-"),
    ("compact", "", lambda c: ": ".join((c.compact or "-").partition(";")[0].split(": ")[:2])),
    ("unverified (~)", "", lambda c: str(c.unverified) if c.outcome else "-"),
    ("sources read", "", lambda c: c.newest_check or "-"),
)
"""Rows of a comparison: the name, the field of the column where a source may be lacking, and what a column says."""


def whatif_document(answer: WhatifAnswer) -> Document:
    """Each lever with what it moves, and the sentence that says which moves most."""
    now = answer.now
    name = answer.target.abbreviation or answer.target.title
    blocks: list[Block] = [
        Heading(f"What if: {name}, {answer.target.jurisdiction_name}", 1),
        Paragraph(f"As things are: {_finish(now)}, after {duration(now.months.typical)}; {_cost(now)}."),
        Paragraph(answer.sentence, strong=True),
        Paragraph(""),
    ]
    possible = [lever for lever in answer.levers if lever.outcome]
    if possible:
        rows = tuple(_lever(lever) for lever in possible)
        blocks.append(Table(("change alone", "finish", "date", "cost as stated"), rows))
    if answer.person.hours and any(lever.key.startswith("state=") for lever in possible):
        blocks += [
            Paragraph(""),
            Paragraph(
                "In other states your hours are taken to count for nothing: `mhcareer move` says what may count."
            ),
        ]
    if any(_is_beyond(lever.outcome) for lever in possible):
        said = f"{_BEYOND} At this pace some hours take longer than the rule allows: `mhcareer plan` says which."
        blocks += [Paragraph(""), Paragraph(said)]
    if any(not lever.is_dated for lever in possible):
        said = "Date not comparable: how long a part of the way takes, no source read states; the day is the earliest."
        blocks += [Paragraph(""), Paragraph(said)]
    if any(not lever.is_comparable for lever in possible):
        said = "Cost not comparable: tuition, or fees of another state, that no source read states."
        blocks += [Paragraph(""), Paragraph(said)]
    closed = [lever for lever in answer.levers if not lever.outcome]
    if closed:
        blocks.append(Heading("What would close the way"))
        blocks += [Item(f"{lever.words}: {reason(lever.reason or '')}") for lever in closed]
    blocks += commands(
        f"mhcareer rules {answer.target.credential}", f"mhcareer whatif {answer.target.credential} --set KEY=VALUE"
    )
    return (*blocks, *foot(answer.data_version))


def _lever(lever: Lever) -> tuple[str, ...]:
    if lever.outcome is None:
        raise ValueError("a lever without a plan has no row")
    days, dollars = lever.sooner_days or 0, lever.saves_usd or 0
    date_ = "the same" if not days else f"{_time(abs(days))} {'sooner' if days > 0 else 'later'}"
    cost = "the same" if not dollars else f"${abs(dollars):,} {'less' if dollars > 0 else 'more'}"
    if not lever.is_comparable:
        cost = "not comparable"
    if not lever.is_dated:
        date_ = "not comparable"
    mark = f" {_BEYOND}" if _is_beyond(lever.outcome) else ""
    return lever.words, f"{_finish(lever.outcome)}{mark}", date_, cost


_BEYOND = "!"


def _is_beyond(outcome: Outcome | None) -> bool:
    """Whether the typical finish rests on more time than a rule allows."""
    return outcome is not None and "typical" in outcome.beyond_the_rule


def _time(days: int) -> str:
    return duration(round(in_months(days))) if days >= DAYS_IN_MONTHS else counted(days, "day")


def commands(*named: str) -> list[Block]:
    """Where the rule behind an answer is shown."""
    return [Paragraph(""), Paragraph("The rule behind this: " + "; ".join(f"`{command}`" for command in named))]


def foot(data_version: str) -> list[Block]:
    """How old the data is, and the caution under every answer."""
    return [Paragraph(""), Paragraph(f"Data of {data_version}. {_NOTE}")]
