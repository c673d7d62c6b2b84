"""How different those who stayed silent would have to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.disclosure.figures import whole_survey
from surveys.results.decision import decide, is_enough, turning_point
from tests.surveys.results.conftest import OPTIONS


def decided(counts, *, at_least, asked=100):
    figures = whole_survey(
        [(option["text"], count) for option, count in zip(OPTIONS, counts, strict=True)],
        base=sum(counts), least_base=10,
    )  # fmt: skip
    declared = {"question": 15, "yes": ["a", "b"], "at_least": at_least}
    return decide(declared, rule="The rule.", options=OPTIONS, figures=figures, asked=asked)


@pytest.mark.parametrize(
    ("at_least", "words"),
    [
        (60, "The decision would change only if 6 of those 25 (24%) or fewer would say yes, against 71%"),
        (50, "The decision would stand even if all of them said no."),
        (75, "The decision would change only if 22 of those 25 (88%) or more would say yes, against 71%"),
        (80, "The decision would stand even if all of them said yes."),
    ],
)
def test_the_storys_25_silent(at_least, words):
    found = decided([34, 19, 12, 6, 4], at_least=at_least)

    assert found.sentence == (
        "71% of the 75 people who answered said “Definitely yes” or “Probably yes”; "
        "of all 100 who were asked it is likely between 65% and 75%."
    )
    assert words in found.about_the_silent
    assert found.is_met == (at_least <= 70)


def test_when_all_have_answered_nobody_could_change_it():
    assert decided([34, 19, 12, 6, 4], at_least=60, asked=75).about_the_silent.startswith("Everybody")


def test_too_few_answers_decide_nothing():
    assert decided([5, 2, 1, 1, 0], at_least=60) is None


@given(st.integers(1, 60), st.integers(0, 40), st.integers(1, 99), st.data())
def test_the_turning_point_is_where_the_rule_turns(answered, silent, at_least, data):
    yes = data.draw(st.integers(0, answered))
    met = is_enough(yes, answered, at_least)
    turning = turning_point(yes=yes, answered=answered, silent=silent, at_least=at_least)

    turns = [more for more in range(silent + 1) if is_enough(yes + more, answered + silent, at_least) != met]
    if turning is None:
        assert turns == []
    else:
        assert turns == (list(range(turning + 1)) if met else list(range(turning, silent + 1)))
