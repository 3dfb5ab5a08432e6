"""What `move` says of what is brought: counted as a plan counts it, and told as what it is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mhcareer.model.choices import MoveAnswer
from mhcareer.model.library import Catalog
from mhcareer.model.person import LoggedHours
from mhcareer.planner.choices.move import move
from mhcareer.planner.facts.gap import Facts, leaf_state
from mhcareer.planner.targets import Named, target_of
from mhcareer.render.move_view import move_document
from mhcareer.render.text import to_text

from .helpers import START, must_plan, person
from .wired import inside


def moved(catalog: Catalog, held: str, there: str, who: str, **more: Any) -> MoveAnswer:
    """The move of somebody who holds a credential."""
    of = {name: target_of(catalog, Named(catalog.credentials[name]), name) for name in (held, there)}
    as_of = more.pop("as_of", None)
    return move(catalog, person(who, **more), of[held], of[there], (), start=START, as_of=as_of)


def left(answer: MoveAnswer, what: str) -> tuple[str, str]:
    """What is brought and what is left of a figure."""
    return next((row.brings, row.left) for row in answer.rows if row.what == what)


IN_GROUPS = {"total": 3000, "direct": 1500, "supervision": 150, "group_supervision": 150, "months": 24}


def test_supervision_in_groups_is_counted_as_the_plan_counts_it(catalog: Catalog) -> None:
    """Hawaii takes at most forty hours in groups: of a hundred and fifty the rest is still to be had."""
    answer = moved(catalog, "co-lcsw", "hi-lcsw", "masters:social-work", hours=({"toward": "co-lcsw", **IN_GROUPS},))
    brings, rest = left(answer, "hours of supervision")
    assert brings == "150, of which 40 count: the rest was in groups"
    assert rest == "60"
    plan = must_plan(
        catalog, "hi-lcsw", person("masters:social-work", hours=({"toward": "hi-lcsw", **IN_GROUPS},), state="HI")
    )
    (step,) = (step for step in plan.steps if step.kind == "experience")
    assert answer.outcome is not None
    assert answer.outcome.finish.typical >= step.finish


def test_supervision_in_groups_alone_does_not_meet_a_rule(catalog: Catalog) -> None:
    """All other hours done: what is missing is the supervision that no group gives."""
    leaf = next(
        leaf
        for _, leaf in (catalog.credentials["hi-lcsw"].current.requires or pytest.fail("no rule")).leaves()
        if leaf.kind == "experience"
    )
    for in_groups, state in ((0, "met"), (100, "part")):
        log = {"toward": "hi-lcsw", "total": 3000, "direct": 2000, "supervision": 100, "months": 24}
        who = person("masters:social-work", hours=({**log, "group_supervision": in_groups},))
        assert leaf_state(catalog, Facts.of(who), leaf, START, "hi-lcsw") == state


def test_a_log_larger_than_one_entry_may_be_is_moved(catalog: Catalog) -> None:
    """Two entries of four hundred months are valid each; their sum is only long."""
    big = {"total": 19_000, "direct": 15_000, "supervision": 4_000, "months": 400}
    hours = ({"toward": "tx-lpc", **big}, {"toward": "tx-lpc-associate", **big})
    answer = moved(catalog, "tx-lpc", "va-lpc", "masters:counseling", hours=hours)
    assert left(answer, "months of experience") == ("800", "")
    assert left(answer, "hours of experience") == ("38,000", "")


def test_the_rule_left_behind_is_that_of_the_day_asked(catalog: Catalog) -> None:
    """Oklahoma asked 4,000 hours until November 2024, and 3,000 since."""
    today = moved(catalog, "ok-lcsw", "hi-lcsw", "masters:social-work")
    then = moved(catalog, "ok-lcsw", "hi-lcsw", "masters:social-work", as_of=date(2024, 1, 1))
    assert left(today, "hours of experience")[0] == "3,000"
    assert left(then, "hours of experience")[0] == "4,000"


def test_months_of_the_pace_are_told_as_such(catalog: Catalog) -> None:
    """Virginia asks 21 months: where that is enough it is what is told, and elsewhere the pace is named."""
    assert left(moved(catalog, "va-lpc", "tx-lpc", "masters:counseling"), "months of experience") == ("21", "")
    assert left(moved(catalog, "va-lpc", "oh-lpcc", "masters:counseling"), "months of experience") == (
        "28 at the assumed pace",
        "",
    )


def test_hours_of_training_are_brought(catalog: Catalog) -> None:
    """A peer specialist of Virginia had 72 hours of training, whatever North Carolina makes of them."""
    answer = moved(catalog, "va-cprs", "nc-cpss", "high-school")
    assert left(answer, "an approved peer support course and additional training")[0] == "72 hours in all"
    assert any("which of the hours" in question.text for question in answer.ask)


def test_an_exam_that_two_rules_ask_is_told_with_the_rule(catalog: Catalog) -> None:
    """Texas asks its law exam for each of its two licenses."""
    steps = moved(catalog, "va-lpc", "tx-lpc", "masters:counseling").steps
    assert "Texas LPC jurisprudence exam (for the LPC Associate)" in steps
    assert "Texas LPC jurisprudence exam (for the LPC)" in steps
    assert len(set(steps)) == len(steps)


def test_a_sum_of_hours_is_no_entry() -> None:
    """The bounds of an entry keep out slips of the pen; two entries may pass them together."""
    one = LoggedHours(toward="tx-lpc", months=400)
    assert one.plus(one).months == 800


PROFILE = "education:\n  - {level: masters, field: counseling}\nstate: VA\n"


def test_the_state_left_behind_is_that_of_the_profile(tmp_path: Path) -> None:
    """`--from-state` is asked for only where nothing else says it: the profile, or the id of the credential."""
    profile = tmp_path / "one.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    for words in (
        ("lpc", "--profile", str(profile)),
        ("va-lpc",),
        ("lpc", "--from-state", "VA", "--profile", str(profile)),
    ):
        found = inside(tmp_path, "move", *words, "--to-state", "WA")
        assert "LPC, Virginia, to LMHC, Washington" in found.stdout, found.stderr
    assert "no state is named" in inside(tmp_path, "move", "lpc", "--to-state", "WA", "--from", "masters").stderr


def test_endorsement_leads_where_it_is_open_and_has_a_date(catalog: Catalog) -> None:
    """The holder of a full license reads the short way first, with its time, and whether that is assumed."""
    answer = moved(catalog, "va-lpc", "wa-lmhc", "masters:counseling")
    assert answer.endorsement_finish is not None
    assert answer.endorsement_finish.typical == START + timedelta(weeks=6)
    assert answer.endorsement_why == "6 weeks of processing (assumed; not stated)"
    text = to_text(move_document(answer), width=80, ascii_only=True)
    assert "If you meet what it asks: about Jan 2027, after 6 weeks of processing" in text
    assert text.index("ENDORSEMENT") < text.index("BY THE WHOLE RULE, IF ENDORSEMENT DOES NOT DO")


def test_without_the_full_license_the_whole_rule_leads(catalog: Catalog) -> None:
    """Endorsement is told after it, without a date that would be a promise."""
    answer = moved(catalog, "va-resident-in-counseling", "wa-lmhc", "masters:counseling")
    assert (answer.endorsement_open, answer.endorsement_finish, answer.endorsement_why) == (False, None, None)
    text = to_text(move_document(answer), width=80, ascii_only=True)
    assert text.index("BY THE WHOLE RULE\n") < text.index("ENDORSEMENT")


def test_who_earns_hours_toward_a_license_does_not_hold_it_yet(catalog: Catalog) -> None:
    """A log toward what the profile does not name as held vouches for no exam, and opens no endorsement."""
    hours = ({"toward": "co-lcsw", **IN_GROUPS},)
    earning = moved(catalog, "co-lcsw", "hi-lcsw", "masters:social-work", hours=hours)
    assert not earning.endorsement_open
    assert "does not say that you hold the LCSW" in earning.taken_from
    assert next(row.state for row in earning.rows if row.what == "exam") == "short"
    holding = moved(catalog, "co-lcsw", "hi-lcsw", "masters:social-work", hours=hours, credentials=("co-lcsw",))
    assert holding.endorsement_open
    assert next(row.state for row in holding.rows if row.what == "exam") == "met"


def test_hours_begun_elsewhere_come_on_top_of_what_a_license_proves(catalog: Catalog) -> None:
    """A log in the state that one moves to takes nothing away from the hours behind the license that is held."""
    more = {"credentials": ("ca-lcsw", "tx-lmsw")}
    without, _ = left(moved(catalog, "ca-lcsw", "tx-lcsw", "masters:social-work", **more), "hours of experience")
    begun = ({"toward": "tx-lcsw", "total": 1700},)
    answer = moved(catalog, "ca-lcsw", "tx-lcsw", "masters:social-work", **more, hours=begun)
    assert (without, left(answer, "hours of experience")) == ("3,000", ("4,700", ""))
