import pytest

from supportgroup import clock
from surveys.questionnaire import today
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory
from tests.waiting import lines_of_room


@pytest.mark.django_db
def test_a_nurse_sees_each_draft_that_waits_to_be_opened(group, nurse):
    survey = SurveyFactory(group=group, title="Parking")
    QuestionFactory(survey=survey)
    QuestionFactory(survey=survey)

    (line,) = lines_of_room(today, nurse, group, clock.today())

    assert (line.text, line.reason) == ("Open the survey “Parking”", "It is a draft with 2 questions.")
    assert line.url == f"/immunology/surveys/{survey.pk}/questionnaire/"
    assert not line.urgent


@pytest.mark.django_db
def test_a_survey_that_could_not_open_is_urgent_and_says_why(group, nurse):
    SurveyFactory(group=group, not_opened_because="Ask whoever runs the service.")

    (line,) = lines_of_room(today, nurse, group, clock.today())

    assert line.urgent
    assert line.reason == "It could not be opened. Ask whoever runs the service."


@pytest.mark.django_db
def test_open_surveys_and_those_of_other_groups_do_not_wait(group, other_group, nurse):
    SurveyFactory(group=group, state="opening")
    SurveyFactory(group=other_group)

    assert lines_of_room(today, nurse, group, clock.today()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["pals", "committee", "administrator"])
def test_drafts_wait_for_nobody_but_nurses(request, group, role):
    SurveyFactory(group=group)

    assert lines_of_room(today, request.getfixturevalue(role), group, clock.today()) == []


@pytest.mark.django_db
def test_ten_drafts_cost_as_many_queries_as_one(group, nurse, django_assert_num_queries):
    SurveyFactory.create_batch(10, group=group)
    nurse.roles_in(group.slug)

    with django_assert_num_queries(2):
        lines_of_room(today, nurse, group, clock.today())
