"""The oracle: `docs/planning.md` as a CP-SAT model, built from the catalog and apart from the planner."""

from tests.oracle.optimum import Optimum, Oracle, TimedOutError

__all__ = ["Optimum", "Oracle", "TimedOutError"]
