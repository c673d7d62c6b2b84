"""A list is made, its result loaded, looked at and confirmed; wrong files get a sentence and leave nothing."""

import datetime
import threading

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.people import reactions as people_reactions
from supportgroup.people.models import Person
from supportgroup.people.reactions import Event, tell
from supportgroup.people.typed import is_nhs_number
from supportgroup.tracing import actions, news
from supportgroup.tracing.choices import Finding, ListState
from supportgroup.tracing.models import Traced, TraceList
from supportgroup.tracing.results import mark_of, people_of, results_of
from supportgroup.tracing.tasks import sweep
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.models import StoredFile
from tests.factories import PersonFactory

from .conftest import answer_for, as_csv, file, result_of

pytestmark = pytest.mark.django_db
DIED = {"DATE_OF_DEATH": "20260503", "DEATH_NOTIFICATION_STATUS": "2"}


def confirm(listed, by):
    listed.refresh_from_db()
    return actions.confirm(listed, seen=mark_of(results_of(listed)), by=by)


def finding_of(person):
    return Traced.objects.get(person=person).finding


def test_a_list_holds_exactly_whom_it_is_told_and_says_who_cannot_be_found(group, other_group, three, by):
    PersonFactory(group=group, first_name="Dee")
    dead = PersonFactory(group=group, standing="died", nhs_number="9990000042")
    nobody_finds = PersonFactory(group=group, nhs_number="", date_of_birth=None)
    theirs = PersonFactory(group=other_group, nhs_number="9990000018")

    made = actions.make_list(group, who=[*three, dead, nobody_finds, theirs], title="The register", by=by)

    assert {one.person for one in people_of(made)} == set(three)
    assert (made.people, made.left_out, made.made_by, made.state) == (3, 1, by.user, ListState.WAITING)
    assert len({one.reference for one in people_of(made)}) == 3
    with pytest.raises(Refused, match="Nobody can be checked"):
        actions.make_list(group, who=[nobody_finds], title="The register", by=by)


def test_a_new_list_about_the_same_takes_the_place_of_the_old(group, three, listed, by):
    other = actions.make_list(group, who=three, title="A survey", about="survey 7", by=by)

    newer = actions.make_list(group, who=three, title="The register", by=by)

    states = {one.pk: one.state for one in TraceList.objects.all()}
    assert states == {listed.pk: "replaced", other.pk: "waiting", newer.pk: "waiting"}


def test_nothing_is_done_before_it_is_confirmed_then_deaths_are_marked_by_name(listed, three, loaded, by):
    ada, ben, _ = three
    loaded(Ada=DIED, Cleo={"ERROR_SUCCESS_CODE": "92", "MATCHED_NHS_NO": "0000000000"})
    assert {one.standing for one in Person.objects.all()} == {"current"}
    assert set(Traced.objects.values_list("finding", flat=True)) == {Finding.NONE}

    checked = confirm(listed, by)

    ada.refresh_from_db()
    assert (ada.standing, ada.standing_since) == ("died", datetime.date(2026, 5, 3))
    assert [finding_of(one) for one in three] == [Finding.DIED, Finding.LIVES, Finding.UNSURE]
    assert (checked.died, checked.unsure, checked.people, checked.checked_by) == (1, 1, 3, by.user)
    assert (checked.file, StoredFile.objects.count()) == (None, 0)
    since = clock.now() - datetime.timedelta(hours=72)
    assert set(Traced.objects.covering(since=since).values_list("person", flat=True)) == {ben.pk}


def test_a_death_without_a_whole_day_is_marked_without_one(listed, three, loaded, by):
    loaded(Ada={"DATE_OF_DEATH": "202605"})

    confirm(listed, by)

    three[0].refresh_from_db()
    assert (three[0].standing, three[0].standing_since) == ("died", None)


def test_the_rooms_of_a_person_and_of_the_check_are_told(listed, three, loaded, by, monkeypatch):
    told = []
    monkeypatch.setitem(people_reactions._answers, Event.DIED, [lambda person, *, by: told.append((person, by))])
    monkeypatch.setattr(news, "_answers", [lambda checked, *, by: told.append((checked, by))])
    loaded(Ada=DIED)

    confirm(listed, by)

    assert told == [(three[0], by), (listed, by)]


def test_if_one_room_cannot_answer_nothing_is_done(listed, three, loaded, by, monkeypatch):
    monkeypatch.setattr(news, "_answers", [lambda checked, *, by: 1 / 0])
    loaded(Ada=DIED)

    with pytest.raises(ZeroDivisionError):
        confirm(listed, by)

    listed.refresh_from_db()
    assert (listed.state, Person.objects.filter(standing="died").count()) == ("loaded", 0)


def test_other_details_are_kept_until_somebody_decides(listed, three, loaded, by):
    ada, ben, _ = three
    moved = {"POSTCODE": "ZZ99 4AA", "ADDRESS_LINE1": "2 HILL ROAD"}
    loaded(Ada=moved, Ben=moved)
    confirm(listed, by)
    ada.refresh_from_db()
    assert ada.postcode == "ZZ99 3WZ"

    actions.decide(Traced.objects.get(person=ada), take=True, by=by)
    actions.decide(Traced.objects.get(person=ben), take=False, by=by)

    ada.refresh_from_db()
    ben.refresh_from_db()
    assert (ada.postcode, ada.address) == ("ZZ99 4AA", "2 Hill Road")
    assert (ben.postcode, ben.address) == ("ZZ99 3WZ", "1 Mill Lane\nEastbrook")
    assert not Traced.objects.with_proposals().exists()
    with pytest.raises(Refused, match="decided already"):
        actions.decide(Traced.objects.get(person=ada), take=True, by=by)


def test_who_is_unsure_counts_as_checked_after_somebody_looked(listed, three, loaded, by):
    loaded(Ada={"DATE_OF_BIRTH": "19510311"})
    confirm(listed, by)
    place = Traced.objects.get(person=three[0])
    since = clock.now() - datetime.timedelta(hours=72)
    assert not Traced.objects.covering(since=since).filter(person=three[0]).exists()

    actions.look_at(place, by=by)

    assert Traced.objects.covering(since=since).filter(person=three[0]).exists()
    with pytest.raises(Refused, match="looked at already"):
        actions.look_at(place, by=by)


def refused(listed, data, by):
    """Return why this file is not taken, and make sure that nothing of it is."""
    before = set(default_storage.listdir("tracing")[1]) if default_storage.exists("tracing") else set()
    with pytest.raises(Refused) as reason:
        actions.load(listed, file=file(data), by=by)
    after = set(default_storage.listdir("tracing")[1]) if default_storage.exists("tracing") else set()
    assert (after, StoredFile.objects.count()) == (before, 0)
    assert Traced.objects.exclude(finding=Finding.NONE).count() == 0
    return str(reason.value)


def test_the_list_of_another_group_is_refused_without_a_word_of_it(listed, other_group, by):
    stranger = PersonFactory(group=other_group, nhs_number="9990000018")
    theirs = actions.make_list(other_group, who=[stranger], title="Another service", by=CLOCK)

    told = refused(listed, result_of(theirs), by)

    assert told == "This is not the result of a list of this group. Look which list it answers."


def test_the_result_of_another_list_says_where_it_belongs(group, listed, three, by):
    other = actions.make_list(group, who=three, title="A survey", about="survey 7", by=by)

    assert refused(listed, result_of(other), by).startswith("This is the result of another list: A survey, made on")


def test_the_result_of_an_old_list_is_refused_on_its_page_and_on_the_new_one(group, listed, three, by):
    newer = actions.make_list(group, who=three, title="The register", by=by)
    listed.refresh_from_db()

    for page in (listed, newer):
        assert "was replaced by a newer one" in refused(page, result_of(listed), by)


def test_half_a_file_is_refused(listed, by):
    whole = result_of(listed)

    told = refused(listed, b"\r\n".join(whole.splitlines()[:3]), by)

    assert told.startswith("The file answers for 2 of 3 people, so it is not whole.")


def test_a_list_loaded_twice_is_done_once(listed, three, loaded, by):
    loaded(Ada=DIED)
    confirm(listed, by)
    listed.refresh_from_db()

    with pytest.raises(Refused, match=r"has been loaded already, on .* by Grace"):
        actions.load(listed, file=file(result_of(listed)), by=by)
    assert actions.confirm(listed, seen="", by=by).died == 1


@pytest.mark.parametrize("spoil", ["twice", "two lists", "nothing", "our own list", "pdf"])
def test_every_other_wrong_file_gets_a_sentence(group, listed, three, by, spoil):
    answers = [answer_for(one) for one in people_of(listed)]
    data, words = {
        "twice": (as_csv([*answers, answers[0]]), "answers for the same person twice"),
        "two lists": (as_csv([*answers, {**answers[0], "UNIQUE REFERENCE": "ZZZZZZZZ-00001"}]), "more than one list"),
        "nothing": (as_csv([]), "holds no answers"),
        "our own list": (b"UNIQUE REFERENCE,NHS_NO\n", "it has no column DATE_OF_BIRTH"),
        "pdf": (b"%PDF-1.7", "This is a PDF"),
    }[spoil]

    assert words in refused(listed, data, by)


def test_a_second_file_takes_the_place_of_the_first_until_it_is_confirmed(listed, three, loaded, by):
    loaded(Ada=DIED)
    seen = mark_of(results_of(TraceList.objects.get()))
    loaded()

    with pytest.raises(Refused, match="Something has changed since you looked"):
        actions.confirm(listed, seen=seen, by=by)
    assert StoredFile.objects.count() == 1
    assert actions.give_up_result(listed, by=by).state == ListState.WAITING
    assert StoredFile.objects.count() == 0


def test_what_changed_on_the_register_meanwhile_is_looked_at_again(listed, three, loaded, by):
    loaded(Ada=DIED)
    seen = mark_of(results_of(TraceList.objects.get()))
    Person.objects.filter(pk=three[0].pk).update(date_of_birth="1951-03-11")

    with pytest.raises(Refused, match="Something has changed since you looked"):
        actions.confirm(listed, seen=seen, by=by)


def test_a_result_that_nobody_confirms_is_forgotten_and_can_be_loaded_again(at_noon, listed, loaded, by):
    loaded()
    with clock.moved_to(clock.at(at_noon.date() + datetime.timedelta(days=4))):
        uploads.forget_old(by=CLOCK)
        listed.refresh_from_db()
        with pytest.raises(Refused, match="The result was forgotten"):
            results_of(listed)
        assert loaded().state == ListState.LOADED


def test_who_was_in_a_list_is_forgotten_and_its_counts_stay(at_noon, listed, loaded, by):
    loaded(Ada=DIED)
    confirm(listed, by)
    with clock.moved_to(clock.at(at_noon.date() + datetime.timedelta(days=89))):
        sweep()
        assert Traced.objects.count() == 3
    with clock.moved_to(clock.at(at_noon.date() + datetime.timedelta(days=92))):
        sweep()
        sweep()

    listed.refresh_from_db()
    assert (Traced.objects.count(), listed.people, listed.died, listed.state) == (0, 3, 1, "checked")
    assert listed.forgotten_on == at_noon.date() + datetime.timedelta(days=92)


def test_an_unfinished_list_is_given_up_when_it_is_forgotten(at_noon, listed, loaded):
    loaded()
    with clock.moved_to(clock.at(at_noon.date() + datetime.timedelta(days=92))):
        sweep()

    listed.refresh_from_db()
    assert (listed.state, StoredFile.objects.count()) == ("given_up", 0)


def test_the_copy_of_what_we_hold_has_the_checks_and_the_proposals(listed, three, loaded, by):
    loaded(Ada={"POSTCODE": "ZZ99 4AA"})
    confirm(listed, by)

    told = [part for part in tell(Event.DOWNLOADED, three[0], by=by) if part and "deceased_checks" in part]

    (check,) = told[0]["deceased_checks"]
    assert (check["finding"], check["came_back_otherwise"]) == ("No death is known", {"postcode": "ZZ99 4AA"})


def test_of_somebody_erased_nothing_stays_nor_in_a_result_that_waits(listed, three, loaded, by):
    loaded(Ada=DIED)

    tell(Event.ERASED, three[0], by=by)

    listed.refresh_from_db()
    assert (Traced.objects.filter(person=three[0]).count(), listed.state, StoredFile.objects.count()) == (
        0,
        "waiting",
        0,
    )
    actions.load(listed, file=file(result_of(listed)), by=by)
    assert len(results_of(TraceList.objects.get(pk=listed.pk))) == 2


def test_a_place_moves_to_the_person_who_stays(group, listed, three, by):
    ada, ben, _ = three
    other = PersonFactory(group=group, nhs_number="9990000042")

    tell(Event.MERGED, ada, by=by, into=other)
    tell(Event.MERGED, ben, by=by, into=other)

    assert set(Traced.objects.values_list("person", flat=True)) == {other.pk, three[2].pk}


def test_who_dies_meanwhile_is_not_asked_for_and_nothing_is_proposed(listed, three, loaded, by):
    from supportgroup.people import actions as people

    people.change_standing(three[0], standing="died", since=datetime.date(2026, 5, 1), by=by)
    answers = [answer_for(one) for one in people_of(listed) if one.person_id != three[0].pk]

    actions.load(listed, file=file(as_csv(answers)), by=by)
    confirm(listed, by)

    assert finding_of(three[0]) == Finding.DIED
    three[0].refresh_from_db()
    assert three[0].standing_since == datetime.date(2026, 5, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_the_same_moment_mark_each_death_once(listed, three, loaded, nurse, monkeypatch):
    died = []
    monkeypatch.setitem(people_reactions._answers, Event.DIED, [lambda person, *, by: died.append(person.pk)])
    loaded(Ada=DIED, Ben=DIED)
    seen = mark_of(results_of(TraceList.objects.get()))
    gate = threading.Barrier(2)

    def press():
        gate.wait()
        try:
            actions.confirm(listed, seen=seen, by=SignedIn(nurse))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert sorted(died) == sorted([three[0].pk, three[1].pk])
    assert TraceList.objects.get().died == 2


def test_what_came_back_of_many_is_kept_in_the_queries_of_few(group, by):
    numbers = (text for n in range(10**4) if is_nhs_number(text := f"999{n:07d}"))

    def confirmed(count):
        who = [PersonFactory(group=group, nhs_number=next(numbers)) for _ in range(count)]
        listed = actions.make_list(group, who=who, title="Some", about=f"some {count}", by=by)
        actions.load(listed, file=file(result_of(listed)), by=by)
        with CaptureQueriesContext(connection) as asked:
            confirm(listed, by)
        assert {one.finding for one in people_of(listed)} == {Finding.LIVES}
        return len(asked)

    assert confirmed(30) == confirmed(3)
