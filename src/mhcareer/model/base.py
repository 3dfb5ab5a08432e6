"""What every statement of fact carries: a value, and where it was read.

The four cases of a figure are kept apart by type: *verified* (a reference supports it), *unverified* (a value
that nobody has seen in a source), *stated as none* (``value: none``) and *not stated* (the field is absent).
None of them is ever 0 by accident.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)


class Model(BaseModel):
    """A frozen value with no unknown fields and no coercion."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
"""A lower-case identifier such as `va-lpc`."""

Text = Annotated[str, StringConstraints(min_length=1)]

References = Annotated[tuple[Slug, ...], BeforeValidator(_as_tuple, json_schema_input_type=Slug | tuple[Slug, ...])]
"""Keys of references; a single key may be written without a list."""

PartialDate = Annotated[
    str,
    BeforeValidator(_as_text, json_schema_input_type=int | str),
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
]
"""A year, a month or a day in ISO form: `2025`, `2025-05`, `2025-05-07`."""


_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _real_day(value: str) -> str:
    try:
        is_day = re.match(_DAY, value) is not None and date.fromisoformat(value) is not None
    except ValueError:
        is_day = False
    if not is_day:
        raise ValueError(f"`{value}` is not a date; write it as 2027-01-31")
    return value


Day = Annotated[str, AfterValidator(_real_day), WithJsonSchema({"pattern": _DAY, "type": "string"})]
"""A day in ISO form: `2025-05-07`."""

Number = int | float


class ReferenceKind(StrEnum):
    """What kind of document a reference is; the first three are primary sources of a rule."""

    STATUTE = "statute"
    REGULATION = "regulation"
    BOARD = "board"
    GOVERNMENT = "government"
    ASSOCIATION = "association"
    UNIVERSITY = "university"
    SECONDARY = "secondary"
    ARTICLE = "article"


class Reference(Model):
    """A document in which a figure was read."""

    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None
    """Null only where the address was not kept; the check lists those."""
    kind: ReferenceKind
    as_of: PartialDate | None
    """The date that the document itself bears; null if it bears none."""
    checked: PartialDate
    """When someone last read it and found the figures there."""
    archived: str | None = None


class Status(StrEnum):
    """How sure a figure is."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Sourced(Model):
    """A statement with its provenance: references, or an open admission that there is none."""

    ref: References = ()
    unverified: Literal[True] | None = None
    """True: general knowledge, seen in no source; printed with `~` and counted."""
    at: Text | None = None
    """Where in the reference, as `B.1`."""
    note: Text | None = None

    @model_validator(mode="after")
    def _has_provenance(self) -> Self:
        if self.ref and self.unverified:
            raise ValueError("give either `ref` or `unverified: true`, not both")
        if not self.ref and not self.unverified and not self._may_lean_on_figures():
            raise ValueError("needs `ref: <key>`, or `unverified: true` if no source was seen")
        return self

    def _may_lean_on_figures(self) -> bool:
        return False

    @property
    def status(self) -> Status:
        """Verified when a reference supports it."""
        return Status.UNVERIFIED if self.unverified else Status.VERIFIED


class Disagreement(Model):
    """What another source says, and why it is not used."""

    value: int | float | str | bool
    ref: References
    why: Text


class Quantity(Sourced):
    """A number, or a range of numbers, in the unit that its field's name tells."""

    value: int | float | Literal["none"]
    """`none` where the source says that there is no such requirement."""
    to: int | float | None = None
    """Upper end of a range; `value` is then the lower."""
    disagrees: tuple[Disagreement, ...] = ()

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.to is not None and (self.value == "none" or self.to < self.value):
            raise ValueError("`to` is the upper end of a range and must not be below `value`")
        return self

    @property
    def low(self) -> Number:
        """The number, or the lower end of the range; 0 where none is required."""
        return 0 if self.value == "none" else self.value

    @property
    def high(self) -> Number:
        """The number, or the upper end of the range."""
        return self.low if self.to is None else self.to


class Statement(Sourced):
    """A fact in a short phrase."""

    value: Text
    disagrees: tuple[Disagreement, ...] = ()


class Flag(Sourced):
    """A fact that is so or is not so."""

    value: bool


class Leaf(Sourced):
    """A requirement; its provenance may stand on the figures inside it instead of on itself."""

    def _may_lean_on_figures(self) -> bool:
        return any(isinstance(value, Sourced) for value in self.__dict__.values())


Level = Literal[
    "none", "high-school", "some-college", "certificate", "associate", "bachelors", "masters", "doctorate", "residency"
]
"""Education levels, lowest first."""

LEVELS: tuple[Level, ...] = (
    "none",
    "high-school",
    "some-college",
    "certificate",
    "associate",
    "bachelors",
    "masters",
    "doctorate",
    "residency",
)

LEVEL_NAMES: dict[Level, str] = {
    "none": "no diploma",
    "high-school": "high-school diploma",
    "some-college": "some college study",
    "certificate": "postsecondary certificate",
    "associate": "associate degree",
    "bachelors": "bachelor's degree",
    "masters": "master's degree",
    "doctorate": "doctorate",
    "residency": "residency",
}
"""Levels as one says them."""


NATIONAL = "US"
"""The code under which what national bodies issue is filed."""


def jurisdiction_of(credential_id: str) -> str:
    """Code of the jurisdiction that a credential's id begins with."""
    return credential_id[:2].upper()


JurisdictionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

__all__ = [
    "LEVELS",
    "LEVEL_NAMES",
    "NATIONAL",
    "Day",
    "Disagreement",
    "Field",
    "Flag",
    "JurisdictionCode",
    "Leaf",
    "Level",
    "Model",
    "Number",
    "PartialDate",
    "Quantity",
    "Reference",
    "ReferenceKind",
    "References",
    "Slug",
    "Sourced",
    "Statement",
    "Status",
    "Text",
    "jurisdiction_of",
]
