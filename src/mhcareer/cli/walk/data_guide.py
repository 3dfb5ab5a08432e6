"""The guide that answers from the data and the planner, by the very calls that `plan` makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from mhcareer.catalog.facts import read_pay
from mhcareer.catalog.load import load_catalog
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.asker import Asker, around, asker, checked_person
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Who
from mhcareer.cli.planning import Wish, or_no_answer, planned
from mhcareer.cli.walk.guide import Offer
from mhcareer.cli.walk.told import Told
from mhcareer.cli.words import objective
from mhcareer.errors import MhcareerError, UsageError
from mhcareer.model.base import LEVELS, NATIONAL
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.pay import Pay, in_dollars
from mhcareer.model.person import LoggedHours, PassedExam
from mhcareer.model.plan import Plan, Target
from mhcareer.model.surroundings import RoleCard
from mhcareer.model.walk import WalkFile
from mhcareer.planner.choices.rungs import reaches
from mhcareer.planner.dating.dates import months_between
from mhcareer.planner.explain import is_undated
from mhcareer.planner.plan import Found, NoPlan, find
from mhcareer.planner.targets import resolve
from mhcareer.planner.tasks import ProgramWork

T = TypeVar("T")


class DataGuide:
    """Answers from a screen's data; each question is worked out once for the same facts."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.lists = read_merged(screen.folders, "walk", WalkFile)
        self.places: Mapping[str, str] = read_merged(screen.folders, "places", PlacesFile).places
        self._kept: dict[tuple[str, object], Any] = {}

    @property
    def today(self) -> date:
        """The day of the walk."""
        return self.screen.environment.today

    @property
    def settled_state(self) -> str | None:
        """The state that the user's settings name, if it is one."""
        own = (self.screen.settings.state or "").upper()
        return own if own in self.places else None

    def code(self, facts: Told) -> str:
        """The state planned for; the country where none was said."""
        return facts.state or NATIONAL

    def catalog(self, facts: Told) -> Catalog:
        """The data of the state and of the country."""
        codes = {self.code(facts), NATIONAL}
        return self._once("catalog", frozenset(codes), lambda: load_catalog(codes, self.screen.folders))

    def card(self, role: str) -> RoleCard:
        """What a role is like."""
        return self._once("card", role, lambda: read_merged(self.screen.folders, f"cards/{role}", RoleCard))

    def asked(self, facts: Told) -> Asker:
        """The person of the plan, as the command line makes it; what no option can say is added as a profile would.

        Raises:
            UsageError: Facts that cannot be.
        """
        return self._once("asked", facts, lambda: self._asked(facts))

    def offers(self, facts: Told) -> tuple[Offer, ...]:
        """Every kind of work that can be reached and is not held, the soonest first."""
        return self._once("offers", facts, lambda: self._offers(facts))

    def holdable(self, facts: Told) -> tuple[Credential, ...]:
        """Credentials to which the best way needs no further degree."""
        return self._once("holdable", facts, lambda: self._holdable(facts))

    def resolve(self, facts: Told, words: str) -> Target:
        """The target that words mean there.

        Raises:
            UsageError: They mean none; says what they may mean.
            NoAnswerError: The state has no such credential.
        """
        return resolve(self.catalog(facts), words, self.code(facts))

    def found(self, facts: Told) -> Found:
        """The ways to the target.

        Raises:
            NoAnswerError: There is none, and the message says why.
            UsageError: Facts that cannot be.
        """
        return self._once("found", facts, lambda: self._found(facts))

    def plan(self, facts: Told) -> Plan:
        """The plan along the best of them.

        Raises:
            NoAnswerError: There is none, and the message says why.
        """
        return self._once("plan", facts, lambda: self.surrounded(facts)[0])

    def surrounded(self, facts: Told) -> tuple[Plan, Catalog]:
        """The plan, and the catalog with the documents that it rests on.

        Raises:
            NoAnswerError: There is no plan.
        """
        asked = self.asked(facts)
        target = resolve(asked.catalog, self._target(facts), asked.code)
        # What surrounds a target is the same whatever is said of the person, and is costly to read.
        catalog, surroundings = self._once(
            "around",
            (target.credential, target.role, asked.code),
            lambda: around(asked.catalog, target, self.screen.folders),
        )
        wish = Wish(self._target(facts), facts.optimize or Wish.optimize)
        return planned(catalog, asked, target, surroundings, wish), catalog

    def who(self, facts: Told) -> Who:
        """What of the facts the options of a command can say."""
        paces: dict[str, Any] = dict(facts.paces)
        return Who(
            level=facts.education,
            enrolled=facts.enrolled,
            credits=facts.credits_done,
            state=self.code(facts),
            start=facts.start,
            study=facts.study,
            **paces,
        )

    def _asked(self, facts: Told) -> Asker:
        asked = asker(self.who(facts), self.screen, targets=[facts.target] if facts.target else [])
        if not facts.needs_profile:
            return asked
        catalog = load_catalog({asked.code, NATIONAL}, self.screen.folders)
        return replace(asked, person=checked_person(asked.person, self._beyond_options(facts), catalog, self.today))

    def _beyond_options(self, facts: Told) -> dict[str, Any]:
        """The facts that a profile alone can say, as the model of a person takes them."""
        changes: dict[str, Any] = {name: _fact(value) for name, value in facts.private}
        if facts.credentials:
            changes["credentials"] = facts.credentials
        if facts.exams:
            changes["exams"] = tuple(PassedExam(id=exam) for exam in facts.exams)
        if facts.logged and facts.toward:
            changes["hours"] = (_logged(facts),)
        return changes

    def _found(self, facts: Told) -> Found:
        asked = self.asked(facts)
        target = resolve(asked.catalog, self._target(facts), asked.code)
        person = asked.person.model_copy(update={"state": target.jurisdiction})
        chosen = objective(facts.optimize or Wish.optimize)
        return or_no_answer(find(asked.catalog, person, target, start=asked.start, objective=chosen))

    def _target(self, facts: Told) -> str:
        if facts.target is None:
            raise UsageError("no target is named", hint="`mhcareer roles` lists every role")
        return facts.target

    def _offers(self, facts: Told) -> tuple[Offer, ...]:
        asked, catalog = self.asked(facts), self.catalog(facts)
        pay = read_pay(
            catalog.occupations_in(asked.code) | catalog.occupations_in(NATIONAL), asked.code, self.screen.folders
        ).pay
        found: dict[str, Offer] = {}
        for role in catalog.roles.values():
            try:
                target = resolve(catalog, role.id, asked.code)
            except MhcareerError:
                continue  # nothing serves the role there, or several do and none is the one: it is not offered
            credential = target.credential
            # One credential is offered once, under its own role where that leads to it.
            is_second = credential in found and catalog.credentials[credential].role != role.id
            if credential in asked.person.credentials or is_second:
                continue
            answer = find(catalog, asked.person, target, start=asked.start)
            if not isinstance(answer, NoPlan):
                occupation = catalog.occupation_of(catalog.credentials[credential])
                found[credential] = _offer(answer, role.title, pay.get(occupation or ""))
        return tuple(sorted(found.values(), key=lambda offer: (offer.months, offer.title)))

    def _holdable(self, facts: Told) -> tuple[Credential, ...]:
        asked = self.asked(facts)
        reached = reaches(self.catalog(facts), asked.person, asked.code, asked.start)
        return tuple(
            reach.credential
            for reach in reached
            if isinstance(reach.answer, Found)
            and reach.credential.kind != "employer-role"
            and not any(isinstance(task.work, ProgramWork) for task in reach.answer.best.route.tasks)
        )

    def _once(self, name: str, key: object, make: Callable[[], T]) -> T:
        if (name, key) not in self._kept:
            self._kept[name, key] = make()
        kept: T = self._kept[name, key]
        return kept


def _offer(found: Found, title: str, pay: Pay | None) -> Offer:
    best, target = found.best, found.target
    levels = [task.work.program.level for task in best.route.tasks if isinstance(task.work, ProgramWork)]
    median = f"{in_dollars(pay.median)} a year" if pay and pay.median is not None else ""
    return Offer(
        words=target.asked,
        title=title,
        abbreviation=target.abbreviation,
        months=months_between(found.start, best.finish),
        finish=best.finish,
        at_least=is_undated(best.route),
        cost=best.cost,
        level=max(levels, key=LEVELS.index, default=""),
        pay=median,
    )


def _logged(facts: Told) -> LoggedHours:
    """The entry of hours, checked as a profile's is.

    Raises:
        UsageError: Figures that contradict each other.
    """
    try:
        return LoggedHours.model_validate({"toward": facts.toward, **dict(facts.logged)})
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise UsageError(message, hint="correct the number") from None


def _fact(value: str) -> bool | str:
    return {"yes": True, "no": False}.get(value, value)
