"""Who has replied: for the mailing duty of this survey, and for nobody else."""

import pytest
from django.urls import reverse

from supportgroup.access.actor import CLOCK
from supportgroup.outbox.models import Message
from surveys.mailing import actions, codes
from surveys.mailing.choices import Outcome
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, by_letter, on, send
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory


def url(name, survey, *more):
    return reverse(name, args=[survey.group.slug, survey.pk, *more])


PAGES = ["who_replied", "record_slip"]


@pytest.mark.parametrize("name", PAGES)
def test_the_mailing_duty_opens_it_and_nothing_else_does(signed_in, sent, nurse, pals, pals_entry, committee, name):
    assert signed_in(pals).get(url(name, sent)).status_code == 200
    for user in (nurse, pals_entry, committee):
        assert signed_in(user).get(url(name, sent)).status_code == 403


def test_one_persons_page_is_as_closed(signed_in, sent, nurse, pals, pals_entry):
    invitee = sent.invitees.first()
    assert signed_in(pals).get(url("asked", sent, invitee.pk)).status_code == 200
    for user in (nurse, pals_entry):
        client = signed_in(user)
        assert client.get(url("asked", sent, invitee.pk)).status_code == 403
        for name in ("send_new_code", "meet_wish"):
            assert client.post(url(name, sent, invitee.pk)).status_code == 403
    assert sent.invitees.first().key_version == 1


def test_the_duty_of_one_survey_opens_no_other(signed_in, sent, pals):
    other = OpenSurveyFactory(group=sent.group)
    theirs = InviteeFactory(survey=other)
    client = signed_in(pals)
    assert client.get(url("who_replied", other)).status_code == 403
    assert client.get(url("asked", sent, theirs.pk)).status_code == 404


def test_a_survey_of_another_group_is_not_there(signed_in, pals, group, other_group):
    theirs = InviteeFactory(survey=OpenSurveyFactory(group=other_group))
    client = signed_in(pals)
    for address in (
        reverse("who_replied", args=[group.slug, theirs.survey_id]),
        reverse("record_slip", args=[group.slug, theirs.survey_id]),
        reverse("asked", args=[group.slug, theirs.survey_id, theirs.pk]),
    ):
        assert client.get(address).status_code == 404


def test_the_list_shows_name_number_outcome_and_day(signed_in, sent, pals):
    invitee = sent.invitees.first()
    actions.mark_replied(invitee, on=SENT_ON.replace(day=9), by=CLOCK)
    told = signed_in(pals).get(url("who_replied", sent)).content.decode()
    assert invitee.record_number in told
    assert invitee.person.listed_name in told
    assert "1 Replied" in told
    assert "9 September 2026" in told


@pytest.mark.parametrize(
    ("shown", "number"), [("all", 5), ("waiting", 3), ("replied", 1), ("other", 1), ("wishes", 1), ("nonsense", 5)]
)
def test_the_list_can_show_some_only_with_their_number(signed_in, sent, pals, shown, number):
    first, second, third, *_ = sent.invitees.all()
    actions.mark_replied(first, on=SENT_ON, by=CLOCK)
    actions.record_slip(second, heard=Outcome.UNDELIVERED, on=SENT_ON, by=CLOCK)
    actions.record_slip(third, wish="call", on=SENT_ON, by=CLOCK)
    response = signed_in(pals).get(url("who_replied", sent) + f"?show={shown}")
    assert response.context["page"].paginator.count == number
    assert [choice["count"] for choice in response.context["choices"]] == [5, 3, 1, 1, 1]


def test_a_search_is_posted_and_finds_by_number_or_name(signed_in, sent, pals):
    person = PersonFactory(group=sent.group, first_name="Zuzanna", last_name="Okafor")
    invitee = InviteeFactory(survey=sent, person=person)
    client = signed_in(pals)
    for text in ("okafor", "zuzanna okaf", invitee.record_number, invitee.record_number[3:7]):
        response = client.post(url("who_replied", sent), {"search": text})
        assert [found.pk for found in response.context["page"]] == [invitee.pk]
    assert client.post(url("who_replied", sent), {"search": "nobody here"}).context["page"].paginator.count == 0


def test_50_stand_on_a_page_and_the_queries_do_not_grow(signed_in, survey, pals, nurse, django_assert_num_queries):
    by_letter(survey.group, 3)
    send(survey, nurse)
    client = signed_in(pals)
    client.get(url("who_replied", survey))
    with django_assert_num_queries(8):
        client.get(url("who_replied", survey))
    for _ in range(60):
        InviteeFactory(survey=survey)
    with django_assert_num_queries(8):
        response = client.get(url("who_replied", survey))
    assert len(response.context["page"]) == 50


def test_a_new_code_is_sent_from_the_persons_page(signed_in, sent, pals):
    Message.objects.update(state="sent")
    invitee = sent.invitees.first()
    old = codes.typed_code(invitee)
    response = signed_in(pals).post(url("send_new_code", sent, invitee.pk))
    assert response.url == url("asked", sent, invitee.pk)
    assert codes.invitee_of_code(old) is None
    assert Message.objects.filter(state="queued").count() == 1


def test_no_code_and_no_link_is_ever_shown_to_staff(signed_in, sent, pals):
    invitee = sent.invitees.first()
    client = signed_in(pals)
    for address in (
        url("who_replied", sent),
        url("asked", sent, invitee.pk),
        url("survey", sent),
        url("mailings", sent),
    ):
        told = client.get(address).content.decode()
        assert codes.typed_code(invitee) not in told
        assert codes.link_token(invitee) not in told


def test_a_call_that_was_made_is_noted(signed_in, sent, pals):
    invitee = sent.invitees.first()
    actions.record_slip(invitee, wish="call", on=SENT_ON, by=CLOCK)
    signed_in(pals).post(url("meet_wish", sent, invitee.pk))
    invitee.refresh_from_db()
    assert invitee.wish == ""


def test_nothing_a_nurse_can_open_tells_who_replied(signed_in, sent, nurse):
    """Two people stand alike in everything but their outcome; no page of a nurse may differ between them."""
    replied, waits, *_ = sent.invitees.select_related("person")
    with on(SENT_ON.replace(day=9)):
        actions.mark_replied(replied, on=SENT_ON.replace(day=9), by=CLOCK)
        client = signed_in(nurse)
        for name in ("survey", "mailings"):
            told = client.get(url(name, sent)).content.decode()
            for invitee in (replied, waits):
                assert invitee.record_number not in told
                assert invitee.person.last_name not in told
        for message in Message.objects.visible_to(nurse, in_group=sent.group):
            assert (message.state, message.reason) == ("queued", "")
