"""The gate of a mailing: a check by hand counts for the group, a check by a list for exactly the people in it."""

import datetime

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from supportgroup.tracing import actions as tracing
from supportgroup.tracing.models import Traced, TraceList
from supportgroup.tracing.results import mark_of, people_of, results_of
from surveys.mailing import actions, letters, today
from surveys.mailing.checking import newest_check, unchecked
from surveys.mailing.models import DeceasedCheck, Invitee, Mailing
from tests.surveys.mailing.conftest import REMINDER_ON, SENT_ON, by_email, by_letter, check_on, on
from tests.tracing.conftest import file, result_of
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050")
DIED = {"DATE_OF_DEATH": "20260903", "DEATH_NOTIFICATION_STATUS": "2"}


@pytest.fixture
def people(group):
    """Three by email and two by letter, with numbers, so that the service finds them."""
    found = [*by_email(group, 3), *by_letter(group, 2)]
    for number, person in zip(NUMBERS, found, strict=True):
        person.nhs_number, person.first_name = number, f"P{number[-2:]}"
        person.date_of_birth = datetime.date(1950, 3, 11)
        person.save()
    return found


@pytest.fixture
def chosen(survey, people, nurse):
    with on(SENT_ON, 7):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
    return survey


def listed(survey, user, **options):
    return actions.make_check_list(survey, sees_names=False, by=SignedIn(user), **options)


def confirmed(made, user, **changes):
    tracing.load(made, file=file(result_of(made, changes)), by=SignedIn(user))
    made.refresh_from_db()
    return tracing.confirm(made, seen=mark_of(results_of(made)), by=SignedIn(user))


def test_the_result_of_a_survey_s_list_records_the_check_and_opens_the_gate(chosen, people, nurse):
    with on(SENT_ON, 8):
        made = listed(chosen, nurse)
        with pytest.raises(Refused, match="The deceased check is missing"):
            actions.send_invitations(chosen, by=SignedIn(nurse))
    with on(SENT_ON, 9):
        confirmed(made, nurse, P18=DIED)
        check = DeceasedCheck.objects.get()
        assert (check.checked_at, check.recorded_by, check.traced) == (clock.at(SENT_ON, 8), nurse, made)
        actions.send_invitations(chosen, by=SignedIn(nurse))

    assert {invitee.person for invitee in Invitee.objects.all()} == set(people[1:])


def test_the_check_counts_from_when_the_list_was_made(chosen, nurse):
    with on(SENT_ON, 8):
        made = listed(chosen, nurse)
    late = SENT_ON + datetime.timedelta(days=3)
    with on(late, 9):
        confirmed(made, nurse)
        with pytest.raises(Refused, match="missing or out of date"):
            actions.send_invitations(chosen, by=SignedIn(nurse))


def test_who_is_not_in_the_list_is_not_covered_and_holds_up_the_mailing(chosen, group, nurse):
    with on(SENT_ON, 8):
        confirmed(listed(chosen, nurse), nurse)
        by_email(group, 1, first_name="Late")

        with pytest.raises(Refused, match="1 person of this mailing is in no deceased check that counts"):
            actions.send_invitations(chosen, by=SignedIn(nurse))

        confirmed(listed(chosen, nurse), nurse)
        assert TraceList.objects.get(state="checked", people=6)


def test_who_is_unsure_holds_up_the_mailing_until_somebody_looked(chosen, nurse):
    with on(SENT_ON, 8):
        confirmed(listed(chosen, nurse), nurse, P18={"ERROR_SUCCESS_CODE": "92"})
        with pytest.raises(Refused, match="1 person of this mailing is in no deceased check"):
            actions.send_invitations(chosen, by=SignedIn(nurse))

        tracing.look_at(Traced.objects.to_look_at().get(), by=SignedIn(nurse))

        actions.send_invitations(chosen, by=SignedIn(nurse))


def test_a_list_of_the_register_covers_the_survey_s_people_too_and_nobody_else_s(
    chosen, group, other_group, nurse, people
):
    with on(SENT_ON, 8):
        made = tracing.make_list(group, who=Person.objects.of(group), title="The register", by=SignedIn(nurse))
        confirmed(made, nurse)
        keys = [person.pk for person in people]

        assert unchecked(group, keys) == 0
        assert unchecked(other_group, keys) == 5
        actions.send_invitations(chosen, by=SignedIn(nurse))


def test_a_check_recorded_by_hand_still_counts_for_the_group(chosen, nurse):
    with on(SENT_ON, 9):
        check_on(chosen.group, SENT_ON)
        actions.send_invitations(chosen, by=SignedIn(nurse))


@pytest.fixture
def sent_after_a_list(chosen, nurse):
    with on(SENT_ON, 8):
        confirmed(listed(chosen, nurse), nurse)
        actions.send_invitations(chosen, by=SignedIn(nurse))
    return chosen


def test_a_message_to_somebody_in_no_check_is_held_and_let_go_when_there_is_one(sent_after_a_list, people, nurse):
    Traced.objects.filter(person=people[0]).delete()
    with on(SENT_ON, 10):
        deliver()
        held = Message.objects.get(state="held")
        assert (held.recipient_key, held.reason) == (people[0].pk, letters.NO_CHECK)

        confirmed(listed(sent_after_a_list, nurse), nurse)
        deliver()
        held.refresh_from_db()
    assert held.state == "sent"


def test_the_list_of_a_sent_survey_tells_nobody_who_has_replied(sent_after_a_list, people, nurse):
    first = Invitee.objects.get(person=people[0])
    with on(SENT_ON, 12):
        actions.record_slip(first, on=SENT_ON, heard=1, by=CLOCK)
        made = listed(sent_after_a_list, nurse)

    assert {one.person for one in people_of(made)} == set(people)


def test_a_reminder_waits_for_a_check_that_covers_its_people_and_goes_after_it(sent_after_a_list, group, nurse):
    wave = Mailing.objects.get(number=2)
    with on(SENT_ON, 10):
        deliver()
    with on(REMINDER_ON):
        actions.start_wave(wave, by=CLOCK)
        wave.refresh_from_db()
        assert (wave.state, wave.held_because) == ("held", "The deceased check is more than 72 hours old.")
        assert [line.urgent for line in lines_of_room(today, nurse, group, REMINDER_ON)] == [True]

        confirmed(listed(sent_after_a_list, nurse), nurse, P18=DIED)
        assert [line for line in lines_of_room(today, nurse, group, REMINDER_ON) if "deceased" in line.text] == []
        actions.start_wave(wave, by=CLOCK)

    wave.refresh_from_db()
    assert (wave.state, wave.emails) == ("sent", 2)


def test_of_lists_a_survey_shows_its_own_and_the_register_s(chosen, group, people, nurse):
    with on(SENT_ON, 8):
        made = tracing.make_list(group, who=people, title="Another", about="survey 0", by=SignedIn(nurse))
        confirmed(made, nurse)
        assert newest_check(group, chosen.pk) is None
        confirmed(listed(chosen, nurse), nurse)
        assert newest_check(group, chosen.pk).traced.about == f"survey {chosen.pk}"


def test_a_list_needs_a_choice_and_a_survey_that_is_open(survey, people, nurse):
    with pytest.raises(Refused, match="Choose whom to ask first"):
        listed(survey, nurse)


def test_people_chosen_by_treatment_are_listed_by_a_nurse_and_shown_to_her(survey, people, nurse, pals, group):
    from tests.surveys.mailing.conftest import with_outline

    with_outline(people[0], on_immunoglobulin=True)
    actions.choose(survey, filters={"immunoglobulin": "yes"}, by=SignedIn(nurse))
    with pytest.raises(Refused, match="a nurse has to make the list"):
        listed(survey, pals)

    made = listed(survey, nurse)

    assert [one.person for one in people_of(made)] == [people[0]]
    assert TraceList.objects.visible_to(nurse, in_group=group).count() == 1
    assert TraceList.objects.visible_to(pals, in_group=group).count() == 0


def test_the_page_of_the_check_makes_the_list_and_leads_back_to_it(signed_in, pals, chosen):
    client = signed_in(pals)
    page = f"/immunology/surveys/{chosen.pk}/deceased-check/"

    made = client.post(f"{page}list/")

    assert made.url == TraceList.objects.get().get_absolute_url()
    assert "Go on with the list of" in client.get(page).content.decode()


def test_the_list_of_a_survey_that_is_out_is_replaced_only_after_asking(chosen, nurse, signed_in):
    out = listed(chosen, nurse)
    tracing.note_download(out, by=SignedIn(nurse))
    nurses, page = signed_in(nurse), reverse("make_check_list", args=[chosen.group.slug, chosen.pk])

    asked = nurses.post(page)

    assert "its result has not come back" in asked.content.decode()
    assert TraceList.objects.get() == out
    nurses.post(page, {"instead_of": out.pk})
    assert TraceList.objects.count() == 2
