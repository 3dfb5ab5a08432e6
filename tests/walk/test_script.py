"""The walk as a machine: the same answers lead to the same question, whatever way they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mhcareer.catalog.merge import read_merged
from mhcareer.cli.walk.data_guide import DataGuide
from mhcareer.cli.walk.draws import is_said
from mhcareer.cli.walk.ending import command, fields_of
from mhcareer.cli.walk.pick import Pick
from mhcareer.cli.walk.question import Answer, Answers
from mhcareer.cli.walk.script import SCRIPT, next_question
from mhcareer.cli.walk.stages import stages
from mhcareer.cli.walk.start import when
from mhcareer.cli.walk.told import Told, told
from mhcareer.errors import UsageError
from mhcareer.model.surroundings import RoleCard
from mhcareer.render.plan_view import plan_document
from mhcareer.render.text import to_text

from .people import HOURS, PEER, PEOPLE, STUDENT, Somebody, guide_at, met, values


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataGuide]:
    """The data of the checkout, for a user without files."""
    with guide_at(tmp_path_factory.mktemp("home")) as found:
        yield found


def answers_of(somebody: Somebody, guide: DataGuide) -> Answers:
    """All that somebody answers."""
    return tuple(Answer(q.id, values(q, says), q.stage) for q, says in met(somebody, guide))


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda one: one.kind)
def test_going_back_and_on_leads_to_the_same_question(somebody: Somebody, guide: DataGuide) -> None:
    """The next question follows from the answers alone; each has its place, and none comes twice."""
    answers = answers_of(somebody, guide)
    for end in range(len(answers)):
        question = next_question(answers[:end], guide)
        assert question is not None
        assert question.id == answers[end].question
    assert next_question(answers, guide) is None
    order = [name for name, _ in SCRIPT]
    places = [order.index(answer.question) for answer in answers]
    assert places == sorted(set(places))


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda one: one.kind)
def test_every_question_takes_that_one_does_not_know(somebody: Somebody, guide: DataGuide) -> None:
    """What is taken instead is said where it decides, and leads on."""
    for question, _ in met(somebody, guide):
        assert question.checked(question.assumed) == question.assumed
        assert question.unknown_means or question.id == "field"


def test_each_stage_is_told_once(guide: DataGuide) -> None:
    """The telling of all questions and of the close together has every stage of the plan, in order."""
    from mhcareer.cli.walk.at_stage import closing
    from mhcareer.render.document import Heading

    said = [block for question, _ in met(STUDENT, guide) for block in question.said]
    answers = answers_of(STUDENT, guide)
    told_all = [b.text for b in (*said, *closing(answers, guide)) if isinstance(b, Heading) and "Stage" in b.text]
    facts = told(answers)
    count = len(stages(guide.plan(facts), guide.catalog(facts)))
    assert [text.split(":")[0] for text in told_all] == [f"Stage {n} of {count}" for n in range(1, count + 1)]


def test_each_choice_names_the_date_that_the_planner_gives(guide: DataGuide) -> None:
    """The pace that is chosen leads to the month that its line promised."""
    from mhcareer.render.words import month

    for answers, question in _paces(guide):
        for choice in question.choices:
            chosen = told((*answers, Answer(question.id, (choice.value,))))
            assert choice.remark == f"done about {month(guide.found(chosen).best.finish)}"


def _paces(guide: DataGuide) -> Iterator[tuple[Answers, object]]:
    for somebody in (STUDENT, HOURS):
        answers = answers_of(somebody, guide)
        for end, answer in enumerate(answers):
            if answer.question in ("study", "pace-direct"):
                question = next_question(answers[:end], guide)
                assert question is not None
                assert len(question.choices) >= 2
                yield answers[:end], question


def test_a_student_in_school_plans_from_the_diploma(guide: DataGuide) -> None:
    """Nothing that needs the diploma begins before it; colleges are applied to before, so that no term is lost."""
    asked = next_question((Answer("education", ("in-school",)),), guide)
    assert asked is not None
    assert [choice.words for choice in asked.choices] == [f"Summer of {year}" for year in range(2027, 2031)]
    assert [choice.value for choice in asked.choices] == [f"{year}-06-01" for year in range(2027, 2031)]
    assert asked.assumed == ("2027-06-01",)
    assert asked.meaning("2026-12") == ("2026-12-01",)
    facts = Told(in_school=True, start="2027-06-01", state="TX", target="professional-counselor")
    plan = guide.plan(facts)
    assert plan.start == date(2027, 6, 1)
    assert min(opened.since for opened in plan.meanwhile) >= plan.start
    assert next(step for step in plan.steps if step.kind == "program").start == date(2027, 8, 31)
    shown = to_text(plan_document(plan, guide.catalog(facts)), width=120, ascii_only=True)
    assert "you apply in time, from 2026-12-01 on, before the plan begins" in " ".join(shown.split())
    aide = guide.plan(Told(in_school=True, start="2027-06-01", state="TX", target="behavioral-health-technician"))
    assert aide.steps[0].start == date(2027, 6, 1)


def test_hours_that_contradict_each_other_are_refused(guide: DataGuide) -> None:
    """More hours with clients than in all: said at the question, in one sentence."""
    answers = answers_of(HOURS, guide)
    at = [answer.question for answer in answers].index("logged-direct")
    question = next_question(answers[:at], guide)
    assert question is not None
    with pytest.raises(UsageError, match="direct hours"):
        question.checked(("9000",))


def test_what_draws_people_is_found_on_cards(guide: DataGuide) -> None:
    """Every answer means at least two roles and not all of them, by the words of their cards."""
    cards = [read_merged(guide.screen.folders, f"cards/{role}", RoleCard) for role in guide.catalog(Told()).roles]
    for draw in guide.lists.people:
        assert 2 <= sum(is_said(draw, card.populations) for card in cards) < len(cards), draw.id
    for draw in guide.lists.settings:
        assert 2 <= sum(is_said(draw, card.settings) for card in cards) < len(cards), draw.id


def test_the_lists_name_what_exists(guide: DataGuide) -> None:
    """Levels that the command line takes, in rising order, and fields of study of the data."""
    from mhcareer.model.base import LEVELS

    places = [LEVELS.index(one.id) for one in guide.lists.education]
    assert places == sorted(places)
    assert set(guide.lists.first_fields) <= set(guide.catalog(Told()).fields)


def test_the_command_says_all_that_options_can_say() -> None:
    """Words with blanks are quoted, and a profile stands for the person."""
    facts = Told(
        "bachelors", "psychology", state="VA", target="peer specialist", study="part-time", optimize="cheapest"
    )
    assert command(facts, "VA") == (
        "mhcareer plan 'peer specialist' --from bachelors:psychology --state VA --study part-time --optimize cheapest"
    )
    assert command(facts, "VA", profile="me") == ("mhcareer plan 'peer specialist' --profile me --optimize cheapest")


def test_a_profile_states_private_facts_with_consent_alone(guide: DataGuide) -> None:
    """One that was agreed to stands there with its consent, one that was not stands nowhere."""
    private = (("lived_experience", "yes"), ("resident", "yes"))
    facts = Told("high-school", state="VA", target="cprs", private=private)
    stated = fields_of(guide.asked(facts).person, facts, ["resident"])
    assert (stated["resident"], stated["consent"]) == (True, ["resident"])
    assert "lived_experience" not in stated


def test_the_settings_hold_in_the_walk(tmp_path: Path) -> None:
    """The state that the user has set is what «I don't know» takes."""
    (tmp_path / "config" / "mhcareer").mkdir(parents=True)
    (tmp_path / "config" / "mhcareer" / "config.yaml").write_text("state: OR\n", encoding="utf-8")
    with guide_at(tmp_path) as own:
        question = next_question((Answer("education", ("high-school",)),), own)
    assert question is not None
    assert question.assumed == ("OR",)
    assert "Oregon" in question.unknown_means


def test_a_peer_is_not_offered_what_they_hold(guide: DataGuide) -> None:
    """The certificate that they named is on no list."""
    facts = told(answers_of(PEER, guide)[:4])
    assert "va-cprs" in facts.credentials
    assert all(offer.words != "peer-specialist" for offer in guide.offers(facts))


def test_a_credential_is_offered_once(guide: DataGuide) -> None:
    """Where two roles rest on one credential, under the role that it is filed under."""
    facts = Told("bachelors", "social-work", state="OH")
    letters = [offer.words for offer in guide.offers(facts) if offer.abbreviation == "LISW"]
    assert letters == ["clinical-social-worker"]


STATES = (("NV", "Nevada: NV"), ("VA", "Virginia: VA"), ("WV", "West Virginia: WV"))
LASTING = (("\0unknown", "I don't know"), ("\0back", "Go back"))


@pytest.mark.parametrize(
    ("query", "first"), [("va", "VA"), ("virg", "VA"), ("west v", "WV"), ("nev", "NV"), ("zz", "\0unknown")]
)
def test_a_search_finds_the_nearest_first(query: str, first: str) -> None:
    """The value, then the beginning, then the beginning of a word, then anywhere; the last entries always stay."""
    pick = Pick(STATES, LASTING)
    pick.search(query)
    assert pick.pointed[0] == first
    assert pick.shown[-2:] == list(LASTING)


def test_an_offer_is_dated_as_its_plan(guide: DataGuide) -> None:
    """Day and doubt are those of the plan; Maine states no hours for its therapists."""
    facts = Told(level="masters", state="ME")
    doubted = set()
    for offer in guide.offers(facts):
        plan = guide.plan(replace(facts, target=offer.words))
        assert (offer.finish, offer.at_least) == (plan.finish.typical, plan.at_least)
        assert when(offer, facts).startswith("not before ") == plan.at_least
        doubted.add(plan.at_least)
    assert doubted == {True, False}


def test_a_list_goes_round_and_fits_its_window() -> None:
    """Up from the first is the last; what is pointed at is always among what is shown."""
    pick = Pick([(str(n), f"entry {n}") for n in range(40)], LASTING)
    pick.move(-1)
    assert pick.pointed == LASTING[-1]
    pick.move(1)
    assert pick.pointed[0] == "0"
    for _ in range(45):
        pick.move(1)
        first, shown = pick.window(10)
        assert len(shown) == 10
        assert first <= pick.at < first + 10
    pick.move(-100)
    assert pick.at == 0


def test_marks_are_taken_together() -> None:
    """Marked entries in the order of marking; without marks the one pointed at; a last entry alone."""
    pick = Pick(STATES, LASTING, many=True)
    assert pick.taken() == ("NV",)
    pick.mark()
    pick.move(1)
    pick.mark()
    pick.mark()
    pick.move(1)
    pick.mark()
    assert pick.taken() == ("NV", "WV")
    pick.move(1)
    pick.mark()
    assert pick.taken() == ("\0unknown",)
