"""Where a step has no stated length, no day that rests on it is told as sure."""

from __future__ import annotations

import csv
import io
import re

import pytest

from .answering import said


def events_of(capsys: pytest.CaptureFixture[str], *asked: str) -> list[tuple[str, bool]]:
    """The titles of a plan's calendar, each with whether its day is doubted."""
    text = said(capsys, "plan", *asked, "--format", "ics").out.replace("\\", "")
    events = re.sub(r"\s", "", text).split("BEGIN:VEVENT")[1:]
    return [(event.partition("SUMMARY:")[2].partition("DESCRIPTION")[0], "tooearly" in event) for event in events]


def test_a_calendar_says_which_days_may_be_too_early(capsys: pytest.CaptureFixture[str]) -> None:
    """Maine states no hours for its LMFT: what waits for their end is doubted, and nothing that comes before."""
    events = events_of(capsys, "lmft", "--from", "masters:marriage-family-therapy", "--state", "ME")
    doubted = {title for title, is_doubted in events if is_doubted}
    assert any(title.startswith("Expected:LicensedMarriage") for title in doubted)
    assert all("LicensedMarriage" in title for title in doubted)
    assert any(title.startswith("Begin:Supervisedmarriage") for title, _ in events)
    assert not any(title.startswith("Finish:") for title, _ in events)


def test_a_renewal_that_rests_on_a_doubted_day_is_doubted(capsys: pytest.CaptureFixture[str]) -> None:
    """Kentucky states no hours for the training of its health workers: neither the day of issue nor what follows."""
    events = events_of(capsys, "ky-cchw", "--from", "bachelors", "--state", "KY", "--start", "2027-01")
    assert ("RenewaboutnowCertifiedCommunityHealthWorker(CCHW)".replace("now", "now:"), True) in events


def test_nobody_knows_how_late_a_step_of_no_stated_length_may_start(capsys: pytest.CaptureFixture[str]) -> None:
    """With its length taken as nothing it could start on the last day."""
    asked = ("il-mhp", "--state", "IL", "--from", "high-school")
    assert not any(title.startswith("Lateststart:Psychiatricrehab") for title, _ in events_of(capsys, *asked))
    told = said(capsys, "plan", *asked)
    assert "length not stated; how late it may start is not known" in told.out
    rows = csv.DictReader(io.StringIO("\n".join(said(capsys, "plan", *asked, "--format", "csv").lines)))
    assert "" in {row["slack_days"] for row in rows}
