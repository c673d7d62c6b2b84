import threading

import pytest
from django.db import connection

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.access.refusal import Refused
from supportgroup.groups.models import GroupSetting
from supportgroup.outbox import actions, printing
from supportgroup.outbox.choices import Channel, RecipientKind, State
from supportgroup.outbox.letter import Recipient
from supportgroup.outbox.models import Message, PrintRun
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(group):
    """Return a function that queues a letter to a new person."""

    def make(**person):
        values = {"channel": Channel.LETTER} | {
            name: person.pop(name) for name in ("kind", "occasion", "seen_by", "group") if name in person
        }
        owner = values.pop("group", group)
        return MessageFactory(group=owner, person=PersonFactory(group=owner, **person), **values)

    return make


def _run(group, by, **changes):
    values = {"kind": "tests.note", "occasion": "survey 1, mailing 1", "seen_by": Power.SEE_PEOPLE}
    return printing.make_print_run(group=group, by=SignedIn(by), **(values | changes))


def _states():
    return dict(Message.objects.order_by("pk").values_list("pk", "state"))


def test_a_print_run_takes_the_letters_of_one_kind_and_occasion_in_the_order_they_came(
    group, other_group, nurse, letter, at_noon
):
    first, second = letter(first_name="Ada"), letter(first_name="Bea")
    others = [
        letter(occasion="survey 1, mailing 2"),
        letter(kind="tests.reminder"),
        letter(seen_by=Power.SEE_WHO_REPLIED),
        letter(group=other_group),
        MessageFactory(group=group),
    ]

    run = _run(group, nurse)

    assert (run.made_at, run.made_by, run.posted_at) == (at_noon, nurse, None)
    assert list(run.messages.order_by("pk")) == [first, second]
    assert _states() == {first.pk: State.TAKEN, second.pk: State.TAKEN} | {
        message.pk: State.QUEUED for message in others
    }
    assert printing.pdf_of(run).startswith(b"%PDF-1.7 Ada")


def test_letters_lie_in_the_order_of_the_post_by_postcode_and_then_by_name(group, nurse, letter):
    for first_name, last_name, postcode in (
        ("Cleo", "Abel", "ZZ99 4WB"), ("Dan", "Zorn", "ZZ99 3WZ"), ("Ada", "Moss", "ZZ99 3WZ"), ("Bea", "Moss", "ZZ99 3WZ"),
    ):  # fmt: skip
        letter(first_name=first_name, last_name=last_name, postcode=postcode)

    assert printing.pdf_of(_run(group, nurse)) == b"%PDF-1.7 Ada Moss Bea Moss Dan Zorn Cleo Abel"


def test_what_is_no_longer_wanted_is_held_and_not_printed(group, nurse, letter):
    wanted, replied, no_address = letter(), letter(last_name="Replied"), letter(address="", postcode="")

    run = _run(group, nurse)

    assert list(run.messages.all()) == [wanted]
    assert list(Message.objects.in_state(State.HELD).order_by("pk").values_list("pk", "reason", "needs_someone")) == [
        (replied.pk, "They have replied.", False),
        (no_address.pk, "There is no postal address on record.", True),
    ]


def test_where_none_is_wanted_there_is_no_run_and_all_are_held(group, nurse, letter):
    letter(last_name="Replied")

    assert _run(group, nurse) is None
    assert not PrintRun.objects.exists()
    assert Message.objects.get().state == State.HELD


def test_a_run_holds_at_most_as_many_letters_as_the_group_says(group, nurse, letter):
    GroupSetting.objects.create(group=group, key="outbox.letters_a_run", value=2, applies_from="2020-01-01")
    letters = [letter() for _ in range(3)]

    assert list(_run(group, nurse).messages.order_by("pk")) == letters[:2]
    assert list(_run(group, nurse).messages.order_by("pk")) == letters[2:]


def test_a_run_that_cannot_be_set_leaves_everything_as_it_was(group, nurse, letter, caplog):
    good, held, broken = letter(), letter(last_name="Replied"), letter(first_name="Broken")

    with pytest.raises(Refused, match="nothing has changed"):
        _run(group, nurse)

    assert _states() == {message.pk: State.QUEUED for message in (good, held, broken)}
    assert not PrintRun.objects.exists()
    assert "ZeroDivisionError in print_run" in caplog.text


def test_a_kind_that_is_never_printed_says_so_and_changes_nothing(group, nurse, letter):
    message = letter(kind="tests.code")

    with pytest.raises(Refused):
        _run(group, nurse, kind="tests.code")
    assert _states() == {message.pk: State.QUEUED}


def test_a_second_press_finds_no_letters(group, nurse, letter):
    letter()
    _run(group, nurse)

    with pytest.raises(Refused, match="No letters wait here any more"):
        _run(group, nurse)
    assert PrintRun.objects.count() == 1


def test_posted_letters_count_as_sent(group, nurse, letter, at_noon):
    letter()
    run = _run(group, nurse)

    printing.say_posted(run, letters=1, by=SignedIn(nurse))

    run.refresh_from_db()
    assert (run.posted_at, run.posted_by) == (at_noon, nurse)
    assert Message.objects.get().state == State.SENT
    with pytest.raises(Refused, match="already said"):
        printing.say_posted(run, letters=1, by=SignedIn(nurse))
    with pytest.raises(Refused, match="cannot be put back"):
        printing.put_back(run, by=SignedIn(nurse))


def test_a_letter_held_after_printing_is_in_no_later_pdf_and_must_be_taken_out_before_posting(group, nurse, letter):
    stays, leaves = letter(first_name="Ada"), letter(first_name="Bea")
    run = _run(group, nurse)

    actions.withdraw(recipient=Recipient(RecipientKind.PERSON, leaves.recipient_key), reason="This person has died.")

    assert b"Bea" not in printing.pdf_of(run)
    with pytest.raises(Refused, match="Take it out of the pile"):
        printing.say_posted(run, letters=2, by=SignedIn(nurse))
    printing.say_posted(run, letters=1, by=SignedIn(nurse))
    assert _states() == {stays.pk: State.SENT, leaves.pk: State.HELD}


def test_a_run_whose_letters_are_all_held_is_not_posted(group, nurse, letter):
    message = letter()
    run = _run(group, nurse)
    actions.withdraw(recipient=Recipient(RecipientKind.PERSON, message.recipient_key), reason="Cancelled.")

    with pytest.raises(Refused, match="No letter is left"):
        printing.say_posted(run, letters=0, by=SignedIn(nurse))


def test_letters_put_back_wait_again_and_can_be_printed_again(group, nurse, letter):
    message = letter()
    run = _run(group, nurse)

    assert printing.put_back(run, by=SignedIn(nurse)) == 1
    message.refresh_from_db()
    assert (message.state, message.print_run) == (State.QUEUED, None)
    assert list(_run(group, nurse).messages.all()) == [message]


def test_a_printed_letter_is_not_queued_a_second_time_by_trying_again(group, nurse, letter):
    message = letter()
    _run(group, nurse)

    with pytest.raises(Refused, match="This letter is on its way"):
        actions.try_again(message, by=SignedIn(nurse))


@pytest.mark.django_db(transaction=True)
def test_two_people_who_print_at_once_make_one_run(group, nurse, letter):
    for _ in range(5):
        letter()
    ready, found = threading.Barrier(2), []

    def press():
        ready.wait()
        try:
            found.append(_run(group, nurse).messages.count())
        except Refused:
            found.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found, key=str) == [5, "refused"]
    assert PrintRun.objects.count() == 1
