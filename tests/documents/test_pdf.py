import io
import logging

import pikepdf
import pytest

from supportgroup.documents.pdf import compile_pdf
from tests.documents import sample
from tests.documents.paper import texts

PRINT_RUN = "surveys/mailing/letters/print_run.typ"
HOSTILE = '#panic() *b* $x$ "q" \\ `c` _d_ @e <f> [g] // h /* i */ {j} ~ = k'


@pytest.fixture(scope="module")
def paper():
    return compile_pdf(PRINT_RUN, sample.print_run(), title="Letters of 7 September")


def test_the_pdf_is_tagged_and_says_its_language_and_title(paper):
    pdf = pikepdf.open(io.BytesIO(paper))

    assert "/StructTreeRoot" in pdf.Root
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.docinfo["/Title"] == "Letters of 7 September"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_only_our_own_fonts_are_in_it_and_they_are_embedded(paper):
    pdf = pikepdf.open(io.BytesIO(paper))
    fonts = {
        str(font.BaseFont).split("+")[-1]: "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }

    assert fonts == {"LiberationSans": True, "LiberationSans-Bold": True, "LiberationMono-Bold": True}


def test_the_same_data_make_the_same_bytes(paper):
    assert compile_pdf(PRINT_RUN, sample.print_run(), title="Letters of 7 September") == paper


def test_hostile_text_prints_as_it_stands():
    run = sample.print_run(
        sample.one_letter(greeting=HOSTILE, address_lines=[HOSTILE, "ZZ99 3WZ"], code="#*$-\"'\\<"), enclosed=False
    )
    run["survey"]["about"] = HOSTILE
    run["sender"]["signed_by"] = HOSTILE

    letter = texts(compile_pdf(PRINT_RUN, run, title=HOSTILE))[0]

    assert letter.count(HOSTILE) == 4
    assert "#*$-\"'\\<" in letter


def test_a_line_end_in_the_data_is_a_line_end_on_paper():
    run = sample.print_run(sample.one_letter(greeting="Dear Mrs\nLane"), enclosed=False)

    assert "Dear Mrs Lane" in texts(compile_pdf(PRINT_RUN, run, title="Letters"))[0]


def test_one_name_we_cannot_draw_does_not_hold_up_the_rest(caplog):
    run = sample.print_run(sample.one_letter(greeting="Dear 南小鳥ふゆ"), sample.one_letter(1043), enclosed=False)

    with caplog.at_level(logging.WARNING):
        pages = texts(compile_pdf(PRINT_RUN, run, title="Letters"))

    assert "Dear □□□□□" in pages[0]
    assert "Dear Mrs Lane" in pages[2]
    assert caplog.messages == [f"5 characters on {PRINT_RUN} cannot be drawn and print as empty squares"]


def test_data_that_do_not_fit_the_template_are_an_error_not_an_empty_page():
    with pytest.raises(RuntimeError, match="birthday card"):
        compile_pdf(PRINT_RUN, sample.print_run(kind="birthday card"), title="Letters")
