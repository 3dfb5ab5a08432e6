"""The walk: from «where are you now» to a plan, question by question.

What is asked next is a pure function of the answers so far (`script`), and so is what they mean (`told`). A `Guide`
answers from the data and the planner; `numbers` and `keys` are two ways of asking the same questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def begin(context: typer.Context) -> int:
    """What the program does without a command: on a terminal it offers the walk.

    Raises:
        UsageError: Nobody is there to ask.
    """
    from mhcareer.environment import Environment
    from mhcareer.errors import UsageError

    environment = Environment.current()
    if not (environment.can_ask and environment.is_terminal):
        raise UsageError("no command is named", hint="`mhcareer --help` lists them")
    from mhcareer.cli.walk.session import offer

    return offer(context)
