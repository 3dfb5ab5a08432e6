"""Which credentials nobody can reach from no education at all, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mhcareer.catalog.checks.problem import Problem
from mhcareer.model.base import LEVELS, jurisdiction_of
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import Condition, CredentialRequirement, Education, LeafRequirement, Requirement


def circles(catalog: Catalog) -> Iterator[Problem]:
    """Credentials that no way leads to even if every other requirement were met: they require each other."""

    def met(leaf: LeafRequirement, reached: set[str]) -> bool:
        known = isinstance(leaf, CredentialRequirement) and leaf.id in catalog.credentials
        return not known or getattr(leaf, "id", None) in reached

    for credential in sorted(catalog.credentials.keys() - _fixpoint(catalog, met)):
        file = f"jurisdictions/{jurisdiction_of(credential)}.yaml"
        yield Problem(file, credential, "every way to it requires itself")


def unreachable(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Ids of credentials that no way leads to from no education, with what stands in the way: not an error."""
    reached = _fixpoint(catalog, lambda leaf, found: _barrier(catalog, leaf, found) is None)
    for credential in catalog.credentials:
        if credential not in reached:
            trees = _trees(catalog, credential)
            yield credential, next((_reason(catalog, tree, reached) for tree in trees), "no rule of it is in force")


def _fixpoint(catalog: Catalog, met: Callable[[LeafRequirement, set[str]], bool]) -> set[str]:
    """Credentials that can be reached in some number of steps, where `met` judges a leaf by what is reached so far."""
    reached: set[str] = set()
    while True:
        more = {
            credential
            for credential in catalog.credentials.keys() - reached
            if any(_holds(tree, met, reached) for tree in _trees(catalog, credential))
        }
        if not more:
            return reached
        reached |= more


def _trees(catalog: Catalog, credential: str) -> list[Requirement]:
    versions = catalog.credentials[credential].versions
    return [v.requires for v in versions if v.requires and v.status in ("in force", "adopted")]


def _holds(node: Requirement, met: Callable[[LeafRequirement, set[str]], bool], reached: set[str]) -> bool:
    if node.leaf is not None:
        return met(node.leaf, reached)
    judged = [_holds(child, met, reached) for child in node.children]
    return any(judged) if node.any is not None else all(judged)


def _reason(catalog: Catalog, node: Requirement, reached: set[str]) -> str:
    """The first barrier of a tree that does not hold."""
    for _, leaf in node.leaves():
        barrier = _barrier(catalog, leaf, reached)
        if barrier is not None:
            return barrier
    return "its alternatives exclude each other"


def _barrier(catalog: Catalog, leaf: LeafRequirement, reached: set[str]) -> str | None:
    """What keeps a leaf from being met by somebody without any education; None if nothing does."""
    match leaf:
        case CredentialRequirement(outside=str() as outside):
            return f"needs {outside}, which no plan leads to"
        case CredentialRequirement(id=str() as other) if other in catalog.credentials:
            return None if other in reached else f"needs `{other}`, which is out of reach"
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
