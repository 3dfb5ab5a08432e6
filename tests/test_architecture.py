"""The layers hold: what the planner imports, what a pipe pays for, and that a wheel stands on its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from mhcareer.catalog.locate import data_folder

ROOT = Path(__file__).resolve().parent.parent
PLAN = ["plan", "lpc", "--from", "high-school", "--state", "VA"]


def _loaded(code: str, *, path: Path | None = None) -> set[str]:
    """Modules that a fresh interpreter has loaded after some code."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    environment = {**os.environ, "MHCAREER_TODAY": "2026-11-22"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    return set(done.stderr.split())


def test_the_planner_needs_no_terminal_and_no_files() -> None:
    """Importing the planner and the verifier loads no Rich, no Typer, no YAML."""
    loaded = _loaded("import mhcareer.planner.plan, mhcareer.verify")
    assert not {"rich", "typer", "yaml"} & loaded


def test_the_verifier_shares_only_the_models() -> None:
    """The second opinion loads nothing of the planner or of the catalog's reader."""
    loaded = _loaded("import mhcareer.verify")
    assert not {name for name in loaded if name.startswith(("mhcareer.planner", "mhcareer.catalog", "mhcareer.render"))}


def test_a_pipe_does_not_pay_for_rich() -> None:
    """A plan into a file never imports Rich."""
    loaded = _loaded(f"from mhcareer.cli.main import run\nassert run({PLAN!r}) == 0")
    assert "rich" not in loaded


def test_no_state_has_its_name_in_the_code() -> None:
    """Data decides: no jurisdiction's code or name stands in the program, outside examples in help and docstrings."""
    from mhcareer.catalog.files import read_file
    from mhcareer.model.catalog import PlacesFile

    names = set(read_file(data_folder(), "places", PlacesFile).places.values()) - {"United States"}
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        code = "\n".join(line for line in text.split("\n") if "Example" not in line and '"""' not in line)
        found = {name for name in names if f'"{name}"' in code}
        assert not found, f"{path}: {found}"


def _run_from(path: Path, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mhcareer", *PLAN, "--start", "2027-01"],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path), "MHCAREER_TODAY": "2026-11-22"},
    )
    return done.stdout


def test_a_wheel_answers_like_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The data inside the wheel gives the same plan, to the byte, as the data of the checkout."""
    assert _run_from(wheel, tmp_path) == _run_from(ROOT / "src", tmp_path)


def test_a_wheel_carries_every_data_file_twice(wheel: Path) -> None:
    """As the YAML that people read, and as the JSON that is read in its place."""
    inside = wheel / "mhcareer" / "data"
    names = {str(path.relative_to(data_folder())) for path in data_folder().rglob("*.yaml")}
    assert names == {str(path.relative_to(inside)) for path in inside.rglob("*.yaml")}
    compiled = {
        str(path.relative_to(inside / "compiled").with_suffix(".yaml"))
        for path in (inside / "compiled").rglob("*.json")
    }
    assert names == compiled


def test_a_wheel_carries_the_style_sheet(wheel: Path) -> None:
    """A page made by an installed program looks like one made in the checkout."""
    name = Path("mhcareer") / "render" / "page.css"
    assert (wheel / name).read_bytes() == (ROOT / "src" / name).read_bytes()


def test_an_installed_plan_reads_no_yaml(wheel: Path) -> None:
    """Parsing YAML costs more than the plan, so a wheel does without."""
    loaded = _loaded(f"from mhcareer.cli.main import run\nassert run({PLAN!r}) == 0", path=wheel)
    assert not {"yaml", "rich"} & loaded


def test_an_edit_of_the_checkout_takes_effect(tmp_path: Path) -> None:
    """The YAML of a checkout is read in place: a changed figure is in the next plan."""
    import shutil

    copy = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", copy / "src")
    shutil.copytree(ROOT / "data", copy / "data")
    rule = copy / "data" / "jurisdictions" / "VA.yaml"
    text = rule.read_text(encoding="utf-8")
    assert "direct_hours: {value: 2000," in text
    rule.write_text(text.replace("direct_hours: {value: 2000,", "direct_hours: {value: 2100,"), encoding="utf-8")
    shown = " ".join(_run_from(copy / "src", tmp_path).split())
    assert "2,100 hours of direct client contact" in shown


def test_the_public_interface_plans() -> None:
    """What the package offers to other programs works, and importing it alone loads nothing of it."""
    assert not {name for name in _loaded("import mhcareer") if name.startswith("mhcareer.")}
    import mhcareer

    catalog = mhcareer.load_catalog(["VA"])
    person = mhcareer.Person.model_validate({"education": ({"level": "bachelors"},)}, strict=False)
    target = mhcareer.resolve(catalog, "lpc", "VA")
    found = mhcareer.plan(catalog, person, target, start=date(2027, 1, 1))
    assert isinstance(found, mhcareer.Plan)
    assert found.steps[-1].id == "va-lpc"
