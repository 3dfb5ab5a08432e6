"""Saved people: made, shown, corrected, marked, renamed, deleted; and what only they know stays with them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from mhcareer.catalog import yaml_reader
from mhcareer.errors import DataError, UsageError
from mhcareer.model.library import Catalog
from mhcareer.model.person import PRIVATE_FIELDS, Person, private_facts, without_private
from mhcareer.model.profile import ENVELOPE, Profile, facts_digest, last_plan_of
from mhcareer.profiles.names import checked_name, free_name, is_path
from mhcareer.profiles.store import Store

from .helpers import must_plan, person
from .wired import call, inside, made, people_folder, shown

ROOT = Path(__file__).resolve().parent.parent
SECRET_DAY = "1991-07-31"  # noqa: S105 - secret as a fact of a person is, and no password
BARE = """# my client
state: VA   # for now
education:
  - {level: masters, field: counseling, semester_credits: 60}  # done in May
born: 1991-07-31
# hours come from the log
hours:
  - {toward: va-lpc, total: 1700, direct: 1000, supervision: 100, months: 12}
"""


def test_a_new_person_is_saved_under_a_name_that_says_nothing(tmp_path: Path) -> None:
    """profile-1, then profile-2; the file states what was said, and is a profile that `plan` could read."""
    folder = made(tmp_path, "--target", "lpc", "--direct-per-week", "20", "--start", "2027-01")
    made(tmp_path)
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["profile-1.yaml", "profile-2.yaml"]
    found = shown(tmp_path, "profile-1")
    assert found["target"] == "lpc"
    assert found["person"]["education"][0]["field"] == "counseling"
    assert (found["person"]["start"], found["person"]["direct_per_week"]) == ("2027-01-01", 20)
    listed = call(tmp_path, "profile", "list")
    assert listed.returncode == 0
    assert "- profile-1: toward lpc; VA; master's degree in counseling\n" in listed.stdout


BAD_NEW = (
    ([], "what education"),
    (["--from", "kindergarten"], "unknown level"),
    (["--from", "masters", "--state", "Virgina"], "did you mean `VA`"),
    (["--from", "masters", "--hours-per-week", "200"], "--hours-per-week"),
    (["--from", "masters", "--study", "never"], "study"),
    (["--from", "masters", "--state", "VA", "--target", "lpx"], "did you mean"),
    (["--from", "masters", "--start", "2020-01"], "in the past"),
    (["--from", "masters", "--name", "Maria Lopez"], "cannot name a profile"),
    (["--from", "masters", "../up"], "cannot name a profile"),
    (["ana", "--from", "masters", "--name", "bea"], "two names"),
    (["--from", "masters", "--name", "con"], "keep it for a device"),
    (["--from", "masters", "--name", ""], "cannot name a profile"),
)


@pytest.mark.parametrize(("options", "said"), BAD_NEW, ids=[" ".join(o) or "nothing" for o, _ in BAD_NEW])
def test_what_cannot_be_saved_gets_one_line(tmp_path: Path, options: list[str], said: str) -> None:
    """Exit code 2, one line, and no file."""
    done = inside(tmp_path, "profile", "new", *options)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not list(people_folder(tmp_path).glob("*.yaml"))


def test_names_are_safe_on_every_system() -> None:
    """No separators, no dots, no devices, no other letters; what looks like a file is one."""
    for name in ("evening-student", "c04", "x"):
        assert checked_name(name) == name
    for name in ("a/b", "..", ".a", "a.b", "A", "é", "-a", "a-", "nul", "com1", "lpt9", "a" * 41, "a\n", "a b", "٣"):
        with pytest.raises(UsageError):
            checked_name(name)
    assert [is_path(words) for words in ("one", "./one", "one.yaml", "dir/one", "one.yml")] == [False, *[True] * 4]
    assert free_name(["profile-1", "profile-3"]) == "profile-2"


def test_a_wrong_name_gets_the_nearest(tmp_path: Path) -> None:
    """Did you mean; and where nobody is saved, how to begin."""
    assert "`mhcareer profile new` makes the first" in inside(tmp_path, "profile", "show", "profile-1").stderr
    made(tmp_path, "evening-student")
    done = inside(tmp_path, "profile", "show", "evning-student")
    assert done.returncode == 2
    assert "did you mean `evening-student`?" in done.stderr
    assert "no such file" in inside(tmp_path, "profile", "show", "nobody.yaml").stderr


def test_fields_are_set_added_and_taken_away(tmp_path: Path) -> None:
    """By dotted paths and signs; the file has what it should, and the user's remarks stay where they were."""
    path = made(tmp_path) / "profile-1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "# my own remark\nhours_per_week: 30  # mine\n", encoding="utf-8"
    )
    changes = ["name=Evening: student", "education.0.semester_credits=48", "exams+=ncmhce", "study=part-time"]
    changes += ["credentials+=va-resident-in-counseling", "hours+={toward: va-lpc, total: 10}", "state=Ohio"]
    done = inside(tmp_path, "profile", "edit", "profile-1", *changes)
    assert done.returncode == 0, done.stderr
    found = shown(tmp_path, "profile-1")
    assert found["name"] == "Evening: student"
    facts = found["person"]
    assert (facts["state"], facts["study"], facts["education"][0]["semester_credits"]) == ("OH", "part-time", 48)
    assert [exam["id"] for exam in facts["exams"]] == ["ncmhce"]
    done = inside(
        tmp_path, "profile", "edit", "profile-1", "exams-=ncmhce", "hours-=va-lpc", "study=", "hours_per_week=25"
    )
    assert done.returncode == 0, done.stderr
    facts = shown(tmp_path, "profile-1")["person"]
    assert (facts["exams"], facts["hours"], facts["study"]) == ([], [], "full-time")
    assert "# my own remark\nhours_per_week: 25  # mine\n" in path.read_text(encoding="utf-8")


BAD_EDITS = (
    ("credentials+=va-lcp", "did you mean"),
    ("exams+=ncmhcee", "unknown exam"),
    ("education+=masters:astrology", "unknown field of study"),
    ("target=foo", "unknown target `foo`"),
    ("target=oh-lpcc", "the profile's target: `oh-lpcc` belongs to Ohio, not to Virginia"),
    ("education=[]", "education"),
    ("direct_per_week=70", "direct_per_week"),
    ("educaton+=masters", "did you mean `education`?"),
    ("exams-=nce", "no such entry"),
    ("education.4.level=masters", "has no `education.4`"),
    ("state.x=1", "has no `state`"),
    ("state+=VA", "is not a list"),
    ("format=2", "kept by the program"),
    ("state", "written `key=value`"),
    ("hours+={toward: va-lpc, total: 5, direct: 9}", "direct hours (9) are more"),
    ("exams+=", "nothing is named"),
    ("hours={a", "cannot be read"),
    ("born=1991-07-31", "is private"),
    ("lived-experience=true", "is private"),
)


@pytest.mark.parametrize(("change", "said"), BAD_EDITS, ids=[change for change, _ in BAD_EDITS])
def test_a_change_that_cannot_be_is_refused(tmp_path: Path, change: str, said: str) -> None:
    """One line with what is wrong; the file is as it was, also where another change beside it was sound."""
    path = made(tmp_path) / "profile-1.yaml"
    before = path.read_bytes()
    done = inside(tmp_path, "profile", "edit", "profile-1", "target=lpc", change)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert SECRET_DAY not in done.stderr
    assert path.read_bytes() == before


def test_a_target_of_another_state_says_how_to_change_both(tmp_path: Path) -> None:
    """The words that would do are told; an edit of anything else asks nothing about the target."""
    made(tmp_path)
    assert inside(tmp_path, "profile", "edit", "profile-1", "target=va-lpc").returncode == 0
    refused = inside(tmp_path, "profile", "edit", "profile-1", "state=OH")
    assert refused.returncode == 2
    assert "the profile's target: `va-lpc` belongs to Virginia" in refused.stderr
    assert "change both in one command, as `state=OH target=lpcc`" in refused.stderr
    assert inside(tmp_path, "profile", "edit", "profile-1", "state=OH", "target=lpcc").returncode == 0
    path = tmp_path / "old.yaml"
    path.write_text("format: 1\neducation: [{level: masters}]\nstate: VA\ntarget: lpcx\n", encoding="utf-8")
    assert inside(tmp_path, "profile", "edit", str(path), "hours_per_week=30").returncode == 0


def test_every_fact_is_private_or_may_be_shown() -> None:
    """A new field of a person has to be put on one side; and no field of the envelope is called as one of them."""
    public = "education studying credentials outside_credentials exams hours state start study hours_per_week"
    public += (
        " direct_per_week supervision_per_week weeks_per_year training_per_week available_per_week credits_per_term"
    )
    public += " group_share_percent applied_from"
    assert set(Person.model_fields) == {*public.split(), *PRIVATE_FIELDS}
    assert not set(ENVELOPE) & set(Person.model_fields)


def test_without_private_forgets_each_private_fact() -> None:
    """Nothing private is left, and everything else is."""
    told = {"born": SECRET_DAY, "lived_experience": True, "background_clear": True, "resident": False, "military": True}
    known = person("masters:counseling", **told, confirmed=("has a record",), state="VA")
    assert private_facts(known) == PRIVATE_FIELDS
    assert without_private(known) == person("masters:counseling", state="VA")
    assert private_facts(without_private(known)) == ()


def test_private_facts_need_consent_and_stay_out_of_what_is_shown(tmp_path: Path) -> None:
    """Given on standard input, agreed to one by one, shown only when asked for."""
    made(tmp_path)
    refused = inside(tmp_path, "profile", "edit", "profile-1", "-", given=f"born={SECRET_DAY}\n")
    assert refused.returncode == 2
    assert "without consent" in refused.stderr
    assert SECRET_DAY not in refused.stderr
    given = f"# said by the client\nconsent+=born\nborn={SECRET_DAY}\n"
    assert inside(tmp_path, "profile", "edit", "profile-1", "-", given=given).returncode == 0
    for command in (["show", "profile-1"], ["list"], ["show", "profile-1", "--format", "json"]):
        done = inside(tmp_path, "profile", *command)
        assert "1991" not in done.stdout + done.stderr
    assert "1 private fact not shown" in inside(tmp_path, "profile", "show", "profile-1").stdout
    assert shown(tmp_path, "profile-1")["consent"] == []
    assert SECRET_DAY in inside(tmp_path, "profile", "show", "profile-1", "--include-private").stdout
    assert not [path.name for path in people_folder(tmp_path).iterdir() if "born" in path.name or "1991" in path.name]


def test_a_wrong_private_fact_is_not_repeated(tmp_path: Path) -> None:
    """The message says where and what is right, never what stands there."""
    for line in ("born: 1991-13-31\n", "born: [1991]\n", "lived_experience: 1991\n", "confirmed: '1991'\n"):
        path = tmp_path / "client.yaml"
        path.write_text(f"education: [{{level: none}}]\n{line}", encoding="utf-8")
        done = inside(tmp_path, "profile", "show", str(path))
        assert done.returncode == 2
        assert f"client.yaml:2:{line.index(':') + 3}" in done.stderr
        assert "1991" not in done.stderr


def test_a_bare_person_is_a_profile_and_is_brought_up_when_it_is_changed(tmp_path: Path) -> None:
    """Format 0 is read as it is; a change adds two lines, keeps every remark, and leaves the old file beside it."""
    path = tmp_path / "client.yaml"
    path.write_text(BARE, encoding="utf-8")
    assert shown(tmp_path, str(path))["person"]["state"] == "VA"
    assert path.read_text(encoding="utf-8") == BARE
    done = inside(tmp_path, "profile", "edit", str(path), "state=OH")
    assert "client.yaml.format-0" in done.stdout.replace("\n  ", "")
    assert "listed under `consent`" in done.stdout
    assert path.read_text(encoding="utf-8") == BARE.replace("VA ", "OH ") + "format: 1\nconsent: [born]\n"
    assert (tmp_path / "client.yaml.format-0").read_text(encoding="utf-8") == BARE
    assert inside(tmp_path, "profile", "edit", str(path), "state=TX").returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["client.yaml", "client.yaml.format-0", "data"]


def test_a_newer_format_is_not_guessed_at(tmp_path: Path) -> None:
    """One line that says to update; the same for what only format 1 has in a file that does not say so."""
    path = tmp_path / "client.yaml"
    path.write_text("education: [{level: none}]\nformat: 2\nsomething_new: 1\n", encoding="utf-8")
    assert "update this one" in inside(tmp_path, "profile", "show", str(path)).stderr
    path.write_text("education: [{level: none}]\ntarget: lpc\n", encoding="utf-8")
    assert "needs the line `format: 1`" in inside(tmp_path, "profile", "show", str(path)).stderr


def test_a_plan_is_remembered_and_its_steps_are_marked(tmp_path: Path, catalog: Catalog) -> None:
    """The summary holds nothing private; an exam that is done joins the facts, a wrong step gets the nearest."""
    store = Store(made(tmp_path))
    plan = must_plan(catalog, "va-lpc", person("masters:counseling", born=SECRET_DAY))
    store.remember_plan("profile-1", last_plan_of(plan, date(2026, 11, 22)))
    kept = store.remember_plan("profile-1", last_plan_of(plan, date(2026, 11, 23))).profile.last_plan
    assert kept is not None
    assert (kept.made_on, kept.finish.typical) == ("2026-11-23", plan.finish.typical.isoformat())
    assert list(kept.steps) == [step.id for step in plan.steps]
    assert SECRET_DAY not in store.find_text("profile-1")
    assert "did you mean `ncmhce`" in inside(tmp_path, "profile", "done", "profile-1", "ncmhc").stderr
    assert "has not come" in inside(tmp_path, "profile", "done", "profile-1", "ncmhce", "--on", "2027-01-01").stderr
    done = inside(tmp_path, "profile", "done", "profile-1", "ncmhce", "--on", "2026-10-01")
    assert "among the exams passed" in done.stdout
    assert inside(tmp_path, "profile", "done", "profile-1", "Resident in Counseling").returncode == 0
    profile = store.find("profile-1").profile
    assert (profile.done[0].step, profile.done[0].on) == ("ncmhce", "2026-10-01")
    assert (profile.exams[0].id, profile.credentials) == ("ncmhce", ("va-resident-in-counseling",))
    assert inside(tmp_path, "profile", "done", "profile-1", "ncmhce", "--undo").returncode == 0
    assert [step.step for step in store.find("profile-1").profile.done] == ["va-resident-in-counseling"]
    assert "not marked" in inside(tmp_path, "profile", "done", "profile-1", "ncmhce", "--undo").stderr


def test_the_digest_of_facts_tells_a_change_and_no_secret() -> None:
    """It moves with what is shown, and not with what is private or with the first day of the plan."""
    base = person("masters:counseling")
    assert facts_digest(base) == facts_digest(person("masters:counseling", born=SECRET_DAY, start="2027-01-01"))
    assert facts_digest(base) != facts_digest(person("masters:counseling", hours_per_week=30))


def test_rename_and_delete_take_the_copies_along(tmp_path: Path) -> None:
    """A name that is taken is refused; deleting asks, and leaves no trace of the person."""
    folder = made(tmp_path)
    made(tmp_path, "--name", "other")
    (folder / "profile-1.yaml.bak").write_text("x", encoding="utf-8")
    assert "already" in inside(tmp_path, "profile", "rename", "profile-1", "other").stderr
    assert inside(tmp_path, "profile", "rename", "profile-1", "third").returncode == 0
    assert (folder / "third.yaml.bak").is_file()
    asked = inside(tmp_path, "profile", "delete", "third")
    assert (asked.returncode, (folder / "third.yaml").is_file()) == (2, True)
    assert inside(tmp_path, "profile", "delete", "third", "--yes").returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "other.yaml"]
    assert "delete the file yourself" in inside(tmp_path, "profile", "delete", "./other.yaml", "--yes").stderr


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    """The list names it with what is wrong, and the exit code says that something is."""
    folder = made(tmp_path)
    (folder / "profile-2.yaml").write_text("education: [\n", encoding="utf-8")
    done = inside(tmp_path, "profile", "list")
    assert done.returncode == 1
    assert "- profile-1: VA" in done.stdout
    assert "profile-2: cannot be used" in done.stdout


def test_what_is_saved_fits_the_published_schema(tmp_path: Path) -> None:
    """An editor that knows the schema finds nothing wrong in a file that the program wrote."""
    from jsonschema import Draft202012Validator

    path = made(tmp_path, "--target", "lpc", "--start", "2027-01") / "profile-1.yaml"
    schema = json.loads((ROOT / "schemas" / "profile.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(yaml_reader.read(path.read_text(encoding="utf-8")))
    answers = json.loads((ROOT / "schemas" / "answers" / "profile.json").read_text(encoding="utf-8"))
    listed = json.loads(inside(tmp_path, "profile", "list", "--format", "json").stdout)
    Draft202012Validator(answers).validate(listed)


def test_a_profile_says_when_its_envelope_is_private() -> None:
    """The model itself refuses a private fact without consent, so no way of writing can pass it by."""
    facts = {"format": 1, "education": [{"level": "none"}], "born": SECRET_DAY}
    with pytest.raises(ValueError, match="without consent"):
        Profile.model_validate_json(json.dumps(facts))
    assert Profile.model_validate_json(json.dumps({**facts, "consent": ["born"]})).person.born == SECRET_DAY
    (item,) = get_args(Profile.model_fields["consent"].annotation)[:1]
    assert get_args(item) == PRIVATE_FIELDS


def test_what_is_no_file_is_no_profile(tmp_path: Path) -> None:
    """A pipe, a folder, a device and nothing at all end in one line and do not hang."""
    os.mkfifo(tmp_path / "fifo")
    store = Store(tmp_path / "people")
    for words in (f"{tmp_path}/fifo", f"{tmp_path}/", "/dev/zero"):
        with pytest.raises(DataError):
            store.find(words)
    for words in ("", " ", "\0", "a\0.yaml"):
        with pytest.raises((UsageError, DataError)):
            store.find(words)


def test_an_entry_goes_by_what_it_is_about(tmp_path: Path) -> None:
    """One figure of logged hours is corrected by the credential's id; no log is made or lost by a bare word."""
    inside(tmp_path, "profile", "new", "--name", "dana", "--from", "masters:counseling", "--state", "PA")
    edit = ("profile", "edit", "dana")
    assert inside(tmp_path, *edit, "hours+={toward: pa-lpc, total: 1500, direct: 900}").returncode == 0
    assert inside(tmp_path, *edit, "hours.pa-lpc.total=1600").returncode == 0
    empty = inside(tmp_path, *edit, "hours+=pa-lpc")
    assert empty.returncode == 2
    assert "no hours are named" in empty.stderr
    assert inside(tmp_path, *edit, "hours+={toward: pa-lpc, total: 200}").returncode == 0
    either = inside(tmp_path, *edit, "hours-=pa-lpc")
    assert either.returncode == 2
    assert "2 such entries" in either.stderr
    assert inside(tmp_path, *edit, "hours.1=").returncode == 0
    assert "1,600 total, 900 direct" in inside(tmp_path, "profile", "show", "dana").stdout
