from surveys.questionnaire.comparing import changes, paired
from surveys.questionnaire.options import coded


def question(number, text, *options, kind="single", **more):
    return {
        "number": number, "kind": kind, "text": text, "help": "", "options": coded(*(options or ("Yes", "No"))),
        "details": {}, "why": "", "section": {}, **more,
    }  # fmt: skip


def said(old, new):
    return [(change.what, change.old, change.new, change.sentences) for change in changes(old, new)]


def test_the_same_questions_have_not_changed():
    questions = [question(1, "Do you drive?"), question(2, "Do you cycle?")]

    assert changes(questions, [dict(one) for one in questions]) == []


def test_a_question_in_between_moves_the_others_on_and_is_new_itself():
    old = [question(1, "Do you drive?"), question(2, "How far is it?")]
    new = [question(1, "Do you drive?"), question(2, "Do you cycle?"), question(3, "How far is it?")]

    assert said(old, new) == [("added", None, 2, ()), ("changed", 2, 3, ("It was question 2",))]


def test_a_question_that_went_comes_last():
    old = [question(1, "Do you drive?"), question(2, "How far is it?")]

    assert said(old, [question(1, "Do you drive?")]) == [("taken out", 2, None, ())]


def test_other_words_of_a_question_are_a_change_not_a_new_question():
    old, new = [question(1, "How far do you travel?")], [question(1, "How far do you travel to us?")]

    assert said(old, new) == [("changed", 1, 1, ("It was “How far do you travel?”",))]


def test_a_quite_different_question_is_another_one():
    old, new = [question(1, "How far do you travel?")], [question(1, "Which food do you like?")]

    assert said(old, new) == [("added", None, 1, ()), ("taken out", 1, None, ())]


def test_answers_that_came_went_and_moved_are_named():
    old, new = [question(1, "How?", "Car", "Bus", "Train")], [question(1, "How?", "Bus", "Car", "Bicycle")]

    assert said(old, new)[0][3] == (
        "The answer “Bicycle” is new", "The answer “Train” is gone", "Its answers stand in another order",
    )  # fmt: skip


def test_a_route_to_the_same_question_is_no_change_though_its_number_moved():
    old = [question(1, "Do you drive?", options=coded("Yes", "No", go_to={"No": 3})), question(2, "Far?"),
           question(3, "Why?")]  # fmt: skip
    new = [question(1, "Do you drive?", options=coded("Yes", "No", go_to={"No": 4})), question(2, "Far?"),
           question(3, "Which car?"), question(4, "Why?")]  # fmt: skip
    elsewhere = [{**new[0], "options": coded("Yes", "No", go_to={"No": 3})}, *new[1:]]

    assert 1 not in [change.new for change in changes(old, new)]
    assert changes(old, elsewhere)[0].sentences == ("“No” now leads to question 3",)


def test_every_question_is_paired_once():
    old = [question(1, "Do you drive?"), question(2, "Do you drive?")]
    new = [question(1, "Do you drive?"), question(2, "Do you drive?"), question(3, "Do you drive?")]

    assert [(one["number"], other["number"]) for one, other in paired(old, new)] == [(1, 1), (2, 2)]


def test_help_second_line_heading_and_details_are_told():
    old = [question(1, "Far?", help="In miles.", why="Why?", section={})]
    new = [question(1, "Far?", help="", why="Tell us more", section={"heading": "Travel", "words": ""},
                    details={"most": "9"})]  # fmt: skip

    assert said(old, new)[0][3] == (
        "The help is gone: “In miles.”", "The second line was “Why?” and is now “Tell us more”",
        "The heading above it is new: “Travel”", "What can be answered has changed",
    )  # fmt: skip
