"""What the verifier says about a plan that does not hold."""

from __future__ import annotations

from mhcareer.frozen import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a plan."""

    step: str | None
    """Id of the step where it is wrong; None where it concerns the whole plan."""
    rule: str
    """Short name of the check that failed, as `precedence`."""
    message: str
    """One sentence: what is wrong, and where."""
