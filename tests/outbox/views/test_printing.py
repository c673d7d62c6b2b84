import re

import pypdfium2
import pytest

from supportgroup.access.choices import Power
from supportgroup.audit.models import Look
from supportgroup.outbox import actions
from supportgroup.outbox.choices import Channel, RecipientKind, State
from supportgroup.outbox.letter import Recipient
from supportgroup.outbox.models import Message, PrintRun
from supportgroup.outbox.packing import SHEETS
from supportgroup.people.models import Person
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


def _text(answer):
    pages = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


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
    assert pdf.content == b"%PDF-1.7 count sheet, Ada Lovell Bea Moss"

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


def test_posted_letters_are_printed_again_where_they_are_still_wanted_and_count_once(group, client):
    _letter(group, first_name="Ada", last_name="Lovell")
    gone = _letter(group, first_name="Bea", last_name="Moss")
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()
    client.post(f"{run.get_absolute_url()}posted/", {"letters": 2})
    Person.objects.filter(pk=gone.recipient_key).update(last_name="Replied")

    again = client.get(f"{run.get_absolute_url()}letters/")

    assert again.content == b"%PDF-1.7 count sheet, Ada Lovell"
    Person.objects.update(last_name="Replied")
    none = client.get(f"{run.get_absolute_url()}letters/", follow=True)
    assert "None of these letters is wanted any more" in _words(none)
    run.refresh_from_db()
    assert (run.posted_letters, Message.objects.in_state(State.SENT).count()) == (2, 2)


def test_one_pack_is_printed_again(group, client, other_group):
    ada, _ = (_letter(group, first_name=name, last_name="Lovell") for name in ("Ada", "Bea"))
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()

    packs = client.get(f"{run.get_absolute_url()}packs/")
    one = client.get(f"{run.get_absolute_url()}packs/{ada.pk}/")
    strange = client.get(f"{run.get_absolute_url()}packs/{_letter(group).pk}/", follow=True)

    assert "2 packs, in the order of the pile" in _words(packs)
    assert one.content == b"%PDF-1.7 Ada Lovell"
    assert "None of these letters is wanted any more" in _words(strange)
    assert [look.what for look in Look.objects.order_by("pk")] == ["Letters of a print run"] * 2


def test_a_proof_of_the_first_takes_nothing(group, client):
    _letter(group, first_name="Ada", last_name="Lovell", postcode="ZZ99 9ZZ")
    _letter(group, first_name="Bea", last_name="Moss", postcode="ZZ99 1AA")
    _letter(group, first_name="Cai", last_name="Replied", postcode="ZZ99 0AA")

    proof = client.post(f"{LETTERS}proof/", OF_NOTES)

    assert proof.content == b"%PDF-1.7 Bea Moss", "the first of the pile that is wanted"
    assert set(Message.objects.values_list("state", flat=True)) == {State.QUEUED}
    nothing = client.post(f"{LETTERS}proof/", OF_NOTES | {"occasion": "another"}, follow=True)
    assert "No letters wait here any more." in _words(nothing)


def test_a_count_sheet_and_labels_belong_to_the_run(group, client):
    for number in range(22):
        _letter(group, first_name="Ada", last_name=f"Lovell{number}")
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()

    sheet = _text(client.get(f"{run.get_absolute_url()}count-sheet/"))
    labels = client.get(f"{run.get_absolute_url()}labels/L7160/")

    assert "Count sheet: 22 packs" in sheet
    assert "Outer envelopes 22 C5 with a window, folded once" in sheet
    assert "Lovell" not in sheet
    assert len(pypdfium2.PdfDocument(labels.content)) == 2
    assert "Lovell21" in _text(labels)
    assert client.get(f"{run.get_absolute_url()}labels/L9999/").status_code == 404


def test_labels_stand_where_the_makers_sheet_has_them(group, client):
    for number in range(15):
        _letter(group, first_name="Ada", last_name=f"Lovell{number:02}", postcode=f"ZZ99 {number % 10}AA")
    client.post(f"{LETTERS}print/", OF_NOTES)
    run = PrintRun.objects.get()

    for name, size in SHEETS.items():
        (first, *_) = pypdfium2.PdfDocument(client.get(f"{run.get_absolute_url()}labels/{name}/").content)
        text = first.get_textpage()
        words = text.get_text_range()
        for place in (0, size.across - 1, size.across):
            row, column = divmod(place, size.across)
            start = words.index("Ada", sum(len(line) for line in words.split("Ada")[: place + 1]) + 3 * place)
            left, _, _, top = (mm * 25.4 / 72 for mm in text.get_charbox(start))
            assert size.left + column * size.pitch < left < size.left + column * size.pitch + size.width
            down = 297 - top
            assert size.top + row * size.height < down < size.top + (row + 1) * size.height


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
