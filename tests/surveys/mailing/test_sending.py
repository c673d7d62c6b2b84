"""The invitations: who is asked, numbered, planned and queued, all at once and only once."""

import threading

import pytest
from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Need, Standing
from surveys.mailing import actions, codes
from surveys.mailing.models import DeceasedCheck, Invitee, Mailing, Sample
from surveys.mailing.numbers import record_number
from surveys.mailing.sampling import reach
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import (
    FINAL_ON,
    REMINDER_ON,
    SENT_ON,
    by_email,
    by_letter,
    check_on,
    on,
    send,
    with_outline,
)
from tests.surveys.mailing.factories import DraftSurveyFactory, InviteeFactory, OpenSurveyFactory, SampleFactory


def ready(survey, user, filters=None):
    check_on(survey.group, SENT_ON)
    actions.choose(survey, filters=filters or {}, by=SignedIn(user))


def test_everybody_chosen_gets_a_number_a_code_and_one_letter(sent):
    invitees = Invitee.objects.filter(survey=sent)
    assert [invitee.record_number for invitee in invitees] == [record_number("qvt", n) for n in range(1001, 1006)]
    assert {invitee.person_id for invitee in invitees} == {person.pk for person in sent.group.people.all()}
    assert all(codes.invitee_of_code(codes.typed_code(invitee)) == invitee for invitee in invitees)
    messages = Message.objects.values_list("kind", "channel", "recipient_key", "occasion", "seen_by", "state")
    assert sorted(messages) == sorted(
        (
            "surveys.invitation",
            "email" if person.email else "letter",
            person.pk,
            f"survey {sent.pk}, mailing 1",
            "see_surveys",
            "queued",
        )
        for person in sent.group.people.all()
    )


def test_three_mailings_are_planned(sent):
    planned = Mailing.objects.filter(survey=sent).values_list("number", "kind", "state", "planned_on", "sent_on")
    assert list(planned) == [
        (1, "invitation", "sent", SENT_ON, SENT_ON),
        (2, "reminder", "planned", REMINDER_ON, None),
        (3, "final", "planned", FINAL_ON, None),
    ]
    first = sent.mailings.first()
    assert (first.emails, first.letters, first.calls) == (3, 2, 0)


def test_record_numbers_run_on_through_all_surveys_of_the_group(sent, nurse):
    second = send(OpenSurveyFactory(group=sent.group), nurse)
    numbers = list(second.invitees.values_list("record_number", flat=True))
    assert numbers == [record_number("qvt", n) for n in range(1006, 1011)]
    sent.group.refresh_from_db()
    assert sent.group.last_record_number == 1010


def test_who_cannot_be_written_to_is_phoned_or_left_out(survey, nurse):
    group = survey.group
    written = by_letter(group)[0]
    large = by_letter(group, needs=[Need.LARGE_PRINT])[0]
    audio = by_letter(group, needs=[Need.AUDIO], phone="020 7946 0001")[0]
    PersonFactory(group=group, standing=Standing.DIED)
    PersonFactory(group=group, standing=Standing.MOVED)
    PersonFactory(group=group, do_not_contact=True, phone="020 7946 0002")
    PersonFactory(group=group, address="", email="")
    found = reach(group.people.all())
    assert found.letters == [written, large]
    assert [person for person, _ in found.calls] == [audio]
    assert sorted(reason for _, reason in found.left_out) == sorted(
        ["Died", "Moved to another hospital", "Asked not to be contacted", "No address to write to"]
    )
    send(survey, nurse)
    assert {invitee.person: invitee.wish for invitee in survey.invitees.all()} == {
        written: "",
        large: "",
        audio: "call",
    }
    assert not Message.objects.filter(recipient_key=audio.pk).exists()
    assert survey.mailings.first().calls == 1


def test_people_of_another_group_are_never_asked(survey, other_group, nurse):
    by_letter(survey.group)
    stranger = by_letter(other_group)[0]
    send(survey, nurse)
    assert not Invitee.objects.filter(person=stranger).exists()


def test_a_nurse_chooses_by_treatment(survey, nurse):
    treated = with_outline(by_letter(survey.group)[0], on_immunoglobulin=True)
    with_outline(by_letter(survey.group)[0])
    by_letter(survey.group)
    with on(SENT_ON):
        ready(survey, nurse, {"immunoglobulin": "yes"})
        actions.send_invitations(survey, by=SignedIn(nurse))
    assert [invitee.person for invitee in survey.invitees.all()] == [treated]


def test_pals_cannot_choose_by_treatment(survey, pals):
    actions.choose(survey, filters={"immunoglobulin": "yes", "contact": "letter"}, by=SignedIn(pals))
    assert Sample.objects.get(survey=survey).filters == {"contact": "letter"}


def test_pals_cannot_overwrite_what_a_nurse_chose_by_treatment(survey, nurse, pals):
    actions.choose(survey, filters={"immunoglobulin": "yes"}, by=SignedIn(nurse))
    with pytest.raises(Refused, match="a nurse has to change the choice"):
        actions.choose(survey, filters={"contact": "letter"}, by=SignedIn(pals))
    assert Sample.objects.get(survey=survey).filters == {"immunoglobulin": "yes"}


def test_pals_cannot_send_what_a_nurse_chose_by_treatment(survey, nurse, pals):
    with_outline(by_letter(survey.group)[0], on_immunoglobulin=True)
    with on(SENT_ON):
        ready(survey, nurse, {"immunoglobulin": "yes"})
        with pytest.raises(Refused, match="a nurse has to send"):
            actions.send_invitations(survey, by=SignedIn(pals))


def test_a_survey_that_is_not_open_is_not_sent(group, nurse):
    draft = DraftSurveyFactory(group=group)
    by_letter(group)
    with on(SENT_ON):
        ready(draft, nurse)
        with pytest.raises(Refused, match="not open"):
            actions.send_invitations(draft, by=SignedIn(nurse))
    assert not Invitee.objects.exists()


def test_without_a_choice_nobody_is_asked(survey, nurse):
    by_letter(survey.group)
    with on(SENT_ON):
        check_on(survey.group, SENT_ON)
        with pytest.raises(Refused, match="nobody who can be asked"):
            actions.send_invitations(survey, by=SignedIn(nurse))


def test_an_old_deceased_check_stops_everything(survey, nurse):
    by_letter(survey.group)
    with on(SENT_ON):
        ready(survey, nurse)
    with on(SENT_ON.replace(day=11)), pytest.raises(Refused, match="out of date"):
        actions.send_invitations(survey, by=SignedIn(nurse))
    assert not Message.objects.exists()


def test_the_check_of_another_group_does_not_count(survey, other_group, nurse):
    by_letter(survey.group)
    with on(SENT_ON):
        check_on(other_group, SENT_ON)
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        with pytest.raises(Refused, match="out of date"):
            actions.send_invitations(survey, by=SignedIn(nurse))


def test_a_list_that_changed_after_it_was_shown_is_not_sent(survey, nurse):
    by_letter(survey.group)
    with on(SENT_ON):
        ready(survey, nurse)
        seen = reach(survey.group.people.all()).fingerprint
        by_letter(survey.group)
        with pytest.raises(Refused, match="has changed"):
            actions.send_invitations(survey, by=SignedIn(nurse), seen=seen)
        actions.send_invitations(survey, by=SignedIn(nurse), seen=reach(survey.group.people.all()).fingerprint)
    assert survey.invitees.count() == 2


def test_sending_a_second_time_is_refused_and_changes_nothing(sent, nurse):
    with on(SENT_ON), pytest.raises(Refused, match="sent already"):
        actions.send_invitations(sent, by=SignedIn(nurse))
    assert (sent.invitees.count(), Message.objects.count(), sent.mailings.count()) == (5, 5, 3)


def test_a_code_that_would_clash_gets_the_next_version(survey, nurse):
    taken = codes.mark_of(codes.code_of(record_number("qvt", 1001), 1))
    InviteeFactory(code_mark=taken)
    by_letter(survey.group)
    send(survey, nurse)
    invitee = survey.invitees.get()
    assert invitee.key_version == 2
    assert codes.invitee_of_code(codes.typed_code(invitee)) == invitee


def test_the_trail_says_who_sent_and_names_nobody(sent, nurse):
    event = Mailing.pgh_event_model.objects.filter(number=1).latest("pgh_id")
    assert event.pgh_context["action"] == "invitations.sent"
    assert event.pgh_context["actor_name"] == "Grace Adeyemi"
    assert not hasattr(Invitee, "pgh_event_model")


def test_the_deceased_check_keeps_when_and_who(survey, nurse):
    with on(SENT_ON, 12):
        actions.record_deceased_check(survey.group, checked_at=clock.at(SENT_ON, 8), by=SignedIn(nurse))
    check = DeceasedCheck.objects.get()
    assert (check.checked_at, check.recorded_at, check.recorded_by) == (
        clock.at(SENT_ON, 8),
        clock.at(SENT_ON, 12),
        nurse,
    )


def test_a_check_in_the_future_is_refused(survey, nurse):
    with on(SENT_ON), pytest.raises(Refused, match="cannot be in the future"):
        actions.record_deceased_check(survey.group, checked_at=clock.at(SENT_ON, 10), by=SignedIn(nurse))


def test_the_choice_stands_once_the_invitations_have_gone(sent, nurse):
    with pytest.raises(Refused, match="the choice stands"):
        actions.choose(sent, filters={"contact": "letter"}, by=SignedIn(nurse))


def test_1000_people_are_sent_to_in_few_queries(survey, nurse, django_assert_max_num_queries):
    by_email(survey.group, 1000)
    with on(SENT_ON):
        ready(survey, nurse)
        with django_assert_max_num_queries(30):
            actions.send_invitations(survey, by=SignedIn(nurse))
    assert Message.objects.count() == 1000


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_once(group, nurse):
    survey = OpenSurveyFactory(group=group)
    by_letter(group, 20)
    check_on(group, SENT_ON)
    SampleFactory(survey=survey)
    together, ends = threading.Barrier(2), []

    def press():
        try:
            with on(SENT_ON):
                together.wait()
                actions.send_invitations(survey, by=SignedIn(nurse))
                ends.append("sent")
        except Refused as refused:
            ends.append(str(refused))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(ends) == ["These invitations have been sent already. Nothing was sent twice.", "sent"]
    assert (Invitee.objects.count(), Message.objects.count(), Mailing.objects.count()) == (20, 20, 3)


@pytest.mark.django_db(transaction=True)
def test_two_surveys_sent_at_once_never_share_a_record_number(group, nurse):
    by_letter(group, 10)
    check_on(group, SENT_ON)
    surveys = [OpenSurveyFactory(group=group) for _ in range(4)]
    for survey in surveys:
        SampleFactory(survey=survey)
    together, troubles = threading.Barrier(4), []

    def press(survey):
        try:
            with on(SENT_ON):
                together.wait()
                actions.send_invitations(survey, by=SignedIn(nurse))
        except Exception as trouble:  # noqa: BLE001
            troubles.append(trouble)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[survey]) for survey in surveys]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert troubles == []
    numbers = list(Invitee.objects.order_by("record_number").values_list("record_number", flat=True))
    assert numbers == [record_number("qvt", n) for n in range(1001, 1041)]
