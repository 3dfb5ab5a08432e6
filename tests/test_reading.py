"""How words are read is told: what a pattern is, which other roles answer to a word, when nothing is near enough."""

from __future__ import annotations

import pytest

from mhcareer.model.library import Catalog

from .answering import said


@pytest.mark.parametrize(
    ("words", "start", "state"),
    [
        ("school counselor", "masters:school-counseling", "CA"),
        ("school psychologist", "masters", "WY"),
        ("rn", "high-school", "CA"),
        ("registered nurse", "high-school", "OH"),
        ("us-school-counselor", "masters:school-counseling", "CA"),
    ],
)
def test_a_general_pattern_is_called_one(
    words: str, start: str, state: str, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each state has its own rule: the plan says whom to ask, and never that it holds everywhere."""
    answer = said(capsys, "plan", words, "--from", start, "--state", state)
    assert answer.code == 0
    assert "holds across the country" not in answer.out
    assert f"the general pattern; ask the board or department of {catalog.places[state]}" in answer.out


def test_a_national_certification_may_stand_beside_a_license(capsys: pytest.CaptureFixture[str]) -> None:
    """It holds across the country, and a state may still want more."""
    answer = said(capsys, "plan", "bcba", "--from", "masters:psychology", "--state", "NY")
    assert "holds across the country; ask whether New York wants a license of its own as well" in answer.out


def test_what_says_that_it_is_a_pattern_is_one(catalog: Catalog) -> None:
    """The mark of the data and its own warning agree."""
    for one in catalog.credentials.values():
        warned = any("general pattern" in text.value for text in (*one.warnings, *one.scope))
        assert warned == bool(one.pattern), one.id


@pytest.mark.parametrize("word", ["therapist", "psychotherapist"])
@pytest.mark.parametrize("state", ["VA", "CA"])
def test_a_word_of_several_roles_names_the_others(word: str, state: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan for the first says how to set the others beside it, and that command runs."""
    answer = said(capsys, "plan", word, "--from", "bachelors", "--state", state)
    head = answer.out.partition("Finish about")[0]
    command = head.partition("`mhcareer ")[2].partition("`")[0]
    assert command.startswith("compare ")
    assert "LCSW (clinical social worker)" in head
    assert "LMFT (marriage and family therapist)" in head
    assert said(capsys, *command.split(), "--from", "bachelors").code == 0
    listed = said(capsys, "roles", word)
    for role in ("professional-counselor", "clinical-social-worker", "marriage-family-therapist"):
        assert role in listed.out
    assert "`mhcareer compare professional-counselor clinical-social-worker marriage-family-therapist" in listed.out


@pytest.mark.parametrize("words", ["nosuch", "shrink", "lawyer", "teacher"])
def test_what_is_near_to_nothing_suggests_nothing(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A far-fetched guess helps nobody; the list of roles does."""
    answer = said(capsys, "plan", words, "--from", "bachelors", "--state", "VA")
    assert answer.code == 2
    assert "did you mean" not in answer.err
    assert f"unknown target `{words}`; `mhcareer roles` lists every role" in answer.err


@pytest.mark.parametrize("words", ["lpx", "counsler", "addiction", "qmph"])
def test_what_is_near_is_still_suggested(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the finger."""
    assert "did you mean" in said(capsys, "plan", words, "--from", "bachelors", "--state", "VA").err
