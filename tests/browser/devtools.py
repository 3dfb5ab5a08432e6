"""A headless Chromium driven through its DevTools pipe: no driver, no port, no package beyond the standard library.

Chromium started with `--remote-debugging-pipe` reads commands from its file descriptor 3 and writes answers and
events to 4, as JSON that ends in a zero byte. Events are kept, so that a test can ask what was requested.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import signal
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 60
"""Seconds to wait for an answer; far more than any takes, so that a busy machine fails no test."""
_ABOVE = 10
"""The pipe's own ends are moved to descriptors from here on, so that 3 and 4 are free for Chromium's."""


class DevToolsError(Exception):
    """Chromium refused a command, or went away."""


class Chromium:
    """One browser with one page.

    Args:
        path: The executable.
    """

    def __init__(self, path: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        self._events: list[dict[str, Any]] = []
        self._received = b""
        self._last = 0
        self._session: str | None = None
        self._pid = self._start(path)
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._to)
        os.close(self._from)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._folder.cleanup()

    def _start(self, path: str) -> int:
        ours_in, theirs_out = _pipe()
        theirs_in, ours_out = _pipe()
        self._from, self._to = ours_in, ours_out
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        arguments = [path, *FLAGS, *sandbox, f"--user-data-dir={self._folder.name}"]
        quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        pipes = [(os.POSIX_SPAWN_DUP2, theirs_in, 3), (os.POSIX_SPAWN_DUP2, theirs_out, 4)]
        pid = os.posix_spawn(path, arguments, os.environ, file_actions=[*quiet, *pipes])
        os.close(theirs_in)
        os.close(theirs_out)
        return pid

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a command of the DevTools protocol.

        Raises:
            DevToolsError: Chromium refused it, or gave no answer.
        """
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session and not method.startswith("Target."):
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            received = self._receive()
            if received.get("id") == self._last:
                if "error" in received:
                    raise DevToolsError(f"{method}: {received['error']}")
                return dict(received["result"])

    def _receive(self) -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._from], [], [], max(0.0, deadline - time.monotonic()))
            chunk = os.read(self._from, 1 << 16) if ready else b""
            if not chunk:
                raise DevToolsError("Chromium gave no answer")
            self._received += chunk
        raw, _, self._received = self._received.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        if "method" in message:
            self._events.append(message)
        return message

    def events(self, method: str) -> list[Mapping[str, Any]]:
        """Parameters of the events of a kind since the page was opened."""
        return [event["params"] for event in self._events if event["method"] == method]

    def open(self, path: Path) -> None:
        """Show a file, and wait until all of it is loaded."""
        self._events.clear()
        self.send("Page.navigate", url=path.resolve().as_uri())
        while not self.events("Page.loadEventFired"):
            self._receive()

    def look(self, *, width: int, height: int = 900, scale: float = 1, dark: bool = False, media: str = "") -> None:
        """Set the size of the window in CSS pixels, its zoom, the preferred colors, and `print` or the screen."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is waited for.

        Raises:
            DevToolsError: It threw.
        """
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise DevToolsError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key, as `Tab` or `Enter`, as a keyboard would."""
        codes = {"Tab": 9, "Enter": 13}
        pressed: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
        text = {"text": "\r"} if key == "Enter" else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", **pressed, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def pdf(self, *, width: float, height: float) -> bytes:
        """The page as it prints on paper of a size in inches, with the page's own margins."""
        printed = self.send("Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=False)
        return base64.b64decode(printed["data"])

    def screenshot(self, path: Path) -> None:
        """A picture of the whole page, however long."""
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))


def _pipe() -> tuple[int, int]:
    """A pipe whose ends lie above the descriptors that Chromium's own will take."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
