"""Ways of asking: what they have in common, and which of them a terminal can do."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from mhcareer.cli.defaults import Screen
from mhcareer.cli.walk.question import Question, Values
from mhcareer.errors import UsageError

_NEEDED = "?\u00bb\u25cf\u25cb"
"""Characters that the lists with arrow keys are drawn with."""


class Back(Enum):
    """An answer that takes the one before away."""

    BACK = "back"


BACK = Back.BACK


class EndOfAnswersError(UsageError):
    """Standard input has ended before the walk."""

    def __init__(self, question: str) -> None:
        super().__init__(
            f"the answers ended before the walk: `{question}` has none",
            hint="give one a line, `?` where you do not know",
        )


class Way(Protocol):
    """A way of asking."""

    def ask(self, question: Question) -> Values | Back:
        """The values of an answer; none for «I don't know»."""


def way_for(screen: Screen) -> Way:
    """Arrow keys and search on a terminal that can, numbers everywhere else."""
    environment, look = screen.environment, screen.look
    dumb = environment.variables.get("TERM", "") in ("dumb", "unknown", "")
    if not environment.can_ask or dumb or look.plain or look.ascii_only or not _can_draw(screen):
        from mhcareer.cli.walk.numbers import Numbers

        return Numbers(screen)
    from mhcareer.cli.walk.keys import Keys

    return Keys(screen)


def _can_draw(screen: Screen) -> bool:
    try:
        _NEEDED.encode(screen.environment.stderr.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
