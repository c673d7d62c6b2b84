import json
from types import SimpleNamespace

import pytest

from surveys.questionnaire import evaluation, filing, friends_and_family, readymade
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.options import coded

BASE = {
    "format": "supportgroup-questionnaire", "version": 1, "name": "Ours", "description": "For all.",
    "title": "Parking", "about": "We want to know.", "minutes": 5,
}  # fmt: skip


def question(**changes):
    return {"kind": "single", "text": "Do you drive?", "help": "", "options": coded("Yes", "No"), "details": {}, "why": "",
            "section": {}} | changes  # fmt: skip


def file(*questions, **changes):
    return json.dumps(BASE | {"questions": list(questions) or [question()]} | changes).encode()


def faults(*questions, **changes):
    filed = filing.read(file(*questions, **changes))
    assert filed.content == {} or not filed.faults or filed.faults
    return filed.faults


@pytest.mark.parametrize(
    "questions",
    [readymade.QUESTIONS, evaluation.QUESTIONS, (friends_and_family.QUESTION,)],
    ids=["20", "meeting", "fft"],
)
def test_what_is_saved_is_read_again_exactly(questions):
    content = {"title": "T", "about": "A", "minutes": 3, "questions": [dict(one) for one in questions]}

    filed = filing.read(filing.written(SimpleNamespace(name="N", description="", content=content)))

    assert (filed.faults, filed.name, filed.content) == ([], "N", content)


def test_every_kind_of_question_survives_the_way_through_a_file():
    more = {
        "number": {"details": {"least": "0", "most": "9", "unit": "miles", "places": 0}, "options": []},
        "date": {"details": {"exact": "month"}, "options": []},
        "grid": {"details": {"statements": "One\nTwo"}},
        "rating": {"details": {"low": "Bad", "high": "Good"}},
        "free_text": {"options": []}, "short_text": {"options": []},
    }  # fmt: skip
    asked = []
    for name, kind in KINDS.items():
        options = (
            kind.example.get("options", []) if name not in ("grid", "agreement") else readymade.QUESTIONS[3]["options"]
        )
        asked.append(question(kind=name, text=f"A {name}?", options=options) | more.get(name, {}))

    filed = filing.read(file(*asked))

    assert filed.faults == []
    assert filed.content["questions"] == json.loads(json.dumps(asked))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n", "it cannot be read"),
        (b"", "it cannot be read"),
        (b"{", "it cannot be read"),
        (b"[" * 200_000, "it cannot be read"),
        (b'{"a": NaN}', "it cannot be read"),
        (b'{"a": ' + b"9" * 9_000 + b"}", "it cannot be read"),
        (b" " * (filing.LARGEST + 1), "larger than 512 kB"),
        (b"[]", "not a questionnaire file"),
        (b'{"format": "limesurvey"}', "not a questionnaire file"),
    ],
    ids=["picture", "empty", "broken", "deep", "nan", "digits", "huge", "list", "other"],
)
def test_what_is_no_questionnaire_file_is_said_in_one_sentence(content, sentence):
    found = filing.read(content).faults

    assert len(found) == 1
    assert sentence in found[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"version": 2}, "another version of the format"),
        ({"version": True}, "another version"),
        ({"minutes": "five"}, "“minutes” is not there"),
        ({"minutes": True}, "“minutes” is not there"),
        ({"minutes": 0}, "minutes"),
        ({"title": ""}, "title"),
        ({"title": "x" * 101}, "100 characters"),
        ({"name": None}, "“name” is not there"),
        ({"questions": {}}, "“questions” is not there"),
        ({"questions": []}, "no questions yet"),
        ({"questions": [question()] * 61}, "61 questions"),
        ({"questions": ["x"]}, "Question 1: it is damaged"),
    ],
)  # fmt: skip
def test_what_is_wrong_around_the_questions_is_named(changes, sentence):
    assert any(sentence in fault for fault in faults(**changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "telepathy"}, "of a kind that is not known here: “telepathy”"),
        ({"kind": 7}, "“kind” is not there"),
        ({"text": ""}, "Question 1: enter question"),
        ({"text": "x" * 301}, "300 characters"),
        ({"options": [{"code": "a"}] * 2}, "one of its answers is damaged"),
        ({"options": [dict(one, go_to="2") for one in coded("Yes", "No")]}, "one of its answers is damaged"),
        ({"options": coded("Yes\nMaybe", "No")}, "more than one line"),
        ({"options": coded("Yes")}, "at least 2 answers"),
        ({"options": coded("Yes", "yes")}, "twice"),
        ({"options": coded("or", "No", "Yes")}, "answers cannot be read"),
        ({"options": coded(*"abcdefghijklmnopqrstu")}, "20 at most"),
        ({"options": [{"code": "a", "text": "Y" * 81, "go_to": None, "alone": False}, *coded("No")]}, "80 characters"),
        ({"kind": "agreement"}, "select"),
        ({"kind": "grid", "details": {}, "options": readymade.QUESTIONS[3]["options"]}, "at least 2 statements"),
        ({"kind": "number", "details": {"least": "9", "most": "1", "unit": "", "places": 0}, "options": []}, "more than"),
        ({"kind": "number", "details": {"least": []}, "options": []}, "what can be answered is damaged"),
        ({"section": {"heading": 7, "words": ""}}, "“heading” of the heading above it"),
        ({"section": {"heading": "", "words": "x"}}, "heading"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_named_with_its_number(changes, sentence):
    found = faults(question(**changes))

    assert found, "it must not be taken"
    assert sentence in " ".join(found)
    assert "Question 1" in found[0]


@pytest.mark.parametrize("to", [1, -3, 0, 99])
def test_a_route_that_goes_back_or_nowhere_is_refused(to):
    there = question(options=coded("Yes", "No", go_to={"Yes": to}))

    assert any("Question 1 sends people" in fault for fault in faults(there, question(text="Far?")))


def test_two_questions_that_lead_to_each_other_are_refused():
    first = question(options=coded("Yes", "No", go_to={"Yes": 2}))
    second = question(text="Far?", options=coded("Yes", "No", go_to={"Yes": 1}))

    (fault,) = faults(first, second)
    assert fault.startswith("Question 2 sends people back to question 1, so they would go round in a circle.")


def test_all_faults_are_told_together_and_no_more_than_twenty():
    assert len(faults(question(text=""), question(kind="x"))) == 2
    assert len(faults(*[question(text="")] * 60)) == 20


def test_markup_emoji_and_letters_from_right_to_left_are_words_like_others():
    words = ["<script>alert(1)</script>", "😀 Grüße", "هل تقود؟", "{{ settings.SECRET_KEY }}", "=cmd|'/C calc'!A0"]

    filed = filing.read(file(*[question(text=text) for text in words]))

    assert [one["text"] for one in filed.content["questions"]] == words


def test_control_characters_and_half_characters_go():
    filed = filing.read(file(question(text="Do\x00 you\x07 drive\ud800?")))

    assert filed.content["questions"][0]["text"] == "Do you drive?"


def test_what_a_file_brings_beyond_the_format_is_left_out():
    filed = filing.read(file(question(state="open", survey_id=1, pk=7), owner=3))

    assert set(filed.content) == {"title", "about", "minutes", "questions"}
    assert set(filed.content["questions"][0]) == set(question())


def edition(code="ar", around=None, questions=None):
    return {"code": code, "around": around or {}, "questions": questions or [{}]}


def said(source, words):
    return {"source": source, "words": words}


def test_words_of_editions_are_read_where_their_text_still_reads_as_it_did():
    carried = edition(
        around={"title": said("Parking", "مواقف"), "start": said("Start the survey", "ابدأ"),
                "continue": said("Go on", "تابع"), "gone": said("Gone", "ذهب")},
        questions=[{"text": said("Do you drive?", "هل تقود؟"), "option a": said("Yes", "نعم"), "option b": said("Nope", "لا")}],
    )  # fmt: skip

    filed = filing.read(file(editions=[carried, edition("easy-read")]))

    assert filed.faults == []
    arabic, easy = filed.content["editions"]
    assert arabic["around"] == {"title": said("Parking", "مواقف"), "start": said("Start the survey", "ابدأ")}
    assert set(arabic["questions"][0]) == {"text", "option a"}
    assert easy == {"code": "easy-read", "around": {}, "questions": [{}]}
    assert "editions" not in filing.read(file()).content


@pytest.mark.parametrize(
    ("editions", "sentence"),
    [
        ("ar", "Its editions are damaged."),
        ({"ar": {}}, "Its editions are damaged."),
        ([None], "Its editions are damaged."),
        ([edition(questions=[{}, {}])], "Its editions are damaged."),
        ([edition(questions=[{"text": "هل"}])], "Its editions are damaged."),
        ([edition(around={"title": said("Parking", 7)})], "Its editions are damaged."),
        ([edition(around=[["title"]])], "Its editions are damaged."),
        ([edition(code=True)], "Its editions are damaged."),
        ([edition("klingon")], "an edition that is not known here: “klingon”"),
        ([edition("en")], "an edition that is not known here: “en”"),
        ([edition(), edition()], "the same edition twice"),
        ([edition(questions=[{"text": said("Do you drive?", "ه" * 601)}])], "Arabic edition, question 1: this is 1 character too long"),
        ([edition(around={"question_of": said("Question {number} of {total}", "سؤال")})], "Arabic edition: keep {number} and {total}"),
    ],
)  # fmt: skip
def test_hostile_or_broken_editions_are_refused_with_a_sentence(editions, sentence):
    assert sentence in " ".join(faults(editions=editions))


def test_a_thousand_hostile_editions_are_refused_and_markup_stays_words():
    assert faults(editions=[edition(f"x{n}") for n in range(1000)])[0].startswith("It has an edition that is not known")
    evil = "<script>alert(1)</script> {{ 7|add:7 }}\u202e\x07"

    filed = filing.read(file(editions=[edition(questions=[{"text": said("Do you drive?", evil)}])]))

    words = filed.content["editions"][0]["questions"][0]["text"]["words"]
    assert words.startswith("<script>alert(1)</script> {{ 7|add:7 }}")
    assert "\x07" not in words
