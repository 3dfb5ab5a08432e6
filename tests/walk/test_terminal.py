"""The walk in a terminal: keys and all, against a screen that shows what a person would see."""

from __future__ import annotations

from pathlib import Path

import pytest

from mhcareer.cli.walk.question import Question

from ..wired import COMMAND, environment_of, inside, people_folder
from .people import BSW, CACHE, CHANGER, PEOPLE, UNKNOWN, Somebody, guide_at, met
from .terminal import CONTROL_C, CONTROL_D, DOWN, ENTER, LEFT, SPACE, UP, Terminal
from .test_pipe import again, up_to_today

LISTED, TYPED = "  Arrow keys", "  ("
"""How the line below a question begins: of a list, and where one types."""


def walk(home: Path, *arguments: str, stdout: Path | None = None, columns: int = 100, **more: str) -> Terminal:
    """The walk of a user whose every file lies under a folder."""
    kept = environment_of(home, **CACHE, **more)
    terminal = {**kept, "TERM": more.get("TERM", "xterm-256color")}
    return Terminal([*COMMAND, *arguments], terminal, columns=columns, stdout=stdout)


def meets(terminal: Terminal, question: Question) -> None:
    """Wait until a question is open."""
    terminal.shows(f"? {question.words[:60]}", LISTED if question.choices else TYPED)


def answer(terminal: Terminal, question: Question, says: str, *, first: bool = False) -> None:
    """Answer an open question by arrow keys, by the space bar, or by typing what no choice says."""
    places = {choice.value: place for place, choice in enumerate(question.choices)}
    wanted = [places[part] for part in says.split(",") if part in places]
    if not question.choices:
        terminal.send("" if says == UNKNOWN else says, ENTER)
    elif says == UNKNOWN:
        terminal.send(UP, *([] if first else [UP]), ENTER)
    elif not wanted:
        terminal.send(says, ENTER)
    elif question.many:
        at = 0
        for place in sorted(wanted):
            terminal.send(*[DOWN] * (place - at), SPACE)
            at = place
        terminal.send(ENTER)
    else:
        terminal.send(*[DOWN] * wanted[0], ENTER)


def answer_all(terminal: Terminal, somebody: Somebody, home: Path) -> None:
    """Everything up to the offer to save."""
    with guide_at(home) as guide:
        for number, (question, says) in enumerate(met(somebody, guide)):
            meets(terminal, question)
            answer(terminal, question, says, first=number == 0)
    terminal.shows("? Keep what you said in a profile", LISTED)


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda one: one.kind)
def test_everybody_comes_to_the_plan_by_keys(somebody: Somebody, tmp_path: Path) -> None:
    """Standard output holds the plan alone, byte for byte what the command prints that the walk names."""
    kept = tmp_path / "plan.txt"
    with walk(tmp_path, "walk", stdout=kept, columns=200) as terminal:
        answer_all(terminal, somebody, tmp_path)
        if somebody.saves_as:
            terminal.send(ENTER)
            terminal.shows("? Under which name?", TYPED)
            terminal.send(somebody.saves_as, ENTER)
        else:
            terminal.send(DOWN, ENTER)
        assert terminal.ends() == 0
        said = "\n".join(terminal.lines)
    plan = inside(tmp_path, *again(said), **CACHE)
    assert up_to_today(plan.stdout) == kept.read_text(encoding="utf-8")


def test_the_program_alone_offers_the_walk(tmp_path: Path) -> None:
    """One question; its first answer leads to the first of the walk, its second to the help."""
    with walk(tmp_path) as terminal:
        terminal.shows("? mhcareer plans a career", LISTED)
        terminal.send(ENTER)
        terminal.shows("? What school have you finished?", LISTED)
    with walk(tmp_path) as terminal:
        terminal.shows("? mhcareer plans a career", LISTED)
        terminal.send(DOWN, ENTER)
        assert terminal.ends() == 0
        assert b"Usage: mhcareer" in terminal.raw


def test_the_plan_is_drawn_on_the_terminal(tmp_path: Path) -> None:
    """With all three streams on the terminal, the plan, the command and the offer stand on it."""
    with walk(tmp_path, "walk", PAGER="cat") as terminal:
        answer_all(terminal, CHANGER, tmp_path)
        terminal.send(DOWN, ENTER)
        assert terminal.ends() == 0
        assert b"What sets the date" in terminal.raw
        assert any("The same plan again: mhcareer plan" in line for line in terminal.lines)


def test_back_leads_to_the_question_before(tmp_path: Path) -> None:
    """By the left arrow, by escape, and by the last entry of a list."""
    with walk(tmp_path, "walk") as terminal:
        for back in ([LEFT], [b"\x1b"], [UP, ENTER]):
            terminal.shows("? What school have you finished?", LISTED)
            terminal.send(*[DOWN] * 6, ENTER)
            terminal.shows("? What did you study for your master's degree?", LISTED)
            terminal.send(*back)
        terminal.shows("? What school have you finished?", LISTED)


def test_search_finds_a_state_by_letters_and_by_name(tmp_path: Path) -> None:
    """`va` is Virginia, not Nevada; a search that finds nothing answers nothing."""
    with walk(tmp_path, "walk") as terminal:
        terminal.shows("? What school have you finished?", LISTED)
        terminal.send("zzz", ENTER)
        terminal.shows("? What school have you finished?", LISTED, "> I am still in high school")
        terminal.send(DOWN, DOWN, ENTER)
        terminal.shows("? In which state do you want to work?", LISTED)
        terminal.send("va")
        terminal.shows("  Search: va", "> Virginia: VA")
        terminal.send(ENTER)
        terminal.shows("? Do you hold any of these already?", LISTED)


def test_a_mistyped_answer_is_asked_again(tmp_path: Path) -> None:
    """With what was perhaps meant."""
    with walk(tmp_path, "walk") as terminal:
        terminal.shows("? What school have you finished?", LISTED)
        terminal.send(DOWN, DOWN, ENTER)
        terminal.shows("? In which state do you want to work?", LISTED)
        terminal.send("virgina", ENTER)
        terminal.shows("  unknown state `virgina`; did you mean `VA`", "? In which state do you want to work?")


def test_control_c_at_a_list_leaves_nothing_written(tmp_path: Path) -> None:
    """Exit 130, and no word of Python's."""
    with walk(tmp_path, "walk") as terminal:
        terminal.shows("? What school have you finished?", LISTED)
        terminal.send(CONTROL_C)
        assert terminal.ends() == 130
    assert b"Traceback" not in terminal.raw
    assert not people_folder(tmp_path).exists()


def test_control_c_before_the_last_answer_leaves_nothing_written(tmp_path: Path) -> None:
    """Even after the yes to saving: a name that cannot be is asked again, and then broken off."""
    with walk(tmp_path, "walk", stdout=tmp_path / "plan.txt") as terminal:
        answer_all(terminal, BSW, tmp_path)
        terminal.send(ENTER)
        terminal.shows("? Under which name?", TYPED)
        terminal.send("Not A Name", ENTER)
        terminal.shows("  `Not A Name` cannot name a profile")
        terminal.send(CONTROL_C)
        assert terminal.ends() == 130
    assert b"Traceback" not in terminal.raw
    assert not list(tmp_path.rglob("*.yaml"))


def test_control_c_at_a_numbered_question_leaves_nothing_written(tmp_path: Path) -> None:
    """As a signal this time: the terminal is not in the hands of the program."""
    with walk(tmp_path, "walk", TERM="dumb") as terminal:
        terminal.shows("What school have you finished?")
        terminal.shows("1 to 8 >")
        terminal.send(CONTROL_C)
        assert terminal.ends() == 130
    assert b"Traceback" not in terminal.raw
    assert not people_folder(tmp_path).exists()


def test_control_d_is_the_end_of_the_answers(tmp_path: Path) -> None:
    """Exit 2 with one line."""
    with walk(tmp_path, "walk") as terminal:
        terminal.shows("? What school have you finished?", LISTED)
        terminal.send(CONTROL_D)
        assert terminal.ends() == 2
        assert any(line.startswith("mhcareer: error: the answers ended") for line in terminal.lines)


@pytest.mark.parametrize(("arguments", "term"), [([], "dumb"), (["--plain"], "xterm-256color"), (["--ascii"], "xterm")])
def test_a_terminal_without_arrow_keys_gets_numbers(arguments: list[str], term: str, tmp_path: Path) -> None:
    """`TERM=dumb`, `--plain` and `--ascii`: numbered questions, and no escape code from the first byte to the last."""
    with walk(tmp_path, "walk", *arguments, stdout=tmp_path / "plan.txt", TERM=term) as terminal:
        terminal.shows("What school have you finished?", " 1  I am still in high school")
        terminal.send("99\n")
        terminal.shows("  `99` is no number of the list")
        with guide_at(tmp_path) as guide:
            terminal.send(*(f"{says}\n" for _, says in met(BSW, guide)), "no\n")
        assert terminal.ends() == 0
        assert b"\x1b" not in terminal.raw
    assert "The rule behind this:" in (tmp_path / "plan.txt").read_text(encoding="utf-8")
