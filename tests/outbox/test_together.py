import pytest

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions, together
from supportgroup.outbox.choices import Lane, State, Step
from supportgroup.outbox.models import Decision, Message
from tests.outbox.factories import MessageFactory, letter_to

pytestmark = pytest.mark.django_db


def _all(group):
    return Message.objects.of(group)


def test_what_waits_is_held_together_and_released_together(sink, group, nurse, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(5)])

    assert together.do(together.HOLD, _all(group), seen=5, by=SignedIn(nurse)) == 5
    assert actions.deliver() == {}
    assert together.do(together.RELEASE, _all(group), seen=5, by=SignedIn(nurse)) == 5
    assert actions.deliver() == {State.SENT: 5}
    assert Decision.objects.filter(step=Step.HELD).count() == Decision.objects.filter(step=Step.RELEASED).count() == 5


def test_cancelled_is_final_and_keeps_its_reason(sink, group, nurse):
    waiting, failed = MessageFactory(group=group), MessageFactory(group=group, state=State.FAILED, needs_someone=True)

    together.do(together.CANCEL, _all(group), seen=2, reason="The meeting is off.", by=SignedIn(nurse))

    for message in (waiting, failed):
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.CANCELLED, "Cancelled: The meeting is off.")
        assert not message.needs_someone
        with pytest.raises(Refused, match="That is final"):
            actions.try_again(message, by=SignedIn(nurse))
        with pytest.raises(Refused):
            actions.send_again(message, reason="Sorry.", was=message.state, by=SignedIn(nurse))
    assert actions.deliver() == {}
    assert set(Decision.objects.values_list("step", "reason")) == {(Step.CANCELLED, "The meeting is off.")}


def test_another_number_than_the_one_on_the_page_changes_nothing(group, nurse):
    MessageFactory(group=group)

    with pytest.raises(Refused, match="The list has changed"):
        together.do(together.HOLD, _all(group), seen=2, by=SignedIn(nurse))
    assert _all(group).get().state == State.QUEUED


def test_only_those_it_can_be_done_to_are_touched(group, nurse):
    for state in State:
        MessageFactory(group=group, state=state, needs_approval=state == State.TO_APPROVE)

    together.do(together.HOLD, _all(group), seen=2, by=SignedIn(nurse))

    assert sorted(_all(group).values_list("state", flat=True)) == sorted(
        [State.HELD] * 3 + [State.TAKEN, State.SENDING, State.SENT, State.FAILED, State.UNSURE, State.CANCELLED]
    )


def test_what_went_goes_again_under_a_new_id_but_never_a_sign_in_code(sink, group, nurse, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(2)])
    code = MessageFactory(group=group, kind="tests.code", lane=Lane.URGENT)
    actions.deliver()

    together.do(together.SEND_AGAIN, _all(group), seen=2, reason="The date was wrong.", by=SignedIn(nurse))

    assert actions.deliver() == {State.SENT: 2}
    assert len({mail.mail_id for mail in sink.mails}) == 5
    with pytest.raises(Refused, match="signing in"):
        actions.send_again(code, reason="Again.", was=State.SENT, by=SignedIn(nurse))


def test_more_than_the_most_at_once_is_refused(group, nurse, monkeypatch):
    monkeypatch.setattr(together, "MOST", 1)
    MessageFactory(group=group)
    MessageFactory(group=group)

    with pytest.raises(Refused, match="Choose a kind"):
        together.do(together.HOLD, _all(group), seen=2, by=SignedIn(nurse))
