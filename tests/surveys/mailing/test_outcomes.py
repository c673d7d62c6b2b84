"""What became of each person: by code and day, never a moment, and letters that wait are withdrawn."""

import datetime

import pytest
from django.db import connection, models

from supportgroup.access.actor import CLOCK, ByTheirOwnLink, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Need
from surveys.mailing import actions, codes
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from tests.surveys.mailing.conftest import SENT_ON, by_letter, on, send

TUESDAY = SENT_ON.replace(day=8)


@pytest.fixture
def invitee(sent):
    return sent.invitees.select_related("person").first()


def waiting(invitee):
    return list(Message.objects.filter(recipient_key=invitee.person_id).values_list("state", flat=True))


def test_a_reply_is_noted_by_its_day(invitee):
    actions.mark_replied(invitee, on=TUESDAY, by=CLOCK)
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.RETURNED, TUESDAY)


def test_nobody_replies_twice(invitee):
    actions.mark_replied(invitee, on=TUESDAY, by=CLOCK)
    with pytest.raises(Refused, match="counted once"):
        actions.mark_replied(invitee, on=TUESDAY, by=CLOCK)


def test_a_reply_touches_no_row_of_the_outbox_because_that_would_date_it(invitee):
    before = Message.objects.filter(recipient_key=invitee.person_id).values().get()
    actions.mark_replied(invitee, on=TUESDAY, by=CLOCK)
    assert Message.objects.filter(recipient_key=invitee.person_id).values().get() == before


def test_no_moment_and_no_history_is_kept_of_anybody_asked(invitee):
    kinds = {type(field) for field in Invitee._meta.concrete_fields}
    assert models.DateTimeField not in kinds
    actions.mark_replied(invitee, on=TUESDAY, by=ByTheirOwnLink(key=invitee.person_id))
    actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=CLOCK)
    tables = [name for name in connection.introspection.table_names() if name.endswith("event")]
    assert tables
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT pgh_context FROM "{table}"')
            told = " ".join(str(row[0]) for row in cursor.fetchall())
            assert "invitee.replied" not in told
            assert "slip.recorded" not in told


def test_who_says_no_by_their_own_link_is_not_written_to_again(invitee):
    actions.opt_out(invitee, on=TUESDAY, by=ByTheirOwnLink(key=invitee.person_id))
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.OPTED_OUT, TUESDAY)
    assert waiting(invitee) == ["held"]


def test_a_slip_that_says_replied_closes_the_reminder(invitee, pals):
    with on(TUESDAY):
        actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=SignedIn(pals))
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.RETURNED, TUESDAY)
    assert waiting(invitee) == ["held"]


def test_what_is_withdrawn_is_dated_by_the_day(invitee):
    with on(TUESDAY, 15):
        actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=CLOCK)
    message = Message.objects.get(recipient_key=invitee.person_id)
    assert message.state_since.astimezone(datetime.UTC).hour in (23, 0)


def test_a_slip_of_somebody_who_answered_online_changes_nothing(invitee):
    actions.mark_replied(invitee, on=SENT_ON, by=CLOCK)
    for heard in (Outcome.RETURNED, Outcome.OPTED_OUT, Outcome.UNDELIVERED):
        actions.record_slip(invitee, heard=heard, on=TUESDAY, by=CLOCK)
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.RETURNED, SENT_ON)


def test_a_slip_that_asks_for_a_call_leaves_the_person_unanswered_and_their_letters_wait_no_more(invitee):
    actions.record_slip(invitee, wish="call", on=TUESDAY, by=CLOCK)
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on, invitee.wish) == (Outcome.NOT_RETURNED, None, "call")
    assert waiting(invitee) == ["held"]
    actions.meet_wish(invitee, by=CLOCK)
    invitee.refresh_from_db()
    assert invitee.wish == ""


def test_a_slip_recorded_by_mistake_is_taken_back_the_same_day(invitee):
    with on(TUESDAY):
        recorded = actions.record_slip(invitee, heard=Outcome.OPTED_OUT, on=TUESDAY, by=CLOCK)
        actions.take_back_slip(invitee, recorded=recorded, by=CLOCK)
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.NOT_RETURNED, None)


def test_taking_back_a_slip_never_takes_back_an_answer_given_online(invitee):
    actions.mark_replied(invitee, on=SENT_ON, by=CLOCK)
    with on(TUESDAY):
        recorded = actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=CLOCK)
        actions.take_back_slip(invitee, recorded=recorded, by=CLOCK)
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.RETURNED


def test_an_answer_that_came_after_the_slip_is_not_taken_back_with_it(invitee):
    with on(TUESDAY):
        recorded = actions.record_slip(invitee, heard=Outcome.OPTED_OUT, on=TUESDAY, by=CLOCK)
        actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=CLOCK)
        with pytest.raises(Refused, match="has changed since"):
            actions.take_back_slip(invitee, recorded=recorded, by=CLOCK)
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.RETURNED


def test_a_slip_is_not_taken_back_on_another_day(invitee):
    with on(TUESDAY):
        recorded = actions.record_slip(invitee, heard=Outcome.OPTED_OUT, on=TUESDAY, by=CLOCK)
    with on(TUESDAY.replace(day=9)), pytest.raises(Refused, match="only on the day"):
        actions.take_back_slip(invitee, recorded=recorded, by=CLOCK)


def test_taking_back_a_slip_lets_the_letters_that_it_stopped_go_again(invitee):
    with on(TUESDAY):
        recorded = actions.record_slip(invitee, heard=Outcome.OPTED_OUT, on=TUESDAY, by=CLOCK)
        actions.take_back_slip(invitee, recorded=recorded, by=CLOCK)
    assert waiting(invitee) == ["queued"]


def test_nothing_is_recorded_once_the_survey_closes(sent, invitee):
    sent.state = "closing"
    sent.save()
    with pytest.raises(Refused, match="not open"):
        actions.record_slip(invitee, heard=Outcome.RETURNED, on=TUESDAY, by=CLOCK)
    with pytest.raises(Refused, match="not open"):
        actions.opt_out(invitee, on=TUESDAY, by=CLOCK)


def test_a_lost_letter_is_sent_again_with_a_new_code(invitee):
    Message.objects.update(state="sent")
    old = codes.typed_code(invitee)
    invitee = actions.send_new_code(invitee, by=CLOCK)
    message = Message.objects.get(occasion=f"survey {invitee.survey_id}, code 2")
    assert (message.recipient_key, message.state, message.seen_by) == (invitee.person_id, "queued", "see_who_replied")
    assert codes.invitee_of_code(old) is None


def test_a_letter_that_came_back_is_sent_to_the_new_address_and_the_person_may_reply(invitee):
    actions.record_slip(invitee, heard=Outcome.UNDELIVERED, on=TUESDAY, by=CLOCK)
    actions.send_new_code(invitee, by=CLOCK)
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.NOT_RETURNED, None)


def test_who_replied_gets_no_new_code(invitee):
    actions.mark_replied(invitee, on=SENT_ON, by=CLOCK)
    with pytest.raises(Refused, match="not written to again"):
        actions.send_new_code(invitee, by=CLOCK)
    invitee.refresh_from_db()
    assert invitee.key_version == 1


def test_who_cannot_be_written_to_gets_no_new_code_and_keeps_the_old(survey, nurse):
    person = by_letter(survey.group)[0]
    send(survey, nurse)
    person.needs = [Need.BRAILLE]
    person.save()
    with pytest.raises(Refused, match="needs braille"):
        actions.send_new_code(survey.invitees.get(), by=CLOCK)
    assert survey.invitees.get().key_version == 1
