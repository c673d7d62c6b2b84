import datetime

import pytest

from supportgroup.access.actor import SignedIn
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.holding import DECIDED, MAY_HAVE_GONE
from supportgroup.outbox.models import Message
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.reactions import Event, tell
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(group):
    return PersonFactory(group=group, first_name="Ada", email="ada@example.org")


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.DIED, "This person has died."),
        (Standing.MOVED, "This person has moved to another hospital."),
    ],
)
def test_what_waits_for_somebody_who_died_or_moved_is_held(group, ada, by, standing, reason):
    states = [State.QUEUED, State.TAKEN, State.SENT, State.SENDING]
    for number, state in enumerate(states):
        MessageFactory(group=group, person=ada, occasion=f"{number}", state=state)
    MessageFactory(group=group, person=ada, occasion="printed", state=State.TAKEN, channel=Channel.LETTER)
    other = MessageFactory(group=group)

    people.change_standing(ada, standing=standing, since=datetime.date(2026, 9, 1), by=by)

    assert dict(Message.objects.exclude(pk=other.pk).values_list("occasion", "state")) == {
        "0": State.HELD,
        "1": State.HELD,
        "2": State.SENT,
        "3": State.SENDING,
        "printed": State.HELD,
    }
    assert set(Message.objects.in_state(State.HELD).values_list("reason", flat=True)) == {reason}
    other.refresh_from_db()
    assert other.state == State.QUEUED


def test_somebody_who_asks_for_no_more_contact_gets_nothing_that_waits(group, ada, by):
    MessageFactory(group=group, person=ada)

    people.change(ada, values={"do_not_contact": True}, by=by)

    assert Message.objects.get().reason == "This person asked us not to contact them."


def test_trouble_with_a_message_to_somebody_who_died_needs_nobody_any_more(group, ada, by):
    failed = MessageFactory(
        group=group, person=ada, state=State.FAILED, needs_someone=True, reason="The mailbox is full (552)."
    )

    people.change_standing(ada, standing=Standing.DIED, since=datetime.date(2026, 9, 1), by=by)

    failed.refresh_from_db()
    assert (failed.state, failed.needs_someone) == (State.FAILED, False)


def test_two_entries_that_were_one_person_get_each_message_once(group, ada, by):
    stays = PersonFactory(group=group, email="ada@example.org")
    both = MessageFactory(group=group, person=ada, occasion="1")
    MessageFactory(group=group, person=stays, occasion="1")
    only_hers = MessageFactory(group=group, person=ada, occasion="2")

    tell(Event.MERGED, ada, by=by, into=stays)

    both.refresh_from_db()
    only_hers.refresh_from_db()
    assert (both.state, both.reason) == (
        State.HELD,
        "This person was on the register twice, and the other entry has this message already.",
    )
    assert (only_hers.state, only_hers.recipient_key) == (State.QUEUED, stays.pk)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"reason": "They gave us no way to write to them.", "needs_someone": True}, State.QUEUED),
        ({"reason": DECIDED}, State.HELD),
        ({"reason": MAY_HAVE_GONE, "needs_someone": True}, State.HELD),
        ({"reason": "Not approved: too early", "needs_approval": True}, State.HELD),
    ],
)
def test_what_the_entry_that_stays_holds_goes_in_place_of_what_waited_for_the_other(group, ada, by, changes, state):
    stays = PersonFactory(group=group, email="ada@example.org")
    waited = MessageFactory(group=group, person=ada)
    held = MessageFactory(group=group, person=stays, state=State.HELD, **changes)

    tell(Event.MERGED, ada, by=by, into=stays)

    held.refresh_from_db()
    waited.refresh_from_db()
    assert (held.state, waited.state) == (state, State.HELD)


def test_the_copy_of_what_we_hold_lists_their_messages_and_nobody_elses(group, ada, by, at_noon):
    MessageFactory(group=group, person=ada, state=State.SENT)
    MessageFactory(group=group)

    copies = [copy for copy in tell(Event.DOWNLOADED, ada, by=by) if "messages" in copy]

    assert copies == [
        {
            "messages": [{"what": "Survey invitation", "by": "Email", "state": "Sent", "since": "2026-09-07"}],
            "email_that_came_back": [],
        }
    ]


def test_no_message_to_somebody_erased_is_left(group, ada, by):
    MessageFactory(group=group, person=ada)
    other = MessageFactory(group=group)

    tell(Event.ERASED, ada, by=by)

    assert list(Message.objects.all()) == [other]
