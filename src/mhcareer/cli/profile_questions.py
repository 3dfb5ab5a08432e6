"""Questions about somebody new, for whoever starts `mhcareer profile new` on a terminal without saying more.

Each can be passed over with Enter, but for the education. What only the person can know is asked last, one fact at a
time, and kept only after a yes to that very fact.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.cli.asking import ask, confirm, tell, tell_mistake
from mhcareer.cli.profile_facts import checked_target
from mhcareer.cli.words import education, start_day, state_code
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


def ask_about(folders: Folders, environment: Environment) -> Fields:
    """What a new profile states, from answers.

    Raises:
        typer.Abort: The user has broken off; nothing is saved.
    """
    catalog = load_catalog(set(), folders)
    tell("Enter passes a question over. What you leave out, a plan assumes and says so.", environment)
    code = _answer(
        environment, "State, by its two letters or its name", lambda words: state_code(dict(catalog.places), words)
    )
    held = _answer(
        environment,
        "Education that is finished, as high-school or masters:counseling",
        lambda words: education(words, catalog),
        needed=True,
    )
    level, field = held or ("none", None)
    target = _answer(environment, "What to become, as lpc", lambda words: checked_target(words, code, folders))
    stated: Fields = {
        "target": target,
        "state": code,
        "education": [{"level": level, **({"field": field} if field else {})}],
    }
    stated |= _pace(environment)
    return {**{name: value for name, value in stated.items() if value is not None}, **_private(environment)}


def _pace(environment: Environment) -> Fields:
    start = _answer(environment, "Start, as 2027-01", lambda words: start_day(words, environment.today).isoformat())
    found: Fields = {"start": start}
    found["study"] = _answer(environment, "Study, full-time or part-time", lambda words: _checked("study", words, {}))
    for name, words in _NUMBERS.items():
        found[name] = _answer(environment, words, _number(name, found))
    return found


def _private(environment: Environment) -> Fields:
    tell("Some ways rest on facts that only the person can know: lived experience, record, age.", environment)
    if not confirm("Keep any of them in the file?", environment):
        return {}
    found: Fields = {}
    for name, words in _PRIVATE.items():
        value = _answer(environment, words, _born(environment.today) if name == "born" else _is_so)
        if value is not None and confirm("Keep this one in the file?", environment):
            found[name] = value
    return {**found, "consent": list(found)} if found else {}


def _answer(environment: Environment, question: str, read: Callable[[str], T], *, needed: bool = False) -> T | None:
    """What an answer means; asked again until it means something, None if it is passed over."""
    while True:
        words = ask(question, environment)
        if not words and not needed:
            return None
        try:
            return read(words)
        except MhcareerError as error:
            tell_mistake(error, environment)


def _checked(name: str, value: Value, beside: Fields) -> Value:
    """The value, if a profile may state it beside what is known."""
    known = {key: kept for key, kept in beside.items() if kept is not None}
    checked_fields({"education": [{"level": "none"}], **known, name: value})
    return value


def _number(name: str, beside: Fields) -> Callable[[str], Value]:
    def read(words: str) -> Value:
        if not (words.isascii() and words.isdecimal()):
            raise UsageError(f"`{words}` is not a whole number", hint="as 30")
        return _checked(name, int(words), beside)

    return read


def _born(today: date) -> Callable[[str], Value]:
    def read(words: str) -> Value:
        if str(_checked("born", words, {})) > today.isoformat():
            raise UsageError("this day has not come", hint="as 1990-01-31")
        return words

    return read


def _is_so(words: str) -> Value:
    answers = {"y": True, "yes": True, "n": False, "no": False}
    if words.lower() not in answers:
        raise UsageError("this is neither yes nor no", hint="as y or n")
    return answers[words.lower()]
