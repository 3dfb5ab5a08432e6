"""A rule as a document: the requirement tree with the source, date and status of each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mhcareer.model.base import Model, Reference, Sourced, jurisdiction_of
from mhcareer.model.credential import Credential, Version
from mhcareer.model.figures import Figure, credential_figures, figures
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import Requirement
from mhcareer.model.surroundings import Claim, Compact
from mhcareer.render.card_view import claim_blocks, claim_keys
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph
from mhcareer.render.move_view import endorsement_words
from mhcareer.render.plan_view import name_of
from mhcareer.render.sources import numbered, source_blocks
from mhcareer.render.words import cited, phrase

_LEAF_NAMES = {
    "education": "education",
    "training": "training",
    "experience": "supervised experience",
    "exam": "exam",
    "credential": "held first",
    "age": "age",
    "lived_experience": "lived experience",
    "background_check": "background check",
    "residence": "residence",
    "condition": "condition",
}


def rules_document(
    catalog: Catalog,
    credentials: Sequence[Credential],
    note: str | None = None,
    claims: Sequence[Claim] = (),
    compacts: Sequence[Compact] = (),
) -> Document:
    """The document of one or more credentials' rules, then what the articles claim of their roles."""
    used = [key for credential in credentials for key in _references(credential)]
    used += [key for c in credentials for compact in compacts for key in _compact_references(compact, c)]
    used += claim_keys(claims)
    numbers = {key: n for key, n in numbered(used).items() if key in catalog.references}
    view = _View(catalog, numbers, {compact.id: compact for compact in compacts})
    blocks: list[Block] = []
    for index, credential in enumerate(credentials):
        blocks.extend(view.credential(credential, level=1 if index == 0 else 2))
        if index == 0 and note:
            blocks.insert(1, Paragraph(f"Note: {note}."))
    blocks.extend(_other_tiers(catalog, credentials))
    blocks.extend(claim_blocks(claims, numbers))
    references: Mapping[str, Reference] = {key: catalog.references[key] for key in numbers}
    blocks.extend(source_blocks(numbers, references))
    blocks += [
        Paragraph(""),
        Paragraph(f"Data of {catalog.planning.data_version}. ~ marks a figure that was seen in no source."),
    ]
    return tuple(blocks)


def _other_tiers(catalog: Catalog, credentials: Sequence[Credential]) -> list[Block]:
    """Where one credential was asked for: the others of its role there, since the tiers share what they ask."""
    if len(credentials) != 1:
        return []
    (shown,) = credentials
    others = [c for c in catalog.for_role(shown.role, jurisdiction_of(shown.id)) if c.id != shown.id]
    items = [Item(f"{name_of(c.title, c.abbreviation)}: mhcareer rules {c.id}") for c in others]
    return [Heading("Other tiers of this role there"), *items] if items else []


def _compact_references(compact: Compact, credential: Credential) -> list[str]:
    if not credential.compact or credential.compact.value != compact.id:
        return []
    member = compact.members.get(jurisdiction_of(credential.id))
    stated = [compact.operational, compact.issuing, compact.gives, *compact.needs, *([member] if member else [])]
    return [key for sourced in stated for key in sourced.ref]


def _references(credential: Credential) -> list[str]:
    found: list[str] = []
    for version in credential.versions:
        found.extend(version.ref)
        for figure in credential_figures(credential, version):
            found.extend(figure.references)
            found.extend(key for other in figure.disagrees for key in other.references)
    for group in (credential.scope, credential.warnings, credential.after_issue, credential.notes):
        for statement in group:
            found.extend(statement.ref)
    return found


_ORDER = ("in force", "adopted", "proposed", "superseded")


def _newest_first(version: Version) -> tuple[int, int]:
    """What holds stands first, what is coming after it, what is past last; among equals the newer before."""
    day = int((version.effective or "0").replace("-", ""))
    return _ORDER.index(version.status), -day


class _View:
    """Builds the blocks of credentials against one numbering of sources."""

    def __init__(self, catalog: Catalog, numbers: Mapping[str, int], compacts: Mapping[str, Compact]) -> None:
        self.catalog = catalog
        self.numbers = numbers
        self.compacts = compacts
        self.fields = {field.id: field.title for field in catalog.fields.values()}

    def credential(self, credential: Credential, *, level: int) -> list[Block]:
        place = self.catalog.places.get(jurisdiction_of(credential.id), "")
        blocks: list[Block] = [
            Heading(f"{name_of(credential.title, credential.abbreviation)}, {place}", level),
            Paragraph(
                f"{credential.id}: {credential.kind.replace('-', ' ')}, {credential.level} tier"
                + (f"; {credential.board}" if credential.board else "")
            ),
        ]
        origin = self.catalog.origins.get(credential.id)
        if origin:
            blocks.append(Paragraph(f"Not the project's own: {origin}.", strong=True))
        for version in sorted(credential.versions, key=_newest_first):
            blocks.extend(self._version(version, several=len(credential.versions) > 1))
        blocks.extend(self._rest(credential))
        return blocks

    def _version(self, version: Version, *, several: bool) -> list[Block]:
        since = f" from {version.effective}" if version.effective else ""
        keyed = " by the start of the program" if version.keyed_to == "program-start" else ""
        blocks: list[Block] = [Paragraph("")]
        if several or version.status != "in force" or since:
            text = f"Rule {version.status}{since}{keyed}" + (f": {version.summary}" if version.summary else "")
            blocks.append(Paragraph(cited(text, version.ref, self.numbers, unverified=False), strong=True))
        if version.requires:
            blocks.extend(self._node(version.requires, 0))
        blocks.extend(Item(f"not required: {self._cited_value(statement)}") for statement in version.none_required)
        blocks.extend(Item(f"not stated in any source read: {text}") for text in version.not_stated)
        return blocks

    def _node(self, node: Requirement, indent: int) -> list[Block]:
        if node.children:
            head = "all of" if node.all is not None else "one of"
            blocks: list[Block] = [Item(f"{head}:", indent)]
            for child in node.children:
                blocks.extend(self._node(child, indent + 2))
            return blocks
        leaf = node.leaf
        if leaf is None:
            return []
        name = _LEAF_NAMES[leaf.kind]
        found = list(figures(leaf, leaf.kind))
        own = [f for f in found if f.path == leaf.kind]
        inner = [f for f in found if f.path != leaf.kind]
        said = self._leaf_words(leaf)
        text = f"{name}: {said}" if said else name
        text += " (only where you can say that it holds)" if getattr(leaf, "blocking", None) else ""
        if own:
            text = cited(text, own[0].references, self.numbers, unverified=own[0].status == "unverified")
        return [Item(text, indent), *(block for figure in inner for block in self._figure(figure, indent + 2))]

    def _leaf_words(self, leaf: Model) -> str:
        exam = getattr(leaf, "id", None)
        if exam and exam in self.catalog.exams:
            known = self.catalog.exams[exam]
            return name_of(known.title, known.abbreviation)
        if exam and exam in self.catalog.credentials:
            known_credential = self.catalog.credentials[exam]
            return f"{name_of(known_credential.title, known_credential.abbreviation)}, {exam}"
        if getattr(leaf, "enrolled", None):
            return "enrolled in such a program"
        words = [getattr(leaf, name, None) for name in ("outside", "text", "of")]
        return next((str(word) for word in words if word), "")

    def _figure(self, figure: Figure, indent: int) -> list[Block]:
        text = phrase(figure, self.fields)
        text = cited(text, figure.references, self.numbers, unverified=figure.status == "unverified")
        extra = "; ".join(part for part in (f"at {figure.at}" if figure.at else "", figure.note or "") if part)
        blocks: list[Block] = [Item(text + (f" ({extra})" if extra else ""), indent)]
        for other in figure.disagrees:
            said = cited(f"another source says {other.value}", other.references, self.numbers, unverified=False)
            blocks.append(Item(f"{said}; not used: {other.why}", indent + 2))
        return blocks

    def _rest(self, credential: Credential) -> list[Block]:
        blocks: list[Block] = []
        version = credential.versions[0]
        elsewhere = ("requires", "none_required", "endorsement")
        outside = [f for f in credential_figures(credential, version) if not f.path.startswith(elsewhere)]
        if outside:
            blocks.append(Item("fees, time and renewal:"))
            for figure in outside:
                blocks.extend(self._figure(figure, 2))
        blocks.extend(self._compact(credential))
        if credential.endorsement:
            blocks.append(Item("endorsement, for holders of a license elsewhere:"))
            way = figures(credential.endorsement, "endorsement")
            blocks.extend(Item(endorsement_words(figure, self.numbers), 2) for figure in way)
        for label, statements in (
            ("scope", credential.scope),
            ("know before", credential.warnings),
            ("after it is issued", credential.after_issue),
            ("note", credential.notes),
        ):
            blocks.extend(Item(f"{label}: {self._cited_value(statement)}") for statement in statements)
        return blocks

    def _compact(self, credential: Credential) -> list[Block]:
        """What the compact is worth today: in force, issuing, what a person gets and must have."""
        compact = self.compacts.get(credential.compact.value) if credential.compact else None
        if compact is None:
            return []
        state = "in operation" if compact.operational.value else "not yet in operation"
        issued = "privileges are being issued" if compact.issuing.value else "nothing is issued yet"
        blocks: list[Block] = [
            Item(f"{compact.title}: {self._cited_as(compact.operational, state)}"),
            Item(self._cited_as(compact.issuing, issued), 2),
            Item(f"gives: {self._cited_value(compact.gives)}", 2),
        ]
        blocks.extend(Item(f"needs: {self._cited_value(need)}", 2) for need in compact.needs)
        return blocks

    def _cited_as(self, sourced: Sourced, text: str) -> str:
        said = cited(text, sourced.ref, self.numbers, unverified=bool(sourced.unverified))
        return f"{said} ({sourced.note})" if sourced.note else said

    def _cited_value(self, statement: Sourced) -> str:
        value = str(getattr(statement, "value", ""))
        return cited(value, statement.ref, self.numbers, unverified=bool(statement.unverified))
