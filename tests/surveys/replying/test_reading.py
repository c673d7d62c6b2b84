from surveys.questionnaire.readymade import QUESTIONS
from surveys.replying.reading import answers_in_words

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_each_question_on_the_way_has_a_row_in_the_papers_words():
    rows = answers_in_words(
        READYMADE, {"1": "e", "13": ["b", "f"], "18": "b", "18w": "They ring back.", "19": "Parking."}
    )

    assert [row["number"] for row in rows] == [1, *range(12, 21)]
    said = {row["number"]: row["values"] for row in rows if row["values"]}
    assert said == {
        1: ["I no longer have it"],
        13: ["Chest physiotherapy", "Travel and holidays"],
        18: ["Good", "“They ring back.”"],
        19: ["“Parking.”"],
    }
    assert rows[0]["key"] == "1. Where do you have your immunoglobulin treatment at present?"


def test_words_without_a_choice_are_an_answer_too():
    rows = answers_in_words(READYMADE, {"18w": "They ring back."})

    assert rows[17]["values"] == ["“They ring back.”"]
