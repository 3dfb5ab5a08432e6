"""From the words of a person to a credential: ids, abbreviations, titles, roles and near misses.

Letters alone never tell the tier: what an abbreviation means is what the jurisdiction's own file says. Where a
word names something else there than a reader might think, the resolution carries a note.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import Role
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Target
from mhcareer.planner.notes import choices, named, other_tier, reach, side_by_side

_SURE = 0.86
"""Likeness from which a long misspelled name is read as the one it resembles."""
_NEAR = 0.65
"""Likeness below which a name is no suggestion."""
_LONG = 8
_TELLING = 3
"""Fewest letters that are looked for inside names."""


@dataclass(frozen=True)
class Named:
    """A credential that words resolved to, and the note that explains how."""

    credential: Credential
    note: str | None = None
    role: str | None = None
    """The role that was asked for, where the credential serves several."""


def resolve(catalog: Catalog, words: str, state: str | None) -> Target:
    """The target that the words mean in a jurisdiction.

    Args:
        catalog: Must hold the jurisdiction and `US`.
        words: A role, a title, an abbreviation or an id, in any spelling of case and punctuation.
        state: Code of the jurisdiction; None where the words are an id or a national credential.

    Raises:
        UsageError: Unknown or ambiguous words; the message lists what was perhaps meant.
        NoAnswerError: The words are understood, but the jurisdiction has no such credential.
    """
    code = state or NATIONAL
    found = _by_id(catalog, words, state) or _by_name(catalog, words, code, asked_state=state)
    others = also_meant(catalog, words, code)
    if others:
        more = side_by_side(found.credential, others, words)
        found = replace(found, note=f"{found.note}; {more}" if found.note else more)
    return target_of(catalog, found, words)


def also_meant(catalog: Catalog, words: str, code: str) -> list[tuple[Role, Credential]]:
    """Other roles that answer to a word which means one role first, with what each rests on in a jurisdiction."""
    others = roles_also_called(catalog, words)
    return [(role, goal) for role in others if (goal := goal_of(catalog, role.id, code))]


def roles_also_called(catalog: Catalog, words: str) -> tuple[Role, ...]:
    """The roles that a word means, too, where it means another first."""
    return tuple(r for r in catalog.roles.values() if key(words) in {key(known) for known in r.also_called})


def is_local(catalog: Catalog, words: str, code: str) -> bool:
    """Whether words name a credential of a jurisdiction, or a role that one serves there, without any national one."""
    wanted = key(words)
    if words.strip().lower() in catalog.credentials:
        return True
    here = catalog.in_jurisdiction(code)
    names = {key(name) for c in here for name in (c.abbreviation or "", c.title, *c.aliases) if name}
    roles = [r.id for r in catalog.roles.values() if wanted in _role_keys(r)]
    return wanted in names or any(catalog.for_role(role, code) for role in roles)


def is_known(catalog: Catalog, words: str) -> bool:
    """Whether words name a role or a national credential, or come near to one."""
    return bool(find_roles(catalog, words)) or is_local(catalog, words, NATIONAL)


def target_of(catalog: Catalog, named: Named, asked: str) -> Target:
    """The target of a plan for a credential."""
    credential = named.credential
    code = jurisdiction_of(credential.id)
    return Target(
        asked=asked,
        role=named.role or credential.role,
        credential=credential.id,
        title=credential.title,
        abbreviation=credential.abbreviation,
        jurisdiction=code,
        jurisdiction_name=catalog.places.get(code, code),
        level=credential.level,
        kind=credential.kind,
        note=named.note,
    )


def looks_like_id(words: str) -> bool:
    """Whether words have the form of a credential id."""
    return re.fullmatch(r"[a-z]{2}-[a-z0-9][a-z0-9.-]*", words.strip().lower()) is not None


def key(words: str) -> str:
    """Words reduced to what tells names apart: letters and digits, lower case."""
    return re.sub(r"[^a-z0-9]", "", words.lower())


def find_roles(catalog: Catalog, words: str, *, exact: bool = False) -> tuple[Role, ...]:
    """Roles whose id, title, letters or aliases are the words, or else contain them or come close."""
    wanted = key(words)
    same = [r for r in catalog.roles.values() if wanted in _role_keys(r)]
    if same or exact or not wanted:
        return tuple(same)
    containing = [
        r for r in catalog.roles.values() if len(wanted) >= _TELLING and any(wanted in name for name in _role_keys(r))
    ]
    if containing:
        return tuple(containing)
    names = {name: r for r in catalog.roles.values() for name in _role_keys(r)}
    close = _close(wanted, list(names), most=3, likeness=0.75)
    return tuple({names[name].id: names[name] for name in close}.values())


def goal_of(catalog: Catalog, role: str, code: str) -> Credential | None:
    """The credential that full practice of a role rests on in a jurisdiction; None if the data names none."""
    serving = catalog.for_role(role, code)
    goals = [c for c in serving if c.goal]
    if goals:
        return next((c for c in goals if c.role == role), goals[0])
    return serving[0] if len(serving) == 1 else None


def full_practice(catalog: Catalog, credential: Credential, words: str, code: str) -> tuple[Role, Credential] | None:
    """What full practice rests on here, if not on this: for its own role, or for what the letters mean elsewhere."""
    letters = [r.id for r in catalog.roles.values() if key(words) in {key(known) for known in r.abbreviations}]
    for role in (credential.role, *letters):
        goal = goal_of(catalog, role, code)
        if goal is not None and goal.id != credential.id:
            return catalog.roles[role], goal
    return None


def _by_id(catalog: Catalog, words: str, state: str | None) -> Named | None:
    wanted = words.strip().lower()
    credential = catalog.credentials.get(wanted)
    if credential is None:
        return None
    own = jurisdiction_of(wanted)
    if state and own not in (state, NATIONAL):
        raise UsageError(
            f"`{wanted}` belongs to {catalog.places[own]}, not to {catalog.places[state]}",
            hint=f"leave out `--state`, or say `--state {own}`",
        )
    if credential.pattern and state and state != NATIONAL:
        return Named(credential, f"this is {reach(credential, catalog.places[state])}")
    return Named(credential)


def _by_name(catalog: Catalog, words: str, code: str, *, asked_state: str | None) -> Named:
    wanted = key(words)
    if not wanted:
        problem = f"unknown target `{words}`" if words.strip() else "no target is named"
        raise UsageError(problem, hint="`mhcareer roles` lists every role")
    here = catalog.in_jurisdiction(code)
    for found in (
        [c for c in here if c.abbreviation and key(c.abbreviation) == wanted],
        [c for c in here if wanted in {key(c.title), *(key(alias) for alias in c.aliases)}],
    ):
        if found:
            return _one_of(catalog, found, words, code)
    roles = [r for r in catalog.roles.values() if wanted in _role_keys(r)]
    if roles:
        return _for_roles(catalog, roles, words, code)
    if code != NATIONAL:
        national = [
            c
            for c in catalog.in_jurisdiction(NATIONAL)
            if wanted in {key(c.abbreviation or ""), key(c.title), *(key(alias) for alias in c.aliases)}
        ]
        if national:
            place = catalog.places[code]
            said = f"{place} has none of its own in the data; this is {named(national[0])}, {reach(national[0], place)}"
            return Named(national[0], said)
    return _near_miss(catalog, words, code, asked_state=asked_state)


def _role_keys(role: Role) -> set[str]:
    return {key(name) for name in (role.id, role.title, *role.abbreviations, *role.aliases)}


def _one_of(catalog: Catalog, found: list[Credential], words: str, code: str) -> Named:
    if len(found) > 1:
        goals = [c for c in found if c.goal]
        if len(goals) != 1:
            raise UsageError(f"`{words}` means more than one credential in {catalog.places[code]}", hint=choices(found))
        found = goals
    return Named(found[0], _elsewhere(catalog, found[0], words, code))


def _elsewhere(catalog: Catalog, credential: Credential, words: str, code: str) -> str | None:
    behind = full_practice(catalog, credential, words, code)
    if behind is None:
        return None
    return other_tier(credential, *behind, catalog.places[code])


def _for_roles(catalog: Catalog, roles: list[Role], words: str, code: str) -> Named:
    place = catalog.places[code]
    goals = {g.id: (role, g) for role in roles if (g := goal_of(catalog, role.id, code))}
    if len(goals) == 1:
        role, goal = next(iter(goals.values()))
        others = [c for c in catalog.for_role(role.id, code) if c.id != goal.id and c.level == goal.level]
        letters = key(words) in {key(letter) for letter in role.abbreviations}
        absent = f"{place} issues no {words.strip().upper()}: there" if letters else f"in {place}"
        note = f"{absent} the {role.title.lower()}'s credential is {named(goal)}"
        if others:
            note += "; also there: " + ", ".join(named(c) for c in others)
        same = goal.abbreviation is not None and key(goal.abbreviation) == key(words)
        return Named(goal, None if same and not others else note, role.id)
    serving = [g for _, g in goals.values()] or [c for role in roles for c in catalog.for_role(role.id, code)]
    if serving:
        raise UsageError(f"`{words}` can mean more than one credential in {place}", hint=choices(serving))
    for role in roles:
        national = goal_of(catalog, role.id, NATIONAL) if code != NATIONAL else None
        if national is not None:
            none = f"{place} has no credential of its own for this role in the data"
            return Named(national, f"{none}; this is {named(national)}, {reach(national, place)}", role.id)
    raise _absent(catalog, roles[0], code)


def _absent(catalog: Catalog, role: Role, code: str) -> NoAnswerError:
    place = catalog.places[code]
    if code not in catalog.jurisdictions:
        return NoAnswerError(
            f"the rules of {place} are not in the data yet",
            hint="until they are, ask its board",
        )
    near = {*role.beside, *role.above, *role.below}
    kin = [r for r in catalog.roles.values() if r.id in near or r.family == role.family]
    instead = [g for r in kin if (g := goal_of(catalog, r.id, code))]
    hint = "it has instead: " + ", ".join(dict.fromkeys(named(c) for c in instead[:6])) if instead else None
    return NoAnswerError(f"{place} has no credential for {role.title.lower()} in the data", hint=hint)


def _near_miss(catalog: Catalog, words: str, code: str, *, asked_state: str | None) -> Named:
    names: dict[str, str] = {}
    for credential in catalog.in_jurisdiction(code):
        for name in (credential.abbreviation, credential.title, *credential.aliases):
            if name:
                names[key(name)] = credential.id
    for role in catalog.roles.values():
        for name in _role_keys(role):
            names.setdefault(name, role.id)
    for credential_id in catalog.credentials:
        names.setdefault(key(credential_id), credential_id)
    close = _close(key(words), list(names), most=5, likeness=_NEAR)
    meant = list(dict.fromkeys(names[name] for name in close))
    if meant and len(key(words)) >= _LONG and close[0] in _close(key(words), close, most=1, likeness=_SURE):
        return _read_as(catalog, meant[0], words, code)
    if code not in catalog.jurisdictions and asked_state:
        raise NoAnswerError(
            f"the rules of {catalog.places[code]} are not in the data yet", hint="until they are, ask its board"
        )
    did_you_mean = "did you mean " + ", ".join(f"`{m}`" for m in meant) + "?" if meant else None
    raise UsageError(
        f"unknown target `{words}`",
        hint=did_you_mean or "`mhcareer roles` lists every role; `mhcareer rules --state XX` every credential",
    )


def _read_as(catalog: Catalog, meant: str, words: str, code: str) -> Named:
    read = f"`{words}` was read as `{meant}`"
    if meant in catalog.credentials:
        named = _one_of(catalog, [catalog.credentials[meant]], words, code)
    else:
        named = _for_roles(catalog, [catalog.roles[meant]], words, code)
    return Named(named.credential, f"{read}; {named.note}" if named.note else read, named.role)


def _close(word: str, names: list[str], *, most: int, likeness: float) -> list[str]:
    """The names nearest to a word, nearest first."""
    from difflib import get_close_matches

    return get_close_matches(word, names, n=most, cutoff=likeness)
