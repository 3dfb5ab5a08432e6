"""A saved person: the facts of `Person` with what the program keeps beside them, and the contract `mhcareer.profile/1`.

The file has the fields of a person at its top, so that a bare person is a profile of format 0, and what was written by
hand need not be rearranged to be saved. A private fact may stand in it only if the person agreed to that very fact.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from mhcareer.model.base import Day, Model, Slug, Text
from mhcareer.model.figures import Figure
from mhcareer.model.person import Person, PrivateField, private_facts, without_private
from mhcareer.model.plan import Objective, Plan, StepKind

FORMAT = 1
"""The format that this program writes; 0 is a bare `Person`."""

StepId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9./-]*$", max_length=120)]
"""The id of a step of a plan, as `va-lpc/experience`."""


class DoneStep(Model):
    """A step of a plan that the person has finished."""

    step: StepId
    title: Text
    on: Day


class LastFinish(Model):
    """The finish of a plan at three speeds."""

    fast: Day
    typical: Day
    slow: Day


class LastStep(Model):
    """One step of the last plan, and what decided its length."""

    title: Text
    kind: StepKind
    start: Day
    finish: Day
    binding: Text
    figures: dict[Text, Text] = Field(default_factory=dict)
    """Numbers of the rules behind the step, by where they stand in the rule: what a later plan is held against."""


class LastPlan(Model):
    """What the last saved plan said: enough to tell what has moved since, and whether facts or rules moved it."""

    made_on: Day
    data_version: Text
    facts: Text
    """Digest of the facts that are not private: differs if the person changed, whatever the data did."""
    target: Slug
    """The credential's id."""
    start: Day
    finish: LastFinish
    sets_the_date: tuple[Text, ...] = ()
    steps: dict[StepId, LastStep]
    objective: Objective | None = None
    said: dict[Text, Text] = Field(default_factory=dict)
    """The facts behind `facts` in words, by the name of their field; a pace is one of them."""


class Profile(Person):
    """The content of a profile file."""

    format: Annotated[int, Field(ge=0, le=FORMAT)] = 0
    name: Text | None = None
    """Free text for whoever reads the file; the file is not called after it."""
    target: Text | None = None
    """Words of a target, as they would follow `mhcareer plan`."""
    done: tuple[DoneStep, ...] = ()
    last_plan: LastPlan | None = None
    consent: tuple[PrivateField, ...] = ()
    """The private facts that the person agreed to have in this file."""

    @model_validator(mode="after")
    def _format_is_said(self) -> Self:
        own = [name for name in ENVELOPE if name in self.model_fields_set and name != "format"]
        if self.format == 0 and own:
            raise ValueError(f"a file with `{own[0]}` needs the line `format: {FORMAT}`")
        return self

    @model_validator(mode="after")
    def _private_facts_are_agreed(self) -> Self:
        missing = [name for name in private_facts(self) if name not in self.consent]
        if self.format and missing:
            raise ValueError(
                f"`{missing[0]}` is private and stands here without consent; add it to `consent`, or take it out"
            )
        return self

    @property
    def person(self) -> Person:
        """The facts alone."""
        return Person.model_construct(
            self.model_fields_set & set(Person.model_fields),
            **{name: getattr(self, name) for name in Person.model_fields},
        )


ENVELOPE = tuple(name for name in Profile.model_fields if name not in Person.model_fields)
"""Fields of a profile that say nothing about the person's way."""


def facts_digest(person: Person) -> str:
    """Twelve letters that change when a fact does that is not private; no fact can be read from them."""
    text = without_private(person).model_dump_json(exclude_defaults=True, exclude={"start"})
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def facts_said(person: Person) -> dict[str, str]:
    """Every fact in words by the name of its field, but for those that are private and the start."""
    stated = without_private(person).model_dump(mode="json", exclude_defaults=True, exclude={"start"})
    return {name: _in_words(value) for name, value in stated.items()}


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_in_words(item) for item in value)
    if isinstance(value, dict):
        (first, *rest) = ((name, item) for name, item in value.items() if item not in (None, 0))
        return ", ".join((str(first[1]), *(f"{name.replace('_', ' ')} {item}" for name, item in rest)))
    return str(value)


def numbers_of(figures: Iterable[Figure]) -> dict[str, str]:
    """Each number by where it stands, as `va-lpc:experience.total_hours`, without positions in a list.

    A rule that is only written in another order has the same numbers. Money is left out: no price moves a date.
    """
    found: dict[str, list[str]] = {}
    for figure in figures:
        is_number = isinstance(figure.value, int | float) and not isinstance(figure.value, bool)
        if is_number and "_usd" not in figure.path:
            number = f"{figure.value}" + ("" if figure.to is None else f" to {figure.to}")
            found.setdefault(_place(figure.path), []).append(number)
    return {place: ", ".join(sorted(numbers)) for place, numbers in found.items()}


def _place(path: str) -> str:
    of, colon, inside = path.rpartition(":")
    steps = [step for step in inside.split(".") if not step.isdigit() and step not in ("requires", "all", "any")]
    return f"{of}{colon}{'.'.join(steps)}"


def last_plan_of(plan: Plan, made_on: date) -> LastPlan:
    """The summary of a plan that a profile keeps; it holds nothing private."""
    return LastPlan(
        made_on=made_on.isoformat(),
        data_version=plan.data_version,
        facts=facts_digest(plan.person),
        target=plan.target.credential,
        start=plan.start.isoformat(),
        finish=LastFinish(**{name: day.isoformat() for name, day in plan.finish}),
        sets_the_date=plan.what_sets_the_date,
        steps={
            step.id: LastStep(
                title=step.title,
                kind=step.kind,
                start=step.start.isoformat(),
                finish=step.finish.isoformat(),
                binding=step.binding.constraint,
                figures=numbers_of(step.figures),
            )
            for step in plan.steps
        },
        objective=plan.objective,
        said=facts_said(plan.person),
    )


class ProfileEntry(Model):
    """One saved person as it is shown."""

    profile: str
    """The name that `--profile` takes; a path for a file that lies elsewhere."""
    file: str
    name: str | None = None
    target: str | None = None
    person: Person | None = None
    """Null where the file cannot be read."""
    done: tuple[DoneStep, ...] = ()
    last_plan: LastPlan | None = None
    private_facts: int = 0
    """How many private facts the file holds; which ones, and their values, only with `consent`."""
    consent: tuple[PrivateField, ...] = ()
    problem: str | None = None
    """Why the file cannot be used."""


class ProfileAnswer(Model):
    """The answer of every `mhcareer profile` command with `--format json`."""

    schema_: Literal["mhcareer.profile/1"] = Field(default="mhcareer.profile/1", alias="schema")
    what: Literal["created", "shown", "listed", "changed", "renamed", "deleted", "done", "not done"]
    changed: tuple[str, ...] = ()
    """What the command did beyond what was asked, in sentences."""
    profiles: tuple[ProfileEntry, ...]


def entry_of(shown: str, file: str, profile: Profile, *, include_private: bool = False) -> ProfileEntry:
    """A profile as it is shown; private facts only if they are asked for."""
    return ProfileEntry(
        profile=shown,
        file=file,
        name=profile.name,
        target=profile.target,
        person=profile.person if include_private else without_private(profile.person),
        done=profile.done,
        last_plan=profile.last_plan,
        private_facts=len(private_facts(profile)),
        consent=profile.consent if include_private else (),
    )
