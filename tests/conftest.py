"""What many tests share: the catalog, read once, and a few words for making persons and plans."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from tests.browser.presence import MARKERS, are_required, missing

settings.register_profile("default", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=1500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

START = date(2026, 11, 22)

os.environ["XDG_CONFIG_HOME"] = os.devnull  # no test sees the data that a user keeps
os.environ["XDG_DATA_HOME"] = os.devnull  # nor the people


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The whole catalog."""
    return load_catalog()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked far from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    root = Path(__file__).resolve().parent.parent
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)],
        check=True,
        capture_output=True,
    )
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(unpacked)
    return unpacked


def pytest_configure(config: pytest.Config) -> None:
    """What the tests parse is kept in a folder of this run, which its workers share; none sees the user's own cache."""
    if not hasattr(config, "workerinput"):
        os.environ["MHCAREER_CACHE"] = folder = tempfile.mkdtemp(prefix="mhcareer-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read their diff")


_LEFT_OUT = pytest.StashKey[dict[str, int]]()
"""How many tests of each optional kind were left out."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of pages and PDF where what they need is missing, unless they are required."""
    marked = {marker: [item for item in items if item.get_closest_marker(marker)] for marker in MARKERS}
    without = {marker: found for marker, found in marked.items() if found and not are_required() and missing(marker)}
    left_out = [item for found in without.values() for item in found]
    config.stash[_LEFT_OUT] = {marker: len(found) for marker, found in without.items()}
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = config.stash[_LEFT_OUT]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Each process of pytest-xdist leaves out the same tests; what one says is enough."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say in one line what was left out, why, and the command that adds it."""
    for marker, count in config.stash.get(_LEFT_OUT, {}).items():
        why = " and ".join(missing(marker))
        terminalreporter.write_line(f"left out: {count} tests marked `{marker}`, for want of {why}; add: make browser")
