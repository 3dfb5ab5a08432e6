"""Who the plan is for: what is held, what is known, at what pace. A profile file has this very shape."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from mhcareer.model.base import Day, JurisdictionCode, Level, Model, Slug, Text

Study = Literal["full-time", "part-time"]


class HeldEducation(Model):
    """A level of education that is finished."""

    level: Level
    field: Slug | None = None
    """An id of `data/fields.yaml`; null if not said."""
    semester_credits: Annotated[int, Field(ge=0, le=400)] | None = None
    accreditation: Text | None = None
    program_began: Day | None = None
    """Decides between versions of a rule that is keyed to the start of the program."""


class PassedExam(Model):
    """An examination passed, and when."""

    id: Slug
    passed: Day | None = None


class LoggedHours(Model):
    """Hours already earned toward one credential, as its rule counts them."""

    toward: Slug
    total: Annotated[int, Field(ge=0, le=20_000)] = 0
    direct: Annotated[int, Field(ge=0, le=20_000)] = 0
    supervision: Annotated[int, Field(ge=0, le=5_000)] = 0
    training: Annotated[int, Field(ge=0, le=5_000)] = 0
    months: Annotated[int, Field(ge=0, le=600)] = 0
    """Months over which they were earned."""

    def plus(self, other: LoggedHours) -> LoggedHours:
        """Both together."""
        names = ("total", "direct", "supervision", "training", "months")
        return self.model_copy(update={name: getattr(self, name) + getattr(other, name) for name in names})

    @model_validator(mode="after")
    def _direct_is_part(self) -> LoggedHours:
        if self.total and self.direct > self.total:
            raise ValueError(f"direct hours ({self.direct}) are more than the total ({self.total}), which holds them")
        return self


class Person(Model):
    """A profile. What is null is not known, and the plan says what it assumed instead."""

    education: Annotated[tuple[HeldEducation, ...], Field(min_length=1)]
    credentials: tuple[Slug, ...] = ()
    """Ids of credentials held, as `va-resident-in-counseling`."""
    outside_credentials: tuple[Text, ...] = ()
    """Credentials held that the catalog does not plan for, in the words of the rule."""
    exams: tuple[PassedExam, ...] = ()
    hours: tuple[LoggedHours, ...] = ()
    state: JurisdictionCode | None = None
    start: Day | None = None
    born: Day | None = None
    lived_experience: bool | None = None
    background_clear: bool | None = None
    resident: bool | None = None
    confirmed: tuple[Text, ...] = ()
    """Conditions that the person says hold, in the words of the rule."""
    study: Study = "full-time"
    hours_per_week: Annotated[int, Field(ge=1, le=80)] | None = None
    direct_per_week: Annotated[int, Field(ge=1, le=60)] | None = None
    supervision_per_week: Annotated[int, Field(ge=1, le=20)] | None = None
    weeks_per_year: Annotated[int, Field(ge=1, le=52)] | None = None

    @model_validator(mode="after")
    def _pace_fits(self) -> Person:
        if self.hours_per_week and self.direct_per_week and self.direct_per_week > self.hours_per_week:
            raise ValueError(
                f"direct hours a week ({self.direct_per_week}) are part of the hours a week ({self.hours_per_week})"
            )
        return self

    @property
    def birthday(self) -> date | None:
        """Day of birth, if known."""
        return date.fromisoformat(self.born) if self.born else None
