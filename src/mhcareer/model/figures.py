"""The figures of a rule as a flat list: path, value, unit, status, references."""

from collections.abc import Iterator

from mhcareer.model.base import Flag, Model, Quantity, Sourced, Statement
from mhcareer.model.credential import Credential, Version
from mhcareer.model.requirement import (
    CountsFromStatement,
    ExamTimingStatement,
    FieldsStatement,
    LevelStatement,
    Part,
    SupervisionRate,
    Topic,
)

Scalar = int | float | str | bool


class DisagreementLine(Model):
    """What another source says about a figure, and why that is not used."""

    value: Scalar
    references: tuple[str, ...]
    why: str


class Figure(Model):
    """One figure of a rule with its provenance, as `rules` and `plan` print it."""

    path: str
    value: Scalar | tuple[str, ...]
    to: int | float | None = None
    unit: str | None = None
    status: str
    references: tuple[str, ...] = ()
    at: str | None = None
    note: str | None = None
    disagrees: tuple[DisagreementLine, ...] = ()


_UNITS = (
    ("_percent", "percent"),
    ("_hours_per_week", "hours/week"),
    ("_hours_per_year", "hours/year"),
    ("hours", "hours"),
    ("months", "months"),
    ("weeks", "weeks"),
    ("credits", "credits"),
    ("years", "years"),
    ("days", "days"),
    ("courses", "courses"),
)


def figures(value: Model, path: str) -> Iterator[Figure]:
    """Every sourced statement inside a model, depth first, in the order of its fields."""
    if isinstance(value, Sourced) and (value.ref or value.unverified):
        yield _figure(value, path)
    for name, inner in value:
        here = f"{path}.{name}"
        if isinstance(inner, Model):
            yield from figures(inner, here)
        elif isinstance(inner, tuple):
            for index, item in enumerate(inner):
                if isinstance(item, Model):
                    yield from figures(item, f"{here}.{index}")


def credential_figures(credential: Credential, version: Version) -> tuple[Figure, ...]:
    """Every figure of a credential under one version: the tree first, then fees, time and renewal."""
    found: list[Figure] = []
    if version.requires:
        found.extend(figures(version.requires, "requires"))
    for index, statement in enumerate(version.none_required):
        found.append(_figure(statement, f"none_required.{index}"))
    parts: tuple[tuple[str, Model | None], ...] = (
        ("fees_usd", credential.fees_usd),
        ("processing_weeks", credential.processing_weeks),
        ("lasts_months", credential.lasts_months),
        ("renewal", credential.renewal),
        ("compact", credential.compact),
        ("endorsement", credential.endorsement),
    )
    for name, part in parts:
        if part is not None:
            found.extend(figures(part, name))
    return tuple(found)


def _figure(sourced: Sourced, path: str) -> Figure:
    value, to = _value(sourced)
    disagrees = getattr(sourced, "disagrees", ())
    return Figure(
        path=path,
        value=value,
        to=to,
        unit=_unit(path, sourced),
        status=str(sourced.status),
        references=sourced.ref,
        at=sourced.at,
        note=sourced.note,
        disagrees=tuple(DisagreementLine(value=d.value, references=d.ref, why=d.why) for d in disagrees),
    )


def _value(sourced: Sourced) -> tuple[Scalar | tuple[str, ...], int | float | None]:
    match sourced:
        case Quantity():
            return sourced.value, sourced.to
        case Statement() | Flag() | LevelStatement() | CountsFromStatement() | ExamTimingStatement():
            return sourced.value, None
        case FieldsStatement():
            return (*sourced.value, "related field") if sourced.related else sourced.value, None
        case SupervisionRate():
            to = f" to {sourced.to:g}" if sourced.to else ""
            per = f"{sourced.per} hours" if isinstance(sourced.per, int) else sourced.per
            hours = "hour" if sourced.hours == 1 and not sourced.to else "hours"
            return f"{sourced.hours:g}{to} {hours} per {per}", None
        case Part() | Topic():
            least = f"at least {sourced.min_hours:,g} hours" if sourced.min_hours is not None else ""
            most = f"at most {sourced.max_hours:,g} hours" if sourced.max_hours is not None else ""
            span = ""
            if isinstance(sourced, Part):
                span = f"at least {sourced.min_months} months" if sourced.min_months else ""
                span = f"at least {sourced.min_weeks} weeks" if sourced.min_weeks else span
            amount = ", ".join(text for text in (least, most, span) if text)
            within = getattr(sourced, "within", "total")
            inside = {"direct": " (of the direct hours)", "supervision": " (of the supervision)"}.get(within, "")
            return f"{sourced.what}{inside}: {amount}" if amount else f"{sourced.what}{inside}", None
        case _:
            words = [getattr(sourced, name, None) for name in ("id", "outside", "text", "of")]
            return next((word for word in words if word), True), None


def _unit(path: str, sourced: Sourced) -> str | None:
    if not isinstance(sourced, Quantity):
        return None
    if ".fees_usd." in f".{path}" or path.endswith("_usd"):
        return "USD"
    name = path.rsplit(".", 1)[-1]
    return next((unit for ending, unit in _UNITS if name.endswith(ending)), None)
