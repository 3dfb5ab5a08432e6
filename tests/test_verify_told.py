"""The verifier reads what a plan tells beside its steps: an error in any of it is found."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from mhcareer.catalog.load import load_catalog
from mhcareer.model.library import Catalog
from mhcareer.model.plan import Alternative, Deadline, Exit, LedgerYear, Meanwhile, Portability, Portable

from .planted import Case, lpc
from .strategies import ASSOCIATE, LICENSE
from .test_verify_week import graduate, rule

DAY = timedelta(days=1)


@lru_cache
def everything() -> Catalog:
    """The catalog of all jurisdictions."""
    return load_catalog()


def test_wrong_unpaid_days_are_found() -> None:
    """Days out of paid work are counted anew."""
    case = lpc()
    for days in (case.plan.unpaid_days - 1, case.plan.unpaid_days + 1, 0):
        assert "unpaid" in case.with_plan(unpaid_days=days).rules(None)
    holder = Case("va-lpc", "high-school", credentials=("va-qmhp",))
    assert holder.plan.unpaid_days < case.plan.unpaid_days
    assert "unpaid" in holder.with_person(study="part-time").rules(None)
    assert "unpaid" in holder.with_person(credentials=()).rules(None)
    assert "unpaid" in holder.with_person(credentials=("va-cprs",)).rules(None), "a certification is no work"


# --------------------------------------------------------------------------------------------------- the ledger


def ledger(case: Case, year: int, **update: Any) -> Case:
    """The ledger with one of its years altered."""
    listed = tuple(e.model_copy(update=update) if e.year == year else e for e in case.plan.ledger)
    return case.with_plan(ledger=listed)


def working(case: Case) -> LedgerYear:
    """The first year in which one may work."""
    return next(entry for entry in case.plan.ledger if entry.work)


def test_years_that_do_not_sum_up_are_found() -> None:
    """The years cost what the plan costs."""
    case = lpc()
    entry = case.plan.ledger[1]
    for name in ("low", "typical", "high"):
        more = entry.cost_usd.model_copy(update={name: getattr(entry.cost_usd, name) + 1})
        assert "ledger" in ledger(case, entry.year, cost_usd=more).rules(None), name


def test_a_year_left_out_or_told_twice_is_found() -> None:
    """Every year from the start to the finish stands in the ledger once."""
    case = lpc()
    listed = case.plan.ledger
    assert "ledger" in case.with_plan(ledger=listed[1:]).rules(None)
    assert "ledger" in case.with_plan(ledger=(listed[0], *listed)).rules(None)


def test_work_before_it_opens_is_found() -> None:
    """No year names work that opens later, or that nothing opens."""
    case = Case("va-lpc", "high-school", credentials=("va-qmhp",))
    last = next(entry for entry in reversed(case.plan.ledger) if entry.work)
    first = working(case)
    assert last.work != first.work
    assert "ledger" in ledger(case, first.year, work=last.work).rules(None)
    assert "ledger" in ledger(case, first.year, work="astronaut").rules(None)


def test_impossible_months_of_work_are_found() -> None:
    """A year has no more months of work than it has from the day on which the work opens."""
    case = lpc()
    entry = working(case)
    assert "ledger" in ledger(case, entry.year, months_of_work=13).rules(None)
    assert "ledger" in ledger(case, entry.year, work=None, months_of_work=3).rules(None)
    late = next(e for e in case.plan.ledger if e.year == case.plan.finish.typical.year)
    assert "ledger" in ledger(case, late.year, months_of_work=12).rules(None)


def test_a_year_that_calls_an_open_cost_complete_is_found() -> None:
    """What is not known of a step is not known of its years."""
    case = lpc()
    entry = next(e for e in case.plan.ledger if not e.cost_usd.complete)
    claimed = entry.cost_usd.model_copy(update={"complete": True})
    assert "ledger" in ledger(case, entry.year, cost_usd=claimed).rules(None)


# ---------------------------------------------------------------------------------------------------- other ways


def forked() -> Case:
    """A plan with other ways beside it."""
    case = Case("va-lpc", "high-school")
    assert case.plan.alternatives
    return case


def other_way(case: Case, **update: Any) -> Case:
    """The plan with its first other way altered."""
    first, *rest = case.plan.alternatives
    return case.with_plan(alternatives=(first.model_copy(update=update), *rest))


def test_another_way_that_is_worse_in_everything_is_found() -> None:
    """A way that the plan beats in finish, cost and unpaid time is none."""
    case = forked()
    worse = {
        "finish": case.plan.finish.typical + 400 * DAY,
        "unpaid_days": case.plan.unpaid_days + 1,
        "cost_usd": case.plan.cost_usd,
        "steps": tuple(step.id for step in case.plan.steps),
    }
    assert "alternative" in other_way(case, **worse).rules(None)


def test_the_plan_told_again_as_another_way_is_found() -> None:
    """The plan itself is no other way."""
    case = forked()
    same = Alternative(
        finish=case.plan.finish.typical,
        slow_finish=case.plan.finish.slow,
        studies_without_price=0,
        not_first=(),
        months=case.plan.months.typical,
        cost_usd=case.plan.cost_usd,
        unpaid_days=case.plan.unpaid_days,
        steps=tuple(step.id for step in case.plan.steps),
        differs="the same steps under another part of the rule",
        rests_on=(),
    )
    assert "alternative" in case.with_plan(alternatives=(same,)).rules(None)


def test_more_ways_than_are_counted_are_found() -> None:
    """The ways that none beats are counted with the plan itself."""
    case = forked()
    assert "alternative" not in case.rules(None)
    assert "alternative" in case.with_plan(unbeaten=len(case.plan.alternatives)).rules(None)


def test_a_difference_that_is_not_named_is_found() -> None:
    """What tells another way from the plan is a step that the plan has not."""
    case = next(
        case
        for case in (Case("oh-lisw", "bachelors"), forked())
        if any(set(other.steps) - {s.id for s in case.plan.steps} for other in case.plan.alternatives)
    )
    for number, other in enumerate(case.plan.alternatives):
        if set(other.steps) - {step.id for step in case.plan.steps}:
            told = (*case.plan.alternatives[:number], other.model_copy(update={"differs": "nothing to speak of"}))
            assert "alternative" in case.with_plan(alternatives=told).rules(None)


def test_wrong_months_and_wrong_ends_of_another_way_are_found() -> None:
    """Its months are those to its finish, its last step is the target, and it rests on what the plan does not."""
    case = forked()
    first = case.plan.alternatives[0]
    assert "alternative" in other_way(case, months=first.months + 1).rules(None)
    assert "alternative" in other_way(case, steps=first.steps[:-1]).rules(None)
    assert "alternative" in other_way(case, rests_on=case.plan.assumptions[:1]).rules(None)


# ------------------------------------------------------------------------------------------ meanwhile and exits


def opened(case: Case, **update: Any) -> Case:
    """The plan with the first entry that opens at once altered."""
    entry = next(m for m in case.plan.meanwhile if not m.after)
    listed = tuple(m.model_copy(update=update) if m is entry else m for m in case.plan.meanwhile)
    return case.with_plan(meanwhile=listed)


def test_what_opens_before_its_rule_is_met_is_found() -> None:
    """An entry holds on its own day."""
    case = lpc()
    late = [m for m in case.plan.meanwhile if m.since > case.plan.start]
    assert late
    for entry in late:
        listed = tuple(
            m.model_copy(update={"since": case.plan.start}) if m is entry else m for m in case.plan.meanwhile
        )
        assert "meanwhile" in case.with_plan(meanwhile=listed).rules(None), entry.credential


def test_what_is_not_open_is_found() -> None:
    """Neither a role that needs years nor a credential of the plan itself, nor one after the finish."""
    case = lpc()
    for credential in ("va-psychologist", "va-lcsw", "va-lpc", "va-resident-in-counseling"):
        known = case.catalog.credentials[credential]
        entry = Meanwhile.model_validate(
            {"from": case.plan.start, "role": known.role, "title": known.title, "credential": credential}
        )
        assert "meanwhile" in case.with_plan(meanwhile=(*case.plan.meanwhile, entry)).rules(None), credential
    assert "meanwhile" in opened(case, since=case.plan.finish.typical).rules(None)
    assert "meanwhile" in opened(case, title="Astronaut").rules(None)


def test_training_that_is_not_told_is_found() -> None:
    """What opens only after a course says so, with its months; what opens at once claims no course."""
    case = Case("va-lmsw", "bachelors")
    short = [m for m in case.plan.meanwhile if m.after]
    assert short
    for update in ({"after": ()}, {"months": short[0].months + 1}):
        listed = tuple(m.model_copy(update=update) if m is short[0] else m for m in case.plan.meanwhile)
        assert "meanwhile" in case.with_plan(meanwhile=listed).rules(None), update
    assert "meanwhile" in opened(case, after=("a course",)).rules(None)


def test_what_opens_and_is_left_out_is_found() -> None:
    """Every other credential that the facts meet outright is listed by the day on which it opens."""
    case = Case("va-lmsw", "bachelors")
    outright = [m for m in case.plan.meanwhile if not m.after and not m.asks]
    assert outright
    for entry in outright:
        kept = tuple(m for m in case.plan.meanwhile if m is not entry)
        assert "meanwhile" in case.with_plan(meanwhile=kept).rules(None), entry.credential


def test_a_status_of_students_is_open_while_one_studies() -> None:
    """Where enrollment opens a credential it is open from the first class on, and no longer after the last."""
    case = Case("al-mfta", "bachelors:psychology")
    assert case.findings() == ()
    entry = next(m for m in case.plan.meanwhile if m.credential == "al-mft-intern")
    program = next(s for s in case.plan.steps if s.kind == "program")
    assert entry.since == program.start
    listed = tuple(m.model_copy(update={"since": program.finish}) if m is entry else m for m in case.plan.meanwhile)
    assert "meanwhile" in case.with_plan(meanwhile=listed).rules(None)


@pytest.mark.parametrize("what", ["day", "holds", "opens", "dropped"])
def test_a_wrong_exit_is_found(what: str) -> None:
    """An exit lies at the end of its step, with all that is held and open by then; none is left out."""
    case = lpc()
    first, *rest = case.plan.exits

    def exits(**update: Any) -> tuple[Exit, ...]:
        return (first.model_copy(update=update), *rest)

    damaged = {
        "day": exits(on=first.on + DAY),
        "holds": exits(holds=first.holds[:-1]),
        "opens": exits(opens=(*first.opens, "Astronaut")),
        "dropped": tuple(rest),
    }[what]
    assert "exit" in case.with_plan(exits=damaged).rules()


# ---------------------------------------------------------------------------------------------------- portability


def test_portability_is_counted_anew() -> None:
    """Sums and each jurisdiction agree with the catalog of all of them."""
    case = Case("va-lpc", "masters:counseling").told_elsewhere(everything())
    assert case.findings(elsewhere=everything()) == ()
    told = case.plan.portability
    assert told is not None
    assert told.compared > 40
    for update in ({"met": told.met + 1}, {"unclear": told.unclear + 1}, {"compared": told.compared + 1}):
        wrong = told.model_copy(update=update)
        assert "portability" in case.with_plan(portability=wrong).rules(None), update
    met = next(one for one in told.elsewhere if one.met)
    short = next(one for one in told.elsewhere if one.missing)
    unclear = next(one for one in told.elsewhere if one.unknown and not one.missing)

    def counted(listed: tuple[Portable, ...]) -> Portability:
        sums = {
            "met": sum(one.met for one in listed),
            "unclear": sum(not one.met and not one.missing for one in listed),
            "compared": len(listed),
        }
        return told.model_copy(update={"elsewhere": listed, **sums})

    for one, update in (
        (met, {"missing": ("something",), "met": False}),
        (short, {"missing": (), "unknown": (), "met": True}),
        (unclear, {"met": True}),
    ):
        listed = tuple(other.model_copy(update=update) if other is one else other for other in told.elsewhere)
        wrong = counted(listed)
        assert "portability" in case.with_plan(portability=wrong).rules(None, elsewhere=everything()), one.jurisdiction
    fewer = counted(told.elsewhere[1:])
    assert "portability" in case.with_plan(portability=fewer).rules(None, elsewhere=everything())
    assert "portability" in case.with_plan(portability=None).rules(None, elsewhere=everything())
    contrary = told.model_copy(update={"elsewhere": (met.model_copy(update={"missing": ("x",)}), *told.elsewhere[1:])})
    assert "portability" in case.with_plan(portability=contrary).rules(None)


# ------------------------------------------------------------------------------------------- questions and reasons


def test_a_question_that_is_not_asked_is_found() -> None:
    """Each unverified or disputed number, each gap and each change ahead has its question."""
    case = lpc()
    dropped = set()
    for because in {question.because for question in case.plan.ask} - {"assumed"}:
        kept = tuple(question for question in case.plan.ask if question.because != because)
        assert "ask" in case.with_plan(ask=kept).rules(), because
        dropped.add(because)
    assert "about to change" in dropped
    assert len(dropped) > 1


def test_a_disputed_figure_that_is_not_asked_about_is_found() -> None:
    """Where sources disagree the plan says what to ask."""
    case = Case("tx-mhps", "high-school")
    assert any(question.because == "sources disagree" for question in case.plan.ask)
    kept = tuple(question for question in case.plan.ask if question.because != "sources disagree")
    assert "ask" in case.with_plan(ask=kept).rules()


def test_effects_of_a_constraint_that_cannot_be_are_found() -> None:
    """No looser constraint of a rule finishes later than the soonest way, and only a critical step tells of one."""
    case = lpc()
    step = next(step for step in case.plan.steps if step.binding.eased and step.kind == "experience")

    def told(**update: Any) -> Case:
        return case.change(step.id, binding=step.binding.model_copy(update=update))

    assert "binding" in told(sooner_days=-1).rules(step.id)
    assert "binding" in told(sooner_days=None).rules(step.id)
    assert "binding" in told(eased=None).rules(step.id)
    assert "binding" in case.change(step.id, critical=False, slack_days=3).rules(step.id)
    cheapest = told(sooner_days=-1).with_plan(objective="cheapest")
    assert "binding" not in cheapest.rules(step.id)


def test_a_deadline_told_wrongly_is_found() -> None:
    """Met or late by how many days, and what is held by then, follow from the dates."""
    case = lpc()
    finish = case.plan.finish.typical
    day = finish - 100 * DAY
    title = case.catalog.credentials["va-resident-in-counseling"].title
    right = Deadline(
        day=day,
        met=False,
        met_at_fast_pace=case.plan.finish.fast <= day,
        days_late=100,
        closest="va-resident-in-counseling",
        closest_title=title,
        closest_finish=day,
    )

    def told(**update: Any) -> set[str]:
        return case.with_plan(deadline=right.model_copy(update=update)).rules(None)

    assert "deadline" not in told()
    wrong: tuple[dict[str, Any], ...] = (
        {"met": True},
        {"days_late": 99},
        {"at_least": True},
        {"by_soonest_at_least": True},
        {"closest": None, "closest_title": None, "closest_finish": None, "closest_at_least": True},
        {"met_at_fast_pace": not right.met_at_fast_pace},
        {"closest_finish": day + DAY},
        {"closest_finish": None},
        {"closest_title": "Astronaut"},
        {"closest": "va-nothing"},
        {"closest": "va-lpc", "closest_title": case.catalog.credentials["va-lpc"].title},
        {"closest": None},
        {"day": finish, "days_late": 0},
        {"by_soonest_way": day},
        {"by_soonest_way": day, "closest": None, "closest_title": None, "closest_finish": None},
        {"day": date(2100, 1, 1), "met": True, "days_late": 0, "met_at_fast_pace": True},
    )
    for update in wrong:
        assert "deadline" in told(**update), update
    instead = {"by_soonest_way": day, "closest": None, "closest_title": None, "closest_finish": None}
    cheapest = case.with_plan(objective="cheapest", deadline=right.model_copy(update=instead))
    assert "deadline" not in cheapest.rules(None)
    late = case.with_plan(objective="cheapest", deadline=right.model_copy(update={**instead, "by_soonest_way": finish}))
    assert "deadline" in late.rules(None)


def test_a_credential_that_opens_before_it_was_held_long_enough_is_found() -> None:
    """What asks for a credential held for some months is not open on the day on which that one is earned."""
    case = Case.ruled(rule(), graduate(), rule(), held_months=24)
    other = Case.ruled(rule(), graduate(), rule())
    target = case.plan.target.model_copy(update={"credential": ASSOCIATE})
    steps = tuple(step for step in case.plan.steps if step.id != LICENSE)
    known = case.catalog.credentials[LICENSE]
    day = case.step(ASSOCIATE).finish
    entry = Meanwhile.model_validate({"from": day, "role": known.role, "title": known.title, "credential": LICENSE})
    later = case.plan.finish.model_copy(update={"typical": day + DAY})
    update = {"target": target, "steps": steps, "meanwhile": (entry,), "finish": later}
    found, fine = (one.with_plan(**update).findings() for one in (case, other))
    assert any(LICENSE in f.message for f in found if f.rule == "meanwhile")
    assert not any(f"`{LICENSE}` on" in f.message for f in fine)
