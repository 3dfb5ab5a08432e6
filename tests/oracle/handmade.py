"""The jobs of one way that `brute` decided on: each leaf's job, and what it waits for by docs/planning.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from mhcareer.model.library import Catalog
from mhcareer.model.program import Program
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Training,
)
from tests.oracle import price
from tests.oracle.holds import Holdings
from tests.oracle.walk import Job

Leaves = tuple[LeafRequirement, ...]
Given = dict[tuple[str, int], Program | None]
"""By owner and leaf the program that answers; None where something held does."""


@dataclass
class Route:
    """The jobs of one way, made rule by rule."""

    catalog: Catalog
    holds: Holdings
    jobs: dict[str, Job]
    given: Given
    behind: dict[str, set[str]] = field(default_factory=dict)
    dollars: int = 0

    def answer(self, owner: str, leaf: Education) -> set[str]:
        """The jobs after which a leaf is answered."""
        program, fit = self.given[owner, id(leaf)], self.holds.fit(leaf)
        wanted = int(leaf.semester_credits.low) if leaf.semester_credits else 0
        if program is None:
            short, base = (fit.short if fit else 0), set[str]()
        else:
            same = program.level == leaf.level.value and program.semester_credits
            short = max(0, wanted - int(program.semester_credits.low)) if same and program.semester_credits else 0
            base = {program.id}
        if not short:
            return base
        name = f"{program.id if program else 'held'} and {short} credits"
        self.jobs.setdefault(name, Job(name, short, base))
        return {name}

    def add(self, owner: str, leaves: Leaves) -> None:
        """The jobs of one rule."""
        education = [leaf for leaf in leaves if isinstance(leaf, Education)]
        studied = {name for leaf in education for name in self.answer(owner, leaf)}
        asked = {leaf.id for leaf in leaves if isinstance(leaf, CredentialRequirement) and leaf.id}
        below = {name for credential in asked for name in self.behind[credential]}
        self.behind[owner] = studied | below
        before = studied if education else below
        trained: set[str] = set()
        for place, leaf in enumerate(leaves):
            if isinstance(leaf, Training):
                name = f"{owner} {place}"
                self.jobs[name] = Job(name, leaf, studied | trained)
                trained = trained | {name}
        first = self._exams(owner, leaves, before | trained, set(), first=True)
        work = self._work(owner, leaves, studied, before, asked, trained, first)
        later = self._exams(owner, leaves, before | trained, work, first=False)
        planning, credential = self.catalog.planning, self.catalog.credentials[owner]
        self.dollars += price.compared(price.of_application(credential), planning)
        if trained:
            fee = price.of_fee(credential.fees_usd.training if credential.fees_usd else None)
            self.dollars += price.compared(fee, planning) + price.compared(None, planning) * (len(trained) - 1)
        weeks = planning.unstated_processing_weeks.typical.low
        everything = studied | asked | trained | first | work | later
        self.jobs[owner] = Job(owner, timedelta(weeks=int(weeks)), everything)

    def _exams(self, owner: str, leaves: Leaves, after: set[str], work: set[str], *, first: bool) -> set[str]:
        planning, found = self.catalog.planning, set[str]()
        shared = [name for name in self.jobs if name.startswith("exam ") and not name.endswith(f" of {owner}")]
        for place, leaf in enumerate(leaves):
            timing = leaf.timing.value if isinstance(leaf, ExamRequirement) and leaf.timing else None
            if not isinstance(leaf, ExamRequirement) or first != (timing == "before-experience"):
                continue
            other = next((name for name in shared if name.split()[1] == leaf.id), None)
            if other is not None:
                found.add(other)
                continue
            name = f"exam {leaf.id} {place} of {owner}"
            exam = self.catalog.exams[leaf.id]
            weeks = int(exam.weeks.high if exam.weeks else planning.unstated_exam_weeks.typical.low)
            waits = work if timing in (None, "after-experience") else set()
            begun = work if timing == "during-experience" else set()
            self.jobs[name] = Job(name, timedelta(weeks=weeks), after | waits, set(begun))
            fees = self.catalog.credentials[owner].fees_usd
            self.dollars += price.compared(price.of_fee(exam.fee_usd or (fees.exam if fees else None)), planning)
            found.add(name)
        return found

    def _work(
        self,
        owner: str,
        leaves: Leaves,
        studied: set[str],
        before: set[str],
        asked: set[str],
        trained: set[str],
        first: set[str],
    ) -> set[str]:
        found = set[str]()
        for place, leaf in enumerate(leaves):
            if not isinstance(leaf, Experience):
                continue
            said = leaf.counts_from.value if leaf.counts_from else None
            moment = said or ("registration" if asked else "graduation")
            after = {
                "registration": asked if said else asked | studied,
                "graduation": before,
                "training": trained | asked,
                "application": {f"{owner} approval"},
                "any": set[str](),
            }[moment]
            if moment == "application":
                weeks = int(self.catalog.planning.unstated_processing_weeks.typical.low)
                name = f"{owner} approval"
                self.jobs[name] = Job(name, timedelta(weeks=weeks), before | trained | asked | first)
            name = f"{owner} {place}"
            self.jobs[name] = Job(name, leaf, after | first)
            found.add(name)
        return found

    def price(self) -> tuple[int, int]:
        """Studies whose price is not stated, and the dollars of all else."""
        unknown, dollars = 0, self.dollars
        for job in self.jobs.values():
            cost = price.of_program(job.what, 0) if isinstance(job.what, Program) else None
            unknown += job.is_study and cost is None
            dollars += cost or 0
        return unknown, dollars
