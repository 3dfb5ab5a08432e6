"""The contract `mhcareer.guide/1`: pages of the guide, each statement with its provenance."""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference


class Line(Model):
    """One statement of a page with its provenance."""

    text: str
    status: str
    """`verified`, `unverified`, `claim`, `disagrees`, or `unsourced` for a name or a heading that needs no source."""
    references: tuple[str, ...]
    helps: tuple[str, ...] = ()


class Section(Model):
    """Statements under a heading; a word of the glossary, a compact, an exam."""

    title: str | None
    lines: tuple[Line, ...]
    aliases: tuple[str, ...] = ()


class Page(Model):
    """One topic of the guide."""

    id: str
    title: str
    aliases: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the documents that the page rests on, in order."""
        return tuple(dict.fromkeys(key for s in self.sections for line in s.lines for key in line.references))


class GuideAnswer(Model):
    """The answer of `mhcareer guide --format json`: the pages asked for, or all of them by title only."""

    schema_: Literal["mhcareer.guide/1"] = Field(default="mhcareer.guide/1", alias="schema")
    pages: tuple[Page, ...]
    references: dict[str, Reference]
    data_version: str


def guide_answer(pages: Iterable[Page], references: Mapping[str, Reference], data_version: str) -> GuideAnswer:
    """The contract's answer for some pages."""
    listed = tuple(pages)
    keys = dict.fromkeys(key for page in listed for key in page.references)
    return GuideAnswer(
        pages=listed,
        references={key: references[key] for key in keys if key in references},
        data_version=data_version,
    )
