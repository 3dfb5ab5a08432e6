"""What a person holds today, against one leaf of a rule: met, denied, or how a held degree answers.

Fields and levels are judged by `mhcareer.verify.acceptance`; what it leaves out stands here: credits that are
short, and on how much that the person did not say an answer rests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mhcareer.model.base import LEVELS
from mhcareer.model.library import Catalog
from mhcareer.model.person import HeldEducation, LoggedHours, Person, Studying
from mhcareer.model.program import Program
from mhcareer.model.requirement import (
    Age,
    BackgroundCheck,
    Condition,
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    LivedExperience,
    Requirement,
    Residence,
    Training,
)
from mhcareer.verify.acceptance import at_least, held_answers
from tests.oracle.calendar import months_later

DAYS_PER_YEAR, DAYS_PER_WEEK, MONTHS_PER_YEAR = 365, 7, 12
PERCENT = 100


@dataclass(frozen=True)
class Fit:
    """How a held degree answers: its place in the profile, credits that it lacks, what it rests on."""

    place: int
    short: int
    assumed: int
    narrowed: bool


@dataclass(frozen=True)
class Holdings:
    """One person on one day before one catalog."""

    catalog: Catalog
    person: Person
    today: date

    def fit(self, leaf: Education) -> Fit | None:
        """The held degree that answers best: fewest credits short, then fewest assumptions; None if none does."""
        found = [fit for place, held in enumerate(self.person.learned) if (fit := self._fit(place, held, leaf))]
        return min(found, key=lambda fit: (fit.short, fit.assumed, fit.place), default=None)

    def _fit(self, place: int, held: HeldEducation, leaf: Education) -> Fit | None:
        finished = leaf.model_copy(update={"enrolled": None})
        answer = held_answers(self.catalog, held, finished)
        if answer == "no" or (leaf.accreditation and held.accreditation == "none"):
            return None
        wanted = int(leaf.semester_credits.low) if leaf.semester_credits else 0
        same = held.level == leaf.level.value
        short, assumed = 0, int(answer == "assumed")
        if wanted and same:
            if held.semester_credits is not None:
                short = max(0, wanted - held.semester_credits)
            elif held.level == "some-college":
                short = wanted
            else:
                assumed += 1
        college = at_least(held.level, "bachelors")
        assumed += int(bool(leaf.accreditation) and held.accreditation is None and college)
        assumed += int(_asks_practice(leaf) and at_least(held.level, "some-college")) + int(
            bool(held.abroad) and college
        )
        return Fit(place, short, assumed, answer == "assumed" and self._narrows(held, leaf))

    def _narrows(self, held: HeldEducation, leaf: Education) -> bool:
        """Whether the degree is taken to be in a field within the one that the person said."""
        known = self.catalog.fields.get(held.field) if held.field else None
        named = leaf.fields.value if leaf.fields else ()
        return bool(known and known.within) and any(
            held.field in self.catalog.fields[field].within for field in named if field in self.catalog.fields
        )

    def logged(self, credential: str) -> LoggedHours | None:
        """All hours logged toward a credential."""
        found = [log for log in self.person.hours if log.toward == credential]
        total: LoggedHours | None = None
        for log in found:
            total = log if total is None else total.plus(log)
        return total

    def met(self, node: Requirement, owner: str) -> bool:
        """Whether a whole tree holds today without an answer that only the person can give."""
        if node.leaf is not None:
            return self.leaf_met(node.leaf, owner)
        found = [self.met(child, owner) for child in node.children]
        return all(found) if node.all is not None else any(found) or self.one_passed(node)

    def one_passed(self, node: Requirement) -> bool:
        """Whether one of the exams among alternatives must have been passed for a credential that is held."""
        leaves = [branch.leaf for branch in node.any or ()]
        exams = {leaf.id for leaf in leaves if isinstance(leaf, ExamRequirement) and not leaf.valid_months}
        return self._behind_what_is_held(exams)

    def leaf_met(self, leaf: LeafRequirement, owner: str) -> bool:
        """Whether a leaf holds today."""
        match leaf:
            case Education():
                if leaf.enrolled:
                    return self._enrolled(leaf)
                fit = self.fit(leaf)
                return fit is not None and fit.short == 0
            case Experience():
                return self.hours_met(leaf, self.logged(owner))
            case Training():
                log = self.logged(owner)
                return leaf.hours is not None and leaf.hours.low > 0 and (log.training if log else 0) >= leaf.hours.low
            case ExamRequirement():
                return self.passed(leaf) is not None
            case CredentialRequirement():
                mine = self.person.outside_credentials if leaf.id is None else self.person.credentials
                return (leaf.outside if leaf.id is None else leaf.id) in mine
            case _:
                return self._answer(leaf) is True

    def enrolled_in(self, program: Program) -> Studying | None:
        """What the person is enrolled in, if the program may be it; a field that is said goes first."""
        named = [study for study in self.person.studying if study.field is not None]
        for study in () if program.credits_to_take else named:
            if study.level == program.level and any(study.field in self.catalog.widening(f) for f in program.fields):
                return study
        unsaid = [study for study in self.person.studying if study.field is None]
        for study in () if program.credits_to_take or program.only_if_named else unsaid:
            if study.level == program.level:
                return study
        return None

    def _enrolled(self, leaf: Education) -> bool:
        """Whether a program under way is of the level and in a field that are asked."""
        named = set(leaf.fields.value) if leaf.fields else None
        return any(
            study.level == leaf.level.value
            and (named is None or bool(study.field and named & set(self.catalog.widening(study.field))))
            for study in self.person.studying
        )

    def passed(self, leaf: ExamRequirement) -> str | None:
        """The day of a pass that still counts today (empty if not said); None if there is none."""
        mine = sorted((exam.passed or "" for exam in self.person.exams if exam.id == leaf.id), reverse=True)
        if not mine:
            return "" if not leaf.valid_months and self._behind_what_is_held({leaf.id}) else None
        if leaf.valid_months and mine[0]:
            expires = months_later(date.fromisoformat(mine[0]), int(leaf.valid_months.low))
            return None if expires < self.today else mine[0]
        return mine[0]

    def _behind_what_is_held(self, exams: set[str]) -> bool:
        """Whether no way to some credential that is held does without one of some exams."""
        known = self.catalog.credentials
        held = [known[name] for name in self.person.credentials if name in known]
        return any(all(_takes(v.requires, exams) for v in one.versions if v.requires) for one in held)

    def hours_met(self, leaf: Experience, log: LoggedHours | None) -> bool:
        """Whether logged hours, with the internship that the degree brings, are all that is asked."""
        if log is None or not (log.total or log.direct or log.supervision or log.months):
            return False
        inside = leaf.internship_counts_hours.low if leaf.internship_counts_hours else 0
        inside_months = leaf.internship_counts_months.low if leaf.internship_counts_months else 0
        weeks = log.months * DAYS_PER_YEAR // (MONTHS_PER_YEAR * DAYS_PER_WEEK)
        pairs = (
            (leaf.total_hours, log.total + inside),
            (leaf.direct_hours, log.direct),
            (leaf.supervision_hours, _supervised(leaf, log)),
            (leaf.min_months, log.months + inside_months),
            (leaf.min_weeks, weeks),
        )
        asked = [(figure.low, done) for figure, done in pairs if figure is not None]
        return bool(asked) and all(done >= low for low, done in asked)

    def denied(self, leaf: LeafRequirement) -> bool:
        """Whether a way through this leaf is closed to the person."""
        if isinstance(leaf, Condition) and leaf.blocking:
            return leaf.text not in self.person.confirmed
        if isinstance(leaf, CredentialRequirement) and leaf.id is None:
            return leaf.outside not in self.person.outside_credentials
        return self._answer(leaf) is False and not isinstance(leaf, Age | Condition)

    def _answer(self, leaf: LeafRequirement) -> bool | None:
        """What the person says of a leaf; None if nothing."""
        match leaf:
            case Age():
                born = self.person.birthday
                return None if born is None else self.of_age(leaf, born) <= self.today
            case LivedExperience():
                return self.person.lived_experience
            case BackgroundCheck():
                return self.person.background_clear
            case Residence():
                return self.person.resident
            case Condition():
                return True if leaf.text in self.person.confirmed else None
            case _:
                return None

    def of_age(self, leaf: Age, born: date) -> date:
        """The day on which the person is old enough."""
        return months_later(born, MONTHS_PER_YEAR * int(leaf.years.low))

    @property
    def highest(self) -> int:
        """Place of the highest level held among all levels."""
        return max(LEVELS.index(held.level) for held in self.person.learned)


def _asks_practice(leaf: Education) -> bool:
    inside = (
        leaf.internship_hours,
        leaf.internship_direct_hours,
        leaf.practicum_hours,
        leaf.practicum_direct_hours,
    )
    return any(inside) or bool(leaf.coursework)


def _takes(node: Requirement, exams: set[str]) -> bool:
    if isinstance(node.leaf, ExamRequirement):
        return node.leaf.id in exams
    taken = [_takes(child, exams) for child in node.children]
    return bool(taken) and (all(taken) if node.any is not None else any(taken))


def _supervised(leaf: Experience, log: LoggedHours) -> Fraction:
    """Hours of supervision that count; of those in groups no more than the rule takes."""
    most = [Fraction(log.group_supervision)]
    if leaf.group_supervision_max_hours:
        most.append(Fraction(leaf.group_supervision_max_hours.low))
    if leaf.group_supervision_max_percent and leaf.supervision_hours:
        share = Fraction(leaf.group_supervision_max_percent.low) / PERCENT
        most.append(Fraction(leaf.supervision_hours.low) * share)
    return log.supervision - log.group_supervision + min(most)
