import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from surveys.questionnaire.models import Survey, Version
from surveys.questionnaire.readymade import TITLE
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory


def url(name, survey=None, **more):
    keys = {"pk": survey.pk} if survey else {}
    return reverse(name, kwargs={"group": "immunology", **keys, **more})


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.django_db
def test_the_list_says_what_each_survey_is(signed_in, nurse, group, other_group):
    draft = SurveyFactory(group=group, title="Parking")
    QuestionFactory(survey=draft)
    SurveyFactory(group=other_group, title="Somebody else’s survey")

    page = signed_in(nurse).get(url("surveys"))

    assert "1 survey" in page.text
    assert url("questionnaire", draft) in page.text
    assert "Somebody else" not in page.text
    assert url("start_survey") in page.text


@pytest.mark.django_db
def test_pals_sees_the_surveys_without_a_button_to_start_one(signed_in, pals, group):
    SurveyFactory(group=group, title="Parking")

    page = signed_in(pals).get(url("surveys"))

    assert "Parking" in page.text
    assert url("start_survey") not in page.text


@pytest.mark.django_db
def test_the_committee_sees_closed_surveys_only(signed_in, committee, group):
    SurveyFactory(group=group, title="A draft of ours")
    SurveyFactory(group=group, title="Over", state="closed", closed_on="2026-09-01", final_counts={})

    page = signed_in(committee).get(url("surveys"))

    assert "Over" in page.text
    assert "A draft of ours" not in page.text


@pytest.mark.django_db
def test_without_a_survey_the_list_says_what_to_do(signed_in, nurse, committee):
    assert "There is no survey yet" in signed_in(nurse).get(url("surveys")).text
    assert "No survey has closed yet" in signed_in(committee).get(url("surveys")).text


@pytest.mark.django_db
def test_thirty_surveys_cost_as_many_queries_as_three(signed_in, nurse, group, django_assert_max_num_queries):
    client = signed_in(nurse)
    day = datetime.date(2026, 9, 1)
    SurveyFactory.create_batch(15, group=group)
    SurveyFactory.create_batch(15, group=group, state="open", public_key=b"key", opened_on=day, closes_on=day)
    client.get(url("surveys"))  # the session notes its first page

    with django_assert_max_num_queries(7):
        client.get(url("surveys"))


@pytest.mark.django_db
def test_a_nurse_starts_from_the_ready_made_questionnaire(signed_in, nurse):
    client = signed_in(nurse)
    assert TITLE in client.get(url("start_survey")).text
    assert TITLE in client.get(url("start_survey") + "?from=readymade").text

    answer = client.post(url("start_survey") + "?from=readymade", {"title": "Ours", "about": "Why", "minutes": "12"})

    survey = Survey.objects.get()
    assert answer.url == url("questionnaire", survey)
    assert (survey.title, survey.questions.count()) == ("Ours", 20)


@pytest.mark.django_db
def test_a_nurse_starts_with_nothing(signed_in, nurse):
    signed_in(nurse).post(url("start_survey") + "?from=empty", {"title": "Ours", "about": "Why", "minutes": "5"})

    assert Survey.objects.get().questions.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title": ""}, "Enter what patients will see as the title"),
        ({"title": "x" * 101}, "Title must be 100 characters or fewer. You typed 101"),
        ({"about": ""}, "Enter why you are asking"),
        ({"minutes": "soon"}, "How many minutes it takes must be a whole number, like 30"),
        ({"minutes": "0"}, "How many minutes it takes must be 1 or more"),
        ({"minutes": "61"}, "How many minutes it takes must be 60 or less"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(signed_in, nurse, typed, error):
    data = {"title": "Ours", "about": "Because", "minutes": "12", **typed}

    page = signed_in(nurse).post(url("start_survey") + "?from=empty", data)

    assert page.text.count(error) == 2
    assert "<title>Error: " in page.text
    assert ("Because" in page.text) == ("about" not in typed)
    assert not Survey.objects.exists()


@pytest.mark.django_db
def test_markup_in_a_title_is_shown_as_typed(signed_in, nurse, group):
    survey = SurveyFactory(group=group, title="<script>alert(1)</script> {{ 7|add:7 }}", about="<b>why</b>")
    QuestionFactory(
        survey=survey, text="<img src=x onerror=alert(1)>", help="{% debug %}", options=surveys.coded("<b>a</b>", "b")
    )
    client = signed_in(nurse)

    for name in (
        "surveys",
        "questionnaire",
        "preview_survey",
        "open_survey",
        "edit_survey",
        "survey_duties",
        "add_question",
    ):
        page = client.get(url(name) if name == "surveys" else url(name, survey)).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>" not in page
    assert "&lt;img src=x" in client.get(url("questionnaire", survey)).text
    assert "<img src=x" not in client.get(url("preview_question", survey, number=1)).text


@pytest.mark.django_db
def test_title_and_letter_are_changed_and_stay_on_one_line(signed_in, nurse, draft):
    typed = {"title": "New\r\nBcc: x@y.example", "about": "Line\r\n\x00one\x1b", "minutes": "9"}

    answer = signed_in(nurse).post(url("edit_survey", draft), typed)

    draft.refresh_from_db()
    assert answer.url == url("questionnaire", draft)
    assert (draft.title, draft.about, draft.minutes) == ("New Bcc: x@y.example", "Line one", 9)


@pytest.mark.django_db
def test_duties_are_named_on_one_page(signed_in, nurse, group, pals, pals_entry):
    survey = SurveyFactory(group=group)
    client = signed_in(nurse)
    assert "Ruth Bell" in client.get(url("survey_duties", survey)).text

    client.post(url("survey_duties", survey), {"mailing": [pals.pk], "entry": [pals_entry.pk]})

    assert dict(survey.duties.values_list("user__name", "duty")) == {"Ruth Bell": "mailing", "Owen Price": "entry"}


@pytest.mark.django_db
def test_the_same_officer_twice_is_refused_in_words(signed_in, nurse, group, pals):
    survey = SurveyFactory(group=group)

    page = signed_in(nurse).post(url("survey_duties", survey), {"mailing": [pals.pk], "entry": [pals.pk]})

    assert "Nobody can have both duties in one survey" in page.text
    assert not survey.duties.exists()


@pytest.mark.django_db
def test_somebody_who_is_not_on_the_list_cannot_be_chosen(signed_in, nurse, group, pals):
    survey = SurveyFactory(group=group)

    page = signed_in(nurse).post(url("survey_duties", survey), {"mailing": [nurse.pk], "entry": [pals.pk]})

    assert "There is a problem" in page.text
    assert not survey.duties.exists()


@pytest.mark.django_db
def test_a_group_without_officers_is_told_what_to_do(signed_in, nurse, group):
    assert (
        "This group has no PALS officers" in signed_in(nurse).get(url("survey_duties", SurveyFactory(group=group))).text
    )


@pytest.mark.django_db
def test_the_check_page_offers_a_last_day_13_weeks_on(signed_in, nurse, draft, at_noon):
    page = signed_in(nurse).get(url("open_survey", draft)).text

    for part, value in {"day": "7", "month": "12", "year": "2026"}.items():
        assert f'name="closes_on_{part}"' in page
        assert f'value="{value}"' in page
    assert "Open the survey" in page


@pytest.mark.django_db
def test_the_check_page_lists_what_is_to_be_done_and_has_no_button_then(signed_in, nurse, group):
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, options=surveys.coded("Yes"))

    page = signed_in(nurse).get(url("open_survey", survey)).text

    assert "It cannot open yet: 3 things to do" in page
    assert "Question 1 needs at least 2 answers to choose from." in page
    assert ">Open the survey<" not in page


CLOSES = {"closes_on_day": "7", "closes_on_month": "December", "closes_on_year": "2026"}


@pytest.mark.django_db
def test_a_nurse_opens_the_survey(signed_in, nurse, draft, at_noon):
    answer = signed_in(nurse).post(url("open_survey", draft), CLOSES)

    draft.refresh_from_db()
    assert (draft.state, str(draft.closes_on)) == ("opening", "2026-12-07")
    assert answer.status_code == 302


@pytest.mark.django_db
def test_a_double_click_on_open_opens_once(signed_in, nurse, draft, at_noon):
    client = signed_in(nurse)

    client.post(url("open_survey", draft), CLOSES)
    second = client.post(url("open_survey", draft), CLOSES)

    assert second.status_code == 302
    assert Version.objects.filter(survey=draft).count() == 1
    assert Survey.objects.get().state == "opening"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"closes_on_day": "7", "closes_on_month": "9", "closes_on_year": "2026"}, "The last day must be after today"),
        ({"closes_on_day": "7", "closes_on_month": "12", "closes_on_year": "2028"}, "within a year from today"),
        (
            {"closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2027"},
            "Last day for replies must be a real date",
        ),
    ],
)
def test_a_last_day_that_cannot_be_is_said_and_nothing_opens(signed_in, nurse, draft, at_noon, typed, error):
    page = signed_in(nurse).post(url("open_survey", draft), typed)

    assert error in page.text
    assert Survey.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.django_db
def test_pages_that_change_an_open_survey_say_why_not_and_lead_to_its_questions(signed_in, nurse, opened):
    client = signed_in(nurse)
    question = opened.questions.first().pk

    for name, more in {
        "edit_survey": {},
        "open_survey": {},
        "add_question": {},
        "edit_question": {"question": question},
        "question_routes": {"question": question},
        "remove_question": {"question": question},
    }.items():
        answer = client.get(url(name, opened, **more))
        assert answer.url == url("questionnaire", opened)
        assert said(answer)[-1].startswith("This survey is open.")
