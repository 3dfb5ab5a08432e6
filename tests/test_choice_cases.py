"""Cases of choices that a counselor can read and add to: `tests/cases/choices/*.yaml`.

See `tests/cases/README.md` for the words of a case. Each is answered by the planner over the whole catalog, and the
expectation comes from the rule that `reference` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mhcareer.catalog.around import compacts
from mhcareer.catalog.yaml_reader import read
from mhcareer.model.choices import Compared, Lever, MoveAnswer, NextAnswer, Rung
from mhcareer.model.library import Catalog
from mhcareer.model.person import Person
from mhcareer.model.plan import Plan, Target
from mhcareer.planner.compare import Candidacy, compare
from mhcareer.planner.levers import Ask, levers, whatif
from mhcareer.planner.move import move
from mhcareer.planner.plan import Found, assembled
from mhcareer.planner.plan import Around
from mhcareer.planner.rungs import deadline, next_answer
from mhcareer.planner.targets import Named, goal_of, resolve, target_of

from .helpers import START, person
