"""Letters that GOV.UK Notify prints and posts, against a small service of our own that speaks its protocol."""

import pytest

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.access.refusal import Refused
from supportgroup.outbox import letterpost, posting, printing, receipts, tasks
from supportgroup.outbox.choices import Channel, Receipt, State
from supportgroup.outbox.models import HandedOver, Message
from supportgroup.people.models import Person
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory
from tests.outbox.notify import KEY, NotifyService

pytestmark = pytest.mark.django_db


@pytest.fixture
def notify(settings):
    """The print service on a socket of its own, and settings that name it."""
    service = NotifyService()
    settings.LETTERS, settings.NOTIFY_URL, settings.NOTIFY_API_KEY = "notify", service.url, KEY
    yield service
    service.stop()


def printed(group, nurse, count=1, **person):
    """Return a print run of so many letters."""
    for _ in range(count):
        MessageFactory(group=group, person=PersonFactory(group=group, **person), channel=Channel.LETTER)
    return printing.make_print_run(
        group=group, kind="tests.note", occasion="survey 1, mailing 1", seen_by=Power.SEE_PEOPLE, by=SignedIn(nurse)
    )


def handed(group, nurse, count=1, **person):
    run = printed(group, nurse, count, **person)
    posting.hand_over(run, letters=count, by=SignedIn(nurse))
    return run


def stands(message):
    message.refresh_from_db()
    return message.state, message.reason


def test_each_letter_goes_once_with_our_reference_and_the_run_counts_as_posted(notify, group, nurse):
    run = handed(group, nurse, 3)

    tasks.post_letters()
    tasks.post_letters()

    assert set(notify.taken) == {str(letter.mail_id) for letter in Message.objects.all()}
    assert set(notify.asked.values()) == {1}
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    run.refresh_from_db()
    assert (run.posted_letters, run.posted_by) == (3, None)


def test_a_letter_that_is_no_longer_wanted_is_held_and_never_leaves(notify, group, nurse):
    run = handed(group, nurse, 2)
    first = run.messages.order_by("pk").first()
    Person.objects.filter(pk=first.recipient_key).update(last_name="Replied")

    letterpost.post_waiting()

    assert stands(first) == (State.HELD, "They have replied.")
    assert str(first.mail_id) not in notify.taken
    run.refresh_from_db()
    assert run.posted_letters == 1


@pytest.mark.parametrize(
    ("way", "state", "taken"),
    [
        ("5", State.FAILED, False),  # refused for good
        ("6", State.SENT, True),  # broken after it was taken: asked again, it is there
        ("4", State.TAKEN, False),  # later
        ("7", State.TAKEN, False),  # broken before it was taken
    ],
)
def test_each_answer_is_understood(notify, group, nurse, way, state, taken):
    run = handed(group, nurse)
    letter = run.messages.get()
    notify.ways[str(letter.mail_id)] = way

    letterpost.post_waiting()

    assert stands(letter)[0] == state
    assert (str(letter.mail_id) in notify.taken) == taken
    run.refresh_from_db()
    assert run.is_to_post == (state == State.TAKEN)
    letterpost.post_waiting()
    if state == State.TAKEN:
        assert stands(letter) == (State.SENT, ""), "it goes with the next round"
    if state == State.FAILED:
        assert letter.needs_someone
        assert "does not take this message (400)" in letter.reason


def test_a_key_that_is_refused_keeps_all_letters_and_says_why(notify, group, nurse):
    run = handed(group, nurse, 2)
    notify.ways = {str(letter.mail_id): "3" for letter in run.messages.all()}

    letterpost.post_waiting()

    assert sum(notify.asked.values()) == 1, "the second is not tried with the same key"
    assert "does not know our key" in HandedOver.objects.get().waits_because
    assert set(run.messages.values_list("state", flat=True)) == {State.TAKEN}


def test_a_worker_that_died_after_handing_over_sends_none_twice(notify, group, nurse):
    run = handed(group, nurse)
    letter = run.messages.get()
    letterpost.post_waiting()
    Message.objects.filter(pk=letter.pk).update(state=State.TAKEN)
    type(run).objects.filter(pk=run.pk).update(posted_at=None, posted_letters=None)

    letterpost.post_waiting()

    assert stands(letter)[0] == State.SENT
    assert sum(notify.asked.values()) == 1


@pytest.mark.parametrize(
    ("status", "state", "says"),
    [
        ("accepted", State.SENT, ""),
        ("pending-virus-check", State.SENT, ""),
        ("sending", State.SENT, ""),
        ("virus-scan-failed", State.FAILED, "found a virus"),
        ("validation-failed", State.FAILED, "what does not fit"),
        ("technical-failure", State.FAILED, "had a fault"),
        ("permanent-failure", State.FAILED, "cannot print it"),
        ("cancelled", State.FAILED, "Somebody cancelled it"),
    ],
)
def test_what_became_of_a_letter_is_asked_for_and_said(notify, group, nurse, status, state, says):
    letter = handed(group, nurse).messages.get()
    letterpost.post_waiting()
    notify.status = status

    assert receipts.fetch() == (state == State.FAILED)

    assert stands(letter)[0] == state
    assert says in letter.reason
    assert letter.needs_someone == (state == State.FAILED)
    assert letter.receipt == ""


def test_a_letter_that_was_printed_is_asked_after_no_more(notify, group, nurse):
    letter = handed(group, nurse).messages.get()
    letterpost.post_waiting()
    notify.status = "received"

    assert receipts.fetch() == 1
    assert receipts.fetch() == 0
    letter.refresh_from_db()
    assert letter.receipt == Receipt.PRINTED


def test_letters_posted_by_hand_are_never_asked_after(notify, group, nurse):
    run = printed(group, nurse)
    printing.say_posted(run, letters=1, by=SignedIn(nurse))
    notify.status = "received"

    assert receipts.fetch() == 0


def test_a_run_is_handed_over_once_and_then_neither_posted_by_hand_nor_put_back(notify, group, nurse):
    run = handed(group, nurse)

    for again in (
        lambda: posting.hand_over(run, letters=1, by=SignedIn(nurse)),
        lambda: printing.say_posted(run, letters=1, by=SignedIn(nurse)),
        lambda: printing.put_back(run, by=SignedIn(nurse)),
    ):
        with pytest.raises(Refused, match="Notify prints and posts"):
            again()


def test_a_letter_held_meanwhile_is_noticed_before_handing_over(notify, group, nurse):
    run = printed(group, nurse, 2)

    with pytest.raises(Refused, match="A letter was held"):
        posting.hand_over(run, letters=3, by=SignedIn(nurse))


def test_without_the_setting_nothing_is_offered_and_nothing_asked(settings, group, nurse):
    settings.LETTERS = ""
    run = printed(group, nurse)

    with pytest.raises(Refused, match="Print and post them here"):
        posting.hand_over(run, letters=1, by=SignedIn(nurse))
    tasks.post_letters()
    assert receipts.fetch() == 0


def test_the_pages_offer_it_ask_once_more_and_say_where_it_stands(notify, group, nurse, signed_in):
    run, client = printed(group, nurse, 2), signed_in(nurse)
    there = f"{run.get_absolute_url()}hand-over/"
    assert there in client.get(run.get_absolute_url()).content.decode()
    assert "Have Notify post 2 letters" in client.get(there).content.decode()

    page = client.post(there, {"letters": "2"}, follow=True).content.decode()

    assert "GOV.UK Notify prints and posts these letters." in page
    assert "Put the letters back" not in page
    assert "Had GOV.UK Notify post them" in page
    assert client.get(there).status_code == 302
