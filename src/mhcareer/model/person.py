"""Who the plan is for: what is held, what is known, at what pace. A profile file has this very shape."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from mhcareer.model.base import Day, JurisdictionCode, Level, Model, Slug, Text

Study = Literal["full-time", "part-time"]

PrivateField = Literal["born", "lived_experience", "background_clear", "resident", "military", "confirmed"]
"""Facts of a person that only the person can know: stored with consent alone, and left out of whatever is exported."""

MOST: Mapping[str, int] = {
    "hours_per_week": 80,
    "direct_per_week": 60,
    "supervision_per_week": 20,
    "weeks_per_year": 52,
    "training_per_week": 60,
    "available_per_week": 112,
    "credits_per_term": 30,
    "group_share_percent": 100,
}
"""The paces that are numbers, and the most that a person may say of each."""

UNDERGRADUATE: tuple[Level, ...] = ("associate", "bachelors")
"""Degrees into which schools take over credits that were earned at another, and whose credits are college credits."""

PACES = ("study", *MOST)
"""Facts that say how fast somebody goes."""

PRIVATE_FIELDS: tuple[PrivateField, ...] = get_args(PrivateField)


class HeldEducation(Model):
    """A level of education that is finished."""

    level: Level
    field: Slug | None = None
    """An id of `data/fields.yaml`; null if not said."""
    semester_credits: Annotated[int, Field(ge=0, le=400)] | None = None
    accreditation: Text | None = None
    """Whose; `none` for a program that nobody has accredited; null if not said."""
    program_began: Day | None = None
    """Decides between versions of a rule that is keyed to the start of the program."""
    abroad: Literal[True] | None = None
    """Earned outside the United States: planned as if a board found it equal, and said so."""


class Studying(Model):
    """A program in which the person is enrolled and that is not finished."""

    level: Level
    field: Slug | None = None
    credits_earned: Annotated[int, Field(ge=0, le=400)] = 0
    """Semester credits of it that are done."""
    began: Day | None = None


class PassedExam(Model):
    """An examination passed, and when."""

    id: Slug
    passed: Day | None = None


_HOURS_A_DAY = 24


class LoggedHours(Model):
    """Hours already earned toward one credential, as its rule counts them."""

    toward: Slug
    total: Annotated[int, Field(ge=0, le=20_000)] = 0
    direct: Annotated[int, Field(ge=0, le=20_000)] = 0
    supervision: Annotated[int, Field(ge=0, le=5_000)] = 0
    training: Annotated[int, Field(ge=0, le=5_000)] = 0
    months: Annotated[int, Field(ge=0, le=600)] = 0
    """Months over which they were earned."""
    group_supervision: Annotated[int, Field(ge=0, le=5_000)] = 0
    """Hours of the supervision that were in groups."""
    since: Day | None = None
    until: Day | None = None
    """First and last day on which they were earned: a rule may no longer count what is too old."""

    def plus(self, other: "LoggedHours") -> "LoggedHours":
        """Both together; the days of one entry do not hold for the sum."""
        names = ("total", "direct", "supervision", "training", "months", "group_supervision")
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return self.model_copy(update={**sums, "since": None, "until": None})

    @model_validator(mode="after")
    def _direct_is_part(self) -> Self:
        if self.total and self.direct > self.total:
            raise ValueError(f"direct hours ({self.direct}) are more than the total ({self.total}), which holds them")
        if self.group_supervision > self.supervision:
            raise ValueError(
                f"supervision in groups ({self.group_supervision}) is part of the supervision ({self.supervision})"
            )
        if self.since and self.until:
            days = (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days + 1
            if days < 1:
                raise ValueError(f"`until` ({self.until}) lies before `since` ({self.since})")
            if max(self.total, self.direct) > days * _HOURS_A_DAY:
                raise ValueError(
                    f"{max(self.total, self.direct):,} hours do not go into the {days} days from {self.since} to "
                    f"{self.until}"
                )
        return self


class Person(Model):
    """A profile. What is null is not known, and the plan says what it assumed instead."""

    education: Annotated[tuple[HeldEducation, ...], Field(min_length=1)]
    studying: tuple[Studying, ...] = ()
    credentials: tuple[Slug, ...] = ()
    """Ids of credentials held, as `va-resident-in-counseling`."""
    outside_credentials: tuple[Text, ...] = ()
    """Credentials held that the catalog does not plan for, in the words of the rule."""
    exams: tuple[PassedExam, ...] = ()
    hours: tuple[LoggedHours, ...] = ()
    state: JurisdictionCode | None = None
    start: Day | None = None
    applied_from: Day | None = None
    """From when schools are applied to, where that is before the start: in the last year of high school; null: then."""
    born: Day | None = None
    lived_experience: bool | None = None
    background_clear: bool | None = None
    resident: bool | None = None
    military: bool | None = None
    """Served, serves, or is married to somebody who does: many boards have rules of their own for them."""
    confirmed: tuple[Text, ...] = ()
    """Conditions that the person says hold, in the words of the rule."""
    study: Study = "full-time"
    hours_per_week: Annotated[int, Field(ge=1, le=MOST["hours_per_week"])] | None = None
    direct_per_week: Annotated[int, Field(ge=1, le=MOST["direct_per_week"])] | None = None
    supervision_per_week: Annotated[int, Field(ge=1, le=MOST["supervision_per_week"])] | None = None
    weeks_per_year: Annotated[int, Field(ge=1, le=MOST["weeks_per_year"])] | None = None
    training_per_week: Annotated[int, Field(ge=1, le=MOST["training_per_week"])] | None = None
    available_per_week: Annotated[int, Field(ge=1, le=MOST["available_per_week"])] | None = None
    """Hours a week for study and work together."""
    credits_per_term: Annotated[int, Field(ge=1, le=MOST["credits_per_term"])] | None = None
    """Semester credits taken a term; decides how long a program takes, where its credits are known."""
    group_share_percent: Annotated[int, Field(ge=0, le=MOST["group_share_percent"])] | None = None
    """How much of the supervision is in groups, in percent; null: as the rule allows."""

    @model_validator(mode="after")
    def _pace_fits(self) -> Self:
        if self.hours_per_week and self.direct_per_week and self.direct_per_week > self.hours_per_week:
            raise ValueError(
                f"direct hours a week ({self.direct_per_week}) are part of the hours a week ({self.hours_per_week})"
            )
        return self

    def applies_from(self, start: date) -> date:
        """The day from which this person can apply to schools, in a plan with a start."""
        return min(start, date.fromisoformat(self.applied_from)) if self.applied_from else start

    def beginning(self, start: date, known: date, lead: timedelta) -> Self:
        """The person whose plan begins on a day that is known of from another on: schools are applied to in time.

        Args:
            start: First day of the plan.
            known: Nothing is applied for before this day.
            lead: How long before the first class schools want the application.
        """
        applied = max(known, start - lead)
        return self.model_copy(update={"applied_from": applied.isoformat() if applied < start else None})

    @property
    def learned(self) -> tuple[HeldEducation, ...]:
        """What is held, with the college credits of programs under way: they count also for who leaves the program."""
        credits_so_far = (
            HeldEducation(level="some-college", field=study.field, semester_credits=study.credits_earned)
            for study in self.studying
            if study.credits_earned and study.level in UNDERGRADUATE
        )
        return (*self.education, *credits_so_far) if self.studying else self.education

    @property
    def birthday(self) -> date | None:
        """Day of birth, if known."""
        return date.fromisoformat(self.born) if self.born else None


def without_private(person: Person) -> Person:
    """The person as others may see it: every private fact as if it had not been said."""
    return person.model_copy(update={name: Person.model_fields[name].default for name in PRIVATE_FIELDS})


def private_facts(person: Person) -> tuple[PrivateField, ...]:
    """Names of the private facts that a profile states, in the order of the model."""
    return tuple(name for name in PRIVATE_FIELDS if getattr(person, name) != Person.model_fields[name].default)
