"""What the shell offers while one types: states, roles, targets, levels, saved people, settings.

A completion runs each time that a key is pressed, so each of these reads the one small file that it needs, and of the
states at most the one that is named. Nobody can be told of a mistake in the middle of a line: where something cannot be
read, nothing is offered, and the command itself says what is wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ParamSpec

import typer

if TYPE_CHECKING:
    from mhcareer.catalog.locate import Folders

Offers = list[str] | list[tuple[str, str]]
P = ParamSpec("P")

_ID_LEAD = 3
"""Letters of an id that name its jurisdiction, with the hyphen: `va-`."""


def _quiet(offer: Callable[P, Offers]) -> Callable[P, Offers]:
    """Offers nothing where anything fails: a message would land in the line that is being typed."""

    @functools.wraps(offer)
    def offered(*args: P.args, **kwargs: P.kwargs) -> Offers:
        try:
            return offer(*args, **kwargs)
        except Exception:  # whatever it is: an unfinished line has no place for a message
            return []

    return offered


@_quiet
def states(incomplete: str) -> Offers:
    """Codes of the places, with their names; a name that is begun is completed where it is one word."""
    places = _places()
    codes = _beginning(incomplete, places.items())
    # A shell would have to quote a name of two words, and not every shell does.
    return codes or _beginning(incomplete, [(name, code) for code, name in places.items() if " " not in name])


@_quiet
def roles(incomplete: str) -> Offers:
    """Ids and letters of roles, with their titles."""
    return _beginning(incomplete, _role_words())


@_quiet
def targets(ctx: typer.Context, incomplete: str) -> Offers:
    """Roles and their letters; with a state named, its credentials; behind `va-` the ids of that state."""
    code = _named_state(ctx, incomplete)
    if code is None:
        return _beginning(incomplete, _role_words())
    here = _credential_words(code)
    return _beginning(
        incomplete, here if incomplete.lower().startswith(f"{code.lower()}-") else [*here, *_role_words()]
    )


@_quiet
def levels(incomplete: str) -> Offers:
    """Levels of education; behind a level and a colon, the fields of study."""
    from mhcareer.model.base import LEVEL_NAMES

    level, colon, _ = incomplete.partition(":")
    if not colon:
        return _beginning(incomplete, [(key, name) for key, name in LEVEL_NAMES.items() if key != "residency"])
    fields = [(f"{level}:{field['id']}", str(field["title"])) for field in _entries("fields", "fields")]
    return _beginning(incomplete, fields)


@_quiet
def profiles(incomplete: str) -> Offers:
    """Names of the saved people."""
    from mhcareer.profiles.names import saved_names
    from mhcareer.profiles.places import profiles_folder

    return [name for name in saved_names(profiles_folder()) if name.startswith(incomplete)]


@_quiet
def steps(ctx: typer.Context, incomplete: str) -> Offers:
    """Steps of the last plan of the profile that is named before."""
    from mhcareer.profiles.store import resolve_profile

    plan = resolve_profile(str(ctx.params["name"])).profile.last_plan
    return _beginning(incomplete, [(id_, step.title) for id_, step in plan.steps.items()] if plan else [])


@_quiet
def formats(incomplete: str) -> Offers:
    """Formats of an answer."""
    from mhcareer.cli.formats import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


@_quiet
def studies(incomplete: str) -> Offers:
    """Ways to study."""
    return [name for name in ("full-time", "part-time") if name.startswith(incomplete)]


@_quiet
def setting_keys(incomplete: str) -> Offers:
    """What can be set, with what holds where it is not."""
    from mhcareer.model.settings import BUILT_IN

    return _beginning(incomplete, list(BUILT_IN.items()))


@_quiet
def setting_values(ctx: typer.Context, incomplete: str) -> Offers:
    """Values of the setting that is named before."""
    key = ctx.params.get("key")
    words = {"color": ("auto", "always", "never"), "pager": ("auto", "never")}.get(str(key))
    if words:
        return [word for word in words if word.startswith(incomplete)]
    offer = {"state": states, "format": formats, "study": studies}.get(str(key))
    return offer(incomplete) if offer else []


def _named_state(ctx: typer.Context, incomplete: str) -> str | None:
    """The jurisdiction whose credentials may be meant: of the id that is begun, else of `--state`."""
    places = _places()
    code = incomplete[:2].upper()
    if len(incomplete) >= _ID_LEAD and incomplete[2] == "-" and code in places:
        return code
    from mhcareer.cli.words import state_code

    state = ctx.params.get("state")
    return state_code(places, str(state)) if state else None


def _credential_words(code: str) -> list[tuple[str, str]]:
    credentials = [(c, str(c["title"])) for c in _entries(f"jurisdictions/{code}", "credentials")]
    letters = [(str(c["abbreviation"]), title) for c, title in credentials if c.get("abbreviation")]
    return [*letters, *((str(c["id"]), title) for c, title in credentials)]


def _role_words() -> list[tuple[str, str]]:
    found = _entries("roles", "roles")
    return [(word, str(role["title"])) for role in found for word in (role["id"], *role.get("abbreviations", ()))]


def _places() -> dict[str, str]:
    from mhcareer.catalog.plain import read_plain

    return {code: name for file in read_plain(_folders(), "places") for code, name in file["places"].items()}


def _entries(file: str, kind: str) -> list[dict[str, Any]]:
    """Entries of a file of the data, unchecked: the models cost more than all the rest of a completion."""
    from mhcareer.catalog.plain import read_plain

    return [entry for content in read_plain(_folders(), file) for entry in content.get(kind, ())]


def _folders() -> Folders:
    from mhcareer.cli.folders import folders_of

    return folders_of(None)


def _beginning(incomplete: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words that begin like the one being typed, each once, in the case in which it is typed."""
    found: dict[str, str] = {}
    for word, about in pairs:
        if word.lower().startswith(incomplete.lower()):
            typed = word if word.startswith(incomplete) else word.lower()
            found.setdefault(incomplete + typed[len(incomplete) :], about)
    return list(found.items())
