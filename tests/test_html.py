"""The HTML page as text: structure, links, escaping; what only a browser can tell is in `tests/browser`."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhcareer.model.library import Catalog
from mhcareer.render.document import Bar, Document, Heading, Item, Paragraph, Table, Timeline, address, clean
from mhcareer.render.html import to_html
from mhcareer.render.outline import Listing, outlined
from mhcareer.render.strips import timeline_figure
from tests.documents import ATTACKS, comparison, documents, hostile
from tests.page import ALLOWED, Page

NAMES = ("plan", "short", "checklist", "card", "rules", "state", "compare", "hostile")


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
    """The addresses of the sources, and nothing else, are plain links out of the page that send no referrer."""
    plan = made["plan"]
    addresses = [block.link for block in plan if isinstance(block, Item) and block.link]
    page = Page(to_html(plan))
    outward = [(a["href"], a["rel"]) for tag, a in page.tags if tag == "a" and not str(a["href"]).startswith("#")]
    assert outward == [(address, "noopener noreferrer") for address in addresses]
    assert len(addresses) > 10


def test_nothing_of_a_document_is_lost(document: Document) -> None:
    """Every text of every block stands in the page."""
    shown = _squeezed("".join(Page(to_html(document)).text))
    for block in document:
        for text in _texts(block):
            for part in re.split(r"\[[\d, ]+\]|~|`|: | \(", clean(text)):
                assert _squeezed(part) in shown


def _texts(block: object) -> list[str]:
    match block:
        case Item(text, link=link):
            return [text, address(link) or link or ""]
        case Heading(text) | Paragraph(text):
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


def test_an_address_in_running_text_is_no_link() -> None:
    """Only the document gives links, and only to the web."""
    items = (
        Item("http://example.org/a"),
        Item("b", link="javascript:alert(1)"),
        Item("c", link="https://example.org/c"),
    )
    page = Page(to_html((Heading("T", 1), *items)))
    assert [href for href in page.values("href") if not href.startswith(("#", "data:"))] == ["https://example.org/c"]
    assert "javascript:alert(1)" in "".join(page.text)


def test_a_task_says_whether_it_is_done() -> None:
    """A box to tick on paper, and words for who does not see it."""
    html = to_html((Heading("T", 1), Item("one", mark="[ ]"), Item("two", mark="[x]")))
    assert "".join(Page(html).text).split("T")[-1].split()[:6] == ["to", "do:", "one", "✓done:", "two", "Made"]


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
    span = (date(2027, 8, 1), date(2031, 5, 1))
    late = (date(2028, 1, 1), date(2032, 2, 1))
    bars = (
        Bar("1 Degree", *span, "Aug 2027 - May 2031", strong=True, fast=span, slow=late, title="Degree"),
        Bar("2 Exam", *span, "Jan 2030", strong=False, fast=span, slow=span, title="Exam"),
    )
    page = Page(timeline_figure(Timeline(date(2026, 11, 22), date(2032, 2, 1), bars)))
    told = " ".join("".join(page.text).split())
    assert "1 Degree Aug 2027 - May 2031; sets the date; fast until May 2031, slow until Feb 2032 2 Exam" in told
    assert "Jan 2030; can wait; fast until May 2031" in told
    assert page.values("aria-label") == ["Timeline from Nov 2026 to Feb 2032"]
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
    spans = ((begin, end), (end, end), (begin, begin))
    bars = tuple(Bar("x", *span, "y", strong=True, fast=(begin, begin), slow=(end, end), title="x") for span in spans)
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
