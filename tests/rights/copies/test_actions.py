"""A request for a copy: asked, timed, made, handed over or refused, each told to the person."""

import datetime

import pypdfium2
import pytest

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.outbox.kinds import kind_of
from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import why_not_write
from supportgroup.outbox.taking import prepare
from supportgroup.people.reactions import Event, tell
from supportgroup.rights.copies import actions
from supportgroup.rights.copies.choices import Asker, Handed, Identity, Longer, Refusal, State, WaitingFor, Way
from supportgroup.rights.copies.models import CopyRequest
from supportgroup.rights.copies.timing import standing_of
from tests.factories import PersonFactory

ASKED = datetime.date(2026, 3, 10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(mary, by):
    with on(ASKED):
        return actions.record(mary, asked_on=ASKED, way=Way.LETTER, by=by)


def on(day):
    return clock.moved_to(clock.at(day, 10))


def written(kind):
    message = Message.objects.get(kind=kind)
    prepare([message])
    return kind_of(message).compose(message)


def test_they_are_told_that_we_have_it_and_until_when_they_hear(asked):
    with on(ASKED):
        mail = written("copies.acknowledged")

    assert mail.subject == "Your request for a copy of your information"
    assert mail.text.startswith("Dear Mrs Lane\n")
    assert "Friday 10 April 2026" in mail.text
    assert "Friday 10 April 2026" in mail.html


def test_they_are_told_although_they_want_no_other_contact(mary, by):
    mary.do_not_contact = True
    mary.save()

    actions.record(mary, asked_on=clock.today(), way=Way.PHONE, by=by)

    message = Message.objects.get()
    prepare([message])
    assert why_not_write(message) is None


def test_by_letter_it_is_printed_in_the_size_they_need(mary, by):
    mary.email = ""
    mary.save()
    actions.record(mary, asked_on=clock.today(), way=Way.LETTER, by=by)

    message = Message.objects.get(channel="letter")
    prepare([message])
    pdf = kind_of(message).print_run([message])
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "14 Orchard Close" in text
    assert "Dear Mrs Lane" in text


def test_waiting_for_proof_stops_the_clock_until_it_comes(asked, by):
    with on(ASKED + datetime.timedelta(days=2)):
        actions.stop_clock(asked, waiting_for=WaitingFor.IDENTITY, by=by)
    with on(ASKED + datetime.timedelta(days=9)):
        done = actions.check_identity(asked, how=Identity.DOCUMENT, by=by)
        standing = standing_of(CopyRequest.objects.get(pk=done.pk), today=clock.today())

    assert (done.state, done.identity_on) == (State.OPEN, ASKED + datetime.timedelta(days=9))
    assert standing.due_on == datetime.date(2026, 4, 17)


def test_waiting_for_what_they_mean_goes_on_when_they_answer(asked, by):
    actions.stop_clock(asked, waiting_for=WaitingFor.CLARITY, by=by)
    with pytest.raises(Refused, match="stopped already"):
        actions.stop_clock(asked, waiting_for=WaitingFor.CLARITY, by=by)

    assert actions.check_identity(asked, how=Identity.KNOWN, by=by).state == State.STOPPED
    assert actions.go_on(asked, by=by).state == State.OPEN
    with pytest.raises(Refused, match="not stopped"):
        actions.go_on(asked, by=by)


def test_two_months_more_are_told_with_the_reason(asked, by):
    with on(ASKED + datetime.timedelta(days=20)):
        longer = actions.make_longer(asked, why=Longer.COMPLEX, by=by)
        words = written("copies.longer").text

    assert longer.month_on == datetime.date(2026, 6, 10)
    assert "The request is complex" in words
    assert "Wednesday 10 June 2026" in words
    assert "ico.org.uk" in words


def test_it_ends_when_it_is_handed_over(asked, by, nurse):
    actions.check_identity(asked, how=Identity.KNOWN, by=by)
    handed = actions.hand_over(asked, how=Handed.IN_PERSON, on=clock.today(), by=by)

    assert (handed.state, handed.closed_on, handed.closed_by) == (State.HANDED_OVER, clock.today(), nurse)
    with pytest.raises(Refused, match="answered already"):
        actions.refuse(asked, why=Refusal.EXCESSIVE, by=by)


def test_it_is_not_handed_over_to_somebody_we_are_not_sure_of(asked, by):
    with pytest.raises(Refused, match="who is asking"):
        actions.hand_over(asked, how=Handed.POST, on=clock.today(), by=by)


def test_a_refusal_says_why_and_where_to_complain(asked, by):
    actions.refuse(asked, why=Refusal.UNFOUNDED, by=by)

    words = written("copies.refused").text
    assert "The request is manifestly unfounded" in words
    assert "Information Commissioner" in words


def test_two_requests_of_one_person_do_not_wait_at_once(asked, mary, by):
    with pytest.raises(Refused, match="not answered yet"):
        actions.record(mary, asked_on=clock.today(), way=Way.PHONE, by=by)
    actions.withdraw(asked, by=by)
    assert actions.record(mary, asked_on=clock.today(), way=Way.PHONE, by=by).state == State.OPEN


def test_of_two_records_that_were_one_the_older_request_goes_on(asked, mary, group, by):
    other = PersonFactory(group=group)
    newer = actions.record(other, asked_on=clock.today(), way=Way.PHONE, asker=Asker.THEMSELVES, by=by)

    tell(Event.MERGED, other, by=by, into=mary)

    newer.refresh_from_db()
    asked.refresh_from_db()
    assert (newer.person, newer.state, asked.state) == (mary, State.WITHDRAWN, State.OPEN)


def test_a_late_request_is_said_to_be_late(asked):
    standing = standing_of(asked, today=datetime.date(2026, 4, 11))

    assert standing.is_late
    assert "It was due on Friday 10 April 2026" in standing.says
