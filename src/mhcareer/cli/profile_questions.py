"""Questions about somebody new, for whoever starts `mhcareer profile new` on a terminal without saying more.

Each can be passed over with Enter, but for the education. What only the person can know is asked last, one fact at a
time, and kept only after a yes to that very fact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.cli.options import education, start_day, state_code
from mhcareer.cli.profile_facts import checked_target
from mhcareer.environment import Environment
from mhcareer.errors import MhcareerError, UsageError
from mhcareer.profiles.assignments import checked_fields
from mhcareer.profiles.rendering import Fields, Value

T = TypeVar("T")

_NUMBERS = {
    "hours_per_week": "Hours of work a week that count toward a license",
    "direct_per_week": "Of them, hours with clients",
    "supervision_per_week": "Hours of supervision a week",
}
_PRIVATE = {
    "lived_experience": "Lived experience with a mental health condition or with addiction (y/n)",
    "background_clear": "A background check would be clear (y/n)",
    "born": "Day of birth, as 1990-01-31",
    "resident": "Resident of the state (y/n)",
    "military": "Served, serves, or is married to somebody who does (y/n)",
}


def ask(folders: Folders, environment: Environment) -> Fields:
    """What a new profile states, from answers.

    Raises:
        typer.Abort: The user has broken off; nothing is saved.
    """
    catalog = load_catalog(set(), folders)
    typer.echo("Enter passes a question over. What you leave out, a plan assumes and says so.", err=True)
    code = _answer("State, as VA or Virginia", lambda words: state_code(dict(catalog.places), words))
    held = _answer(
        "Education that is finished, as high-school or masters:counseling",
        lambda words: education(words, catalog),
        needed=True,
    )
    level, field = held or ("none", None)
    fields: dict[str, Value] = {
        "target": _answer(
            "What to become, as lpc; may be left open", lambda words: checked_target(words, code, folders)
        ),
        "state": code,
        "education": [{"level": level, **({"field": field} if field else {})}],
        "start": _answer("Start, as 2027-01", lambda words: start_day(words, environment.today).isoformat()),
        "study": _answer("Study, full-time or part-time", lambda words: _checked("study", words)),
    }
    fields |= {name: _answer(words, _number(name)) for name, words in _NUMBERS.items()}
    fields = {name: value for name, value in fields.items() if value is not None}
    return {**fields, **_private()}


def _private() -> Fields:
    typer.echo("Some ways rest on facts that only the person can know: lived experience, record, age.", err=True)
    if not typer.confirm("Keep any of them in the file?", default=False, err=True):
        return {}
    found: Fields = {}
    for name, words in _PRIVATE.items():
        value = _answer(words, _fact(name))
        if value is not None and typer.confirm("Keep this one in the file?", default=False, err=True):
            found[name] = value
    return {**found, "consent": list(found)} if found else {}


def _answer(question: str, read: Callable[[str], T], *, needed: bool = False) -> T | None:
    """What an answer means; asked again until it means something, None if it is passed over."""
    while True:
        words = str(typer.prompt(question, default="", show_default=False, err=True)).strip()
        if not words and not needed:
            return None
        try:
            return read(words)
        except MhcareerError as error:
            typer.echo(f"  {error.message}" + (f"; {error.hint}" if error.hint else ""), err=True)


def _checked(name: str, value: Value) -> Value:
    checked_fields(
        {"format": 1, "education": [{"level": "none"}], "consent": [name] if name in _PRIVATE else [], name: value}
    )
    return value


def _number(name: str) -> Callable[[str], Value]:
    def read(words: str) -> Value:
        if not (words.isascii() and words.isdecimal()):
            raise UsageError(f"`{words}` is not a whole number", hint="as 30")
        return _checked(name, int(words))

    return read


def _fact(name: str) -> Callable[[str], Value]:
    if name == "born":
        return lambda words: _checked(name, words)
    answers = {"y": True, "yes": True, "n": False, "no": False}

    def read(words: str) -> Value:
        if words.lower() not in answers:
            raise UsageError("this is neither yes nor no", hint="as y or n")
        return answers[words.lower()]

    return read
