"""The close of the mailing side: final counts, and a list that keeps no order of replies."""

import pytest
from django.db import connection

from supportgroup.access.actor import CLOCK
from surveys.mailing import actions
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Call, Invitee
from surveys.mailing.standing import standing_of
from tests.surveys.mailing.conftest import SENT_ON, by_letter, send


def places(survey):
    """Return (transaction, record number) of the rows in the order in which they lie on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, id FROM mailing_invitee WHERE survey_id = %s ORDER BY ctid", [survey.pk])
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_the_rewritten_list_keeps_no_order_of_replies(survey, nurse):
    with connection.cursor() as cursor:  # so that no row falls into a gap that an earlier test has left
        cursor.execute("TRUNCATE mailing_invitee, mailing_formernumber, mailing_call")
    by_letter(survey.group, 30)
    send(survey, nurse)
    in_order = list(survey.invitees.values_list("pk", flat=True))
    for key in (in_order[20], in_order[3], in_order[11], in_order[25], in_order[0]):
        actions.mark_replied(Invitee.objects.get(pk=key), on=SENT_ON, by=CLOCK)
    call = Call.objects.create(invitee_id=in_order[3], reason="replied", on=SENT_ON)
    told = places(survey)
    assert [key for _, key in told][-5:] == [in_order[20], in_order[3], in_order[11], in_order[25], in_order[0]]
    assert len({transaction for transaction, _ in told}) == 6
    before = list(survey.invitees.values())

    actions.rewrite_list(survey, by=CLOCK)

    told = places(survey)
    assert [key for _, key in told] == in_order
    assert len({transaction for transaction, _ in told}) == 1
    assert list(survey.invitees.values()) == before
    assert Call.objects.get().invitee_id == call.invitee_id, "a call stays with whom it was about"


def test_the_final_counts_say_what_became_of_everybody(sent):
    one, two, three, four, _five = sent.invitees.all()
    actions.mark_replied(one, on=SENT_ON, by=CLOCK)
    actions.mark_replied(two, on=SENT_ON.replace(day=20), by=CLOCK)
    actions.record_slip(three, heard=Outcome.OPTED_OUT, on=SENT_ON, by=CLOCK)
    actions.record_slip(four, heard=Outcome.UNDELIVERED, on=SENT_ON, by=CLOCK)
    assert actions.rewrite_list(sent, by=CLOCK) == {
        "asked": 5,
        "outcomes": {"1": 2, "2": 1, "4": 1, "6": 1},
        "by_week": [1, 1],
        "by_mailing": [2],
    }


def test_the_other_surveys_list_is_left_alone(sent, other_group, nurse):
    actions.mark_replied(sent.invitees.first(), on=SENT_ON, by=CLOCK)
    before = places(sent)
    other = type(sent).objects.get(pk=sent.pk)
    other.pk = sent.pk + 1000
    actions.rewrite_list(other, by=CLOCK)
    assert places(sent) == before


def test_reminders_that_have_not_gone_are_called_off(sent):
    actions.rewrite_list(sent, by=CLOCK)
    assert list(sent.mailings.values_list("state", flat=True)) == ["sent", "cancelled", "cancelled"]


def test_after_the_close_the_counts_come_from_the_survey(sent):
    actions.mark_replied(sent.invitees.first(), on=SENT_ON, by=CLOCK)
    counts = actions.rewrite_list(sent, by=CLOCK)
    sent.state, sent.closed_on, sent.final_counts = "closed", SENT_ON, {**counts, "opened": 1}
    sent.save()
    sent.invitees.all().delete()
    standing = standing_of(sent)
    assert (standing.outcomes, standing.by_week, standing.by_mailing) == ({1: 1, 6: 4}, [1], [1])
