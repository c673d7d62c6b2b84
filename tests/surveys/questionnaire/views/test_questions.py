import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from supportgroup.access.choices import Role
from surveys.questionnaire.models import Question
from surveys.questionnaire.options import coded
from tests import factories
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory

CHANGES = (
    "edit_question", "question_routes", "move_question", "copy_question", "question_heading", "move_heading",
    "remove_question", "place_question",
)  # fmt: skip


def url(name, survey, question=None, group="immunology"):
    keys = {"question": question.pk} if question else {}
    return reverse(name, kwargs={"group": group, "pk": survey.pk, **keys})


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def texts(survey):
    return [question.text for question in survey.questions.all()]


@pytest.fixture
def survey(group):
    """A draft with questions A, B, C; the No of A leads to C."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="A", options=coded("Yes", "No", go_to={"No": 3}))
    QuestionFactory(survey=survey, text="B")
    QuestionFactory(survey=survey, text="C")
    return survey


@pytest.mark.django_db
def test_the_page_shows_every_question_with_its_routes_in_words(signed_in, nurse, survey):
    page = signed_in(nurse).get(url("questionnaire", survey)).text

    assert "3 questions" in page
    assert "go to question 3" in page
    for question in survey.questions.all():
        assert url("edit_question", survey, question) in page
        assert url("remove_question", survey, question) in page


@pytest.mark.django_db
def test_pals_reads_the_questions_without_a_button_to_change_them(signed_in, pals, survey):
    page = signed_in(pals).get(url("questionnaire", survey)).text

    assert "go to question 3" in page
    for name in CHANGES:
        assert url(name, survey, survey.questions.first()) not in page
    for name in ("add_question", "open_survey", "edit_survey", "survey_duties"):
        assert url(name, survey) not in page


@pytest.mark.django_db
def test_an_open_survey_shows_its_questions_and_says_why_they_stay(signed_in, nurse, opened):
    page = signed_in(nurse).get(url("questionnaire", opened)).text

    assert "This survey is open. Everybody must answer the same questions" in page
    assert url("add_question", opened) not in page
    assert url("survey_duties", opened) in page


@pytest.mark.django_db
def test_why_a_survey_could_not_open_is_said_on_its_page(signed_in, nurse, group):
    survey = SurveyFactory(group=group, not_opened_because="Ask whoever runs the service.")

    assert "Ask whoever runs the service." in signed_in(nurse).get(url("questionnaire", survey)).text


@pytest.mark.django_db
def test_forty_questions_cost_as_many_queries_as_four(signed_in, nurse, group, django_assert_max_num_queries):
    survey = SurveyFactory(group=group)
    for position in range(1, 41):
        QuestionFactory(survey=survey, position=position)
    client = signed_in(nurse)
    client.get(url("questionnaire", survey))  # the session notes its first page

    with django_assert_max_num_queries(14):
        client.get(url("questionnaire", survey))


@pytest.mark.django_db
def test_a_question_is_added_by_kind_then_form(signed_in, nurse, survey):
    client = signed_in(nurse)
    address = url("add_question", survey)
    assert "What kind of question?" in client.get(address + "?after=1").text
    assert "After question 1: A" in client.get(address + "?kind=single&after=1").text

    typed = {"text": "New?", "help": "", "answers": "Yes\r\nNo\r\nor\r\nDoes not apply", "why": "Why?", "number": "2"}
    answer = client.post(address + "?kind=single&after=1", typed)

    new = survey.questions.get(text="New?")
    assert answer.url == f"{url('questionnaire', survey)}#question-{new.pk}"
    assert (new.position, new.kind, new.why) == (2, "single", "Why?")
    assert [(o["code"], o["text"], o["alone"]) for o in new.options] == [
        ("a", "Yes", False), ("b", "No", False), ("c", "Does not apply", True),
    ]  # fmt: skip
    assert texts(survey) == ["A", "New?", "B", "C"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "typed", "options"),
    [
        ("tick_all", {"answers": "Cost\nor\nNothing"}, ["Cost", "Nothing"]),
        ("agreement", {"scale": "how_often"}, ["Always", "Mostly", "Sometimes", "Rarely", "Never"]),
        ("free_text", {}, []),
    ],
)
def test_every_kind_of_question_can_be_added(signed_in, nurse, survey, kind, typed, options):
    signed_in(nurse).post(f"{url('add_question', survey)}?kind={kind}", {"text": "New?", "number": "4", **typed})

    new = survey.questions.get(position=4)
    assert (new.kind, [option["text"] for option in new.options]) == (kind, options)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        ("single", {"text": "", "answers": "a\nb"}, "Enter question"),
        ("single", {"answers": ""}, "Enter at least 2 answers, each on its own line"),
        ("single", {"answers": "Yes"}, "Enter at least 2 answers, each on its own line"),
        ("single", {"answers": "Yes\nyes"}, "“Yes” is there twice. Take one of them out"),
        ("tick_all", {"answers": "\n".join(map(str, range(21)))}, "Enter 20 answers at most. You entered 21"),
        ("single", {"answers": "Yes\n" + "x" * 81}, "must be 80 characters or less"),
        ("agreement", {}, "Select scale"),
        ("agreement", {"scale": "how_long"}, "Select one of the answers to “Scale”"),
        ("free_text", {"text": "x" * 301}, "Question must be 300 characters or fewer. You typed 301"),
        ("free_text", {"number": "9"}, "Select one of the answers"),
        ("free_text", {"number": "x"}, "Select one of the answers"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_and_nothing_is_added(signed_in, nurse, survey, kind, typed, error):
    page = signed_in(nurse).post(f"{url('add_question', survey)}?kind={kind}", {"text": "New?", "number": "4", **typed})

    assert error in page.text
    assert texts(survey) == ["A", "B", "C"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", ["?kind=essay", "?kind=", "?kind=single&after=99", "?kind=single&after=x", "?kind=single&after=²"]
)
def test_an_address_that_was_tampered_with_does_no_harm(signed_in, nurse, survey, asked):
    assert signed_in(nurse).get(url("add_question", survey) + asked).status_code == 200


@pytest.mark.django_db
def test_a_question_is_edited_and_keeps_its_route(signed_in, nurse, survey):
    client = signed_in(nurse)
    question = survey.questions.get(text="A")
    assert "Yes\nNo" in client.get(url("edit_question", survey, question)).text

    client.post(url("edit_question", survey, question), {"text": "A2", "answers": "Yes\r\nPartly\r\nNo"})

    question.refresh_from_db()
    assert [(option["text"], option["go_to"]) for option in question.options] == [
        ("Yes", None),
        ("Partly", None),
        ("No", 3),
    ]


@pytest.mark.django_db
def test_a_question_is_made_one_of_another_kind(signed_in, nurse, survey):
    question = survey.questions.get(text="B")

    signed_in(nurse).post(
        url("edit_question", survey, question) + "?kind=agreement", {"text": "B", "scale": "how_sure"}
    )

    question.refresh_from_db()
    assert (question.kind, question.options[0]["text"]) == ("agreement", "Definitely yes")


@pytest.mark.django_db
def test_a_kind_that_is_not_there_is_not_found(signed_in, nurse, survey):
    assert (
        signed_in(nurse).get(url("edit_question", survey, survey.questions.first()) + "?kind=essay").status_code == 404
    )


@pytest.mark.django_db
def test_where_answers_lead_is_chosen_from_later_questions(signed_in, nurse, survey):
    client = signed_in(nurse)
    question = survey.questions.get(text="A")
    page = client.get(url("question_routes", survey, question)).text
    assert [number for number in "123" if f'<option value="{number}"' in page] == ["2", "3"]

    client.post(url("question_routes", survey, question), {"to_a": "2", "to_b": ""})

    question.refresh_from_db()
    assert [option["go_to"] for option in question.options] == [2, None]


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["1", "0", "4", "-1", "x", "12e3"])
def test_a_route_that_is_not_offered_is_refused(signed_in, nurse, survey, to):
    question = survey.questions.get(text="A")

    page = signed_in(nurse).post(url("question_routes", survey, question), {"to_a": to, "to_b": ""})

    assert "There is a problem" in page.text
    question.refresh_from_db()
    assert [option["go_to"] for option in question.options] == [None, 3]


@pytest.mark.django_db
def test_a_question_without_one_answer_has_no_page_of_routes(signed_in, nurse, survey):
    question = QuestionFactory(survey=survey, kind="tick_all")

    assert signed_in(nurse).get(url("question_routes", survey, question)).status_code == 404


@pytest.mark.django_db
def test_questions_move_by_a_press_and_the_page_returns_to_them(signed_in, nurse, survey):
    question = survey.questions.get(text="A")

    answer = signed_in(nurse).post(url("move_question", survey, question), {"to": "down"})

    assert answer.url == f"{url('questionnaire', survey)}#down-{question.pk}"
    assert texts(survey) == ["B", "A", "C"]


@pytest.mark.django_db
def test_opening_the_address_of_a_move_changes_nothing(signed_in, nurse, survey):
    assert signed_in(nurse).get(url("move_question", survey, survey.questions.first())).status_code == 405


@pytest.mark.django_db
def test_a_question_is_removed_after_one_question_and_that_is_undone_by_one_press(signed_in, nurse, survey):
    client = signed_in(nurse)
    question = survey.questions.get(text="C")
    page = client.get(url("remove_question", survey, question)).text
    assert "Some people come to it from question 1. They will go straight on instead." in page
    assert texts(survey) == ["A", "B", "C"]

    client.post(url("remove_question", survey, question))
    assert texts(survey) == ["A", "B"]
    assert "Undo removing question 3" in client.get(url("questionnaire", survey)).text

    client.post(url("undo_change", survey), {"step": survey.steps.get().pk})
    assert texts(survey) == ["A", "B", "C"]
    assert survey.questions.get(text="A").options[1]["go_to"] == 3


@pytest.mark.django_db
def test_a_question_of_one_survey_is_not_found_under_another(signed_in, nurse, group, survey):
    other = SurveyFactory(group=group)
    client = signed_in(nurse)
    question = survey.questions.first()

    for name in CHANGES:
        assert client.post(url(name, other, question), {"text": "Stolen"}).status_code == 404
    assert texts(survey) == ["A", "B", "C"]


@pytest.mark.django_db
def test_a_survey_of_another_group_is_not_found_whichever_slug_is_used(signed_in, group, other_group, survey):
    both = factories.user_with_role(Role.NURSE, other_group)
    factories.HoldingFactory(user=both, group=group, role=Role.PALS)
    theirs = QuestionFactory(survey=SurveyFactory(group=other_group))
    client = signed_in(both)

    for name in ("questionnaire", "preview_survey", "edit_survey", "survey_duties", "open_survey", "add_question"):
        assert client.get(url(name, survey, group="rheumatology")).status_code == 404, name
    for name in CHANGES:
        assert client.post(url(name, survey, survey.questions.first(), group="rheumatology")).status_code == 404, name
        # A nurse there, but only a PALS officer here: the role of the group in the address counts.
        assert client.post(url(name, theirs.survey, theirs, group="immunology")).status_code == 403, name
    assert texts(survey) == ["A", "B", "C"]
    assert Question.objects.count() == 4
