"""A text to a file of the user's: whole or not at all, readable by the user alone, one writer at a time.

The new text goes into a temporary file of the same folder, reaches the disk, and then takes the old file's place in one
step, so that whoever dies at any moment leaves the old or the new. Readers need no lock for the same reason. Writers
hold one for all of reading, changing and writing, so that the second sees what the first wrote.
"""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mhcareer.errors import DataError

PATIENCE_SECONDS = 10
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, and closed to everybody else.

    Raises:
        DataError: It cannot be made.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise DataError(f"the folder cannot be used: {error.strerror}", where=[str(folder)]) from None
    return folder


@contextlib.contextmanager
def only_writer(lock: Path) -> Iterator[None]:
    """Holds a lock file: whoever else asks for it waits.

    Raises:
        DataError: Somebody else has held it for longer than one waits, or it cannot be made.
    """
    from filelock import FileLock, Timeout

    private_folder(lock.parent)
    held = FileLock(str(lock), timeout=PATIENCE_SECONDS, mode=PRIVATE_FILE)
    try:
        held.acquire()
    except Timeout:
        raise DataError(
            "another program is writing this file", where=[str(lock)], hint="wait until it is done, and try again"
        ) from None
    except OSError as error:
        raise DataError(f"the folder cannot be written: {error.strerror}", where=[str(lock.parent)]) from None
    try:
        yield
    finally:
        held.release()


def write_whole(path: Path, text: str) -> None:
    """Put a text in the place of a file; the caller holds the lock.

    Args:
        path: The file; of a link, what it points to is replaced.
        text: Its new content.

    Raises:
        DataError: It cannot be written; the old file stands as it was.
    """
    target = path.resolve()
    temporary: Path | None = None
    try:
        _clear_remains(target)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _reach_disk(target.parent)
    except OSError as error:
        raise DataError(f"the file cannot be written: {error.strerror}; it is as it was", where=[str(path)]) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _clear_remains(target: Path) -> None:
    """Delete what a writer left that was killed: under the lock, no temporary file of this name is in use."""
    for path in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        path.unlink(missing_ok=True)


def _reach_disk(folder: Path) -> None:
    """Make the replacement itself last through a loss of power, where a system lets a folder be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
