"""Where an answer goes: the format by the name of the file, a file whole or not at all, a stream as it can take it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mhcareer.catalog.locate import data_folders
from mhcareer.cli.files import write_file
from mhcareer.cli.formats import EXTENSIONS, FORMATS
from mhcareer.cli.options import Look
from mhcareer.cli.output import chosen_format, show, show_plan
from mhcareer.environment import Environment
from mhcareer.errors import OutputError, UsageError
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Plan
from mhcareer.render.document import Paragraph
from mhcareer.render.ladder_view import ladder_document, ladder_of
from mhcareer.render.text import to_text
from tests.helpers import must_plan
from tests.rendering import FORMATS as RENDERED


def environment(encoding: str = "utf-8", *, terminal: bool = False) -> Environment:
    """A stream that takes an encoding, as on a system that makes other line breaks."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\r\n")
    return Environment(stream, stream, terminal, 100 if terminal else 80, terminal, encoding, date(2026, 11, 22))


def written(where: Environment) -> bytes:
    """What has reached the stream."""
    where.stdout.flush()
    return where.stdout.buffer.getvalue()  # type: ignore[attr-defined]  # it is the BytesIO given above


@pytest.fixture(scope="module")
def plan(catalog: Catalog) -> Plan:
    """A short plan."""
    return must_plan(catalog, "tx-mhps", "high-school", start=date(2027, 1, 1))


@pytest.fixture(params=["markdown", "checklist", "csv", "ics", "svg", "json", "text"])
def style(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every format that a plan comes in."""
    yield request.param


def test_the_name_of_a_file_tells_the_format() -> None:
    """By its ending, whatever its case; without a file the stream decides; a format may be asked for beside it."""
    for ending, name in EXTENSIONS.items():
        assert chosen_format(Look(output=Path(f"plan{ending.upper()}")), environment()) == name
        assert name in FORMATS
    assert chosen_format(Look("json", output=Path("plan.answer")), environment()) == "json"
    assert chosen_format(Look("checklist", output=Path("plan.md")), environment()) == "checklist"
    assert chosen_format(Look(output=Path("-")), environment()) == "text"
    assert chosen_format(Look(), environment(terminal=True)) == "rich"


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look(output=Path("plan.docx")), "`plan.docx` tells no format"),
        (Look(output=Path("plan")), "`plan` tells no format"),
        (Look("json", output=Path("plan.md")), "`plan.md` tells markdown, not json"),
        (Look("docx", output=Path("plan.md")), "unknown format `docx`"),
    ],
)
def test_a_format_that_does_not_exist_is_refused(look: Look, said: str) -> None:
    """In one line with what to do."""
    with pytest.raises(UsageError, match=said) as caught:
        chosen_format(look, environment())
    assert caught.value.hint


def test_a_file_holds_what_the_format_renders(plan: Plan, catalog: Catalog, style: str, tmp_path: Path) -> None:
    """Byte for byte, even where a terminal is at hand and its encoding is narrow."""
    path = tmp_path / "plan"
    show_plan(plan, catalog, data_folders(), environment("cp1252", terminal=True), Look(output=path), style)
    assert path.read_bytes() == RENDERED[style](plan, catalog).encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_stream_gets_the_same(plan: Plan, catalog: Catalog, style: str) -> None:
    """Formats for programs reach any stream unchanged; those for people in the characters that it has."""
    where = environment("ascii")
    show_plan(plan, catalog, data_folders(), where, Look(), style)
    if style in ("csv", "ics", "svg"):
        assert written(where) == RENDERED[style](plan, catalog).encode()
    else:
        name = "ascii" if style == "text" else style
        assert written(where).replace(b"\r\n", b"\n") == RENDERED[name](plan, catalog).encode("ascii", "replace")


def test_a_plan_does_not_come_as_a_ladder(plan: Plan, catalog: Catalog) -> None:
    """What cannot be written so is refused, and no file is made."""
    with pytest.raises(UsageError, match="does not come as `mermaid`"):
        show_plan(plan, catalog, data_folders(), environment(), Look(), "mermaid")
    with pytest.raises(UsageError, match="does not come as `ics`"):
        show((Paragraph("x"),), environment(), Look(), "ics")


def test_json_goes_into_a_file(plan: Plan, catalog: Catalog, tmp_path: Path) -> None:
    """The contract, whole."""
    path = tmp_path / "plan.json"
    show_plan(plan, catalog, data_folders(), environment(), Look(output=path), "json")
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "mhcareer.plan/1"


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    """A new file has the usual rights, an old one those that it had; nothing else is left in the folder."""
    path = tmp_path / "plan.md"
    write_file(path, b"one")
    path.chmod(0o600)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.md"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file that it names is replaced; the link stays a link."""
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"one")
    link.symlink_to(real)
    write_file(link, b"two")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


def test_a_device_stays_a_device() -> None:
    """Writing to nowhere writes to nowhere."""
    write_file(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_no_folder_is_made_up(tmp_path: Path) -> None:
    """A folder that does not exist, or a folder for a file, is refused with what to do."""
    with pytest.raises(OutputError, match="there is no folder") as caught:
        write_file(tmp_path / "missing" / "plan.md", b"x")
    assert caught.value.hint
    assert not (tmp_path / "missing").exists()
    with pytest.raises(OutputError, match="is a folder"):
        write_file(tmp_path, b"x")


def test_what_stood_there_survives_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full in the middle, the old file is whole and no piece of the new one is left."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "plan.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_ladder_is_the_same_from_either_side(catalog: Catalog) -> None:
    """What lies below a role and what lies above it agree, whichever of the two the data states."""
    ladder = ladder_of(catalog.roles)
    for low, high in ladder.rises:
        assert high in catalog.roles[low].above or low in catalog.roles[high].below
        assert (low, high) in ladder_of(catalog.roles, low).rises
        assert (low, high) in ladder_of(catalog.roles, high).rises
        up = to_text(ladder_document(ladder_of(catalog.roles, low), catalog.roles), width=200, ascii_only=False)
        down = to_text(ladder_document(ladder_of(catalog.roles, high), catalog.roles), width=200, ascii_only=False)
        assert f"({high})" in up.partition("DOWNWARD")[0]
        assert f"({low})" in down.partition("DOWNWARD")[2]
