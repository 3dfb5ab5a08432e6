"""A list to choose from with arrow keys and search: what is pointed at, marked and shown, without a terminal.

The last entries («I don't know», «back» and the like) stay whatever is searched for, so that nobody is caught.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Entry = tuple[str, str]
"""A value and its line."""


@dataclass
class Pick:
    """A list that somebody moves about in."""

    entries: Sequence[Entry]
    lasting: Sequence[Entry]
    """Entries that no search hides."""
    many: bool = False
    query: str = ""
    at: int = 0
    marked: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        """The entries that the search leaves."""
        return [*self.found, *self.lasting]

    @property
    def found(self) -> list[Entry]:
        """The entries with every word of the search, the nearest first."""
        words = self.query.casefold().split()
        found = [entry for entry in self.entries if all(word in entry[1].casefold() for word in words)]
        return sorted(found, key=self._distance) if words else found

    def _distance(self, entry: Entry) -> int:
        """How far an entry is from the search: its value, its beginning, the beginning of a word, or anywhere."""
        query, line = self.query.casefold(), entry[1].casefold()
        if query == entry[0].casefold():
            return 0
        if line.startswith(query):
            return 1
        return 2 if any(word.startswith(query) for word in line.replace("(", " ").split()) else 3

    @property
    def pointed(self) -> Entry:
        """The entry that Enter would take."""
        return self.shown[min(self.at, len(self.shown) - 1)]

    def move(self, by: int) -> None:
        """Point further down or up; from the end to the beginning for a step of one."""
        last = len(self.shown) - 1
        wanted = self.at + by
        self.at = (
            (0 if wanted > last else last) if abs(by) == 1 and not 0 <= wanted <= last else max(0, min(wanted, last))
        )

    def search(self, query: str) -> None:
        """Search for other words, and point at the first that is found."""
        self.query, self.at = query, 0

    def mark(self) -> None:
        """Mark what is pointed at, or take the mark away; the lasting entries are not marked but taken."""
        value = self.pointed[0]
        if any(value == lasting for lasting, _ in self.lasting):
            return
        if value in self.marked:
            self.marked.remove(value)
        else:
            self.marked.append(value)

    def taken(self) -> tuple[str, ...]:
        """What Enter takes: a lasting entry that is pointed at, else what is marked, else what is pointed at."""
        value = self.pointed[0]
        if self.marked and all(value != lasting for lasting, _ in self.lasting):
            return tuple(self.marked)
        return (value,)

    def window(self, rows: int) -> tuple[int, list[Entry]]:
        """The entries that fit into so many rows around the one pointed at, and the place of the first of them."""
        listed = self.shown
        first = max(0, min(self.at - rows // 2, len(listed) - rows))
        return first, listed[first : first + rows]
