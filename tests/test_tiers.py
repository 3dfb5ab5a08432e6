"""What is set side by side is of one tier, or the answer says that it is not and names the pair that is."""

from __future__ import annotations

import pytest

from .answering import said

MIXED = (
    (("lpc", "--states", "VA,OH"), "mhcareer compare va-lpc oh-lpcc"),
    (("lpc", "lcsw", "--state", "IL"), "mhcareer compare il-lcpc il-lcsw"),
)


@pytest.mark.parametrize(("words", "command"), MIXED)
def test_columns_of_different_tiers_are_told(
    words: tuple[str, ...], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row says who works alone, a note that the tiers differ, and the command that it names compares one tier."""
    answer = said(capsys, "compare", *words, "--from", "bachelors")
    assert "not of one tier" in answer.out
    assert f"`{command}`, with what you said of yourself beside it" in answer.out
    assert any(
        line.startswith("tier ") and "works alone" in line and "under supervision" in line for line in answer.lines
    )
    again = said(capsys, *command.split()[1:], "--from", "bachelors")
    assert again.code == 0
    assert "not of one tier" not in again.out


def test_a_tier_without_a_counterpart_is_told_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Where each is the goal of its own role, there is no pair to name."""
    answer = said(capsys, "compare", "va-lpc", "va-qmhp", "--from", "bachelors:psychology")
    assert "not of one tier" in answer.out
    assert "`mhcareer compare" not in answer.out


def test_columns_of_one_tier_need_no_note(capsys: pytest.CaptureFixture[str]) -> None:
    """The row stands there all the same."""
    answer = said(capsys, "compare", "lpc", "lcsw", "--state", "VA", "--from", "bachelors")
    assert "not of one tier" not in answer.out
    assert any(line.startswith("tier ") and line.count("works alone") == 2 for line in answer.lines)
