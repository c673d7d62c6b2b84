"""A message that needs consent asks at the moment of sending; without it, it is held and says why."""

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.consent import actions as consent
from supportgroup.consent import versions
from supportgroup.consent.choices import How, Purpose, Sheet
from supportgroup.outbox import printing
from supportgroup.outbox.actions import deliver, queue, try_again
from supportgroup.outbox.models import Message
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def ada(group):
    return PersonFactory(group=group, email="ada@mail.example")


@pytest.fixture
def agreed(by):
    """Return a function that records a membership sheet with these boxes ticked."""

    def record(person, *ticked):
        version = versions.in_use(person.group, Sheet.MEMBERSHIP)
        consent.record(person, version=version, ticked=ticked, given_on=clock.today(), how=How.PAPER, by=by)

    return record


def test_it_goes_to_those_who_agreed_and_is_held_for_all_others(sink, group, ada, agreed):
    never, declined, by_letter = (PersonFactory(group=group, email=f"p{n}@mail.example") for n in range(3))
    agreed(ada, "member", "by_email")
    agreed(declined)
    agreed(by_letter, "member", "by_letter")
    queue([letter_to(one, consent=Purpose.MEMBER) for one in (ada, never, declined, by_letter)])

    deliver()

    assert [mail.recipient for mail in sink.mails] == ["ada@mail.example"]
    held = Message.objects.filter(state="held").order_by("recipient_key")
    assert [(one.reason, one.needs_someone) for one in held] == [
        ("This person has not been asked about this: Being a member.", False),
        ("This person said no to this: Being a member.", False),
        ("This person did not agree to contact by email.", False),
    ]


def test_a_yes_taken_back_holds_what_waits_at_once_and_nothing_else(sink, ada, agreed, by):
    agreed(ada, "member", "by_email")
    queue([letter_to(ada, consent=Purpose.MEMBER), letter_to(ada, occasion="survey 2, mailing 1")])

    consent.withdraw(ada, purposes=[Purpose.MEMBER], how=How.PHONE, by=by)

    waiting = Message.objects.get(consent=Purpose.MEMBER)
    assert (waiting.state, waiting.reason) == (
        "held",
        "This person has withdrawn their consent to this: Being a member.",
    )
    deliver()
    assert Message.objects.get(occasion="survey 2, mailing 1").state == "sent"


def test_a_printed_letter_that_is_no_longer_agreed_to_is_taken_out_of_the_pile(group, ada, agreed, by):
    agreed(ada, "member", "by_letter")
    queue([letter_to(ada, consent=Purpose.MEMBER, channel="letter")])
    run = printing.make_print_run(
        group=group, kind="tests.note", occasion="survey 1, mailing 1", seen_by=Power.SEE_PEOPLE, by=by
    )
    assert run.messages.get().state == "taken"

    consent.leave(ada, how=How.PHONE, by=by)

    assert Message.objects.get().state == "held"


def test_consent_given_again_lets_it_go(sink, ada, agreed, by):
    queue([letter_to(ada, consent=Purpose.MEMBER)])
    deliver()
    agreed(ada, "member", "by_email")

    try_again(Message.objects.get(), by=by)
    deliver()

    assert Message.objects.get().state == "sent"
