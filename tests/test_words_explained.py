"""A plan says once where the words of the field are explained, and the guide takes them as they are typed."""

from __future__ import annotations

import pytest

from .answering import said


@pytest.mark.parametrize("words", ["clinical tier", "direct contact", "jurisprudence", "tier", "CACREP"])
def test_words_need_no_quotes(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Joined or not, the same page."""
    loose, quoted = said(capsys, "guide", *words.split()), said(capsys, "guide", words)
    assert loose.code == 0
    assert loose == quoted


def test_a_plan_points_to_its_words_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command that it names answers; words that it does not use are not named."""
    answer = said(capsys, "plan", "lpc", "--from", "high-school", "--state", "VA")
    assert answer.out.count("What the words mean: ") == 1
    line = answer.out.partition("What the words mean: ")[2].partition(".")[0]
    named = [part.strip(" `") for part in line.split(",")]
    assert {"mhcareer guide tier", "mhcareer guide direct contact", "mhcareer guide CACREP"} <= set(named)
    assert "jurisprudence" not in line
    for command in named:
        assert said(capsys, *command.split()[1:]).code == 0
    other = said(capsys, "plan", "or-lpc", "--from", "masters", "--state", "OR")
    assert "mhcareer guide jurisprudence" in other.out


def test_an_answer_without_such_words_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of topics alone is the guide without words."""
    assert said(capsys, "guide").code == 0
    assert "What the words mean" not in said(capsys, "guide", "tier").out
