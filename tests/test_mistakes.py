"""A mistake is told in the words of whoever made it, and nothing that contradicts itself is taken."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from .answering import said
from .wired import inside

WHO = ("--from", "bachelors", "--state", "VA")

WRONG = (
    (("plan", "лпц", *WHO), "unknown target `лпц`; `mhcareer roles` lists every role"),
    (("rules", "nosuch"), "unknown target `nosuch`; `mhcareer roles` lists every role"),
    (("rules", "lpc"), "no state is named"),
    (("plan", "lpc", *WHO, "--as-of", "9999-01"), "`--as-of 9999-01` is more than 60 years ahead"),
    (("plan", "lpc", *WHO, "--start", "9999-01"), "`--start 9999-01` is more than 60 years ahead"),
    (("compare", "lpc", "--states", "VA,MD", "--state", "TX", "--from", "bachelors"), "exclude each other"),
    (("compare", "lpc", "lcsw", *WHO, "--state", "MD"), "--state is given more than once; it takes one value"),
    (("plan", "lpc", *WHO, "--format", "html", "--output", "x.csv"), "the name `x.csv` tells csv, not html"),
)


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_mistake_is_told(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 2, one line, no answer and no file."""
    monkeypatch.chdir(tmp_path)
    answer = said(capsys, *arguments)
    assert answer.code == 2
    assert message in answer.err
    assert not answer.out
    assert not list(tmp_path.iterdir())


def test_the_rules_of_a_day_that_was_are_still_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is absurdly far is refused."""
    assert said(capsys, "plan", "lpc", *WHO, "--as-of", "2024-01").code == 0


@pytest.mark.parametrize("style", ["html", "svg"])
def test_markup_in_ascii_has_character_references(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same page, in characters that every stream takes."""
    plain = said(capsys, "plan", "lpc", *WHO, "--format", style, "--ascii")
    whole = said(capsys, "plan", "lpc", *WHO, "--format", style)
    assert plain.code == 0
    assert all(line.isascii() for line in plain.lines)
    assert html.unescape("\n".join(plain.lines)) == html.unescape("\n".join(whole.lines))


def test_a_checklist_may_go_into_a_markdown_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is Markdown."""
    path = tmp_path / "plan.md"
    assert said(capsys, "plan", "lpc", *WHO, "--format", "checklist", "--output", str(path)).code == 0


def test_a_profile_that_does_not_exist_is_told_in_sentences(tmp_path: Path) -> None:
    """The two hints stand apart."""
    inside(tmp_path, "profile", "new", "--from", "bachelors", "--state", "VA", "--name", "amy")
    done = inside(tmp_path, "plan", "lpc", "--profile", "zebra")
    assert "`mhcareer profile list` shows them; for a file write its path, as ./zebra" in done.stderr


def test_schools_are_applied_to_in_time_before_a_start_to_come(capsys: pytest.CaptureFixture[str]) -> None:
    """The last year of high school loses no term, and `whatif` says the same of that start as a plan does."""
    student = ("lpc", "--from", "high-school", "--state", "VA")
    planned = said(capsys, "plan", *student, "--start", "2027-06")
    assert "you apply in time, from 2026-12-01 on, before the plan begins" in planned.out
    assert "Aug 2027 - May 2031" in planned.out
    finish = json.loads(said(capsys, "plan", *student, "--start", "2027-06", "--format", "json").out)["finish"]
    for more in ((), ("--start", "2028-01")):
        asked = said(capsys, "whatif", *student, *more, "--set", "start=2027-06", "--format", "json")
        assert json.loads(asked.out)["levers"][0]["outcome"]["finish"] == finish


def test_help_is_printed_whatever_else_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """Also behind a mistake."""
    answer = said(capsys, "plan", "lpc", "--state", "VA", "--state", "MD", "--help")
    assert answer.code == 0
    assert answer.out.startswith("Usage: mhcareer plan")
