import pytest
from django.urls import reverse

from supportgroup.access.choices import Role
from supportgroup.groups.models import GroupSetting
from surveys.questionnaire.models import Survey
from tests.factories import user_with_role
from tests.surveys.results.conftest import QUESTIONS

pytestmark = pytest.mark.django_db


def page_of(client, survey, name="results", **parts):
    return client.get(reverse(name, kwargs={"group": survey.group.slug, "pk": survey.pk, **parts}))


@pytest.mark.parametrize("role", [Role.NURSE, Role.PALS, Role.COMMITTEE])
def test_those_who_read_results_see_the_finding_and_the_table(close_with, seventy_five, signed_in, group, role):
    client, survey = signed_in(user_with_role(role, group)), close_with(seventy_five)
    finding = "71% said “Definitely yes” or “Probably yes”: 53 of the 75 who answered."

    assert finding in page_of(client, survey).content.decode()
    question = page_of(client, survey, "result", number=3).content.decode()
    assert finding in question
    assert "<table" in question
    assert "<svg" in question


def test_a_question_says_how_sure_its_sentence_is(close_with, seventy_five, signed_in, nurse):
    page = signed_in(nurse).get(reverse("result", args=["immunology", close_with(seventy_five).pk, 3])).text

    assert "71% said “Definitely yes” or “Probably yes”: 53 of the 75 who answered." in page
    assert "If all 100 people who were asked had answered, it would likely be between 65% and 75%." in page


def test_the_results_say_which_version_was_asked(close_with, seventy_five, signed_in, nurse):
    survey = close_with(seventy_five)
    survey.version.number = 3
    survey.version.save()

    assert "Results of version 3 of the questionnaire" in page_of(signed_in(nurse), survey).text


def test_an_open_survey_has_no_results_for_anybody(close_with, seventy_five, signed_in, nurse):
    survey = close_with(seventy_five)
    Survey.objects.filter(pk=survey.pk).update(state="open")

    assert page_of(signed_in(nurse), survey).status_code == 404


def test_nine_replies_leave_no_number_on_the_page(close_with, signed_in, nurse):
    client, survey = signed_in(nurse), close_with([{"3": "a"}] * 7 + [{"3": "b"}] * 2)
    html = page_of(client, survey).content.decode() + page_of(client, survey, "result", number=3).content.decode()

    assert "Hidden: too few answers" in html
    assert "Fewer than 10 people answered this" in html
    assert "<table" not in html
    assert "78%" not in html


def test_a_group_may_ask_for_a_higher_base(close_with, seventy_five, signed_in, nurse, group):
    GroupSetting.objects.create(group=group, key="results.least_base", value=80, applies_from="2020-01-01")

    assert "53 of the 75" not in page_of(signed_in(nurse), close_with(seventy_five)).content.decode()


def test_nobody_reads_words_here_before_pals_has_released_them(close_with, signed_in, nurse, pals, committee):
    survey = close_with([{"3": "a", "5": "The secret garden gate"}] * 12, released=False)

    assert "secret garden" not in page_of(signed_in(nurse), survey).content.decode()
    assert "secret garden" not in page_of(signed_in(nurse), survey, "result", number=5).content.decode()
    for user in (nurse, pals):
        page = page_of(signed_in(user), survey, "results_words", key="5").content.decode()
        assert "secret garden" not in page
        assert "0 of 12 texts can be read" in page
    assert page_of(signed_in(committee), survey, "results_words", key="5").status_code == 403
    survey = close_with([{"5": "The secret garden gate"}] * 12)
    for user in (nurse, pals):
        assert "secret garden" in page_of(signed_in(user), survey, "results_words", key="5").content.decode()


def test_a_survey_that_was_never_opened_says_so(close_with, signed_in, nurse):
    survey = close_with([])
    Survey.objects.filter(pk=survey.pk).update(final_counts={"asked": 20, "opened": 0, "never": 9})

    page = page_of(signed_in(nurse), survey).content.decode()

    assert "9 answers came from 20 people. Fewer than 10 are never opened" in page
    assert "Download" not in page
    assert "Hidden: too few answers" not in page


def test_words_of_a_survey_with_few_replies_are_not_there(close_with, signed_in, pals):
    survey = close_with([{"5": "Only nine of us"}] * 9)

    assert page_of(signed_in(pals), survey, "results_words", key="5").status_code == 404


def test_hostile_words_are_shown_as_words(close_with, signed_in, pals):
    survey = close_with([{"5": "<script>alert(1)</script>"}] * 10)

    html = page_of(signed_in(pals), survey, "results_words", key="5").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_takes_at_most_12_queries_whatever_the_number_of_answers(
    close_with, seventy_five, signed_in, nurse, django_assert_max_num_queries
):
    client = signed_in(nurse)
    for survey in (close_with(seventy_five), close_with(seventy_five * 4)):
        with django_assert_max_num_queries(12):
            page_of(client, survey)


def test_a_question_that_was_not_asked_is_not_there(close_with, seventy_five, signed_in, nurse):
    assert page_of(signed_in(nurse), close_with(seventy_five), "result", number=99).status_code == 404


def test_questions_without_a_heading_are_one_list(close_with, seventy_five, signed_in, nurse):
    page = page_of(signed_in(nurse), close_with(seventy_five)).content.decode()

    assert page.count('<ol class="sg-todo">') == 1


def test_results_stand_under_the_headings_that_people_saw(close_with, seventy_five, signed_in, nurse):
    headed = [dict(one) for one in QUESTIONS]
    headed[1]["section"] = {"heading": "<Your> treatment", "words": "Now about it."}
    headed[3]["section"] = {"heading": "A group", "words": ""}
    client, survey = signed_in(nurse), close_with(seventy_five, questions=headed)

    page = page_of(client, survey).content.decode()
    places = [page.index(words) for words in (
        "1. Where are you treated?", "<h2>&lt;Your&gt; treatment</h2>", "2. Were choices explained?",
        "3. Would a group help?", "<h2>A group</h2>", "4. What would you like to know?",
    )]  # fmt: skip
    assert places == sorted(places)
    assert page.count("<h2>&lt;Your&gt; treatment</h2>") == 1
    assert "&lt;Your&gt; treatment. Question 3 of 5" in page_of(client, survey, "result", number=3).content.decode()
    assert "A group. Question 5 of 5" in page_of(client, survey, "result", number=5).content.decode()
    assert ". Question 1 of 5" not in page_of(client, survey, "result", number=1).content.decode()
