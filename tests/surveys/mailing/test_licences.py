"""A licensed questionnaire: nothing of it leaves once its licence has ended, and what leaves names it."""

import datetime

import pytest

from supportgroup.access.refusal import Refused
from supportgroup.outbox.models import Message
from surveys.mailing import letters, printing
from surveys.mailing.tasks import start_due_waves
from surveys.questionnaire.models import Licence, Survey
from tests.documents.paper import texts
from tests.surveys.mailing.conftest import REMINDER_ON, SENT_ON, by_letter, check_on, on, send
from tests.surveys.replying.conftest import Phone

pytestmark = pytest.mark.django_db
LINE = "“PADQ” belongs to The owner. Used under licence L-1."


@pytest.fixture
def licence(group):
    """A licence that ends two weeks after the invitations."""
    ends_on = SENT_ON + datetime.timedelta(days=14)
    return Licence.objects.create(group=group, title="PADQ", owner="The owner", reference="L-1", ends_on=ends_on)


@pytest.fixture
def licensed(survey, licence):
    """The open survey, under the licence."""
    Survey.objects.filter(pk=survey.pk).update(licence=licence)
    survey.refresh_from_db()
    return survey


def until(licence, day):
    Licence.objects.filter(pk=licence.pk).update(ends_on=day)


def test_the_form_names_the_licence(licensed, nurse):
    by_letter(licensed.group, 1)
    send(licensed, nurse)
    with on(SENT_ON):
        messages = list(Message.objects.all())
        letters.prepare(messages)
        pages = texts(printing.print_run(messages))

    assert sum(LINE in page for page in pages) == 1
    assert LINE not in pages[0], "it is the questionnaire's, not the letter's"


def test_the_first_page_online_names_the_licence(licensed, nurse):
    by_letter(licensed.group, 1)
    send(licensed, nurse)
    with on(SENT_ON):
        page = Phone().by_link(licensed.invitees.get())

    assert LINE in page.text


def test_after_its_last_day_no_invitation_is_sent(licensed, licence, nurse):
    by_letter(licensed.group, 1)
    until(licence, SENT_ON - datetime.timedelta(days=1))

    with pytest.raises(Refused, match="ended on 6 September 2026"):
        send(licensed, nurse)

    assert not Message.objects.exists()
    assert not licensed.invitees.exists()


def test_a_letter_that_still_waits_when_the_licence_ends_does_not_leave(licensed, licence, nurse):
    by_letter(licensed.group, 1)
    send(licensed, nurse)

    def why_not(day):
        with on(day):
            messages = list(Message.objects.all())
            letters.prepare(messages)
            return letters.why_not_send(messages[0])

    assert why_not(SENT_ON) is None
    assert "licence of “PADQ” ended" in why_not(licence.ends_on + datetime.timedelta(days=1))


def test_a_reminder_is_held_until_the_licence_is_renewed(licensed, licence, nurse):
    by_letter(licensed.group, 2)
    send(licensed, nurse)
    Message.objects.update(state="sent")
    check_on(licensed.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
    held = licensed.mailings.get(number=2)
    assert (held.state, "ended on 21 September 2026" in held.held_because) == ("held", True)
    assert Message.objects.count() == 2

    until(licence, REMINDER_ON)
    with on(REMINDER_ON, 10):
        start_due_waves()

    assert licensed.mailings.get(number=2).state == "sent"
    assert Message.objects.count() == 4
