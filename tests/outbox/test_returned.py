import datetime
import uuid

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions, mailbox, reactions, returned, tasks, together
from supportgroup.outbox.bounces import Bounce
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.models import BounceMailbox, Message, ReturnedAddress
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.imap import OUT_OF_OFFICE, ImapMailbox, notice

pytestmark = pytest.mark.django_db

NO_MAILBOX = "There is no mailbox with this address (550)."


@pytest.fixture
def post(settings):
    """The mailbox to which mail comes back, on a socket of its own."""
    box = ImapMailbox()
    settings.BOUNCES_URL = box.url
    yield box
    box.stop()


@pytest.fixture
def ada(group):
    return PersonFactory(group=group, email="ada@example.org")


def _sent_to(person, occasion="1"):
    actions.queue([letter_to(person, occasion=occasion)])
    actions.deliver()
    return Message.objects.get(occasion=occasion, recipient_key=person.pk)


def _next_to(person):
    """Send another message and return what became of it."""
    message = _sent_to(person, occasion="next")
    return message.state, message.channel, message.reason


def test_a_mail_that_came_back_for_good_marks_the_address_at_once(sink, post, ada):
    message = _sent_to(ada)
    post.receive(notice(message.mail_id))

    tasks.read_returned_mail()

    message.refresh_from_db()
    assert (message.state, message.reason) == (State.FAILED, f"The email came back: {NO_MAILBOX}")
    assert message.needs_someone
    address = ReturnedAddress.objects.get()
    assert (address.person, address.hard, address.why) == (ada, True, NO_MAILBOX)
    assert returned.not_working([ada]) == {ada.pk}
    assert "ada" not in str(ReturnedAddress.objects.values())
    assert post.flags == {1: {"\\Seen"}}


def test_the_next_message_goes_by_letter_where_there_is_an_address(sink, post, ada):
    post.receive(notice(_sent_to(ada).mail_id))
    tasks.read_returned_mail()

    assert _next_to(ada) == (State.QUEUED, Channel.LETTER, returned.BY_LETTER_INSTEAD)
    assert len(sink.mails) == 1
    assert Message.objects.letters_to_print().count() == 1


def test_without_a_postal_address_the_next_message_is_held_with_the_reason(sink, post, group):
    person = PersonFactory(group=group, email="ada@example.org", address="")
    post.receive(notice(_sent_to(person).mail_id))
    tasks.read_returned_mail()

    assert _next_to(person) == (State.HELD, Channel.EMAIL, returned.ADDRESS_CAME_BACK)
    assert Message.objects.get(occasion="next").needs_someone


def test_another_address_is_not_held_to_it(sink, post, ada):
    post.receive(notice(_sent_to(ada).mail_id))
    tasks.read_returned_mail()
    ada.email = "ada.lovell@example.org"
    ada.save()

    assert returned.of_person(ada) is None
    assert _next_to(ada) == (State.SENT, Channel.EMAIL, "")


def test_a_mail_to_an_old_address_that_comes_back_late_does_not_mark_the_new_one(sink, post, ada):
    message = _sent_to(ada)
    ada.email = "ada.lovell@example.org"
    ada.save()
    post.receive(notice(message.mail_id))
    tasks.read_returned_mail()

    assert returned.not_working([ada]) == set()


def test_what_comes_back_for_now_is_counted_and_marks_after_so_many_times(sink, post, ada):
    for time in range(5):
        assert returned.not_working([ada]) == set()
        message = _sent_to(ada, occasion=f"{time}")
        post.receive(notice(message.mail_id, status="4.4.7"))
        tasks.read_returned_mail()
        message.refresh_from_db()
        assert (message.state, message.needs_someone) == (State.FAILED, True)

    assert ReturnedAddress.objects.get().times == 5
    assert returned.not_working([ada]) == {ada.pk}


def test_a_mail_that_is_only_late_still_counts_as_sent(sink, post, ada):
    message = _sent_to(ada)
    post.receive(notice(message.mail_id, status="4.4.1", action="delayed"))
    tasks.read_returned_mail()

    message.refresh_from_db()
    assert (message.state, message.reason) == (State.SENT, "")
    assert ReturnedAddress.objects.get().times == 1


class Overtaken(mailbox.Mailbox):
    """A mailbox that another worker reads while this one has begun."""

    def after(self, uid):
        found = list(super().after(uid))
        tasks.read_returned_mail()
        yield from found


def test_what_two_workers_read_at_once_counts_once(sink, post, ada, settings):
    post.receive(notice(_sent_to(ada).mail_id, status="4.4.1", action="delayed"))

    with mailbox.opened(settings.BOUNCES_URL) as opened:
        opened.__class__ = Overtaken
        assert returned.read(opened, name=mailbox.name_of(settings.BOUNCES_URL)) == 0

    assert ReturnedAddress.objects.get().times == 1


def test_a_forged_notice_for_a_mail_that_we_never_sent_does_nothing(sink, post, ada):
    waiting = letter_to(ada, occasion="waits")
    actions.queue([waiting], not_before=clock.now() + datetime.timedelta(days=1))
    post.receive(notice(uuid.uuid4()))
    post.receive(notice(Message.objects.get().mail_id))
    tasks.read_returned_mail()

    assert not ReturnedAddress.objects.exists()
    assert Message.objects.get().state == State.QUEUED
    assert post.flags == {}


def test_an_out_of_office_reply_changes_nothing_and_stays_unread_for_people(sink, post, ada):
    message = _sent_to(ada)
    post.receive(OUT_OF_OFFICE.format(message.mail_id).encode())
    tasks.read_returned_mail()

    message.refresh_from_db()
    assert message.state == State.SENT
    assert not ReturnedAddress.objects.exists()
    assert post.flags == {}


def test_each_mail_is_read_once(sink, post, ada):
    message = _sent_to(ada)
    post.receive(b"Subject: Hello\r\n\r\nA question.\r\n")
    post.receive(notice(message.mail_id, status="4.4.7"))
    for _ in range(3):
        tasks.read_returned_mail()

    assert post.fetched == [1, 2]
    assert ReturnedAddress.objects.get().times == 1
    assert BounceMailbox.objects.get().last_uid == 2


def test_a_mailbox_that_was_made_anew_is_read_from_its_beginning(sink, post, ada):
    post.receive(b"Subject: Hello\r\n\r\n")
    tasks.read_returned_mail()
    post.mails, post.next_uid, post.validity = {}, 1, "78"
    post.receive(notice(_sent_to(ada).mail_id))
    tasks.read_returned_mail()

    assert returned.not_working([ada]) == {ada.pk}


def test_without_a_mailbox_nothing_is_read_and_one_that_is_away_is_told_without_its_password(settings, caplog):
    settings.BOUNCES_URL = ""
    tasks.read_returned_mail()
    assert caplog.text == ""

    settings.BOUNCES_URL = "imap://somebody:quiet-otter@127.0.0.1:9/INBOX"
    tasks.read_returned_mail()
    assert "does not answer" in caplog.text
    assert "quiet-otter" not in caplog.text
    assert "quiet-otter" not in mailbox.name_of(settings.BOUNCES_URL)


def test_somebody_may_say_that_the_address_works_after_all(sink, post, ada, nurse):
    message = _sent_to(ada)
    post.receive(notice(message.mail_id))
    tasks.read_returned_mail()

    returned.say_it_works(ada, by=SignedIn(nurse))

    assert _next_to(ada) == (State.SENT, Channel.EMAIL, "")
    with pytest.raises(Refused, match="Nothing came back"):
        returned.say_it_works(ada, by=SignedIn(nurse))
    post.receive(notice(Message.objects.get(occasion="next").mail_id))
    tasks.read_returned_mail()
    assert returned.not_working([ada]) == {ada.pk}


def test_whom_nothing_came_back_from_costs_one_query(
    sink, post, group, ada, people_with_email, django_assert_num_queries
):
    post.receive(notice(_sent_to(ada).mail_id))
    tasks.read_returned_mail()
    people = people_with_email(30)

    with django_assert_num_queries(1):
        assert returned.not_working(people) == set()


def test_the_persons_page_says_that_emails_come_back_and_what_happens_next(sink, post, ada, nurse, signed_in):
    message = _sent_to(ada)
    post.receive(notice(message.mail_id))
    tasks.read_returned_mail()
    client = signed_in(nurse)

    told = client.get(ada.get_absolute_url()).content.decode()
    assert "Emails to this address come back." in told
    assert "The next message goes by letter." in told
    assert message.get_absolute_url() in told
    told = client.get(message.get_absolute_url()).content.decode()
    assert f"/people/{ada.pk}/edit/" in told
    client.post(f"/immunology/messages/people/{ada.pk}/address-works/")
    assert "come back" not in client.get(ada.get_absolute_url()).content.decode()


def test_two_entries_of_one_person_keep_what_came_back_once(sink, post, ada, group, nurse):
    post.receive(notice(_sent_to(ada).mail_id))
    tasks.read_returned_mail()
    other = PersonFactory(group=group, email="ada@example.org")

    reactions.move_to(ada, by=SignedIn(nurse), into=other)

    assert returned.not_working([other]) == {other.pk}
    assert reactions.hand_out(other, by=SignedIn(nurse))["email_that_came_back"][0]["why"] == NO_MAILBOX
    reactions.forget(other, by=SignedIn(nurse))
    assert not ReturnedAddress.objects.exists()


@pytest.mark.parametrize("many", [False, True])
def test_the_first_of_two_that_comes_back_marks_the_address_although_the_second_has_a_new_id(sink, ada, nurse, many):
    message = _sent_to(ada)
    first = message.mail_id
    if many:
        given = {"seen": 1, "reason": "Not received.", "by": SignedIn(nurse)}
        together.do(together.SEND_AGAIN, Message.objects.all(), **given)
    else:
        actions.send_again(message, reason="Not received.", was=State.SENT, by=SignedIn(nurse))

    assert returned.note(Bounce(first, for_good=True, why=NO_MAILBOX))

    message.refresh_from_db()
    assert (message.state, message.mail_id == first) == (State.QUEUED, False)
    assert returned.not_working([ada]) == {ada.pk}
    assert actions.deliver()[State.SENT] == 0


def test_one_that_comes_back_while_it_waits_to_go_again_marks_the_address(sink, ada, nurse):
    message = _sent_to(ada)
    Message.objects.update(state=State.UNSURE)
    actions.send_again(message, reason="Not received.", was=State.UNSURE, by=SignedIn(nurse))

    assert returned.note(Bounce(message.mail_id, for_good=True, why=NO_MAILBOX))

    assert Message.objects.get().state == State.QUEUED
    assert returned.not_working([ada]) == {ada.pk}
