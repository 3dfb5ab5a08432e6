"""`next`, `compare`, `whatif`, `move`: plans held against each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from mhcareer.catalog.across import load_role
from mhcareer.catalog.facts import read_compacts_of, read_pay
from mhcareer.catalog.locate import Folders
from mhcareer.catalog.merge import read_merged
from mhcareer.cli.asker import Asker, around, asker, checked_person, left_behind, named_jurisdiction, revealed
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look, Who
from mhcareer.cli.planning import or_no_answer
from mhcareer.cli.words import education, months, objective, start_day, state_code
from mhcareer.errors import NoAnswerError, UsageError
from mhcareer.model.base import NATIONAL, jurisdiction_of
from mhcareer.model.catalog import PlacesFile
from mhcareer.model.library import Catalog
from mhcareer.model.person import MOST, PACES, HeldEducation
from mhcareer.planner.choices.compare import Candidacy, compare
from mhcareer.planner.choices.levers import Ask, Change, levers, whatif, with_accreditation, with_what_is_held
from mhcareer.planner.choices.move import move
from mhcareer.planner.choices.rungs import next_answer
from mhcareer.planner.targets import Named, goal_of, resolve, target_of
from mhcareer.render import choices_view, move_view


def show_next(within: str, who: Who, look: Look) -> int:
    """Print what is open and what can be reached; 1 if nothing can.

    Raises:
        UsageError: Words that cannot be understood.
        DataError: A profile or data file that cannot be used.
    """
    screen = Screen.of(look)
    folders = screen.folders
    asked = asker(who, screen)
    anywhere = {role.id for role in asked.catalog.roles.values() if role.hired_anywhere}
    elsewhere = load_role(anywhere, folders, beside=asked.catalog)
    codes = asked.catalog.occupations_in(asked.code) | elsewhere.occupations_in(NATIONAL)
    pay = read_pay(codes, asked.code, folders)
    catalog = replace(asked.catalog, references={**pay.references, **asked.catalog.references})
    within_months = months(within, "--within")
    answer = next_answer(
        catalog,
        asked.person,
        asked.code,
        asked.start,
        within_months,
        pay.pay,
        as_of=asked.as_of,
        elsewhere=elsewhere,
    )
    shown = revealed(answer, asked.person) if who.include_private else answer
    screen.show(shown, choices_view.next_document(answer))
    return 0 if answer.open_now or answer.one_step or answer.further else 1


def show_comparison(targets: list[str], states: str | None, optimize: str, who: Who, look: Look) -> int:
    """Print targets side by side; 1 if one of them cannot be planned.

    Raises:
        UsageError: Words that cannot be understood, or only one column.
        DataError: A profile or data file that cannot be used.
    """
    screen = Screen.of(look)
    folders = screen.folders
    places = read_merged(folders, "places", PlacesFile).places
    if states and who.state:
        raise UsageError("`--states` and `--state` exclude each other", hint="name all states in `--states`")
    codes = [state_code(places, words) for words in (states or "").replace(",", " ").split()]
    asked = asker(who, screen, targets=targets, states=codes)
    own = not (codes or who.state)
    pairs = list(
        dict.fromkeys((w, c) for w in targets for c in codes or [_own_state(w, asked.code) if own else asked.code])
    )
    if len(pairs) < 2:  # noqa: PLR2004 - one column compares nothing
        raise UsageError("one target alone cannot be compared", hint="name another, or states: `--states VA,MD`")
    wanted, catalog = [], asked.catalog
    for words, code in pairs:
        catalog, one = _candidacy(catalog, words, code, folders)
        wanted.append(one)
    wanted_most = objective(optimize)
    answer = compare(catalog, asked.person, wanted, start=asked.start, objective=wanted_most, as_of=asked.as_of)
    shown = revealed(answer, asked.person) if who.include_private else answer
    screen.show(shown, choices_view.compare_document(answer))
    return 0 if all(column.outcome is not None for column in answer.columns) else 1


def _own_state(words: str, code: str) -> str:
    """The state that an id tells; for what is national or no id, the one asked for."""
    return next(iter(named_jurisdiction(words) - {NATIONAL}), code)


def _candidacy(catalog: Catalog, words: str, code: str, folders: Folders) -> tuple[Catalog, Candidacy]:
    """One column, and the catalog with the documents that it rests on; why there is none is part of the answer."""
    try:
        target = resolve(catalog, words, code)
    except NoAnswerError as error:
        return catalog, Candidacy(f"{words} ({code})", None, error.message)
    known, surroundings = around(catalog, target, folders)
    one = Candidacy(words, target, None, surroundings.pay, surroundings.elsewhere, surroundings.compacts)
    return known, one


def show_whatif(target: str, changes: list[str], optimize: str, who: Who, look: Look, *, elsewhere: bool) -> int:
    """Print each lever with what it moves.

    Raises:
        UsageError: Words that cannot be understood.
        DataError: A profile or data file that cannot be used.
        NoAnswerError: There is no plan to change.
    """
    screen = Screen.of(look)
    folders = screen.folders
    asked = asker(who, screen, targets=[target])
    resolved = resolve(asked.catalog, target, asked.code)
    ask = Ask(asked.catalog, asked.person, resolved, asked.start, asked.as_of, objective(optimize))
    found = or_no_answer(ask.answer())
    everywhere = load_role({resolved.role}, folders, beside=asked.catalog) if elsewhere and not changes else None
    tried = iter([_set(ask, changes, screen)]) if changes else levers(ask, found, everywhere)
    answer = whatif(ask, found, tried, keep_idle=bool(changes))
    shown = revealed(answer, asked.person) if who.include_private else answer
    screen.show(shown, choices_view.whatif_document(answer))
    return 0 if not changes or answer.levers[0].outcome is not None else 1


_OTHERS = ("start", "state", "from", "accreditation", "programs")
"""What `--set` changes beside the paces of a person."""
_BETWEEN = re.compile(r",(?=\s*[a-zA-Z_-]+\s*=)")
"""Where one change ends and the next begins; a value may have commas of its own."""


def _set(ask: Ask, changes: list[str], screen: Screen) -> Change:
    """All the changes of `--set` together, as one lever."""
    person: dict[str, Any] = {}
    said: set[str] = set()
    for words in (one for change in changes for one in _BETWEEN.split(change)):
        name, equals, value = words.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not equals or name not in (*PACES, *_OTHERS):
            raise UsageError(
                f"cannot set `{words}`", hint=f"use KEY=VALUE with one of: {', '.join((*PACES, *_OTHERS))}"
            )
        if name in said:
            raise UsageError(f"`{name}` is set twice", hint="say it once")
        said.add(name)
        if name in PACES:
            person[name] = _number(words, value) if name in MOST else value.strip()
        else:
            ask = _with(ask, name, value.strip(), screen)
    changed = checked_person(ask.person, person, ask.catalog, screen.environment.today)
    return Change(", ".join(changes), ", ".join(changes), replace(ask, person=changed))


def _number(words: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise UsageError(f"cannot set `{words}`", hint="the value is a whole number") from None


def _with(ask: Ask, name: str, value: str, screen: Screen) -> Ask:
    match name:
        case "start":
            return ask.beginning(start_day(value, screen.environment.today), screen.environment.today)
        case "from":
            level, field = education(value, ask.catalog)
            held = HeldEducation.model_validate({"level": level, "field": field})
            return ask.with_person(education=(held,))
        case "accreditation":
            return replace(ask, person=with_accreditation(ask.person, value))
        case "programs":
            wanted = frozenset(value.replace(",", " ").split())
            unknown = sorted(w for w in wanted if w not in ask.catalog.programs and "/" not in w)
            if unknown:
                raise UsageError(f"unknown program `{unknown[0]}`", hint="`mhcareer guide programs` lists them")
            return replace(ask, programs=wanted)
        case _:
            return _elsewhere(ask, value, screen.folders)


def _elsewhere(ask: Ask, value: str, folders: Folders) -> Ask:
    """The same role in another state."""
    places = read_merged(folders, "places", PlacesFile).places
    code = state_code(places, value)
    catalog = with_what_is_held(load_role({ask.target.role}, folders, beside=ask.catalog), ask)
    goal = goal_of(catalog, ask.target.role, code)
    if goal is None:
        raise NoAnswerError(f"{places[code]} has no credential for this role in the data")
    target = target_of(catalog, Named(goal, role=ask.target.role), code)
    return replace(ask, catalog=catalog, target=target).with_person(state=code)


def show_move(credential: str, from_state: str | None, to_state: str, who: Who, look: Look) -> int:
    """Print what carries over to another state; 1 if no way leads there.

    Raises:
        UsageError: Words that cannot be understood.
        DataError: A profile or data file that cannot be used.
        NoAnswerError: One of the states has no such credential.
    """
    screen = Screen.of(look)
    folders = screen.folders
    places = read_merged(folders, "places", PlacesFile).places
    here, there = left_behind(credential, from_state, who, screen), state_code(places, to_state)
    named = named_jurisdiction(credential) & places.keys()
    if from_state and named and named != {here} and NATIONAL not in named:
        raise UsageError(
            f"`{credential}` belongs to {places[named.pop()]}, not to {places[here]}",
            hint="leave out `--from-state`, or name what you hold there",
        )
    if here == there:
        raise UsageError("both states are the same", hint="name where you are and where you want to be")
    if there == NATIONAL:
        raise UsageError(
            "`--to-state US` is no state to move to", hint=f"`mhcareer rules --state {NATIONAL}` lists what is national"
        )
    _refuse_national(credential, here, there, folders)
    asked = _mover(who, credential, screen, here, there)
    held = resolve(asked.catalog, credential, here)
    wanted = goal_of(asked.catalog, held.role, there)
    if wanted is None:
        resolved = resolve(asked.catalog, held.role, there)
    else:
        resolved = target_of(asked.catalog, Named(wanted, role=held.role), held.role)
    compacts, documents = read_compacts_of(held.role, folders)
    catalog = replace(asked.catalog, references={**documents, **asked.catalog.references})
    answer = move(catalog, asked.person, held, resolved, compacts, start=asked.start, as_of=asked.as_of)
    shown = revealed(answer, asked.person) if who.include_private else answer
    screen.show(shown, move_view.move_document(answer))
    return 0 if answer.outcome is not None or answer.endorsement_finish is not None else 1


def _refuse_national(credential: str, here: str, there: str, folders: Folders) -> None:
    """Nothing if one of the two states has a credential of its own: else there is no rule of a state to hold against.

    Raises:
        NoAnswerError: What is held, and what would be asked for there, is one national credential.
    """
    from mhcareer.catalog.load import load_catalog

    catalog = load_catalog({here, there, NATIONAL}, folders)
    held = catalog.credentials[resolve(catalog, credential, here).credential]
    if jurisdiction_of(held.id) != NATIONAL or goal_of(catalog, held.role, there) is not None:
        return
    place = catalog.places[there]
    if held.pattern:
        raise NoAnswerError(
            f"of {held.abbreviation or held.title} the data holds the general pattern and no state's own rule, so what "
            f"{place} asks of somebody from elsewhere is not known",
            hint=f"ask the board of {place}; `mhcareer guide compacts` tells which states share a compact",
        )
    raise NoAnswerError(
        f"{held.abbreviation or held.title} holds across the country: nothing has to be moved",
        hint=f"ask whether {place} wants a license of its own as well",
    )


def _mover(who: Who, credential: str, screen: Screen, here: str, there: str) -> Asker:
    """The person who moves; without a word on education, with the degree that the credential rests on."""
    if who.level is None and who.profile is None:
        who = replace(who, level=_degree_behind(credential, screen.folders, here))
    return asker(replace(who, state=here), screen, targets=[credential], states=[here, there, NATIONAL])


def _degree_behind(credential: str, folders: Folders, here: str) -> str:
    """The education that a credential asks for, as `--from` takes it."""
    from mhcareer.catalog.load import load_catalog
    from mhcareer.model.requirement import Education
    from mhcareer.planner.facts.education import rank

    catalog = load_catalog({here, NATIONAL}, folders)
    held = catalog.credentials[resolve(catalog, credential, here).credential]
    tree = held.current.requires
    asked = [leaf for _, leaf in tree.leaves() if isinstance(leaf, Education)] if tree else []
    if not asked:
        return "high-school"
    leaf = min(asked, key=lambda one: rank(one.level.value))
    field = leaf.fields.value[0] if leaf.fields and leaf.fields.value[0] in catalog.fields else None
    return leaf.level.value + (f":{field}" if field else "")
