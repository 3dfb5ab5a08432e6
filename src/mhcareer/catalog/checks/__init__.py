"""Everything that can be wrong with the data beyond its shape: each problem as one line with its place.

Shape is checked when a file is read. Here: what ids point to, what references support, figures outside the
plausible bounds of their field, parts larger than their whole, dates that do not follow each other, credentials
that require themselves, jurisdictions that are silent about a family of licenses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mhcareer.catalog.around import FILES as AROUND
from mhcareer.catalog.checks import reach, references, rules, words
from mhcareer.catalog.checks.problem import Problem
from mhcareer.catalog.files import KINDS, read_file
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import OVERLAY_NAME, Folders, data_folders
from mhcareer.catalog.merge import read_merged
from mhcareer.errors import DataError
from mhcareer.model.base import Model
from mhcareer.model.catalog import JurisdictionFile
from mhcareer.model.surroundings import RoleCard

_FILES: tuple[tuple[str, type[Model]], ...] = (
    *((name, shape) for shape, name in KINDS.items() if shape is not JurisdictionFile),
    *AROUND.items(),
)


def check(
    folders: Folders | None = None, *, max_age_months: int | None = None, today: date | None = None
) -> tuple[Problem, ...]:
    """Every problem of the data; empty if it is sound.

    Args:
        folders: The project's folder and overlays; None for what came with the program.
        max_age_months: References last read longer ago than this are problems, too; needs `today`.
        today: The day to count from.
    """
    folders = folders or data_folders()
    unreadable = list(_unreadable(folders))
    if unreadable:
        return tuple(unreadable)
    return tuple(_problems(folders, max_age_months, today))


def unreachable(folders: Folders | None = None) -> tuple[tuple[str, str], ...]:
    """Ids of credentials that no way leads to from no education at all, with what stands in the way."""
    return tuple(reach.unreachable(load_catalog(folders=folders or data_folders())))


def names_of(folder: Path) -> tuple[tuple[str, type[Model]], ...]:
    """Names and shapes of the data files in one folder, the project's or an overlay."""
    names: list[tuple[str, type[Model]]] = [item for item in _FILES if (folder / f"{item[0]}.yaml").is_file()]
    names += [
        (f"{kind}/{path.stem}", shape)
        for kind, shape in (("jurisdictions", JurisdictionFile), ("cards", RoleCard))
        for path in sorted((folder / kind).glob("*.yaml"))
    ]
    return tuple(names)


def _unreadable(folders: Folders) -> Iterator[Problem]:
    for name, _ in _FILES:
        if not (folders.base / f"{name}.yaml").is_file():
            yield Problem(str(folders.base / f"{name}.yaml"), "", "there is no such file")
    for folder in (folders.base, *(overlay.path for overlay in folders.overlays)):
        for name, model in names_of(folder):
            try:
                read_file(folder, name, model)
            except DataError as error:
                for place in error.where:
                    yield Problem(place, "", error.message)


def _problems(folders: Folders, max_age_months: int | None, today: date | None) -> Iterator[Problem]:
    layers = list(_layers(folders))
    yield from _strangers(folders)
    yield from references.problems(layers)
    if max_age_months is not None and today is not None:
        yield from references.stale(layers, max_age_months, today)
    catalog = load_catalog(available_jurisdictions(folders), folders)
    yield from rules.problems(catalog)
    around = {name: read_merged(folders, name, shape) for name, shape in AROUND.items()}
    cards = {
        Path(name).stem: file for layer in layers for name, file in layer.files.items() if isinstance(file, RoleCard)
    }
    yield from words.problems(catalog, around, cards)
    yield from reach.circles(catalog)


def _layers(folders: Folders) -> Iterator[references.Layer]:
    shown = [(folders.base, ""), *((overlay.path, f"{overlay.path}/") for overlay in folders.overlays)]
    for folder, prefix in shown:
        files = {f"{name}.yaml": read_file(folder, name, shape) for name, shape in names_of(folder)}
        yield references.Layer(prefix, files)


def _strangers(folders: Folders) -> Iterator[Problem]:
    """Files of an overlay that no command would ever read, and ids that stand twice in one of its files."""
    for overlay in folders.overlays:
        known = {f"{name}.yaml" for name, _ in names_of(overlay.path)} | {OVERLAY_NAME}
        for path in sorted(p for p in overlay.path.rglob("*") if not p.is_dir() and not p.name.startswith(".")):
            name = path.relative_to(overlay.path).as_posix()
            if name not in known:
                yield Problem(str(path), "", "is no file of the data; `data/README.md` lists their names")
            elif name.startswith("jurisdictions/"):
                file = read_file(overlay.path, name.removesuffix(".yaml"), JurisdictionFile)
                if not re.fullmatch(r"[A-Z]{2}", path.stem):
                    yield Problem(str(path), "", f"must be named by its code in capitals: `{path.stem.upper()}.yaml`")
                ids = Counter(credential.id for credential in file.credentials)
                for id_ in (id_ for id_, count in ids.items() if count > 1):
                    yield Problem(str(path), "credentials", f"the id `{id_}` stands {ids[id_]} times")
