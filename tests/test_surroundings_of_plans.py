"""What a plan says around its steps is so: money adds up, questions have a cause, and what carries over is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mhcareer.catalog.facts import read_compacts_of
from mhcareer.catalog.load import load_catalog
from mhcareer.model.choices import MoveAnswer
from mhcareer.model.credential import Credential
from mhcareer.model.plan import Plan, Question, Target
from mhcareer.model.requirement import Education
from mhcareer.planner.choices.move import move
from mhcareer.planner.facts.education import rank
from mhcareer.planner.plan import Around, plan
from mhcareer.planner.targets import Named, goal_of, target_of
from mhcareer.planner.telling.portability import compact_today, gives_today

from .helpers import START, person

EVERYTHING = load_catalog()
SAMPLE = (
    ("va-lpc", "high-school"),
    ("oh-lisw", "bachelors:social-work"),
    ("wa-lmhc", "masters:counseling"),
    ("tx-mhps", "high-school"),
    ("md-lcsw-c", "bachelors"),
    ("ca-lmft", "masters"),
    ("va-qmhp", "bachelors:psychology"),
    ("or-pss", "none"),
    ("us-bcba", "bachelors"),
    ("ny-lcsw", "masters:social-work"),
    ("fl-psychologist", "bachelors"),
    ("va-csac", "associate"),
)
FULL = sorted(c.id for c in EVERYTHING.credentials.values() if c.goal and c.level == "independent")


def of(credential: str) -> Target:
    """The target of a credential."""
    return target_of(EVERYTHING, Named(EVERYTHING.credentials[credential]), credential)


def made(credential: str, start: str) -> Plan:
    """A plan with the other jurisdictions at hand."""
    role = EVERYTHING.credentials[credential].role
    around = Around(elsewhere=EVERYTHING, compacts=read_compacts_of(role)[0])
    found = plan(EVERYTHING, person(start), of(credential), start=START, around=around)
    assert isinstance(found, Plan), found
    return found


@pytest.mark.parametrize(("credential", "start"), SAMPLE)
def test_the_years_add_up_to_the_cost(credential: str, start: str) -> None:
    """Each of the three sums of the ledger is the plan's; it is complete exactly when the plan's cost is."""
    found = made(credential, start)
    years = [line.year for line in found.ledger]
    assert years == list(range(START.year, years[-1] + 1))
    for name in ("low", "typical", "high"):
        assert sum(getattr(line.cost_usd, name) for line in found.ledger) == getattr(found.cost_usd, name)
    assert all(line.cost_usd.complete for line in found.ledger) == found.cost_usd.complete
    assert all(0 <= line.months_of_work <= 12 for line in found.ledger)


@pytest.mark.parametrize(("credential", "start"), SAMPLE)
def test_every_question_has_its_cause_in_the_data(credential: str, start: str) -> None:
    """Nothing is asked that the rules answer, and nothing that they leave open on the way goes unasked."""
    found = made(credential, start)
    owners = {path.partition(":")[0] for step in found.steps for path in step.requirement}
    owners |= {figure.path.partition(":")[0] for step in found.steps for figure in step.figures}
    owners |= {step.id for step in found.steps} | {credential}
    rules = [EVERYTHING.credentials[one] for one in sorted(owners) if one in EVERYTHING.credentials]
    for question in found.ask:
        if question.whom == "board":
            assert _cause(question, found, rules), question.text
    for rule in rules:
        if (
            any(step.id == rule.id for step in found.steps)
            and rule.processing_weeks is None
            and rule.kind != "employer-role"
        ):
            name = rule.abbreviation or rule.title
            assert any(q.text == f"{name}: processing time?" for q in found.ask)


def _cause(question: Question, found: Plan, rules: list[Credential]) -> bool:
    named = [r for r in rules if question.text.startswith(f"{r.abbreviation or r.title}: ")]
    ids = {rule.id for rule in named}
    figures = [f for s in found.steps for f in s.figures if f.path.partition(":")[0] in ids]
    match question.because:
        case "unverified":
            return any(f.status == "unverified" for f in figures)
        case "sources disagree":
            return any(f.disagrees and set(question.references) >= set(f.references) for f in figures)
        case "about to change":
            return any(
                version.status in ("adopted", "proposed") or version.effective for r in named for version in r.versions
            )
        case "not stated":
            gap = question.text.partition(": ")[2].removesuffix("?")
            said = {text for rule in named for version in rule.versions for text in version.not_stated}
            silent = any(rule.processing_weeks is None for rule in named)
            return gap in said or (gap == "processing time" and silent) or gap.endswith(": how many hours or months")
        case _:
            return False


@pytest.mark.parametrize(("credential", "start"), SAMPLE)
def test_where_a_plan_would_do_is_counted(credential: str, start: str) -> None:
    """Met, unclear and lacking are told apart, each jurisdiction once, and the sums are those of the list."""
    found = made(credential, start).portability
    assert found is not None
    here = EVERYTHING.credentials[credential]
    wanted = {
        code
        for code in EVERYTHING.jurisdictions
        if code not in ("US", of(credential).jurisdiction) and goal_of(EVERYTHING, here.role, code)
    }
    assert {one.jurisdiction for one in found.elsewhere} <= wanted
    assert found.compared == len(found.elsewhere) == len({one.jurisdiction for one in found.elsewhere})
    assert found.met == sum(not one.missing and not one.unknown for one in found.elsewhere)
    assert found.unclear == sum(bool(one.unknown) and not one.missing for one in found.elsewhere)
    for one in found.elsewhere:
        assert one.met == (not one.missing and not one.unknown)


def moved(held: str, there: str, start: str, **more: object) -> MoveAnswer:
    """The move of somebody who holds a credential."""
    compacts = read_compacts_of(EVERYTHING.credentials[held].role)[0]
    return move(EVERYTHING, person(start, **more), of(held), of(there), compacts, start=START)


@pytest.mark.parametrize("credential", FULL)
def test_a_move_to_the_same_rule_leaves_nothing_short(credential: str) -> None:
    """Whoever met a rule meets a copy of it elsewhere, but for its own registration and what only they can say."""
    mine = EVERYTHING.credentials[credential]
    code = "WA" if of(credential).jurisdiction != "WA" else "VA"
    copy = mine.model_copy(update={"id": f"{code.lower()}-copy"})
    catalog = replace(EVERYTHING, credentials={**EVERYTHING.credentials, copy.id: copy})
    there = target_of(catalog, Named(copy), copy.id).model_copy(update={"jurisdiction": code})
    who = person(_education_behind(mine))
    answer = move(catalog, who, of(credential), there, (), start=START)
    short = [row for row in answer.rows if row.state == "short" and row.what != "credential"]
    assert short == [], [(row.path, row.asks, row.brings) for row in short]


def _education_behind(credential: Credential) -> str:
    """The highest education that a rule asks for, as `--from` takes it."""
    tree = credential.current.requires
    asked = [leaf for _, leaf in tree.leaves() if isinstance(leaf, Education)] if tree else []
    highest = max(asked, key=lambda leaf: rank(leaf.level.value), default=None)
    if highest is None:
        role = EVERYTHING.roles[credential.role]
        return f"masters:{role.fields[0]}" if role.fields else "high-school"
    return highest.level.value + (f":{highest.fields.value[0]}" if highest.fields else "")


HOURS = ({"toward": "va-lpc", "total": 1700, "direct": 1000, "supervision": 100, "months": 12},)


def test_the_rows_of_a_move_are_those_of_its_plan() -> None:
    """Of the ways of a rule the one is shown that the dates rest on, with what the log brings to it."""
    answer = moved("va-resident-in-counseling", "wa-lmhc", "masters:counseling", hours=HOURS)
    hours = {row.what: (row.asks, row.brings, row.left) for row in answer.rows if row.what.startswith("hours")}
    assert hours == {
        "hours of experience": ("3,000", "1,700", "1,300"),
        "hours with clients": ("1,200", "1,000", "200"),
        "hours of supervision": ("100", "100", ""),
    }
    assert answer.outcome is not None
    assert answer.outcome_without_hours is not None
    assert answer.outcome.finish.typical < answer.outcome_without_hours.finish.typical


def test_hours_that_suffice_are_not_worked_again() -> None:
    """If the board accepts them: no experience is left in the plan, though they were earned before the registration."""
    answer = moved("va-lpc", "oh-lpcc", "masters:counseling")
    assert {row.state for row in answer.rows if row.what.startswith(("hours", "months"))} == {"met"}
    assert not any(step.startswith("Supervised") for step in answer.steps)
    assert answer.outcome_without_hours is not None
    assert answer.outcome is not None
    assert (answer.outcome_without_hours.finish.typical - answer.outcome.finish.typical).days > 365


def test_a_license_in_the_profile_brings_its_hours() -> None:
    """Whether the credential that is moved is named in the profile or not makes no difference."""
    named = moved("va-lpc", "wa-lmhc", "masters:counseling", credentials=("va-lpc",))
    bare = moved("va-lpc", "wa-lmhc", "masters:counseling")
    assert (named.rows, named.outcome) == (bare.rows, bare.outcome)


def test_a_license_vouches_for_exam_and_credits() -> None:
    """The associate license of Ohio was not given without the NCE and sixty credits."""
    answer = moved("oh-lpc", "md-lcpc", "masters:counseling")
    rows = {(row.what, row.asks): row.state for row in answer.rows}
    assert rows["semester credits", "60"] == "met"
    assert rows["exam", "NCE"] == "met"
    assert rows["hours of experience", "3,000"] == "unknown"


def test_a_lower_tier_there_is_no_lack_but_its_exam_is() -> None:
    """Maryland's clinical social workers pass through the LMSW; what is missing for that is its exam."""
    answer = moved("va-lcsw", "md-lcsw-c", "masters:social-work")
    rows = {(row.what, row.asks): row.state for row in answer.rows}
    assert rows["credential", "LMSW"] == "local"
    assert rows["exam", "ASWB Masters"] == "short"


def test_hours_of_a_lower_tier_are_not_brought_twice() -> None:
    """Idaho asks hours for its LPC and again for its LCPC: the plan works the former there, and the rows say so."""
    answer = moved("nm-lpcc", "id-lcpc", "masters:counseling")
    tier = [row for row in answer.rows if row.path.startswith("id-lpc:") and row.what.startswith("hours")]
    assert tier
    assert {row.state for row in tier} == {"local"}
    assert "Supervised counseling" in answer.steps


def test_a_compact_is_open_where_both_states_have_begun() -> None:
    """Six members grant privileges; between two others the compact gives nothing yet."""
    (compact,) = read_compacts_of("professional-counselor")[0]
    begun = {code for code, member in compact.members.items() if member.issuing_since}
    assert {code for code in compact.members if gives_today(compact, code)} == begun
    assert "OH" in begun
    assert "VA" not in begun
    assert "joined, and open" in compact_today(compact, "OH")
    assert "issues nothing yet" in compact_today(compact, "VA")
    assert moved("oh-lpcc", "ga-lpc", "masters:counseling").compact_open
    assert not moved("va-lpc", "wa-lmhc", "masters:counseling").compact_open


def test_nobody_is_promised_a_compact_with_less_than_the_full_license() -> None:
    """An associate in a state that has begun is told that the compact is for holders of the full license."""
    answer = moved("oh-lpc", "ga-lpc", "masters:counseling")
    assert not answer.compact_open
    assert "only to holders of the full license" in (answer.compact or "")
    assert answer.endorsement_open is not True


def test_what_employers_give_is_asked_of_the_employer() -> None:
    """No board, no endorsement, and papers of the work instead of a license."""
    answer = moved("az-bht", "us-bht", "high-school")
    assert {question.of for question in answer.ask} == {"the employer"}
    assert answer.compact is None
