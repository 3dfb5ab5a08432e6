"""Parts of the data as a question needs them: one role in every jurisdiction, one occupation.

Works on the plain values of files that are right. The wheel's build step writes every slice beside the data, under
`index/`, so that an installed program reads one small file; elsewhere the same functions make a slice when it is first
asked for. Depends on the standard library alone, so that the build step can use this very module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Values = dict[str, Any]
"""A mapping as it comes out of JSON or YAML."""

_RULE = {
    "credentials": (
        *("id", "title", "abbreviation", "role", "also_for", "goal", "occupation", "kind", "level", "board"),
        "versions",
    ),
    "versions": ("effective", "keyed_to", "status", "requires"),
}
"""What is left of a credential, and of each version of its rule, where the rule alone is asked for."""


def role_slices(files: Sequence[Values], role: str, *, rules_only: bool = False) -> Values:
    """Every jurisdiction, with the credentials that serve a role and all that those refer to: `RoleSlices`.

    Args:
        files: The jurisdictions.
        role: Id of the role.
        rules_only: Leave out what a comparison of rules does not read: references, fees, notes and the like.
    """
    known = {credential["id"]: credential for file in files for credential in file["credentials"]}
    wanted = _with_what_they_refer_to(known, [id_ for id_, credential in known.items() if role in _serves(credential)])
    positions = {c["id"]: n for file in files for n, c in enumerate(file["credentials"]) if c["id"] in wanted}
    slices = [_slice(file, wanted) for file in files]
    return {"files": [_rules(slice_) for slice_ in slices] if rules_only else slices, "positions": positions}


def occupation_slice(file: Values, code: str) -> Values:
    """One occupation with the references that it cites; None where the file does not have it."""
    occupation = next((found for found in file["occupations"] if found["code"] == code), None)
    return {"occupation": occupation, "references": _cited(file["references"], occupation)}


def every_slice(jurisdictions: Sequence[Values], roles: Values, occupations: Values) -> Iterator[tuple[str, Values]]:
    """Each slice that a wheel carries, with its name, as `roles/professional-counselor`."""
    served = {role for file in jurisdictions for credential in file["credentials"] for role in _serves(credential)}
    for role in sorted(served | {role["id"] for role in roles["roles"]}):
        yield f"roles/{role}", role_slices(jurisdictions, role)
        yield f"rules/{role}", role_slices(jurisdictions, role, rules_only=True)
    for occupation in occupations["occupations"]:
        yield f"occupations/{occupation['code']}", occupation_slice(occupations, occupation["code"])


def _serves(credential: Values) -> set[str]:
    return {credential["role"], *credential.get("also_for", ())}


def _with_what_they_refer_to(known: Values, ids: Iterable[str]) -> set[str]:
    wanted: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in known and id_ not in wanted:
            wanted.add(id_)
            waiting.extend(_named(known[id_]["versions"], "credential"))
    return wanted


def _slice(file: Values, wanted: set[str]) -> Values:
    credentials = [credential for credential in file["credentials"] if credential["id"] in wanted]
    sat = {id_ for credential in credentials for id_ in _named(credential["versions"], "exam")}
    content = {
        "credentials": credentials,
        "exams": [exam for exam in file.get("exams", ()) if exam["id"] in sat],
        "absent": file.get("absent", []),
    }
    head = {"jurisdiction": file["jurisdiction"], "name": file["name"]}
    return {**head, **content, "references": _cited(file["references"], content)}


def _rules(slice_: Values) -> Values:
    credentials = [
        {
            **_kept(credential, "credentials"),
            "versions": [_kept(version, "versions") for version in credential["versions"]],
        }
        for credential in slice_["credentials"]
    ]
    return {**slice_, "credentials": credentials, "references": {}}


def _kept(values: Values, kind: str) -> Values:
    return {key: values[key] for key in _RULE[kind] if key in values}


def _cited(references: Values, content: object) -> Values:
    """The references that the content names; keys that stand in a shared file are passed over."""
    keys = {key for ref in _under(content, "ref") for key in ([ref] if isinstance(ref, str) else ref)}
    return {key: reference for key, reference in references.items() if key in keys}


def _named(rule: object, kind: str) -> set[str]:
    """Ids of what the leaves of one kind ask for."""
    return {leaf["id"] for leaf in _under(rule, kind) if isinstance(leaf, dict) and leaf.get("id")}


def _under(value: object, *keys: str) -> Iterator[Any]:
    """Whatever stands under these keys, at any depth."""
    children: Iterable[Any] = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield from (value[key] for key in keys if key in value)
        children = value.values()
    for child in children:
        yield from _under(child, *keys)
