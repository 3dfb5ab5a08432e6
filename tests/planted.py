"""Plans to be damaged: a real plan with its data and person, and ways to change one thing in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from mhcareer.catalog.load import load_catalog
from mhcareer.model.credential import Credential
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, Person
from mhcareer.model.plan import Plan, Step
from mhcareer.planner.plan import Around
from mhcareer.planner.plan import plan as make_plan
from mhcareer.planner.targets import resolve
from mhcareer.verify import Finding, verify
from mhcareer.verify.calendar import begun_months

from .strategies import LICENSE, with_rules

START = date(2026, 11, 22)
SPEEDS = ("fast", "typical", "slow")
ANYWHERE = "anywhere"


@lru_cache
def catalog_of(*codes: str) -> Catalog:
    """A catalog, read once."""
    return load_catalog(codes)


def person_of(education: str, **facts: Any) -> Person:
    """A person with one level of education, written `level` or `level:field`."""
    level, _, field = education.partition(":")
    held = HeldEducation.model_validate({"level": level, "field": field or None})
    return Person.model_validate({"education": (held,), **facts})


class Case:
    """A real plan with the data and the person behind it."""

    def __init__(self, credential: str, education: str | Person, *, start: date = START, **facts: Any) -> None:
        code = credential[:2].upper()
        self.catalog = catalog_of(code, "US")
        self.person = education if isinstance(education, Person) else person_of(education, **facts)
        found = make_plan(self.catalog, self.person, resolve(self.catalog, credential, code), start=start)
        assert isinstance(found, Plan), found
        self.plan = found

    @classmethod
    def ruled(
        cls,
        tree: dict[str, Any],
        person: Person,
        associate: dict[str, Any] | None = None,
        held_months: int | None = None,
    ) -> Case:
        """A plan under a rule written for the purpose."""
        case = object.__new__(cls)
        case.catalog = with_rules(catalog_of("VA", "US"), tree, associate, held_months)
        case.person = person
        found = make_plan(case.catalog, person, resolve(case.catalog, LICENSE, "VA"), start=START)
        assert isinstance(found, Plan), found
        case.plan = found
        return case

    def told_elsewhere(self, elsewhere: Catalog) -> Case:
        """The same plan with what it tells of other jurisdictions."""
        target = resolve(self.catalog, self.plan.target.credential, self.plan.target.jurisdiction)
        found = make_plan(self.catalog, self.person, target, start=START, around=Around(elsewhere=elsewhere))
        assert isinstance(found, Plan), found
        return self.copy(plan=found)

    def step(self, id_: str) -> Step:
        """A step by its id."""
        return next(step for step in self.plan.steps if step.id == id_)

    def first(self, kind: str) -> Step:
        """The first step of a kind."""
        return next(step for step in self.plan.steps if step.kind == kind)

    def change(self, id_: str, **update: Any) -> Case:
        """Damage one step."""
        return self.steps(*(step.model_copy(update=update) if step.id == id_ else step for step in self.plan.steps))

    def move(self, id_: str, *, start: date | None = None, finish: date | None = None) -> Case:
        """Damage the dates of one step, everything about them kept in agreement."""
        step = self.step(id_)
        span = (start or step.start, finish or step.finish)
        months = step.months.model_copy(update={"typical": begun_months(*span)})
        spans = {**step.spans, "typical": span}
        return self.change(id_, start=span[0], finish=span[1], spans=spans, months=months)

    def shift(self, id_: str, speed: str, *, start: int = 0, finish: int = 0) -> Case:
        """Damage the dates of one step at one speed by some days, the months kept in agreement."""
        step = self.step(id_)
        begin, end = step.spans[speed]  # type: ignore[index]  # one of the three speeds
        span = (begin + timedelta(days=start), end + timedelta(days=finish))
        if speed == "typical":
            return self.move(id_, start=span[0], finish=span[1])
        months = step.months.model_copy(update={speed: begun_months(*span)})
        return self.change(id_, spans={**step.spans, speed: span}, months=months)

    def drop(self, *ids: str) -> Case:
        """Leave steps out, and the mention of them too."""
        return self.steps(
            *(
                step.model_copy(
                    update={
                        "after": tuple(name for name in step.after if name not in ids),
                        "after_start": tuple(name for name in step.after_start if name not in ids),
                    }
                )
                for step in self.plan.steps
                if step.id not in ids
            )
        )

    def steps(self, *steps: Step) -> Case:
        """Put other steps in the place of those of the plan."""
        return self.with_plan(steps=steps)

    def with_plan(self, **update: Any) -> Case:
        """Damage the plan itself."""
        return self.copy(plan=self.plan.model_copy(update=update))

    def with_person(self, **update: Any) -> Case:
        """Judge the plan for someone else."""
        return self.copy(person=self.person.model_copy(update=update))

    def copy(self, **update: Any) -> Case:
        """The same case with something in it replaced."""
        other = object.__new__(Case)
        other.__dict__.update({**self.__dict__, **update})
        return other

    def findings(self, **options: Any) -> tuple[Finding, ...]:
        """What the verifier says."""
        return verify(self.catalog, self.person, self.plan, **options)

    def rules(self, step: str | None = ANYWHERE, **options: Any) -> set[str]:
        """Names of the checks that fail, at one step (None: at the plan itself) or anywhere."""
        return {finding.rule for finding in self.findings(**options) if step in (ANYWHERE, finding.step)}


def lpc() -> Case:
    """The longest of the plans: two degrees, a registration, a residency, an exam."""
    return Case("va-lpc", "high-school")


def altered(case: Case, credential: str, change: Callable[[Any], None]) -> Case:
    """The same plan against a catalog in which the rule of one credential is another."""
    raw = json.loads(case.catalog.credentials[credential].model_dump_json(exclude_unset=True))
    change(raw["versions"][0]["requires"])
    rule = Credential.model_validate_json(json.dumps(raw))
    return case.copy(catalog=replace(case.catalog, credentials={**case.catalog.credentials, credential: rule}))
