import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, versions
from surveys.questionnaire.models import Survey
from tests.surveys.questionnaire import factories as surveys

BY = surveys.BY


def url(name, survey):
    return reverse(name, args=["immunology", survey.pk])


@pytest.mark.django_db
def test_a_new_version_has_the_same_questions_and_can_be_changed(opened):
    following = versions.start_next_version(opened, by=BY)

    assert (following.number, following.follows, following.origin, following.state) == (2, opened, opened, "draft")
    assert following.questions.as_asked() == opened.version.content["questions"]
    first = following.questions.first()
    actions.edit_question(
        first, content={"kind": "free_text", "text": "Where?", "help": "", "options": [], "details": {}, "why": ""},
        by=BY,
    )  # fmt: skip
    assert opened.questions.first().text != "Where?"


@pytest.mark.django_db
def test_a_fixed_questionnaire_cannot_be_changed_itself(opened):
    with pytest.raises(Refused, match="can no longer change"):
        actions.remove_question(opened.questions.first(), by=BY)


@pytest.mark.django_db
def test_a_draft_needs_no_new_version(draft):
    with pytest.raises(Refused, match="is a draft"):
        versions.start_next_version(draft, by=BY)

    assert Survey.objects.count() == 1


@pytest.mark.django_db
def test_a_second_press_leads_to_the_draft_that_is_there(opened):
    first = versions.start_next_version(opened, by=BY)

    assert versions.start_next_version(opened, by=BY) == first
    assert Survey.objects.count() == 2


@pytest.mark.django_db
def test_numbers_run_on_whichever_version_is_led_on_from(opened):
    second = versions.start_next_version(opened, by=BY)
    Survey.objects.filter(pk=second.pk).update(state="opening")
    third = versions.start_next_version(opened, by=BY)
    second.refresh_from_db()
    fourth = versions.start_next_version(second, by=BY)

    assert [(one.number, one.follows.number) for one in (third, fourth)] == [(3, 1), (4, 2)]
    assert list(Survey.objects.versions_of(fourth)) == [opened, second, third, fourth]


@pytest.mark.django_db
def test_the_database_keeps_numbers_apart(opened):
    second = versions.start_next_version(opened, by=BY)

    with pytest.raises(IntegrityError), transaction.atomic():
        surveys.SurveyFactory(group=opened.group, number=2, follows=second, origin=opened)
    with pytest.raises(IntegrityError), transaction.atomic():
        surveys.SurveyFactory(group=opened.group, number=2)


@pytest.mark.django_db
def test_the_version_that_opens_carries_its_number(opened, pals, pals_entry):
    second = surveys.with_duties(versions.start_next_version(opened, by=BY), mailing=pals, entry=pals_entry)

    assert surveys.opened(second).version.number == 2


@pytest.mark.django_db
def test_the_page_lists_the_versions_and_what_changed(signed_in, nurse, opened):
    client = signed_in(nurse)
    page = client.post(url("start_next_version", opened), follow=True)
    second = Survey.objects.get(number=2)
    assert "This is version 2" in page.text
    actions.remove_question(second.questions.get(position=2), by=BY)

    page = client.get(url("survey_versions", second))

    assert "2 versions of this questionnaire" in page.text
    assert "What changed from version 1 to version 2" in page.text
    assert "How is it given?" in page.text
    assert "Question 2 of version 1" in page.text
    turned = client.get(url("survey_versions", second) + "?from=2&to=1")
    assert "What changed from version 2 to version 1" in turned.text
    assert client.get(url("survey_versions", second) + "?from=x&to=99999999999").status_code == 200


@pytest.mark.django_db
def test_versions_of_another_group_are_not_listed(signed_in, nurse, opened, other_group):
    surveys.SurveyFactory(group=other_group, title="Somebody else’s")

    assert "Somebody else" not in signed_in(nurse).get(url("survey_versions", opened)).text


@pytest.mark.django_db
def test_pals_sees_versions_and_starts_none(signed_in, pals, opened):
    client = signed_in(pals)

    assert "Write a new version" not in client.get(url("survey_versions", opened)).text
    assert client.post(url("start_next_version", opened)).status_code == 403
    assert Survey.objects.count() == 1


@pytest.mark.django_db
def test_many_versions_cost_as_many_queries_as_two(signed_in, nurse, opened, django_assert_max_num_queries):
    client = signed_in(nurse)
    for number in range(2, 20):
        surveys.SurveyFactory(group=opened.group, number=number, follows=opened, origin=opened)
    client.get(url("survey_versions", opened))

    with django_assert_max_num_queries(9):
        client.get(url("survey_versions", opened))
