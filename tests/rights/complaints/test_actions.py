"""A complaint: recorded, acknowledged within 30 days, followed, closed; each told to whoever complained."""

import datetime

import pypdfium2
import pytest

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.groups.keeping import kept_as
from supportgroup.outbox.compose import envelope_of
from supportgroup.outbox.kinds import kind_of
from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import why_not_write
from supportgroup.outbox.taking import prepare
from supportgroup.rights.complaints import actions, rules
from supportgroup.rights.complaints.choices import Outcome, State, Told, Way
from supportgroup.rights.complaints.models import Complaint
from supportgroup.rights.keeping import actions as keeping
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
CAME = datetime.date(2026, 6, 20)


@pytest.fixture
def complaint(group, by):
    values = {
        "name": "Tom Okafor",
        "email": "tom@mail.example",
        "address": "2 Mill Row\nWestbrook",
        "about": "<b>A & B</b>",
    }
    with clock.moved_to(clock.at(CAME, 10)):
        return actions.record(group=group, values=values, way=Way.PHONE, by=by)


def message_of(kind):
    message = Message.objects.get(kind=kind)
    prepare([message])
    return message


def test_it_is_acknowledged_within_30_days(complaint):
    assert complaint.acknowledge_by == datetime.date(2026, 7, 20)
    assert rules.acknowledge_by(datetime.date(2026, 2, 1)) == datetime.date(2026, 3, 3)


def test_by_email_it_goes_to_the_address_that_came_with_the_complaint(complaint, by):
    actions.acknowledge(complaint, how=Told.EMAIL, by=by)

    message = message_of("complaints.acknowledged")
    assert (message.recipient_kind, message.recipient_key) == ("complaint", complaint.pk)
    assert why_not_write(message) is None
    envelope = envelope_of(message)
    assert envelope.recipient == "tom@mail.example"
    assert envelope.email.subject == f"Your complaint to us: QVT-C{complaint.pk}"
    assert "Dear Tom Okafor" in envelope.email.body
    assert "A & B" not in envelope.email.body


def test_by_letter_it_is_printed_for_a_window_envelope(complaint, by):
    actions.acknowledge(complaint, how=Told.LETTER, by=by)

    message = message_of("complaints.acknowledged")
    assert why_not_write(message) is None
    text = pypdfium2.PdfDocument(kind_of(message).print_run([message]))[0].get_textpage().get_text_range()
    assert "WESTBROOK" in text
    assert f"QVT-C{complaint.pk}" in text


def test_said_in_person_nothing_is_sent(complaint, by):
    done = actions.acknowledge(complaint, how=Told.SAID, by=by)

    assert (done.state, done.acknowledged_on) == (State.OPEN, clock.today())
    assert not Message.objects.exists()
    assert complaint.steps.get().what == "Acknowledged by phone or in person"


def test_it_is_acknowledged_once_and_only_by_a_way_they_gave(complaint, by):
    Complaint.objects.update(email="")
    with pytest.raises(Refused, match="no email address"):
        actions.acknowledge(complaint, how=Told.EMAIL, by=by)
    actions.acknowledge(complaint, how=Told.SAID, by=by)
    with pytest.raises(Refused, match="acknowledged already"):
        actions.acknowledge(complaint, how=Told.SAID, by=by)


def test_it_is_not_closed_before_they_know_that_we_have_it(complaint, by):
    with pytest.raises(Refused, match="Acknowledge it first"):
        actions.close(complaint, outcome=Outcome.UPHELD, answer="We were wrong.", how=Told.SAID, by=by)


def test_they_are_told_what_came_of_it_and_where_else_to_go(complaint, by):
    actions.acknowledge(complaint, how=Told.SAID, by=by)
    actions.take_step(complaint, what="Asked the ward", by=by)
    actions.close(
        complaint, outcome=Outcome.PARTLY, answer="We wrote to 2 Mill Row.\nWe stop it.", how=Told.EMAIL, by=by
    )

    words = kind_of(message := message_of("complaints.answered")).compose(message).text
    assert "Upheld in part." in words
    assert "We wrote to 2 Mill Row." in words
    assert "Information Commissioner" in words
    with pytest.raises(Refused, match="closed"):
        actions.take_step(complaint, what="Too late", by=by)


def test_the_trail_holds_neither_name_nor_words(complaint, by):
    events = Complaint._meta.apps.get_model("complaints", "ComplaintEvent").objects.values()

    assert "Okafor" not in str(list(events))
    assert "A & B" not in str(list(events))


def test_it_is_linked_to_a_person_of_this_group_alone(complaint, group, other_group, by):
    mary, elsewhere = PersonFactory(group=group), PersonFactory(group=other_group)

    assert actions.link(complaint, person=mary, by=by).person == mary
    with pytest.raises(Refused, match="not on the register of this group"):
        actions.link(complaint, person=elsewhere, by=by)
    assert actions.link(complaint, person=None, by=by).person is None


def test_after_ten_years_it_is_due_and_goes_with_its_messages(complaint, group, by):
    actions.acknowledge(complaint, how=Told.EMAIL, by=by)
    actions.close(complaint, outcome=Outcome.UPHELD, answer="We were wrong.", how=Told.EMAIL, by=by)
    kept = kept_as("complaints.complaints")
    with pytest.raises(Refused, match="not due"):
        keeping.destroy(kept, group=group, keys=[str(complaint.pk)], by=by)

    with clock.moved_to(clock.now() + datetime.timedelta(days=3660)):
        done = keeping.destroy(kept, group=group, keys=[str(complaint.pk)], by=by)

    assert (Complaint.objects.count(), Message.objects.count()) == (0, 0)
    assert "Okafor" not in str(done.items)
