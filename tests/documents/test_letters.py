import pytest

from supportgroup.documents.pdf import compile_pdf
from surveys.mailing.typesetting import typeset
from tests.documents import sample
from tests.documents.paper import darkest, grey, picture, runs, texts

PRINT_RUN = "surveys/mailing/letters/print_run.typ"
KINDS = ["invitation", "reminder", "final"]
AT_LINE_END = "\x02"  # what the reader of PDFs gives for a hyphen at the end of a line
HELP = "Large print, easy read, audio, your language, an interpreter: just ask."
LONG_NAME = "Professor Sir Maximilian-Alexander Featherstonehaugh-Cholmondeley of Lower Wallingford"
SEVEN_LINES = [
    LONG_NAME,
    "Flat 12B, The Old Maltings at Lower Nether Westbrook Park House",
    "147 Upper Saint Bartholomew Street",
    "Nether Westbrook under Wychwood",
    "Near Chipping Sodbury",
    "WESTBROOK SUPER MARE",
    "ZZ99 3WZ",
]


def letter(kind="invitation", *, enclosed=True, survey=None, **changes):
    run = sample.print_run(sample.one_letter(**changes), kind=kind, enclosed=enclosed)
    run["survey"] |= survey or {}
    return typeset(run, title="Letters")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("enclosed", [True, False])
def test_every_letter_says_what_a_covering_letter_must_say(kind, enclosed):
    page = texts(letter(kind, enclosed=enclosed))[0]

    assert "You have immunoglobulin treatment with us." in page
    assert "100 people" in page
    assert "There are 20 questions. They take about 12 minutes." in page
    assert "Friday 25 September 2026" in page
    assert "Your care stays the same if you say no. To say no, " in page
    assert "The people who treat you will not know who replied." in page
    assert "Your record number only stops the reminder." in page
    assert HELP in page
    assert "0808 157 0123 Monday to Friday 9am to 5pm" in page
    assert "If you feel unwell, phone your nurses or call 111." in page
    assert "Run by PALS, Westbrook Hospital, PO Box 41, Westbrook, ZZ99 4WB." in page
    assert "westbrook.example/privacy" in page
    assert "Email: survey.qvt@hospital.example" in page
    assert "Freepost WESTBROOK SURVEYS" in page
    assert "PALS, 01632 960 101, pals@hospital.example" in page
    assert "westbrook.example/answer and type this code: KTXR-1042" in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_names_envelopes_and_slip_only_where_they_are_in_the_pack(kind):
    with_form, without = texts(letter(kind))[0], texts(letter(kind, enclosed=False))[0]

    assert "Post the form in the large envelope and the white slip in the small one. No stamps needed." in with_form
    assert "envelope and" not in without
    assert "Phone us" in without


@pytest.mark.parametrize("kind", ["reminder", "final"])
def test_a_reminder_says_first_that_whoever_replied_may_ignore_it(kind):
    page = texts(letter(kind))[0]

    assert page.index("Already replied? Thank you. Ignore this letter.") < page.index("You have immunoglobulin")


def test_only_the_last_letter_promises_that_none_follows():
    assert ["We will not write about this again." in texts(letter(kind))[0] for kind in KINDS] == [False, False, True]


def test_without_a_date_to_reply_by_the_letter_names_none():
    assert "It would help" not in texts(letter(survey={"reply_by": None}))[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [12, 18])
def test_the_treatment_is_named_once_and_below_the_first_fold(kind, size):
    named = [run for run in runs(letter(kind, text_size=size), 0) if "immunoglobulin" in run.text]

    assert [run.top > 99 for run in named] == [True]


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_fits_one_side_with_the_longest_reason_a_nurse_can_write(kind):
    reason = (
        "You have immunoglobulin treatment with us. " + "We want to learn what helps you and what does not. " * 6
    )[:300]

    pages = texts(letter(kind, survey={"about": reason}))

    assert pages[1] == ""
    assert pages[0].endswith(" 1")


def test_a_letter_that_needs_a_second_side_keeps_its_foot_and_loses_nothing():
    pages = texts(letter(survey={"about": "You have treatment with us. " * 30}))

    assert pages[0].count("You have treatment with us.") == 30
    assert "This survey is not for medical help." in pages[1]
    assert "Page 1 of 4" in pages[2]


@pytest.mark.parametrize("lines", [["Mr T Okafor", "2 Mill Row", "WESTBROOK", "ZZ99 9AA"], SEVEN_LINES])
@pytest.mark.parametrize("size", [12, 18])
def test_the_whole_address_stands_in_the_window(lines, size):
    within = [run for run in runs(letter(address_lines=lines, text_size=size), 0) if in_keep_clear_area(run)]

    assert "".join(run.text for run in within).replace(AT_LINE_END, "-").replace(" ", "") == "".join(lines).replace(
        " ", ""
    )
    assert min(run.left for run in within) == pytest.approx(24.6, abs=0.5)
    assert max(run.right for run in within) <= 120
    assert min(run.top for run in within) >= 39.5
    assert max(run.bottom for run in within) <= 66.3


def in_keep_clear_area(run):
    return run.left < 125 and run.right > 15 and run.top < 93 and run.bottom > 36


@pytest.mark.parametrize("size", [12, 18])
def test_no_ink_but_the_address_is_in_the_keep_clear_area(size):
    page = picture(letter(text_size=size), 0)

    assert darkest(page, 15, 36, 125, 39) == 255
    assert darkest(page, 15, 36, 24, 93) == 255
    assert darkest(page, 15, 67, 125, 93) == 255
    assert darkest(page, 121, 36, 125, 93) == 255
    assert darkest(page, 24.6, 39.5, 120, 66.3) < 80


def test_a_long_name_of_a_hospital_stays_above_the_address():
    run = sample.print_run(enclosed=False)
    run["sender"]["hospital"] = "Royal Westbrook and Nether Valley University Hospitals NHS Foundation Trust"

    page = picture(compile_pdf(PRINT_RUN, run, title="Letters"), 0)

    assert darkest(page, 15, 36, 125, 39) == 255
    assert darkest(page, 195.5, 0, 210, 36) == 255


def test_fold_marks_stand_at_a_third_a_half_and_two_thirds():
    page = picture(letter(), 0)

    assert [down for down in (90, 99, 120, 148.5, 170, 198) if grey(page, 6, down) < 200] == [99, 148.5, 198]


def test_nothing_is_printed_nearer_than_15_mm_to_the_sides_but_the_fold_marks():
    page = picture(letter(), 0)

    assert darkest(page, 195.2, 0, 210, 297) == 255
    assert darkest(page, 9.5, 0, 24.3, 297) == 255
    assert darkest(page, 0, 286.5, 210, 297) == 255


def test_in_large_print_the_code_stands_before_the_greeting_and_the_letter_fills_two_sides():
    pages = texts(letter(text_size=18, enclosed=False))

    assert pages[0].index("KTXR-1042") < pages[0].index("Dear Mrs Lane")
    assert len(pages) == 2


def test_a_long_web_address_stays_inside_its_box():
    run = sample.print_run(enclosed=False)
    run["sender"]["answer_address"] = "survey.royalwestbrookandnethervalley.nhs.uk/answer"

    paper = compile_pdf(PRINT_RUN, run, title="Letters")

    assert max(piece.right for piece in runs(paper, 0) if 107 < piece.top < 205) < 193
    assert "survey.royalwestbrookandnethervalley.nhs.uk/answer" in "".join(
        texts(paper)[0].replace("\u200b", "").split()
    )
