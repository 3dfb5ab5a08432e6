"""The rules of every credential on the way: which version and branches are chosen, and what their leaves come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mhcareer.model.credential import Credential, Version
from mhcareer.model.library import Catalog
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    LeafRequirement,
    Requirement,
)
from tests.oracle.board import Board, Day, Literal
from tests.oracle.holds import Holdings
from tests.oracle.studies import Asked, Studies


@dataclass
class Use:
    """One leaf of a rule, and the literal that says whether the route asks it."""

    path: str
    leaf: LeafRequirement
    here: Literal
    asked: Asked | None = None
    """For an education leaf, how it is answered."""
    needs: Granted | None = None
    """For a credential of the catalog, when it is held."""


@dataclass
class Rule:
    """One version of a rule, if it is the one that is chosen."""

    credential: Credential
    version: Version
    until: date | None
    """The day on which the next version takes over."""
    here: Literal
    uses: list[Use] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The credential and which version of its rule."""
        return f"{self.credential.id} of {self.version.effective}"


@dataclass
class Granted:
    """A credential: whether it is on the route, and from when to when it is applied for."""

    id: str
    here: Literal
    begin: Day
    end: Day
    behind: Day
    """First day on which all education behind it is done."""
    behind_begun: Day
    """First day on which all of it has begun."""
    rules: list[Rule] = field(default_factory=list)
    place: int = 0
    """Its place among all credentials, those that it asks for first."""
    reasons: list[Literal] = field(default_factory=list)


@dataclass
class Rules:
    """Every credential that a way to the target may lead through."""

    board: Board
    catalog: Catalog
    holds: Holdings
    studies: Studies
    granted: dict[str, Granted] = field(default_factory=dict)
    choices: dict[str, Literal] = field(default_factory=dict)
    """Every branch of an `any` that may be chosen, by credential and path."""
    _open: set[str] = field(default_factory=set)
    circular: bool = False

    def credential(self, credential_id: str) -> Granted | None:
        """The credential with all that it asks; None if the catalog does not have it."""
        known = self.granted.get(credential_id)
        if known is not None:
            self.circular = self.circular or credential_id in self._open
            return known
        board, credential = self.board, self.catalog.credentials.get(credential_id)
        if credential_id in self.holds.person.credentials:
            known = Granted(credential_id, board.true, 0, 0, 0, 0)
        elif credential is None:
            return None
        else:
            days = (board.day(f"{credential_id} {what}") for what in ("begin", "end", "behind", "behind begun"))
            known = Granted(credential_id, board.literal(credential_id), *days)
        self.granted[credential_id] = known
        if credential is not None and known.here is not board.true:
            self._fill(known, credential)
        known.place = len([other for other in self.granted if other not in self._open])
        return known

    def _fill(self, granted: Granted, credential: Credential) -> None:
        self._open.add(credential.id)
        for version, until in versions(credential, self.holds.today):
            here = self.board.literal(f"{credential.id} of {version.effective}")
            granted.rules.append(Rule(credential, version, until, here))
        if len(granted.rules) == 1:
            granted.rules[0].here = granted.here
        else:
            self.board.one_of([rule.here for rule in granted.rules], granted.here)
        for rule in granted.rules:
            if rule.version.requires is not None:
                rule.uses = list(self._uses(rule.version.requires, "requires", rule.here, rule))
        self._open.discard(credential.id)

    def _uses(self, node: Requirement, path: str, here: Literal, owner: Rule) -> Iterator[Use]:
        path = f"{path}.{node.name}"
        if node.leaf is not None:
            yield self._use(node.leaf, path, here, owner)
        elif node.any is not None:
            if self.holds.one_passed(node):
                return
            for index, branch, chosen in self._branches(node.any, path, here, owner):
                yield from self._uses(branch, f"{path}.{index}", chosen, owner)
        else:
            for index, child in enumerate(node.children):
                yield from self._uses(child, f"{path}.{index}", here, owner)

    def _branches(
        self, branches: tuple[Requirement, ...], path: str, here: Literal, owner: Rule
    ) -> list[tuple[int, Requirement, Literal]]:
        """The branches that may be taken: one that is met, if there is any, and else each of them."""
        met = [index for index, branch in enumerate(branches) if self.holds.met(branch, owner.credential.id)]
        open_ = met or range(len(branches))
        found = [(i, branches[i], self.board.literal(f"{owner.name}:{path}.{i}")) for i in open_]
        if len(found) == 1:
            found = [(found[0][0], found[0][1], here)]
        else:
            self.board.one_of([chosen for _, _, chosen in found], here)
        self.choices.update({f"{owner.name}:{path}.{i}": chosen for i, _, chosen in found})
        return found

    def _use(self, leaf: LeafRequirement, path: str, here: Literal, owner: Rule) -> Use:
        found = Use(path, leaf, here)
        if self.holds.denied(leaf):
            self.board.forbid(here)
        elif isinstance(leaf, Education):
            found.asked = self.studies.ask(owner.name, path, leaf, here)
        elif isinstance(leaf, CredentialRequirement) and leaf.id is not None:
            found.needs = self.credential(leaf.id)
            self._asks(found)
        return found

    def _asks(self, use: Use) -> None:
        if use.needs is None:
            self.board.forbid(use.here)
            return
        if use.needs.here is not self.board.true:
            self.board.model.add_implication(use.here, use.needs.here)
            use.needs.reasons.append(use.here)

    def close(self, target: Granted) -> None:
        """No credential without somebody who asks for it, and none that asks for itself in the end."""
        places: dict[str, Day] = {}
        for granted in self.granted.values():
            if granted is not target and granted.here is not self.board.true:
                self.board.implies(granted.here, granted.reasons)
            places[granted.id] = self.board.model.new_int_var(0, len(self.granted), f"place of {granted.id}")
        if not self.circular:
            return
        for granted in self.granted.values():
            for rule in granted.rules:
                for use in rule.uses:
                    if use.needs is not None:
                        self.board.at_least(places[granted.id], places[use.needs.id] + 1, use.here)


def versions(credential: Credential, today: date) -> list[tuple[Version, date | None]]:
    """Versions that a plan may use, each with the day on which the next takes over."""
    usable = [
        version
        for version in credential.versions
        if version.requires is not None
        and version.status != "proposed"
        and not (version.status == "adopted" and version.effective is None)
    ]
    usable.sort(key=lambda version: version.effective or "")
    found = []
    for version, later in zip(usable, [*usable[1:], None], strict=True):
        until = date.fromisoformat(later.effective) if later and later.effective else None
        if later is None and version.status == "superseded":
            continue
        if until is None or until > today or version.keyed_to == "program-start":
            found.append((version, until))
    return found
