import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.groups.models import GroupSetting
from supportgroup.outbox import actions, approval, together
from supportgroup.outbox.choices import Channel, Lane, State, Verdict
from supportgroup.outbox.models import Batch, Message
from supportgroup.people.models import Person
from tests.outbox.factories import letter_to
from tests.outbox.test_two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def from_three(group):
    """The group wants a second person above 3 messages."""
    GroupSetting.objects.create(group=group, key="outbox.approve_above", value=3, applies_from=clock.today())


def _seen(batch):
    return approval.fingerprint(batch.messages.in_state(State.TO_APPROVE).values_list("pk", flat=True))


def _asked(people, nurse, **changes):
    actions.queue([letter_to(person, **changes) for person in people], asked_by=SignedIn(nurse))
    return Batch.objects.get(verdict=Verdict.WAITING)


def _states():
    return sorted(Message.objects.values_list("state", flat=True))


def test_off_until_set_everything_goes_by_itself(sink, group, nurse, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(40)], asked_by=SignedIn(nurse))

    assert not Batch.objects.exists()
    assert actions.deliver() == {State.SENT: 40}


def test_as_many_as_the_size_go_by_themselves(sink, from_three, nurse, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(3)], asked_by=SignedIn(nurse))

    assert not Batch.objects.exists()
    assert actions.deliver() == {State.SENT: 3}


def test_above_the_size_nothing_leaves_until_another_person_approves(sink, from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(4), nurse)

    assert actions.deliver() == {}
    assert _states() == [State.TO_APPROVE] * 4
    assert approval.approve(batch, seen=_seen(batch), by=SignedIn(pals)) == 4
    assert actions.deliver() == {State.SENT: 4}
    batch.refresh_from_db()
    assert (batch.verdict, batch.counted, batch.decided_by) == (Verdict.APPROVED, 4, pals)


def test_who_refuses_is_asked_about_those_that_wait_and_no_others(
    from_three, nurse, pals, people_with_email, signed_in
):
    batch = _asked(people_with_email(4), nurse)
    actions.cancel(batch.messages.first(), reason="She phoned.", by=SignedIn(nurse))

    page = signed_in(pals).get(f"{batch.get_absolute_url()}refuse/")

    assert "Why should 3 emails not go?" in page.content.decode()


def test_letters_that_are_not_approved_are_not_printed(from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(4), nurse, channel=Channel.LETTER)

    assert not Message.objects.letters_to_print().exists()
    approval.approve(batch, seen=_seen(batch), by=SignedIn(pals))
    assert Message.objects.letters_to_print().count() == 4


def test_a_sign_in_code_never_waits_for_a_second_person(sink, from_three, people_with_email):
    actions.queue([letter_to(person, lane=Lane.URGENT) for person in people_with_email(5)])

    assert actions.deliver() == {State.SENT: 5}


def test_the_asker_cannot_approve_and_the_database_agrees(from_three, nurse, people_with_email):
    batch = _asked(people_with_email(4), nurse)

    with pytest.raises(Refused, match="another person must approve"):
        approval.approve(batch, seen=_seen(batch), by=SignedIn(nurse))
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(verdict="approved", counted=4, decided_at=clock.now(), decided_by=nurse)


def test_what_the_clock_asked_for_anybody_with_the_power_approves(from_three, nurse, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(4)])
    batch = Batch.objects.get()

    assert batch.asked_by is None
    assert approval.approve(batch, seen=_seen(batch), by=SignedIn(nurse)) == 4


def test_two_halves_are_counted_as_one(sink, from_three, nurse, people_with_email):
    people = people_with_email(6)
    actions.queue([letter_to(person) for person in people[:3]], asked_by=SignedIn(nurse))
    actions.queue([letter_to(person) for person in people[3:]], asked_by=SignedIn(nurse))

    assert actions.deliver() == {State.SENT: 3}
    assert _states() == [State.SENT] * 3 + [State.TO_APPROVE] * 3


def test_who_is_added_before_it_is_approved_must_have_been_seen(from_three, nurse, pals, people_with_email):
    people = people_with_email(5)
    batch = _asked(people[:4], nurse)
    seen = _seen(batch)
    actions.queue([letter_to(people[4])], asked_by=SignedIn(nurse))

    with pytest.raises(Refused, match="The list has changed"):
        approval.approve(batch, seen=seen, by=SignedIn(pals))
    assert _states() == [State.TO_APPROVE] * 5


def test_who_is_added_after_it_was_approved_is_asked_about_anew(sink, from_three, nurse, pals, people_with_email):
    people = people_with_email(5)
    batch = _asked(people[:4], nurse)
    approval.approve(batch, seen=_seen(batch), by=SignedIn(pals))

    again = _asked(people[4:], nurse)

    assert again != batch
    assert actions.deliver() == {State.SENT: 4}
    approval.approve(again, seen=_seen(again), by=SignedIn(pals))
    assert actions.deliver() == {State.SENT: 1}


def test_one_who_is_taken_out_is_not_let_go_with_the_others(sink, from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(5), nurse)
    seen, first = _seen(batch), batch.messages.order_by("pk").first()
    actions.hold(first, by=SignedIn(pals))

    with pytest.raises(Refused, match="The list has changed"):
        approval.approve(batch, seen=seen, by=SignedIn(pals))
    approval.approve(batch, seen=_seen(batch), by=SignedIn(pals))
    assert actions.deliver() == {State.SENT: 4}

    # Released, it was in nobody's count: it waits for a second person again.
    actions.try_again(first, by=SignedIn(nurse))
    assert actions.deliver() == {}
    assert Message.objects.get(pk=first.pk).state == State.TO_APPROVE
    assert Batch.objects.get(verdict=Verdict.WAITING).asked_by == nurse


def test_one_who_is_taken_out_and_put_back_is_in_the_same_batch(from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(5), nurse)
    seen, first = _seen(batch), batch.messages.order_by("pk").first()
    actions.hold(first, by=SignedIn(pals))
    actions.try_again(first, by=SignedIn(pals))

    assert approval.approve(batch, seen=seen, by=SignedIn(pals)) == 5


def test_refused_with_a_reason_nothing_goes_and_the_asker_may_ask_again(
    sink, from_three, nurse, pals, people_with_email
):
    batch = _asked(people_with_email(4), nurse)

    approval.refuse(batch, reason="The closing day is a holiday.", by=SignedIn(pals))

    assert actions.deliver() == {}
    assert set(Message.objects.values_list("state", "reason", "needs_someone")) == {
        (State.HELD, "Not approved: The closing day is a holiday.", True)
    }
    assert actions.try_all_again(Message.objects.needing_someone(), by=SignedIn(nurse)) == 4
    assert actions.deliver() == {}
    again = Batch.objects.get(verdict=Verdict.WAITING)
    assert again.messages.count() == 4
    approval.approve(again, seen=_seen(again), by=SignedIn(pals))
    assert actions.deliver() == {State.SENT: 4}


def test_a_batch_is_decided_once(from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(4), nurse)
    approval.refuse(batch, reason="No.", by=SignedIn(pals))

    with pytest.raises(Refused, match="already decided"):
        approval.approve(batch, seen=_seen(batch), by=SignedIn(pals))


@pytest.mark.parametrize("state", [State.QUEUED, State.TAKEN, State.SENDING, State.SENT, State.FAILED, State.UNSURE])
def test_the_database_lets_nothing_unapproved_into_a_state_from_which_it_leaves(
    from_three, nurse, people_with_email, state
):
    _asked(people_with_email(4), nurse)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(state=state)


def test_who_withdraws_while_it_waits_is_held_and_not_counted(sink, from_three, nurse, pals, people_with_email):
    people = people_with_email(5)
    batch = _asked(people, nurse)
    actions.withdraw(recipient=letter_to(people[0]).recipient, reason="They asked us not to write to them.")

    assert approval.approve(batch, seen=_seen(batch), by=SignedIn(pals)) == 4
    assert actions.deliver() == {State.SENT: 4}


def test_sending_many_again_waits_for_a_second_person(sink, from_three, nurse, pals, people_with_email):
    batch = _asked(people_with_email(4), nurse)
    approval.approve(batch, seen=_seen(batch), by=SignedIn(pals))
    actions.deliver()

    sent = Message.objects.in_state(State.SENT)
    together.do(together.SEND_AGAIN, sent, seen=4, reason="The link was wrong.", by=SignedIn(nurse))

    assert actions.deliver() == {}
    again = Batch.objects.get(verdict=Verdict.WAITING)
    approval.approve(again, seen=_seen(again), by=SignedIn(pals))
    assert actions.deliver() == {State.SENT: 4}
    assert len({mail.mail_id for mail in sink.mails}) == 8


def test_what_was_counted_is_what_is_accounted_for(sink, from_three, nurse, pals, people_with_email):
    """Preview, queue and outcome agree, whatever becomes of each."""
    ways = ["person{}@example.org"] * 5 + ["refused.{}@example.org", "drop.{}@example.org"]
    people = [
        person for number, way in enumerate(ways) for person in people_with_email(1, way.replace("{}", f"{number}"))
    ]
    batch = _asked(people, nurse)
    assert approval.approve(batch, seen=_seen(batch), by=SignedIn(pals)) == len(people)
    Person.objects.filter(pk=people[0].pk).update(do_not_contact=True)
    Person.objects.filter(pk=people[1].pk).update(email="")

    actions.deliver()

    states = {state: batch.messages.in_state(state).count() for state in State}
    assert states[State.SENT] == 3
    assert (states[State.HELD], states[State.FAILED], states[State.UNSURE]) == (2, 1, 1)
    assert sum(states.values()) == len(people) == batch.counted or Batch.objects.get().counted == len(people)
    assert not batch.messages.in_state(State.HELD, State.FAILED, State.UNSURE).filter(reason="").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_two_halves_queued_at_once_are_counted_as_one(_turn, from_three, nurse, people_with_email):
    people = people_with_email(4)

    def half(some):
        return lambda: actions.queue([letter_to(person) for person in some], asked_by=SignedIn(nurse))

    at_once(half(people[:2]), half(people[2:]))

    # Whoever came second saw all four.
    assert _states() == [State.QUEUED] * 2 + [State.TO_APPROVE] * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(5))
def test_approving_while_somebody_adds_and_workers_sweep_lets_only_what_was_counted_go(
    _turn, sink, from_three, nurse, pals, people_with_email
):
    people = people_with_email(6)
    batch = _asked(people[:4], nurse)
    seen = _seen(batch)

    found = at_once(
        lambda: approval.approve(batch, seen=seen, by=SignedIn(pals)),
        lambda: actions.queue([letter_to(person) for person in people[4:]], asked_by=SignedIn(nurse)) and "added",
        lambda: actions.deliver() and None,
        lambda: actions.deliver() and None,
    )
    actions.deliver()

    approved = 4 in found
    assert len(sink.mails) == (4 if approved else 0)
    assert Message.objects.in_state(State.TO_APPROVE).count() == 6 - len(sink.mails)
    assert {mail.recipient for mail in sink.mails} <= {person.email for person in people[:4]}


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_let_it_go_once(from_three, nurse, pals, administrator, people_with_email):
    batch = _asked(people_with_email(4), nurse)
    seen = _seen(batch)

    found = at_once(
        *[lambda by=by: approval.approve(batch, seen=seen, by=SignedIn(by)) for by in (pals, administrator)]
    )

    assert sorted(type(each).__name__ for each in found) == ["Refused", "int"]


def test_who_sends_more_again_in_a_day_one_by_one_needs_a_second_person_too(
    sink, from_three, group, nurse, pals, people_with_email
):
    letters = [letter_to(person, occasion=f"{number}") for number, person in enumerate(people_with_email(5))]
    actions.queue(letters)
    actions.deliver()

    def again(message, by):
        return actions.send_again(message, reason="Not received.", was=State.SENT, by=SignedIn(by)).state

    first, second, third, fourth, fifth = Message.objects.order_by("pk")
    assert [again(message, nurse) for message in (first, second, third)] == [State.QUEUED] * 3
    assert again(fourth, nurse) == State.TO_APPROVE
    assert again(fifth, pals) == State.QUEUED

    assert actions.deliver() == {State.SENT: 4}
    batch = Batch.objects.get()
    assert (batch.asked_by, batch.verdict) == (nurse, Verdict.WAITING)
    assert approval.approve(batch, seen=_seen(batch), by=SignedIn(pals)) == 1
    assert actions.deliver() == {State.SENT: 1}
    with clock.moved_to(clock.now() + datetime.timedelta(days=1)):
        assert again(first, nurse) == State.QUEUED


def test_what_was_sent_again_one_by_one_counts_for_many_at_once(sink, from_three, group, nurse, people_with_email):
    actions.queue([letter_to(person, occasion=f"{number}") for number, person in enumerate(people_with_email(5))])
    actions.deliver()
    first, second = Message.objects.order_by("pk")[:2]
    for message in (first, second):
        actions.send_again(message, reason="Not received.", was=State.SENT, by=SignedIn(nurse))

    others = Message.objects.exclude(pk__in=[first.pk, second.pk])
    together.do(together.SEND_AGAIN, others, seen=3, reason="Wrong date.", by=SignedIn(nurse))

    assert actions.deliver() == {State.SENT: 2}
    assert set(others.values_list("state", flat=True)) == {State.TO_APPROVE}
