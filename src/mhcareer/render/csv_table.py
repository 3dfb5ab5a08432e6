"""Rows for a spreadsheet: the steps of a plan, or the tables of any other document.

RFC 4180: commas, double quotes, CRLF, UTF-8 without a byte order mark. A text that a spreadsheet would take for a
formula (it begins with `=`, `+`, `-` or `@`, or with their wide twins) gets an apostrophe before it, which a
spreadsheet takes for the mark of text; a tab or a line break cannot begin one, since text comes on one line. Figures
are written as they are, days in ISO form, and an absent value is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from mhcareer.errors import UsageError
from mhcareer.model.plan import Plan, Step
from mhcareer.render.document import Document, Heading, Table, address, clean
from mhcareer.render.undated import without_latest_start

Cell = str | int | bool
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NOTHING = "-"
"""The dash of a table's empty cell, which is no formula."""

COLUMNS: Mapping[str, Callable[[Step], Cell]] = {
    "id": lambda step: step.id,
    "kind": lambda step: step.kind,
    "title": lambda step: step.title,
    "start": lambda step: step.start.isoformat(),
    "finish": lambda step: step.finish.isoformat(),
    "start_fast": lambda step: step.spans["fast"][0].isoformat(),
    "finish_fast": lambda step: step.spans["fast"][1].isoformat(),
    "start_slow": lambda step: step.spans["slow"][0].isoformat(),
    "finish_slow": lambda step: step.spans["slow"][1].isoformat(),
    "months_fast": lambda step: step.months.fast,
    "months_typical": lambda step: step.months.typical,
    "months_slow": lambda step: step.months.slow,
    "cost_low_usd": lambda step: _dollars(step, "low"),
    "cost_typical_usd": lambda step: _dollars(step, "typical"),
    "cost_high_usd": lambda step: _dollars(step, "high"),
    "cost_complete": lambda step: step.cost_usd.complete,
    "critical": lambda step: step.critical,
    "slack_days": lambda step: step.slack_days,
    "after": lambda step: " ".join(step.after),
    "after_start": lambda step: " ".join(step.after_start),
    "binding": lambda step: step.binding.constraint,
    "why": lambda step: step.binding.why,
    "requirement": lambda step: " ".join(step.requirement),
    "references": lambda step: " ".join(step.references),
    "notes": lambda step: "; ".join(step.notes),
}
"""What each column holds; `start` and `finish` are those of the typical speed."""


def plan_csv(plan: Plan) -> str:
    """One row for each step of a plan, in its order, under a row of names; the last column tells the sources."""
    rows: list[list[Cell]] = [[*COLUMNS, "sources"]]
    unknown = without_latest_start(plan)
    for step in plan.steps:
        told = {name: tell(step) for name, tell in COLUMNS.items()}
        told |= {"slack_days": ""} if step.id in unknown else {}
        rows.append([*told.values(), _sources(plan, step)])
    return _written(rows)


def tables_csv(document: Document) -> str:
    """The tables of a document; where there are several, each under its heading and after an empty line.

    Raises:
        UsageError: The document has none.
    """
    found: list[tuple[str, Table]] = []
    heading = ""
    for block in document:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            found.append((heading, block))
    if not found:
        raise UsageError("this answer has no table to write as `csv`", hint="use `--format json` or `markdown`")
    rows: list[list[Cell]] = []
    for title, table in found:
        if len(found) > 1:
            rows += [*([[]] if rows else []), [title]]
        rows += [list(row) for row in (table.head, *table.rows)]
    return _written(rows)


def safe(cell: Cell) -> str:
    """A cell that no spreadsheet runs."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = clean(str(cell))
    return f"'{text}" if text.startswith(_FORMULA) and text != _NOTHING and isinstance(cell, str) else text


def _dollars(step: Step, end: Literal["low", "typical", "high"]) -> Cell:
    """One end of a cost; an empty cell where none of it is stated, for 0 would be a price."""
    cost = step.cost_usd
    return getattr(cost, end) if cost.is_known else ""


def _sources(plan: Plan, step: Step) -> str:
    """Title, address and the day of reading of each document that the step rests on."""
    known = (plan.references[key] for key in step.references)
    told = (f"{ref.title} (read {ref.checked}) {address(ref.url) or 'address not kept'}" for ref in known)
    return "; ".join(told)


def _written(rows: Iterable[Iterable[Cell]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return stream.getvalue()
