"""The page as PDF, and what is said where the extra is missing."""

from __future__ import annotations

import re
import sys

import pytest

from mhcareer.errors import UsageError
from mhcareer.model.library import Catalog
from mhcareer.render.html import to_html
from mhcareer.render.pdf import to_pdf
from tests.documents import comparison, documents, hostile


def test_without_the_extra_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own error, which names both ways out."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError) as caught:
        to_pdf(to_html(comparison()))
    assert "mhcareer[pdf]" in caught.value.message
    assert caught.value.hint is not None
    assert "browser" in caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


def test_an_unknown_paper_is_refused() -> None:
    """With the papers that there are."""
    with pytest.raises(UsageError, match="unknown paper `A0`"):
        to_pdf(to_html(comparison()), paper="A0")


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["letter", "A4"])
def test_the_whole_plan_is_a_tagged_pdf_of_two_pages(catalog: Catalog, paper: str) -> None:
    """With its title and language, and the same bytes twice."""
    html = to_html(documents(catalog)["plan"])
    pdf = to_pdf(html, paper=paper)
    assert pdf.startswith(b"%PDF-")
    assert pdf == to_pdf(html, paper=paper)
    content = _plain(pdf)
    assert b"/MarkInfo" in content
    assert b"/Lang (en)" in content
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 2


@pytest.mark.pdf
def test_attacks_print_as_text() -> None:
    """Nothing is fetched and nothing fails."""
    assert to_pdf(to_html(hostile())).startswith(b"%PDF-")


def _plain(pdf: bytes) -> bytes:
    """The bytes of a PDF with its compressed streams written out."""
    import zlib

    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        unpacker = zlib.decompressobj()
        try:
            parts.append(unpacker.decompress(found[1]))
        except zlib.error:
            continue  # a stream that is not deflated, as a picture
    return b"\n".join(parts)
