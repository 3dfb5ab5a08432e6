"""What the optional tests need, and what of it is missing here; run as a program it prints the names of that."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MARKERS = ("browser", "pdf")
_BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def executable() -> str | None:
    """Path of a Chromium: the one that `MHCAREER_CHROMIUM` names, else the first on the path."""
    named = os.environ.get("MHCAREER_CHROMIUM")
    names = (named,) if named else _BROWSERS
    return next((found for name in names if (found := shutil.which(name))), None)


def missing(marker: str) -> list[str]:
    """Names of what tests with a marker, one of `MARKERS`, need and do not find."""
    if marker == "pdf":
        return [] if _can_print() else ["WeasyPrint"]
    needs = {"Chromium": executable() is not None, "axe-core": AXE.exists()}
    return [name for name, is_here in needs.items() if not is_here]


def are_required() -> bool:
    """Whether the tests must run, so that what is missing is a failure."""
    return os.environ.get("MHCAREER_REQUIRE_BROWSER") == "1"


def _can_print() -> bool:
    """Whether WeasyPrint and the system's library that it draws with are both here: only an import can tell."""
    try:
        import weasyprint  # noqa: F401 - whether it loads is the question
    except (ImportError, OSError):
        return False
    return True


if __name__ == "__main__":
    print("\n".join(name for marker in MARKERS for name in missing(marker)))  # noqa: T201 - the setup script reads it
