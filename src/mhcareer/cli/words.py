"""The words of the command line as values: states, days, levels of education, objectives."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, get_args

from mhcareer.errors import UsageError

if TYPE_CHECKING:
    from mhcareer.model.library import Catalog
    from mhcareer.model.plan import Objective


_DECEMBER = 12


def state_code(catalog_places: dict[str, str], words: str) -> str:
    """The code of a jurisdiction named by its letters or its name.

    Raises:
        UsageError: There is none of that name.
    """
    from difflib import get_close_matches

    wanted = words.strip()
    if wanted.upper() in catalog_places:
        return wanted.upper()
    names = {name.lower(): code for code, name in catalog_places.items()}
    if wanted.lower() in names:
        return names[wanted.lower()]
    *_, last = "", *wanted.upper().replace(".", "").replace(",", " ").split()
    if last in catalog_places:
        return last  # with dots, or behind a town: `D.C.`, `Washington, D.C.`, `Richmond VA`
    close = get_close_matches(wanted.lower(), list(names), n=1, cutoff=0.75)
    hint = (
        f"did you mean `{names[close[0]]}`, {close[0].title()}?"
        if close
        else "use a state's two letters or its name, as VA; the data holds the states, DC and US, and no territory"
    )
    raise UsageError(f"unknown state `{words}`", hint=hint)


_FAR = 60
"""Years ahead beyond which a date is a slip."""


def day(words: str, option: str) -> date:
    """The day of `2027-01-15`, or the first of `2027-01` or `2027`.

    Args:
        words: What was typed.
        option: Where it was typed; empty where there was no option but a question.

    Raises:
        UsageError: Not a date in one of these forms, or none that exists.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", words.strip(), re.ASCII)
    try:
        year, month, number = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, number)
    except ValueError:
        raise UsageError(f"{_typed(option, words)} is not a date", hint="write it as 2027-01 or 2027-01-15") from None


def last_day(words: str, option: str) -> date:
    """The day of `2031-06-15`, or the last of `2031-06` or `2031`: by then means through that month or year.

    Raises:
        UsageError: As for `day`.
    """
    first = day(words, option)
    parts = len(words.strip().split("-"))
    if parts == len(("year", "month", "day")):
        return first
    month = first.month if parts > 1 else _DECEMBER
    return date(first.year, month, monthrange(first.year, month)[1])


def months(words: str, option: str) -> int:
    """The months of `24m`, `24` or `3y`.

    Raises:
        UsageError: Not a number of months or years.
    """
    match = re.fullmatch(r"(\d{1,3})\s*(m|mo|months?|y|years?)?", words.strip().lower(), re.ASCII)
    if match is None or not int(match[1]):
        raise UsageError(f"`{option} {words}` is not a time", hint="write it as 24m or 3y")
    return int(match[1]) * (12 if (match[2] or "m").startswith("y") else 1)


def _typed(option: str, words: str) -> str:
    return f"`{f'{option} {words}'.strip()}`"


def rules_day(words: str, today: date) -> date:
    """The day whose rules are to hold.

    Raises:
        UsageError: Not a date, or absurdly far.
    """
    return _not_far(day(words, "--as-of"), words, "--as-of", today)


def _not_far(named: date, words: str, option: str, today: date) -> date:
    if named.year > today.year + _FAR:
        raise UsageError(f"{_typed(option, words)} is more than {_FAR} years ahead", hint="check the year")
    return named


def start_day(words: str | None, today: date, option: str = "--start") -> date:
    """First day of a plan: today, or the month or day named, which must not be over.

    Args:
        words: What was typed.
        today: Today.
        option: Where it was typed; empty where there was no option but a question.

    Raises:
        UsageError: Not a date, in the past, or absurdly far.
    """
    if words is None:
        return today
    named = day(words, option)
    if named < today and (named.year, named.month) == (today.year, today.month) and words.count("-") < len("--"):
        return today
    if named < today:
        hint = f"today is {today}" + ("; leave it out to start now" if option else "")
        raise UsageError(f"{_typed(option, words)} is in the past", hint=hint)
    return _not_far(named, words, option, today)


def education(words: str, catalog: Catalog) -> tuple[str, str | None]:
    """Level and field of `bachelors:social-work`.

    Raises:
        UsageError: An unknown level or field; the message lists what is accepted.
    """
    from difflib import get_close_matches

    from mhcareer.model.base import LEVELS
    from mhcareer.planner.targets import key

    level, colon, field = words.strip().partition(":")
    levels = {key(known): known for known in LEVELS if known not in ("residency",)}
    levels |= {
        "bachelor": "bachelors",
        "master": "masters",
        "associates": "associate",
        "ged": "high-school",
        "hs": "high-school",
    }
    levels |= {"doctoral": "doctorate", "phd": "doctorate", "college": "some-college"}
    found = levels.get(key(level))
    if found is None:
        listed = ", ".join(dict.fromkeys(levels.values()))
        raise UsageError(
            f"unknown level of education `{level}`", hint=f"use one of: {listed}; with a field as bachelors:social-work"
        )
    if not colon:
        return found, None
    fields = {key(name): f.id for f in catalog.fields.values() for name in (f.id, f.title, *f.aliases)}
    known_field = fields.get(key(field))
    if known_field is None:
        close = get_close_matches(key(field), list(fields), n=3, cutoff=0.6)
        near = ", ".join(f"`{fields[name]}`" for name in dict.fromkeys(close))
        hint = f"did you mean {near}?" if near else "known fields: " + ", ".join(sorted(catalog.fields))
        raise UsageError(f"unknown field of study `{field}`", hint=hint)
    return found, known_field


def schooling(
    held: str | None, under_way: str | None, credits_done: int | None, catalog: Catalog, *, is_all: bool
) -> dict[str, dict[str, str | int]]:
    """What is finished and what is under way, as fields of a profile; only what was said, or follows from it.

    Args:
        held: As for `education`.
        under_way: The same of a degree that is not finished.
        credits_done: Of the degree under way; without one, of what is held.
        catalog: Knows the fields.
        is_all: Nothing else tells what is held: whose first degree is under way has then finished high school.

    Raises:
        UsageError: An unknown level or field, or credits of nothing.
    """
    from mhcareer.model.base import LEVEL_NAMES
    from mhcareer.model.person import UNDERGRADUATE

    found: dict[str, dict[str, str | int]] = {}
    if held is not None:
        found["education"] = _stated(held, catalog)
    if under_way is not None:
        found["studying"] = _stated(under_way, catalog)
        if found["studying"]["level"] in ("none", "high-school", "some-college"):
            raise UsageError(
                f"one is enrolled in a degree, not in `{under_way}`",
                hint="say it as `--enrolled bachelors:psychology`; of a pupil `mhcareer walk` asks all it needs",
            )
        if is_all and held is None and found["studying"]["level"] in UNDERGRADUATE:
            found["education"] = {"level": "high-school"}
    if credits_done is not None:
        if not found:
            raise UsageError("credits of what?", hint="say it as `--enrolled bachelors` or `--from some-college`")
        if under_way is None and found["education"]["level"] in ("none", "high-school"):
            raise UsageError(
                f"a {LEVEL_NAMES['high-school']} has no semester credits",
                hint="say `--enrolled bachelors --credits 90`, or `--from some-college --credits 90` if you left",
            )
        name, key_ = ("studying", "credits_earned") if under_way is not None else ("education", "semester_credits")
        found[name][key_] = credits_done
    return found


def _stated(words: str, catalog: Catalog) -> dict[str, str | int]:
    level, field = education(words, catalog)
    return {"level": level, **({"field": field} if field else {})}


def objective(words: str) -> Objective:
    """One of the objectives.

    Raises:
        UsageError: There is none of that name.
    """
    from mhcareer.model.plan import Objective

    known: tuple[Objective, ...] = get_args(Objective)
    for one in known:
        if one == words.strip().lower():
            return one
    raise UsageError(f"cannot optimize for `{words}`", hint=f"use one of: {', '.join(known)}")
