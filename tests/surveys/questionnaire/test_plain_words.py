"""What the editor says of the reading of a questionnaire."""

import pytest
from django.urls import reverse

from supportgroup.documents.pdf import compile_pdf
from surveys.questionnaire import plain_words
from surveys.questionnaire.options import coded
from tests.documents import sample
from tests.documents.paper import texts
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory

ASKED = {
    "number": 1,
    "kind": "single",
    "text": "How is it?",
    "help": "",
    "why": "",
    "details": {},
    "options": [],
    "section": {},
}


def test_all_words_of_a_question_are_read():
    question = ASKED | {
        "text": "Do you commence?", "help": "We utilise it.", "why": "Why cease?",
        "options": coded("Frequently", "Never"), "details": {"statements": "Staff were adequate\nI felt safe"},
    }  # fmt: skip

    assert [note.advice for note in plain_words.notes_of(question)] == ["start", "use", "stop", "enough", "often"]


def test_a_whole_questionnaire_of_30_sentences_has_a_grade():
    short = plain_words.of_survey("We ask you.", [ASKED] * 28)
    enough = plain_words.of_survey("We ask you.", [ASKED] * 29)

    assert short["verdict"] is None
    assert "There are 29" in short["too_short"]
    assert (enough["verdict"].is_good, enough["too_short"]) == (True, "")


@pytest.mark.django_db
def test_a_hard_questionnaire_is_warned_of_beside_each_question_and_as_a_whole(signed_in, nurse, group):
    survey = SurveyFactory(group=group)
    for _ in range(30):
        QuestionFactory(
            survey=survey, text="Did your immunoglobulin administration necessitate additional hospital investigations?"
        )

    page = signed_in(nurse).get(reverse("questionnaire", args=[group.slug, survey.pk])).text

    assert "That is too hard: half of all adults or fewer can read it. Aim for 11 or less." in page
    assert page.count("<strong>necessitate</strong>: need") == 30
    assert '<span class="sq-hard">administration</span>' in page


@pytest.mark.django_db
def test_pals_sees_no_marks_in_what_they_only_read(signed_in, pals, group):
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="Do you utilise it?")

    page = signed_in(pals).get(reverse("questionnaire", args=[group.slug, survey.pk])).text

    assert "Do you utilise it?" in page
    assert "Could be plainer" not in page


@pytest.mark.django_db
def test_what_is_typed_is_read_as_it_is_kept(signed_in, nurse, group):
    survey = SurveyFactory(group=group)
    address = reverse("keep_typing", args=[group.slug, survey.pk, "single"])

    answer = signed_in(nurse).post(address, {"text": "Do you utilise it?", "answers": "Yes\nNo"}).json()

    assert answer["notes"] == [{"words": "utilise", "advice": "use", "times": 1}]


@pytest.mark.django_db
def test_the_sentence_for_the_letter_is_read_too(signed_in, nurse, group):
    survey = SurveyFactory(group=group, about="We endeavour to do better.")

    page = signed_in(nurse).get(reverse("edit_survey", args=[group.slug, survey.pk])).text

    assert "<strong>endeavour</strong>: try" in page


def test_the_whole_invitation_is_read_as_it_is_printed():
    about = "We utilise this. We want to know how it is."
    paragraphs = plain_words.letter_of(about, minutes=12, questions=20)
    run = sample.print_run(survey=sample.SURVEY | {"about": about, "question_count": 20, "minutes": 12, "reply_by": ""})
    [page] = texts(compile_pdf("surveys/mailing/letters/print_run.typ", run, title="Letter"))

    for paragraph in paragraphs:
        for sentence in paragraph.replace("[number]", str(sample.SURVEY["asked"])).split(". "):
            assert "".join(sentence.split()) in "".join(page.split())
    read = plain_words.of_letter(paragraphs)
    assert "utilise" in {note.words for note in read["notes"]}
    assert read["verdict"], "with two sentences of ours it has 30"
    assert not [note for note in read["notes"] if note.words.startswith("“")], "none of our own sentences is too long"


@pytest.mark.django_db
def test_the_page_of_the_letter_shows_all_of_it_with_what_could_be_plainer(signed_in, nurse, group):
    survey = SurveyFactory(group=group, about="We utilise this.")

    page = signed_in(nurse).get(reverse("edit_survey", args=[group.slug, survey.pk])).text

    assert "The whole invitation, as it is printed" in page
    assert "We utilise this. We are asking [number] people" in page
    assert "cross “No” on the white slip" in page
