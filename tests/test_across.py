"""One role in every jurisdiction: the very credentials of the whole catalog, from a small part of its files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog import files as files_of_the_program
from mhcareer.catalog.across import load_role
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import Folders, data_folder, data_folders
from mhcareer.catalog.slices import every_slice
from mhcareer.catalog.yaml_reader import read
from mhcareer.model.base import Model, jurisdiction_of
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog

ROLES = sorted(role["id"] for role in read((data_folder() / "roles.yaml").read_text(encoding="utf-8"))["roles"])
OWN = """
jurisdiction: {code}
name: {name}
references: {{}}
credentials:
  - id: {id}
    title: Own credential
    abbreviation: null
    role: {role}
    kind: certification
    level: entry
    board: null
    versions:
      - requires: {{credential: {{id: {needs}, unverified: true}}}}
"""


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folders]:
    """A copy of the data with the index that a wheel carries, in the place where the program looks for its own."""
    folder = tmp_path_factory.mktemp("indexed") / "data"
    shutil.copytree(data_folder(), folder)
    files = {
        path.relative_to(folder).with_suffix("").as_posix(): read(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.yaml"))
    }
    jurisdictions = [values for name, values in files.items() if name.startswith("jurisdictions/")]
    for name, values in every_slice(jurisdictions, files["roles"], files["occupations"]):
        path = folder / "index" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files_of_the_program, "_CHECKED_AT_BUILD", folder)
        yield Folders(folder, cache=data_folders().cache)


def expected(whole: Catalog, roles: set[str], also: frozenset[str] = frozenset()) -> dict[str, list[Credential]]:
    """By jurisdiction, what serves the roles, what stands in `also`, and what those refer to; in order."""
    ids = {c.id for c in whole.credentials.values() if {c.role, *c.also_for} & roles or jurisdiction_of(c.id) in also}
    while more := {id_ for known in ids for id_ in _needs(whole.credentials[known])} & {*whole.credentials} - ids:
        ids |= more
    return {code: [c for c in file.credentials if c.id in ids] for code, file in whole.jurisdictions.items()}


def _needs(credential: Credential) -> set[str]:
    rules = [version.requires for version in credential.versions if version.requires]
    return {leaf.id for rule in rules for _, leaf in rule.leaves() if leaf.kind == "credential" and leaf.id}


def held(catalog: Catalog) -> dict[str, list[Credential]]:
    """By jurisdiction, what a catalog holds."""
    assert set(catalog.credentials) == {c.id for file in catalog.jurisdictions.values() for c in file.credentials}
    return {code: list(file.credentials) for code, file in catalog.jurisdictions.items()}


def cited(value: object) -> set[str]:
    """Keys of references anywhere in a model."""
    if isinstance(value, Model):
        own = set(getattr(value, "ref", ()))
        return own.union(*(cited(inner) for _, inner in value))
    return set().union(*map(cited, value)) if isinstance(value, tuple) else set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_what_the_whole_catalog_holds_of_it(catalog: Catalog, indexed: Folders, role: str) -> None:
    """The same credentials in the same order, with their references and exams, and nothing else."""
    found = load_role([role], indexed)
    assert held(found) == expected(catalog, {role})
    for code in catalog.jurisdictions:
        assert found.for_role(role, code) == catalog.for_role(role, code)
        assert found.jurisdictions[code].absent == catalog.jurisdictions[code].absent
    used = set().union(*map(cited, found.credentials.values()))
    assert {key: found.references.get(key) for key in used} == {key: catalog.references.get(key) for key in used}
    sat = {
        leaf.id
        for credential in found.credentials.values()
        for version in credential.versions
        for _, leaf in (version.requires.leaves() if version.requires else ())
        if leaf.kind == "exam"
    }
    assert {id_: found.exams.get(id_) for id_ in sat} == {id_: catalog.exams.get(id_) for id_ in sat}
    assert (found.roles, found.programs, found.planning) == (catalog.roles, catalog.programs, catalog.planning)


def test_a_checkout_finds_what_the_index_holds(indexed: Folders) -> None:
    """Without an index the slice is made from the files, and is the same."""
    bare = data_folders(base=data_folder())
    assert not (bare.base / "index").exists()
    assert load_role(["psychologist"], bare) == load_role(["psychologist"], indexed)


def test_several_roles_stand_in_the_order_of_their_file(catalog: Catalog, indexed: Folders) -> None:
    """As if they had been read together."""
    roles = {"bachelor-social-worker", "clinical-social-worker", "peer-specialist"}
    assert held(load_role(roles, indexed)) == expected(catalog, roles)


def test_a_role_that_nobody_defined_is_nowhere(catalog: Catalog, indexed: Folders) -> None:
    """Every jurisdiction is there and none has a credential for it."""
    assert held(load_role(["lion-tamer"], indexed)) == {code: [] for code in catalog.jurisdictions}
    assert set(load_role([], indexed).credentials) == set()


def test_a_jurisdiction_can_be_had_whole(catalog: Catalog, indexed: Folders) -> None:
    """With what its credentials refer to elsewhere; a code without a file is passed over."""
    found = load_role(["psychologist"], indexed, also=["VA", "ZZ"])
    assert found.jurisdictions["VA"] == catalog.jurisdictions["VA"]
    assert held(found) == expected(catalog, {"psychologist"}, frozenset({"VA"}))


def test_a_catalog_at_hand_lends_its_shared_part(indexed: Folders) -> None:
    """The answer is the same, and holds what the catalog at hand held besides."""
    at_hand = load_catalog({"VA"}, indexed)
    found, plain = load_role(["psychologist"], indexed, beside=at_hand), load_role(["psychologist"], indexed)
    assert found.jurisdictions == plain.jurisdictions
    assert found.programs is at_hand.programs
    assert {**plain.references, **at_hand.references} == found.references
    assert {**plain.exams, **at_hand.exams} == found.exams


def overlaid(folders: Folders, tmp_path: Path, **files: str) -> Folders:
    """The folders with an overlay that has these jurisdictions."""
    own = tmp_path / "own"
    (own / "jurisdictions").mkdir(parents=True)
    (own / "overlay.yaml").write_text("whose: a board\nwhy: a trial\n", encoding="utf-8")
    for code, text in files.items():
        (own / "jurisdictions" / f"{code}.yaml").write_text(text, encoding="utf-8")
    return data_folders([own], base=folders.base)


def own(id_: str, role: str, needs: str, name: str = "Somewhere") -> str:
    """The file of an overlay with one credential."""
    return OWN.format(code=jurisdiction_of(id_), name=name, id=id_, role=role, needs=needs)


def test_an_overlay_adds_and_what_it_refers_to_comes_along(indexed: Folders, tmp_path: Path) -> None:
    """Even what the slice of the role lacks, in a jurisdiction that no overlay touches."""
    folders = overlaid(indexed, tmp_path, WY=own("wy-own", "peer-specialist", "va-lcsw"))
    found = load_role(["peer-specialist"], folders)
    assert "va-lcsw" not in load_role(["peer-specialist"], indexed).credentials
    assert "va-lcsw" in found.credentials
    assert [c.id for c in found.for_role("peer-specialist", "WY")][-1] == "wy-own"
    assert found.origins == {"wy-own": "own data of a board: a trial"}
    assert held(found) == expected(load_catalog(folders=folders), {"peer-specialist"})


def test_an_overlay_takes_a_credential_to_another_role(indexed: Folders, tmp_path: Path) -> None:
    """It leaves the role that it served, and so does what only it referred to."""
    folders = overlaid(indexed, tmp_path, VA=own("va-lpc", "peer-specialist", "va-lcsw"))
    whole = load_catalog(folders=folders)
    for role in ("professional-counselor", "peer-specialist"):
        assert held(load_role([role], folders)) == expected(whole, {role})
    assert "va-lpc" not in load_role(["professional-counselor"], folders).credentials


def test_an_overlay_brings_a_place_and_a_role_of_its_own(indexed: Folders, tmp_path: Path) -> None:
    """A jurisdiction that the program does not hold, a role that it does not know, a credential that nobody has."""
    folders = overlaid(indexed, tmp_path, GU=own("gu-own", "lion-tamer", "gu-none", "Guam"))
    assert "GU" not in available_jurisdictions(indexed)
    found = load_role(["lion-tamer"], folders)
    assert held(found) == expected(load_catalog(folders=folders), {"lion-tamer"})
    assert list(found.credentials) == ["gu-own"]


def test_a_wheel_answers_about_a_role_without_reading_a_state(wheel: Path, catalog: Catalog) -> None:
    """It opens the one file of the role, no file of a jurisdiction and no YAML."""
    code = (
        "import json, sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda name, about: opened.append(str(about[0])) if name == 'open' else None)\n"
        "from mhcareer.catalog.across import load_role\n"
        "found = load_role(['professional-counselor'])\n"
        "print(json.dumps([list(found.credentials), [name for name in opened if '/data/' in name]]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    credentials, opened = json.loads(done.stdout)
    assert credentials == [c.id for part in expected(catalog, {"professional-counselor"}).values() for c in part]
    assert [Path(name).name for name in opened if "/index/" in name] == ["professional-counselor.json"]
    assert not [name for name in opened if "/jurisdictions/" in name or name.endswith(".yaml")]


def test_a_wheel_carries_a_slice_for_each_role_and_occupation(wheel: Path, indexed: Folders) -> None:
    """The very ones that this program makes."""
    made, carried = indexed.base / "index", wheel / "mhcareer" / "data" / "index"
    assert {f"{role}.json" for role in ROLES} <= {path.name for path in (carried / "roles").iterdir()}
    assert _values(carried) == _values(made)


def _values(folder: Path) -> dict[str, Any]:
    return {
        path.relative_to(folder).as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.json")
    }


@pytest.mark.parametrize("role", ROLES)
def test_rules_alone_are_the_same_rules(role: str, indexed: Folders) -> None:
    """In the wheel's index and made now: the same credentials in order, each with every version of its rule."""
    whole = load_role({role}, data_folders())
    for folders in (indexed, data_folders()):
        found = load_role({role}, folders, beside=whole, rules_only=True)
        assert list(found.credentials) == list(whole.credentials)
        for one, other in zip(found.credentials.values(), whole.credentials.values(), strict=True):
            assert (one.role, one.also_for, one.goal, one.kind) == (other.role, other.also_for, other.goal, other.kind)
            assert [version.requires for version in one.versions] == [version.requires for version in other.versions]
            assert [version.effective for version in one.versions] == [v.effective for v in other.versions]
        assert {code: file.exams for code, file in found.jurisdictions.items()} == {
            code: file.exams for code, file in whole.jurisdictions.items()
        }
