"""The requirement tree of every credential in a plan, evaluated anew from what is held and what is done by then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from mhcareer.frozen import dataclass
from mhcareer.model.person import Person
from mhcareer.model.plan import Step
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
from mhcareer.verify import education
from mhcareer.verify.calendar import add_months
from mhcareer.verify.context import OBTAINING, Context
from mhcareer.verify.education import Moment
from mhcareer.verify.finding import Finding
from mhcareer.verify.logged import is_done


@dataclass(frozen=True)
class Outcome:
    """What a tree came to: what is missing, and the leaves that it rests on."""

    problems: tuple[Finding, ...]
    route: tuple[tuple[str, LeafRequirement], ...]


def check(context: Context) -> Iterator[Finding]:
    """The target, and the rule of every credential that the plan applies for."""
    target = context.plan.target.credential
    if target not in context.catalog.credentials:
        yield Finding(None, "target", f"`{target}` is no credential of the catalog")
    elif target not in context.person.credentials and context.application(target) is None:
        yield Finding(None, "target", f"nothing in the plan leads to `{target}` itself")
    for step in context.plan.steps:
        if step.kind in OBTAINING and step.id not in context.catalog.credentials:
            yield Finding(step.id, "target", f"`{step.id}` is no credential of the catalog")
    for step in context.applications:
        yield from outcome(context, step).problems


def outcome(context: Context, step: Step) -> Outcome:
    """The rule of one credential, judged on the day on which the application for it starts."""
    return context.kept(("outcome", step.id), lambda: _outcome(context, step))


def _outcome(context: Context, step: Step) -> Outcome:
    version = context.version(step.id, step.start)
    if version is None or version.requires is None:
        return Outcome((Finding(step.id, "version", f"no rule of `{step.id}` is in force on {step.start}"),), ())
    return evaluate(context, version.requires, "requires", Moment(step.id, step))


def evaluate(context: Context, node: Requirement, root: str, moment: Moment) -> Outcome:
    """A tree at a moment. Of several alternatives the one that holds, or else the one that the plan claims."""
    path = f"{root}.{node.name}"
    if (leaf := node.leaf) is not None:
        return Outcome(_leaf(context, leaf, path, moment), ((path, leaf),))
    branches = [evaluate(context, child, f"{path}.{i}", moment) for i, child in enumerate(node.children)]
    if node.any is not None:
        if taken := _one_was_passed(context, node):
            index, leaf = taken
            return Outcome((), ((f"{path}.{index}.exam", leaf),))
        return min(branches, key=lambda branch: _distance(context, branch, moment.owner))
    return Outcome(
        tuple(problem for branch in branches for problem in branch.problems),
        tuple(leaf_ for branch in branches for leaf_ in branch.route),
    )


def _distance(context: Context, branch: Outcome, owner: str) -> tuple[bool, int, int]:
    claimed = sum(f"{owner}:{path}" in context.claims for path, _ in branch.route)
    return bool(branch.problems), -claimed, len(branch.problems)


def _leaf(context: Context, leaf: LeafRequirement, path: str, moment: Moment) -> tuple[Finding, ...]:
    match leaf:
        case Education():
            return education.problems(context, leaf, path, moment)
        case CredentialRequirement():
            return tuple(_credential(context, leaf, path, moment))
        case Experience() | Training():
            return tuple(_work(context, leaf, path, moment))
        case ExamRequirement():
            return tuple(_exam(context, leaf, path, moment))
        case _:
            return tuple(_personal(context, leaf, path, moment))


def _credential(context: Context, leaf: CredentialRequirement, path: str, moment: Moment) -> Iterator[Finding]:
    if leaf.outside is not None:
        if leaf.outside not in context.person.outside_credentials:
            yield moment.problem("credential", f"`{moment.owner}` asks for {leaf.outside} ({path}), which is not held")
    elif not holds(context, leaf.id, moment.day, leaf.held_months.low if leaf.held_months else 0):
        yield moment.problem(
            "credential", f"`{moment.owner}` asks for `{leaf.id}` ({path}), which is not held by {moment.day}"
        )


def holds(context: Context, credential: str | None, day: date, months: float = 0) -> bool:
    """Whether a credential is held on a day, and has been for a number of months if it is earned in the plan."""
    if credential in context.person.credentials:
        return True
    return any(
        step.id == credential and step.kind in OBTAINING and add_months(step.finish, int(months)) <= day
        for step in context.plan.steps
    )


def _work(context: Context, leaf: Experience | Training, path: str, moment: Moment) -> Iterator[Finding]:
    """Experience or training: logged in full, or a step that names this very leaf and is done."""
    claim = f"{moment.owner}:{path}"
    steps = [step for step in context.plan.steps if step.kind == leaf.kind and claim in step.requirement]
    done = [step for step in steps if step.finish <= moment.day]
    if not done:
        if not is_done(context, leaf, moment.owner):
            yield moment.problem(leaf.kind, f"no step gives the {leaf.kind} of {claim} by {moment.day}")
    elif isinstance(leaf, Training) and leaf.finished_within_months:
        limit = leaf.finished_within_months.high
        if all(add_months(step.finish, int(limit)) < moment.day for step in done):
            yield moment.problem("training", f"the training of {claim} is older than {limit:g} months on {moment.day}")


def _exam(context: Context, leaf: ExamRequirement, path: str, moment: Moment) -> Iterator[Finding]:
    valid = leaf.valid_months
    for passed in context.person.exams:
        fresh = not valid or not passed.passed or _fresh(date.fromisoformat(passed.passed), valid.high, moment.day)
        if passed.id == leaf.id and fresh:
            return
    if not valid and _behind_what_is_held(context, leaf.id):
        return
    attempts = [step for step in context.of_kind("exam") if re.fullmatch(rf"{re.escape(leaf.id)}(-\d+)?", step.id)]
    timed = [step for step in attempts if _in_time(context, leaf, step, moment.owner)]
    where = f"{moment.owner}:{path}"
    if not any(step.finish <= moment.day for step in attempts):
        yield moment.problem("exam", f"the exam `{leaf.id}` of {where} is not passed by {moment.day}")
    elif not any(step.finish <= moment.day for step in timed):
        said = leaf.timing.value if leaf.timing else "any"
        yield moment.problem("exam-timing", f"the exam `{leaf.id}` of {where} is not taken {said.replace('-', ' ')}")
    elif valid and not any(step.finish <= moment.day and _fresh(step.finish, valid.high, moment.day) for step in timed):
        yield moment.problem(
            "exam-valid", f"the exam `{leaf.id}` of {where} is older than {valid.high:g} months by then"
        )


def _one_was_passed(context: Context, node: Requirement) -> tuple[int, ExamRequirement] | None:
    """An exam among alternatives of which a holder must have passed one; None where nothing held shows that."""
    plain = [
        (index, branch.leaf)
        for index, branch in enumerate(node.any or ())
        if isinstance(branch.leaf, ExamRequirement) and not branch.leaf.valid_months
    ]
    if len(plain) > 1 and _behind_what_is_held(context, *(leaf.id for _, leaf in plain)):
        return plain[0]
    return None


def _behind_what_is_held(context: Context, *exams: str) -> bool:
    """Whether nobody is given a held credential without one of some exams, and the plan says that it rests on that."""
    titles = [context.catalog.exams[exam].title for exam in exams]
    if not any(title in text for text in context.plan.assumptions for title in titles):
        return False
    held = (context.catalog.credentials[c] for c in context.person.credentials if c in context.catalog.credentials)
    return any(all(_needs(v.requires, exams) for v in one.versions if v.requires) for one in held)


def _needs(node: Requirement, exams: tuple[str, ...]) -> bool:
    """Whether every way through a tree takes one of some exams."""
    if isinstance(node.leaf, ExamRequirement):
        return node.leaf.id in exams
    if node.any is not None:
        return all(_needs(child, exams) for child in node.children)
    return any(_needs(child, exams) for child in node.children)


def _fresh(passed: date, months: float, day: date) -> bool:
    return add_months(passed, int(months)) >= day


def _in_time(context: Context, leaf: ExamRequirement, exam: Step, credential: str) -> bool:
    """Whether an exam stands where the rule wants it, relative to the experience of the same credential.

    A pass that another credential asked for is a pass already: it may lie before the experience.
    """
    timing = leaf.timing.value if leaf.timing else None
    shared = any(claim.partition(":")[0] != credential for claim in exam.requirement)
    if shared and timing in ("during-experience", "after-experience"):
        return True
    fits: dict[str, Callable[[Step], bool]] = {
        "before-experience": lambda work: exam.finish <= work.start,
        "during-experience": lambda work: exam.start >= work.start,
        "after-experience": lambda work: exam.start >= work.finish,
    }
    fit = fits.get(timing) if timing else None
    return fit is None or all(fit(work) for work in context.claiming("experience", credential))


def _personal(context: Context, leaf: LeafRequirement, path: str, moment: Moment) -> Iterator[Finding]:
    """What only the person can know or show: not denied, and named among the conditions."""
    where, person = f"{moment.owner}:{path}", context.person
    if isinstance(leaf, Age) and person.birthday is not None:
        if add_months(person.birthday, int(leaf.years.low * 12)) > moment.day:
            yield moment.problem("age", f"{where} asks for {leaf.years.low:g} years, not reached on {moment.day}")
        return
    if isinstance(leaf, Condition) and leaf.blocking:
        if leaf.text not in person.confirmed:
            yield moment.problem("condition", f"{where} holds only for those who confirm it: {leaf.text}")
        return
    words, fact = _words_and_fact(leaf, person)
    if fact is False:
        yield moment.problem("personal", f"the person does not meet {where}: {words}")
    if not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) for text in context.plan.conditions):
        yield moment.problem("conditions", f"the conditions do not name {where}: {words}")


def _words_and_fact(leaf: LeafRequirement, person: Person) -> tuple[str, bool | None]:
    """The words by which a condition is known, and what the person says of it."""
    match leaf:
        case Age():
            return f"{leaf.years.low:g} years", None
        case Condition():
            return leaf.text, None
        case LivedExperience():
            return leaf.of, person.lived_experience
        case Residence():
            return leaf.of, person.resident
        case BackgroundCheck():
            return leaf.of or "background", person.background_clear
        case _:
            return "", None
