"""What the walk offers as answers: words that people know, and what of the cards each of them means."""

from typing import Annotated

from pydantic import Field

from mhcareer.model.base import Level, Model, Slug, Text


class LevelWords(Model):
    """A level of education as somebody says it who knows none of the field's words."""

    id: Level
    words: Text


class Draw(Model):
    """Something that draws people to a kind of work, and the beginnings of words by which a card speaks of it."""

    id: Slug
    words: Text
    card_says: Annotated[tuple[Text, ...], Field(min_length=1)]


class Patience(Model):
    """How long somebody can wait for the first pay."""

    id: Slug
    words: Text
    months: Annotated[int, Field(ge=0, le=600)] | None = None
    """Null where it does not matter."""


class WalkFile(Model):
    """`data/walk.yaml`."""

    education: tuple[LevelWords, ...]
    first_fields: tuple[Slug, ...]
    """Fields of study that are offered first; the others follow."""
    people: tuple[Draw, ...]
    """Looked for in the populations of a role's card."""
    settings: tuple[Draw, ...]
    """Looked for in the settings of a role's card."""
    patience: tuple[Patience, ...]
