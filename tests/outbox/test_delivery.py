import datetime

import pytest

from supportgroup import clock
from supportgroup.groups.models import GroupSetting
from supportgroup.outbox import actions, delivery, lanes, moving, presence
from supportgroup.outbox.choices import Channel, Lane, RecipientKind, State
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from tests.factories import PersonFactory, UserFactory
from tests.outbox.factories import MessageFactory, letter_to

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2020, 1, 1)
ONE_MINUTE = datetime.timedelta(minutes=1)


def _message(group, **person):
    person = PersonFactory(group=group, **({"email": "ada@example.org"} | person))
    return MessageFactory(group=group, person=person)


def _stands(message):
    message.refresh_from_db()
    return message.state, message.reason


def test_everything_due_is_sent_once_with_its_own_id(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(120)])

    tally = actions.deliver()

    assert tally == {State.SENT: 120}
    assert sorted((mail.recipient, mail.mail_id) for mail in sink.mails) == sorted(
        (Person.objects.get(pk=message.recipient_key).email, str(message.mail_id)) for message in Message.objects.all()
    )
    assert actions.deliver() == {}


@pytest.mark.parametrize("mails", [1, 20])
def test_a_batch_costs_a_fixed_number_of_queries_and_one_for_each_mail(
    sink, group, people_with_email, django_assert_num_queries, mails
):
    actions.queue([letter_to(person) for person in people_with_email(mails)])
    moving.get_ready()  # once for a connection

    with django_assert_num_queries(16 + mails):
        actions.deliver()


def test_urgent_goes_first_then_today_then_the_rest_in_the_order_they_came(sink, group, people_with_email):
    lanes_queued = [Lane.BULK, Lane.TODAY, Lane.URGENT, Lane.BULK, Lane.TODAY, Lane.URGENT]
    for person, lane in zip(people_with_email(6), lanes_queued, strict=True):
        actions.queue([letter_to(person, lane=lane)])

    actions.deliver()

    assert [mail.recipient.split("@")[0][-1] for mail in sink.mails] == ["2", "5", "1", "4", "0", "3"]


def test_each_lane_is_swept_by_its_own_task(sink, group, people_with_email):
    first, second = people_with_email(2)
    actions.queue([letter_to(first, lane=Lane.URGENT), letter_to(second)])

    assert lanes.sweep_lane(urgent=True) is False
    assert [mail.recipient for mail in sink.mails] == [first.email]
    assert lanes.sweep_lane(urgent=False) is False
    assert [mail.recipient for mail in sink.mails] == [first.email, second.email]


def test_letters_are_never_emailed(sink, group):
    MessageFactory(group=group, channel=Channel.LETTER)

    assert actions.deliver() == {}
    assert sink.mails == []


def test_what_is_not_due_yet_waits(sink, group, at_noon):
    message = MessageFactory(group=group, not_before=at_noon + ONE_MINUTE)

    assert actions.deliver() == {}
    with clock.moved_to(at_noon + ONE_MINUTE):
        assert actions.deliver() == {State.SENT: 1}
    assert _stands(message) == (State.SENT, "")


def test_a_limit_is_kept_and_the_rest_still_waits(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(7)])

    actions.deliver(limit=3)

    assert Message.objects.in_state(State.QUEUED).count() == 4
    assert len(sink.mails) == 3


@pytest.mark.parametrize(
    ("person", "reason", "needs_someone"),
    [
        ({"standing": Standing.DIED, "standing_since": LONG_AGO}, "This person has died.", False),
        ({"standing": Standing.MOVED, "standing_since": LONG_AGO}, "This person has moved to another hospital.", False),
        ({"do_not_contact": True}, "This person asked us not to contact them.", False),
        ({"email": ""}, "There is no email address on record.", True),
        ({"last_name": "Replied"}, "They have replied.", False),
    ],
)
def test_at_the_moment_of_sending_it_is_asked_again(sink, group, person, reason, needs_someone):
    message = _message(group, **person)

    actions.deliver()

    assert _stands(message) == (State.HELD, reason)
    assert message.needs_someone is needs_someone
    assert sink.mails == []


def test_a_message_to_somebody_erased_is_held(sink, group):
    message = _message(group)
    Person.objects.all().delete()

    actions.deliver()

    assert _stands(message) == (State.HELD, "The person is no longer on the register.")


def test_a_user_gets_mail_while_they_may_sign_in(sink, group):
    active, gone = UserFactory(email="a@hospital.example"), UserFactory(email="b@hospital.example", is_active=False)
    for user in (active, gone):
        MessageFactory(
            group=group, kind="tests.code", recipient_kind=RecipientKind.USER, recipient_key=user.pk, lane=Lane.URGENT
        )

    assert actions.deliver() == {State.SENT: 1, State.HELD: 1}
    assert [mail.recipient for mail in sink.mails] == ["a@hospital.example"]


def test_a_bad_address_among_good_ones_fails_alone_and_its_reason_names_nobody(sink, group, people_with_email):
    good = people_with_email(2)
    bad = PersonFactory(group=group, email="refused.eve@example.org")
    actions.queue([letter_to(person) for person in (good[0], bad, good[1])])

    assert actions.deliver() == {State.SENT: 2, State.FAILED: 1}
    failed = Message.objects.get(state=State.FAILED)
    assert (failed.reason, failed.needs_someone) == ("There is no mailbox with this address (550).", True)


def test_a_message_that_cannot_be_written_fails_alone_and_the_log_names_nobody(sink, group, people_with_email, caplog):
    broken = PersonFactory(group=group, first_name="Broken", email="eve.secret@example.org")
    no_address = PersonFactory(group=group, email="eve.secret@@example.org")
    actions.queue([letter_to(person) for person in (broken, no_address, *people_with_email(2))])

    assert actions.deliver() == {State.SENT: 2, State.FAILED: 2}
    reasons = dict(Message.objects.in_state(State.FAILED).values_list("recipient_key", "reason"))
    assert reasons == {
        broken.pk: "We could not write this message. Tell whoever looks after this service.",
        no_address.pk: "The email address is not written as an address can be. Correct it, then try again.",
    }
    assert "ZeroDivisionError in compose" in caplog.text
    assert "eve.secret" not in caplog.text


def test_a_kind_that_nobody_knows_any_more_fails_alone(sink, group):
    message = MessageFactory(group=group, kind="tests.forgotten")
    MessageFactory(group=group)

    assert actions.deliver() == {State.SENT: 1, State.FAILED: 1}
    assert _stands(message)[0] == State.FAILED


def test_a_server_that_says_later_is_asked_again_later(sink, group, at_noon):
    message = _message(group, email="later.ada@example.org")

    actions.deliver()

    assert _stands(message) == (State.QUEUED, "Their mail server asked us to come later (451).")
    assert (message.tries, message.not_before) == (1, at_noon + ONE_MINUTE)
    mail_id = message.mail_id
    with clock.moved_to(at_noon + ONE_MINUTE):
        actions.deliver()
    assert _stands(message) == (State.SENT, "")
    assert [mail.mail_id for mail in sink.mails] == [str(mail_id)]


def test_after_the_last_try_that_the_group_allows_it_waits_for_a_person(sink, group, at_noon):
    GroupSetting.objects.create(group=group, key="outbox.tries", value=2, applies_from=clock.today())
    sink.times_later = 99
    message = _message(group, email="later.ada@example.org")

    for minutes in (0, 1, 3):
        with clock.moved_to(at_noon + minutes * ONE_MINUTE):
            actions.deliver()

    assert _stands(message) == (State.FAILED, "Their mail server asked us to come later (451). We tried 2 times.")
    assert message.needs_someone
    assert sink.seen["later.ada@example.org"] == 2


def test_a_mail_whose_answer_was_lost_is_unsure_and_never_sent_again_by_itself(sink, group, at_noon):
    message = _message(group, email="drop.ada@example.org")

    actions.deliver()
    with clock.moved_to(at_noon + datetime.timedelta(days=2)):
        actions.deliver()

    assert _stands(message) == (
        State.UNSURE,
        "The mail server had the message and did not answer. It may have arrived, or it may not.",
    )
    assert message.needs_someone
    assert len(sink.mails) == 1


def test_a_mail_server_that_is_away_costs_no_message_a_try(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(delivery.BATCH + 10)])
    sink.stop()

    assert actions.deliver() == {}
    assert set(Message.objects.values_list("state", "tries")) == {(State.QUEUED, 0)}
    told = Message.objects.filter(reason="The mail server did not answer. We try again by ourselves.")
    assert told.count() == delivery.BATCH
    sink.start()
    assert actions.deliver() == {State.SENT: delivery.BATCH + 10}
    assert Message.objects.filter(reason="").count() == delivery.BATCH + 10


def test_a_run_that_met_no_server_asks_for_no_other_run(sink, group):
    MessageFactory(group=group)
    sink.stop()

    assert lanes.sweep_lane(urgent=False) is False


def test_a_run_whose_time_is_up_gives_back_what_it_took(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(3)])

    run = delivery.send_due(capped=True, seconds=1e-9)

    assert run.tally == {}
    assert set(Message.objects.values_list("state", "taken_by")) == {(State.QUEUED, None)}


def test_what_a_dead_worker_had_taken_is_sent_and_what_it_was_handing_over_is_not(sink, group):
    dead = "3b241101-e2bb-4255-8caf-4136c566a962"
    taken = MessageFactory(group=group, state=State.TAKEN, taken_by=dead)
    sending = MessageFactory(group=group, state=State.SENDING, taken_by=dead)

    actions.deliver()

    assert _stands(taken) == (State.SENT, "")
    assert _stands(sending) == (
        State.UNSURE,
        "The worker stopped while it handed this message over. It may have arrived, or it may not.",
    )
    assert [mail.mail_id for mail in sink.mails] == [str(taken.mail_id)]


def test_a_printed_letter_is_in_nobodys_hand_and_stays_printed(sink, group):
    letter = MessageFactory(group=group, channel=Channel.LETTER, state=State.TAKEN)

    actions.deliver()

    assert _stands(letter)[0] == State.TAKEN


def test_a_message_withdrawn_after_it_was_taken_does_not_go(sink, group, people_with_email):
    """The kind of the first message withdraws the second while both are in hand."""
    first, second = people_with_email(2)
    actions.queue([letter_to(first), letter_to(second)])
    with presence.present() as worker, delivery.mail_server() as server:
        run = delivery.Run(worker, server, capped=False)
        batch = delivery.taking.take(worker, urgent=None, most=10)
        actions.withdraw(recipient=letter_to(second).recipient, reason="Cancelled.")
        run.send(batch)

    assert [mail.recipient for mail in sink.mails] == [first.email]
    assert _stands(batch[1]) == (State.HELD, "Cancelled.")
