"""JSON Schemas of the data files and of the answers, made from the models: `schemas/` holds them.

Editors complete and check a data file while one types: its first line names the schema. Run after a change of a model:
`make schemas`; a test fails while they are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from mhcareer.model import (
    catalog,
    changes,
    choices,
    coverage,
    guide,
    lookup,
    planning,
    profile,
    settings,
    since,
    surroundings,
    walk,
)

ROOT = Path(__file__).resolve().parent.parent

DATA: Mapping[str, type[BaseModel]] = {
    "jurisdiction": catalog.JurisdictionFile,
    "roles": catalog.RolesFile,
    "programs": catalog.ProgramsFile,
    "exams": catalog.ExamsFile,
    "fields": catalog.FieldsFile,
    "planning": planning.PlanningFile,
    "places": catalog.PlacesFile,
    "references": catalog.SharedReferencesFile,
    "overlay": catalog.OverlayFile,
    "card": surroundings.RoleCard,
    "claims": surroundings.ClaimsFile,
    "occupations": surroundings.OccupationsFile,
    "compacts": surroundings.CompactsFile,
    "funding": surroundings.FundingFile,
    "calendar": surroundings.CalendarFile,
    "guide": surroundings.GuideFile,
    "walk": walk.WalkFile,
    "profile": profile.Profile,
    "config": settings.SettingsFile,
}
"""Files that people write, by the name of their schema."""

ANSWERS: Mapping[str, type[BaseModel]] = {
    "plan": since.PlanAnswer,
    "next": choices.NextAnswer,
    "compare": choices.CompareAnswer,
    "whatif": choices.WhatifAnswer,
    "move": choices.MoveAnswer,
    "rules": lookup.RulesAnswer,
    "roles": lookup.RolesAnswer,
    "guide": guide.GuideAnswer,
    "coverage": coverage.CoverageAnswer,
    "sources": coverage.SourcesAnswer,
    "changes": changes.ChangesAnswer,
    "profile": profile.ProfileAnswer,
    "config": settings.ConfigAnswer,
}
"""What the program answers as JSON, by the name of the contract."""


def schemas() -> dict[str, str]:
    """Each schema's text by its path under `schemas/`."""
    found = {f"{name}.json": model.model_json_schema(mode="validation") for name, model in DATA.items()}
    found |= {
        f"answers/{name}.json": model.model_json_schema(mode="serialization", by_alias=True)
        for name, model in ANSWERS.items()
    }
    return {name: json.dumps(schema, indent=1, sort_keys=True) + "\n" for name, schema in found.items()}


def main() -> int:
    """Write the schemas that differ; 1 with `--check` if any does."""
    stale = 0
    for name, text in schemas().items():
        path = ROOT / "schemas" / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
