"""`mhcareer guide`: pages to read, without a person and without a state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.cli.output import show, show_json
from mhcareer.errors import UsageError
from mhcareer.model import surroundings as around
from mhcareer.model.base import Model, Reference
from mhcareer.model.catalog import ExamsFile, ProgramsFile, SharedReferencesFile
from mhcareer.model.guide import Page, guide_answer
from mhcareer.model.planning import PlanningFile
from mhcareer.planner.targets import key
from mhcareer.render import guide_pages as pages
from mhcareer.render.guide_view import page_document, topics_document

_TABLES: Mapping[str, tuple[type[Model], Callable[..., Page], str]] = {
    "claims": (around.ClaimsFile, pages.claims_page, "claims"),
    "compacts": (around.CompactsFile, pages.compacts_page, "compacts"),
    "funding": (around.FundingFile, pages.funding_page, "funding"),
    "calendar": (around.CalendarFile, pages.calendar_page, "entries"),
    "exams": (ExamsFile, pages.exams_page, "exams"),
    "programs": (ProgramsFile, pages.programs_page, "programs"),
    "occupations": (around.OccupationsFile, pages.pay_page, "occupations"),
}
"""Files that make a page each: their shape, what makes the page, and the field that holds the entries."""


def guide(topic: str | None, look: Look) -> int:
    """Print the list of topics, one topic, or one word of a topic.

    Raises:
        UsageError: No topic and no word is called so.
    """
    if topic is not None and not key(topic):
        raise UsageError("no topic is named", hint="`mhcareer guide` lists them")
    screen = Screen.of(look)
    folders = screen.folders
    every, references = _pages(folders)
    found = every if topic is None else (_page(every, topic),)
    if screen.style == "json":
        version = read_merged(folders, "planning", PlanningFile).data_version
        listed = found if topic is not None else [page.model_copy(update={"sections": ()}) for page in every]
        show_json(guide_answer(listed, references, version), screen.environment, screen.look)
        return 0
    document = topics_document(every) if topic is None else page_document(found[0], references)
    show(document, screen.environment, screen.look, screen.style)
    return 0


def _pages(folders: Folders) -> tuple[tuple[Page, ...], Mapping[str, Reference]]:
    written = read_merged(folders, "guide", around.GuideFile)
    references = {**read_merged(folders, "references", SharedReferencesFile).references, **written.references}
    found = [pages.topic_page(topic) for topic in written.topics]
    for name, (shape, make, field) in _TABLES.items():
        file = read_merged(folders, name, shape)
        references |= getattr(file, "references", {})
        found.append(make(getattr(file, field)))
    return tuple(found), references


def _page(every: tuple[Page, ...], words: str) -> Page:
    """The page of that name; else the sections of that title, as one page; else those that contain the words."""
    from difflib import get_close_matches

    wanted = key(words)
    for page in every:
        if wanted in {key(name) for name in (page.id, page.title, *page.aliases)}:
            return page
    titled = [section for page in every for section in page.sections if section.title]
    same = [s for s in titled if wanted in {key(name) for name in (s.title or "", *s.aliases)}]
    containing = [s for s in titled if any(_begins_a_word(words, name) for name in (s.title or "", *s.aliases))]
    for found in (same, containing):
        if found:
            return Page(id=wanted, title=f"Guide: {words.strip()}", aliases=(), sections=tuple(found))
    names = {key(name): name for page in every for name in (page.id, *page.aliases)}
    names |= {key(name): name for section in titled for name in (section.title or "", *section.aliases)}
    close = [names[name] for name in get_close_matches(wanted, list(names), n=3)]
    hint = "did you mean " + ", ".join(f"`{name}`" for name in close) + "?" if close else "`mhcareer guide` lists them"
    raise UsageError(f"the guide has no `{words}`", hint=hint)


def _begins_a_word(words: str, title: str) -> bool:
    return re.search(rf"\b{re.escape(words.strip())}", title, re.IGNORECASE) is not None
