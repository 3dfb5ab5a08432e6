"""Where somebody stands: school, field, state, and what they hold already."""

from __future__ import annotations

from datetime import date

from mhcareer.cli.walk.at_stage import alone
from mhcareer.cli.walk.guide import Guide, Offer
from mhcareer.cli.walk.question import NONE, Answers, Choice, Question
from mhcareer.cli.walk.told import IN_SCHOOL, NOW, Told, told
from mhcareer.cli.words import education, start_day, state_code
from mhcareer.errors import UsageError
from mhcareer.model.base import LEVEL_NAMES, NATIONAL, Level
from mhcareer.model.library import Catalog
from mhcareer.render.document import Block, Heading, Item, Paragraph
from mhcareer.render.words import duration, month

_WITH_FIELD: tuple[Level, ...] = ("associate", "bachelors", "masters", "doctorate")
_LAST_MONTH, _SCHOOL_YEARS = 6, 4
"""When high school ends, and the years for which its end is offered."""
_SHOWN = 3
"""Kinds of work that the first short answer names."""


def first_education(_answers: Answers, guide: Guide) -> Question:
    """What school is finished."""
    listed = [Choice(one.id, one.words) for one in guide.lists.education]
    return Question(
        "education",
        "What school have you finished?",
        (Choice(IN_SCHOOL, "I am still in high school"), *listed),
        said=(
            Paragraph("A few short questions lead to your plan."),
            Paragraph("You can always answer that you do not know, and go back. Nothing leaves this machine."),
        ),
        unknown_means=f"we plan from a {LEVEL_NAMES['high-school']}",
    )


def end_of_school(answers: Answers, guide: Guide) -> Question | None:
    """When somebody still in high school leaves it: the day on which the plan begins, for it rests on the diploma."""
    if not told(answers).in_school:
        return None
    first = guide.today.year if guide.today.month < _LAST_MONTH else guide.today.year + 1
    summers = [date(year, _LAST_MONTH, 1) for year in range(first, first + _SCHOOL_YEARS)]
    return Question(
        "start",
        "When will you finish high school?",
        tuple(Choice(summer.isoformat(), f"Summer of {summer.year}") for summer in summers),
        unknown_means=f"the summer of {first}",
        assumed=(summers[0].isoformat(),),
        typed="a month, as 2028-05",
        read=lambda words: (_in_time(start_day(words, guide.today, option=""), guide.today),),
    )


def _in_time(finish: date, today: date) -> str:
    return finish.isoformat() if finish > today else NOW


def field_of_study(answers: Answers, guide: Guide) -> Question | None:
    """In what the last degree is."""
    facts = told(answers)
    if facts.level not in _WITH_FIELD:
        return None
    level = next(one for one in _WITH_FIELD if one == facts.level)
    return Question(
        "field",
        f"What did you study for your {LEVEL_NAMES[level]}?",
        _fields(guide.catalog(facts), guide.lists.first_fields),
        unknown_means="we plan as if it were in no field that a rule names" if level == "bachelors" else "",
        typed="the name of a field",
        read=lambda words: (_field(words, guide.catalog(facts)),),
    )


def _fields(catalog: Catalog, first: tuple[str, ...]) -> tuple[Choice, ...]:
    known = [name for name in first if name in catalog.fields]
    others = sorted(catalog.fields.keys() - set(known), key=lambda name: catalog.fields[name].title)
    named = [*known, *others]
    return tuple(Choice(name, _sentence(catalog.fields[name].title), rare=name in others) for name in named)


def _field(words: str, catalog: Catalog) -> str:
    _, found = education(f"bachelors:{words}", catalog)
    if found is None:
        raise UsageError("no field is named", hint="as psychology")
    return found


def state(_answers: Answers, guide: Guide) -> Question:
    """Where somebody wants to work: rules differ from state to state."""
    own = guide.settled_state
    names = sorted((name, code) for code, name in guide.places.items() if code != NATIONAL)
    listed = tuple(Choice(code, name, code, rare=True) for name, code in names)
    means = f"{guide.places[own]}, as your settings say" if own else "only work with one rule for the whole country"
    return Question(
        "state",
        "In which state do you want to work?",
        listed,
        unknown_means=means,
        assumed=(own or NATIONAL,),
        typed="its name or its two letters",
        read=lambda words: (state_code(dict(guide.places), words),),
    )


def held(answers: Answers, guide: Guide) -> Question | None:
    """What somebody holds already, of what needs no degree that is missing; after the first short answer."""
    facts = told(answers)
    listed = [Choice(one.id, one.title, one.abbreviation or "") for one in guide.holdable(facts)]
    if not listed:
        return None
    return Question(
        "held",
        "Do you hold any of these already?",
        (Choice(NONE, "None of these"), *listed),
        said=first_answer(answers, guide),
        many=True,
        unknown_means="none",
        typed="the letters or the name of a license or certificate",
        read=lambda words: (guide.resolve(facts, words).credential,),
        check=alone,
    )


def first_answer(answers: Answers, guide: Guide) -> tuple[Block, ...]:
    """How much is open from here, what comes soonest and what takes longest, in a few lines."""
    facts = told(answers)
    offers = guide.offers(facts)
    place = guide.places[guide.code(facts)]
    if not offers:
        return (Paragraph(f"No way is known yet from here in {place}."),)
    soonest = [Item(f"{offer.title}: {when(offer, facts)}") for offer in offers[:_SHOWN]]
    last = [Item(f"{offers[-1].title}: {when(offers[-1], facts)}, the longest")] if len(offers) > _SHOWN else []
    return (
        Heading(f"A first answer: {len(offers)} kinds of work can be reached from here in {place}"),
        *soonest,
        *last,
    )


def when(offer: Offer, facts: Told) -> str:
    """`now`, or the month and how long it takes from the start; a day before which it cannot be is told as that."""
    least = "not before " if offer.at_least else ""
    if not offer.months:
        return f"{least}{month(offer.finish)}" if facts.start or offer.at_least else "now"
    return f"{least}{month(offer.finish)}, after {duration(offer.months)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
