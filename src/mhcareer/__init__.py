"""Plans a career in mental health: dates, cost, reasons and sources, state by state.

For programs of others: `load_catalog()` reads the data, `resolve(catalog, words, state)` turns words into a target, and
`plan(catalog, person, target, start=...)` plans. They and the values that they take and give are imported when they are
first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mhcareer.catalog.load import load_catalog
    from mhcareer.model.library import Catalog
    from mhcareer.model.person import Person
    from mhcareer.model.plan import Plan, Target
    from mhcareer.planner.plan import NoPlan, plan
    from mhcareer.planner.targets import resolve

_HOMES = {
    "load_catalog": "mhcareer.catalog.load",
    "Catalog": "mhcareer.model.library",
    "Person": "mhcareer.model.person",
    "Plan": "mhcareer.model.plan",
    "Target": "mhcareer.model.plan",
    "NoPlan": "mhcareer.planner.plan",
    "plan": "mhcareer.planner.plan",
    "resolve": "mhcareer.planner.targets",
}

__all__ = ["Catalog", "NoPlan", "Person", "Plan", "Target", "__version__", "load_catalog", "plan", "resolve"]


def __getattr__(name: str) -> object:
    """What a name of the public interface stands for."""
    if name not in _HOMES:
        raise AttributeError(f"module `mhcareer` has no `{name}`")
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name]), name)
    return found
