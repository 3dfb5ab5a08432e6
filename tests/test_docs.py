"""The documents are true: every command that they show runs and ends as it should."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").glob("*.md"))),
]


class Block(NamedTuple):
    """A block of code: its language, and its text without the indent of a list."""

    language: str
    text: str


def _blocks(page: str) -> list[Block]:
    """The blocks that are run here: those that a page shows with their answers are run by `tools/stories.py`."""
    text = (ROOT / page).read_text(encoding="utf-8")
    text = re.sub(r"<!-- made: .*?<!-- end -->", "", text, flags=re.DOTALL)
    if page == "docs/stories.md":
        text = ""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [Block(language, textwrap.dedent(code)) for language, code in found]


def _commands(page: str) -> list[str]:
    lines = [line for block in _blocks(page) if block.language != "yaml" for line in block.text.splitlines()]
    return [line.strip() for line in lines if re.match(r"(\$ )?mhcareer ", line)]


@pytest.mark.parametrize("page", [page for page in PAGES if _commands(page)])
def test_the_commands_of_a_page_run(page: str, tmp_path: Path) -> None:
    """In their order, beside the files that the page shows, each with exit code 0 or the one that its comment names."""
    for block in _blocks(page):
        if named := re.search(r"^# ([\w./-]+\.yaml)$", block.text, re.MULTILINE):
            path = tmp_path / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(tmp_path / "home"), "MHCAREER_TODAY": "2026-11-22"}
    for line in _commands(page):
        command, _, comment = line.partition("#")
        wanted = re.search(r"exit code (\d)", comment)
        done = subprocess.run(
            [sys.executable, "-m", "mhcareer", *shlex.split(command)[1:]],
            capture_output=True, text=True, check=False, cwd=tmp_path, env=environment,
        )  # fmt: skip
        assert done.returncode == (int(wanted[1]) if wanted else 0), f"{page}: {command}: {done.stderr}"
        assert done.stdout or wanted, command


def test_the_pages_show_commands() -> None:
    """The lists above are not empty."""
    assert len(_commands("README.md")) >= 8
    assert len(_commands("CONTRIBUTING.md")) >= 3


def test_an_answer_stands_only_where_it_is_made() -> None:
    """Whoever shows what a command prints writes it into `docs/stories.yaml`, so that it stays true."""
    shown = [(page, block.text) for page in PAGES for block in _blocks(page) if block.language == "console"]
    assert shown == []


def test_a_command_within_a_sentence_exists() -> None:
    """Every command that a page names in passing is one of the program."""
    named = {name for page in PAGES for name in re.findall(r"`mhcareer ([a-z]+)", (ROOT / page).read_text("utf-8"))}
    done = subprocess.run([sys.executable, "-m", "mhcareer", "--help"], capture_output=True, text=True, check=True)
    assert named <= set(re.findall(r"^  ([a-z]+) ", done.stdout, re.MULTILINE))


def test_a_link_of_a_page_leads_to_a_file() -> None:
    """Each relative link, and the heading that it names."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            if not target.startswith("http"):
                file, _, heading = target.partition("#")
                path = (ROOT / page).parent / file
                assert path.is_file(), f"{page}: {target}"
                assert not heading or heading in _anchors(path), f"{page}: {target}"


def _anchors(path: Path) -> list[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings]


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
