"""Everything that the two starting articles name has a home in the data, and a command that shows it.

`articles.yaml` lists the facts of the articles: each with the command that shows it and a phrase that its output holds.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog import yaml_reader
from mhcareer.cli.main import run

ROWS: list[dict[str, Any]] = yaml_reader.read((Path(__file__).with_name("articles.yaml")).read_text(encoding="utf-8"))
KINDS = {"R": 24, "T": 14, "P": 9, "E": 11, "D": 26, "L": 10, "H": 11, "C": 8, "N": 11, "G": 7, "B": 9, "F": 5, "X": 9}
"""How many facts of each kind the articles hold: roles, training, paths, settings, duties, limits, ethics, challenges,
trends, people, benefits, questions, conflicts."""


@cache
def _shown(command: tuple[str, ...]) -> str:
    import contextlib
    import io

    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = run(list(command))
    assert code == 0, errors.getvalue()
    return " ".join(out.getvalue().split()).lower()


def test_no_fact_of_the_articles_is_missing() -> None:
    """The table holds every fact, each once."""
    assert sorted(row["id"] for row in ROWS) == sorted(
        f"{kind}{n}" for kind, count in KINDS.items() for n in range(1, count + 1)
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_fact_of_the_articles_is_shown(row: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The command answers, and its answer holds the fact."""
    monkeypatch.setenv("MHCAREER_TODAY", "2026-11-22")
    assert row["shows"].lower() in _shown(tuple(row["command"])), row["about"]
    other = ("roles",) if row["command"] != ["roles"] else ("guide",)
    assert row["shows"].lower() not in _shown(other), "the phrase would be found anywhere"
