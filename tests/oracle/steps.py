"""The tasks of a rule behind its gates: training, exams, experience, the application itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from mhcareer.model.credential import Credential, Version
from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours
from mhcareer.model.planning import PlanningFile
from mhcareer.model.requirement import (
    Age,
    CredentialRequirement,
    ExamRequirement,
    Experience,
    Training,
)
from tests.oracle import price
from tests.oracle.board import Board, Day, Literal, Task
from tests.oracle.exams import Exams, is_first
from tests.oracle.gates import Gates
from tests.oracle.graduation import asked_by, graduation, studied, without_education
from tests.oracle.holds import DAYS_PER_WEEK, Holdings
from tests.oracle.rules import Granted, Rule, Use
from tests.oracle.studies import Asked


@dataclass
class Labor:
    """Experience or training to be done, and the education that is certainly done before it."""

    owner: str
    leaf: Experience | Training
    log: LoggedHours | None
    task: Task
    before: list[Asked]
    after: list[Granted] = field(default_factory=list)
    """Credentials that are certainly held before it."""
    rule: Rule | None = None
    """Whose experience it is."""
    toward: Granted | None = None
    """The credential with whose application the hours are offered."""
    graduation: Day = None
    """The end of the education from whose beginning on the hours count; None if they count from another moment."""


@dataclass
class Steps:
    """All tasks of one model, beside programs."""

    board: Board
    catalog: Catalog
    holds: Holdings
    labors: list[Labor] = field(default_factory=list)
    exams: Exams = field(init=False)
    costs: list[tuple[Literal, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.exams = Exams(self.board, self.catalog, self.holds, costs=self.costs)

    @property
    def planning(self) -> PlanningFile:
        """The assumptions of the data."""
        return self.catalog.planning

    def add(self, granted: Granted) -> None:
        """The tasks of a credential; those of the credentials that it asks must be there."""
        credential = self.catalog.credentials[granted.id]
        self.costs.append((granted.here, price.compared(price.of_application(credential), self.planning)))
        self.board.at_least(granted.end, granted.begin + self._processing(credential), granted.here)
        for rule in granted.rules:
            self._rule(granted, rule)

    def _rule(self, granted: Granted, rule: Rule) -> None:
        gates = Gates(self.board)
        self._education(granted, rule, gates)
        self._credentials(granted, rule, gates)
        self._trainings(granted, rule, gates)
        first = [use for use in rule.uses if isinstance(use.leaf, ExamRequirement) and is_first(use.leaf)]
        later = [use for use in rule.uses if isinstance(use.leaf, ExamRequirement) and not is_first(use.leaf)]
        for use in first:
            self.exams.add(granted, rule, use, gates)
        for use in rule.uses:
            if isinstance(use.leaf, Experience):
                self._experience(granted, rule, use, use.leaf, gates)
        for use in later:
            self.exams.add(granted, rule, use, gates)
        self._application(granted, rule, gates)

    def _education(self, granted: Granted, rule: Rule, gates: Gates) -> None:
        for asked in asked_by(rule):
            if asked.leaf.enrolled:
                gates.enrolled.add(asked.here, asked.begun)
                continue
            gates.education.add(asked.here, asked.done)
            gates.begun.add(asked.here, asked.begun)
            self.board.at_least(granted.behind, asked.done, asked.here)
            self.board.at_least(granted.behind_begun, asked.begun, asked.here)

    def _credentials(self, granted: Granted, rule: Rule, gates: Gates) -> None:
        for use in rule.uses:
            if use.needs is None or not isinstance(use.leaf, CredentialRequirement):
                continue
            gates.credentials.add(use.here, use.needs.end)
            gates.behind.add(use.here, use.needs.behind)
            gates.behind_begun.add(use.here, use.needs.behind_begun)
            self.board.at_least(granted.behind, use.needs.behind, use.here)
            self.board.at_least(granted.behind_begun, use.needs.behind_begun, use.here)
            if use.leaf.held_months and use.needs.here is not self.board.true:
                held = self.board.months_after(use.needs.end, int(use.leaf.held_months.low))
                self.board.at_least(granted.begin, held, use.here)

    def _trainings(self, granted: Granted, rule: Rule, gates: Gates) -> None:
        log = self.holds.logged(rule.credential.id)
        done = log.training if log else 0
        fees = rule.credential.fees_usd
        paid: list[Literal] = []
        for use in rule.uses:
            if not isinstance(use.leaf, Training) or (use.leaf.hours and done >= use.leaf.hours.low):
                continue
            task = self._task(f"{rule.name}:{use.path}", use.here)
            for gate in (gates.education, gates.training, gates.enrolled):
                gate.hold(task.begin, task.here)
            gates.training.add(task.here, task.end)
            if use.leaf.finished_within_months:
                fresh = self.board.months_after(task.end, int(use.leaf.finished_within_months.low))
                self.board.at_least(fresh, granted.begin, task.here)
            paid.append(use.here)
            asked = [one for one in asked_by(rule) if not one.leaf.enrolled]
            self.labors.append(Labor(rule.credential.id, use.leaf, log, task, asked))
        self._tuition(paid, price.of_fee(fees.training if fees else None))

    def _tuition(self, courses: list[Literal], fee: int | None) -> None:
        """The fee that a rule states for its training pays for one course, and says nothing of the others."""
        unknown = price.compared(None, self.planning)
        self.costs.extend((course, unknown) for course in courses)
        if courses and fee is not None:
            self.costs.append((self.board.any_of(courses), fee - unknown))

    def _experience(self, granted: Granted, rule: Rule, use: Use, leaf: Experience, gates: Gates) -> None:
        log = self.holds.logged(rule.credential.id)
        planned = [u.here for u in rule.uses if u.needs is not None and u.needs.here is not self.board.true]
        registered = leaf.counts_from is not None and leaf.counts_from.value == "registration"
        if log is None or not registered or not planned:
            if not self.holds.hours_met(leaf, log):
                self._labor(granted, rule, use, leaf, log, use.here, gates)
            return
        # Hours logged before what must be held first is held do not count.
        lost = self.board.any_of(planned)
        self._labor(granted, rule, use, leaf, None, self.board.all_of([use.here, lost]), gates)
        if not self.holds.hours_met(leaf, log):
            self._labor(granted, rule, use, leaf, log, self.board.all_of([use.here, lost.negated()]), gates)

    def _labor(
        self,
        granted: Granted,
        rule: Rule,
        use: Use,
        leaf: Experience,
        log: LoggedHours | None,
        here: Literal,
        gates: Gates,
    ) -> None:
        # Two labors of one leaf, with what is logged and without, are known apart by their names.
        task = self._task(f"{rule.name}:{use.path}{'' if log is None else ' less what is logged'}", here)
        labor = Labor(rule.credential.id, leaf, log, task, [], rule=rule, toward=granted)
        gates.exams_first.hold(task.begin, here)
        self._counts_from(rule, leaf, labor, gates)
        gates.experience.add(here, task.end)
        gates.experience_begun.add(here, task.begin)
        self.labors.append(labor)

    def _counts_from(self, rule: Rule, leaf: Experience, labor: Labor, gates: Gates) -> None:
        board, task = self.board, labor.task
        asks = [use.here for use in rule.uses if isinstance(use.leaf, CredentialRequirement)]
        if leaf.counts_from is not None:
            self._moment(leaf.counts_from.value, rule, leaf, labor, gates)
        elif not asks:
            self._moment("graduation", rule, leaf, labor, gates)
        elif any(here is rule.here for here in asks):
            self._moment("registration", rule, leaf, labor, gates)
        else:
            gates.education.hold(task.begin, task.here)
            labor.before = [asked for asked in asked_by(rule) if not asked.leaf.enrolled]
            credential = board.any_of(asks)
            gates.credentials.hold(task.begin, task.here)
            gates.enrolled.hold(task.begin, task.here, credential)

    def _moment(self, moment: str, rule: Rule, leaf: Experience, labor: Labor, gates: Gates) -> None:
        task, education = labor.task, [asked for asked in asked_by(rule) if not asked.leaf.enrolled]
        needed = [use.needs for use in rule.uses if use.needs is not None]
        if moment == "registration":
            gates.credentials.hold(task.begin, task.here)
            gates.enrolled.hold(task.begin, task.here)
            labor.after = needed
            if leaf.counts_from is None or leaf.after_graduation_min_hours is not None:
                gates.education.hold(task.begin, task.here)
                labor.before = education
        elif moment == "graduation":
            studied(self.board, rule, task, gates)
            labor.before = education
        elif moment == "enrollment":
            gates.begun.hold(task.begin, task.here)
            without = without_education(self.board, rule)
            if without is not None:
                gates.behind_begun.hold(task.begin, task.here, without)
            labor.graduation = graduation(self.board, rule, gates)
        elif moment == "training":
            gates.training.hold(task.begin, task.here)
            gates.credentials.hold(task.begin, task.here)
            labor.after = needed
        elif moment == "application":
            self._approved(rule, task, gates)
            labor.before, labor.after = education, needed

    def _approved(self, rule: Rule, task: Task, gates: Gates) -> None:
        asked = self.board.day(f"{rule.name} approval")
        approval = Task("approval", task.here, asked, asked + self._processing(rule.credential))
        studied(self.board, rule, approval, gates)
        for gate in (gates.training, gates.credentials, gates.exams_first):
            gate.hold(asked, task.here)
        self.board.at_least(task.begin, approval.end, task.here)

    def _application(self, granted: Granted, rule: Rule, gates: Gates) -> None:
        board, calendar = self.board, self.board.calendar
        everything = (
            gates.education,
            gates.enrolled,
            gates.credentials,
            gates.training,
            gates.exams,
            gates.experience,
        )
        for gate in everything:
            gate.hold(granted.begin, rule.here)
        for use in rule.uses:
            born = self.holds.person.birthday
            if isinstance(use.leaf, Age) and born is not None:
                grown = calendar.number(self.holds.of_age(use.leaf, born))
                board.at_least(granted.begin, grown, use.here)
        self._in_force(granted, rule)

    def _in_force(self, granted: Granted, rule: Rule) -> None:
        """The version that is chosen is the one that decides."""
        board, version = self.board, rule.version
        since = board.calendar.number(date.fromisoformat(version.effective)) if version.effective else None
        last = board.calendar.number(rule.until - timedelta(days=1)) if rule.until else None
        if version.keyed_to == "application":
            if since is not None:
                board.at_least(granted.begin, since, rule.here)
            if last is not None:
                board.at_least(last, granted.begin, rule.here)
            return
        self._of_program(rule, version, since, last)

    def _of_program(self, rule: Rule, version: Version, since: int | None, last: int | None) -> None:
        board = self.board
        links = [link for asked in asked_by(rule) if not asked.leaf.enrolled for link in asked.links]
        for chosen, study in links:
            enrolled = self.holds.enrolled_in(study.program)
            if enrolled is not None and enrolled.began is not None:
                began = date.fromisoformat(enrolled.began)
                early = version.effective is not None and began < date.fromisoformat(version.effective)
                if early or (rule.until is not None and began >= rule.until):
                    board.forbid(board.all_of([rule.here, chosen]))
                continue
            if since is not None:
                board.at_least(study.task.begin, since, rule.here, chosen)
            if last is not None:
                board.at_least(last, study.task.begin, rule.here, chosen)
        planned = board.any_of([chosen for chosen, _ in links]) if links else None
        if not self._held_fits(rule, version):
            board.implies(rule.here, [planned] if planned is not None else [])

    def _held_fits(self, rule: Rule, version: Version) -> bool:
        """Whether the version decides about the degrees that are held, where no program is planned."""
        education = self.holds.person.learned
        days = [
            education[asked.fit.place].program_began
            for asked in asked_by(rule)
            if asked.fit is not None and education[asked.fit.place].program_began
        ]
        began = max((day for day in days if day), default=None)
        if began is None:
            return rule.until is None
        return not (version.effective and began < version.effective) and not (
            rule.until and began >= rule.until.isoformat()
        )

    def _task(self, name: str, here: Literal) -> Task:
        return Task(name, here, self.board.day(f"{name} begin"), self.board.day(f"{name} end"))

    def _processing(self, credential: Credential) -> int:
        if credential.kind == "employer-role":
            return 0
        stated = credential.processing_weeks
        weeks = stated.high if stated else self.planning.unstated_processing_weeks.typical.low
        return DAYS_PER_WEEK * int(weeks)
