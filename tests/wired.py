"""The whole program with saved people, settings and completion joined to it, and a short way to run it.

What the program has joined already is left as it is.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

COMMAND = [sys.executable, str(Path(__file__).resolve())]
TODAY = "2026-11-22"


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose every file lies under a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MHCAREER_", "_", "XDG_", "NO_"))}
    for name in ("EDITOR", "VISUAL", "PAGER", "LESS", "COLUMNS", "FORCE_COLOR"):
        kept.pop(name, None)
    places = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config"}
    told = {"MHCAREER_TODAY": TODAY, "MHCAREER_CACHE": os.environ.get("MHCAREER_CACHE", "off")}
    return {**kept, **{name: str(path) for name, path in places.items()}, **told, **more}


def call(home: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as that user with its output in a pipe."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment_of(home, **environment),
        check=False,
        timeout=120,
    )


def inside(home: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The same within this process, for the many cases that differ in their words alone."""
    from mhcareer.cli.main import run

    _join()
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    streams = mock.patch.multiple(sys, stdin=io.StringIO(given), stdout=out, stderr=err)
    with streams, mock.patch.dict(os.environ, environment_of(home, **environment), clear=True):
        code = run(arguments)
    said = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, code, *said)


def people_folder(home: Path) -> Path:
    """Where that user's profiles lie."""
    return home / "data" / "mhcareer" / "profiles"


def made(home: Path, *options: str) -> Path:
    """The folder of the profiles after the program has saved one."""
    done = inside(home, "profile", "new", "--from", "masters:counseling", "--state", "VA", *options)
    assert done.returncode == 0, done.stderr
    return people_folder(home)


def shown(home: Path, *arguments: str) -> dict[str, Any]:
    """What the program shows of a profile, as JSON."""
    done = inside(home, "profile", "show", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["schema"] == "mhcareer.profile/1"
    (entry,) = answer["profiles"]
    return dict(entry)


def _join() -> None:
    from mhcareer.cli.app import app
    from mhcareer.cli.config_app import config_app
    from mhcareer.cli.profile_app import profile_app

    joined = [group.typer_instance for group in app.registered_groups]
    for part in (profile_app, config_app):
        if part not in joined:
            app.add_typer(part, rich_help_panel="Progress")
    app._add_completion = True


if __name__ == "__main__":
    from mhcareer.cli.main import main

    _join()
    main()
