"""What a print run of a survey needs: packs by size of print, pages, sheets, envelopes; the address in the window."""

import io

import pikepdf
import pypdfium2

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.outbox import packing, printing
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Need
from surveys.mailing import letters
from tests.surveys.mailing.conftest import SENT_ON, by_letter, on, send


def run_of(survey, nurse):
    return printing.make_print_run(
        group=survey.group, kind="surveys.invitation", occasion=f"survey {survey.pk}, mailing 1",
        seen_by=Power.SEE_SURVEYS, by=SignedIn(nurse),
    )  # fmt: skip


def words_of(pdf):
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


def test_packs_are_counted_by_size_of_print_with_their_pages(survey, nurse):
    by_letter(survey.group, 3)
    by_letter(survey.group, needs=[Need.LARGE_PRINT])
    send(survey, nurse)
    with on(SENT_ON):
        run = run_of(survey, nurse)
        pages = len(pypdfium2.PdfDocument(printing.pdf_of(run)))
        standard, large = packing.packs_of(run, printing.letters_of(run))
        sheet = words_of(packing.count_sheet(run))

    assert (standard.format, standard.packs) == ("Standard, 12 point", 3)
    assert (large.format, large.packs) == ("Large print, 18 point", 1)
    # Each pack of the run begins on a new sheet; after the last one there is no empty back.
    in_all = 2 * (standard.packs * standard.sheets + large.packs * large.sheets)
    assert pages in (in_all, in_all - 1)
    assert f"All 4 {in_all // 2}" in sheet
    assert "Large reply envelopes, for the form 4" in sheet


def test_the_pile_begins_with_its_count_sheet_and_no_letter_shifts(survey, nurse):
    people = by_letter(survey.group, 3)
    send(survey, nurse)
    with on(SENT_ON):
        run = run_of(survey, nurse)
        pile, again, letters_alone = packing.pile(run), packing.pile(run), printing.pdf_of(run)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pile)]
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pypdfium2.PdfDocument(pile).get_toc()]
    alone = pypdfium2.PdfDocument(letters_alone)

    assert "Take this sheet off before filling envelopes." in pages[0]
    assert "Count sheet: 3 packs" in pages[0]
    assert pages[1] == "", "its back"
    assert pages[2:] == [page.get_textpage().get_text_range() for page in alone]
    assert marks == [("Count sheet", 0), *((m.get_title(), m.get_dest().get_index() + 2) for m in alone.get_toc())]
    assert not [person.last_name for person in people if person.last_name in pages[0]]
    assert pile == again
    with pikepdf.open(io.BytesIO(pile)) as opened, pikepdf.open(io.BytesIO(letters_alone)) as other:
        assert opened.check_pdf_syntax() == []
        assert len(opened.Root.StructTreeRoot.K[0].K) > len(other.Root.StructTreeRoot.K[0].K)
        assert str(opened.docinfo["/Title"]) == f"{run}: Survey: invitation, letters to print"


def test_a_pack_printed_again_has_no_count_sheet(survey, nurse):
    by_letter(survey.group, 2)
    send(survey, nurse)
    with on(SENT_ON):
        run = run_of(survey, nurse)
        one = printing.pdf_of(run, only=run.messages.first().pk)

    assert "Take this sheet off" not in words_of(one)


def test_a_reminder_encloses_nothing(survey, nurse):
    by_letter(survey.group)
    send(survey, nurse)
    with on(SENT_ON):
        messages = list(Message.objects.filter(channel="letter"))
        for message in messages:
            message.kind = "surveys.reminder"
        letters.prepare(messages)
        from surveys.mailing.printing import packs

        (pack,) = packs(messages)
    assert (pack.pages, pack.sheets, pack.enclosed) == (1, 1, ())


def test_the_address_and_nothing_else_stands_in_the_window(survey, nurse):
    """Millimetres by which the print service of GOV.UK Notify measures (notifications-template-preview, precompiled.py)."""
    by_letter(survey.group, last_name="Lane", address="14 Orchard Close\nNether\nWestbrook")
    send(survey, nurse)
    with on(SENT_ON):
        first = pypdfium2.PdfDocument(printing.pdf_of(run_of(survey, nurse)))[0]
    text = first.get_textpage()
    millimetre, height = 72 / 25.4, first.get_height()
    window = (24.6 * millimetre, height - 66.3 * millimetre, 120 * millimetre, height - 39.5 * millimetre)
    around = (15 * millimetre, height - 95 * millimetre, 125 * millimetre, height - 30 * millimetre)
    inside = text.get_text_bounded(*window).split()
    assert inside[-2:] == ["ZZ99", "3WZ"]
    assert text.get_text_bounded(*around).split() == inside
