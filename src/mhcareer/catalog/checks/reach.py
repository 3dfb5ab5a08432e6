"""Which credentials nobody can reach from no education at all, and why."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.catalog.checks.problem import Problem
from mhcareer.model.base import LEVELS, jurisdiction_of
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import Condition, CredentialRequirement, Education, LeafRequirement, Requirement


def circles(catalog: Catalog) -> Iterator[Problem]:
    """Credentials that require each other in a circle: an error of the data."""
    for start in catalog.credentials:
        if _needs(catalog, start, start, set()):
            yield Problem(f"jurisdictions/{jurisdiction_of(start)}.yaml", start, "every way to it requires itself")


def unreachable(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Ids of credentials that no way leads to from no education, with what stands in the way: not an error."""
    known: dict[str, str | None] = {}
    for credential in catalog.credentials:
        reason = _barrier(catalog, credential, known)
        if reason is not None:
            yield credential, reason


def _barrier(catalog: Catalog, credential: str, known: dict[str, str | None]) -> str | None:
    if credential not in known:
        known[credential] = "it requires itself"
        versions = catalog.credentials[credential].versions
        trees = [v.requires for v in versions if v.requires and v.status in ("in force", "adopted")]
        reasons = [_in_tree(catalog, tree, known) for tree in trees]
        known[credential] = None if None in reasons else next(iter(reasons), "no rule of it is in force")
    return known[credential]


def _in_tree(catalog: Catalog, node: Requirement, known: dict[str, str | None]) -> str | None:
    if node.leaf is not None:
        return _in_leaf(catalog, node.leaf, known)
    reasons = [_in_tree(catalog, child, known) for child in node.children]
    if node.any is not None:
        return None if None in reasons else reasons[0]
    return next((reason for reason in reasons if reason is not None), None)


def _in_leaf(catalog: Catalog, leaf: LeafRequirement, known: dict[str, str | None]) -> str | None:
    match leaf:
        case CredentialRequirement(outside=str() as outside):
            return f"needs {outside}, which no plan leads to"
        case CredentialRequirement(id=str() as other) if other in catalog.credentials:
            reason = _barrier(catalog, other, known)
            return f"needs `{other}`: {reason}" if reason else None
        case Condition(text=text, blocking=True):
            return f"only for those of whom it holds: {text}"
        case Education():
            return _no_program(catalog, leaf)
        case _:
            return None


def _no_program(catalog: Catalog, asked: Education) -> str | None:
    level = LEVELS.index(asked.level.value)
    if level == 0:
        return None
    fields = set(asked.fields.value) if asked.fields and not asked.fields.related else None
    for program in catalog.programs.values():
        taught = {wider for field in program.fields for wider in catalog.widening(field)}
        if LEVELS.index(program.level) >= level and (fields is None or taught & fields or not program.fields):
            return None
    return f"no program leads to {asked.level.value} in {' or '.join(sorted(fields or ()))}"


def _needs(catalog: Catalog, credential_id: str, goal: str, seen: set[str]) -> bool:
    seen.add(credential_id)
    credential = catalog.credentials.get(credential_id)
    for version in credential.versions if credential else ():
        for _, leaf in version.requires.leaves() if version.requires else ():
            other = leaf.id if isinstance(leaf, CredentialRequirement) else None
            if other and (other == goal or (other not in seen and _needs(catalog, other, goal, seen))):
                return True
    return False
