from hypothesis import given
from hypothesis import strategies as st

from surveys.answers.rules import LEAST_OPENED, are_too_few, editions_kept

COUNTS = st.dictionaries(st.sampled_from(["", "standard", "ar", "pl", "ur", "easy-read"]), st.integers(0, 40))


def test_nine_are_too_few_and_ten_are_not():
    assert [are_too_few(answers) for answers in (0, 9, 10, 75)] == [True, True, False, False]


def test_an_edition_that_only_nine_were_sent_is_not_kept():
    assert editions_kept(came={"standard": 60, "ur": 12, "": 10}, sent={"standard": 90, "ur": 9}) == {"standard"}


def test_what_is_left_without_an_edition_would_name_it_so_the_smallest_of_the_others_joins_it():
    assert editions_kept(came={"standard": 60, "pl": 12, "ur": 3}, sent={"standard": 80, "pl": 15, "ur": 5}) == {
        "standard"
    }
    assert editions_kept(came={"standard": 60, "ur": 3}, sent={"standard": 95, "ur": 5}) == set()


@given(came=COUNTS, sent=COUNTS)
def test_whatever_came_no_group_of_answers_is_smaller_than_ten(came, sent):
    kept = editions_kept(came=came, sent=sent)

    left = sum(count for code, count in came.items() if code not in kept)
    assert "" not in kept
    assert all(came[code] >= LEAST_OPENED and sent.get(code, 0) >= LEAST_OPENED for code in kept)
    assert not kept or left == 0 or left >= LEAST_OPENED
