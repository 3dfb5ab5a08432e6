"""Every format of a plan by name, for tests that hold for all of them: a new format is one more line here."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from functools import cache

from mhcareer.catalog.locate import data_folders
from mhcareer.catalog.merge import read_merged
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.model.surroundings import CalendarFile
from mhcareer.render.agenda import agenda
from mhcareer.render.checklist import checklist_document
from mhcareer.render.csv_table import plan_csv
from mhcareer.render.html import to_html
from mhcareer.render.ics import to_ics
from mhcareer.render.markdown import to_markdown
from mhcareer.render.plan_view import plan_document
from mhcareer.render.svg import to_svg
from mhcareer.render.text import to_text

Render = Callable[[Plan, Catalog], str]


@cache
def calendar() -> CalendarFile:
    """The calendar of the data."""
    return read_merged(data_folders(), "calendar", CalendarFile)


def rich(plan: Plan, catalog: Catalog, *, color: bool = True) -> str:
    """What a terminal of 100 columns is given."""
    from mhcareer.render.terminal import print_document

    stream = io.StringIO()
    print_document(plan_document(plan, catalog), stream, width=100, color=color, ascii_only=False)
    return stream.getvalue()


def ics(plan: Plan, catalog: Catalog) -> str:
    """The calendar file of a plan."""
    return to_ics(plan, agenda(plan, catalog, calendar()))


FORMATS: Mapping[str, Render] = {
    "text": lambda plan, catalog: to_text(plan_document(plan, catalog), width=80, ascii_only=False),
    "ascii": lambda plan, catalog: to_text(plan_document(plan, catalog), width=80, ascii_only=True),
    "plain": lambda plan, catalog: to_text(plan_document(plan, catalog), width=80, ascii_only=False, plain=True),
    "rich": rich,
    "markdown": lambda plan, catalog: to_markdown(plan_document(plan, catalog)),
    "checklist": lambda plan, catalog: to_markdown(checklist_document(plan, catalog)),
    "html": lambda plan, catalog: to_html(plan_document(plan, catalog)),
    "json": lambda plan, _: json.dumps(plan.model_dump(mode="json", by_alias=True), indent=2) + "\n",
    "csv": lambda plan, _: plan_csv(plan),
    "ics": ics,
    "svg": lambda plan, catalog: to_svg(plan_document(plan, catalog)),
}
