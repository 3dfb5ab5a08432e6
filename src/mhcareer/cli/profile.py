"""`mhcareer profile`: save a person, look, correct, mark a step as done, rename, delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from mhcareer.catalog.locate import Folders
from mhcareer.cli.asking import confirm
from mhcareer.cli.defaults import Screen
from mhcareer.cli.options import Look, Who
from mhcareer.cli.words import day
from mhcareer.errors import DataError, NoAnswerError, UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.profile import ProfileAnswer, ProfileEntry, entry_of
from mhcareer.profiles.assignments import Assignment, apply, checked_fields
from mhcareer.profiles.names import is_path
from mhcareer.profiles.places import profiles_folder
from mhcareer.profiles.progress import step_named, with_done, without_done
from mhcareer.profiles.reading import profile_of, read_text
from mhcareer.profiles.rendering import Fields
from mhcareer.profiles.store import Saved, Store
from mhcareer.render.profile_view import profiles_document


@dataclass(frozen=True)
class NewPerson:
    """The words of the command line about somebody new."""

    name: str | None = None
    target: str | None = None
    who: Who = field(default_factory=Who)

    @property
    def says_something(self) -> bool:
        """Whether anything but the name was said."""
        return self.target is not None or self.who != Who()


def one_name(name: str | None, named: str | None) -> str | None:
    """The name, whether it came as a word of its own or behind `--name`.

    Raises:
        UsageError: It came as both.
    """
    if name is not None and named is not None:
        raise UsageError(f"two names: `{name}` and `--name {named}`", hint="give one of them")
    return named if name is None else name


def new(words: NewPerson, look: Look, folders: Folders) -> int:
    """Save somebody new, from options or, on a terminal without any, from questions.

    Raises:
        UsageError: Words that cannot be understood, or a name that is taken.
        DataError: The file cannot be written.
    """
    from mhcareer.cli.profile_facts import check_profile, fields_from, remarks_for
    from mhcareer.cli.profile_questions import ask_about

    screen = Screen.of(look)
    if words.says_something or not screen.environment.can_ask:
        fields = fields_from(words, folders, screen.environment.today)
    else:
        fields = ask_about(folders, screen.environment)
    check_profile(checked_fields({"format": 1, **fields}), folders, screen.environment.today)
    saved = _store().create(words.name, fields, remarks_for(fields))
    next_ = f"`mhcareer plan {saved.profile.target or 'TARGET'} --profile {saved.shown}` plans from here"
    return _print("created", [_entry(saved)], screen, (next_,))


def show(name: str, look: Look, *, include_private: bool = False) -> int:
    """Print what a profile states; private facts only if asked.

    Raises:
        UsageError: No profile has the name.
        DataError: The file cannot be used.
    """
    screen = Screen.of(look)
    entry = _entry(_store().find(name), include_private=include_private)
    return _print("shown", [entry], screen)


def listing(look: Look) -> int:
    """Print every saved person; 1 if a file cannot be used."""
    screen = Screen.of(look)
    store = _store()
    entries = [_entry_or_problem(store, name) for name in store.names()]
    _print("listed", entries, screen)
    return 1 if any(entry.problem for entry in entries) else 0


def edit(name: str, changes: Sequence[str], take: Path | None, look: Look, folders: Folders) -> int:
    """Change what a profile states: by `key=value` words, by a text, or in the user's editor.

    Args:
        name: A name or a path.
        changes: Words such as `exams+=ncmhce`; `-` reads them from standard input, a line each.
        take: A file whose text is to become the profile.
        look: How to print.
        folders: The data that names are held against.

    Raises:
        UsageError: No profile has the name, or a change that cannot be made; nothing is written.
        DataError: The result is no profile; where the edit was kept stands in the message.
    """
    from mhcareer.cli.profile_facts import check_profile, read_changes

    screen = Screen.of(look)
    if changes and take:
        raise UsageError("`--take` has no meaning beside `key=value`", hint="give one of them")
    if changes:
        saved = _changed(
            name, read_changes(changes, folders, screen.environment.stdin), folders, screen.environment.today
        )
    elif take:
        saved = _taken(name, take, folders, screen.environment.today)
    else:
        from mhcareer.cli.editor import edit_in_editor

        saved = edit_in_editor(
            _store(), name, screen.environment, lambda p: check_profile(p, folders, screen.environment.today)
        )
    return _print("changed", [_entry(saved)], screen, saved.notes)


def rename(old: str, new_name: str, look: Look) -> int:
    """Call a saved person otherwise.

    Raises:
        UsageError: No profile has the old name, or one has the new.
    """
    screen = Screen.of(look)
    return _print("renamed", [_entry(_store().rename(old, new_name))], screen)


def delete(name: str, look: Look, *, sure: bool = False) -> int:
    """Delete a saved person, after asking unless told not to.

    Raises:
        UsageError: No profile has the name, or nobody is there to ask.
        NoAnswerError: The user said no.
    """
    screen = Screen.of(look)
    store = _store()
    path = store.path_of(name)
    if not sure and not is_path(name):
        _make_sure(name, screen)
    store.delete(name)
    return _print("deleted", [ProfileEntry(profile=name, file=str(path))], screen)


def done(name: str, step: str, on: str | None, look: Look, folders: Folders, *, undo: bool = False) -> int:
    """Mark a step of the last plan as done, with the facts that it brings; or take the mark away.

    Raises:
        UsageError: No such profile or step, or a day that has not come.
    """
    from mhcareer.cli.profile_facts import known_to

    screen = Screen.of(look)
    finished = _finished_on(on, screen.environment.today)
    said: list[str] = []

    def alter(fields: Fields) -> Fields:
        profile = checked_fields(fields)
        if undo:
            altered, sentences = without_done(fields, step.strip().lower())
        else:
            id_, about = step_named(profile, step)
            altered, sentences = with_done(fields, id_, about, finished, known_to(id_, folders, profile.last_plan))
        said.extend(sentences)
        return altered

    saved = _store().change(name, alter)
    return _print("not done" if undo else "done", [_entry(saved)], screen, (*said, *saved.notes))


def _changed(name: str, changes: Sequence[Assignment], folders: Folders, today: date) -> Saved:
    from mhcareer.cli.profile_facts import check_profile, check_target

    def alter(fields: Fields) -> Fields:
        for change in changes:
            fields = apply(fields, change)
        profile = checked_fields(fields)
        check_profile(profile, folders, today)
        check_target(profile, changes, folders)
        return fields

    return _store().change(name, alter)


def _taken(name: str, take: Path, folders: Folders, today: date) -> Saved:
    from mhcareer.cli.profile_facts import check_profile

    store = _store()
    current, text = store.find_text(name), read_text(take)
    check_profile(profile_of(text, take), folders, today)
    saved = store.replace(name, text, instead_of=current)
    if take.resolve().name.startswith(f"{saved.path.name}.edit"):
        take.unlink(missing_ok=True)  # a kept edit that has found its way
    return saved


def _finished_on(words: str | None, today: date) -> date:
    finished = day(words, "--on") if words else today
    if finished > today:
        raise UsageError(f"`--on {words}` has not come yet", hint=f"today is {today}")
    return finished


def _make_sure(name: str, screen: Screen) -> None:
    if not screen.environment.can_ask:
        raise UsageError(f"deleting `{name}` needs a yes", hint="say `--yes`")
    if not confirm(f"Delete {name} for good?", screen.environment):
        raise NoAnswerError(f"`{name}` was kept")


def _store() -> Store:
    return Store(profiles_folder())


def _entry(saved: Saved, *, include_private: bool = False) -> ProfileEntry:
    return entry_of(saved.shown, str(saved.path), saved.profile, include_private=include_private)


def _entry_or_problem(store: Store, name: str) -> ProfileEntry:
    try:
        return _entry(store.find(name))
    except DataError as error:
        problem = "; ".join((*error.where[:1], error.message))
        return ProfileEntry(profile=name, file=str(store.path_of(name)), problem=problem)


def _print(what: str, entries: Sequence[ProfileEntry], screen: Screen, said: tuple[str, ...] = ()) -> int:
    answer = ProfileAnswer.model_validate({"what": what, "changed": said, "profiles": tuple(entries)})
    screen.show(answer, profiles_document(answer))
    return 0
