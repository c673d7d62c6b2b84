import re

import pytest

from supportgroup.access.choices import Power
from supportgroup.audit.models import Look
from supportgroup.outbox import actions
from supportgroup.outbox.choices import Channel, RecipientKind, State
from supportgroup.outbox.letter import Recipient
from supportgroup.outbox.models import Message, PrintRun
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db

LETTERS = "/immunology/messages/letters/"
OF_NOTES = {"kind": "tests.note", "occasion": "survey 1, mailing 1", "seen_by": Power.SEE_PEOPLE.value}


def _words(response):
    text = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def _letter(group, **person):
    seen_by = person.pop("seen_by", Power.SEE_PEOPLE)
    owner = PersonFactory(group=group, **person)
    return MessageFactory(group=group, person=owner, channel=Channel.LETTER, seen_by=seen_by)


@pytest.fixture
def client(nurse, signed_in):
    return signed_in(nurse)


def test_the_whole_way_of_a_print_run(group, client):
    _letter(group, first_name="Ada", last_name="Lovell")
    _letter(group, first_name="Bea", last_name="Moss")

    assert "2 letters wait to be printed" in _words(client.get(LETTERS))
    made = client.post(f"{LETTERS}print/", OF_NOTES, follow=True)
    run = PrintRun.objects.get()
    assert "2 letters to post" in _words(made)

    pdf = client.get(f"{run.get_absolute_url()}letters/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == f'attachment; filename="letters-{run.pk}.pdf"'
    assert "no-store" in pdf["Cache-Control"]
    assert pdf.content == b"%PDF-1.7 Ada Lovell Bea Moss"

    assert "You cannot undo this." in _words(client.get(f"{run.get_absolute_url()}posted/"))
    assert set(Message.objects.values_list("state", flat=True)) == {State.TAKEN}
    posted = client.post(f"{run.get_absolute_url()}posted/", {"letters": 2}, follow=True)
    assert "2 letters posted" in _words(posted)
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    assert "Put the letters back" not in _words(posted)


def test_whose_letters_are_downloaded_is_written_down(group, client):
    letters = [_letter(group, first_name=name) for name in ("Ada", "Bea")]
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()
    assert not Look.objects.exists()

    client.get(f"{run.get_absolute_url()}letters/")

    look = Look.objects.get()
    assert (look.way, look.people) == ("print", sorted(letter.recipient_key for letter in letters))


def test_posted_letters_are_not_downloaded_again(group, client):
    _letter(group)
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()
    client.post(f"{run.get_absolute_url()}posted/", {"letters": 1})

    answer = client.get(f"{run.get_absolute_url()}letters/", follow=True)

    assert "They are not kept, so there is nothing to download." in _words(answer)


def test_pressing_print_twice_makes_one_run_and_says_so(group, client):
    _letter(group)
    client.post(f"{LETTERS}print/", OF_NOTES)

    answer = client.post(f"{LETTERS}print/", OF_NOTES, follow=True)

    assert "Somebody may have made the print run a moment ago." in _words(answer)
    assert PrintRun.objects.count() == 1


def test_a_pdf_that_fails_says_so_and_leaves_the_letters_waiting(group, client):
    _letter(group, first_name="Broken")

    answer = client.post(f"{LETTERS}print/", OF_NOTES, follow=True)

    assert "nothing has changed: they wait as before" in _words(answer)
    assert Message.objects.get().state == State.QUEUED


def test_where_no_letter_is_wanted_any_more_the_page_says_so(group, client):
    _letter(group, last_name="Replied")

    answer = client.post(f"{LETTERS}print/", OF_NOTES, follow=True)

    assert "none of them is wanted any more" in _words(answer)
    assert Message.objects.get().state == State.HELD


def test_a_letter_held_after_printing_is_named_so_that_it_can_be_taken_out(group, client):
    _letter(group, first_name="Ada", last_name="Lovell")
    leaves = _letter(group, first_name="Bea", last_name="Moss")
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()
    actions.withdraw(recipient=Recipient(RecipientKind.PERSON, leaves.recipient_key), reason="This person has died.")

    words = _words(client.get(run.get_absolute_url()))

    assert "Take 1 letter out of the pile" in words
    assert "Moss, Bea . This person has died." in words
    assert "Lovell, Ada" not in words
    stale = client.post(f"{run.get_absolute_url()}posted/", {"letters": 2}, follow=True)
    assert "Take it out of the pile, then say that they are posted." in _words(stale)
    assert Message.objects.in_state(State.SENT).count() == 0


def test_a_posting_without_its_number_is_refused(group, client):
    _letter(group)
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()

    client.post(f"{run.get_absolute_url()}posted/")

    assert Message.objects.get().state == State.TAKEN


def test_putting_back_twice_is_told_the_second_time(group, client):
    _letter(group)
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()

    assert "Destroy what was printed" in _words(client.get(f"{run.get_absolute_url()}put-back/"))
    first = client.post(f"{run.get_absolute_url()}put-back/", follow=True)
    second = client.post(f"{run.get_absolute_url()}put-back/", follow=True)

    assert "The letters wait again." in _words(first)
    assert "These letters were put back already." in _words(second)
    assert "This print run was put back" in _words(client.get(run.get_absolute_url()))
    assert Message.objects.get().state == State.QUEUED


def test_reminders_are_printed_only_by_those_who_may_know_who_replied(group, client, pals, signed_in):
    message = _letter(group, seen_by=Power.SEE_WHO_REPLIED)
    of_reminders = OF_NOTES | {"seen_by": Power.SEE_WHO_REPLIED.value}

    assert "No letters wait" in _words(client.get(LETTERS))
    client.post(f"{LETTERS}print/", of_reminders)
    assert not PrintRun.objects.exists()

    signed_in(pals).post(f"{LETTERS}print/", of_reminders)
    run = PrintRun.objects.get()
    assert list(run.messages.all()) == [message]
    for address in ("", "letters/", "posted/", "put-back/"):
        assert client.get(f"{run.get_absolute_url()}{address}").status_code == 404


def test_letters_of_another_group_are_not_printed(group, other_group, client):
    _letter(other_group)

    client.post(f"{LETTERS}print/", OF_NOTES)

    assert not PrintRun.objects.exists()
