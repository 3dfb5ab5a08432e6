"""A program in a terminal: a pseudo-terminal with a screen in memory, and what somebody does in front of it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

UP, DOWN, LEFT, ENTER, SPACE, CONTROL_C, CONTROL_D = b"\x1b[A", b"\x1b[B", b"\x1b[D", b"\r", b" ", b"\x03", b"\x04"
_PATIENCE = 60.0
"""Seconds after which a program that shows nothing has failed; none of them is waited for otherwise."""


class Terminal:
    """A running program and its screen."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        rows: int = 60,
        columns: int = 100,
        stdout: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.master, slave = pty.openpty()
        # A terminal answers when it is asked where its cursor is.
        self.screen.write_process_input = lambda data: os.write(self.master, data.encode())
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.file = stdout.open("wb") if stdout else None
        self.program = subprocess.Popen(
            command,
            stdin=slave,
            stdout=self.file or slave,
            stderr=slave,
            env={"TERM": "xterm-256color", **environment},
            preexec_fn=_own_terminal,  # noqa: PLW1509 - Control-C must reach the program as a signal, too
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait()
        os.close(self.master)
        if self.file:
            self.file.close()

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        return [line.rstrip() for line in self.screen.display]

    def send(self, *keys: bytes | str) -> None:
        """Press keys, or type."""
        for key in keys:
            os.write(self.master, key if isinstance(key, bytes) else key.encode())

    def shows(self, *texts: str) -> list[str]:
        """Wait until lines in a row begin with these texts; returns the screen."""
        end = time.monotonic() + _PATIENCE
        while not self._has(texts):
            assert self._read(end), f"never shown: {texts}\n" + "\n".join(self.lines)
        return self.lines

    def ends(self) -> int:
        """Wait for the program's end; returns its exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end):
            pass
        return self.program.wait(timeout=_PATIENCE)

    def _has(self, texts: Sequence[str]) -> bool:
        lines = self.lines
        return any(
            all(line.startswith(text) for line, text in zip(lines[first:], texts, strict=False))
            for first in range(len(lines) - len(texts) + 1)
        )

    def _read(self, end: float) -> bool:
        """Take in what the program writes; False once it has ended or time is up."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
        try:
            data = os.read(self.master, 65536) if ready else b""
        except OSError:  # the other side is closed
            data = b""
        self.raw += data
        self.stream.feed(data)
        return bool(data)


def _own_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
