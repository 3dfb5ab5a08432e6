"""An answer into a file: whole or not at all, and never at the cost of what stood there."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from mhcareer.errors import OutputError


def write_file(path: Path, content: bytes) -> None:
    """Replace a file, or make it: into a new file beside it first, which then takes its place.

    A link is followed to the file that it names; a device, as `/dev/null`, is written to and stays what it is.

    Raises:
        OutputError: There is no such folder, the path is a folder, or the system refuses.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise OutputError(f"`{path}` is a folder", hint="name a file in it")
        if not target.parent.is_dir():
            raise OutputError(f"there is no folder `{path.parent}`", hint="make it first, or name another")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"`{path}` cannot be written: {reason}", hint="what stood there is unchanged") from None


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target and rename; the rights of a file that is replaced are kept."""
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            beside.unlink()
        raise
