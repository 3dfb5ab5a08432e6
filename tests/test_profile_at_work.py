"""A profile in the user's editor and in a conversation: real editors, a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

from mhcareer.profiles.store import Store

from .wired import COMMAND, call, environment_of, inside, made, people_folder, shown


def _editor(tmp_path: Path, code: str) -> str:
    script = tmp_path / "editor.py"
    script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return f"{COMMAND[0]} '{script}'"


def test_an_edit_in_the_editor_is_taken_if_it_is_sound(tmp_path: Path) -> None:
    """What was typed is the file, to the byte; the copy is gone."""
    folder = made(tmp_path)
    editor = _editor(tmp_path, "path.write_text(path.read_text() + '# typed\\ntarget: lpc\\n')")
    assert call(tmp_path, "profile", "edit", "profile-1", EDITOR=editor).returncode == 0
    assert (folder / "profile-1.yaml").read_text(encoding="utf-8").endswith("# typed\ntarget: lpc\n")
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "profile-1.yaml"]
    assert "set EDITOR" in inside(tmp_path, "profile", "edit", "profile-1").stderr
    assert "cannot be started" in inside(tmp_path, "profile", "edit", "profile-1", EDITOR="no-such-editor").stderr


def test_an_edit_that_cannot_be_taken_is_kept(tmp_path: Path) -> None:
    """The file stays as it was; the edit lies beside it, and is taken once it is mended."""
    folder = made(tmp_path)
    before = (folder / "profile-1.yaml").read_bytes()
    editor = _editor(tmp_path, "path.write_text(path.read_text() + 'target: lpc\\nwrong: 1\\n')")
    done = inside(tmp_path, "profile", "edit", "profile-1", EDITOR=editor)
    assert done.returncode == 2
    assert (folder / "profile-1.yaml").read_bytes() == before
    kept = folder / "profile-1.yaml.edit"
    assert str(kept) in done.stderr
    kept.write_text(kept.read_text(encoding="utf-8").replace("wrong: 1\n", ""), encoding="utf-8")
    assert inside(tmp_path, "profile", "edit", "profile-1", "--take", str(kept)).returncode == 0
    assert shown(tmp_path, "profile-1")["target"] == "lpc"
    assert not kept.exists()


def test_an_edit_does_not_undo_what_happened_meanwhile(tmp_path: Path) -> None:
    """Another program that writes while the editor is open is not written over; the edit is kept."""
    folder = made(tmp_path)
    other = folder / "profile-1.yaml"
    code = f"path.write_text(path.read_text() + '# mine\\n')\nother = pathlib.Path({str(other)!r})\n"
    editor = _editor(tmp_path, f"{code}other.write_text(other.read_text() + '# theirs\\n')")
    done = inside(tmp_path, "profile", "edit", "profile-1", EDITOR=editor)
    assert done.returncode == 2
    assert "has changed since" in done.stderr
    assert other.read_text(encoding="utf-8").endswith("# theirs\n")
    assert (folder / "profile-1.yaml.edit").read_text(encoding="utf-8").endswith("# mine\n")


def _at_a_terminal(home: Path, typed: str, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit code and standard output of the program, with somebody typing."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=child,
        stderr=child,
        stdout=subprocess.PIPE,
        text=True,
        env=environment_of(home, **environment),
    )
    os.close(child)
    os.write(parent, typed.encode())
    out, _ = process.communicate(timeout=60)
    os.close(parent)
    return process.returncode, out


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    """Each answer is checked, most can be passed over, and a private fact is kept only after a yes to it."""
    answers = ["Virgina", "VA", "", "masters:counseling", "lpc", "", "", "lots", "30", "40", "20", "", "y"]
    answers += ["y", "n", "", "1991-07-31", "y", "", ""]
    typed = "".join(f"{answer}\n" for answer in answers)
    code, out = _at_a_terminal(tmp_path, typed, "profile", "new", "--format", "json")
    assert code == 0
    entry = json.loads(out)["profiles"][0]
    assert (entry["target"], entry["private_facts"]) == ("lpc", 1)
    assert (entry["person"]["hours_per_week"], entry["person"]["direct_per_week"]) == (30, 20)
    saved = Store(people_folder(tmp_path)).find("profile-1").profile
    assert (saved.consent, saved.born, saved.lived_experience) == (("born",), "1991-07-31", None)


def test_whoever_breaks_off_saves_nothing(tmp_path: Path) -> None:
    """An end of input in the middle of the questions: code 130, no file."""
    code, out = _at_a_terminal(tmp_path, "VA\n\x04", "profile", "new")
    assert (code, out) == (130, "")
    assert not people_folder(tmp_path).exists()


def test_deleting_asks_first(tmp_path: Path) -> None:
    """No keeps the person, with exit code 1; yes does not."""
    path = made(tmp_path) / "profile-1.yaml"
    assert _at_a_terminal(tmp_path, "n\n", "profile", "delete", "profile-1") == (1, "")
    assert path.is_file()
    assert _at_a_terminal(tmp_path, "y\n", "profile", "delete", "profile-1")[0] == 0
    assert not path.exists()


def test_an_edit_can_be_mended_at_once(tmp_path: Path) -> None:
    """On a terminal the editor opens again on what was typed, and nothing is left beside the file."""
    folder = made(tmp_path)
    code = "text = path.read_text()\n"
    code += "path.write_text(text.replace('wrong: 1', 'target: lpc') if 'wrong' in text else text + 'wrong: 1\\n')"
    ended, _ = _at_a_terminal(tmp_path, "y\n", "profile", "edit", "profile-1", EDITOR=_editor(tmp_path, code))
    assert ended == 0
    assert (folder / "profile-1.yaml").read_text(encoding="utf-8").endswith("target: lpc\n")
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "profile-1.yaml"]
