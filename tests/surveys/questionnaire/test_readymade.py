from surveys.questionnaire import options, rules
from surveys.questionnaire.models import Question
from surveys.questionnaire.readymade import ABOUT, QUESTIONS, TITLE

NUMBERED = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_there_are_20_printed_numbers():
    assert len(QUESTIONS) == 20


def test_only_the_first_question_leads_elsewhere_and_only_its_last_answer():
    led = {
        (question["number"], option["text"]): option["go_to"]
        for question in NUMBERED
        for option in question["options"]
        if option["go_to"]
    }

    assert led == {(1, "I no longer have it"): 12}


def test_the_friends_and_family_question_is_as_published_and_asks_why():
    question = QUESTIONS[17]

    assert question["text"] == "Overall, how was your experience of our service?"
    assert [option["text"] for option in question["options"]] == [
        "Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know",
    ]  # fmt: skip
    assert question["why"] == "Please can you tell us why you gave your answer?"
    assert [number for number, other in enumerate(QUESTIONS, start=1) if other["why"]] == [18]


def test_answers_that_exclude_the_others_are_marked():
    alone = {
        question["number"]: option["text"] for question in NUMBERED for option in question["options"] if option["alone"]
    }

    assert alone == {
        6: "Does not apply", 7: "Does not apply", 10: "Does not apply", 16: "Not at all", 17: "Nothing",
    }  # fmt: skip


def test_who_wants_to_join_the_group_talk_is_sent_to_the_phone_and_keeps_their_name_off_the_form():
    assert "phone us" in QUESTIONS[19]["help"]
    assert "Your name must not go on this form" in QUESTIONS[19]["help"]


def test_nothing_stands_in_the_way_of_opening_it():
    assert rules.question_problems(NUMBERED) == []


def test_every_text_fits_its_column():
    assert len(TITLE) <= 100
    assert len(ABOUT) <= 300
    for field in ("text", "help", "why"):
        limit = Question._meta.get_field(field).max_length
        assert all(len(question[field]) <= limit for question in QUESTIONS)
    assert all(options.why_not_options([o["text"] for o in q["options"]]) is None for q in QUESTIONS if q["options"])
