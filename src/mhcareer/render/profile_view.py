"""Saved people as a document: a list, or one with all that its file states."""

from __future__ import annotations

from collections.abc import Iterator

from mhcareer.model.base import LEVEL_NAMES
from mhcareer.model.person import PRIVATE_FIELDS, HeldEducation, Person, Studying
from mhcareer.model.profile import LastPlan, ProfileAnswer, ProfileEntry
from mhcareer.render.document import Block, Document, Heading, Item, Paragraph

_PACE = {
    "hours_per_week": "hours of work a week that count",
    "direct_per_week": "of them with clients",
    "supervision_per_week": "hours of supervision a week",
    "weeks_per_year": "weeks of work a year",
    "training_per_week": "hours of training a week",
    "available_per_week": "hours a week for study and work together",
    "credits_per_term": "semester credits a term",
    "group_share_percent": "percent of the supervision in groups",
}


def profiles_document(answer: ProfileAnswer) -> Document:
    """What a `profile` command has to say: the list, or each profile in full."""
    if answer.what == "listed":
        return _list(answer)
    if answer.what in ("created", "renamed", "deleted"):
        return tuple(
            Paragraph(line)
            for entry in answer.profiles
            for line in (f"{answer.what.capitalize()}: {entry.profile} ({entry.file})", *answer.changed)
        )
    blocks: list[Block] = []
    for entry in answer.profiles:
        if answer.what == "shown":
            blocks.extend(profile_blocks(entry))
        else:
            blocks.append(Paragraph(f"{answer.what.capitalize()}: {entry.profile}"))
            blocks.extend(Item(line) for line in answer.changed)
    return tuple(blocks)


def profile_blocks(entry: ProfileEntry) -> Iterator[Block]:
    """One profile in full; private facts only if the entry has them."""
    yield Heading(entry.profile + (f": {entry.name}" if entry.name else ""), 1)
    yield Paragraph(entry.file)
    if entry.target:
        yield Item(f"Target: {entry.target}")
    if entry.person is not None:
        yield from (Item(line) for line in _facts(entry.person))
    hidden = entry.private_facts - len(entry.consent)
    if hidden > 0:
        yield Item(
            f"{_count(hidden, 'private fact')} not shown: --include-private shows {'it' if hidden == 1 else 'them'}"
        )
    if entry.done:
        yield Heading("Done")
        yield from (Item(f"{step.on}  {step.title} ({step.step})") for step in entry.done)
    if entry.last_plan:
        yield from _last_plan(entry.last_plan)


def _list(answer: ProfileAnswer) -> Document:
    if not answer.profiles:
        return (Paragraph("Nobody is saved yet: `mhcareer profile new` saves the first."),)
    return (Heading("Saved people", 1), *(Item(_line(entry)) for entry in answer.profiles))


def _line(entry: ProfileEntry) -> str:
    if entry.problem or entry.person is None:
        return f"{entry.profile}: cannot be used: {entry.problem}"
    toward = f"toward {entry.target}" if entry.target else None
    done = f"{_count(len(entry.done), 'step')} done" if entry.done else None
    parts = [entry.name, toward, entry.person.state, _background(entry.person), done]
    if entry.last_plan:
        parts.append(f"finish about {entry.last_plan.finish.typical}, by the plan of {entry.last_plan.made_on}")
    return f"{entry.profile}: " + "; ".join(part for part in parts if part)


def _facts(person: Person) -> Iterator[str]:
    if person.state:
        yield f"State: {person.state}"
    yield from (f"Education: {_education(held)}" for held in person.education)
    yield from (f"Studying: {_education(study)}" for study in person.studying)
    held = (*person.credentials, *person.outside_credentials)
    if held:
        yield f"Credentials: {', '.join(held)}"
    yield from (f"Exam passed: {exam.id}" + (f" on {exam.passed}" if exam.passed else "") for exam in person.exams)
    for logged in person.hours:
        kinds = ("total", "direct", "supervision", "training")
        said = ", ".join(f"{getattr(logged, kind):,} {kind}" for kind in kinds if getattr(logged, kind))
        yield f"Hours toward {logged.toward}: {said or 'none'}"
    if person.start:
        yield f"Start: {person.start}"
    if person.applied_from:
        yield f"Applications to schools from {person.applied_from} on"
    if "study" in person.model_fields_set:
        yield f"Study: {person.study}"
    yield from (
        f"{getattr(person, name)} {words}" for name, words in _PACE.items() if getattr(person, name) is not None
    )
    yield from _private(person)


def _private(person: Person) -> Iterator[str]:
    for name in PRIVATE_FIELDS:
        value = getattr(person, name)
        if isinstance(value, tuple):
            yield from (f"{_words(name)} (private): {item}" for item in value)
        elif value is not None:
            said = {True: "yes", False: "no"}.get(value, value)
            yield f"{_words(name)} (private): {said}"


def _last_plan(plan: LastPlan) -> Iterator[Block]:
    yield Heading("Last saved plan")
    finish = plan.finish
    yield Paragraph(
        f"{plan.target}, made on {plan.made_on} with data of {plan.data_version}: "
        f"finish {finish.typical} (fast {finish.fast}, slow {finish.slow})"
    )
    yield from (Item(f"{step.start} to {step.finish}  {step.title} ({id_})") for id_, step in plan.steps.items())


def _background(person: Person) -> str:
    """The last that is held, and what is under way."""
    under_way = (f"enrolled: {_education(study)}" for study in person.studying)
    return "; ".join((_education(person.education[-1]), *under_way))


def _education(study: HeldEducation | Studying) -> str:
    field = f" in {study.field.replace('-', ' ')}" if study.field else ""
    credits_ = study.semester_credits if isinstance(study, HeldEducation) else study.credits_earned
    return f"{LEVEL_NAMES[study.level]}{field}" + (f", {credits_} credits" if credits_ else "")


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
