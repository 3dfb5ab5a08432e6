"""What people are paid: yearly wages of an occupation, in US dollars, and the pay of an occupation in one place.

Apart from what else stands around the rules, so that a plan that names a wage pays for nothing more.
"""

from typing import Annotated

from pydantic import StringConstraints

from mhcareer.model.base import JurisdictionCode, Model, PartialDate, Reference, Slug, Sourced, Text

AtLeast = Annotated[str, StringConstraints(pattern=r"^>=\d+$")]
"""A figure that its publisher caps, as `>=239200`."""

Dollars = int | AtLeast


def dollars(value: int | float) -> str:
    """`$1,200`, `$83.50`."""
    return f"${value:,.0f}" if value == int(value) else f"${value:,.2f}"


def in_dollars(value: Dollars) -> str:
    """`$59,350`, or `$239,200 or more` for a figure that its publisher caps."""
    return f"${int(value.removeprefix('>=')):,} or more" if isinstance(value, str) else f"${value:,}"


class Wages(Model):
    """Jobs, and yearly wages in US dollars at points of the distribution. An absent figure was not released."""

    jobs: int | None = None
    p10: Dollars | None = None
    p25: Dollars | None = None
    median: Dollars | None = None
    p75: Dollars | None = None
    p90: Dollars | None = None
    mean: Dollars | None = None


OCCUPATION_CODE = r"^\d{2}-\d{4}$"
OccupationCode = Annotated[str, StringConstraints(pattern=OCCUPATION_CODE)]
"""A code of the federal classification, as `21-1018`."""


class Pay(Sourced):
    """Yearly wages of an occupation, in US dollars, in one area. An absent figure was not released."""

    code: OccupationCode
    title: Text
    year: PartialDate
    """To which the wages belong."""
    area: JurisdictionCode
    """Where the wages were counted; the code of the nation where the jurisdiction asked for has none of its own."""
    p10: Dollars | None = None
    """One in ten earns less."""
    median: Dollars | None = None
    p90: Dollars | None = None
    """One in ten earns more."""


class PayTable(Model):
    """Pay by the code of the occupation, and the documents that it was read in."""

    pay: dict[OccupationCode, Pay]
    references: dict[Slug, Reference]

    @property
    def cited(self) -> set[str]:
        """Keys of the references that the figures rest on."""
        return {key for pay in self.pay.values() for key in pay.ref}
