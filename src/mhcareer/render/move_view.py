"""`move` as a document: what carries over, what is left, the ways around the rule, what to ask and to carry."""

from __future__ import annotations

from collections.abc import Mapping

from mhcareer.model.choices import Brought, MoveAnswer, Outcome
from mhcareer.model.figures import Figure
from mhcareer.render.choices_view import commands, foot, reason
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph, Table
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited, duration, month, phrase


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
        *([Paragraph(f"Note: {there.note}.")] if there.note else []),
    ]
    ways = [_by_the_rule(answer, numbers), _without_the_rule(answer, numbers)]
    for way in reversed(ways) if answer.endorsement_finish else ways:
        blocks += way
    blocks.append(Heading("Ask before you move"))
    blocks += [Item(f"{question.of}: {question.text}") for question in answer.ask]
    blocks.append(Heading("Take along"))
    blocks += [Item(text) for text in answer.carry]
    blocks += commands(f"mhcareer rules {there.credential}", f"mhcareer rules {held.credential}")
    return (*blocks, *source_blocks(numbers, answer.references), *foot(answer.data_version))


def _by_the_rule(answer: MoveAnswer, numbers: Mapping[str, int]) -> list[Block]:
    """The rule there as for everybody: the last resort of those to whom endorsement is open."""
    blocks: list[Block] = [
        Heading("By the whole rule" + (", if endorsement does not do" if answer.endorsement_finish else "")),
        Paragraph(f"Hours that you bring: {answer.taken_from}."),
        Table(
            ("requirement", "asked there", "you bring", "left"),
            tuple(_brought(row, numbers) for row in answer.rows if row.state != "ask"),
        ),
    ]
    asks = [row.asks for row in answer.rows if row.state == "ask"]
    if asks:
        blocks.append(Paragraph(f"Also asked: {'; '.join(dict.fromkeys(asks))}."))
    return [*blocks, *_after_move(answer)]


_STATES = {"met": "nothing", "unknown": "ask the board", "local": "done there"}


def _brought(row: Brought, numbers: Mapping[str, int]) -> tuple[str, ...]:
    asked = cited(row.asks, row.references, numbers, unverified=row.status == "unverified")
    left = _STATES.get(row.state, row.left)
    if row.state == "local" and row.brings:
        left = f"{left}, unless accepted"
    return row.what, asked, row.brings or "-", left


def _after_move(answer: MoveAnswer) -> list[Block]:
    """The dates by the whole rule: with the hours, and without them where that makes a difference."""
    if answer.outcome is None:
        return [Paragraph(f"No way by the whole rule: {reason(answer.reason or '')}.")]
    if not answer.steps:
        return [Paragraph("You hold it already.")]
    bare = answer.outcome_without_hours
    differs = bare is not None and _when(bare) != _when(answer.outcome)
    blocks: list[Block] = []
    if differs and bare is not None:
        blocks.append(Paragraph(f"If the board accepts all your hours: {_when(answer.outcome)}.", strong=True))
        blocks.append(Paragraph(f"If it accepts none of them: {_when(bare)}."))
    else:
        blocks.append(Paragraph(f"Done by the whole rule: {_when(answer.outcome)}.", strong=True))
    still = "Still to do, if it accepts them" if differs else "Still to do"
    if any(row.state == "unknown" for row in answer.rows):
        blocks.append(Paragraph("In these dates, what is not known to be brought counts as none."))
    return [*blocks, Paragraph(f"{still}: {'; '.join(answer.steps)}.")]


def _when(outcome: Outcome) -> str:
    unknown = "not before " if outcome.at_least else ""
    return f"{unknown}{month(outcome.finish.typical)}, after {duration(outcome.months.typical)}"


def _without_the_rule(answer: MoveAnswer, numbers: Mapping[str, int]) -> list[Block]:
    """Endorsement and compact; for what employers give there is neither."""
    if answer.there.kind == "employer-role":
        return [Paragraph("Employers give this role: no license is carried over, and no board decides.")]
    blocks: list[Block] = [Heading("Endorsement: the way in for holders of a license elsewhere")]
    blocks += _endorsement(answer, numbers)
    blocks.append(Heading("Compact"))
    if answer.compact is None:
        return [*blocks, Paragraph("No compact serves this role by what was read.")]
    blocks.append(Paragraph(cited(answer.compact, answer.compact_references, numbers, unverified=False) + "."))
    if not answer.compact_open:
        blocks.append(Paragraph("It does not help you today."))
    return blocks


def _endorsement(answer: MoveAnswer, numbers: Mapping[str, int]) -> list[Block]:
    if not answer.endorsement:
        return [Paragraph("Not stated in any source read. Ask the board: many have such a way.")]
    blocks: list[Block] = []
    if answer.endorsement_finish and answer.endorsement_why:
        when = f"{month(answer.endorsement_finish.typical)}, after {answer.endorsement_why}"
        blocks.append(Paragraph(f"If you meet what it asks: about {when}.", strong=True))
        blocks.append(
            Paragraph("That is instead of the whole rule, from the day on which your application is complete.")
        )
    blocks += [Item(endorsement_words(figure, numbers)) for figure in answer.endorsement]
    if answer.endorsement_open is False:
        blocks.append(Paragraph("It is for holders of the full license: not yet for you."))
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
