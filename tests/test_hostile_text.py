"""Text of data and profiles is never more than text, in any format: each attack in every place, in every format.

A format passes if what it writes has the same structure as with harmless words in the same places: the same elements,
tokens, properties or cells. A new format needs its line in `tests/rendering.py` and its way to be read in `STRUCTURE`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import TypeVar
from xml.etree import ElementTree

import icalendar
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mhcareer.model.base import Model
from mhcareer.model.catalog import Role
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.render.csv_table import safe
from mhcareer.render.document import address, clean
from mhcareer.render.ladder_view import ladder_of
from mhcareer.render.mermaid import ladder_mermaid
from tests.helpers import must_plan, person
from tests.rendering import FORMATS

M = TypeVar("M", bound=Model)
ATTACKS = {
    "rich markup": "[red]text[/red] [link=http://evil.example]x[/link]",
    "escape code": "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07x\x1b]8;;\x07",
    "escape code of one byte": "\x9b31mred",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of an element": "</title></text></svg>]]>--><b>x",
    "entities": "&lt;b&gt; &#60;b&#62; &amp; &copy;",
    "quotes": '" onload="alert(1)" \' x=\'',
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formula with an at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula with a plus": "+1+1",
    "formula with a minus": "-1+1",
    "formula in wide letters": "\uff1d1+1",
    "formula behind a tab": "\t=1+1",
    "formula behind nothing": "\u200b\ufeff=1+1",
    "new event": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil",
    "new property": "x;VALUE=evil:y, z\\nDESCRIPTION:evil",
    "line breaks of other kinds": "a\u2028# b\u2029- c\x85d\x0be\x0cf",
    "turned around": "\u202elive\u202c \u2066x\u2069 \u200fx\u061c",
    "table": "a | b |\n| --- | --- |",
    "code": "```\ncode\n``` `x` ~~~",
    "heading": "# heading\n===\n---",
    "list": "1. one\n- two\n* three\n- [x] done",
    "number": "1. one",
    "rule": "***",
    "link": "[x](javascript:alert(1)) ![x](http://evil.example/x.png) [5](http://evil.example) [5]: http://evil.example",
    "address": "http://evil.example <https://evil.example> www.evil.example evil.com a@evil.example mailto:a@b.com",
    "emphasis": "*a* _b_ **c** ~~d~~ ~e~ $x$ ^f^",
    "backslash": "\\",
    "not a character": "\uffff\ufdd0\U0001ffff x",
    "half a character": "\ud800x",
    "mermaid": 'x"] --> evil["y %%{init: {}}%% end;',
}
HARMLESS = "harmless words"


def poisoned(plan: Plan, text: str) -> Plan:
    """A plan with a text in every place that data or a person can fill."""
    step = plan.steps[0]
    first = step.model_copy(update={"title": text, "notes": (text,), "binding": _but(step.binding, why=text)})
    key = step.references[0]
    source = _but(plan.references[key], title=text, url="https://example.org/" + "".join(clean(text).split()))
    return _but(
        plan,
        target=_but(plan.target, title=text, abbreviation=text, jurisdiction_name=text, note=text, asked=text),
        person=_but(plan.person, outside_credentials=(text,)),
        steps=(first, *plan.steps[1:]),
        meanwhile=tuple(_but(opened, title=text) for opened in plan.meanwhile),
        exits=tuple(_but(left, holds=(text,)) for left in plan.exits),
        references={**plan.references, key: source},
        **dict.fromkeys(
            ("what_sets_the_date", "warnings", "conditions", "assumptions", "not_stated", "scope"), (text,)
        ),
    )


def _but(model: M, **changes: object) -> M:
    return model.model_copy(update=changes)


def _lines(text: str) -> object:
    """Nothing but lines: no character that a terminal obeys or a reader cannot see."""
    hidden = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c != "\n"}
    assert not hidden, hidden
    return None


def _drawn(text: str) -> object:
    """Lines after our own colors are taken away."""
    return _lines(re.sub(r"\x1b\[(0|[0-9]{1,2}(;[0-9]{1,2})*)m", "", text))


def _markdown(text: str) -> object:
    """Kinds of token, and where links lead: only to addresses of sources."""
    _lines(text)
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(text)
    every = [inner for token in tokens for inner in (token, *(token.children or ()))]
    links = [str(token.attrs["href"]) for token in every if token.type == "link_open"]
    assert not [link for link in links if re.match(r"(?!https?://)|https?://([^/]*\.)?evil", link)]
    return [_kind(token) for token in every if token.type not in ("text", "text_special", "softbreak")]


def _kind(token: Token) -> tuple[str, str, int]:
    return token.type, token.tag, token.level


def _rows(text: str) -> object:
    """How many cells in each row; none of them a formula."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    cells = [cell for row in rows for cell in row]
    _lines("\n".join(cells))
    assert not [
        cell for cell in cells if cell != "-" and cell.strip().startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))
    ]
    return [len(row) for row in rows]


def _events(text: str) -> object:
    """Names of components and of their properties, with parameters."""
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    _lines(text.replace("\r\n", "\n"))
    parts = icalendar.Calendar.from_ical(text).walk()
    return [(part.name, [(name, list(getattr(value, "params", ()))) for name, value in part.items()]) for part in parts]


def _elements(text: str) -> object:
    """Elements with the names of their attributes; how many lines a text takes may differ."""
    _lines(text)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own bytes
    return {(element.tag, tuple(sorted(element.keys()))) for element in root.iter()}


def _page(text: str) -> object:
    """Tags in order with the names of their attributes, but for emphasis; links lead to sources or into the page."""
    _lines(text)
    tags: list[tuple[str, tuple[str, ...]]] = []

    class Reader(HTMLParser):
        """Keeps tags, and refuses what could run or load."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Keep a tag."""
            href = dict(attrs).get("href") or "#"
            assert re.match(r"#|data:,$|https?://(?!([^/]*\.)?evil)", href), href
            if tag not in ("b", "code", "span"):
                tags.append((tag, tuple(name for name, _ in attrs)))

    Reader().feed(text)
    return tags


def _keys(text: str) -> object:
    """Names and their nesting."""

    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {key: keys(inner) for key, inner in value.items()}
        return [keys(inner) for inner in value] if isinstance(value, list) else None

    assert text.isascii()
    return keys(json.loads(text))


STRUCTURE: Mapping[str, Callable[[str], object]] = {
    "text": _lines,
    "ascii": _lines,
    "plain": _lines,
    "rich": _drawn,
    "markdown": _markdown,
    "checklist": _markdown,
    "html": _page,
    "json": _keys,
    "csv": _rows,
    "ics": _events,
    "svg": _elements,
}
"""How each format is read back: what it returns must not depend on any text; it may refuse more on its own."""


@pytest.fixture(scope="module")
def plan(catalog: Catalog) -> Plan:
    """A plan with every kind of remark."""
    return must_plan(catalog, "va-lpc", person("bachelors"), start=date(2027, 1, 1))


@pytest.fixture(scope="module")
def harmless(plan: Plan, catalog: Catalog) -> dict[str, str]:
    """What each format writes for harmless words."""
    return {name: render(poisoned(plan, HARMLESS), catalog) for name, render in FORMATS.items()}


def test_every_format_is_attacked() -> None:
    """A format that is rendered in the tests is read back here."""
    assert set(STRUCTURE) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_text_is_inert(plan: Plan, catalog: Catalog, harmless: dict[str, str], name: str, attack: str) -> None:
    """The structure is that of harmless words, and another text is there."""
    shown = FORMATS[name](poisoned(plan, ATTACKS[attack]), catalog)
    assert STRUCTURE[name](shown) == STRUCTURE[name](harmless[name])
    assert shown != harmless[name]


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_words_of_an_attack_are_shown(plan: Plan, catalog: Catalog, attack: str) -> None:
    """Markup is neither run nor swallowed: a reader sees it as it was typed."""
    words = "".join(clean(ATTACKS[attack]).split())
    document = poisoned(plan, ATTACKS[attack])
    assert words in "".join(FORMATS["text"](document, catalog).split())
    tokens = MarkdownIt("commonmark").parse(FORMATS["markdown"](document, catalog))
    read = "".join(child.content for token in tokens for child in token.children or ())
    assert words in "".join(read.split())
    root = ElementTree.fromstring(FORMATS["svg"](document, catalog))  # noqa: S314 - our own bytes
    assert words in "".join("".join(root.itertext()).split())


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_label_of_the_ladder_is_inert(catalog: Catalog, attack: str) -> None:
    """One line for each role and each rung, and nothing in a label that could end it."""
    poisonous: dict[str, Role] = {
        id_: role.model_copy(update={"title": ATTACKS[attack], "family": ATTACKS[attack]})
        for id_, role in catalog.roles.items()
    }
    ladder = ladder_of(catalog.roles)
    lines = ladder_mermaid(ladder, poisonous).split("\n")
    label = r"\[\"[\w .,/'()#;-]*\"\]"
    first, group, *others = lines
    assert first == "flowchart BT"
    assert re.fullmatch(rf"  subgraph family_1{label}", group, re.ASCII)
    nodes, end, edges = others[: len(ladder.roles)], others[len(ladder.roles)], others[len(ladder.roles) + 1 : -1]
    assert all(re.fullmatch(rf"    role_\w+{label}", line, re.ASCII) for line in nodes)
    assert len(edges) == len(ladder.rises) + len(ladder.beside)
    assert (end, others[-1]) == ("  end", "")


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://board.example/a?b=c&d=%20#e", "https://board.example/a?b=c&d=%20#e"),
        ('https://board.example/"><script>', "https://board.example/%22%3E%3Cscript%3E"),
        ("https://board.example/\u202e\x1b[m", "https://board.example/[m"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)//https://x", None),
        ("data:text/html,x", None),
        (" https://board.example", None),
        (None, None),
    ],
)
def test_an_address_is_one_of_the_web(link: str | None, written: str | None) -> None:
    """Only http and https, in the characters that an address may have."""
    assert address(link) == written


def test_a_figure_is_no_formula() -> None:
    """Numbers and the dash of an empty cell stay what they are."""
    assert [safe(cell) for cell in (-5, 12, True, "-", "-5", "a-b", "")] == ["-5", "12", "true", "-", "'-5", "a-b", ""]
