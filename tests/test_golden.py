"""Golden files: whole answers, compared as bytes; `--update-golden` renews them, and their diff is to be read."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from mhcareer.cli.main import run

GOLDEN = Path(__file__).parent / "golden"
ANSWERS = {
    "plan-va-lpc.txt": "plan lpc --from high-school --state VA --start 2027-01",
    "plan-va-lpc-plain.txt": "plan lpc --from high-school --state VA --start 2027-01 --plain --ascii",
    "plan-va-lpc.json": "plan lpc --from high-school --state VA --start 2027-01 --format json",
    "plan-va-lpc.md": "plan lpc --from high-school --state VA --start 2027-01 --format markdown",
    "plan-oh-lisw.txt": "plan lcsw --from bachelors:social-work --state OH --start 2027-01",
    "plan-tx-mhps.txt": "plan peer-specialist --from high-school --state TX --start 2027-01",
    "plan-or-qmhp.txt": "plan qmhp --from masters:counseling --state OR --start 2027-01",
    "rules-ca-lpcc.txt": "rules ca-lpcc",
    "rules-wa-lmhc.json": "rules wa-lmhc --format json",
    "rules-ca-lpcc.md": "rules ca-lpcc --format markdown",
    "role-chw.txt": "role chw --state OR",
    "role-chw.md": "role chw --state OR --format markdown",
    "roles.mmd": "roles --format mermaid",
    "roles-ny.txt": "roles --state NY",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_golden(name: str, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is the one in the file."""
    monkeypatch.setitem(os.environ, "MHCAREER_TODAY", "2026-11-22")
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with redirect_stdout(stream):
        assert run(ANSWERS[name].split()) == 0
        stream.flush()
        written = stream.buffer.getvalue()  # type: ignore[attr-defined]  # it is the BytesIO given above
    path = GOLDEN / name
    if pytestconfig.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written)
    assert path.read_bytes() == written, f"renew with --update-golden, then read the diff of {name}"
