"""What every check looks at, and how it finds steps, leaves and the version of a rule that decides."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from mhcareer.frozen import dataclass
from mhcareer.model.base import LEVELS
from mhcareer.model.credential import Version
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan, Step, StepKind
from mhcareer.model.requirement import Education, LeafRequirement
from mhcareer.verify.acceptance import held_answers

T = TypeVar("T")
Speed = Literal["fast", "typical", "slow"]
SPEEDS: tuple[Speed, ...] = ("fast", "typical", "slow")
OBTAINING: tuple[StepKind, ...] = ("application", "employer-role")
"""Kinds of step at whose end a credential is held."""
STUDIES: tuple[StepKind, ...] = ("program", "credits")
"""Kinds of step that take their share of the week, before work."""


@dataclass(frozen=True)
class Context:
    """A plan beside the data and the person that it was made for."""

    catalog: Catalog
    person: Person
    plan: Plan
    as_of: date | None
    elsewhere: Catalog | None = None
    """The credentials of the role in every jurisdiction, if the plan's portability is to be checked."""
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What several checks ask for, made at the first question."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.plan.steps}

    @cached_property
    def applications(self) -> tuple[Step, ...]:
        """Steps at whose end a credential of the catalog is held."""
        return tuple(step for step in self.plan.steps if step.kind in OBTAINING and step.id in self.catalog.credentials)

    def application(self, credential: str) -> Step | None:
        """The step at whose end a credential is held, if it is planned."""
        return next((step for step in self.applications if step.id == credential), None)

    def of_kind(self, kind: StepKind) -> tuple[Step, ...]:
        """Steps of one kind, in order."""
        return tuple(step for step in self.plan.steps if step.kind == kind)

    def day(self, id_: str, speed: Speed, *, end: bool) -> date:
        """Start or end of a step at a speed; its typical day where it does not give one."""
        step = self.steps[id_]
        return step.spans.get(speed, (step.start, step.finish))[1 if end else 0]

    def claiming(self, kind: StepKind, credential: str) -> tuple[Step, ...]:
        """Steps of one kind that answer a leaf of a credential."""
        return tuple(
            step for step in self.of_kind(kind) if any(c.startswith(f"{credential}:") for c in step.requirement)
        )

    @cached_property
    def claims(self) -> frozenset[str]:
        """Every leaf that some step says it answers."""
        return frozenset(claim for step in self.plan.steps for claim in step.requirement)

    def version(self, credential: str, day: date) -> Version | None:
        """The version of a rule that decides about an application begun on a day; None if none is in force."""
        usable = [
            (since, version.status != "superseded", index, version)
            for index, version in enumerate(self.catalog.credentials[credential].versions)
            if version.requires
            and (since := _since(version)) is not None
            and since <= self._key(credential, version, day)
        ]
        return max(usable, key=lambda entry: entry[:3])[3] if usable else None

    def version_of(self, credential: str, day: date) -> Version | None:
        """The version that decides about a credential here: on the day of its application, if it is planned."""
        application = self.application(credential)
        return self.version(credential, application.start if application else day)

    def _key(self, credential: str, version: Version, day: date) -> date:
        if self.as_of:
            return self.as_of
        return day if version.keyed_to == "application" else self._program_began(credential)

    def _program_began(self, credential: str) -> date:
        """When the qualifying degree began; the last of days where that is unknown, so that the latest rule decides."""
        asked = [
            leaf
            for version in self.catalog.credentials[credential].versions
            if version.requires
            for _, leaf in version.requires.leaves()
            if isinstance(leaf, Education)
        ]
        if planned := self.claiming("program", credential) or (() if asked else self.of_kind("program")):
            return max(self._began(step) for step in planned)
        stated = [
            (LEVELS.index(held.level), date.fromisoformat(held.program_began))
            for held in self.person.learned
            if held.program_began
            and (not asked or any(held_answers(self.catalog, held, leaf) != "no" for leaf in asked))
        ]
        return max(stated)[1] if stated else date.max

    def _began(self, step: Step) -> date:
        """The day on which a program of the plan begins, or began, where the person is enrolled in it and says when."""
        program = self.catalog.programs.get(step.id)
        days = [
            date.fromisoformat(study.began)
            for study in self.person.studying
            if study.began
            and program is not None
            and study.level == program.level
            and (study.field is None or any(study.field in self.catalog.widening(f) for f in program.fields))
        ]
        return days[0] if days and step.start == self.plan.start else step.start

    def leaf(self, claim: str, day: date) -> LeafRequirement | None:
        """The leaf that a path such as `va-lpc:requires.all.1.education` names, or None."""
        owner, _, path = claim.partition(":")
        if owner in self.catalog.programs:
            tree, root = self.catalog.programs[owner].entry, "entry"
        elif owner in self.catalog.credentials:
            version = self.version_of(owner, day)
            if version is None or version.requires is None:
                return None
            tree, root = version.requires, "requires"
        else:
            return None
        return next((node.leaf for here, node in tree.walk(root) if here == path), None)


def _since(version: Version) -> date | None:
    """First day of a version; None where it is not yet a rule."""
    if version.status == "proposed" or (version.status == "adopted" and version.effective is None):
        return None
    return date.fromisoformat(version.effective) if version.effective else date.min
