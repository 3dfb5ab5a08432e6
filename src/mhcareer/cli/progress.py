"""`mhcareer plan --profile NAME`: the plan of a saved person, held against the last one, and kept if asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mhcareer.errors import UsageError
from mhcareer.model.plan import Plan

if TYPE_CHECKING:  # most plans are of nobody who is saved
    from mhcareer.model.since import PlanAnswer
    from mhcareer.profiles.store import Saved


def person_of(profile: str | None, *, save: bool) -> Saved | None:
    """The saved person whose plan it is; None where no profile is named.

    Raises:
        UsageError: A plan is to be kept and no profile is named that could keep it, or nobody is called so.
        DataError: The file is missing or is no profile.
    """
    if profile is not None:
        from mhcareer.profiles.places import profiles_folder
        from mhcareer.profiles.store import Store

        return Store(profiles_folder()).find(profile)
    if save:
        raise UsageError("there is no profile to keep the plan in", hint="name one: `--profile NAME`")
    return None


def target_of(words: str | None, saved: Saved | None) -> str:
    """What is to be planned: the words given, else the target of the profile, else that of its last plan.

    Raises:
        UsageError: None of them says it.
    """
    if words is not None:
        return words
    if saved is not None:
        last = saved.profile.last_plan
        kept = saved.profile.target or (last.target if last else None)
        if kept is not None:
            return kept
    hint = "say it as `mhcareer plan lpc`" + (", or keep it in the profile: `target=lpc`" if saved else "")
    raise UsageError("what do you want to become?", hint=hint)


def with_progress(plan: Plan, saved: Saved | None, today: date) -> PlanAnswer:
    """The plan with the marks of the profile and what has moved since the last one."""
    from mhcareer.model.since import PlanAnswer

    stated = {name: getattr(plan, name) for name in type(plan).model_fields}
    if saved is None:
        return PlanAnswer.model_construct(**stated)
    from mhcareer.model.profile import last_plan_of
    from mhcareer.profiles.since import since

    profile = saved.profile
    last = profile.last_plan
    moved = since(last, last_plan_of(plan, today), profile.done) if last else None
    return PlanAnswer.model_construct(**stated, done=profile.done, since_last=moved)


def keep(plan: Plan, saved: Saved, today: date) -> tuple[str, ...]:
    """Keep the plan as the last one of the profile; what that did to the file beyond it, in sentences.

    Raises:
        DataError: The file cannot be used or written.
    """
    from mhcareer.model.profile import last_plan_of
    from mhcareer.profiles.places import profiles_folder
    from mhcareer.profiles.store import Store

    return Store(profiles_folder()).remember_plan(saved.shown, last_plan_of(plan, today)).notes
