"""The best schedule of a route that keeps what the route rests on, and at which pace one would."""

from __future__ import annotations

from datetime import date

from mhcareer.planner.dating.arrange import arrangements
from mhcareer.planner.dating.asked import individual_left, least_supervision
from mhcareer.planner.dating.clock import Clock
from mhcareer.planner.dating.dates import add_months
from mhcareer.planner.dating.hold import keeps_months
from mhcareer.planner.dating.paces import BEHIND, raised, told
from mhcareer.planner.dating.postpone import in_the_way
from mhcareer.planner.dating.schedule import Spans, busy_spans, graduation, schedule, span
from mhcareer.planner.dating.settle import settled
from mhcareer.planner.dating.settled import Settled, used_on
from mhcareer.planner.dating.spans import Span
from mhcareer.planner.explain import number
from mhcareer.planner.tasks import (
    ExamWork,
    ExperienceWork,
    Route,
    StudyWork,
    Task,
    TrainingWork,
)


def fitting(route: Route, clock: Clock, unfit: list[str], beat: date | None = None) -> Settled | None:
    """The best schedule of a route in any of its orders; None if none fits, and why is added to `unfit`, once.

    Args:
        route: The tasks.
        clock: At the typical speed.
        unfit: Why the route does not fit.
        beat: A finish known already; the best of what does not come before it is not looked for.
    """
    best: Settled | None = None
    problem = below_floor(route, clock)
    if problem is not None:
        if problem not in unfit:
            unfit.append(problem)
        return None
    for arranged in arrangements(route):
        sooner = min(best.finish, beat or best.finish) if best else beat
        tried = settled(arranged, clock, sooner)
        problem = misfit(tried.route, tried.spans, clock)
        if problem is not None and in_the_way(arranged) and _may_keep(arranged, clock):
            # The soonest schedule breaks a limit that another, with study at later terms, may keep.
            other = settled(arranged, clock, sooner, lambda one: misfit(one.route, one.spans, clock) is None)
            if misfit(other.route, other.spans, clock) is None:
                tried, problem = other, None
        if problem is not None:
            if problem not in unfit:
                unfit.append(problem)
        elif best is None or tried.finish < best.finish:
            best = tried
    return best


def _may_keep(route: Route, clock: Clock) -> bool:
    """Whether hours and windows are kept at least where study takes nothing of the week: no real schedule is sooner."""
    spans = schedule(route, clock, hindered_by=())
    if any(window.before and spans[window.task].begin >= window.before for window in route.windows):
        return False
    hours = (task for task in route.tasks if isinstance(task.work, ExperienceWork))
    return all(_too_slow(route, task, spans, clock) is None for task in hours)


def misfit(route: Route, spans: Spans, clock: Clock) -> str | None:
    """Why the schedule breaks a rule that the route chose; None if it does not."""
    for window in route.windows:
        begin = spans[window.task].begin
        if (window.since and begin < window.since) or (window.before and begin >= window.before):
            return "what this way rests on, a rule or an exam pass, is no longer valid by then"
    for task in route.tasks:
        if isinstance(task.work, ExperienceWork):
            problem = _too_slow(route, task, spans, clock) or _too_early(route, task, spans)
        elif isinstance(task.work, ExamWork | TrainingWork):
            problem = _too_old(route, task, spans)
        else:
            continue
        if problem:
            return problem
    return None


def below_floor(route: Route, clock: Clock) -> str | None:
    """A stated pace below what a rule asks of a week, whatever the dates; None if there is none."""
    found = (_below_floor(task.work, clock) for task in route.tasks if isinstance(task.work, ExperienceWork))
    return next((problem for problem in found if problem), None)


def _too_old(route: Route, task: Task, spans: Spans) -> str | None:
    """A pass or a training that no longer counts when it is used, however late it is taken."""
    limit = keeps_months(task)
    if limit is None or add_months(spans[task.id].end, limit) >= used_on(route, task, spans):
        return None
    return f"by the application the {_named(task)} is older than the {limit} months that the rule allows"


def _too_early(route: Route, task: Task, spans: Spans) -> str | None:
    """First hours that no longer count at the application, because of what stands between, as hours of another kind."""
    limit, found = keeps_months(task), spans[task.id]
    if limit is None or found.too_long or add_months(found.begin, limit) >= used_on(route, task, spans):
        return None
    return (
        f"by the application the first hours of {_named(task)} are older than the {limit} months that the rule allows"
    )


def _below_floor(work: ExperienceWork, clock: Clock) -> str | None:
    """A stated pace below what the rule asks of a week."""
    asked, said = work.experience, clock.person
    floor = asked.min_hours_per_week
    if floor and said.hours_per_week and said.hours_per_week < floor.low:
        return f"the rule asks for at least {number(floor.low)} hours a week; you say {said.hours_per_week}"
    least = least_supervision(asked)
    if least and said.supervision_per_week and said.supervision_per_week < least:
        return (
            f"the rule asks for {number(round(least, 1))} hours of supervision a week; you say "
            f"{said.supervision_per_week}"
        )
    if said.group_share_percent == 100 and individual_left(work, clock):  # noqa: PLR2004 - all of it
        return "the rule asks for supervision that is not in a group; you say that all of yours is"
    return None


def _named(task: Task) -> str:
    """What a step is about, within a sentence."""
    match task.work:
        case ExperienceWork(experience):
            return experience.of or "supervised experience"
        case TrainingWork(training):
            return training.of or "training"
        case ExamWork(exam):
            return exam.title
    return task.id


def _too_slow(route: Route, task: Task, spans: Spans, clock: Clock) -> str | None:
    said = clock.person
    if not (said.hours_per_week or said.direct_per_week or said.supervision_per_week):
        return None
    return too_long(route, task, spans, clock)


def too_long(route: Route, task: Task, spans: Spans, clock: Clock) -> str | None:
    """That hours do not fit into the rule's longest span, and at which pace they would; None if they fit."""
    found = spans[task.id]
    if found.too_long is None:
        return None
    longest = number(found.too_long.amount)
    limit = f"the hours of {_named(task)} do not fit into the {longest} months of the rule at this pace"
    feasible = feasible_pace(route, task, spans, clock)
    return f"{limit}; {feasible}" if feasible else f"{limit}, nor at any faster one"


def feasible_pace(route: Route, task: Task, spans: Spans, clock: Clock) -> str | None:
    """From how many hours a week on a task keeps within the rule's longest span, in words; None if never.

    Each pace that binds is raised in turn, for one that is loosened lets the next bind.
    """
    busy = busy_spans((t for t in route.tasks if isinstance(t.work, StudyWork)), spans, clock)
    ready, ends = spans[task.id].begin, graduation(task, spans)

    def tried(at: Clock) -> Span:
        return span(task, ready, at, busy, ends)

    changed: dict[str, int] = {}
    found = tried(clock)
    while found.too_long is not None:
        pace = BEHIND.get(found.bound.constraint)
        more = raised(clock.person, pace, pace.now(clock) + 1) if pace else None
        if more is None:
            return None
        clock = clock.of(clock.person.model_copy(update=more))
        changed |= more
        found = tried(clock)
    return f"it fits from {told(changed)} on"


__all__ = ["below_floor", "feasible_pace", "fitting", "misfit", "too_long"]
