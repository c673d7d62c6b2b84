import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.options import SCALES, as_typed, coded, scale_of, typed, with_routes_of


def texts(options):
    return [option["text"] for option in options]


def test_options_are_coded_by_letter_in_their_order():
    assert [(option["code"], option["text"]) for option in coded("Yes", "No")] == [("a", "Yes"), ("b", "No")]


def test_one_option_to_a_line_without_empty_lines_and_runs_of_spaces():
    assert typed("  Yes \n\n\tNo,   not   now \n") == (["Yes", "No, not now"], "")


def test_the_line_after_or_stands_apart():
    assert typed("Cost\nDistance\nor\nNothing") == (["Cost", "Distance"], "Nothing")


def test_or_in_capitals_and_with_spaces_is_understood():
    assert typed("Cost\n  OR \nNothing\nDistance") == (["Cost", "Distance"], "Nothing")


def test_or_with_nothing_after_it_sets_nothing_apart():
    assert typed("Cost\nor\n") == (["Cost"], "")


line = st.text("abcdefgh ,'é", min_size=1, max_size=12).map(str.strip).filter(lambda text: text not in ("", "or"))


@given(st.lists(line, min_size=1, max_size=8, unique_by=str.casefold), st.booleans())
def test_what_is_shown_to_be_edited_reads_back_as_the_same_options(lines, apart):
    words = [" ".join(text.split()) for text in lines]
    options = coded(*words[:-1], alone=words[-1]) if apart else coded(*words)

    plain, alone = typed(as_typed(options))

    assert coded(*plain, alone=alone) == options


def test_an_option_keeps_its_route_when_others_are_put_before_it():
    old = coded("Yes", "I no longer have it", go_to={"I no longer have it": 12})

    new = with_routes_of(coded("Yes", "Mostly", "I no longer have it"), old, routed=True)

    assert [option["go_to"] for option in new] == [None, None, 12]


def test_a_mended_spelling_keeps_the_route():
    old = coded("Yes", "I no longger have it", go_to={"I no longger have it": 12})

    new = with_routes_of(coded("Yes", "I no longer have it"), old, routed=True)

    assert [option["go_to"] for option in new] == [None, 12]


def test_two_options_that_change_places_take_their_routes_along():
    old = coded("Yes", "No", go_to={"No": 12})

    new = with_routes_of(coded("No", "Yes"), old, routed=True)

    assert [option["go_to"] for option in new] == [12, None]


def test_where_more_than_one_answer_can_be_given_none_leads_anywhere():
    old = coded("Yes", "No", go_to={"No": 12})

    assert [option["go_to"] for option in with_routes_of(coded("Yes", "No"), old, routed=False)] == [None, None]


@pytest.mark.parametrize("key", SCALES)
def test_a_ready_scale_is_recognised(key):
    assert scale_of(SCALES[key].options()) == key


def test_options_of_somebodys_own_are_no_ready_scale():
    assert scale_of(coded("Often", "Now and then")) == ""


def test_does_not_apply_stands_outside_its_scale():
    assert [option["text"] for option in SCALES["how_satisfied"].options() if option["alone"]] == ["Does not apply"]
