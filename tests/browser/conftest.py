"""The browser and the pages that all tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mhcareer.model.library import Catalog
from mhcareer.render.html import to_html
from tests.browser.devtools import Chromium
from tests.browser.presence import executable, missing
from tests.documents import documents


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One headless Chromium for all tests of a process."""
    path = executable()
    if path is None or missing("browser"):
        pytest.fail(f"missing: {', '.join(missing('browser'))}; `make browser` installs them")
    with Chromium(path) as browser:
        yield browser


@pytest.fixture(scope="session")
def pages(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of every kind of document, as a file, by name."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in documents(catalog)}
    for name, document in documents(catalog).items():
        found[name].write_text(to_html(document), encoding="utf-8")
    return found
