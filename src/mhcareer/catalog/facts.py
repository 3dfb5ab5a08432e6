"""Single facts that stand around the rules, for a plan that names them in passing: pay, the compacts of a role.

Reads and checks what is asked for and no more; `around` reads the same files whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mhcareer.catalog.cache import Cache
from mhcareer.catalog.files import json_of, slice_of
from mhcareer.catalog.locate import Folders, data_folders
from mhcareer.catalog.merge import has_file, read_merged
from mhcareer.catalog.slices import Values, occupation_slice
from mhcareer.catalog.trusted import built
from mhcareer.model.base import NATIONAL, Reference
from mhcareer.model.compacts import Compact, CompactsFile
from mhcareer.model.pay import OCCUPATION_CODE, PayTable

_FILE = "occupations"
_POINTS = ("p10", "median", "p90")
_SAID_OF_IT = ("code", "title", "year", "ref", "unverified", "at", "note")


def read_pay(codes: Iterable[str], state: str, folders: Folders | None = None) -> PayTable:
    """Yearly pay of occupations in a jurisdiction, or in the nation where the jurisdiction has no figure of its own.

    Args:
        codes: Of the federal classification, as `21-1018`; one that has no figure anywhere is missing in the answer.
        state: Code of the jurisdiction.
        folders: The data folder and its overlays; None for what came with the program.

    Raises:
        DataError: The file is missing or wrong.
    """
    folders = folders or data_folders()
    pay: Values = {}
    references: Values = {}
    for slice_ in _slices(sorted(set(codes)), folders):
        code = slice_["occupation"]["code"]
        pay[code] = _pay(slice_["occupation"], state)
        references |= slice_["references"]
    pay = {code: row for code, row in pay.items() if row}
    return _with_what_is_cited(built({"pay": pay, "references": references}, PayTable), folders)


def read_compacts_of(role: str, folders: Folders | None = None) -> tuple[tuple[Compact, ...], Mapping[str, Reference]]:
    """The compacts that serve a role, and the documents that the file of compacts rests on.

    Raises:
        DataError: The file is missing or wrong.
    """
    file = read_merged(folders or data_folders(), "compacts", CompactsFile)
    return tuple(compact for compact in file.compacts if role in compact.roles), file.references


def _slices(codes: Iterable[str], folders: Folders) -> Iterator[Values]:
    """Each occupation as each folder has it, the project's first."""
    for layer in folders.layers:
        if layer == folders.base or has_file(layer, _FILE):
            # A role of a user's own data may name anything as its occupation; the name becomes a file's.
            for code in (code for code in codes if re.fullmatch(OCCUPATION_CODE, code)):
                slice_: Values = json.loads(_slice(layer, code, folders.cache))
                if slice_["occupation"] is not None:
                    yield slice_


def _slice(folder: Path, code: str, cache: Cache) -> str:
    def made() -> Values:
        from mhcareer.model.surroundings import OccupationsFile

        return occupation_slice(json.loads(json_of(folder, _FILE, OccupationsFile, cache)), code)

    return slice_of(folder, f"{_FILE}/{code}", (_FILE,), made, cache)


def _pay(occupation: Values, state: str) -> Values | None:
    rows = ((state, occupation.get("by_state", {}).get(state)), (NATIONAL, occupation.get("national")))
    for area, row in rows:
        points = {point: row[point] for point in _POINTS if row.get(point) is not None} if row else {}
        if points:
            return {**{key: occupation[key] for key in _SAID_OF_IT if key in occupation}, "area": area, **points}
    return None


def _with_what_is_cited(table: PayTable, folders: Folders) -> PayTable:
    """The table with no reference but those of its figures; all are read only if one stands in another folder."""
    known = table.references
    if not table.cited <= known.keys():
        from mhcareer.model.surroundings import OccupationsFile

        known = {**read_merged(folders, _FILE, OccupationsFile).references, **known}
    return table.model_copy(update={"references": {key: known[key] for key in sorted(table.cited) if key in known}})
