"""How well the figures of a catalog are sourced, by jurisdiction and family: the contract `mhcareer.coverage/1`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference, ReferenceKind, jurisdiction_of
from mhcareer.model.credential import Credential
from mhcareer.model.figures import Figure, credential_figures
from mhcareer.model.library import Catalog

PRIMARY = (ReferenceKind.STATUTE, ReferenceKind.REGULATION, ReferenceKind.BOARD, ReferenceKind.GOVERNMENT)
"""Kinds of documents that make a rule, or come from whoever administers it."""

_ABOUT_IT = ("hour", "month", "year", "exam", "supervis", "experience")
"""Words of what is not stated that concern hours, months or exams."""

_DECISIVE = ("total_hours", "direct_hours", "supervision_hours", "min_months", "exam")
"""Figures that decide over years of a life: hours, months, and which exam."""


class Count(Model):
    """Figures of one jurisdiction and family, or of all, by how they are supported."""

    jurisdiction: str
    family: str
    primary: int = 0
    """Read in a statute, a regulation, a page of a board or of a government."""
    elsewhere: int = 0
    """Read in another document."""
    unverified: int = 0
    """Seen in no document."""
    not_stated: int = 0
    """Expected, and stated by no document that was read."""


class CoverageAnswer(Model):
    """The answer of `mhcareer data coverage --format json`."""

    schema_: Literal["mhcareer.coverage/1"] = Field(default="mhcareer.coverage/1", alias="schema")
    decisive: bool
    """Whether only hours, months and exams of independent-level credentials were counted."""
    counts: tuple[Count, ...]
    total: Count
    thin: tuple[str, ...]
    """With `decisive`: each figure that no primary document supports, as `va-lpc requires.all.2.exam`."""
    data_version: str


class Source(Model):
    """A document, and how many figures cite it."""

    key: str
    reference: Reference
    cited: int


class SourcesAnswer(Model):
    """The answer of `mhcareer data sources --format json`."""

    schema_: Literal["mhcareer.sources/1"] = Field(default="mhcareer.sources/1", alias="schema")
    sources: tuple[Source, ...]
    data_version: str


def sources_answer(references: Mapping[str, Reference], uses: Mapping[str, int], data_version: str) -> SourcesAnswer:
    """The contract's answer for documents and the number of figures that cite each."""
    listed = tuple(Source(key=key, reference=ref, cited=uses.get(key, 0)) for key, ref in references.items())
    return SourcesAnswer(sources=listed, data_version=data_version)


def coverage(catalog: Catalog, *, decisive: bool = False) -> CoverageAnswer:
    """Counts by jurisdiction and family.

    Args:
        catalog: Whose figures are counted, each credential under the version in force.
        decisive: Count hours, months and exams only, and of independent-level credentials of the families only of
            which every jurisdiction has one.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    for credential in catalog.credentials.values():
        if decisive and not _is_decisive(catalog, credential):
            continue
        counter = found.setdefault((jurisdiction_of(credential.id), catalog.family_of(credential)), Counter())
        counter.update(_kinds(credential, catalog.references, decisive=decisive))
    counts = tuple(
        Count(jurisdiction=code, family=family, **counter) for (code, family), counter in sorted(found.items())
    )
    names = ("primary", "elsewhere", "unverified", "not_stated")
    total = {name: sum(getattr(count, name) for count in counts) for name in names}
    return CoverageAnswer(
        decisive=decisive,
        counts=counts,
        total=Count(jurisdiction="all", family="all", **total),
        thin=tuple(f"{id_} {figure.path}" for id_, figure in thin(catalog)) if decisive else (),
        data_version=catalog.planning.data_version,
    )


def thin(catalog: Catalog) -> Iterator[tuple[str, Figure]]:
    """The decisive figures that no primary document supports, with the credential of each."""
    for credential in catalog.credentials.values():
        if _is_decisive(catalog, credential):
            for figure in _figures(credential, decisive=True):
                if _kind(figure, catalog.references) != "primary":
                    yield credential.id, figure


def _is_decisive(catalog: Catalog, credential: Credential) -> bool:
    return credential.level == "independent" and catalog.family_of(credential) in catalog.families_everywhere


def _kinds(credential: Credential, references: Mapping[str, Reference], *, decisive: bool) -> Iterable[str]:
    yield from (_kind(figure, references) for figure in _figures(credential, decisive=decisive))
    for text in credential.current.not_stated:
        if not decisive or any(word in text for word in _ABOUT_IT):
            yield "not_stated"


def _figures(credential: Credential, *, decisive: bool) -> Iterator[Figure]:
    for figure in credential_figures(credential, credential.current):
        if not decisive or (figure.path.startswith("requires") and figure.path.rsplit(".", 1)[-1] in _DECISIVE):
            yield figure


def _kind(figure: Figure, references: Mapping[str, Reference]) -> str:
    if figure.status == "unverified":
        return "unverified"
    kinds = {references[key].kind for key in figure.references if key in references}
    return "primary" if kinds & set(PRIMARY) else "elsewhere"
