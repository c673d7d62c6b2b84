import io

import pikepdf
import pytest
import segno

from supportgroup.documents import qr
from surveys.mailing.typesetting import typeset
from tests.documents import sample
from tests.documents.paper import modules, picture, texts

LANE = sample.one_letter(1042)
OKAFOR = sample.one_letter(
    1043,
    greeting="Dear Mr Okafor",
    address_lines=["Mr T Okafor", "2 Mill Row", "WESTBROOK", "ZZ99 9AA"],
    code="PWH3-XN8D",
)


def printed(*letters, **changes):
    return typeset(sample.print_run(*letters, **changes), title="Letters")


def matrix(text, error):
    return [list(row) for row in segno.make_qr(text, error=error, mask=qr.MASK).matrix]


@pytest.fixture(scope="module")
def two_packs():
    return printed(LANE, OKAFOR)


def test_a_pack_is_the_letter_then_the_form_then_the_slip_each_on_a_sheet_of_its_own(two_packs):
    pages = texts(two_packs)

    assert ["We would like to hear from you" in page for page in pages[:8]] == [True] + [False] * 7
    assert pages[1] == pages[7] == ""
    assert [f"Page {number} of 4" in pages[number + 1] for number in range(1, 5)] == [True] * 4
    assert "Reply slip" in pages[6]
    assert "Dear Mr Okafor" in pages[8]
    assert len(pages) == 8 + 7


def test_printed_on_one_side_there_are_no_empty_pages():
    pages = texts(printed(LANE, OKAFOR, double_sided=False))

    assert "" not in pages
    assert len(pages) == 2 * 6


def test_the_forms_of_two_people_are_the_same_to_the_last_byte(two_packs):
    pdf = pikepdf.open(io.BytesIO(two_packs))

    for page in range(2, 6):
        first, second = pdf.pages[page], pdf.pages[page + 8]
        assert first.Contents.read_bytes() == second.Contents.read_bytes()
        assert drawn_things(first) == drawn_things(second)
        assert picture(two_packs, page).tobytes() == picture(two_packs, page + 8).tobytes()


def drawn_things(page):
    return {
        (kind, str(name), pikepdf.Object.unparse(thing) if thing.is_indirect else repr(thing))
        for kind in page.Resources
        if kind != "/ProcSet"
        for name, thing in page.Resources[kind].items()
    }


def test_nothing_of_the_person_is_on_the_form_though_it_is_on_the_letter(two_packs):
    pages = texts(two_packs)
    marks = [*LANE["address_lines"], LANE["greeting"], LANE["record_number"], LANE["code"], LANE["date"]]

    assert all(mark in pages[0] for mark in marks)
    assert not [mark for mark in marks for page in pages[2:6] if mark in page]


def test_the_slip_carries_the_record_number_and_nothing_else_of_the_person(two_packs):
    slip = texts(two_packs)[6]

    assert LANE["record_number"] in slip
    assert not [mark for mark in [*LANE["address_lines"], LANE["greeting"], LANE["code"]] if mark in slip]


def test_the_square_on_the_letter_opens_the_persons_own_link(two_packs):
    expected = matrix(OKAFOR["link"], "M")

    assert modules(picture(two_packs, 8), *square_on_the_letter(two_packs), len(expected)) == expected


def square_on_the_letter(pdf):
    """Return the place of the code's dark part: left, top and side in mm."""
    page = picture(pdf, 8).crop((1420, 1300, 1880, 1670)).point(lambda grey: 255 if grey < 128 else 0)
    left, top, right, _ = page.getbbox()
    return (1420 + left) / 10, (1300 + top) / 10, (right - left) / 10


def test_the_square_on_the_slip_holds_the_record_number_alone(two_packs):
    page = picture(two_packs, 6).crop((1490, 330, 1870, 640)).point(lambda grey: 255 if grey < 40 else 0)
    left, top, right, _ = page.getbbox()
    expected = matrix(LANE["record_number"], "Q")

    read = modules(picture(two_packs, 6), (1490 + left) / 10, (330 + top) / 10, (right - left) / 10, len(expected))

    assert read == expected


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_square_on_a_form_says_version_edition_and_page_only(two_packs, number):
    assert modules(picture(two_packs, number + 1), 20, 272, 13, 21) == matrix(f"V1 STANDARD P{number}", "Q")


def test_the_form_in_large_print_says_in_its_square_that_it_is_laid_out_otherwise():
    paper = printed(sample.one_letter(text_size=18))

    assert modules(picture(paper, 2), 20, 272, 13, 21) == matrix("V1 STANDARD18 P1", "Q")


def test_squares_have_modules_of_at_least_six_tenths_of_a_millimetre_and_white_around(two_packs):
    left, top, side = square_on_the_letter(two_packs)
    module = side / len(matrix(OKAFOR["link"], "M"))
    page = picture(two_packs, 8)
    ring = 4 * module

    assert module >= 0.6
    for box in [
        (left - ring, top - ring, left + side + ring, top - 0.2),
        (left - ring, top + side + 0.2, left + side + ring, top + side + ring),
        (left - ring, top, left - 0.2, top + side),
        (left + side + 0.2, top, left + side + ring, top + side),
    ]:
        assert page.crop(tuple(round(edge * 10) for edge in box)).getextrema() == (255, 255)


def test_a_long_link_makes_a_larger_square_not_smaller_modules():
    link = "https://westbrook.example/answer/" + "x" * 200
    page = picture(printed(sample.one_letter(link=link), enclosed=False), 0)
    count = len(matrix(link, "M"))
    left, top, right, _ = page.crop((1390, 1300, 1930, 1715)).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    place = (1390 + left) / 10, (1300 + top) / 10, (right - left) / 10

    assert place[2] / count == pytest.approx(0.6, abs=0.01)
    assert modules(page, *place, count) == matrix(link, "M")


def test_a_reminder_without_a_form_is_one_sheet():
    pages = texts(printed(LANE, OKAFOR, kind="reminder", enclosed=False))

    assert [bool(page) for page in pages] == [True, False, True]


def test_each_person_gets_their_own_text_size():
    pages = texts(printed(LANE, sample.one_letter(1043, text_size=18)))

    assert "Page 1 of 4" in pages[2]
    assert "Page 1 of 11" in pages[10]


@pytest.mark.everything
def test_a_hundred_packs_are_one_pdf_with_everybodys_number_once_on_their_letter():
    letters = [
        sample.one_letter(number, link=f"https://survey.hospital.example/answer/{number:022d}") for number in range(100)
    ]

    pages = texts(printed(*letters))

    for letter in letters:
        assert any(letter["record_number"] in page for page in pages)
