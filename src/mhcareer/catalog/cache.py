"""What was read from YAML once, kept as JSON in the user's cache directory.

Parsing YAML costs more than all the rest of a run, and a checkout reads its YAML in place. An entry is one file, named
by a digest of what it holds; its first line is a digest over the state of every file that it was made from (place,
size, times), over that of the program's own modules that read and check data, and over the content. So an edit, another
version of the program and a damaged entry all look alike: there is no entry. Only what was found right is kept.
Nothing here is ever an error; without a cache a run is slower.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from mhcareer.frozen import dataclass

_FORMAT = 1
"""Raised whenever what an entry holds, or how, becomes another."""
_COARSEST_NS = 3_000_000_000
"""Longer than the tick of any file system's clock: two edits may bear one time if they are nearer than this."""
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Stamp:
    """The state of the files that an entry is made from."""

    seen: str
    newest_ns: int
    """The last time at which any of them was changed, in nanoseconds."""


@dataclass(frozen=True)
class Cache:
    """A folder of entries, readable by the user alone; holds what is no secret, and may be deleted at any time."""

    find: Callable[[], Path | None]
    """Tells the folder, or None for no cache; asked once, and only when there is YAML to read."""

    @cached_property
    def folder(self) -> Path | None:
        """Where the entries lie."""
        return self.find()

    @cached_property
    def _program(self) -> Stamp | None:
        """The modules that decide what an entry holds and whether it is right."""
        return _seen(path for part in ("catalog", "model") for path in sorted((_PACKAGE / part).glob("*.py")))

    def stamp(self, sources: Iterable[Path]) -> Stamp | None:
        """The state of these files now; ask before reading them. None: they cannot be kept."""
        if self.folder is None or (files := _seen(sources)) is None or (program := self._program) is None:
            return None
        newest = max(files.newest_ns, program.newest_ns)
        return Stamp(f"{_FORMAT}\n{program.seen}\n{files.seen}", newest)

    def kept(self, key: str, stamp: Stamp | None) -> str | None:
        """What was kept under a key while its sources were as they are now; None if there is no such entry.

        An entry that was written within a few seconds of its sources is not used: an edit in the same tick of the
        file system's clock would have left no trace.
        """
        if self.folder is None or stamp is None:
            return None
        path = self._path(key)
        try:
            written = path.stat().st_mtime_ns
            head, _, content = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if written - stamp.newest_ns < _COARSEST_NS or head != _digest(stamp, content):
            return None
        return content.decode()

    def keep(self, key: str, stamp: Stamp | None, text: str) -> None:
        """Keep a text that was found right; whoever reads meanwhile sees the old entry or the new one, whole."""
        if self.folder is None or stamp is None:
            return
        content = text.encode()
        # A full or read-only disk costs the next run time, and this one nothing.
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path(key), _digest(stamp, content) + b"\n" + content)

    def _path(self, key: str) -> Path:
        folder = self.folder or Path()
        return folder / f"{blake2b(key.encode(errors='surrogateescape'), digest_size=16).hexdigest()}.json"


OFF = Cache(lambda: None)
"""Keeps nothing."""


def _seen(paths: Iterable[Path]) -> Stamp | None:
    lines: list[str] = []
    newest = 0
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            return None
        # The time of the inode betrays an edit that set the time of the file back.
        lines.append(f"{path.absolute()} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}")
        newest = max(newest, state.st_mtime_ns, state.st_ctime_ns)
    return Stamp("\n".join(lines), newest)


def _digest(stamp: Stamp, content: bytes) -> bytes:
    made = blake2b(stamp.seen.encode(errors="surrogateescape"), digest_size=32)
    made.update(content)
    return made.hexdigest().encode()


def _replace(path: Path, content: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)  # for the user alone, as it is made
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
