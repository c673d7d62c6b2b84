import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.screening import marks
from surveys.screening.rules import own_marks

REGISTER = {"edith", "marsh", "oneill", "smith", "jones", "li", "may"}
STAFF = {"grace", "adeyemi"}


def found(text):
    return [(text[mark.start : mark.end], mark.why) for mark in marks.find(text, register=REGISTER, staff=STAFF)]


@pytest.mark.parametrize(
    ("text", "what", "why"),
    [
        ("edith was in the next bed", "edith", "a name on the register"),
        ("Like EDITH’s sister", "EDITH’s", "a name on the register"),
        ("O’Neill helped", "O’Neill", "a name on the register"),
        ("Ask the Smith-Brown family", "Smith-Brown", "a name on the register"),
        ("Then May rang me", "May", "a name on the register"),
        ("Mrs Li waited", "Mrs Li", "a name"),
        ("Our Grace is the best nurse", "Grace", "a name of staff"),
        ("ask adeyemi", "adeyemi", "a name of staff"),
        ("Nurse Okonkwo laughed", "Nurse Okonkwo", "a name"),
        ("Dr. Van Damme said no", "Dr. Van Damme", "a name"),
        ("My number is 999 123 4560.", "999 123 4560", "an NHS number"),
        ("nhs 9991234560", "9991234560", "an NHS number"),
        ("Ring 01632 960 555 please", "01632 960 555", "a phone number"),
        ("Ring +44 7700 900123", "+44 7700 900123", "a phone number"),
        ("Write to me@mail.example.", "me@mail.example", "an email address"),
        ("I live in ZZ99 3WZ", "ZZ99 3WZ", "a postcode"),
        ("at 14 Orchard Close", "14 Orchard Close", "an address"),
        ("on 3 March 2024 I fell", "3 March 2024", "a date"),
        ("on the 3rd of March", "3rd of March", "a date"),
        ("since March 2019", "March 2019", "a date"),
        ("on 03/04/24", "03/04/24", "a date"),
        ("I have CVID", "CVID", "a condition"),
        ("because of Wiskott-Aldrich", "Wiskott", "a condition"),
        ("with Behçet’s disease", "Behçet’s disease", "a condition"),
    ],
)  # fmt: skip
def test_what_could_name_somebody_is_marked_and_why(text, what, why):
    assert (what, why) in found(text)


@pytest.mark.parametrize(
    "text",
    ["I may come on Tuesdays at 10.30, if parking costs 3.50", "Nothing to change. 10 out of 10, with grace!", ""],
)
def test_plain_words_are_not_marked(text):
    assert found(text) == []


def test_what_is_blanked_out_says_what_it_was_and_not_whose():
    text = "Edith and Adeyemi rang 01632 960 555 twice."

    assert marks.blanked(text, marks.find(text, register=REGISTER, staff=STAFF)) == (
        "[a name] and [a name] rang [a phone number] twice."
    )


def test_own_words_are_blanked_wherever_they_stand_and_those_that_do_not_stand_there_are_told():
    text = "The man with the parrot. The Man with the PARROT!"

    own, missing = own_marks(text, "the man with the parrot\n\nthe cat\n")

    assert marks.blanked(text, own) == "[left out]. [left out]!"
    assert missing == ["the cat"]


@given(st.text(st.sampled_from("Edith grace 0193-45/6March.,ZW’"), max_size=80))
def test_marks_never_overlap_and_the_pieces_are_the_text(text):
    found = marks.find(text, register=REGISTER, staff=STAFF)

    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert "".join(piece for piece, _ in marks.pieces(text, found)) == text
