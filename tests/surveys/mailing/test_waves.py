"""Reminders: on their day, only to those who have not replied, never without a deceased check, never twice."""

import threading

import pytest
from django.db import connection

from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions as outbox
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Standing
from surveys.mailing import actions
from surveys.mailing.choices import Outcome, Wish
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.tasks import start_due_waves
from tests.surveys.mailing.conftest import FINAL_ON, REMINDER_ON, SENT_ON, by_email, by_letter, check_on, on, send
from tests.surveys.mailing.factories import InviteeFactory, MailingFactory, OpenSurveyFactory


@pytest.fixture
def gone(sent):
    """The survey, its 5 invitations gone."""
    Message.objects.update(state="sent")
    return sent


def reminded(survey, number=2):
    occasion = f"survey {survey.pk}, mailing {number}"
    return set(Message.objects.filter(occasion=occasion).values_list("recipient_key", flat=True))


def state_of(survey, number=2):
    return survey.mailings.values_list("state", flat=True).get(number=number)


def test_before_its_day_nothing_goes(gone):
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON.replace(day=27), 23):
        start_due_waves()
    assert state_of(gone) == "planned"


def test_only_those_who_have_not_replied_are_reminded(gone):
    replied, undelivered, died, said_no, waits = gone.invitees.all()
    for invitee, outcome in [
        (replied, Outcome.RETURNED),
        (undelivered, Outcome.UNDELIVERED),
        (died, Outcome.DIED),
        (said_no, Outcome.OPTED_OUT),
    ]:
        Invitee.objects.filter(pk=invitee.pk).update(outcome=outcome, outcome_on=SENT_ON)
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert reminded(gone) == {waits.person_id}
    mailing = gone.mailings.get(number=2)
    assert (mailing.state, mailing.sent_on, mailing.people) == ("sent", REMINDER_ON, 1)


def test_a_reply_of_the_same_morning_is_seen(gone):
    invitee = gone.invitees.first()
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        actions.mark_replied(invitee, on=REMINDER_ON, by=CLOCK)
        start_due_waves()
    assert invitee.person_id not in reminded(gone)
    assert len(reminded(gone)) == 4


def test_only_those_who_may_know_who_replied_see_a_reminder(gone, nurse, pals):
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    occasion = f"survey {gone.pk}, mailing 2"
    of_nurse = Message.objects.visible_to(nurse, in_group=gone.group)
    assert of_nurse.filter(occasion=occasion).count() == 0
    assert of_nurse.count() == 5
    assert Message.objects.visible_to(pals, in_group=gone.group).filter(occasion=occasion).count() == 5


def test_without_a_check_the_wave_is_held_and_says_how_many_wait(gone):
    with on(REMINDER_ON):
        start_due_waves()
    mailing = gone.mailings.get(number=2)
    assert (mailing.state, mailing.emails, mailing.letters) == ("held", 3, 2)
    assert mailing.held_because == "The deceased check is more than 72 hours old."
    assert reminded(gone) == set()


def test_a_held_wave_leaves_one_line_in_the_trail_however_often_it_is_looked_at(gone):
    with on(REMINDER_ON):
        for _ in range(3):
            start_due_waves()
    events = Mailing.pgh_event_model.objects.filter(pgh_obj_id=gone.mailings.get(number=2).pk, state="held")
    assert events.count() == 1


def test_recording_a_check_releases_a_held_wave(gone, pals):
    with on(REMINDER_ON):
        start_due_waves()
    late = REMINDER_ON.replace(day=30)
    with on(late):
        check_on(gone.group, late)
        start_due_waves()
    assert state_of(gone) == "sent"
    assert len(reminded(gone)) == 5


def test_a_late_reminder_moves_the_final_one_as_many_days(gone):
    late = REMINDER_ON.replace(day=30)
    check_on(gone.group, late)
    with on(late):
        start_due_waves()
    assert gone.mailings.get(number=3).planned_on == FINAL_ON.replace(day=28)


def test_two_reminders_overdue_on_one_day_are_not_sent_together(gone):
    check_on(gone.group, FINAL_ON)
    with on(FINAL_ON):
        start_due_waves()
        start_due_waves()
    assert (state_of(gone, 2), state_of(gone, 3)) == ("sent", "planned")
    assert reminded(gone, 3) == set()


def test_a_final_reminder_pushed_beyond_the_close_is_not_needed(gone):
    late = FINAL_ON.replace(month=11, day=25)
    check_on(gone.group, late)
    with on(late):
        start_due_waves()
    assert (state_of(gone, 2), state_of(gone, 3)) == ("sent", "cancelled")


def test_nothing_goes_after_the_survey_has_closed(gone):
    gone.state = "closing"
    gone.save()
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
        with pytest.raises(Refused, match="not open"):
            actions.start_wave(gone.mailings.get(number=2), by=CLOCK)
    assert reminded(gone) == set()


def test_when_everybody_has_replied_the_reminder_is_not_needed(gone):
    gone.invitees.update(outcome=Outcome.RETURNED, outcome_on=SENT_ON)
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert state_of(gone) == "cancelled"


def test_who_died_or_moved_since_is_not_reminded(gone):
    died, moved, asked_not, *others = (invitee.person for invitee in gone.invitees.all())
    for person, change in [(died, "died"), (moved, "moved")]:
        person.standing = Standing(change)
        person.save()
    asked_not.do_not_contact = True
    asked_not.save()
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert reminded(gone) == {person.pk for person in others}


def test_whom_we_owe_a_call_is_not_reminded_but_counted(gone):
    waits = gone.invitees.first()
    Invitee.objects.filter(pk=waits.pk).update(wish=Wish.CALL)
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert waits.person_id not in reminded(gone)
    assert gone.mailings.get(number=2).calls == 1


def test_whose_invitation_has_not_left_us_is_not_reminded_of_it(sent):
    printed, *others = sent.invitees.all()
    Message.objects.exclude(recipient_key=printed.person_id).update(state="sent")
    check_on(sent.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert reminded(sent) == {invitee.person_id for invitee in others}


def test_a_reminder_that_was_never_printed_makes_way_for_the_final_one(gone):
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    check_on(gone.group, FINAL_ON)
    with on(FINAL_ON):
        start_due_waves()
    reminders = Message.objects.filter(occasion=f"survey {gone.pk}, mailing 2")
    assert set(reminders.values_list("state", "reason")) == {
        ("held", "The next letter of this survey has taken its place.")
    }
    assert len(reminded(gone, 3)) == 5


def test_one_trouble_does_not_hold_up_the_other_surveys(gone, nurse):
    second = send(OpenSurveyFactory(group=gone.group), nurse)
    Message.objects.update(state="sent")
    gone.state = "closed"
    gone.closed_on, gone.final_counts = REMINDER_ON, {"opened": 0}
    gone.save()
    check_on(second.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    assert len(reminded(second)) == 5


def test_a_wave_costs_the_same_queries_for_5_and_for_50(gone, nurse, django_assert_max_num_queries):
    by_email(gone.group, 45)
    second = send(OpenSurveyFactory(group=gone.group), nurse)
    Message.objects.update(state="sent")
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        for survey in (gone, second):
            with django_assert_max_num_queries(24):
                actions.start_wave(survey.mailings.get(number=2), by=CLOCK)
    assert len(reminded(second)) == 50
    check_on(gone.group, FINAL_ON)
    with on(FINAL_ON):
        for survey in (gone, second):
            with django_assert_max_num_queries(26):
                actions.start_wave(survey.mailings.get(number=3), by=CLOCK)
    assert len(reminded(second, 3)) == 50


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", range(5))
def test_two_clocks_at_once_remind_each_person_once(group, round_number):
    survey = OpenSurveyFactory(group=group)
    for person in [*by_email(group, 10), *by_letter(group, 10)]:
        InviteeFactory(survey=survey, person=person)
    MailingFactory(survey=survey, state="sent", sent_on=SENT_ON)
    MailingFactory(survey=survey, number=2, kind="reminder", planned_on=REMINDER_ON)
    check_on(group, REMINDER_ON)
    together = threading.Barrier(3)

    def tick():
        try:
            with on(REMINDER_ON):
                together.wait()
                start_due_waves()
        finally:
            connection.close()

    clocks = [threading.Thread(target=tick) for _ in range(3)]
    for one in clocks:
        one.start()
    for one in clocks:
        one.join()
    assert Message.objects.count() == 20
    assert len(reminded(survey)) == 20
    assert state_of(survey) == "sent"


def test_a_message_that_waits_when_its_person_replies_is_held_at_sending(gone):
    person = gone.invitees.filter(person__email__gt="").first()
    check_on(gone.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
        actions.mark_replied(person, on=REMINDER_ON, by=CLOCK)
        outbox.deliver()
    message = Message.objects.get(occasion=f"survey {gone.pk}, mailing 2", recipient_key=person.person_id)
    assert (message.state, message.reason) == ("held", "This person is not to be written to again in this survey.")


def test_recording_a_check_is_signed(survey, pals):
    with on(SENT_ON):
        check = actions.record_deceased_check(
            survey.group, checked_at=check_on(survey.group, SENT_ON).checked_at, by=SignedIn(pals)
        )
    assert check.recorded_by == pals
