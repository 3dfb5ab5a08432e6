"""From when hours count, and which hours a degree brings along."""

from __future__ import annotations

from mhcareer.model.credential import Credential
from mhcareer.model.person import LoggedHours
from mhcareer.model.requirement import CountsFrom, Experience
from mhcareer.planner.copies import replace
from mhcareer.planner.dating.asked import inside_degree, stated
from mhcareer.planner.routes.gates import Gates, begun, studied
from mhcareer.planner.tasks import ApprovalWork, ExperienceWork, ProgramWork, Route, Source, Task


def counting_moment(asked: Experience, *, has_credential: bool) -> CountsFrom:
    """From when hours count; where the rule is silent the careful reading: after registration, else graduation."""
    if asked.counts_from is not None:
        return asked.counts_from.value
    return "registration" if has_credential else "graduation"


def gated(
    route: Route, gates: Gates, credential: Credential, source: Source, asked: Experience, moment: CountsFrom
) -> tuple[Route, set[str], set[str]]:
    """What experience waits for: tasks that must have ended, and tasks that must have begun."""
    after, started = set(gates.exams_first), set[str]()
    match moment:
        case "registration":
            after |= gates.credentials
            started |= gates.enrolled
            # Silence on when hours count is read with care: after what is held first and after the degree.
            if asked.counts_from is None or asked.after_graduation_min_hours is not None:
                after |= gates.education
        case "graduation":
            after |= studied(route, gates)
        case "enrollment":
            started |= begun(route, gates)
        case "training":
            after |= gates.training | gates.credentials
        case "application":
            approval = f"{credential.id}/approval"
            if route.task(approval) is None:
                before = studied(route, gates) | gates.training | gates.credentials | gates.exams_first
                task = Task(approval, ApprovalWork(credential), (source,), after=before)
                route = replace(route, tasks=(*route.tasks, task))
            after.add(approval)
        case "any":
            pass
    return route, after, started


def hours_of(
    route: Route,
    gates: Gates,
    asked: Experience,
    credential: Credential,
    logged: LoggedHours | None,
    moment: CountsFrom,
    every: tuple[LoggedHours, ...],
) -> ExperienceWork:
    """The hours with what a planned degree gives of them, or how many may be earned beside it."""
    degree = studied(route, gates)
    entries = tuple(e for e in every if e.toward == credential.id) if logged else ()
    ceiling = _before_graduation(asked)
    if ceiling is None:
        return ExperienceWork(asked, logged, entries)
    if moment == "enrollment":
        return ExperienceWork(asked, logged, entries, beside=ceiling, degree=degree)
    if asked.before_graduation_max_hours is None or asked.total_hours is None or asked.internship_counts_hours:
        return ExperienceWork(asked, logged, entries)
    taken = begun(route, gates)
    programs = [t.work.program for t in route.tasks if t.id in taken and isinstance(t.work, ProgramWork)]
    given = max((stated(p.internship_hours) + stated(p.practicum_hours) for p in programs), default=0)
    return ExperienceWork(asked, logged, entries, inside=min(given, ceiling))


def _before_graduation(asked: Experience) -> int | None:
    """Most hours from before graduation that count, less the internship's; None where the rule sets no ceiling."""
    ceilings = []
    if asked.before_graduation_max_hours is not None:
        ceilings.append(asked.before_graduation_max_hours.low)
    if asked.after_graduation_min_hours is not None and asked.total_hours is not None:
        ceilings.append(asked.total_hours.high - asked.after_graduation_min_hours.low)
    return max(0, int(min(ceilings) - inside_degree(asked))) if ceilings else None
