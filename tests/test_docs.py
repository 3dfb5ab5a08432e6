"""The documents are true: every command that the README shows runs, and every option of the program is explained."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"```\n(.*?)```", README, re.DOTALL)
    for line in block.split("\n")
    if line.startswith("mhcareer ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str) -> None:
    """It answers, and answers something."""
    done = subprocess.run(
        [sys.executable, "-m", "mhcareer", *shlex.split(command)[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readme_shows_commands() -> None:
    """The list above is not empty."""
    assert len(COMMANDS) >= 8


def test_the_profile_of_the_readme_plans(tmp_path: Path) -> None:
    """The profile that the README shows is one that the program reads."""
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    profile = tmp_path / "client.yaml"
    profile.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mhcareer", "plan", "lpc", "--profile", str(profile)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MHCAREER_TODAY": "2026-11-22"},
    )
    assert done.returncode == 0, done.stderr


def test_every_state_is_held() -> None:
    """The README says fifty states and DC; each has a file, and the national credentials theirs."""
    from mhcareer.catalog.files import read_file
    from mhcareer.catalog.load import available_jurisdictions
    from mhcareer.catalog.locate import data_folder
    from mhcareer.model.catalog import PlacesFile

    assert "Fifty states and DC" in README
    assert set(available_jurisdictions()) == set(read_file(data_folder(), "places", PlacesFile).places)


def test_every_jurisdiction_of_the_data_guide_loads() -> None:
    """The YAML that data/README.md shows for a requirement is one that the models take."""
    from mhcareer.catalog.yaml_reader import read
    from mhcareer.model.requirement import Requirement

    guide = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if b.startswith("requires:"))
    tree = read(block.replace("- experience: { ... }", "- experience: {total_hours: {value: 1, ref: x}}"))
    import json

    assert Requirement.model_validate_json(json.dumps(tree["requires"])).name == "all"
