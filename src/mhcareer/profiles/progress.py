"""A step that is done: the mark in the profile, and the facts that it brings."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from mhcareer.errors import UsageError
from mhcareer.model.profile import LastStep, Profile
from mhcareer.profiles.rendering import Fields, Value

_STEP = re.compile(r"[a-z0-9][a-z0-9./-]{0,119}", re.ASCII)
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


def with_done(
    fields: Fields, step: str, about: LastStep | None, on: date, *, credentials: Collection[str], exams: Collection[str]
) -> tuple[Fields, tuple[str, ...]]:
    """What a profile states once a step is done, and what that changed, in sentences.

    Args:
        fields: What it states now.
        step: The id of the step.
        about: What the last plan said of it; None if it is not known.
        on: The day on which it was finished.
        credentials: Ids of the credentials that exist.
        exams: Ids of the exams that exist.
    """
    entry: Value = {"step": step, "title": about.title if about else step, "on": on.isoformat()}
    others = [item for item in _items(fields, "done") if not (isinstance(item, dict) and item.get("step") == step)]
    changed: Fields = {**fields, "done": [*others, entry]}
    kind = about.kind if about else None
    if kind in ("exam", None) and step in exams:
        kept = [e for e in _items(fields, "exams") if not (isinstance(e, dict) and e.get("id") == step)]
        changed["exams"] = [*kept, {"id": step, "passed": on.isoformat()}]
        return changed, (f"`{step}` is now among the exams passed",)
    if kind in _BRINGS_CREDENTIAL and step in credentials:
        if step in _items(fields, "credentials"):
            return changed, ()
        changed["credentials"] = [*_items(fields, "credentials"), step]
        return changed, (f"`{step}` is now among the credentials held",)
    return changed, ("say what the step brought, so that the next plan counts it: `mhcareer profile edit`",)


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
