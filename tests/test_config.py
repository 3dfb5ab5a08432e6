"""Settings: what holds, by whom it was said, and that the file keeps what the user wrote in it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from mhcareer.environment import Environment
from mhcareer.errors import UsageError
from mhcareer.model.settings import BUILT_IN, KEYS
from mhcareer.profiles.settings import set_value, settings, unset

from .wired import call, inside

FILE = Path("config") / "mhcareer" / "config.yaml"


def _shown(home: Path, *options: str, **environment: str) -> dict[str, tuple[object, str, str | None]]:
    done = inside(home, "config", "show", "--format", "json", *options, **environment)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "mhcareer.config/1"
    return {s["key"]: (s["value"], s["source"], s["named"]) for s in answer["settings"]}


def test_without_a_file_everything_is_built_in(tmp_path: Path) -> None:
    """Each setting is listed, and asking makes no file; a folder that cannot be is no error either."""
    shown = _shown(tmp_path)
    assert list(shown) == list(KEYS) == list(BUILT_IN)
    assert {source for key, (_, source, _) in shown.items() if key != "format"} == {"built-in"}
    assert not (tmp_path / "config").exists()
    assert inside(tmp_path, "config", "show", XDG_CONFIG_HOME="/dev/null").returncode == 0
    assert inside(tmp_path, "config", "path").stdout == f"{tmp_path / FILE}\n"


def test_the_first_that_speaks_is_heard(tmp_path: Path) -> None:
    """An option, then a variable, then the file; and each says which it was."""
    assert call(tmp_path, "config", "set", "width", "90").returncode == 0
    assert inside(tmp_path, "config", "set", "state", "Virginia").returncode == 0
    assert _shown(tmp_path)["width"] == (90, "file", str(tmp_path / FILE))
    shown = _shown(tmp_path, MHCAREER_WIDTH="100", MHCAREER_STATE="tx", NO_COLOR="1")
    assert shown["width"] == (100, "environment variable", "MHCAREER_WIDTH")
    assert shown["state"] == ("TX", "environment variable", "MHCAREER_STATE")
    assert shown["color"] == ("never", "environment variable", "NO_COLOR")
    assert _shown(tmp_path, "--width", "120", MHCAREER_WIDTH="100")["width"] == (120, "option", "--width")
    text = inside(tmp_path, "config", "show", MHCAREER_WIDTH="100").stdout
    assert "- state: VA (file)\n" in text
    assert "- width: 100 (environment variable MHCAREER_WIDTH)\n" in text
    assert "- study: full-time (built-in)\n" in text


def test_the_program_can_ask_for_the_settings_once(tmp_path: Path) -> None:
    """As one value with a field for each, null where the program decides."""
    file = tmp_path / "config.yaml"
    set_value("hours_per_week", "32", file=file)
    environment = _environment({"MHCAREER_STUDY": "part-time"})
    found = settings(environment, {"state": "OH"}, file=file)
    assert (found.state, found.study, found.hours_per_week, found.width) == ("OH", "part-time", 32, None)


def _environment(variables: dict[str, str]) -> Environment:
    now = Environment.current()
    return Environment(now.stdout, now.stderr, False, 80, False, "utf-8", now.today, variables=variables)


def test_what_is_set_holds_for_the_answers(tmp_path: Path) -> None:
    """Format, width and color of the settings are those of an answer, unless an option says otherwise."""
    assert inside(tmp_path, "config", "set", "format", "json").returncode == 0
    assert json.loads(inside(tmp_path, "profile", "list").stdout)["profiles"] == []
    assert inside(tmp_path, "profile", "list", "--format", "text").stdout.startswith("Nobody is saved")
    narrow = inside(tmp_path, "profile", "list", "--format", "text", MHCAREER_WIDTH="40").stdout
    assert max(len(line) for line in narrow.split("\n")) <= 40


def test_the_file_keeps_what_the_user_wrote(tmp_path: Path) -> None:
    """Remarks stay through every change, also when the last setting goes; the file is the user's alone."""
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("# mine\nstate: VA  # home\n# wide\nwidth: 90\n", encoding="utf-8")
    assert inside(tmp_path, "config", "set", "study", "part-time").returncode == 0
    assert file.read_text(encoding="utf-8") == "# mine\nstate: VA  # home\n# wide\nwidth: 90\nstudy: part-time\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for key in ("state", "study", "width"):
        assert inside(tmp_path, "config", "unset", key).returncode == 0
    assert file.read_text(encoding="utf-8") == "# mine\n# wide\n"
    assert inside(tmp_path, "config", "set", "width", "100").returncode == 0
    assert file.read_text(encoding="utf-8") == "# mine\n# wide\nwidth: 100\n"


BAD = (
    (["set", "colour", "never"], "did you mean `color`?"),
    (["set", "color", "blue"], "use auto, always or never"),
    (["set", "pager", "blue"], "use auto or never"),
    (["set", "width", "5"], "`width` cannot be `5`"),
    (["set", "width", "wide"], "`width` cannot be `wide`"),
    (["set", "state", "Virgina"], "did you mean `VA`"),
    (["set", "format", "pdf"], "unknown format"),
    (["set", "study", ""], "use full-time or part-time"),
    (["unset", "state"], "is not set in the file"),
    (["unset", "stat"], "did you mean `state`?"),
)


@pytest.mark.parametrize(("words", "said"), BAD, ids=[" ".join(words) for words, _ in BAD])
def test_a_setting_that_cannot_be_gets_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    """Exit code 2, what would be right, and no file."""
    done = inside(tmp_path, "config", *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (tmp_path / FILE).exists()


def test_a_wrong_variable_or_file_is_named(tmp_path: Path) -> None:
    """The variable by its name, the file with line and column."""
    done = inside(tmp_path, "config", "show", MHCAREER_WIDTH="wide")
    assert "`MHCAREER_WIDTH` cannot be `wide`" in done.stderr
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    for text, place in (
        ("state: VA\nwidth: 9\n", ":2:8"),
        ("stat: VA\n", ":1:7"),
        ("width: [\n", ":2:1"),
        ("- a\n", ":1:1"),
    ):
        file.write_text(text, encoding="utf-8")
        for command in (["show"], ["set", "study", "part-time"]):
            done = inside(tmp_path, "config", *command)
            assert done.returncode == 2
            assert f"{FILE.name}{place}" in done.stderr
        assert file.read_text(encoding="utf-8") == text


def test_unset_says_what_it_cannot_take_back(tmp_path: Path) -> None:
    """A setting of the environment is not in the file."""
    with pytest.raises(UsageError, match="not set in the file"):
        unset("state", file=tmp_path / "config.yaml")
