"""The page in a real browser: what axe-core finds, what is requested, the keyboard, narrow windows, zoom and paper."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.browser.devtools import Chromium
from tests.browser.presence import AXE

pytestmark = pytest.mark.browser

NAMES = ("plan", "checklist", "card", "state", "compare", "hostile")
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"width": 1200},
    "dark": {"width": 1200, "dark": True},
    "narrow": {"width": 320},
    "print": {"width": 726, "media": "print"},
}
LETTER, A4 = (8.5, 11.0), (8.27, 11.69)
POINT = 96 / 72
"""CSS pixels in a point."""

_AXE = """axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(found =>
  found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).slice(0, 3).join(' ')}`))"""
_OVERFLOW = """(() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return box.right > wide + 1 && style.clipPath === 'none' && !e.closest('.unseen');
  });
  return [document.documentElement.scrollWidth - wide, out.map(e => e.outerHTML.slice(0, 100))];
})()"""
_FOCUSED = """(() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    index: [...document.querySelectorAll('a[href]')].indexOf(e),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    inside: box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1 && box.left >= 0,
    href: e.getAttribute('href'), id: e.id, main: !!e.closest('main'),
  };
})()"""
_SIZES = """(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = {text: 99, source: 99};
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.getClientRects().length || e.closest('.unseen')) continue;
    const kind = e.closest('.sources li, .cite') ? 'source' : 'text';
    found[kind] = Math.min(found[kind], parseFloat(getComputedStyle(e).fontSize));
  }
  return found;
})()"""


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, chromium: Chromium, pages: dict[str, Path]) -> Chromium:
    """The browser with each kind of page open in turn."""
    chromium.look(width=1200)
    chromium.open(pages[request.param])
    return chromium


@pytest.fixture
def plan(chromium: Chromium, pages: dict[str, Path]) -> Chromium:
    """The browser with the whole plan open."""
    chromium.look(width=1200)
    chromium.open(pages["plan"])
    return chromium


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation(page: Chromium, look: str) -> None:
    """In light, in dark, narrow, and as it prints; all rules of axe-core and the size of targets."""
    page.look(**LOOKS[look])
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_AXE) == []


def test_axe_would_find_a_violation(plan: Chromium) -> None:
    """The check above can fail: pale text on paper is found."""
    plan.evaluate(AXE.read_text(encoding="utf-8"))
    plan.evaluate("document.querySelector('h1').style.color = '#ddd'")
    assert any(found.startswith("color-contrast") for found in plan.evaluate(_AXE))


def test_no_request_leaves_the_page(page: Chromium) -> None:
    """The file itself is all that is loaded; no script runs, nothing is refused, no dialog opens."""
    asked = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith("data:")] == [asked[0]]
    assert asked[0].startswith("file://")
    assert page.evaluate("document.scripts.length") == 0
    assert page.events("Page.javascriptDialogOpening") == []
    assert page.events("Log.entryAdded") == []


def test_the_page_forbids_itself_to_load_anything(plan: Chromium) -> None:
    """A request that something might slip in is stopped by the page's own policy."""
    plan.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    plan.evaluate("new Promise(done => setTimeout(done, 100))")
    (entry,) = plan.events("Log.entryAdded")
    assert "Content Security Policy" in entry["entry"]["text"]


def test_tab_walks_the_links_in_order_and_shows_where_it_is(plan: Chromium) -> None:
    """Every link is reached in the order of the text, is in view, and bears a visible outline."""
    plan.look(width=1200, height=700)
    count = plan.evaluate("document.querySelectorAll('a[href]').length")
    assert count > 80
    for index in range(count):
        plan.press("Tab")
        focused = plan.evaluate(_FOCUSED)
        assert focused["index"] == index
        assert focused["outline"] >= 2
        assert focused["inside"], focused


def test_the_skip_link_leads_past_the_list_of_sections(plan: Chromium) -> None:
    """The first Tab shows it; after Enter the next Tab is in the main part."""
    plan.press("Tab")
    assert plan.evaluate(_FOCUSED)["href"] == "#main"
    plan.press("Enter")
    assert plan.evaluate(_FOCUSED)["id"] == "main"
    plan.press("Tab")
    assert plan.evaluate(_FOCUSED)["main"]


def test_a_citation_leads_to_its_source_and_back(plan: Chromium) -> None:
    """Enter on `[1]`: the next Tab is on the way back; Enter there, and the next Tab goes on behind the citation."""
    plan.evaluate("document.getElementById('cited-1').focus()")
    plan.press("Enter")
    plan.press("Tab")
    assert plan.evaluate(_FOCUSED)["href"] == "#cited-1"
    plan.press("Enter")
    assert plan.evaluate("location.hash") == "#cited-1"
    assert plan.evaluate("document.activeElement.id") == "cited-1"


@pytest.mark.parametrize(
    "window",
    [
        {"width": 320, "height": 568},
        {"width": 320, "height": 256, "scale": 4},
        {"width": 640, "height": 512, "scale": 2},
        {"width": 800},
    ],
    ids=["320 px", "400 % of 1280 px", "200 % of 1280 px", "800 px"],
)
def test_nothing_scrolls_sideways(page: Chromium, window: dict[str, Any]) -> None:
    """Neither on a phone nor enlarged, with words as long as the attacks have them."""
    page.look(**window)
    assert page.evaluate(_OVERFLOW) == [0, []]


def test_larger_letters_do_not_scroll_sideways(page: Chromium) -> None:
    """Text alone at twice its size, in a window of 640 px."""
    page.look(width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(_OVERFLOW) == [0, []]


@pytest.mark.parametrize("paper", [LETTER, A4], ids=["letter", "A4"])
def test_the_whole_plan_fits_on_two_pages(plan: Chromium, paper: tuple[float, float]) -> None:
    """All sections and sources of the longest common plan, on both papers."""
    printed = plan.pdf(width=paper[0], height=paper[1])
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 <= pages <= 2


def test_print_is_large_enough_to_read(page: Chromium) -> None:
    """Text of 9 points or more, sources and their marks of 7 or more, and nothing so wide that paper shrinks it."""
    page.look(width=726, media="print")
    sizes = page.evaluate(_SIZES)
    assert sizes["text"] >= 9 * POINT - 0.01
    assert sizes["source"] >= 7 * POINT - 0.01
    assert page.evaluate(_OVERFLOW) == [0, []]


def test_dark_is_dark_and_paper_is_not(plan: Chromium) -> None:
    """The page follows the preference on a screen, and prints dark on light whatever the preference."""
    brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    plan.look(width=1200, dark=True)
    assert plan.evaluate(brightness) < 150
    plan.look(width=726, dark=True, media="print")
    assert plan.evaluate(brightness) == 3 * 255


@pytest.mark.parametrize("look", LOOKS)
def test_a_screenshot_shows_the_whole_page(plan: Chromium, look: str, tmp_path: Path) -> None:
    """Pictures for a person to look at, as wide as the window and longer than it."""
    plan.look(**LOOKS[look])
    picture = tmp_path / f"plan {look}.png"
    plan.screenshot(picture)
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert width == LOOKS[look]["width"]
    assert height > 900
