"""`mhcareer walk`: asks until nothing is left to ask, prints the plan, and offers to keep what was said."""

from __future__ import annotations

from dataclasses import replace

import typer

from mhcareer.cli.asking import tell
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look
from mhcareer.cli.output import show_plan
from mhcareer.cli.walk.at_stage import closing
from mhcareer.cli.walk.data_guide import DataGuide
from mhcareer.cli.walk.ending import offer_to_save, tell_again
from mhcareer.cli.walk.question import Answer, Answers, Choice, Question
from mhcareer.cli.walk.script import next_question
from mhcareer.cli.walk.told import told
from mhcareer.cli.walk.way import BACK, Back, Way, way_for
from mhcareer.environment import PIPE_WIDTH
from mhcareer.render.document import Block
from mhcareer.render.text import to_text


def run(look: Look) -> int:
    """Walk; 0 when the plan is printed.

    Raises:
        UsageError: In a pipe, an answer that means nothing, or too few of them.
        DataError: A file of data or settings that cannot be used.
        NoAnswerError: In a pipe, an answer that leads nowhere.
    """
    guide = DataGuide(Screen.of(look))
    way = way_for(guide.screen)
    answers = asked(guide, way, ())
    while show_end(answers, guide, way) is BACK:
        answers = asked(guide, way, answers[:-1])
    return 0


def asked(guide: DataGuide, way: Way, answers: Answers) -> Answers:
    """All the answers, from those that are there; going back takes the last one away."""
    while (question := next_question(answers, guide)) is not None:
        say(question.said, guide.screen)
        answer = way.ask(question if answers else replace(question, first=True))
        # At the first question there is nothing to go back to: it is asked again.
        answers = answers[:-1] if isinstance(answer, Back) else (*answers, Answer(question.id, answer, question.stage))
    return answers


def show_end(answers: Answers, guide: DataGuide, way: Way) -> Back | None:
    """Print what is left to say, the plan, and how to get it again; then offer to keep it."""
    facts, screen = told(answers), guide.screen
    say(closing(answers, guide), screen)
    plan, catalog = guide.surrounded(facts)
    show_plan(plan, catalog, screen.folders, screen.environment, screen.look, screen.style)
    tell_again(facts, guide)
    return offer_to_save(facts, plan, guide, way)


def say(blocks: tuple[Block, ...], screen: Screen) -> None:
    """Tell something beside the plan: on standard error, as wide as the terminal up to a page."""
    if not blocks:
        return
    width = min(screen.environment.width, screen.look.width or PIPE_WIDTH)
    text = to_text(blocks, width=width, ascii_only=screen.look.ascii_only, plain=screen.look.plain)
    encoding = screen.environment.stderr.encoding or "ascii"
    tell("\n" + text.encode(encoding, "replace").decode(encoding), screen.environment)


def offer(context: typer.Context) -> int:
    """What `mhcareer` alone does on a terminal: offer the walk, or show the help."""
    screen = Screen.of(Look())
    question = Question(
        "begin",
        "mhcareer plans a career in mental health. How would you like to begin?",
        (Choice("walk", "Step by step", "a few questions lead to your plan"), Choice("help", "Show all commands")),
        unknown_means="step by step",
        assumed=("walk",),
        first=True,
    )
    answer = way_for(screen).ask(question)
    if answer == ("walk",):
        return run(Look())
    typer.echo(context.get_help())
    return 0
