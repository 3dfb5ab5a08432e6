"""`mhcareer plan`: the asker to a plan, the plan to the stream."""

from __future__ import annotations

from mhcareer.cli import progress
from mhcareer.cli.asker import Asker, around, asker, revealed
from mhcareer.cli.asking import tell
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look, Who
from mhcareer.cli.output import show_plan
from mhcareer.cli.words import last_day, objective
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan, Target
from mhcareer.planner.plan import SHOWN_ALTERNATIVES, Around, Found, NoPlan, assembled, find
from mhcareer.planner.targets import resolve


@dataclass(frozen=True)
class Wish:
    """What is to be planned, in the words of the command line."""

    target: str | None
    """None for what the profile says."""
    optimize: str = "soonest"
    routes: int | None = None
    deadline: str | None = None
    save: bool = False
    """Keep the plan in the profile, to hold the next one against."""


def run(wish: Wish, who: Who, look: Look) -> int:
    """Print the plan; 0 if there is one and it keeps the deadline, 1 if it does not keep it.

    Raises:
        UsageError: Words that cannot be understood.
        DataError: A profile or data file that cannot be used.
        NoAnswerError: There is no plan, and the message says why.
    """
    screen = Screen.of(look)
    folders, today = screen.folders, screen.environment.today
    saved = progress.person_of(who.profile, save=wish.save)
    words = progress.target_of(wish.target, saved)
    asked = asker(who, screen, targets=[words])
    target = resolve(asked.catalog, words, asked.code)
    catalog, surroundings = around(asked.catalog, target, folders)
    found = planned(catalog, asked, target, surroundings, wish)
    if saved is not None or screen.style == "json":  # the contract has these fields for everybody
        found = progress.with_progress(found, saved, today)
    notes = progress.keep(found, saved, today) if saved and wish.save else ()
    shown = revealed(found, asked.person) if who.include_private else found
    show_plan(shown, catalog, folders, screen.environment, screen.look, screen.style)
    for note in notes:
        tell(note, screen.environment)
    return 0 if found.deadline is None or found.deadline.met else 1


def planned(catalog: Catalog, asked: Asker, target: Target, surroundings: Around, wish: Wish) -> Plan:
    """The plan that answers a wish.

    Raises:
        UsageError: An unknown objective, or a deadline that is no day, or is over before the plan begins.
        NoAnswerError: There is no plan.
    """
    by = last_day(wish.deadline, "--deadline") if wish.deadline is not None else None
    if by is not None and by < asked.start:
        raise UsageError(
            f"`--deadline {wish.deadline}` is over before the plan begins", hint=f"it begins on {asked.start}"
        )
    person = asked.person.model_copy(update={"state": target.jurisdiction})
    try:
        answer = find(catalog, person, target, start=asked.start, as_of=asked.as_of, objective=objective(wish.optimize))
        found = or_no_answer(answer)
        shown = SHOWN_ALTERNATIVES if wish.routes is None else wish.routes - 1
        plan = assembled(found, surroundings, shown)
        if by is None:
            return plan
        from mhcareer.planner.choices.rungs import deadline

        return plan.model_copy(update={"deadline": deadline(catalog, found, plan.finish, by)})
    except OverflowError:
        raise NoAnswerError(
            "a figure on the way leads beyond the calendar", hint="`mhcareer data check` finds figures out of bounds"
        ) from None


def or_no_answer(answer: Found | NoPlan) -> Found:
    """The routes.

    Raises:
        NoAnswerError: There are none, and the message says why.
    """
    if isinstance(answer, NoPlan):
        raise NoAnswerError(answer.reason, hint=answer.hint)
    return answer
