"""`mhcareer data`: is the data sound, how well is it sourced, what does it rest on, what has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from mhcareer.catalog.checks import check as check_data
from mhcareer.catalog.checks import unreachable
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.cli.output import write
from mhcareer.cli.words import state_code
from mhcareer.environment import Environment
from mhcareer.errors import DataError, UsageError
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.changes import changes
from mhcareer.model.coverage import coverage, sources_answer, thin
from mhcareer.model.library import Catalog
from mhcareer.model.lookup import rules_answer
from mhcareer.render.data_view import changes_document, coverage_document, sources_document
from mhcareer.render.document import clean

GROUPS = ("jurisdiction", "family", "both")


def check(folders: Folders, max_age_months: int | None) -> int:
    """Print every problem of the data, or that there is none; 1 if there is any.

    A problem is one line, however long: editors jump to its `path:line:column`, and programs count and sort lines.
    """
    environment = Environment.current()
    problems = check_data(folders, max_age_months=max_age_months, today=environment.today)
    lines = [str(problem) for problem in problems]
    if not problems:
        closed = unreachable(folders)
        lines = [f"note: {credential} cannot be planned from nothing: {reason}" for credential, reason in closed]
    count = len(problems)
    lines.append("the data is sound" if not count else f"{count} problem{'' if count == 1 else 's'} in the data")
    text = "".join(f"{clean(line)}\n" for line in lines)
    write(text.encode(environment.encoding, "replace").decode(environment.encoding), environment)
    return 1 if problems else 0


def show_coverage(state: str | None, by: str, look: Look, *, decisive: bool) -> int:
    """Print how well the figures are sourced.

    Raises:
        UsageError: An unknown state, grouping or format.
    """
    screen = Screen.of(look)
    folders = screen.folders
    if by not in GROUPS:
        raise UsageError(f"cannot group by `{by}`", hint=f"use one of: {', '.join(GROUPS)}")
    catalog = _catalog(state, folders)
    answer = coverage(catalog, decisive=decisive)
    screen.show(answer, coverage_document(answer, tuple(thin(catalog)) if decisive else (), by=by))
    return 0


def show_sources(state: str | None, look: Look) -> int:
    """Print every document that the rules rest on.

    Raises:
        UsageError: An unknown state or format.
    """
    screen = Screen.of(look)
    folders = screen.folders
    catalog = _catalog(state, folders)
    answer = rules_answer(catalog, tuple(catalog.credentials.values()))
    uses = Counter(key for c in answer.credentials for v in c.versions for f in v.figures for key in f.references)
    listed = sources_answer(answer.references, uses, catalog.planning.data_version)
    screen.show(listed, sources_document(answer.references, uses))
    return 0


def show_changes(old: Path, new: Path | None, look: Look) -> int:
    """Print what changed between two data folders; 1 if anything did.

    Raises:
        DataError: A folder is no data folder, or its data is wrong.
        UsageError: Own data beside two named folders.
    """
    screen = Screen.of(look)
    folders = screen.folders
    if new is not None and folders.overlays:
        raise UsageError("`--data` has no meaning beside two folders", hint="leave it out, or leave out NEW")
    before = _every(data_folders(base=_folder(old)))
    after = _every(data_folders(base=_folder(new)) if new else folders)
    answer = changes(before, after)
    screen.show(answer, changes_document(answer))
    return 1 if answer.credentials else 0


def _folder(path: Path) -> Path:
    if not (path / "planning.yaml").is_file():
        raise DataError("this is not a data folder", where=[str(path)], hint="name a folder that holds `planning.yaml`")
    return path


def _every(folders: Folders) -> Catalog:
    return load_catalog(available_jurisdictions(folders), folders)


def _catalog(state: str | None, folders: Folders) -> Catalog:
    if state is None:
        return _every(folders)
    code = state_code(read_merged(folders, "places", PlacesFile).places, state)
    found = load_catalog({code}, folders)
    kept = {key: c for key, c in found.credentials.items() if key.startswith(f"{code.lower()}-")}
    return replace(found, credentials=kept)
