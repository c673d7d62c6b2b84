"""The invitation is seen before it is sent, and nothing of the rehearsal is kept."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.audit.models import Look
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from supportgroup.outbox.previews import letter_of
from supportgroup.people.models import Person
from surveys.mailing import actions
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.rehearsing import rehearsed
from surveys.mailing.sampling import reach
from surveys.questionnaire.models import Edition
from tests.documents.paper import texts
from tests.surveys.mailing.conftest import SENT_ON, by_email, by_letter, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(survey, nurse):
    by_email(survey.group, 3)
    by_letter(survey.group, 2)
    with on(SENT_ON):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
    return survey


def _url(survey, name="preview_mailing"):
    return reverse(name, args=[survey.group.slug, survey.pk])


def test_the_page_shows_email_and_letter_in_their_own_words_before_there_is_any_check(chosen, nurse, signed_in):
    with on(SENT_ON):
        page = signed_in(nurse).get(_url(chosen)).content.decode()
        frame = signed_in(nurse).get(_url(chosen, "preview_mailing_email"))
        letter = signed_in(nurse).get(_url(chosen, "preview_mailing_letter"))
        check = signed_in(nurse).get(_url(chosen, "check_mailing")).content.decode()

    first = chosen.group.people.filter(email__gt="").order_by("pk").first()
    assert f"Email to {first}" in page
    assert "5 people" in page
    assert "QVT0000-A" in page
    assert "QVT1001" not in page
    assert "Without pictures and colours" in page
    assert b"<style" in frame.content
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert letter.content.startswith(b"%PDF")
    assert _url(chosen) in check


def test_nothing_of_a_rehearsal_is_kept_but_that_somebody_looked(chosen, nurse, signed_in):
    number = chosen.group.last_record_number
    with on(SENT_ON):
        signed_in(nurse).get(_url(chosen))

    chosen.group.refresh_from_db()
    assert (Invitee.objects.count(), Mailing.objects.count(), Message.objects.count()) == (0, 0, 0)
    assert chosen.group.last_record_number == number
    assert len(Look.objects.get(what="An invitation as they get it").people) == 2


def test_where_there_is_nothing_to_show_the_page_says_why(survey, nurse, signed_in):
    client = signed_in(nurse)
    with on(SENT_ON):
        assert client.get(_url(survey)).url == _url(survey, "check_mailing")
        assert "There is no invitation to show" in client.get(_url(survey, "check_mailing")).content.decode()


def test_once_they_have_gone_there_is_nothing_to_rehearse(sent, nurse, signed_in):
    with on(SENT_ON):
        assert signed_in(nurse).get(_url(sent)).url == sent.get_absolute_url()


def test_who_may_not_see_a_choice_by_treatment_sees_no_invitation_of_it(survey, nurse, pals, signed_in):
    by_email(survey.group, 2)
    with on(SENT_ON):
        actions.choose(survey, filters={"immunoglobulin": "no"}, by=SignedIn(nurse))
        assert signed_in(pals).get(_url(survey)).status_code == 302
    assert not Look.objects.filter(what="An invitation as they get it").exists()


@pytest.mark.django_db(transaction=True)
def test_while_a_letter_is_set_for_looking_at_nobody_waits_for_the_groups_row(survey):
    people = by_letter(survey.group, 1)
    with on(SENT_ON):
        examples = rehearsed(survey, reach(Person.objects.filter(pk=people[0].pk)))
        with ThreadPoolExecutor() as elsewhere:
            elsewhere.submit(_number_the_next, survey.group.pk).result()
        assert letter_of(examples[Channel.LETTER], is_prepared=True).startswith(b"%PDF")

    survey.group.refresh_from_db()
    assert (survey.group.last_record_number, Invitee.objects.count(), Message.objects.count()) == (1234, 0, 0)


def _number_the_next(group):
    """What another survey's invitations do to the row, on a connection of their own, at once or not at all."""
    try:
        with transaction.atomic():
            Group.objects.select_for_update(nowait=True).filter(pk=group).get()
            Group.objects.filter(pk=group).update(last_record_number=1234)
    finally:
        connection.close()


def test_the_pack_of_each_edition_that_somebody_gets_can_be_looked_at(chosen, nurse, signed_in):
    reader = chosen.group.people.filter(email="").order_by("pk").last()
    reader.language = "Arabic"
    reader.save()
    asked = [{**question, "text": "كان هل"} for question in chosen.version.content["questions"]]
    content = {"lang": "ar", "dir": "rtl", "name": "العربية", "title": "كان", "phrases": {}, "questions": asked}
    Edition.objects.create(survey=chosen, code="ar", opened_on=SENT_ON, content=content)
    with on(SENT_ON):
        page = signed_in(nurse).get(_url(chosen)).content.decode()
        packs = [
            texts(signed_in(nurse).get(f"{_url(chosen, 'preview_mailing_letter')}?edition={code}").content)
            for code in ("ar", "")
        ]
        nobodys = signed_in(nurse).get(f"{_url(chosen, 'preview_mailing_letter')}?edition=pl", follow=True)

    assert "?edition=ar" in page
    assert "Standard (PDF)" in page
    assert ["كان" in " ".join(pack) for pack in packs] == [True, False]
    assert str(reader) in " ".join(packs[0])
    assert "There is no invitation to show" in nobodys.content.decode()
