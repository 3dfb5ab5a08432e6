"""What a person brings beside degrees, and what of it a plan counts: nothing that was said is dropped without a word.

Every answer is read from the route that was planned; nothing is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mhcareer.model.base import LEVEL_NAMES, NATIONAL, jurisdiction_of
from mhcareer.model.person import UNDERGRADUATE, HeldEducation, LoggedHours, PassedExam, Studying
from mhcareer.model.plan import Counts, HeldElsewhere, Holding
from mhcareer.model.program import Program
from mhcareer.model.requirement import (
    CredentialRequirement,
    Education,
    ExamRequirement,
    Experience,
    LeafRequirement,
    Training,
)
from mhcareer.planner.dating.asked import supervision_counted
from mhcareer.planner.explain import number
from mhcareer.planner.facts.gap import Facts
from mhcareer.planner.tasks import CreditsWork, ExamWork, ExperienceWork, ProgramWork, Source, TrainingWork
from mhcareer.planner.telling.steps import Scheduled

Verdict = tuple[Counts, str]
"""Whether something counts, and why in half a sentence."""

_UNASKED: Verdict = ("no", "no rule on this way asks for it")
_AMOUNTS = (
    ("total", "{} hours in all"),
    ("direct", "{} with clients"),
    ("supervision", "{} of supervision"),
    ("months", "{} months"),
)


def held_elsewhere(scheduled: Scheduled) -> tuple[HeldElsewhere, ...]:
    """Credentials for the target's role, of its tier or for full practice, that are held in another state."""
    catalog, target = scheduled.catalog, scheduled.target
    if target.jurisdiction == NATIONAL or not scheduled.route.tasks:
        return ()
    known = (catalog.credentials[held] for held in scheduled.person.credentials if held in catalog.credentials)
    return tuple(
        HeldElsewhere(
            credential=one.id,
            title=one.title,
            abbreviation=one.abbreviation,
            jurisdiction=jurisdiction_of(one.id),
            jurisdiction_name=catalog.places[jurisdiction_of(one.id)],
            command=f"mhcareer move {one.id} --to-state {target.jurisdiction}",
        )
        for one in known
        if jurisdiction_of(one.id) not in (target.jurisdiction, NATIONAL)
        and target.role in (one.role, *one.also_for)
        and (one.goal or one.level == target.level)
    )


def brings(scheduled: Scheduled) -> tuple[Holding, ...]:
    """Each credential, pass, sum of hours and number of credits that the person has, and whether the plan counts it.

    Empty for who has nothing but degrees, and where the target is held.
    """
    person = scheduled.person
    degrees = [held for held in person.education if held.semester_credits]
    finished = [held for held in degrees if held.level != "some-college"]
    college: list[HeldEducation | Studying] = [held for held in degrees if held not in finished]
    begun = [*college, *(study for study in person.studying if study.credits_earned)]
    beyond = (person.credentials, person.outside_credentials, person.exams, person.hours, begun)
    if not scheduled.route.tasks or not any(beyond):
        return ()
    found = (
        *(("credential", _name(scheduled, held), _credential(scheduled, held)) for held in person.credentials),
        *(("credential", held, _outside(scheduled, held)) for held in person.outside_credentials),
        *(("exam", _pass(scheduled, one), _exam(scheduled, one)) for one in person.exams),
        *(one for log in Facts.of(person).hours.values() for one in _logged(scheduled, log)),
        *(("credits", _credits(held, held.semester_credits or 0), _full(scheduled, held)) for held in finished),
        *(("credits", _credits(one, _earned(one)), _begun(scheduled, one)) for one in begun),
    )
    return tuple(
        Holding.model_validate({"kind": kind, "what": what, "counts": counts, "why": why})
        for kind, what, (counts, why) in found
    )


def _sources(scheduled: Scheduled) -> Iterator[Source]:
    """Every leaf of a rule that the plan answers, by what is held or by a step."""
    return (source for task in scheduled.route.tasks for source in task.sources)


def _name(scheduled: Scheduled, credential: str) -> str:
    """`LPC of Virginia`; without the place where it is the plan's own."""
    known, place = scheduled.catalog.credentials.get(credential), jurisdiction_of(credential)
    if known is None:
        return credential
    name = known.abbreviation or known.title
    places = {scheduled.target.jurisdiction, NATIONAL}
    return name if place in places else f"{name} of {scheduled.catalog.places[place]}"


def _asked(scheduled: Scheduled, sources: Iterable[Source]) -> Verdict:
    """That the rules of some leaves ask for it."""
    owners = dict.fromkeys(_name(scheduled, source.owner) for source in sources)
    return "yes", f"asked for the {' and the '.join(owners)}"


def _credential(scheduled: Scheduled, held: str) -> Verdict:
    asking = [s for s in _sources(scheduled) if isinstance(s.leaf, CredentialRequirement) and s.leaf.id == held]
    if asking:
        return _asked(scheduled, asking)
    alone = Facts.of(scheduled.person.model_copy(update={"credentials": (held,)}))
    implied = alone.with_what_is_behind(scheduled.catalog).implied
    behind = [exams for exams in implied if any(_met(scheduled, one) for one in exams)]
    if behind:
        names = " and the ".join(" or ".join(_exam_name(scheduled, one) for one in sorted(exams)) for exams in behind)
        return "partly", f"the {names} behind it counts as passed"
    return _UNASKED


def _outside(scheduled: Scheduled, held: str) -> Verdict:
    asking = [s for s in _sources(scheduled) if isinstance(s.leaf, CredentialRequirement) and s.leaf.outside == held]
    return _asked(scheduled, asking) if asking else _UNASKED


def _exam_name(scheduled: Scheduled, exam: str) -> str:
    known = scheduled.catalog.exams.get(exam)
    return (known.abbreviation or known.title) if known else exam


def _pass(scheduled: Scheduled, one: PassedExam) -> str:
    """`NCE of 2015-03-01`."""
    return _exam_name(scheduled, one.id) + (f" of {one.passed}" if one.passed else "")


def _met(scheduled: Scheduled, exam: str) -> list[Source]:
    """The leaves that a pass answers: those that no sitting of the plan does."""
    sat = {(s.owner, s.path) for t in scheduled.route.tasks if isinstance(t.work, ExamWork) for s in t.sources}
    asked = [s for s in _sources(scheduled) if isinstance(s.leaf, ExamRequirement) and s.leaf.id == exam]
    return [source for source in asked if (source.owner, source.path) not in sat]


def _exam(scheduled: Scheduled, passed: PassedExam) -> Verdict:
    met = _met(scheduled, passed.id)
    again = [
        f"too old for the {_name(scheduled, task.sources[0].owner)}, which takes passes of "
        f"{task.work.valid_months} months at most"
        for task in scheduled.route.tasks
        if isinstance(task.work, ExamWork) and task.work.exam.id == passed.id
    ]
    if again:
        return ("partly" if met else "no"), "; ".join(again)
    return _asked(scheduled, met) if met else _UNASKED


def _logged(scheduled: Scheduled, log: LoggedHours) -> Iterator[tuple[str, str, Verdict]]:
    """The experience and the training of a log, each on its own."""
    name = _name(scheduled, log.toward)
    amounts = [words.format(number(amount)) for field, words in _AMOUNTS if (amount := getattr(log, field))]
    if amounts:
        yield "hours", f"logged toward the {name}: {', '.join(amounts)}", _experience(scheduled, log)
    if log.training:
        training = f"logged toward the {name}: {number(log.training)} hours of training"
        yield "training", training, _training(scheduled, log)


def _experience(scheduled: Scheduled, log: LoggedHours) -> Verdict:
    works = [
        task.work
        for task in scheduled.route.tasks
        if isinstance(task.work, ExperienceWork) and task.sources[0].owner == log.toward
    ]
    name = _name(scheduled, log.toward)
    for work in works:
        window = work.experience.window_months
        if work.logged is None:
            return "no", f"the {name} counts hours only once what it asks first is held"
        if window and (kept := _amounts(work.logged)) != _amounts(log):
            old = f"older than the {number(window.low)} months that the {name} looks back"
            return ("partly", f"the rest is {old}") if any(kept) else ("no", old)
        wanted = work.experience.supervision_hours.low if work.experience.supervision_hours else 0
        taken = supervision_counted(work.experience, wanted, log.supervision, log.group_supervision)
        if wanted and taken < log.supervision:
            return "partly", f"of the supervision the {name} counts {number(taken)} hours: the rest was in groups"
    if works:
        return "yes", f"taken off what the {name} asks"
    asked = [s for s in _sources(scheduled) if isinstance(s.leaf, Experience) and s.owner == log.toward]
    return ("yes", f"all that the {name} asks") if asked else _elsewhere(scheduled, log.toward)


def _amounts(log: LoggedHours) -> tuple[int, ...]:
    return tuple(getattr(log, field) for field, _ in _AMOUNTS)


def _training(scheduled: Scheduled, log: LoggedHours) -> Verdict:
    name = _name(scheduled, log.toward)
    for task in scheduled.route.tasks:
        if isinstance(task.work, TrainingWork) and task.sources[0].owner == log.toward:
            return "yes", f"taken off what the {name} asks"
    for _, credential, version in scheduled.applications:
        leaves = version.requires.leaves() if version.requires and credential.id == log.toward else ()
        if any(isinstance(leaf, Training) and leaf.hours for _, leaf in leaves):
            return "yes", f"all that the {name} asks"
    return _elsewhere(scheduled, log.toward)


def _elsewhere(scheduled: Scheduled, toward: str) -> Verdict:
    """Why hours toward a credential that is not on the way do not count."""
    target = scheduled.target
    if jurisdiction_of(toward) in (target.jurisdiction, NATIONAL):
        return "no", "no rule on this way counts hours toward it"
    own = target.abbreviation or target.title
    move = f"`mhcareer move {toward} --to-state {target.jurisdiction}`, with your profile, shows what may carry over"
    return "no", f"the {own} counts hours under its own rule; {move}"


def _credits(study: HeldEducation | Studying, amount: int) -> str:
    return f"{amount} semester credits ({LEVEL_NAMES[study.level]})"


def _full(scheduled: Scheduled, held: HeldEducation) -> Verdict:
    """Whether the credits of a degree are asked, and are enough."""
    asked = [
        (source, int(source.leaf.semester_credits.low))
        for source in _sources(scheduled)
        if isinstance(source.leaf, Education) and source.leaf.semester_credits and source.leaf.level.value == held.level
    ]
    if not asked:
        return "no", "no rule on this way asks for a number of credits"
    source, most = max(asked, key=lambda pair: pair[1])
    told = f"{most} are asked for the {_name(scheduled, source.owner)}"
    if (held.semester_credits or 0) >= most:
        return "yes", told
    if any(isinstance(task.work, CreditsWork) for task in scheduled.route.tasks):
        return "partly", told
    return "no", f"{told}, and another degree on this way gives them"


def _earned(study: HeldEducation | Studying) -> int:
    return study.credits_earned if isinstance(study, Studying) else study.semester_credits or 0


def _begun(scheduled: Scheduled, study: HeldEducation | Studying) -> Verdict:
    """Whether credits toward a degree shorten a program of the plan or answer a rule by themselves.

    A program under way is shortened by its own, any other by the most that the person has.
    """
    earned = _earned(study)
    college = [one.semester_credits or 0 for one in scheduled.person.learned if one.level == "some-college"]
    for task in scheduled.route.tasks:
        work = task.work
        if not isinstance(work, ProgramWork):
            continue
        own = work.under_way is not None and work.under_way is study
        if own and work.running and not work.program.semester_credits:
            return "no", f"no source states how many the {work.program.title} takes, so that all of it is planned"
        if not work.credits_done:
            continue
        if own if work.running else earned == max(college, default=0):
            if work.credits_done < earned:
                return "partly", f"{work.credits_done} of them are taken off the {work.program.title}"
            return "yes", f"taken off the {work.program.title}"
    asked = [source for source in _sources(scheduled) if _is_college(source.leaf, earned)]
    if earned in college and asked:
        return _asked(scheduled, asked)
    if closed := next((p.title for p in _programs(scheduled) if p.only_if_named and not p.credits_at_the_school), None):
        return "no", f"no source states how many the {closed} takes over: ask the school"
    return "no", "no program on this way takes them"


def _programs(scheduled: Scheduled) -> Iterator[Program]:
    """The undergraduate programs of the plan that are still to begin."""
    for task in scheduled.route.tasks:
        if isinstance(task.work, ProgramWork) and not task.work.running and task.work.program.level in UNDERGRADUATE:
            yield task.work.program


def _is_college(leaf: LeafRequirement, earned: int) -> bool:
    """Whether a leaf asks for some college study, and for no more credits than these."""
    if not isinstance(leaf, Education) or leaf.level.value != "some-college":
        return False
    return leaf.semester_credits is None or leaf.semester_credits.low <= earned
