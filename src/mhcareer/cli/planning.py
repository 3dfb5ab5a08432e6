"""`mhcareer plan`: options to a person, the person to a plan, the plan to the stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mhcareer.catalog.files import read_yaml
from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.options import Look, day, education, start_day, state_code
from mhcareer.cli.output import chosen_format, show, show_json
from mhcareer.environment import Environment
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, Person
from mhcareer.planner.plan import NoPlan, plan
from mhcareer.planner.targets import is_local, looks_like_id, resolve


@dataclass(frozen=True)
class Asked:
    """The words of the command line."""

    target: str
    level: str | None
    state: str | None
    profile: str | None
    start: str | None
    study: str | None
    hours: int | None
    direct: int | None
    supervision: int | None
    as_of: str | None


def run(asked: Asked, look: Look, folders: Folders) -> int:
    """Print the plan; 0 if there is one.

    Raises:
        UsageError: Words that cannot be understood.
        DataError: A profile or data file that cannot be used.
        NoAnswerError: There is no plan, and the message says why.
    """
    environment = Environment.current()
    chosen = chosen_format(look, environment)
    profile = read_yaml(Path(asked.profile), Person) if asked.profile is not None else None
    code = _state(asked, profile, folders)
    catalog = load_catalog({code, *named_jurisdiction(asked.target)}, folders)
    if not is_local(catalog, asked.target, code):
        catalog = load_catalog({code, NATIONAL, *named_jurisdiction(asked.target)}, folders)
    target = resolve(catalog, asked.target, code)
    person = _person(asked, profile, catalog, target.jurisdiction, environment.today)
    start = start_day(asked.start, environment.today)
    if asked.start is None and profile is not None and profile.start is not None:
        # A saved profile outlives the day on which it was written.
        start = max(environment.today, date.fromisoformat(profile.start))
    as_of = day(asked.as_of, "--as-of") if asked.as_of else None
    try:
        found = plan(catalog, person, target, start=start, as_of=as_of)
    except OverflowError:
        raise NoAnswerError(
            "a figure on the way leads beyond the calendar", hint="`mhcareer data check` finds figures out of bounds"
        ) from None
    if isinstance(found, NoPlan):
        raise NoAnswerError(found.reason, hint=found.hint)
    if chosen == "json":
        show_json(found, environment)
        return 0
    from mhcareer.render.plan_view import plan_document

    document = plan_document(found, catalog)
    show(document, environment, look, chosen)
    return 0


def named_jurisdiction(words: str) -> set[str]:
    """The code that words in the form of a credential's id begin with; empty for other words."""
    return {jurisdiction_of(words.strip())} if looks_like_id(words) else set()


def _state(asked: Asked, profile: Person | None, folders: Folders) -> str:
    words = asked.state or (profile.state if profile else None)
    places = read_merged(folders, "places", PlacesFile).places
    if words is not None:
        return state_code(places, words)
    if looks_like_id(asked.target) and jurisdiction_of(asked.target.strip()) in places:
        return jurisdiction_of(asked.target.strip())
    raise UsageError("which state?", hint="say it as `--state VA`; requirements differ from state to state")


def _person(asked: Asked, profile: Person | None, catalog: Catalog, code: str, today: date) -> Person:
    if profile is None and asked.level is None:
        raise UsageError(
            "what education do you have now?", hint="say it as `--from high-school`, or give `--profile FILE`"
        )
    changes: dict[str, Any] = {"state": code}
    if asked.level is not None:
        level, field = education(asked.level, catalog)
        changes["education"] = (HeldEducation.model_validate({"level": level, "field": field}),)
    if asked.study is not None:
        if asked.study not in ("full-time", "part-time"):
            raise UsageError(f"unknown way to study `{asked.study}`", hint="use full-time or part-time")
        changes["study"] = asked.study
    pace = {
        "hours_per_week": asked.hours,
        "direct_per_week": asked.direct,
        "supervision_per_week": asked.supervision,
    }
    changes |= {name: value for name, value in pace.items() if value is not None}
    return _checked(profile, changes, catalog, today)


def _checked(profile: Person | None, changes: dict[str, Any], catalog: Catalog, today: date) -> Person:
    from pydantic import ValidationError

    known = {name: getattr(profile, name) for name in profile.model_fields_set} if profile else {}
    try:
        person = Person.model_validate({**known, **changes})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        names = {
            "hours_per_week": "--hours-per-week",
            "direct_per_week": "--direct-per-week",
            "supervision_per_week": "--supervision-per-week",
        }
        where = ".".join(names.get(str(part), str(part)) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        raise UsageError(
            f"{where}: {message}" if where else message, hint="correct the option or the profile"
        ) from None
    _refuse_unknown(person, catalog)
    _refuse_impossible_days(person, today)
    return person


def _refuse_impossible_days(person: Person, today: date) -> None:
    """What has happened has happened by today; and nobody was born before 1900."""
    happened = [("born", person.born), *((f"exams: {exam.id}", exam.passed) for exam in person.exams)]
    happened += [("program_began", held.program_began) for held in person.education]
    for name, day_ in happened:
        if day_ is not None and not "1900" <= day_ <= today.isoformat():
            raise UsageError(f"`{name}` of the profile is {day_}, which cannot be", hint="correct the profile")


def _is_checkable(credential: str, catalog: Catalog) -> bool:
    """Whether the catalog in hand can tell that a credential does not exist: not for a place whose file is not read."""
    code = jurisdiction_of(credential)
    return code in catalog.jurisdictions or code not in catalog.places


def _refuse_unknown(person: Person, catalog: Catalog) -> None:
    """Names in a profile that mean nothing would silently change nothing."""
    groups = (
        ("field of study", [e.field for e in person.education if e.field], catalog.fields),
        ("exam", [e.id for e in person.exams], catalog.exams),
        (
            "credential",
            [c for c in (*person.credentials, *(h.toward for h in person.hours)) if _is_checkable(c, catalog)],
            catalog.credentials,
        ),
    )
    for kind, names, known in groups:
        for name in names:
            if name not in known:
                from difflib import get_close_matches

                close = get_close_matches(name, list(known), n=3)
                hint = "did you mean " + ", ".join(f"`{c}`" for c in close) + "?" if close else None
                raise UsageError(f"unknown {kind} `{name}` in the profile", hint=hint)
