"""`mhcareer guide` and `mhcareer data`: what they answer, and that each answer is true of the data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mhcareer.catalog.locate import data_folder
from mhcareer.model.coverage import coverage
from mhcareer.model.library import Catalog

from .test_cli import run

TOPICS = ("glossary", "claims", "compacts", "funding", "calendar", "exams", "programs", "pay")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_listed_and_opens(topic: str) -> None:
    """The list names it; its page has sources or says nothing that needs one."""
    assert f"- {topic}: " in run("guide").stdout
    done = run("guide", topic)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split("\n")) > 10
    answer = json.loads(run("guide", topic, "--format", "json").stdout)
    assert answer["schema"] == "mhcareer.guide/1"
    lines = [line for page in answer["pages"] for section in page["sections"] for line in section["lines"]]
    assert answer["references"]
    assert all(set(line["references"]) <= set(answer["references"]) for line in lines)


def test_a_word_opens_its_entry() -> None:
    """A term of the glossary, an exam by its letters, a compact by a part of its name."""
    assert "Permission" in run("guide", "license").stdout or "permission" in run("guide", "license").stdout
    assert "National Counselor Examination".upper() in run("guide", "nce").stdout
    assert "members" in run("guide", "psypact").stdout


def test_an_unknown_word_is_one_line() -> None:
    """Wrong input, exit 2, with the way to the list or a near word."""
    done = run("guide", "licensse")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "License" in done.stderr
    assert run("guide", "qqqq").stderr.count("\n") == 1
    assert run("guide", " ").returncode == 2
    assert run("role", "x").returncode == 2


def test_coverage_counts_every_figure_once(catalog: Catalog) -> None:
    """Recounted from what `rules` answers for one state; and the total is what the command prints."""
    answer = coverage(catalog)
    rules = json.loads(run("rules", "--state", "IL", "--format", "json").stdout)
    kinds = {key: reference["kind"] for key, reference in rules["references"].items()}
    held = [[v for v in c["versions"] if v["status"] == "in force"] for c in rules["credentials"]]
    now = [max(versions, key=lambda v: v["effective"] or "") for versions in held]
    figures = [figure for version in now for figure in version["figures"]]
    official = {"statute", "regulation", "board", "government"}
    primary = [f for f in figures if official & {kinds[key] for key in f["references"]}]
    here = [count for count in answer.counts if count.jurisdiction == "IL"]
    assert sum(count.primary for count in here) == len(primary)
    assert sum(count.unverified for count in here) == sum(f["status"] == "unverified" for f in figures)
    assert sum(count.not_stated for count in here) == sum(len(version["not_stated"]) for version in now)
    printed = json.loads(run("data", "coverage", "--format", "json").stdout)
    assert printed["total"]["primary"] == answer.total.primary
    table = run("data", "coverage", "--by", "family").stdout.split("\n")
    row = next(line.split() for line in table if line.startswith("all "))
    assert [int(number) for number in row[1:4]] == [
        answer.total.primary,
        answer.total.elsewhere,
        answer.total.unverified,
    ]


def test_decisive_coverage_lists_what_is_thin(catalog: Catalog) -> None:
    """As many figures stand under the table as are not primary in it."""
    answer = coverage(catalog, decisive=True)
    done = run("data", "coverage", "--decisive", "--by", "family")
    listed = [line for line in done.stdout.split("\n") if line.startswith("- ")]
    assert len(listed) == answer.total.elsewhere + answer.total.unverified


def test_sources_are_those_of_the_state() -> None:
    """Each with address, kind and dates; none of another state."""
    done = run("data", "sources", "--state", "VA")
    keys = [line[2:].split(":")[0] for line in done.stdout.split("\n") if line.startswith("- ")]
    assert keys
    assert not [key for key in keys if key[2:3] == "-" and not key.startswith("va-")]


def test_diff_names_what_changed(tmp_path: Path) -> None:
    """A changed figure, a removed credential, an added one; nothing where nothing differs; exit code 1 for a change."""
    old = tmp_path / "old"
    shutil.copytree(data_folder(), old)
    same = run("data", "diff", str(old))
    assert same.returncode == 0
    assert "No credential differs" in same.stdout
    path = old / "jurisdictions" / "VA.yaml"
    text = path.read_text(encoding="utf-8")
    assert "total_hours: {value: 3400," in text
    path.write_text(
        text.replace("total_hours: {value: 3400,", "total_hours: {value: 3000,")
        .replace("va-qmhp\n", "va-qmhp-a\n")
        .replace("    role: bachelor-social-worker\n", "    role: bachelor-social-worker\n    aliases: [helper]\n", 1),
        encoding="utf-8",
    )
    done = run("data", "diff", str(old), "--format", "json")
    assert done.returncode == 1
    answer = {entry["credential"]: entry for entry in json.loads(done.stdout)["credentials"]}
    hours = [c for c in answer["va-lpc"]["changes"] if c["path"].endswith("total_hours")]
    assert hours[0]["old"].startswith("3000 hours")
    assert hours[0]["new"].startswith("3400 hours")
    assert [c["path"] for c in answer["va-lbsw"]["changes"]] == ["aliases"]
    assert answer["va-qmhp-a"]["what"] == "removed"
    assert answer["va-qmhp"]["what"] == "added"


def test_diff_of_something_else_is_one_line(tmp_path: Path) -> None:
    """A folder that is no data folder."""
    done = run("data", "diff", str(tmp_path))
    assert done.returncode == 2
    assert "planning.yaml" in done.stderr


def test_check_notes_what_nobody_reaches() -> None:
    """Sound data, and the reason for each credential that cannot be planned from nothing."""
    done = run("data", "check")
    assert done.returncode == 0, done.stdout
    assert "note: us-dcsw cannot be planned from nothing" in done.stdout


def test_rules_of_a_role_show_every_tier() -> None:
    """First the credential that full practice rests on, then the others; by its own letters only the one."""
    tiers = json.loads(run("rules", "professional counselor", "--state", "VA", "--format", "json").stdout)
    assert [c["id"] for c in tiers["credentials"]] == ["va-lpc", "va-resident-in-counseling"]
    one = json.loads(run("rules", "va-lpc", "--format", "json").stdout)
    assert [c["id"] for c in one["credentials"]] == ["va-lpc"]


def test_rules_print_what_the_articles_claim() -> None:
    """A claim stands beside the rule that speaks against it, and says whose claim it is."""
    done = run("rules", "va-qmhp")
    assert "the article says" in done.stdout
    assert "against it" in done.stdout
