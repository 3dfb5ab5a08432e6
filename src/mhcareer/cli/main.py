"""The program's entry: runs the commands, and turns every foreseen mistake into one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from mhcareer.errors import MhcareerError, OutputClosedError

_INTERRUPTED = 130
_LONGEST = 1000
"""Characters of an error line; what a person typed may be absurdly long."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `mhcareer` and leave with its exit code."""
    gc.disable()  # a run ends before collecting its garbage would pay
    try:
        code = run(arguments)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def _streams_are_open() -> bool:
    """Whether there is anything to write to; Python gives None for a stream that was closed before the start."""
    return sys.stdout is not None and sys.stderr is not None


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `mhcareer` and return its exit code: 0 complete, 1 no or partial, 2 wrong usage or input, 130 interrupted."""
    # No plugin of Pydantic has a say here, and looking for one costs as much as a plan.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if not _streams_are_open():
        return MhcareerError.exit_code
    import typer

    from mhcareer.cli.app import app

    try:
        result = app(
            args=list(arguments) if arguments is not None else None, prog_name="mhcareer", standalone_mode=False
        )
        sys.stdout.flush()
    except MhcareerError as error:
        return _fail(error)
    except typer.Exit as leave:
        return leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except typer.TyperException as error:
        return _fail(_usage(error))
    except OutputClosedError:
        _silence()  # whoever read the output has left
        return 0
    except BrokenPipeError:
        _silence()  # whoever read the output has left
        return 0
    except OSError as error:
        _silence()
        return _fail(MhcareerError(f"the answer cannot be written: {error.strerror}", hint="check where output goes"))
    return result if isinstance(result, int) else 0


def _silence() -> None:
    """Point standard output at nothing, so that Python has no second complaint at its own exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: Exception) -> MhcareerError:
    """A mistake in the words of the command line, as Typer tells it, in one sentence."""
    message = str(getattr(error, "format_message", lambda: str(error))())
    if not message or message.startswith("Usage:"):
        path = getattr(getattr(error, "ctx", None), "command_path", "mhcareer")
        return MhcareerError("no command is named", hint=f"`{path} --help` lists them")
    return MhcareerError(_lower(message), hint="`--help` shows what the command takes")


def _fail(error: MhcareerError) -> int:
    """Tell a mistake in one line on standard error: where, what, what to do; and return its exit code."""
    where = f"{error.where[0]}: " if error.where else ""
    more = len(error.where) - 1
    others = f" (and {more} more: `mhcareer data check` lists them)" if more > 0 else ""
    hint = f"; {error.hint}" if error.hint else ""
    line = f"mhcareer: error: {where}{error.message}{others}{hint}"
    try:
        print(_printable(line)[:_LONGEST], file=sys.stderr)  # noqa: T201 - the one place that talks there
        sys.stderr.flush()
    except OSError:
        sys.stderr = None  # nobody can be told; the exit code still says it
    return error.exit_code


def _printable(line: str) -> str:
    from mhcareer.render.document import clean

    encoding = sys.stderr.encoding or "ascii"
    return clean(line).encode(encoding, "replace").decode(encoding)


def _lower(message: str) -> str:
    return (message[:1].lower() + message[1:]).rstrip(".").replace("'", "`")
