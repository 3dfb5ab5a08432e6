"""Questions on standard error and answers from standard input, so that standard output stays the answer alone.

The prompts of the command-line library put a blank on standard output, in front of whatever a pipe is to receive.
"""

from __future__ import annotations

import typer

from mhcareer.environment import Environment
from mhcareer.errors import MhcareerError

_YES, _NO = ("y", "yes"), ("n", "no", "")


def ask(question: str, environment: Environment) -> str:
    """What was typed in answer, without blanks around it; empty for Enter alone.

    Raises:
        typer.Abort: The input has ended.
    """
    tell(f"{question}: ", environment, end="")
    line = environment.stdin.readline() if environment.stdin else ""
    if not line:
        tell("", environment)
        raise typer.Abort
    return line.strip()


def confirm(question: str, environment: Environment) -> bool:
    """Whether the answer is yes; Enter alone is no.

    Raises:
        typer.Abort: The input has ended.
    """
    while True:
        answer = ask(f"{question} [y/N]", environment).lower()
        if answer in (*_YES, *_NO):
            return answer in _YES
        tell("  please answer y or n", environment)


def tell_mistake(error: MhcareerError, environment: Environment) -> None:
    """Say what is wrong with an answer, in one line that nothing typed or read can color."""
    from mhcareer.render.document import clean

    parts = (*error.where[:1], error.message, error.hint or "")
    tell("  " + clean("; ".join(part for part in parts if part)), environment)


def tell(words: str, environment: Environment, *, end: str = "\n") -> None:
    """Say something beside the answer."""
    environment.stderr.write(words + end)
    environment.stderr.flush()
