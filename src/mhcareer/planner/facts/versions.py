"""Which version of a rule holds on a day."""

from __future__ import annotations

from datetime import date

from mhcareer.model.credential import Credential, Version


def in_force(credential: Credential, day: date) -> Version | None:
    """The version of a rule that holds on a day; None before the first."""
    usable = [
        v
        for v in credential.versions
        if v.requires is not None and v.status != "proposed" and (not v.effective or v.effective <= day.isoformat())
    ]
    return max(usable, key=lambda v: v.effective or "", default=None)
