"""What is said of how words were read: what they mean here, what else answers to them, how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mhcareer.model.catalog import Role
from mhcareer.model.credential import Credential

TIERS = {
    "entry": "an entry tier",
    "associate": "the associate tier",
    "intermediate": "an intermediate tier",
    "independent": "an independent tier",
}
"""A tier as part of a sentence."""


def named(credential: Credential) -> str:
    """`LPC (Licensed Professional Counselor, `va-lpc`)`."""
    if credential.abbreviation:
        return f"{credential.abbreviation} ({credential.title}, `{credential.id}`)"
    return f"{credential.title} (`{credential.id}`)"


def choices(credentials: Iterable[Credential]) -> str:
    """Which of several to say."""
    return "say which: " + "; ".join(f"`{c.id}` ({c.title})" for c in credentials)


def other_tier(credential: Credential, role: Role, goal: Credential, place: str) -> str:
    """That full practice rests on another credential than the one that was named."""
    return (
        f"in {place} {credential.abbreviation or credential.title} is {TIERS[credential.level]}; "
        f"full practice as {role.title.lower()} rests on {named(goal)}: plan `{goal.id}` for it"
    )


def reach(national: Credential, place: str) -> str:
    """How far what is filed under the whole country holds in a state."""
    if national.pattern:
        return f"the general pattern; ask the board or department of {place}"
    if national.kind == "employer-role":
        return "which employers across the country give"
    return f"which holds across the country; ask whether {place} wants a license of its own as well"


def side_by_side(wanted: Credential, others: Sequence[tuple[Role, Credential]], words: str) -> str:
    """That other roles answer to the word, too, and how to set them side by side.

    Args:
        wanted: What the word was read as.
        others: Each other role with what it rests on here.
        words: What was asked.
    """
    listed = ", ".join(f"{goal.abbreviation or goal.title} ({role.title.lower()})" for role, goal in others)
    ids = " ".join([wanted.id, *(goal.id for _, goal in others)])
    return f"`{words}` can also mean {listed}: `mhcareer compare {ids}` sets them side by side"
