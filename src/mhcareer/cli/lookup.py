"""`mhcareer roles`, `role` and `rules`: what the data says, without a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mhcareer.catalog.around import read_card, read_claims, read_compacts
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.asker import named_jurisdiction
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.cli.output import put, show
from mhcareer.cli.words import state_code
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import PlacesFile, Role
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.lookup import roles_answer, rules_answer
from mhcareer.model.plan import Target
from mhcareer.planner.targets import find_roles, is_known, key, looks_like_id, resolve, roles_also_called
from mhcareer.render.card_view import card_document
from mhcareer.render.ladder_view import ladder_document, ladder_of
from mhcareer.render.roles_view import roles_document
from mhcareer.render.rules_view import rules_document


def roles(query: str | None, state: str | None, look: Look) -> int:
    """Print the roles; 1 if none matches.

    Raises:
        UsageError: An unknown state or format.
        NoAnswerError: No role matches the words.
    """
    screen = Screen.of(look)
    folders = screen.folders
    code = _code(state, folders)
    catalog = load_catalog({code} if code else set(), folders)
    others = roles_also_called(catalog, query) if query else ()
    found = (*find_roles(catalog, query), *others) if query else tuple(catalog.roles.values())
    if not found:
        raise NoAnswerError(f"no role matches `{query}`", hint="`mhcareer roles` lists them all")
    if screen.style == "mermaid":
        return _draw_ladder({role.id: role for role in found}, None, screen)
    answer = roles_answer(catalog, found, code)
    screen.show(answer, roles_document(catalog, found, code, compared=bool(others)))
    return 0


def role(name: str, state: str | None, look: Look, *, ladder: bool = False) -> int:
    """Print one role's card; with `ladder`, what leads to it and from it instead.

    Raises:
        UsageError: Unknown or ambiguous words.
    """
    screen = Screen.of(look)
    folders = screen.folders
    code = _code(state, folders)
    catalog = load_catalog({code, NATIONAL} if code else set(), folders)
    found = find_roles(catalog, name, exact=True) or find_roles(catalog, name)
    if len(found) != 1:
        listed = ", ".join(f"`{r.id}`" for r in found)
        problem = f"`{name}` can mean several roles" if found else f"unknown role `{name}`"
        raise UsageError(problem, hint=f"say which: {listed}" if found else "`mhcareer roles` lists them all")
    if screen.style == "mermaid":
        return _draw_ladder(catalog.roles, found[0].id, screen)
    if ladder and screen.style != "json":
        rungs = ladder_of(catalog.roles, found[0].id)
        show(ladder_document(rungs, catalog.roles), screen.environment, screen.look, screen.style)
        return 0
    card = read_card(found[0].id, found[0].occupation.value, folders)
    answer = roles_answer(catalog, found, code, {found[0].id: card})
    screen.show(answer, card_document(catalog, found[0], card, code))
    return 0


def rules(name: str | None, state: str | None, look: Look) -> int:
    """Print the rules of one credential, or of every credential of a jurisdiction.

    Raises:
        UsageError: Unknown or ambiguous words, or no state where one is needed.
        NoAnswerError: The jurisdiction has no such credential, or is not in the data.
    """
    screen = Screen.of(look)
    folders = screen.folders
    code = _code(state, folders)
    if code is None and name and looks_like_id(name) and jurisdiction_of(name.strip()) in _places(folders):
        code = jurisdiction_of(name.strip())
    if code is None:
        if name and not is_known(load_catalog({NATIONAL}, folders), name):
            hint = "`mhcareer roles` lists every role; for a credential of one state add it, as `--state VA`"
            raise UsageError(f"unknown target `{name}`", hint=hint)
        raise UsageError("no state is named", hint="say it as `--state VA`, or name a credential by id, as `va-lpc`")
    catalog = load_catalog({code, NATIONAL, *(named_jurisdiction(name) if name else ())}, folders)
    note = None
    if name is None:
        credentials = catalog.in_jurisdiction(code)
        if not credentials:
            held = ", ".join(available_jurisdictions(folders))
            raise NoAnswerError(f"the rules of {catalog.places[code]} are not in the data yet", hint=f"held: {held}")
    else:
        target = resolve(catalog, name, code)
        credentials, note = _asked_for(catalog, target, name), target.note
    claims, documents = read_claims(tuple(dict.fromkeys(c.role for c in credentials)), folders)
    joined = {c.compact.value for c in credentials if c.compact}
    compacts, more = read_compacts(joined, folders) if joined else ((), {})
    catalog = replace(catalog, references={**catalog.references, **documents, **more})
    answer = rules_answer(catalog, credentials, claims)
    screen.show(answer, rules_document(catalog, credentials, note, claims, compacts))
    return 0


def _asked_for(catalog: Catalog, target: Target, words: str) -> tuple[Credential, ...]:
    """The credential, or all that serve the role here if a role was asked for: first the one it rests on."""
    found = catalog.credentials[target.credential]
    asked = {role.id for role in find_roles(catalog, words, exact=True)}
    own = {key(word) for word in (found.id, found.abbreviation or "", found.title, *found.aliases)}
    if key(words) in own or target.role not in asked or target.jurisdiction != jurisdiction_of(found.id):
        return (found,)
    others = (c for c in catalog.for_role(target.role, target.jurisdiction) if c.id != found.id)
    return (found, *others)


def _code(state: str | None, folders: Folders) -> str | None:
    return state_code(_places(folders), state) if state else None


def _places(folders: Folders) -> dict[str, str]:
    return read_merged(folders, "places", PlacesFile).places


def _draw_ladder(known: Mapping[str, Role], around: str | None, screen: Screen) -> int:
    from mhcareer.render.mermaid import ladder_mermaid

    put(ladder_mermaid(ladder_of(known, around), known), screen.environment, screen.look)
    return 0
