"""Pay and compacts, read one by one: what the whole files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhcareer.catalog.around import read_compacts
from mhcareer.catalog.facts import read_compacts_of, read_pay
from mhcareer.catalog.files import read_file
from mhcareer.catalog.locate import Folders, data_folder, data_folders
from mhcareer.catalog.merge import read_merged
from mhcareer.errors import DataError
from mhcareer.model.catalog import RolesFile
from mhcareer.model.surroundings import CompactsFile, Occupation, OccupationsFile, Wages

OVERLAY = """
references:
  own-survey: {title: A survey, url: null, kind: association, as_of: 2026, checked: 2026-11}
occupations:
  - code: "21-1018"
    title: Counselors of our region
    year: "2026"
    ref: own-survey
    national: {median: 61000}
    by_state:
      VA: {p10: 41000, p90: ">=239200"}
      WY: {jobs: 40}
  - {code: "99-0001", title: Helpers, year: "2026", ref: bls-oews-2025, national: {median: 30000}}
  - {code: "99-0002", title: Volunteers, year: "2026", unverified: true}
"""


@pytest.fixture(scope="module")
def occupations() -> dict[str, Occupation]:
    """Every occupation by its code."""
    return {o.code: o for o in read_merged(data_folders(), "occupations", OccupationsFile).occupations}


@pytest.fixture
def overlaid(tmp_path: Path) -> Folders:
    """The data with occupations of a user's own."""
    (tmp_path / "overlay.yaml").write_text("whose: us\nwhy: a survey\n", encoding="utf-8")
    (tmp_path / "occupations.yaml").write_text(OVERLAY, encoding="utf-8")
    return data_folders([tmp_path])


def points(wages: Wages | None) -> tuple[object, ...]:
    """The three figures that are shown."""
    return (wages.p10, wages.median, wages.p90) if wages else (None, None, None)


@pytest.mark.parametrize("state", ["VA", "CA", "CT", "MA", "ME", "WY", "GU", "US"])
def test_pay_is_what_the_file_of_occupations_says(occupations: dict[str, Occupation], state: str) -> None:
    """Of the state where it has a figure, else of the nation; with title, year and source."""
    table = read_pay(occupations, state)
    assert set(table.pay) == set(occupations)
    areas = set()
    for code, occupation in occupations.items():
        pay = table.pay[code]
        there = points(occupation.by_state.get(state))
        is_local = any(point is not None for point in there)
        assert (pay.p10, pay.median, pay.p90) == (there if is_local else points(occupation.national))
        assert pay.area == (state if is_local else "US")
        assert (pay.code, pay.title, pay.year, pay.ref) == (code, occupation.title, occupation.year, occupation.ref)
        areas.add(pay.area)
    every = read_merged(data_folders(), "occupations", OccupationsFile).references
    assert table.references == {key: every[key] for key in table.cited}
    assert "US" in areas or state in ("VA", "CA")


def test_what_was_capped_or_not_released_stays_so(overlaid: Folders) -> None:
    """A state with some figures keeps its gaps, and `>=239200`; one with none is answered by the nation."""
    there = read_pay(["21-1018"], "VA", overlaid).pay["21-1018"]
    assert (there.area, there.p10, there.median, there.p90) == ("VA", 41000, None, ">=239200")
    nation = read_pay(["21-1018"], "WY", overlaid).pay["21-1018"]
    assert (nation.area, nation.p10, nation.median, nation.p90) == ("US", None, 61000, None)


def test_an_overlay_replaces_an_occupation_and_leaves_the_rest(overlaid: Folders) -> None:
    """Its references come along, also one that only the program's own file defines."""
    table = read_pay(["21-1018", "21-1094", "99-0001"], "VA", overlaid)
    assert table.pay["21-1018"].title == "Counselors of our region"
    assert table.pay["21-1094"] == read_pay(["21-1094"], "VA").pay["21-1094"]
    assert set(table.references) == {"own-survey", "bls-oews-2025"}
    assert set(read_pay(["99-0001"], "VA", overlaid).references) == {"bls-oews-2025"}


def test_what_has_no_pay_is_missing(overlaid: Folders) -> None:
    """An unknown code, a word that is none, an occupation without any figure."""
    table = read_pay(["99-9999", "../roles/psychologist", "", "99-0002"], "VA", overlaid)
    assert (table.pay, table.references) == ({}, {})


def test_a_wrong_file_is_named_with_its_line(overlaid: Folders) -> None:
    """Even where the question is about another occupation."""
    path = overlaid.overlays[0].path / "occupations.yaml"
    path.write_text(OVERLAY.replace("median: 30000", "median: much"), encoding="utf-8")
    with pytest.raises(DataError) as found:
        read_pay(["21-1094"], "VA", overlaid)
    assert found.value.where[0].startswith(f"{path}:13:92 ")


def test_the_compacts_of_a_role_are_those_that_name_it() -> None:
    """For every role; with the references of the file."""
    every = read_merged(data_folders(), "compacts", CompactsFile)
    served = set()
    for role in read_file(data_folder(), "roles", RolesFile).roles:
        compacts, references = read_compacts_of(role.id)
        assert compacts == tuple(compact for compact in every.compacts if role.id in compact.roles)
        assert (compacts, references) == read_compacts([compact.id for compact in compacts])
        served |= {compact.id for compact in compacts}
    assert served == {compact.id for compact in every.compacts}
