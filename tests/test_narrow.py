"""A table never cuts a figure or a word: where columns get too narrow, what is compared stands one below the other."""

from __future__ import annotations

import pytest

from mhcareer.render.document import Table
from mhcareer.render.text import table_lines

from .answering import said

EIGHT = ("compare", "lpc", "--states", "VA,MD,TX,CO,GA,NC,SC,PA", "--from", "bachelors")


@pytest.mark.parametrize("width", ["80", "40", "200"])
def test_figures_are_never_cut(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every amount of the wide answer stands whole in the narrow one, and no line is too long."""
    answer = said(capsys, *EIGHT, "--width", width)
    wide = said(capsys, *EIGHT, "--width", "1000")
    assert answer.code == 0
    body = answer.out.partition("WHAT THE PAY")[0]
    for figure in {word for word in wide.out.partition("WHAT THE PAY")[0].split() if "$" in word}:
        assert figure in body
    assert "supervision" in body
    assert all(len(line) <= int(width) for line in answer.lines)
    if width != "200":
        assert "LPC VA" in answer.lines
        assert any(line.startswith("  cost before aid: ") for line in answer.lines)


def test_a_table_that_fits_stays_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Two states at 80 columns stand side by side."""
    answer = said(capsys, "compare", "lpc", "--states", "VA,MD", "--from", "bachelors")
    assert any("LPC VA" in line and "LCPC MD" in line for line in answer.lines)


def test_rows_with_a_name_for_the_first_column_are_the_blocks() -> None:
    """A year of a ledger stays one block; what is empty is left out."""
    table = Table(("year", "cost before aid", "a year"), (("2027", "$12,345,678", "-"), ("2028", "-", "$59,880")))
    assert table_lines(table, 24) == ["2027", "  cost before aid:", "    $12,345,678", "2028", "  a year: $59,880"]
