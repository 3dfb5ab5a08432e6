"""What draws somebody, and the target: offered from what fits, or typed.

The cards of the roles decide what fits, the planner how long it takes; nothing is scored that they do not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mhcareer.cli.walk.guide import Guide, Offer
from mhcareer.cli.walk.question import Answers, Choice, Question, Values, answered, value_of
from mhcareer.cli.walk.stages import price
from mhcareer.cli.walk.start import first_answer, when
from mhcareer.cli.walk.told import Told, told
from mhcareer.errors import NoAnswerError
from mhcareer.model.base import LEVEL_NAMES, LEVELS, Level, Statement
from mhcareer.model.walk import Draw
from mhcareer.render.document import Block, Paragraph

_TYPE_IT, _SHOW = "type", "show"
_NO_DEGREE = "no-degree"
_STUDIED: tuple[Level, ...] = ("associate", "bachelors", "masters", "doctorate")
"""Degrees that somebody may be ready to study for."""
_OFFERED = 8
"""Kinds of work in the short list."""


def aim(answers: Answers, guide: Guide) -> Question:
    """Whether the target is known already."""
    said = () if answered(answers, "held") else first_answer(answers, guide)
    return Question(
        "aim",
        "Do you know already what you want to become?",
        (Choice(_SHOW, "No, show me what could fit"), Choice(_TYPE_IT, "Yes, I can name it")),
        said=said,
        unknown_means="we look for what could fit",
    )


def people(answers: Answers, guide: Guide) -> Question | None:
    """Whom somebody would like to help."""
    if _is_named(answers):
        return None
    return _draws("people", "Whom would you like to help?", guide.lists.people)


def settings(answers: Answers, guide: Guide) -> Question | None:
    """Where somebody would like to work."""
    if _is_named(answers):
        return None
    return _draws("settings", "Where would you like to work?", guide.lists.settings)


def _draws(name: str, words: str, listed: Iterable[Draw]) -> Question:
    choices = tuple(Choice(draw.id, draw.words) for draw in listed)
    return Question(name, words, choices, many=True, unknown="I don't know yet", unknown_means="all of them")


def patience(answers: Answers, guide: Guide) -> Question | None:
    """How soon the work must bring pay."""
    if _is_named(answers):
        return None
    choices = tuple(Choice(one.id, one.words) for one in guide.lists.patience)
    return Question("patience", "How soon do you want to do this work for pay?", choices, unknown_means="it is open")


def study(answers: Answers, _guide: Guide) -> Question | None:
    """How far somebody is ready to study."""
    facts = told(answers)
    further = [level for level in _STUDIED if _rank(level) > _rank(facts.level)]
    if _is_named(answers) or not further:
        return None
    degrees = (
        Choice(level, f"Up to a {LEVEL_NAMES[level]}".replace("a associate", "an associate")) for level in further
    )
    none = Choice(_NO_DEGREE, "No further degree; a short training is fine")
    return Question("degree", "How far would you like to study?", (none, *degrees), unknown_means="it is open")


def target(answers: Answers, guide: Guide) -> Question:
    """What somebody wants to become."""
    facts = told(answers)
    listed = [] if _is_named(answers) else ranked(answers, guide)
    fitting = [offer for offer in listed if _fits(offer, answers, guide)]
    shown = (fitting or listed)[:_OFFERED]
    others = [offer for offer in guide.offers(facts) if offer not in shown]
    unfit = set(listed) - set(fitting)
    choices = tuple(
        _choice(offer, facts, rare=offer not in shown, beyond=offer in unfit) for offer in (*shown, *others)
    )
    return Question(
        "target",
        "Which of these would you like to become?" if shown else "What do you want to become?",
        choices,
        said=_remark(listed, fitting),
        unknown_means=f"{choices[0].words}, the first" if choices else "",
        assumed=(choices[0].value,) if choices else (),
        typed="a role or its letters, as LPC",
        read=lambda words: _resolved(words, facts, guide),
        check=lambda values: _leads_on(values, facts, guide),
    )


def _remark(listed: list[Offer], fitting: list[Offer]) -> tuple[Block, ...]:
    if listed and not fitting:
        return (Paragraph("Nothing fits all that you said. This comes nearest:"),)
    return ()


def ranked(answers: Answers, guide: Guide) -> list[Offer]:
    """What can be reached: what the cards match most often first, of equal ones the soonest."""
    wanted = [
        (draw, kind)
        for question, kind, listed in (
            ("people", "populations", guide.lists.people),
            ("settings", "settings", guide.lists.settings),
        )
        for draw in listed
        if (found := answered(answers, question)) and draw.id in found.values
    ]

    def matches(offer: Offer) -> int:
        if not wanted:
            return 0
        card = guide.card(offer.words)
        told_of = {"populations": card.populations, "settings": card.settings}
        return sum(is_said(draw, told_of[kind]) for draw, kind in wanted)

    return sorted(guide.offers(told(answers)), key=lambda offer: (-matches(offer), offer.months))


def is_said(draw: Draw, statements: Iterable[Statement]) -> bool:
    """Whether a card speaks of something, by the beginnings of words."""
    pattern = "|".join(rf"\b{re.escape(beginning)}" for beginning in draw.card_says)
    return any(re.search(pattern, str(statement.value), re.IGNORECASE) for statement in statements)


def _fits(offer: Offer, answers: Answers, guide: Guide) -> bool:
    """Whether a kind of work needs no more time and study than somebody wants to give."""
    patient = {one.id: one.months for one in guide.lists.patience}.get(value_of(answers, "patience") or "")
    ready = value_of(answers, "degree")
    most = -1 if ready == _NO_DEGREE else _rank(ready) if ready else len(LEVELS)
    studied = _rank(offer.level) if offer.level in _STUDIED else -1
    return (patient is None or offer.months <= patient) and studied <= most


def _choice(offer: Offer, facts: Told, *, rare: bool, beyond: bool) -> Choice:
    cost = price(offer.cost)
    parts = (
        "beyond what you said" if beyond else "",
        when(offer, facts),
        cost if cost != "not stated" else "cost not stated",
        offer.pay,
    )
    name = f"{offer.title} ({offer.abbreviation})" if offer.abbreviation else offer.title
    return Choice(offer.words, name, "; ".join(part for part in parts if part), rare=rare)


def _resolved(words: str, facts: Told, guide: Guide) -> Values:
    guide.resolve(facts, words)
    return (words,)


def _leads_on(values: Values, facts: Told, guide: Guide) -> None:
    """Nothing if the planner finds a way; else its own sentence."""
    if not values:
        raise NoAnswerError(
            "nothing that the data holds can be reached from here", hint="go back, and name another state"
        )
    guide.found(replace(facts, target=values[0]))


def _is_named(answers: Answers) -> bool:
    return value_of(answers, "aim") == _TYPE_IT


def _rank(level: str) -> int:
    return [str(known) for known in LEVELS].index(level)
