"""What many tests share: the catalog, read once, and a few words for making persons and plans."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import settings

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read their diff")
