"""A step that is done: the mark in the profile, and the facts that it brings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date

from mhcareer.errors import UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.profile import LastStep, Profile
from mhcareer.profiles.rendering import Fields, Value

_STEP = re.compile(r"[a-z0-9][a-z0-9./-]{0,119}", re.ASCII)
_HOURS = {
    "total": "total_hours",
    "direct": "direct_hours",
    "supervision": "supervision_hours",
    "months": "min_months",
}
"""Fields of logged hours, and the numbers of a rule that they answer."""
_BRINGS_CREDENTIAL = ("application", "employer-role", None)
"""Kinds of step whose id is that of a credential; without a plan the kind is not known."""


def step_named(profile: Profile, words: str) -> tuple[str, LastStep | None]:
    """The step of the last plan that words name by its id or title; without a last plan, the id as it is.

    Raises:
        UsageError: The last plan has no such step, or without one the words cannot be an id.
    """
    wanted = words.strip().lower()
    known = dict(profile.last_plan.steps) if profile.last_plan else {}
    for step, about in known.items():
        if wanted in (step, about.title.lower()):
            return step, about
    if known:
        raise UsageError(f"the last plan has no step `{words}`", hint=_near(wanted, list(known)))
    if not _STEP.fullmatch(wanted):
        raise UsageError(f"`{words}` is not the id of a step", hint="a plan as JSON lists them, as va-lpc/experience")
    return wanted, None


@dataclass(frozen=True)
class Known:
    """What exists that a step can bring."""

    credentials: Collection[str] = ()
    exams: Collection[str] = ()
    degrees: Mapping[str, Fields] = field(default_factory=dict)
    """What a program gives, as an entry of `education`, by the program's id."""
    first: Collection[str] = ()
    """Credentials that the rule behind the step names as to be held first."""


def with_done(
    fields: Fields, step: str, about: LastStep | None, on: date, known: Known
) -> tuple[Fields, tuple[str, ...]]:
    """What a profile states once a step is done, and what that changed, in sentences.

    Args:
        fields: What it states now.
        step: The id of the step.
        about: What the last plan said of it; None if it is not known.
        on: The day on which it was finished.
        known: What exists.

    Raises:
        UsageError: Hours count only once a credential is held that is not.
    """
    _check_first(fields, step, about, known)
    entry: Value = {"step": step, "title": about.title if about else step, "on": on.isoformat()}
    others = [item for item in _items(fields, "done") if not (isinstance(item, dict) and item.get("step") == step)]
    changed: Fields = {**fields, "done": [*others, entry]}
    kind = about.kind if about else None
    if kind in ("exam", None) and step in known.exams:
        kept = [e for e in _items(fields, "exams") if not (isinstance(e, dict) and e.get("id") == step)]
        changed["exams"] = [*kept, {"id": step, "passed": on.isoformat()}]
        return changed, (f"`{step}` is now among the exams passed",)
    if kind in _BRINGS_CREDENTIAL and step in known.credentials:
        if step in _items(fields, "credentials"):
            return changed, ()
        changed["credentials"] = [*_items(fields, "credentials"), step]
        return changed, (f"`{step}` is now among the credentials held",)
    if kind in ("program", None) and step in known.degrees:
        return _with_degree(changed, known.degrees[step])
    logged = _logged(step, about, known.credentials) if about and kind == "experience" else None
    if logged is not None:
        return _with_hours(changed, logged)
    toward = step.partition("/")[0]
    lessons = about.figures.get(f"{toward}:training.hours") if about else None
    # Which of several courses of a rule a log is for, no profile says yet: so this stays with the user.
    how = f", `hours:` with `toward: {toward}` and `training: {lessons}` for this course" if lessons else ""
    return changed, (f"say what the step brought, so that the next plan counts it: `mhcareer profile edit`{how}",)


def _check_first(fields: Fields, step: str, about: LastStep | None, known: Known) -> None:
    """Hours that count only under a credential would be asked for again, as long as it is not held."""
    missing = [one for one in known.first if one not in _items(fields, "credentials")]
    if about is not None and about.kind == "experience" and missing:
        raise UsageError(
            f"`{step}` counts only once `{missing[0]}` is held, which this profile does not say",
            hint=f"mark that first: `mhcareer profile done NAME {missing[0]} --on DATE`",
        )


def _with_degree(fields: Fields, degree: Fields) -> tuple[Fields, tuple[str, ...]]:
    """The degree among the education; what was under way at its level is no longer."""
    level, held = degree["level"], _items(fields, "education")
    studying = [item for item in _items(fields, "studying") if not (isinstance(item, dict) and item["level"] == level)]
    changed: Fields = {name: value for name, value in fields.items() if name != "studying"}
    if studying:
        changed["studying"] = [*studying]
    if degree in held:
        return changed, ()
    changed["education"] = [*held, degree]
    said = f"`{level}` is now among the education"
    if "studying" in fields and len(studying) < len(_items(fields, "studying")):
        said += ", and no longer under way"
    if "field" in degree:
        return changed, (f"{said}, in {str(degree['field']).replace('-', ' ')}",)
    return changed, (f"{said}; if its field matters: `education.{len(held)}.field=...` with `mhcareer profile edit`",)


def _logged(step: str, about: LastStep, credentials: Collection[str]) -> Fields | None:
    """The hours that a finished experience has at least: those of its rule; None where the rule gives no one number."""
    toward, _, what = step.partition("/")
    if toward not in credentials or what != "experience":
        return None
    places = {name: about.figures.get(f"{toward}:experience.{place}", "") for name, place in _HOURS.items()}
    hours: Fields = {name: int(number) for name, number in places.items() if number.isdecimal()}
    return {"toward": toward, **hours} if "total" in hours else None


def _with_hours(fields: Fields, logged: Fields) -> tuple[Fields, tuple[str, ...]]:
    """The hours of a finished experience instead of those logged on the way, if these are fewer."""
    toward, held = logged["toward"], _items(fields, "hours")
    others = [item for item in held if not (isinstance(item, dict) and item.get("toward") == toward)]
    changed: Fields = {**fields, "hours": [*others, logged]}
    told = ", ".join(f"{number:,} {name}" for name, number in logged.items() if isinstance(number, int))
    return changed, (f"hours toward `{toward}` are now as its rule asks: {told}; correct what was logged otherwise",)


def without_done(fields: Fields, step: str) -> tuple[Fields, tuple[str, ...]]:
    """What a profile states once a step is not done after all; the facts that it brought stay for the user to judge.

    Raises:
        UsageError: The step is not marked.
    """
    kept = [item for item in _items(fields, "done") if not (isinstance(item, dict) and item.get("step") == step)]
    if len(kept) == len(_items(fields, "done")):
        raise UsageError(
            f"the step `{step}` is not marked as done", hint="`mhcareer profile show` lists those that are"
        )
    rest = {name: value for name, value in fields.items() if name != "done"}
    return {**rest, **({"done": kept} if kept else {})}, ("facts that it brought stay: `mhcareer profile edit` them",)


def _items(fields: Fields, name: str) -> list[Value]:
    found = fields.get(name)
    return found if isinstance(found, list) else []


def _near(wanted: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted, known, n=3, cutoff=0.5)
    listed = ", ".join(f"`{step}`" for step in close or known)
    return f"did you mean {listed}?" if close else f"its steps: {listed}"
