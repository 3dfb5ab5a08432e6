"""An HTML page as PDF, by WeasyPrint: an extra, since a browser prints the same page."""

from __future__ import annotations

from typing import NoReturn

from mhcareer.errors import UsageError

PAPERS = ("letter", "A4")
_HINT = (
    "write it with `--format html` and print it from a browser, or install WeasyPrint: `pip install 'mhcareer[pdf]'`, "
    "and the Pango library where the system lacks it"
)


def to_pdf(html: str, *, paper: str = "letter") -> bytes:
    """The page on paper, tagged for screen readers; the same page gives the same bytes.

    Args:
        html: What `to_html` gave.
        paper: One of `PAPERS`.

    Raises:
        UsageError: WeasyPrint, or the library that it draws with, is not installed; or an unknown paper.
    """
    if paper not in PAPERS:
        raise UsageError(f"unknown paper `{paper}`", hint=f"use one of: {', '.join(PAPERS)}")
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError):  # OSError is how a missing Pango shows
        raise UsageError("PDF needs the extra `mhcareer[pdf]`, which is not installed", hint=_HINT) from None
    size = CSS(string=f"@page {{ size: {paper}; margin: 7mm 8mm 8mm }}")
    printed = HTML(string=html, url_fetcher=_refuse).write_pdf(stylesheets=[size], pdf_variant="pdf/ua-1")
    return bytes(printed)


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    """Nothing is ever fetched: the page carries all that it shows."""
    raise ValueError(f"a page must not load `{url}`")
