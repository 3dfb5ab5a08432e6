"""Whole-process time of a plan, as a ratio to a bare program.

A wheel is built and installed into an environment of its own, with the versions that the tests run with. Then
`mhcareer plan ... > file` and a program that imports typer, rich and pydantic, takes one parameter and prints a Rich
table are run in turn, and the medians are compared. Machines are noisy: only the ratio means something.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 20
LIMIT = 1.5
BARE = """
import pydantic
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(word: str) -> None:
    table = Table(title="Bare")
    table.add_column("word")
    table.add_column("length")
    table.add_row(word, str(len(word)))
    Console().print(table)


app()
"""


def main() -> int:
    """Print both medians and their ratio; 1 if the ratio is above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        python = _installed(home)
        (home / "bare.py").write_text(BARE, encoding="utf-8")
        plan = [str(python.with_name("mhcareer")), "plan", "lpc", "--from", "high-school", "--state", "VA"]
        bare = [str(python), str(home / "bare.py"), "word"]
        times: dict[str, list[float]] = {"plan": [], "bare": []}
        for counted in (False, *([True] * ROUNDS)):
            for name, command in (("plan", plan), ("bare", bare)):
                seconds = _timed(command, home)
                if counted:
                    times[name].append(seconds)
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["plan"] / medians["bare"]
    for name, found in times.items():
        spread = f"min {min(found) * 1000:.0f}, max {max(found) * 1000:.0f}"
        print(f"{name:5} median {medians[name] * 1000:6.0f} ms  ({spread})")
    print(f"ratio plan / bare: {ratio:.2f}  (at most {LIMIT})")
    return 0 if ratio <= LIMIT else 1


def _installed(home: Path) -> Path:
    run = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*run, "wheel", "--no-deps", "--no-build-isolation", "-w", str(home), str(ROOT)], check=True)
    venv.create(home / "env", with_pip=True)
    python = home / "env" / "bin" / "python"
    wheel = next(home.glob("*.whl"))
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    return python


def _timed(command: list[str], home: Path) -> float:
    with (home / "out").open("wb") as out:
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=out, cwd=home)
        return time.perf_counter() - begin
