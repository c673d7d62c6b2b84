import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.access.actor import System
from surveys.questionnaire import actions
from surveys.questionnaire.options import coded
from surveys.questionnaire.sections import begins_with, moved, section_of, with_new, without
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory

BY = System("a test")
CARE = {"heading": "Your care", "words": ""}
YOU = {"heading": "About you", "words": "You can leave these out."}
ASKED = [{"number": number, "section": section} for number, section in enumerate([{}, CARE, {}, YOU, {}], start=1)]

headings = st.lists(st.sampled_from([{}, CARE, YOU]), min_size=1, max_size=6)


@pytest.mark.parametrize(("number", "section"), [(1, {}), (2, CARE), (3, CARE), (4, YOU), (5, YOU)])
def test_a_heading_stands_above_a_run_of_questions(number, section):
    assert section_of(ASKED, number) == section


def test_somebody_who_is_led_past_the_first_question_of_a_section_still_comes_into_it():
    assert begins_with(ASKED, 2, earlier=1)
    assert not begins_with(ASKED, 3, earlier=2)
    assert begins_with(ASKED, 5, earlier=3)
    assert begins_with(ASKED[1:], 2, earlier=None)
    assert not begins_with(ASKED, 1, earlier=None)


def test_questions_of_a_version_from_before_there_were_sections_have_none():
    assert section_of([{"number": 1}], 1) == {}


def test_a_question_that_goes_leaves_its_heading_to_the_next_of_its_section():
    assert without([CARE, {}, YOU], 1) == [CARE, YOU]
    assert without([CARE, YOU], 1) == [YOU]
    assert without([CARE, YOU], 2) == [CARE]


def test_a_new_question_comes_at_the_end_of_the_section_before_it():
    assert with_new([{}, CARE], 2) == [{}, {}, CARE]
    assert with_new([CARE, {}], 1) == [CARE, {}, {}]
    assert with_new([], 1) == [{}]


@given(headings, st.data())
def test_a_heading_moves_there_and_back(sections, data):
    number, to = (data.draw(st.integers(1, len(sections))) for _ in range(2))

    assert moved(moved(sections, number, to), to, number) == sections


@pytest.fixture
def survey(group):
    """A draft with questions A, B, C; the No of A leads to C, above which stands a heading."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="A", options=coded("Yes", "No", go_to={"No": 3}))
    QuestionFactory(survey=survey, text="B")
    QuestionFactory(survey=survey, text="C", section=YOU)
    return survey


def above(survey):
    return [(question.text, question.section.get("heading", "")) for question in survey.questions.all()]


@pytest.mark.django_db
def test_a_question_moves_across_a_heading_which_stays(survey):
    actions.move_question(survey.questions.get(text="C"), down=False, by=BY)

    assert above(survey) == [("A", ""), ("C", ""), ("B", "About you")]


@pytest.mark.django_db
def test_a_heading_moves_and_goes_no_further_than_the_ends(survey):
    for down in (True, False, False, False):
        for question in survey.questions.exclude(section={}):
            actions.move_heading(question, down=down, by=BY)

    assert above(survey) == [("A", "About you"), ("B", ""), ("C", "")]


@pytest.mark.django_db
def test_a_copy_stands_after_its_question_and_leads_where_it_leads(survey):
    actions.write_heading(survey.questions.get(text="A"), section=CARE, by=BY)
    copy = actions.copy_question(survey.questions.get(text="A"), by=BY)

    assert copy.text == "A"
    assert above(survey) == [("A", "Your care"), ("A", ""), ("B", ""), ("C", "About you")]
    assert [[o["go_to"] for o in question.options] for question in survey.questions.all()[:2]] == [[None, 4]] * 2


@pytest.mark.django_db
def test_a_removed_question_is_put_back_with_its_heading(survey):
    before = above(survey)
    actions.remove_question(survey.questions.get(text="C"), by=BY)
    assert above(survey) == [("A", ""), ("B", "")]

    actions.undo(survey, step=survey.steps.get().pk, by=BY)

    assert above(survey) == before


@pytest.mark.django_db
def test_a_nurse_writes_a_heading_and_takes_it_away(signed_in, nurse, survey):
    client, question = signed_in(nurse), survey.questions.get(text="B")
    url = f"/immunology/surveys/{survey.pk}/questions/{question.pk}/heading/"

    assert "Enter heading" in client.post(url, {"heading": " ", "words": "x"}).text
    client.post(url, {"heading": "Your \u0000care\r\nhere", "words": "🙂 שלום <b>"})
    question.refresh_from_db()
    assert question.section == {"heading": "Your care here", "words": "🙂 שלום <b>"}
    assert "🙂 שלום &lt;b&gt;" in client.get(f"/immunology/surveys/{survey.pk}/questionnaire/").text

    client.post(url, {"remove": "yes"})
    question.refresh_from_db()
    assert question.section == {}
