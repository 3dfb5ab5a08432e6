"""Every route to a credential: all resolutions of the alternatives, each a list of tasks in order.

The search walks the credential's requirement depth first and carries what is held or already planned, so that a
step shared by several requirements is taken once. A branch that the person already meets is taken alone: any other
branch only adds tasks. What remains is enumerated in full, so that the best route found is the best there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mhcareer.model.credential import Credential, Version
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.requirement import Education, ExamRequirement, Requirement
from mhcareer.planner.copies import replace
from mhcareer.planner.facts.education import rank
from mhcareer.planner.facts.gap import gap
from mhcareer.planner.routes.enrollment import is_used
from mhcareer.planner.routes.gates import Gates
from mhcareer.planner.routes.leaves import WORKED_OFF, Leaves, Trail
from mhcareer.planner.routes.programs import named, worthwhile
from mhcareer.planner.routes.versions import unsaid_start, usable, windows
from mhcareer.planner.tasks import ApplicationWork, Degree, Route, Source, Task, Window

Resolved = tuple[Source, ...]
"""One resolution of a tree: its leaves, every `any` decided."""

_ORDER = {kind: place for place, kind in enumerate(WORKED_OFF)}
_EXAMS_LAST = len(WORKED_OFF)
_NO_GATES = Gates()


@dataclass
class Search:
    """One search for routes to one credential."""

    catalog: Catalog
    person: Person
    start: date
    target: str
    """Id of the credential to reach."""
    as_of: date | None = None

    def __post_init__(self) -> None:
        programs, called_for = worthwhile(self.catalog, self.target), named(self.catalog, self.target)
        self.leaves = Leaves(self.catalog, self.person, self.start, self._credential, programs, called_for)
        self._resolved: dict[tuple[str, int], list[Resolved]] = {}
        self._personal: dict[int, Gates | None] = {}
        self._met: dict[tuple[object, ...], tuple[Route, Gates, list[tuple[Route, Gates]]]] = {}

    @property
    def blocked(self) -> list[str]:
        """Why ways are closed, in the order in which that was found."""
        return self.leaves.blocked

    @property
    def conditional(self) -> list[str]:
        """Conditions that would open other ways, if the person confirmed them."""
        return self.leaves.conditional

    def routes(self) -> Iterator[Route]:
        """Every distinct route to the credential; none if it is out of reach, and `blocked` says why."""
        facts = self.leaves.facts
        held = tuple(Degree(one, None, (one.field,), is_held=True) for one in facts.education)
        first = Route((), degrees=held, granted=facts.credentials)
        seen: set[tuple[frozenset[str], tuple[Window, ...]]] = set()
        signatures: dict[int, tuple[Task, str]] = {}
        for route in self._all(first):
            for task in route.tasks:
                if id(task) not in signatures:
                    signatures[id(task)] = (task, _signature(task))  # the task is kept, so that its id stays its own
            key = (frozenset(signatures[id(task)][1] for task in route.tasks), route.windows)
            if key not in seen:
                seen.add(key)
                yield route

    def _all(self, first: Route) -> Iterator[Route]:
        for begun in self.leaves.enrollment.routes(first):
            yield from filter(is_used, self._credential(begun, self.target, Trail()))

    def _credential(self, route: Route, credential_id: str, trail: Trail) -> Iterator[Route]:
        if credential_id in route.granted:
            yield route
            return
        credential = self.catalog.credentials.get(credential_id)
        if credential is None:
            self.leaves.block(f"`{credential_id}` is not in the catalog")
            return
        if credential_id in trail.sought:
            self.leaves.block(f"{credential.title} would be required for itself")
            return
        versions = usable(credential, self.start, self.as_of)
        if not versions:
            self.leaves.block(f"no rule of {credential.title} is held for {self.as_of or self.start}")
        for version, until in versions:
            if version.requires is None:
                continue
            for resolved in self._ways(credential, version, version.requires):
                within = Trail(trail.sought | {credential_id}, trail.studies_follow)
                yield from self._granted(route, credential, version, until, resolved, within)

    def _ways(self, credential: Credential, version: Version, tree: Requirement) -> list[Resolved]:
        """Every resolution of a rule in the order in which its tasks depend on each other, found once."""
        key = (credential.id, credential.versions.index(version))
        if key not in self._resolved:
            found = self._resolutions(tree, "requires", credential.id)
            self._resolved[key] = [_in_order(resolved) for resolved in found]
        return self._resolved[key]

    def _resolutions(self, node: Requirement, path: str, owner: str) -> Iterator[Resolved]:
        here = f"{path}.{node.name}"
        leaf = node.leaf
        if leaf is not None:
            yield (Source(owner, here, leaf),)
        elif node.any is not None:
            gaps = [gap(self.catalog, self.leaves.facts, b, on=self.start, toward=owner) for b in node.any]
            met = [index for index, found in enumerate(gaps) if found.state == "met"]
            if met:
                plainest = min(met, key=lambda index: (gaps[index].narrowed, gaps[index].assumed))
                yield from self._resolutions(node.any[plainest], f"{here}.{plainest}", owner)
                return
            if (exams := self.leaves.facts.one_is_passed(node)) is not None:
                first = next(i for i, branch in enumerate(node.any) if branch.exam and branch.exam.id in exams)
                self.leaves.one_passed[id(node.any[first].leaf)] = exams
                yield from self._resolutions(node.any[first], f"{here}.{first}", owner)
                return
            for index, branch in enumerate(node.any):
                yield from self._resolutions(branch, f"{here}.{index}", owner)
        else:
            yield from self._product(node.children, here, 0, owner)

    def _product(self, nodes: tuple[Requirement, ...], path: str, index: int, owner: str) -> Iterator[Resolved]:
        if index == len(nodes):
            yield ()
            return
        for head in self._resolutions(nodes[index], f"{path}.{index}", owner):
            for tail in self._product(nodes, path, index + 1, owner):
                yield head + tail

    def _granted(
        self,
        route: Route,
        credential: Credential,
        version: Version,
        until: date | None,
        resolved: Resolved,
        trail: Trail,
    ) -> Iterator[Route]:
        if id(resolved) not in self._personal:  # resolutions are kept for as long as the search
            self._personal[id(resolved)] = self.leaves.personal(credential, resolved)
        personal = self._personal[id(resolved)]
        if personal is None:
            return
        for done, worked_off in self._leaves(route, _NO_GATES, credential, resolved, 0, trail):
            gates = replace(worked_off, notes=worked_off.notes + personal.notes, not_before=personal.not_before)
            not_before = gates.not_before
            if version.effective and version.keyed_to == "application" and self.as_of is None:
                effective = date.fromisoformat(version.effective)
                not_before = max(not_before, effective) if not_before else effective
            task = Task(
                credential.id,
                ApplicationWork(credential, version),
                gates.notes,
                after=gates.everything,
                after_start=gates.enrolled,
                not_before=not_before,
                lags=gates.lags,
            )
            # With the rules of one day, no other version takes over.
            last = until if self.as_of is None or version.keyed_to == "program-start" else None
            asked = (source.leaf for source in resolved)
            degrees = (self.leaves.degrees.chosen(done, leaf) for leaf in asked if isinstance(leaf, Education))
            limits = windows(done, version, last, credential.id, gates, degrees)
            if limits is None:
                continue
            unsaid = unsaid_start(done, credential, version, gates, self.person)
            yield replace(
                done,
                tasks=(*done.tasks, task),
                windows=done.windows + limits,
                assumptions=done.assumptions + ((unsaid,) if unsaid else ()),
                granted=done.granted | {credential.id},
            )

    def _leaves(
        self,
        route: Route,
        gates: Gates,
        credential: Credential,
        leaves: Resolved,
        index: int,
        trail: Trail,
    ) -> Iterator[tuple[Route, Gates]]:
        if route.lent and not (trail.studies_follow or _may_study(leaves, index)):
            return  # no leaf that is left can call for what was lent
        if index == len(leaves):
            yield route, gates
            return
        source = leaves[index]
        if source.leaf.kind not in _ORDER:
            yield route, gates  # what only the person can know comes last and brings no task
            return
        studies_follow = trail.studies_follow or _may_study(leaves, index + 1)
        beyond = trail if studies_follow == trail.studies_follow else Trail(trail.sought, studies_follow)
        for next_route, next_gates in self._with_leaf(route, gates, credential, source, beyond):
            yield from self._leaves(next_route, next_gates, credential, leaves, index + 1, trail)

    def _with_leaf(
        self, route: Route, gates: Gates, credential: Credential, source: Source, trail: Trail
    ) -> Iterator[tuple[Route, Gates]]:
        """Every way to meet one leaf: resolutions that begin alike share what their first leaves come to."""
        key = (id(route), id(gates), id(source.leaf), source.path, *trail)
        known = self._met.get(key)
        if known is not None:
            yield from known[2]
            return
        found: list[tuple[Route, Gates]] = []
        for way in self.leaves.resolve(route, gates, credential, source, trail):
            found.append(way)
            yield way
        self._met[key] = (route, gates, found)  # both are kept, so that their ids stay their own


def _may_study(leaves: Resolved, index: int) -> bool:
    """Whether a leaf from a place on may call for a degree; in their order such leaves come first."""
    return index < len(leaves) and leaves[index].leaf.kind in ("education", "credential")


def _in_order(resolved: Resolved) -> Resolved:
    """Leaves in the order in which their tasks depend on each other.

    Higher degrees come first, since they answer for lower ones; exams after or during the experience come after it.
    """

    def place(source: Source) -> tuple[int, int]:
        leaf = source.leaf
        if isinstance(leaf, ExamRequirement) and (leaf.timing is None or leaf.timing.value != "before-experience"):
            return _EXAMS_LAST, 0
        level = -rank(leaf.level.value) if isinstance(leaf, Education) else 0
        return _ORDER.get(leaf.kind, _EXAMS_LAST + 1), level

    return tuple(sorted(resolved, key=place))


def _signature(task: Task) -> str:
    return f"{task.id}|{';'.join(sorted(f'{s.owner}:{s.path}' for s in task.sources))}"
