"""The data is sound, and the check finds a planted error of each kind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog.checks import check, unreachable
from mhcareer.catalog.locate import Folders, data_folder
from mhcareer.catalog.yaml_reader import YamlError, read


def test_the_data_is_sound() -> None:
    """What is shipped has no problem."""
    assert [str(problem) for problem in check()] == []


VA = "jurisdictions/VA.yaml"
PLANTED = (
    (VA, "kind: license", "kind: licence", "license"),
    (VA, "    board: Virginia", "    bord: Virginia", "check the spelling"),
    (VA, "role: professional-counselor", "role: professional-councelor", "there is no role"),
    (VA, "id: va-resident-in-counseling, ref", "id: va-resident-in-counselling, ref", "there is no credential"),
    (VA, "id: ncmhce", "id: ncmhc", "there is no exam"),
    (VA, "value: [counseling]", "value: [councelling]", "there is no field of study"),
    (VA, "total_hours: {value: 3400,", "total_hours: {value: 340000,", "outside"),
    (VA, "direct_hours: {value: 2000,", "direct_hours: {value: 4000,", "more than the total"),
    (VA, "min_months: {value: 21,", "min_months: {value: 60,", "more than max_months"),
    (VA, "ref: va-18vac115-20-52}", "ref: va-18vac115-20-53}", "there is no reference"),
    (VA, "total_hours: {value: 3400, ref: [", "total_hours: {value: 3400, unverified: true, ref: [", "not both"),
    (
        VA,
        "id: va-resident-in-counseling, ref",
        "id: va-resident-in-counseling, held_months: {value: 12, unverified: true}, ref",
        "no plan keeps such a wait",
    ),
    (VA, "  va-18vac115-20-52:", "  ny-18vac115-20-52:", "must begin with `va-`"),
    (VA, "jurisdiction: VA", "jurisdiction: VT", "but the file is"),
    (VA, "name: Virginia", "name: Virginja", "places.yaml says"),
    (VA, "  - id: va-lpc\n", "  - id: wa-lpc\n", "must begin with `va-`"),
    (VA, "url: https://law.lis", "url: htps://law.lis", "url"),
    (
        "references.yaml",
        "references:\n",
        "references:\n  nobody-cites-me: {title: x, url: null, kind: board, as_of: null, checked: 2026}\n",
        "not used",
    ),
    ("roles.yaml", "above: [", "above: [archmage, ", "there is no role `archmage`"),
    ("fields.yaml", "within: [behavioral-science]", "within: [behavioural-science]", "there is no field"),
    ("programs.yaml", "typical: {value: 45,", "typical: {value: 5,", "must not shrink"),
    ("exams.yaml", "exams:\n", "exams: none\nwas:\n", "exams"),
    ("roles.yaml", 'occupation: {value: "21-1018"', 'occupation: {value: "21-1010"', "there is no occupation"),
    ("occupations.yaml", "      VA: {", "      VX: {", "there is no place"),
    ("occupations.yaml", "ref: bls-projections-2024", "ref: bls-projections", "there is no reference"),
    ("compacts.yaml", "  - id: counseling-compact", "  - id: counselling-compact", "there is no compact"),
    ("compacts.yaml", "      VA: {", "      VX: {", "is no member of"),
    ("compacts.yaml", "roles: [professional-counselor]", "roles: [psychologist]", "is not for the role"),
    ("claims.yaml", "roles: [", "roles: [archmage, ", "there is no role `archmage`"),
    ("guide.yaml", "    title:", "    titel:", "check the spelling"),
    ("funding.yaml", "roles: [", "roles: [archmage, ", "there is no role `archmage`"),
    ("calendar.yaml", "kind: terms", "kind: term", "terms"),
    ("cards/peer-specialist.yaml", "role: peer-specialist", "role: pear-specialist", "but the file is"),
    (
        "cards/peer-specialist.yaml",
        "ref: article-paraprofessionals",
        "ref: article-nobody-wrote",
        "there is no reference",
    ),
    (VA, "url: https://law.lis", "url: https://www.visualfoodie.com/law.lis", "content farm"),
)


def small(folder: Path) -> Path:
    """A copy of the data with two jurisdictions: small enough to be read for each planted error."""
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("jurisdictions"))
    (folder / "jurisdictions").mkdir()
    for code in ("US", "VA"):
        shutil.copy(data_folder() / "jurisdictions" / f"{code}.yaml", folder / "jurisdictions")
    return folder


def found_in(folder: Path, **more: Any) -> list[str]:
    """The problems of a data folder as lines."""
    return [str(problem) for problem in check(Folders(folder), **more)]


@pytest.mark.parametrize(("name", "old", "new", "said"), PLANTED, ids=[f"{p[0]}: {p[2].strip()}" for p in PLANTED])
def test_a_planted_error_is_found(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    """The check names the file and says what is wrong."""
    folder = small(tmp_path / "data")
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, "the planted error must change the file"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = found_in(folder)
    assert any(said in problem for problem in problems), problems[:5]
    assert any(Path(name).name in problem for problem in problems)


def test_a_wrong_data_file_is_one_line_for_whoever_plans(tmp_path: Path) -> None:
    """A plan from a broken checkout names file, line and field in one line, and leaves the rest to the check."""
    copy = tmp_path / "checkout"
    root = data_folder().parent
    shutil.copytree(root / "src", copy / "src")
    shutil.copytree(root / "data", copy / "data")
    rule = copy / "data" / VA
    rule.write_text(rule.read_text(encoding="utf-8").replace("kind: license", "kind: licence"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mhcareer", "plan", "lpc", "--from", "bachelors", "--state", "VA"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "VA.yaml:" in done.stderr
    assert ".kind: " in done.stderr
    assert "'license'" in done.stderr


def test_two_goals_for_one_role_are_found(tmp_path: Path) -> None:
    """At most one credential of a jurisdiction is what full practice of a role rests on."""
    folder = small(tmp_path / "data")
    path = folder / VA
    text = path.read_text(encoding="utf-8")
    marked = text.replace(
        "    role: professional-counselor\n    kind", "    role: professional-counselor\n    goal: true\n    kind", 1
    )
    assert marked != text
    path.write_text(marked, encoding="utf-8")
    assert any("at most one can be" in problem for problem in found_in(folder))


def test_a_circle_of_credentials_is_found(tmp_path: Path) -> None:
    """Two credentials that require each other can never be reached."""
    folder = small(tmp_path / "data")
    path = folder / VA
    text = path.read_text(encoding="utf-8")
    old = "            - condition: {text: supervisory contract with the residency supervisor"
    assert old in text
    path.write_text(
        text.replace(old, f"            - credential: {{id: va-lpc, unverified: true}}\n{old}", 1), encoding="utf-8"
    )
    assert any("requires itself" in problem for problem in found_in(folder))


def test_a_silent_jurisdiction_is_found(tmp_path: Path) -> None:
    """A file without a credential of a family that every jurisdiction licenses must say that there is none."""
    folder = small(tmp_path / "data")
    path = folder / VA
    text = path.read_text(encoding="utf-8").replace("role: psychologist", "role: school-psychologist")
    text = text.replace("role: psychological-associate", "role: school-psychologist")
    text = text.replace("also_for: [psychologist]", "also_for: [school-psychologist]")
    path.write_text(text, encoding="utf-8")
    assert any("holds no credential of the family `psychology`" in problem for problem in found_in(folder))
    absent = "\nabsent:\n  - {family: psychology, value: licenses no psychologist, unverified: true}\n"
    path.write_text(text.rstrip() + absent, encoding="utf-8")
    assert not any("of the family `psychology`" in problem for problem in found_in(folder))


def test_a_role_without_a_card_is_found(tmp_path: Path) -> None:
    """Every role has a card, and every card a role."""
    folder = small(tmp_path / "data")
    (folder / "cards" / "psychologist.yaml").rename(folder / "cards" / "psichologist.yaml")
    problems = found_in(folder)
    assert any("psychologist: has no card" in problem for problem in problems)
    assert any("there is no role `psichologist`" in problem for problem in problems)


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    """A data folder without one of its files says which."""
    folder = small(tmp_path / "data")
    (folder / "compacts.yaml").unlink()
    assert any("compacts.yaml: there is no such file" in problem for problem in found_in(folder))


def test_references_grow_old(tmp_path: Path) -> None:
    """With a greatest age, whatever nobody has read for longer is a problem."""
    folder = small(tmp_path / "data")
    path = folder / VA
    path.write_text(
        path.read_text(encoding="utf-8").replace("checked: 2026-11", "checked: 2024-10", 1), encoding="utf-8"
    )
    day = date(2026, 11, 22)
    assert any("25 months ago" in problem for problem in found_in(folder, max_age_months=24, today=day))
    assert not any("months ago" in problem for problem in found_in(folder, max_age_months=25, today=day))
    assert not any("months ago" in problem for problem in found_in(folder))


def test_what_cannot_be_reached_says_why() -> None:
    """A national credential on top of any state's license, and a license that the board no longer issues."""
    closed = dict(unreachable())
    assert "state clinical social work license" in closed["us-dcsw"]
    assert "va-lpc" not in closed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: 010", {"a": "010"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 2025-05-07", {"a": "2025-05-07"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 3400", {"a": 3400}),
        ("a: 59.5", {"a": 59.5}),
        ("a: true", {"a": True}),
        ("a: 'true'", {"a": "true"}),
        ("a: null", {"a": None}),
        ("a:", {"a": None}),
        ("[1, b]", [1, "b"]),
    ],
)
def test_yaml_reads_as_it_looks(text: str, value: object) -> None:
    """Nothing that looks like text to a person becomes something else."""
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: &x 1\nb: *x",
        "a: !!str 1",
        "a: !x [1]",
        "a: !!python/none x",
        "",
        "a: [",
        "[" * 200 + "]" * 200,
        "? [a]\n: b",
    ],
)
def test_yaml_that_surprises_is_refused(text: str) -> None:
    """Repeated keys, aliases, tags, emptiness, broken text, depth and odd keys are errors with a place."""
    with pytest.raises(YamlError) as caught:
        read(text)
    assert caught.value.line >= 1
    assert caught.value.message
