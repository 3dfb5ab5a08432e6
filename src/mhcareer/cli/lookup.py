"""`mhcareer roles`, `role` and `rules`: what the data says, without a plan."""

from __future__ import annotations

from pydantic import BaseModel

from mhcareer.catalog.files import read_file
from mhcareer.catalog.load import available_jurisdictions, load_catalog
from mhcareer.catalog.locate import data_folder
from mhcareer.cli.options import Look, state_code
from mhcareer.cli.output import chosen_format, show, show_json
from mhcareer.cli.planning import named_jurisdiction
from mhcareer.environment import Environment
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.model.base import jurisdiction_of
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.lookup import roles_answer, rules_answer
from mhcareer.planner.targets import NATIONAL, find_roles, looks_like_id, resolve
from mhcareer.render.document import Document
from mhcareer.render.roles_view import role_document, roles_document
from mhcareer.render.rules_view import rules_document


def roles(query: str | None, state: str | None, look: Look) -> int:
    """Print the roles; 1 if none matches.

    Raises:
        UsageError: An unknown state or format.
        NoAnswerError: No role matches the words.
    """
    environment = Environment.current()
    chosen = chosen_format(look, environment)
    code = _code(state)
    catalog = load_catalog({code} if code else set())
    found = find_roles(catalog, query) if query else tuple(catalog.roles.values())
    if not found:
        raise NoAnswerError(f"no role matches `{query}`", hint="`mhcareer roles` lists them all")
    answer = roles_answer(catalog, found, code)
    return _print(answer, roles_document(catalog, found, code), environment, look, chosen)


def role(name: str, state: str | None, look: Look) -> int:
    """Print one role's card.

    Raises:
        UsageError: Unknown or ambiguous words.
    """
    environment = Environment.current()
    chosen = chosen_format(look, environment)
    code = _code(state)
    catalog = load_catalog({code} if code else set())
    found = find_roles(catalog, name, exact=True) or find_roles(catalog, name)
    if len(found) != 1:
        listed = ", ".join(f"`{r.id}`" for r in found)
        problem = f"`{name}` can mean several roles" if found else f"unknown role `{name}`"
        raise UsageError(problem, hint=f"say which: {listed}" if found else "`mhcareer roles` lists them all")
    answer = roles_answer(catalog, found, code)
    return _print(answer, role_document(catalog, found[0], code), environment, look, chosen)


def rules(name: str | None, state: str | None, look: Look) -> int:
    """Print the rules of one credential, or of every credential of a jurisdiction.

    Raises:
        UsageError: Unknown or ambiguous words, or no state where one is needed.
        NoAnswerError: The jurisdiction has no such credential, or is not in the data.
    """
    environment = Environment.current()
    chosen = chosen_format(look, environment)
    code = _code(state)
    if code is None and name and looks_like_id(name) and jurisdiction_of(name.strip()) in _places():
        code = jurisdiction_of(name.strip())
    if code is None:
        raise UsageError("which state?", hint="say it as `--state VA`, or name a credential by its id, as `va-lpc`")
    catalog = load_catalog({code, NATIONAL, *(named_jurisdiction(name) if name else ())})
    note = None
    if name is None:
        credentials = catalog.in_jurisdiction(code)
        if not credentials:
            held = ", ".join(available_jurisdictions())
            raise NoAnswerError(f"the rules of {catalog.places[code]} are not in the data yet", hint=f"held: {held}")
    else:
        target = resolve(catalog, name, code)
        credentials, note = (catalog.credentials[target.credential],), target.note
    answer = rules_answer(catalog, credentials)
    return _print(answer, rules_document(catalog, credentials, note), environment, look, chosen)


def _code(state: str | None) -> str | None:
    return state_code(_places(), state) if state else None


def _places() -> dict[str, str]:
    return read_file(data_folder(), "places", PlacesFile).places


def _print(answer: BaseModel, document: Document, environment: Environment, look: Look, style: str) -> int:
    if style == "json":
        show_json(answer, environment)
    else:
        show(document, environment, look, style)
    return 0
