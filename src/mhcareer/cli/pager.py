"""A long answer on a terminal through the user's pager, as version control and manuals do it."""

from __future__ import annotations

import signal
import subprocess
from contextlib import suppress

from mhcareer.environment import Environment

_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Where the user has set nothing: leave at once if all fits, pass colors through, leave the text on the screen."""


def paged(text: str, environment: Environment) -> bool:
    """Whether a pager has shown the text; not where there is none, or where the screen holds all of it.

    What the pager ends with is its own affair: it has shown the text, and whoever leaves it early has seen enough.
    """
    if not environment.pager or not environment.height or text.count("\n") < environment.height:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own pager, by the words of the user's own variable
            environment.pager, stdin=subprocess.PIPE, env={**_DEFAULTS, **environment.variables}
        )
    except OSError:
        return False
    # The interrupt key is for the pager alone, which takes it as the end of a search.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError):
            process.communicate(text.encode(environment.encoding, "replace"))
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True
