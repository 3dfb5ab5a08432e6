"""`next`, `compare`, `whatif` and `move` as documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mhcareer.model.choices import (
    Brought,
    CompareAnswer,
    Compared,
    Lever,
    MoveAnswer,
    NextAnswer,
    Outcome,
    Rung,
    WhatifAnswer,
)
from mhcareer.model.figures import Figure
from mhcareer.model.pay import in_dollars
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table
from mhcareer.render.pay_words import pay_words
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited, counted, duration, money, month, phrase

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
        blocks += [block for rung in rungs for block in _rung(rung, numbers)]
        if not rungs and none:
            blocks.append(Paragraph(none))
    if answer.beyond:
        more = counted(answer.beyond, "credential")
        blocks += [Paragraph(""), Paragraph(f"{more} more can be reached, but not in that time: widen `--within`.")]
    if answer.closed:
        blocks.append(Heading("Closed from here"))
        blocks += [
            Item(f"{one.title} ({one.credential}): {_reason(one.reason)}") for one in answer.closed[:_FIRST_CLOSED]
        ]
        if len(answer.closed) > _FIRST_CLOSED:
            blocks.append(Item(f"and {len(answer.closed) - _FIRST_CLOSED} more"))
    ids = [rung.credential for rung in (*answer.open_now, *answer.one_step, *answer.further)]
    if ids:
        blocks += _commands(f"mhcareer rules {ids[0]}", f"mhcareer plan {ids[0]} ...")
    return (*blocks, *source_blocks(numbers, answer.references), *_foot(answer.data_version))


_DIRECTIONS = {"up": "one rung up", "sideways": "sideways", "down": "a rung below what you hold", "elsewhere": ""}


def _rung(rung: Rung, numbers: Mapping[str, int]) -> list[Block]:
    where = f", {_DIRECTIONS[rung.direction]}" if _DIRECTIONS[rung.direction] else ""
    when = "now" if not rung.months else f"{month(rung.finish)}, after {duration(rung.months)}"
    blocks: list[Block] = [Item(f"{rung.title} ({rung.credential}): {when}{where}")]
    if rung.steps:
        blocks.append(Paragraph(f"By way of: {'; '.join(rung.steps)}.", indent=4))
    if rung.asks:
        blocks.append(Paragraph(f"If you can show: {'; '.join(rung.asks)}.", indent=4))
    if rung.cost_usd.high:
        blocks.append(Paragraph(f"Cost: {money(rung.cost_usd)}.", indent=4))
    if rung.pay:
        blocks.append(Paragraph(pay_words(rung.pay, numbers), indent=4))
    return blocks


def _reason(text: str) -> str:
    """The reason alone, without the sentence that names the credential again."""
    return text.partition(" from here: ")[2] or text


def compare_document(answer: CompareAnswer) -> Document:
    """One column for each target; the biggest difference in one sentence."""
    numbers = numbered(answer.references)
    head = ("", *(_column_head(column) for column in answer.columns))
    rows = [
        (name, *(told(column) for column in answer.columns))
        for name, told in _COMPARED
        if any(told(column) not in ("", "-") for column in answer.columns)
    ]
    blocks: list[Block] = [
        Heading("Side by side", 1),
        Paragraph(answer.difference, strong=True),
        Paragraph(""),
        Table(head, tuple(rows)),
    ]
    closed = [column for column in answer.columns if column.outcome is None]
    if closed:
        blocks.append(Heading("No plan"))
        blocks += [Item(f"{_column_head(column)}: {column.reason}") for column in closed]
    paid = [column for column in answer.columns if column.pay]
    if paid:
        blocks.append(Heading("What the pay figures are"))
        told = dict.fromkeys(pay_words(column.pay, numbers) for column in paid if column.pay)
        blocks += [Item(text) for text in told]
    planned = [column.target.credential for column in answer.columns if column.target]
    blocks += _commands(*(f"mhcareer rules {credential}" for credential in planned[:3]))
    return (*blocks, *source_blocks(numbers, answer.references), *_foot(answer.data_version))


def _column_head(column: Compared) -> str:
    if column.target is None:
        return column.asked
    return f"{column.target.abbreviation or column.target.title} {column.target.jurisdiction}"


def _of_outcome(told: Callable[[Outcome], str]) -> Callable[[Compared], str]:
    return lambda column: told(column.outcome) if column.outcome else "-"


def _number(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"


def _median(column: Compared) -> str:
    return in_dollars(column.pay.median) if column.pay and column.pay.median is not None else "-"


_COMPARED: tuple[tuple[str, Callable[[Compared], str]], ...] = (
    ("finish", _of_outcome(lambda o: ("not before " if o.at_least else "") + month(o.finish.typical))),
    ("time", _of_outcome(lambda o: duration(o.months.typical))),
    ("fast to slow", _of_outcome(lambda o: f"{duration(o.months.fast)} to {duration(o.months.slow)}")),
    ("cost before aid", _of_outcome(lambda o: money(o.cost_usd))),
    ("without paid work", _of_outcome(lambda o: duration(round(o.unpaid_days * 12 / 365.25)))),
    ("degree", lambda c: c.degree or "-"),
    ("hours in all", lambda c: _number(c.total_hours)),
    ("with clients", lambda c: _number(c.direct_hours)),
    ("supervision", lambda c: _number(c.supervision_hours)),
    ("months at least", lambda c: _number(c.min_months)),
    ("exams", lambda c: ", ".join(c.exams) or "-"),
    ("pay, median", _median),
    ("also counts in", lambda c: f"{c.portable_to} of {c.portable_of}" if c.portable_of else "-"),
    ("compact", lambda c: c.compact or "-"),
    ("unverified", lambda c: str(c.unverified) if c.outcome else "-"),
    ("sources read", lambda c: c.newest_check or "-"),
)
"""Rows of a comparison: the name, and what a column says."""


def whatif_document(answer: WhatifAnswer) -> Document:
    """Each lever with what it moves, and the sentence that says which moves most."""
    now = answer.now
    name = answer.target.abbreviation or answer.target.title
    blocks: list[Block] = [
        Heading(f"What if: {name}, {answer.target.jurisdiction_name}", 1),
        Paragraph(
            f"As things are: {month(now.finish.typical)}, after {duration(now.months.typical)}; {money(now.cost_usd)}."
        ),
        Paragraph(answer.sentence, strong=True),
        Paragraph(""),
    ]
    possible = [lever for lever in answer.levers if lever.outcome]
    if possible:
        rows = tuple(_lever(lever) for lever in possible)
        blocks.append(Table(("change alone", "finish", "date", "cost"), rows))
    closed = [lever for lever in answer.levers if not lever.outcome]
    if closed:
        blocks.append(Heading("What would close the way"))
        blocks += [Item(f"{lever.words}: {_reason(lever.reason or '')}") for lever in closed]
    blocks += _commands(
        f"mhcareer rules {answer.target.credential}", f"mhcareer whatif {answer.target.credential} --set KEY=VALUE"
    )
    return (*blocks, *_foot(answer.data_version))


def _lever(lever: Lever) -> tuple[str, ...]:
    if lever.outcome is None:
        raise ValueError("a lever without a plan has no row")
    days, dollars = lever.sooner_days or 0, lever.saves_usd or 0
    date_ = "the same" if not days else f"{_time(abs(days))} {'sooner' if days > 0 else 'later'}"
    cost = "the same" if not dollars else f"${abs(dollars):,} {'less' if dollars > 0 else 'more'}"
    return lever.words, month(lever.outcome.finish.typical), date_, cost


def _time(days: int) -> str:
    months = round(days * 12 / 365.25)
    return duration(months) if months else counted(days, "day")


def move_document(answer: MoveAnswer) -> Document:
    """What carries over, what is left, the ways around the rule, what to ask and to carry."""
    numbers = numbered(answer.references)
    held, there = answer.held, answer.there
    blocks: list[Block] = [
        Heading(
            f"{held.abbreviation or held.title}, {held.jurisdiction_name}, to "
            f"{there.abbreviation or there.title}, {there.jurisdiction_name}",
            1,
        ),
        Paragraph(f"Hours that you bring: {answer.taken_from}. Whether they are accepted is for the board to say."),
        *([Paragraph(f"Note: {there.note}.")] if there.note else []),
        Heading("By the whole rule"),
        Table(
            ("requirement", "asked there", "you bring", "left"),
            tuple(_brought(row, numbers) for row in answer.rows if row.state != "ask"),
        ),
    ]
    asks = [row.asks for row in answer.rows if row.state == "ask"]
    if asks:
        blocks.append(Paragraph(f"Also asked: {'; '.join(dict.fromkeys(asks))}."))
    blocks += _after_move(answer)
    blocks.append(Heading("Endorsement: the way in for holders of a license elsewhere"))
    blocks += _endorsement(answer, numbers)
    blocks.append(Heading("Compact"))
    blocks.append(
        Paragraph(f"{answer.compact}." if answer.compact else "No compact serves this role by what was read.")
    )
    if not answer.compact_open:
        blocks.append(Paragraph("It does not help you today."))
    blocks.append(Heading("Ask before you move"))
    blocks += [Item(f"{question.of}: {question.text}") for question in answer.ask]
    blocks.append(Heading("Take along"))
    blocks += [Item(text) for text in answer.carry]
    blocks += _commands(f"mhcareer rules {there.credential}", f"mhcareer rules {held.credential}")
    return (*blocks, *source_blocks(numbers, answer.references), *_foot(answer.data_version))


_STATES = {"met": "nothing", "unknown": "ask the board", "local": "done there"}


def _brought(row: Brought, numbers: Mapping[str, int]) -> tuple[str, ...]:
    asked = cited(row.asks, row.references, numbers, unverified=row.status == "unverified")
    left = _STATES.get(row.state, row.left)
    return row.what, asked, row.brings or "-", left


def _after_move(answer: MoveAnswer) -> list[Block]:
    if answer.outcome is None:
        return [Paragraph(f"No way by the whole rule: {_reason(answer.reason or '')}.")]
    if not answer.steps:
        return [Paragraph("You hold it already.")]
    when = f"{month(answer.outcome.finish.typical)}, after {duration(answer.outcome.months.typical)}"
    return [Paragraph(f"If your hours count, by the whole rule: {when}. Still to do: {'; '.join(answer.steps)}.")]


def _endorsement(answer: MoveAnswer, numbers: Mapping[str, int]) -> list[Block]:
    if not answer.endorsement:
        return [Paragraph("Not stated in any source read. Ask the board: many have such a way.")]
    blocks: list[Block] = [Item(endorsement_words(figure, numbers)) for figure in answer.endorsement]
    if answer.endorsement_open is False:
        blocks.append(Paragraph("It is for holders of the full license; what you hold is not one."))
    return blocks


def endorsement_words(figure: Figure, numbers: Mapping[str, int]) -> str:
    """`a license held for 36 months elsewhere`, `asked: ...`, `not asked again: ...`."""
    if figure.path.endswith(".held_months"):
        said = f"a license {phrase(figure)} elsewhere"
    elif ".waives." in figure.path:
        said = f"not asked again: {figure.value}"
    else:
        said = f"asked: {figure.value}"
    note = f" ({figure.note})" if figure.note else ""
    return cited(said + note, figure.references, numbers, unverified=figure.status == "unverified")


def _commands(*commands: str) -> list[Block]:
    return [Paragraph(""), Paragraph("The rule behind this: " + "; ".join(f"`{command}`" for command in commands))]


def _foot(data_version: str) -> list[Block]:
    return [Paragraph(""), Paragraph(f"Data of {data_version}. {_NOTE}")]
