"""A page of HTML taken apart, for tests that need no browser."""

from __future__ import annotations

from html.parser import HTMLParser

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
