"""One line of text as HTML: all of it escaped, then the few things that a reader may follow made into links.

Only four patterns of text become markup: numbers of listed sources in brackets, `~` after an unverified figure, words
between backticks, and dates and durations, which no line may break apart. An address in running text stays text: the
only links that leave a page are those that the document itself gives an item. All data is taken to be hostile.
"""

from __future__ import annotations

import re
from html import escape

from mhcareer.render.document import address, clean

_PATTERN = re.compile(
    r"\[(?P<numbers>[0-9]{1,4}(?:, [0-9]{1,4})*)\](?![(\[:])"
    r"|`(?P<code>[^`]+)`"
    r"|(?<=\s)(?P<unverified>~)(?![^\s.,;:)])"
    r"|(?P<whole>\b(?:[0-9]{4}-[01][0-9](?:-[0-3][0-9])?|[0-9]{1,3} y [0-9]{1,2} m|[A-Z][a-z]{2} [0-9]{4})\b(?!-))"
)
_LABEL = 26
"""A paragraph inside a list may begin with a label of so many characters, as `Asked:`."""


class Inline:
    """Turns lines into HTML and remembers which sources they cited.

    Args:
        sources: Numbers of the sources that the page lists; other numbers in brackets stay text.
    """

    def __init__(self, sources: frozenset[int]) -> None:
        self._sources = sources
        self.cited: set[int] = set()

    def html(self, text: str) -> str:
        """A line with its sources, addresses and commands marked."""
        line, at, parts = clean(text), 0, list[str]()
        for match in _PATTERN.finditer(line):
            parts += [escape(line[at : match.start()]), self._marked(match)]
            at = match.end()
        return "".join([*parts, escape(line[at:])])

    def labelled(self, text: str) -> str:
        """A line whose label, as `Asked:`, stands out."""
        label, colon, rest = clean(text).partition(": ")
        if not colon or len(label) > _LABEL or not rest or "[" in label:
            return self.html(text)
        return f"<b>{escape(label)}:</b> {self.html(rest)}"

    def _marked(self, match: re.Match[str]) -> str:
        match match.lastgroup:
            case "numbers":
                return f'<span class="cite">[{", ".join(self._number(n) for n in match["numbers"].split(", "))}]</span>'
            case "whole":
                return f'<span class="whole">{escape(match["whole"])}</span>'
            case "code":
                return f"<code>{escape(match['code'])}</code>"
            case _:
                return '<span class="unverified">~<span class="unseen"> unverified</span></span>'

    def _number(self, digits: str) -> str:
        number = int(digits)
        if number not in self._sources:
            return digits
        first = "" if number in self.cited else f' id="cited-{number}"'
        self.cited.add(number)
        return f'<a href="#source-{number}"{first} aria-label="source {number}">{number}</a>'


def outward(link: str | None) -> str:
    """The address of an item as a plain link that shows where it leads; one that is not of the web stays text."""
    safe = address(link)
    if safe is None:
        return escape(clean(link or ""))
    shown = escape(safe)
    return f'<a class="address" href="{shown}" rel="noopener noreferrer">{shown}</a>'
