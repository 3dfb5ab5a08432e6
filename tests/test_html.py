"""The HTML page as text: structure, links, escaping; what only a browser can tell is in `tests/browser`."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhcareer.model.library import Catalog
from mhcareer.render.document import Bar, Document, Heading, Item, Paragraph, Table, Timeline, clean
from mhcareer.render.html import to_html
from mhcareer.render.outline import Listing, outlined
from mhcareer.render.strips import timeline_figure
from tests.documents import ATTACKS, comparison, documents, hostile

NAMES = ("plan", "short", "card", "rules", "state", "compare", "hostile")
VOID = {"meta", "link", "line", "rect"}
ALLOWED = {
    *("html", "head", "meta", "title", "link", "style", "body", "header", "nav", "main", "section", "footer", "div"),
    *("h1", "h2", "p", "ul", "ol", "li", "a", "b", "strong", "span", "code", "figure", "figcaption", "svg", "rect"),
    *("line", "text", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}


class Page(HTMLParser):
    """A page taken apart: tags with their attributes in order, text outside the style sheet, what never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag; it is open until its end."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Only the tag opened last may close."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what a person reads."""
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [value for _, attributes in self.tags if (value := attributes.get(attribute)) is not None]


@pytest.fixture(scope="module")
def made(catalog: Catalog) -> dict[str, Document]:
    """The documents by name."""
    return documents(catalog)


@pytest.fixture(params=NAMES)
def document(request: pytest.FixtureRequest, made: dict[str, Document]) -> Document:
    """Each of them in turn."""
    return made[request.param]


@pytest.fixture
def page(document: Document) -> Page:
    """Its page, taken apart."""
    return Page(to_html(document))


def test_landmarks_stand_once_and_in_order(page: Page) -> None:
    """A header, a main part and a footer; the skip link comes before them and leads to the main part."""
    marks = [tag for tag, _ in page.tags if tag in ("header", "main", "footer")]
    assert marks == ["header", "main", "footer"]
    first = next(attributes for tag, attributes in page.tags if tag == "a")
    assert first["href"] == "#main"
    assert page.open == []


def test_headings_skip_no_level(page: Page) -> None:
    """One `h1` first, and no heading more than one level below the one before it."""
    _assert_levels(page)


def _assert_levels(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_head_says_what_the_page_is(page: Page) -> None:
    """Language, title and description are there and not empty."""
    (language,) = page.values("lang")
    names = {attributes.get("name"): attributes.get("content") for tag, attributes in page.tags if tag == "meta"}
    assert language == "en"
    assert names["description"]
    assert [tag for tag, _ in page.tags].count("title") == 1


def test_every_inner_link_arrives(page: Page) -> None:
    """Identifiers are unique, and each link within the page leads to one."""
    identifiers = Counter(page.values("id"))
    assert set(identifiers.values()) == {1}
    inner = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inner <= set(identifiers)


def test_every_citation_of_a_plan_reaches_its_source_and_back(made: dict[str, Document]) -> None:
    """Each number that the text cites is a link; each source that is cited leads back to the first of them."""
    plan = made["plan"]
    page = Page(to_html(plan))
    hrefs = set(page.values("href"))
    cited = {
        number
        for block in plan
        if isinstance(block, Paragraph | Item)
        for group in re.findall(r"\[(\d+(?:, \d+)*)\]", block.text)
        for number in group.split(", ")
    }
    assert len(cited) > 10
    assert {f"#source-{number}" for number in cited} <= hrefs
    assert {f"#cited-{number}" for number in cited} <= hrefs


def test_every_address_of_a_plan_is_a_link(made: dict[str, Document]) -> None:
    """The addresses of the sources are plain links that send no referrer."""
    plan = made["plan"]
    addresses = {word for block in plan if isinstance(block, Item) for word in block.text.split() if "://" in word}
    page = Page(to_html(plan))
    outward = {a["href"]: a["rel"] for tag, a in page.tags if tag == "a" and not str(a["href"]).startswith("#")}
    assert set(outward) == addresses
    assert set(outward.values()) == {"noopener noreferrer"}


def test_nothing_of_a_document_is_lost(document: Document) -> None:
    """Every text of every block stands in the page."""
    shown = _squeezed("".join(Page(to_html(document)).text))
    for block in document:
        for text in _texts(block):
            for part in re.split(r"\[[\d, ]+\]|~|`|: | \(", clean(text)):
                assert _squeezed(part) in shown


def _texts(block: object) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text) | Item(text):
            return [text]
        case Table(head, rows):
            return [*head, *(cell for row in rows for cell in row)]
        case Timeline(bars=bars):
            return [text for bar in bars for text in (bar.label, bar.remark)]
    raise AssertionError(block)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_an_attack_stays_text(page: Page) -> None:
    """No tag but the page's own, no handler, no script, no address but http, whatever the data says."""
    assert {tag for tag, _ in page.tags} <= ALLOWED
    attributes = {name for _, found in page.tags for name in found}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")}
    for href in page.values("href"):
        assert href.startswith(("#", "http://", "https://")) or href == "data:,"
    raw = "".join(page.text)
    assert not any(mark in raw for mark in "\x1b\x00\u202e\u2066")


def test_the_attacks_are_all_shown() -> None:
    """The page of attacks shows each of them as it was written, less what is not printable."""
    shown = _squeezed("".join(Page(to_html(hostile())).text))
    for attack in ATTACKS:
        assert _squeezed(clean(attack)).replace("`", "").replace("~", "") in shown.replace("~unverified", "")


def test_an_attack_in_title_language_and_description_stays_text() -> None:
    """What the caller passes is escaped, too."""
    for attack in ATTACKS:
        page = Page(to_html((Paragraph("x"),), title=attack, description=attack, lang=attack))
        assert {tag for tag, _ in page.tags} <= ALLOWED


def test_only_numbers_of_listed_sources_are_links() -> None:
    """A number in brackets that no source bears stays text."""
    html = to_html((Heading("T", 1), Paragraph("a [1] b [2, 7]"), Heading("Sources"), Item("S", mark="[1]")))
    assert re.findall(r'href="#source-(\d+)"', html) == ["1"]
    assert "[2, 7]" in html


def test_a_full_stop_behind_an_address_is_not_part_of_it() -> None:
    """Nor is a bracket that closes around it; one inside it is."""
    html = to_html((Paragraph("See (https://example.org/a_(b)). Or http://example.org/c."),))
    assert re.findall(r'href="(http[^"]+)"', html) == ["https://example.org/a_(b)", "http://example.org/c"]


def test_the_page_of_a_comparison_is_the_golden_one(pytestconfig: pytest.Config) -> None:
    """Byte for byte, style sheet included; `--update-golden` renews it."""
    path = Path(__file__).parent / "golden" / "compare.html"
    written = to_html(comparison()).encode("utf-8")
    if pytestconfig.getoption("--update-golden"):
        path.write_bytes(written)
    assert path.read_bytes() == written, f"renew with --update-golden, then read the diff of {path.name}"


def test_a_table_names_its_rows_and_columns() -> None:
    """Scopes, a caption, and no empty heading in the corner."""
    page = Page(to_html(comparison()))
    scopes = Counter(page.values("scope"))
    assert scopes == {"col": 2, "row": 3}
    assert [tag for tag, _ in page.tags].count("caption") == 1


def test_the_timeline_is_told_in_words() -> None:
    """Each row says its step, its dates and whether it sets the date; the drawing itself is silent."""
    bars = (
        Bar("1 Degree", date(2027, 8, 1), date(2031, 5, 1), "Aug 2027 - May 2031", strong=True),
        Bar("2 Exam", date(2030, 1, 1), date(2030, 1, 1), "Jan 2030", strong=False),
    )
    page = Page(timeline_figure(Timeline(date(2026, 11, 22), date(2031, 5, 1), bars)))
    told = " ".join("".join(page.text).split())
    assert "1 Degree Aug 2027 - May 2031, sets the date 2 Exam Jan 2030, can wait" in told
    assert page.values("aria-label") == ["Timeline from Nov 2026 to May 2031"]
    widths = [float(width.removesuffix("%")) for width in page.values("width") if width.endswith("%")]
    assert min(widths) > 0


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (date(2026, 11, 22), date(2026, 11, 22)),
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2040, 12, 31)),
        (date(2026, 11, 22), date(2086, 1, 1)),
    ],
)
def test_bars_stay_inside_the_drawing(begin: date, end: date) -> None:
    """From no time at all to sixty years; and no more labels on the scale than fit on a phone."""
    bars = tuple(Bar("x", day, until, "y", strong=True) for day, until in ((begin, end), (end, end), (begin, begin)))
    page = Page(timeline_figure(Timeline(begin, end, bars)))
    for tag, attributes in page.tags:
        if tag == "rect" and str(attributes["x"]).endswith("%"):
            left, width = (float(str(attributes[name]).removesuffix("%")) for name in ("x", "width"))
            assert left >= 0
            assert width > 0
            assert left + width <= 100.01
    assert [tag for tag, _ in page.tags].count("text") <= 6


def test_what_belongs_to_a_step_stands_inside_it(made: dict[str, Document]) -> None:
    """The outline of a plan nests the lines of a step under the step."""
    (steps,) = (s for s in outlined(made["plan"]).sections if s.title == "Steps")
    (listing,) = steps.nodes
    assert isinstance(listing, Listing)
    assert [entry.mark for entry in listing.entries] == [f"{n}." for n in range(1, len(listing.entries) + 1)]
    assert all(entry.under for entry in listing.entries)


_TEXTS = st.text(max_size=12)
_INDENTS = st.integers(0, 6)
_BLOCKS = st.one_of(
    st.builds(Heading, _TEXTS, st.integers(1, 4)),
    st.builds(Paragraph, _TEXTS, _INDENTS, st.booleans()),
    st.builds(Item, _TEXTS, _INDENTS, st.sampled_from(("-", "1.", "2.", "[1]", "[2]", "+", "[x]"))),
    st.builds(lambda text: Table((text, text), ((text, text),)), _TEXTS),
)


@given(st.lists(_BLOCKS, max_size=12).map(tuple))
def test_any_document_becomes_a_whole_page(document: Document) -> None:
    """Whatever the order of blocks: all text is there, tags close, identifiers are unique and links arrive."""
    page = Page(to_html(document))
    assert page.open == []
    assert {tag for tag, _ in page.tags} <= ALLOWED | {"h3", "h4"}
    _assert_levels(page)
    identifiers = Counter(page.values("id"))
    assert set(identifiers.values()) == {1}
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(identifiers)
    shown = _squeezed("".join(page.text))
    for block in document:
        assert all(_squeezed(clean(text)).strip("`~()[]") in shown for text in _texts(block))


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    """Twice, in this process and in another order of hashing."""
    assert to_html(document) == to_html(document)
    program = (
        "from mhcareer.render.html import to_html\nfrom tests.documents import *\nprint(to_html(hostile()), end='')"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=_seeded(seed)).stdout
        for seed in ("1", "2")
    }
    assert runs == {to_html(hostile()).encode("utf-8")}


def _seeded(seed: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
