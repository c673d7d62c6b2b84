"""Two nurses at the same question, and what is typed and not saved."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from surveys.questionnaire import typing_kept
from surveys.questionnaire.clashes import WORDS, print_of
from surveys.questionnaire.models import Typing
from surveys.questionnaire.options import coded
from tests import factories
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory
from tests.surveys.questionnaire.factories import opened as opened_survey

pytestmark = pytest.mark.django_db
TYPED = {"text": "Mine?", "help": "", "answers": "Yes\r\nNo"}


def url(name, survey, question=None):
    keys = {"question": question.pk} if question else {}
    return reverse(name, kwargs={"group": survey.group.slug, "pk": survey.pk, **keys})


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def survey(group):
    """A draft with A and B; the No of A leads to C."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="A", options=coded("Yes", "No", go_to={"No": 3}))
    QuestionFactory(survey=survey, text="B")
    QuestionFactory(survey=survey, text="C")
    return survey


@pytest.fixture
def helen(group):
    """Another nurse of the group."""
    return factories.user_with_role(Role.NURSE, group, name="Helen Marsh")


def test_the_second_of_two_nurses_is_told_what_changed_and_overwrites_nothing(signed_in, nurse, helen, survey):
    question = survey.questions.get(text="A")
    address = url("edit_question", survey, question)
    seen = print_of(question, WORDS)
    signed_in(helen).post(address, {**TYPED, "text": "Hers?", "seen": seen})

    page = signed_in(nurse).post(address, {**TYPED, "help": "Mine too", "seen": seen})

    question.refresh_from_db()
    assert (question.text, question.help) == ("Hers?", "")
    assert "Helen Marsh changed this question at" in page.text
    for words in ("Hers?", "Mine?", "Mine too"):
        assert words in page.text
    now = print_of(question, WORDS)
    assert f'value="{now}"' in page.text

    signed_in(nurse).post(address, {**TYPED, "help": "Mine too", "seen": now})
    question.refresh_from_db()
    assert (question.text, question.help) == ("Mine?", "Mine too")


def test_a_move_or_a_route_meanwhile_is_no_clash_for_the_words(signed_in, nurse, helen, survey):
    question = survey.questions.get(text="A")
    seen = print_of(question, WORDS)
    signed_in(helen).post(url("question_routes", survey, question), {"to_a": "2", "to_b": ""})
    signed_in(helen).post(url("move_question", survey, question), {"to": "down"})

    signed_in(nurse).post(url("edit_question", survey, question), {**TYPED, "seen": seen})

    question.refresh_from_db()
    assert question.text == "Mine?"


def test_routes_chosen_by_numbers_that_have_changed_are_not_saved(signed_in, nurse, helen, survey):
    client, question = signed_in(nurse), survey.questions.get(text="A")
    page = client.get(url("question_routes", survey, question))
    seen = page.context["form"]["seen"].initial
    signed_in(helen).post(url("move_question", survey, survey.questions.get(text="B")), {"to": "down"})

    answer = client.post(url("question_routes", survey, question), {"to_a": "2", "to_b": "", "seen": seen})

    question.refresh_from_db()
    assert [option["go_to"] for option in question.options] == [None, 2]
    assert "say again where each answer leads" in answer.text


def test_a_heading_that_changed_meanwhile_is_not_overwritten_unseen(signed_in, nurse, helen, survey):
    client, question = signed_in(nurse), survey.questions.get(text="B")
    address = url("question_heading", survey, question)
    seen = client.get(address).context["form"]["seen"].initial
    client.get(address)
    signed_in(helen).post(address, {"heading": "Hers", "words": "", "seen": seen})

    page = client.post(address, {"heading": "Mine", "words": "", "seen": seen})

    question.refresh_from_db()
    assert question.section["heading"] == "Hers"
    assert "It says now: Hers" in page.text
    assert 'value="Mine"' in page.text


def test_what_was_typed_for_a_question_that_is_gone_can_be_saved_as_a_new_one(signed_in, nurse, helen, survey):
    question = survey.questions.get(text="B")
    signed_in(helen).post(url("remove_question", survey, question))

    address = url("edit_question", survey, question) + "?kind=single"
    page = signed_in(nurse).post(address, TYPED)

    assert page.status_code == 200
    assert "Mine?" in page.text
    assert "This question was removed while you were writing" in page.text
    assert 'action="../add/?kind=single"' in page.text
    assert signed_in(nurse).get(address).status_code == 404


def keep_url(survey, question=None, kind="single"):
    address = reverse("keep_typing", args=[survey.group.slug, survey.pk, kind])
    return f"{address}?question={question.pk}" if question else address


def test_what_is_typed_is_kept_with_its_time_and_the_question_stays_as_it_is(signed_in, nurse, survey):
    question = survey.questions.get(text="A")
    with clock.moved_to(datetime.datetime(2026, 10, 5, 9, 42, tzinfo=datetime.UTC)):
        client = signed_in(nurse)
        answer = client.post(keep_url(survey, question), TYPED)
        page = client.get(url("edit_question", survey, question)).text
        survey_page = client.get(url("questionnaire", survey)).text

    assert answer.json()["said"] == "Saved at 10.42am. “Save the question” puts it in the survey."
    question.refresh_from_db()
    assert question.text == "A"
    assert "The form shows what you typed at 10.42am" in page
    assert "Mine?" in page
    assert "You have not saved everything you typed" in survey_page


def test_a_character_that_no_database_keeps_is_left_out_of_what_is_kept(signed_in, nurse, survey):
    answer = signed_in(nurse).post(keep_url(survey), {"text": "A\x00B", "c\x00": "", "answers": "\x00"})

    assert answer.status_code == 200
    assert Typing.objects.get().typed == {"text": ["AB"], "c": [""], "answers": [""], "kind": ["single"]}


def test_saving_forgets_what_was_kept(signed_in, nurse, survey):
    client, question = signed_in(nurse), survey.questions.get(text="A")
    client.post(keep_url(survey, question), TYPED)
    client.post(url("edit_question", survey, question), TYPED)

    client.post(keep_url(survey), TYPED)
    client.post(url("add_question", survey) + "?kind=single", {**TYPED, "number": "1"})

    assert Typing.objects.count() == 0


def test_a_new_question_that_was_begun_comes_back_with_its_kind_and_can_be_thrown_away(signed_in, nurse, survey):
    client = signed_in(nurse)
    client.post(keep_url(survey), {**TYPED, "number": "2"})

    page = client.get(url("questionnaire", survey)).text
    assert "?kind=single&amp;typed=new+single" in page
    form = client.get(url("add_question", survey) + "?kind=single").context["form"]
    assert (form["text"].value(), form["number"].value(), form["answers"].value()) == ("Mine?", "2", "Yes\r\nNo")

    client.post(url("forget_typing", survey) + "?place=new+single")
    assert "Mine?" not in client.get(url("questionnaire", survey)).text


def test_what_one_nurse_types_is_shown_to_no_other(signed_in, nurse, helen, survey):
    question = survey.questions.get(text="A")
    signed_in(nurse).post(keep_url(survey, question), TYPED)

    theirs = signed_in(helen)
    assert "Mine?" not in theirs.get(url("edit_question", survey, question)).text
    assert "Mine?" not in theirs.get(url("questionnaire", survey)).text
    theirs.post(url("forget_typing", survey) + f"?place=question+{question.pk}")
    assert Typing.objects.count() == 1


def test_what_was_kept_of_a_question_that_changed_since_is_told_when_it_is_saved(signed_in, nurse, helen, survey):
    client, question = signed_in(nurse), survey.questions.get(text="A")
    client.post(keep_url(survey, question), {**TYPED, "seen": print_of(question, WORDS)})
    signed_in(helen).post(url("edit_question", survey, question), {**TYPED, "text": "Hers?"})

    form = client.get(url("edit_question", survey, question)).context["form"]
    page = client.post(url("edit_question", survey, question), {**TYPED, "seen": form["seen"].value()})

    assert "Helen Marsh changed this question" in page.text
    question.refresh_from_db()
    assert question.text == "Hers?"


def test_a_hundred_thousand_characters_are_kept_as_typed_and_refused_with_a_sentence(signed_in, nurse, survey):
    client, question, long = signed_in(nurse), survey.questions.get(text="A"), "x" * 100_000
    assert client.post(keep_url(survey, question), {**TYPED, "text": long}).status_code == 200
    too_long = client.post(keep_url(survey, question), {**TYPED, "text": long * 3})

    page = client.post(url("edit_question", survey, question), {**TYPED, "text": long})

    assert (too_long.status_code, too_long.json()["said"]) == (
        413,
        "This is too long to be saved as you type. Make it shorter.",
    )
    assert "Question must be 300 characters or fewer" in page.text
    assert long in page.text
    question.refresh_from_db()
    assert question.text == "A"


@pytest.mark.parametrize("asked", ["essay/", "single/?question=x", "single/?question=999999", "single/?question=²"])
def test_an_address_that_names_no_form_keeps_nothing(signed_in, nurse, survey, asked):
    address = keep_url(survey).removesuffix("single/") + asked

    assert signed_in(nurse).post(address, TYPED).status_code == 404
    assert Typing.objects.count() == 0


def test_an_answer_cannot_be_taken_out_once_the_survey_is_open_and_the_way_on_is_named(signed_in, nurse, opened):
    question = opened.questions.first()
    before = question.options

    answer = signed_in(nurse).post(url("edit_question", opened, question), {"text": "A", "answers": "Yes\nNo"})

    (words,) = said(answer)
    assert words.startswith("This survey is open. Everybody must answer the same questions")
    assert words.endswith("Start a new version to ask something else.")
    question.refresh_from_db()
    assert question.options == before


def test_what_was_typed_and_not_saved_goes_when_the_survey_opens(nurse, draft, keys):
    typing_kept.keep(draft, nurse, "new single", typing_kept.as_posted({"text": ["x"]}))

    opened_survey(draft)

    assert Typing.objects.count() == 0


def test_nothing_is_kept_for_a_survey_that_is_open(signed_in, nurse, opened):
    answer = signed_in(nurse).post(keep_url(opened), TYPED)

    assert answer.status_code == 302
    assert Typing.objects.count() == 0


def test_a_question_is_moved_to_the_head_of_a_section(signed_in, nurse, survey):
    survey.questions.filter(text="B").update(section={"heading": "About you", "words": ""})
    client, question = signed_in(nurse), survey.questions.get(text="C")
    page = client.get(url("place_question", survey, question)).text
    assert "First in “About you”" in page

    answer = client.post(url("place_question", survey, question), {"place": "first 1"})

    assert said(answer) == ["Moved. It is question 2 now."]
    assert [(q.text, q.section.get("heading")) for q in survey.questions.all()] == [
        ("A", None), ("C", "About you"), ("B", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "order"), [("A", 3, "BCA"), ("A", 2, "BAC"), ("C", 1, "CAB"), ("B", 2, "ABC")]
)
def test_a_question_is_moved_to_the_number_that_is_typed(signed_in, nurse, survey, text, number, order):
    address = url("place_question", survey, survey.questions.get(text=text))

    assert said(signed_in(nurse).post(address, {"number": number, "place": ""})) == [
        f"Moved. It is question {number} now."
    ]
    assert "".join(question.text for question in survey.questions.all()) == order


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"number": "4", "place": ""}, "There are 3 questions. Type a number from 1 to 3"),
        ({"number": "1", "place": "after 1"}, "Type a number or choose a place, not both"),
        ({"number": "", "place": ""}, "Type a number or choose a place"),
        ({"number": "0", "place": ""}, "There is a problem"),
        ({"number": "x", "place": ""}, "There is a problem"),
    ],
)
def test_a_number_that_is_none_is_a_sentence(signed_in, nurse, survey, typed, error):
    page = signed_in(nurse).post(url("place_question", survey, survey.questions.get(text="C")), typed)

    assert error in page.text
    assert [question.text for question in survey.questions.all()] == ["A", "B", "C"]


@pytest.mark.parametrize("place", ["", "after", "after 3", "after 99", "first 2", "after x", "after -1"])
def test_a_place_that_is_not_offered_is_refused(signed_in, nurse, survey, place):
    page = signed_in(nurse).post(url("place_question", survey, survey.questions.get(text="C")), {"place": place})

    assert "There is a problem" in page.text
    assert [question.text for question in survey.questions.all()] == ["A", "B", "C"]


@pytest.mark.parametrize("step", ["", "x", "²", "-1", "9" * 40, "0"])
def test_an_undo_of_nothing_is_a_sentence(signed_in, nurse, survey, step):
    for name in ("undo_change", "redo_change"):
        answer = signed_in(nurse).post(url(name, survey), {"step": step})
        assert said(answer)[-1].startswith("Something has changed since you saw this page")


def test_undoing_names_who_made_the_change_if_it_was_somebody_else(signed_in, nurse, helen, survey):
    signed_in(helen).post(url("move_question", survey, survey.questions.get(text="A")), {"to": "down"})

    page = signed_in(nurse).get(url("questionnaire", survey)).text

    assert "Undo moving question 1 down" in page
    assert "by Helen Marsh" in page
    assert "by Helen Marsh" not in signed_in(helen).get(url("questionnaire", survey)).text


def test_a_survey_that_goes_takes_what_was_typed_with_it(nurse, survey):
    typing_kept.keep(survey, nurse, "new single", typing_kept.as_posted({"text": ["x"]}))

    survey.delete()

    assert Typing.objects.count() == 0


def test_a_heading_and_the_letters_sentence_are_kept_while_they_are_typed_like_a_question(
    signed_in, nurse, helen, survey
):
    question, client = survey.questions.get(text="A"), signed_in(nurse)
    heading, letter = keep_url(survey, question, "heading"), keep_url(survey, kind="letter")
    survey.yellow_slip = True
    survey.save()
    with clock.moved_to(datetime.datetime(2026, 10, 5, 9, 42, tzinfo=datetime.UTC)):
        said = client.post(heading, {"heading": "About you", "words": "We utilise this."}).json()
        assert said["said"] == "Saved at 10.42am. “Save the heading” puts it in the survey."
        assert said["notes"][0]["words"] == "utilise"
        said = client.post(letter, {"title": "Parking and buses", "about": "We ask.", "minutes": "4"}).json()
        assert said["said"] == "Saved at 10.42am. “Save” puts it in the survey."
        page = client.get(url("questionnaire", survey)).text
        forms = [client.get(url(*where)) for where in (("question_heading", survey, question), ("edit_survey", survey))]

    assert f"The heading above question {question.position}</a>: “About you”" in page
    assert "Title and letter</a>: “Parking and buses”" in page
    assert [page.context["form"][name].value() for page, name in zip(forms, ("heading", "title"), strict=True)] == [
        "About you", "Parking and buses",
    ]  # fmt: skip
    assert forms[1].context["form"]["yellow_slip"].value() is False, "it was not ticked when this was typed"
    for page in forms:
        assert "The form shows what you typed at 10.42am" in page.text
        assert "data-keep=" in page.text
    assert "About you" not in signed_in(helen).get(url("question_heading", survey, question)).text
    question.refresh_from_db()
    assert question.section == {}

    client = signed_in(nurse)
    client.post(url("question_heading", survey, question), {"heading": "About you", "words": "", "seen": ""})
    client.post(url("edit_survey", survey), {"title": "Parking", "about": "We ask.", "minutes": "4"})
    assert Typing.objects.count() == 0


def test_a_heading_that_was_typed_for_a_question_that_is_gone_is_shown_and_can_be_thrown_away(signed_in, nurse, survey):
    question, client = survey.questions.get(text="B"), signed_in(nurse)
    client.post(keep_url(survey, question, "heading"), {"heading": "About you", "words": ""})
    client.post(url("remove_question", survey, question))

    page = client.get(url("questionnaire", survey)).text

    assert "A heading whose question has been removed: “About you”" in " ".join(page.split())
    client.post(url("forget_typing", survey) + f"?place=heading+{question.pk}")
    assert Typing.objects.count() == 0
    for wrong in (keep_url(survey, question, "heading"), keep_url(survey, kind="heading"), keep_url(survey, kind="x")):
        assert client.post(wrong, {"heading": "About you"}).status_code == 404
