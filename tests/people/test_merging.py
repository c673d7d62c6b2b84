"""Two entries become one person: what is kept of which, what moves, and what is refused."""

import datetime
import threading

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.people import duplicates, merging, rules
from supportgroup.people.history import history
from supportgroup.people.models import ClinicalOutline, FormatMade, Merger, NotTheSame, Person
from tests.factories import OutlineFactory, PersonFactory, UserFactory
from tests.outbox.factories import MessageFactory
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory

pytestmark = pytest.mark.django_db
BORN = datetime.date(1960, 5, 4)


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def twice(group):
    """One person, entered twice."""
    kept = PersonFactory(
        group=group, first_name="Katharine", last_name="Marsh", nhs_number="9990000018", needs=["audio"]
    )
    gone = PersonFactory(
        group=group, first_name="Catherine", last_name="Marsh", email="cat@demo.example", phone="01632 960001",
        needs=["bsl"], do_not_contact=True,
    )  # fmt: skip
    return kept, gone


def merge(kept, gone, by, **chosen):
    return merging.merge(kept, gone, chosen=chosen, marks=duplicates.pair_of(kept, gone).marks, by=by)


def test_each_field_is_taken_from_the_entry_that_was_chosen_and_what_must_be_respected_from_both(twice, by):
    kept = merge(*twice, by, first_name="kept", email="gone", phone="gone")

    found = Person.objects.get()
    assert (found.pk, found.first_name, found.email, found.phone) == (
        kept.pk,
        "Katharine",
        "cat@demo.example",
        "01632 960001",
    )
    assert (found.nhs_number, found.needs, found.do_not_contact) == ("9990000018", ["audio", "bsl"], True)


def test_an_nhs_number_can_come_from_the_entry_that_goes(group, by):
    kept, gone = PersonFactory(group=group), PersonFactory(group=group, nhs_number="9990000018")

    merge(kept, gone, by, nhs_number="gone")

    assert Person.objects.get().nhs_number == "9990000018"


def test_what_other_rooms_hold_moves(twice, group, by):
    kept, gone = twice
    survey = OpenSurveyFactory(group=group)
    InviteeFactory(survey=survey, person=gone)
    message = MessageFactory(group=group, person=gone)
    FormatMade.objects.create(person=gone, letter="a", words="Read out", made_at="2026-05-03T10:00Z")

    moves = merging.rehearse(kept, gone, chosen={}, by=by)
    assert sorted(moves) == ["1 message", "1 survey they were asked in"]
    assert Person.objects.count() == 2
    merge(kept, gone, by)

    message.refresh_from_db()
    assert message.recipient_key == kept.pk
    assert survey.invitees.get().person_id == kept.pk
    assert FormatMade.objects.get().person_id == kept.pk


def test_the_trail_keeps_both_and_says_so(twice, by):
    kept, gone = twice
    key = gone.pk
    Person.objects.filter(pk=key).update(phone="01632 960002")
    gone.refresh_from_db()

    merge(kept, gone, by)

    told = [entry.what for entry in history(kept, clinical=True)]
    assert "Two entries of this person were merged" in told
    assert any(what.startswith("The other entry: Phone") for what in told)
    assert apps.get_model("people", "PersonEvent").objects.filter(pgh_obj_id=key).exists()
    assert Merger.objects.get().gone_key == key


def test_the_outline_is_merged_by_field(twice, by):
    kept, gone = twice
    OutlineFactory(person=kept, condition_group="primary")
    OutlineFactory(person=gone, on_immunoglobulin=True, treatment_place="home")

    merge(kept, gone, by, on_immunoglobulin="gone", treatment_place="gone")

    outline = ClinicalOutline.objects.get()
    assert (outline.condition_group, outline.on_immunoglobulin, outline.treatment_place) == ("primary", True, "home")


def test_an_account_goes_along_and_two_accounts_are_refused(twice, by):
    kept, gone = twice
    gone.user = UserFactory()
    gone.save()
    merge(kept, gone, by)
    kept.refresh_from_db()
    assert kept.user == gone.user

    other = PersonFactory(group=kept.group, user=UserFactory())
    with pytest.raises(Refused, match="account of their own"):
        merge(kept, other, by)


def test_two_nhs_numbers_are_two_people(twice, by):
    kept, gone = twice
    gone.nhs_number = "9990000026"
    gone.save()

    with pytest.raises(Refused, match="different NHS numbers"):
        merge(kept, gone, by)
    assert Person.objects.count() == 2


def test_entries_of_two_groups_stay_where_they_are(twice, other_group, by):
    kept, _ = twice
    theirs = PersonFactory(group=other_group)

    with pytest.raises(Refused, match="different groups"):
        merge(kept, theirs, by)


def test_what_changed_meanwhile_is_looked_at_again(twice, by):
    kept, gone = twice
    marks = duplicates.pair_of(kept, gone).marks
    Person.objects.filter(pk=gone.pk).update(phone="01632 960002")

    with pytest.raises(Refused, match="Look at both again"):
        merging.merge(kept, gone, chosen={}, marks=marks, by=by)


def test_an_entry_that_is_gone_is_refused_in_words(twice, by):
    kept, gone = twice
    marks = duplicates.pair_of(kept, gone).marks
    merging.merge(kept, gone, chosen={}, marks=marks, by=by)

    with pytest.raises(Refused, match="not on the register any more"):
        merging.merge(kept, gone, chosen={}, marks=marks, by=by)


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_in_opposite_directions_leave_one_person(group, nurse):
    one, other = PersonFactory(group=group, last_name="Marsh"), PersonFactory(group=group, last_name="Marsh")
    results, start = [], threading.Barrier(2)

    def go(kept, gone):
        marks = duplicates.pair_of(kept, gone).marks
        start.wait()
        try:
            results.append(merging.merge(kept, gone, chosen={}, marks=marks, by=SignedIn(nurse)).pk)
        except Refused as refused:
            results.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Person.objects.count() == 1
    assert {type(result) for result in results} == {int, str}


# Which pairs are offered


def pairs(group):
    return duplicates.possible(group)


def test_people_born_on_one_day_and_called_alike_are_offered(group):
    one = PersonFactory(group=group, first_name="Katharine", last_name="Marsh", date_of_birth=BORN)
    other = PersonFactory(group=group, first_name="Catherine", last_name="Marsh", date_of_birth=BORN)
    PersonFactory(group=group, first_name="Catherine", last_name="Marsh", date_of_birth=datetime.date(1970, 1, 1))
    PersonFactory(group=group, first_name="Omar", last_name="Haddad", date_of_birth=BORN)

    assert pairs(group) == [(one.pk, other.pk)]


def test_names_that_changed_places_are_offered_and_two_numbers_are_not(group, other_group):
    one = PersonFactory(group=group, first_name="Grace", last_name="Martin", nhs_number="9990000018")
    other = PersonFactory(group=group, first_name="Martin", last_name="Grace")
    assert pairs(group) == [(one.pk, other.pk)]

    other.nhs_number = "9990000026"
    other.save()
    PersonFactory(group=other_group, first_name="Grace", last_name="Martin")
    assert pairs(group) == []


def test_who_was_told_apart_is_not_offered_again(twice, group, by):
    kept, gone = twice
    assert pairs(group) == [(kept.pk, gone.pk)]

    merging.tell_apart(gone, kept, by=by)
    merging.tell_apart(kept, gone, by=by)

    assert pairs(group) == []
    assert NotTheSame.objects.count() == 1


@pytest.mark.parametrize(
    ("case", "refused"),
    [
        ({}, None),
        ({"same_entry": True}, "one entry"),
        ({"same_group": False}, "different groups"),
        ({"nhs_numbers": ("9990000018", "9990000026")}, "different NHS numbers"),
        ({"nhs_numbers": ("9990000018", "")}, None),
        ({"users": (1, 2)}, "account of their own"),
        ({"users": (1, None)}, None),
    ],
)
def test_why_two_entries_cannot_become_one(case, refused):
    usual = {"same_entry": False, "same_group": True, "nhs_numbers": ("", ""), "users": (None, None)}

    reason = rules.why_not_merge(**(usual | case))

    assert reason is None if refused is None else refused in reason


# The pages


def test_the_pages_lead_from_the_list_of_pairs_to_one_person(twice, signed_in, nurse):
    kept, gone = twice
    nurses = signed_in(nurse)
    page = reverse("merge_people", args=["immunology", kept.pk, gone.pk])

    assert page in nurses.get("/immunology/people/duplicates/").content.decode()
    assert page in nurses.get(kept.get_absolute_url()).content.decode()
    looked = nurses.get(page)
    marks = looked.context["pair"].marks
    check = nurses.post(page, {**marks, "email": "gone"})
    assert "This cannot be undone" in check.content.decode()
    assert Person.objects.count() == 2
    done = nurses.post(page, {**marks, "email": "gone", "sure": "yes"}, follow=True)

    assert Person.objects.get().email == "cat@demo.example"
    assert "is one person now" in done.content.decode()
    assert nurses.get(reverse("person", args=["immunology", gone.pk]), follow=True).redirect_chain


def test_two_people_are_told_apart_with_one_press(twice, group, signed_in, nurse):
    kept, gone = twice

    signed_in(nurse).post(reverse("tell_people_apart", args=["immunology", kept.pk, gone.pk]))

    assert pairs(group) == []
