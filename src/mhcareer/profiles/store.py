"""Saved people by name, or by the path of a file: found, made, changed, renamed and deleted.

Every change reads the file anew under a lock, alters what it states, and puts the new text in its place only if it is a
whole and sound profile. So two programs lose nothing of each other, and a failure leaves the old file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError, UsageError
from mhcareer.frozen import dataclass
from mhcareer.model.person import Person, private_facts
from mhcareer.model.profile import FORMAT, LastPlan, Profile
from mhcareer.profiles.editing import CannotEditError, edited
from mhcareer.profiles.names import SUFFIX, checked_name, free_name, is_path, no_such, saved_names
from mhcareer.profiles.places import profiles_folder
from mhcareer.profiles.reading import profile_of, read_text
from mhcareer.profiles.rendering import Fields, Value, document
from mhcareer.profiles.writing import only_writer, private_folder, write_whole

HEAD = """A person saved by mhcareer. Read, correct and comment this file with any editor; the README shows every field.
It is readable by you alone. Facts that only the person can know stand in it only if `consent` lists them."""


@dataclass(frozen=True)
class Saved:
    """A profile with the file that it was read from."""

    shown: str
    """The name, or the path for a file that is not among the saved."""
    path: Path
    text: str
    profile: Profile
    notes: tuple[str, ...] = ()
    """What a change did beyond what was asked, in sentences."""

    @property
    def person(self) -> Person:
        """The facts alone."""
        return self.profile.person


def resolve_profile(words: str) -> Saved:
    """The profile that the words of `--profile` mean: a saved person's name, or the path of a file.

    Raises:
        UsageError: No profile has the name; the message has the nearest.
        DataError: The file is missing or is no profile.
    """
    return Store(profiles_folder()).find(words)


class Store:
    """The saved people of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """Names of the saved people, in order; none where there is no folder."""
        return saved_names(self.folder)

    def path_of(self, words: str) -> Path:
        """The file that words mean; of a name, one that exists.

        Raises:
            UsageError: No profile has the name, or nothing can have it.
        """
        if is_path(words):
            return Path(words).expanduser()
        known = self.names()
        if words not in known:
            if words:
                raise no_such(words, known)
            checked_name(words)
        return self.folder / f"{words}{SUFFIX}"

    def find(self, words: str) -> Saved:
        """The profile of a name or a path.

        Raises:
            UsageError: No profile has the name.
            DataError: The file is missing or is no profile.
        """
        path = self.path_of(words)
        text = self.find_text(words)
        return Saved(words, path, text, profile_of(text, path))

    def find_text(self, words: str) -> str:
        """The text of a profile, sound or not.

        Raises:
            UsageError: No profile has the name.
            DataError: The file is missing.
        """
        return read_text(self.path_of(words))

    def create(self, name: str | None, fields: Mapping[str, Value], remarks: Mapping[str, str]) -> Saved:
        """Save a new person.

        Args:
            name: What to call the file; None for the first free of `profile-1`, `profile-2` ...
            fields: What it states.
            remarks: Comments above fields.

        Raises:
            UsageError: The name is taken or cannot be one.
            DataError: The fields are no profile, or the file cannot be written.
        """
        if name is not None:
            checked_name(name)
        with only_writer(self.folder / ".lock"):
            taken = self.names()
            if name in taken:
                raise UsageError(
                    f"there is a profile `{name}` already", hint="choose another name, or `mhcareer profile edit` it"
                )
            shown = name or free_name(taken)
            path = self.folder / f"{shown}{SUFFIX}"
            text = document({"format": FORMAT, **fields}, HEAD, remarks)
            saved = Saved(shown, path, text, profile_of(text, path))
            write_whole(path, text)
        return saved

    def change(self, words: str, alter: Callable[[Fields], Fields], *, anew: str | None = None) -> Saved:
        """Change what a profile states, and leave alone what the user wrote around it.

        Args:
            words: A name or a path.
            alter: From what the file states to what it is to state; an older format is brought up first.
            anew: A field that the program alone writes: laid down anew rather than mended figure by figure.

        Raises:
            UsageError: No profile has the name.
            DataError: The file, or what would become of it, is no profile; nothing is written.
        """
        path = self.path_of(words)
        with self._only_writer_of(path):
            old = read_text(path)
            profile = profile_of(old, path)
            fields = _fields(old)
            current = fields if profile.format == FORMAT else migrated(fields, profile)
            wanted = alter(current)
            text, is_edit = _rewritten(old, wanted, anew)
            changed = profile_of(text, path)
            notes = _keep_old(path, old, profile, is_edit=is_edit)
            if text != old:
                write_whole(path, text)
        return Saved(words, path, text, changed, notes)

    def replace(self, words: str, text: str, *, instead_of: str) -> Saved:
        """Put a text that the user edited in the place of the one that it was made from.

        Raises:
            DataError: The text is no profile, or the file has changed since.
        """
        path = self.path_of(words)
        with self._only_writer_of(path):
            saved = Saved(words, path, text, profile_of(text, path))
            if read_text(path) != instead_of:
                raise DataError("the file has changed since the edit began", where=[str(path)])
            write_whole(path, text)
        return saved

    def remember_plan(self, words: str, plan: LastPlan) -> Saved:
        """Keep the summary of a plan in a profile, instead of the one before.

        Raises:
            UsageError: No profile has the name.
            DataError: The file cannot be used or written.
        """
        content = yaml_reader.read(plan.model_dump_json())
        return self.change(words, lambda fields: {**fields, "last_plan": content}, anew="last_plan")

    def rename(self, old: str, new: str) -> Saved:
        """Call a saved person otherwise.

        Raises:
            UsageError: No profile has the old name, or one has the new.
        """
        self._saved_name(old)
        checked_name(new)
        with only_writer(self.folder / ".lock"):
            path, target = self.path_of(old), self.folder / f"{new}{SUFFIX}"
            if new in self.names():
                raise UsageError(f"there is a profile `{new}` already", hint="choose another name")
            for file in (path, *_beside(path)):
                _moved(file, target.with_name(target.name + file.name.removeprefix(path.name)))
        return self.find(new)

    def delete(self, name: str) -> Path:
        """Delete a saved person with every copy that was kept beside the file; returns where it was.

        Raises:
            UsageError: No profile has the name.
        """
        self._saved_name(name)
        with only_writer(self.folder / ".lock"):
            path = self.path_of(name)
            try:
                for file in (*_beside(path), *self.folder.glob(f".{path.name}.*.tmp"), path):
                    file.unlink(missing_ok=True)
            except OSError as error:
                raise DataError(f"the file cannot be deleted: {error.strerror}", where=[str(path)]) from None
        return path

    def keep_edit(self, words: str, text: str) -> Path:
        """Keep a text that could not be taken, beside the file that it was to replace; returns where it is."""
        return _keep_beside(self.path_of(words), "edit", text)

    def _saved_name(self, words: str) -> None:
        if is_path(words):
            raise UsageError(f"`{words}` is a file, not a saved person", hint="rename or delete the file yourself")
        self.path_of(words)

    @contextmanager
    def _only_writer_of(self, path: Path) -> Iterator[None]:
        """One lock for the folder; for a file elsewhere one of its own, kept here so that nothing is left beside it."""
        private_folder(self.folder)
        lock = self.folder / ".lock"
        if path.resolve().parent != self.folder.resolve():
            digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
            lock = self.folder / ".locks" / f"{digest}.lock"
        with only_writer(lock):
            yield


def migrated(fields: Fields, profile: Profile) -> Fields:
    """What a file of format 0 states, in the format of today.

    Private facts that it holds were written there by hand: that is the consent, which is now on record.
    """
    agreed: list[Value] = list(private_facts(profile))
    return {**fields, "format": FORMAT, **({"consent": agreed} if agreed else {})}


def _fields(text: str) -> Fields:
    found: Fields = yaml_reader.read(text)
    return found


def _rewritten(text: str, wanted: Fields, anew: str | None) -> tuple[str, bool]:
    """The text that states what is wanted, and whether everything else in it was kept."""
    present = _fields(text)
    try:
        if anew in present and present[anew] != wanted.get(anew):
            text = edited(text, {name: value for name, value in present.items() if name != anew})
        return edited(text, wanted), True
    except CannotEditError:
        return document(wanted, HEAD), False


def _beside(path: Path) -> list[Path]:
    """Copies of a profile that were kept beside it."""
    return [file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}.")]


def _keep_beside(path: Path, what: str, text: str) -> Path:
    """Write a copy beside a file under a name that is free; returns where it is."""
    number, kept = 1, path.with_name(f"{path.name}.{what}")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.{what}-{number}")
    write_whole(kept, text)
    return kept


def _keep_old(path: Path, old: str, profile: Profile, *, is_edit: bool) -> tuple[str, ...]:
    """Keep the old file beside a new one that is more than an edit of it; says so."""
    if profile.format != FORMAT:
        kept = _keep_beside(path, f"format-{profile.format}", old)
        agreed = ("private facts that stood there are listed under `consent`",) if private_facts(profile) else ()
        return (f"the file is of format {FORMAT} now; as it was, it is kept in {kept}", *agreed)
    if not is_edit:
        kept = _keep_beside(path, "bak", old)
        return (f"the file was written anew, without its remarks; as it was, it is kept in {kept}",)
    return ()


def _moved(file: Path, target: Path) -> None:
    try:
        file.rename(target)
    except OSError as error:
        raise DataError(f"the file cannot be renamed: {error.strerror}", where=[str(file)]) from None
