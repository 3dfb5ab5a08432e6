"""The contracts `mhcareer.rules/1` and `mhcareer.roles/1`: what the look-up commands answer as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from mhcareer.model.base import Model, Reference, Statement, jurisdiction_of
from mhcareer.model.catalog import Role
from mhcareer.model.credential import Credential, Fees, Renewal
from mhcareer.model.figures import Figure, credential_figures, figures
from mhcareer.model.library import Catalog
from mhcareer.model.surroundings import Card, Claim


class RuleVersion(Model):
    """One version of a rule: the tree as the data has it, and its figures as a flat list."""

    effective: str | None
    keyed_to: str
    status: str
    summary: str | None
    requires: dict[str, Any] | None
    figures: tuple[Figure, ...]
    none_required: tuple[Figure, ...]
    not_stated: tuple[str, ...]
    references: tuple[str, ...]


class CredentialRules(Model):
    """A credential with the version in force first under the contract's plain names."""

    id: str
    title: str
    abbreviation: str | None
    role: str
    jurisdiction: str
    level: str
    kind: str
    board: str | None
    goal: bool
    origin: str | None
    """Whose data this is and why, where it is not the project's own."""
    requires: dict[str, Any] | None
    figures: tuple[Figure, ...]
    renewal: Renewal | None
    fees_usd: Fees | None
    processing_weeks: dict[str, Any] | None
    compact: str | None
    effective: str | None
    versions: tuple[RuleVersion, ...]
    scope: tuple[Figure, ...]
    warnings: tuple[Figure, ...]
    after_issue: tuple[Figure, ...]
    notes: tuple[Figure, ...]
    references: tuple[str, ...]


class RulesAnswer(Model):
    """The answer of `mhcareer rules --format json`."""

    schema_: Literal["mhcareer.rules/1"] = Field(default="mhcareer.rules/1", alias="schema")
    credentials: tuple[CredentialRules, ...]
    claims: tuple[Claim, ...]
    """What the two starting articles claim of the roles concerned; no rule."""
    references: dict[str, Reference]
    data_version: str


class RoleEntry(Model):
    """A role, the credentials that serve it in the jurisdiction asked for, and its card if only this one is asked."""

    role: Role
    credentials: tuple[str, ...]
    card: Card | None = None


class RolesAnswer(Model):
    """The answer of `mhcareer roles` and `mhcareer role` as JSON."""

    schema_: Literal["mhcareer.roles/1"] = Field(default="mhcareer.roles/1", alias="schema")
    jurisdiction: str | None
    roles: tuple[RoleEntry, ...]
    references: dict[str, Reference]
    data_version: str


def rules_answer(catalog: Catalog, credentials: Sequence[Credential], claims: Sequence[Claim] = ()) -> RulesAnswer:
    """The contract's answer for credentials of a catalog."""
    listed = tuple(_rules(credential, catalog.origins.get(credential.id)) for credential in credentials)
    keys = dict.fromkeys([key for rules in listed for key in rules.references])
    keys |= dict.fromkeys(key for claim in claims for key in (*claim.ref, *claim.against_ref))
    return RulesAnswer(
        credentials=listed,
        claims=tuple(claims),
        references={key: catalog.references[key] for key in keys if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def roles_answer(
    catalog: Catalog, roles: Sequence[Role], state: str | None, cards: Mapping[str, Card] | None = None
) -> RolesAnswer:
    """The contract's answer for roles of a catalog."""
    entries = tuple(
        RoleEntry(
            role=role,
            credentials=tuple(c.id for c in catalog.for_role(role.id, state)) if state else (),
            card=(cards or {}).get(role.id),
        )
        for role in roles
    )
    keys = dict.fromkeys(key for r in roles for s in (r.summary, r.occupation) for key in s.ref)
    return RolesAnswer(
        jurisdiction=state,
        roles=entries,
        references={key: catalog.references[key] for key in keys if key in catalog.references},
        data_version=catalog.planning.data_version,
    )


def _rules(credential: Credential, origin: str | None) -> CredentialRules:
    versions = tuple(
        RuleVersion(
            effective=version.effective,
            keyed_to=version.keyed_to,
            status=version.status,
            summary=version.summary,
            requires=version.requires.model_dump(mode="json", exclude_unset=True) if version.requires else None,
            figures=credential_figures(credential, version),
            none_required=_statements(version.none_required, "none_required"),
            not_stated=version.not_stated,
            references=version.ref,
        )
        for version in credential.versions
    )
    current = versions[credential.versions.index(credential.current)]
    texts = (*credential.scope, *credential.warnings, *credential.after_issue, *credential.notes)
    keys = [key for v in versions for f in v.figures for key in f.references]
    keys += [key for v in versions for key in v.references] + [key for s in texts for key in s.ref]
    keys += [key for v in versions for f in v.figures for d in f.disagrees for key in d.references]
    processing = credential.processing_weeks
    return CredentialRules(
        id=credential.id,
        title=credential.title,
        abbreviation=credential.abbreviation,
        role=credential.role,
        jurisdiction=jurisdiction_of(credential.id),
        level=credential.level,
        kind=credential.kind,
        board=credential.board,
        goal=bool(credential.goal),
        origin=origin,
        requires=current.requires,
        figures=current.figures,
        renewal=credential.renewal,
        fees_usd=credential.fees_usd,
        processing_weeks=processing.model_dump(mode="json", exclude_unset=True) if processing else None,
        compact=credential.compact.value if credential.compact else None,
        effective=current.effective,
        versions=versions,
        scope=_statements(credential.scope, "scope"),
        warnings=_statements(credential.warnings, "warnings"),
        after_issue=_statements(credential.after_issue, "after_issue"),
        notes=_statements(credential.notes, "notes"),
        references=tuple(dict.fromkeys(keys)),
    )


def _statements(statements: tuple[Statement, ...], name: str) -> tuple[Figure, ...]:
    return tuple(figure for index, s in enumerate(statements) for figure in figures(s, f"{name}.{index}"))
