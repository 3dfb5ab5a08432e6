"""What changed between two catalogs, credential by credential: the contract `mhcareer.changes/1`."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from mhcareer.model.base import Model
from mhcareer.model.credential import Credential
from mhcareer.model.figures import Figure, credential_figures, figures
from mhcareer.model.library import Catalog


class Change(Model):
    """One figure or text that differs; null where one side lacks it."""

    path: str
    old: str | None
    new: str | None


class CredentialChange(Model):
    """What happened to one credential."""

    credential: str
    title: str
    what: Literal["added", "removed", "changed"]
    changes: tuple[Change, ...] = ()


class ChangesAnswer(Model):
    """The answer of `mhcareer data diff --format json`."""

    schema_: Literal["mhcareer.changes/1"] = Field(default="mhcareer.changes/1", alias="schema")
    old_version: str
    new_version: str
    credentials: tuple[CredentialChange, ...]


def changes(old: Catalog, new: Catalog) -> ChangesAnswer:
    """Credentials that were added, removed or changed, in the order of their ids."""
    return ChangesAnswer(
        old_version=old.planning.data_version,
        new_version=new.planning.data_version,
        credentials=tuple(_credentials(old, new)),
    )


def _credentials(old: Catalog, new: Catalog) -> Iterator[CredentialChange]:
    for id_ in sorted({*old.credentials, *new.credentials}):
        before, after = old.credentials.get(id_), new.credentials.get(id_)
        if before is None or after is None:
            present = after or before
            if present is not None:
                what: Literal["added", "removed"] = "added" if before is None else "removed"
                yield CredentialChange(credential=id_, title=present.title, what=what)
        elif before != after:
            differing = tuple(_differing(before, after)) or (
                Change(path="(wording or order)", old="differs", new="differs"),
            )
            yield CredentialChange(credential=id_, title=after.title, what="changed", changes=differing)


def _differing(before: Credential, after: Credential) -> Iterator[Change]:
    old, new = dict(_facts(before)), dict(_facts(after))
    for path in dict.fromkeys([*old, *new]):
        if old.get(path) != new.get(path):
            yield Change(path=path, old=old.get(path), new=new.get(path))


def _facts(credential: Credential) -> Iterator[tuple[str, str]]:
    """Every fact of a credential as a path and words, its provenance among them."""
    plain = ("title", "abbreviation", "aliases", "role", "also_for", "kind", "level", "board", "goal")
    yield from ((name, str(getattr(credential, name))) for name in plain if getattr(credential, name))
    for index, version in enumerate(credential.versions):
        here = f"versions.{index}"
        since = f" from {version.effective}, by {version.keyed_to}" if version.effective else ""
        yield f"{here}.status", version.status + since
        if version.summary:
            yield f"{here}.summary", version.summary
        yield from ((f"{here}.not_stated.{text}", "not stated") for text in version.not_stated)
        for figure in credential_figures(credential, version):
            own = figure.path.startswith(("requires", "none_required"))
            yield (f"{here}.{figure.path}" if own else figure.path), _said(figure)
    for name in ("scope", "warnings", "after_issue", "notes"):
        for index, statement in enumerate(getattr(credential, name)):
            yield from ((f.path, _said(f)) for f in figures(statement, f"{name}.{index}"))


def _said(figure: Figure) -> str:
    value = " or ".join(figure.value) if isinstance(figure.value, tuple) else f"{figure.value}"
    to = f" to {figure.to:g}" if figure.to is not None else ""
    unit = f" {figure.unit}" if figure.unit else ""
    source = "~" if figure.status == "unverified" else f"[{', '.join(figure.references)}]"
    return f"{value}{to}{unit} {source}"
