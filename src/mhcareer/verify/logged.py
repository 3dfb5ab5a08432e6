"""What logged hours are worth toward a rule on the day of its application: derived, not taken on the plan's word."""

from __future__ import annotations

from datetime import date, timedelta

from mhcareer.frozen import dataclass
from mhcareer.model.base import Number, Quantity
from mhcareer.model.person import LoggedHours
from mhcareer.model.requirement import CredentialRequirement, Experience, Training
from mhcareer.verify.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, add_months
from mhcareer.verify.context import Context, Speed


@dataclass(frozen=True)
class Logged:
    """Sums of what still counts."""

    total: int = 0
    direct: int = 0
    supervision: int = 0
    in_groups: int = 0
    months: int = 0


@dataclass(frozen=True)
class Left:
    """What a rule still asks of experience, in hours and months."""

    total: Number
    direct: Number
    supervision: Number
    alone: Number
    """Supervision that is not in a group."""
    months: int
    part_months: int
    weeks: Number


def counted(context: Context, leaf: Experience, credential: str) -> Logged:
    """What was logged toward a credential, less what its rule does not count.

    Hours that count only while a credential is held do not count if that credential is still to be earned; of hours
    with days those that lie before the window of the application do not.
    """
    return context.kept(("logged", credential, id(leaf)), lambda: _counted(context, leaf, credential))


def _counted(context: Context, leaf: Experience, credential: str) -> Logged:
    entries = [entry for entry in context.person.hours if entry.toward == credential]
    if not entries or too_early(context, leaf, credential):
        return Logged()
    application = context.application(credential)
    since = None
    if leaf.window_months and application is not None:
        since = add_months(application.start, -int(leaf.window_months.low))
    shares = [_share(entry, since) for entry in entries]

    def whole(name: str) -> int:
        return sum(getattr(e, name) * part // of for e, (part, of) in zip(entries, shares, strict=True))

    return Logged(*map(whole, ("total", "direct", "supervision", "group_supervision", "months")))


def _share(entry: LoggedHours, since: date | None) -> tuple[int, int]:
    """Days of an entry that count, and all its days; 1 of 1 where they are not known or all count."""
    if since is None or entry.since is None:
        return 1, 1
    first = date.fromisoformat(entry.since)
    last = date.fromisoformat(entry.until) if entry.until else first
    if first >= since:
        return 1, 1
    return max(0, (last - since + timedelta(days=1)).days), (last - first + timedelta(days=1)).days


def too_early(context: Context, leaf: Experience, credential: str) -> bool:
    """Whether hours so far lie before the registration that they need: one that the plan has yet to earn."""
    if leaf.counts_from is None or leaf.counts_from.value != "registration":
        return False
    application = context.application(credential)
    version = context.version_of(credential, context.plan.start)
    if application is None or version is None or version.requires is None:
        return False
    return any(
        isinstance(asked, CredentialRequirement) and asked.id in application.after
        for _, asked in version.requires.leaves()
    )


def of_range(figure: Quantity | None, speed: Speed) -> Number:
    """The lower end of a range at the fast speed, the upper at the others; 0 where nothing is asked."""
    return 0 if figure is None else figure.low if speed == "fast" else figure.high


def experience_left(context: Context, leaf: Experience, credential: str, speed: Speed, inside: int = 0) -> Left:
    """What is still to be done at a speed.

    Args:
        context: The plan and its person.
        leaf: What the rule asks.
        credential: Toward which hours were logged.
        speed: Which end of a range is asked.
        inside: Hours that a planned degree gives.
    """
    done = counted(context, leaf, credential)
    supervision = of_range(leaf.supervision_hours, speed)
    total = of_range(leaf.total_hours, speed) - low(leaf.internship_counts_hours) - inside
    outside = leaf.total_includes_supervision is not None and not leaf.total_includes_supervision.value
    ceiling = _most_in_groups(leaf, supervision)
    groups = done.in_groups if ceiling is None else min(done.in_groups, ceiling)
    alone = max(low(leaf.individual_supervision_min_hours), 0 if ceiling is None else supervision - ceiling)
    supervision = max(0, supervision - (done.supervision - done.in_groups) - groups)
    part = max((part.min_months or 0 for part in leaf.parts), default=0)
    return Left(
        total=max(0, total - done.total) + (supervision if outside and leaf.total_hours else 0),
        direct=max(0, of_range(leaf.direct_hours, speed) - done.direct),
        supervision=supervision,
        alone=max(0, alone - (done.supervision - done.in_groups)),
        months=max(0, int(of_range(leaf.min_months, speed) - low(leaf.internship_counts_months)) - done.months),
        part_months=max(0, part - done.months),
        weeks=max(0, of_range(leaf.min_weeks, speed) - done.months * DAYS_PER_YEAR // (12 * DAYS_PER_WEEK)),
    )


def _most_in_groups(leaf: Experience, supervision: Number) -> Number | None:
    hours, percent = leaf.group_supervision_max_hours, leaf.group_supervision_max_percent
    shares = [supervision * percent.low / 100] if percent is not None else []
    return min([*([hours.low] if hours is not None else []), *shares], default=None)


def low(figure: Quantity | None) -> Number:
    """A figure, or the lower end of its range; 0 where there is none."""
    return 0 if figure is None else figure.low


def training_left(context: Context, leaf: Training, credential: str, speed: Speed) -> Number:
    """Hours of training still to be done at a speed."""
    done = sum(entry.training for entry in context.person.hours if entry.toward == credential)
    return max(0, of_range(leaf.hours, speed) - done)


def is_done(context: Context, leaf: Experience | Training, credential: str) -> bool:
    """Whether what was logged answers a leaf; of a range the lower end is enough."""
    if not any(entry.toward == credential for entry in context.person.hours):
        return False
    if isinstance(leaf, Training):
        return leaf.hours is not None and training_left(context, leaf, credential, "fast") <= 0
    left = experience_left(context, leaf, credential, "fast")
    return bool(leaf.amounts) and not any((left.total, left.direct, left.supervision, left.months, left.weeks))
