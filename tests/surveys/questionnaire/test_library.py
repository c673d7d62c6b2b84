import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, editions, filing, friends_and_family, library, licences, readymade, versions
from surveys.questionnaire.models import Edition, KeptQuestionnaire, Licence, Survey
from surveys.questionnaire.today import watches
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.editions import in_arabic, written

pytestmark = pytest.mark.django_db
BY = surveys.BY


def url(name, *keys, group="immunology"):
    return reverse(name, args=[group, *keys])


@pytest.fixture
def short(group, pals, pals_entry):
    """A draft of one question, both duties named."""
    survey = surveys.SurveyFactory(group=group, title="Parking")
    surveys.QuestionFactory(survey=survey, text="Can you park near us?")
    return surveys.with_duties(survey, mailing=pals, entry=pals_entry)


@pytest.fixture
def licence(group):
    ends_on = clock.today() + datetime.timedelta(days=100)
    return licences.add_licence(
        group, title="PADQ", owner="The owner", reference="L-1", ends_on=ends_on, note="", by=BY
    )


def test_the_friends_and_family_test_has_the_words_of_nhs_england():
    question = friends_and_family.QUESTION

    assert question["text"] == "Overall, how was your experience of our service?"
    assert [option["text"] for option in question["options"]] == [
        "Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know",
    ]  # fmt: skip
    assert question["why"] == "Please can you tell us why you gave your answer?"
    assert friends_and_family.QUESTION in readymade.QUESTIONS


def test_its_words_cannot_be_changed_but_it_can_be_led_on_from_moved_and_removed(short, signed_in, nurse):
    client = signed_in(nurse)
    client.post(url("insert_friends_and_family", short.pk), {"after": ""})
    asked = short.questions.get(position=2)
    page = client.get(url("questionnaire", short.pk))
    assert "its words are fixed" in page.text

    with pytest.raises(Refused, match="cannot be changed"):
        actions.edit_question(asked, content={**friends_and_family.QUESTION, "help": "Be kind."}, by=BY)

    asked.refresh_from_db()
    assert friends_and_family.is_it(asked.as_asked(2))
    actions.write_heading(asked, section={"heading": "All in all", "words": ""}, by=BY)
    actions.remove_question(asked, by=BY)
    assert short.questions.count() == 1


def test_it_stands_where_the_page_says(short, signed_in, nurse):
    surveys.QuestionFactory(survey=short)
    signed_in(nurse).post(url("insert_friends_and_family", short.pk), {"after": "1"})

    assert friends_and_family.is_it(short.questions.get(position=2).as_asked(2))


@pytest.mark.parametrize("source", library.READY, ids=lambda source: source.key)
def test_what_comes_with_the_service_can_be_opened_as_it_is(source, signed_in, nurse, pals, pals_entry, keys):
    client, address = signed_in(nurse), url("start_survey") + f"?from={source.key}"
    form = client.get(address).context["form"]
    client.post(address, {name: value for name, value in form.initial.items() if value})

    survey = surveys.with_duties(Survey.objects.get(), mailing=pals, entry=pals_entry)
    assert survey.questions.count() == len(source.questions)
    assert surveys.opened(survey).state == "open"


def test_ones_own_is_kept_started_from_renamed_put_away_and_brought_back(short, signed_in, nurse):
    client = signed_in(nurse)
    client.post(url("keep_in_library", short.pk), {"name": "Our parking", "description": "Each spring."})
    kept = KeptQuestionnaire.objects.get()
    start = url("start_survey") + f"?from=kept-{kept.pk}"
    assert "Our parking" in client.get(url("survey_library")).text

    client.post(start, {"title": "Parking again", "about": "Why", "minutes": "3"})

    again = Survey.objects.exclude(pk=short.pk).get()
    assert [one["text"] for one in again.questions.as_asked()] == ["Can you park near us?"]
    client.post(url("describe_questionnaire", kept.pk), {"name": "Parking, short", "description": ""})
    client.post(url("archive_questionnaire", kept.pk))
    assert "Parking, short" not in client.get(url("start_survey")).text
    client.post(url("archive_questionnaire", kept.pk), {"back": "yes"})
    assert "Parking, short" in client.get(url("start_survey")).text


def test_a_second_of_the_same_name_is_refused_and_nothing_typed_is_lost(short, signed_in, nurse):
    library.keep(short, name="Parking", description="", by=BY)

    page = signed_in(nurse).post(url("keep_in_library", short.pk), {"name": "PARKING", "description": "Long words"})

    assert "of this name in the library already" in page.text
    assert "Long words" in page.text
    assert KeptQuestionnaire.objects.count() == 1


def test_nothing_of_another_group_is_offered_or_started(short, other_group, signed_in, nurse):
    theirs = surveys.SurveyFactory(group=other_group, title="Theirs")
    surveys.QuestionFactory(survey=theirs)
    kept = library.keep(theirs, name="Theirs", description="", by=BY)
    client = signed_in(nurse)

    assert "Theirs" not in client.get(url("survey_library")).text
    client.post(url("start_survey") + f"?from=kept-{kept.pk}", {"title": "T", "about": "A", "minutes": "3"})
    assert Survey.objects.filter(group=short.group).count() == 1


def test_a_questionnaire_goes_to_another_group_as_a_file(short, other_group, signed_in, nurse):
    kept = library.keep(short, name="Our parking", description="", by=BY)
    client = signed_in(nurse)
    saved = client.get(url("questionnaire_file", kept.pk))
    assert saved["Content-Disposition"].startswith("attachment")
    KeptQuestionnaire.objects.all().delete()

    page = client.post(url("upload_questionnaire"), {"file": SimpleUploadedFile("q.json", saved.content)})
    assert "Look at it, then keep it" in page.text
    assert "Can you park near us?" in page.text
    assert not KeptQuestionnaire.objects.exists()
    client.post(url("upload_questionnaire"), {"filed": page.context["signed"]})

    assert KeptQuestionnaire.objects.get().content == kept.content
    assert (
        "of this name" in client.post(url("upload_questionnaire"), {"filed": page.context["signed"]}, follow=True).text
    )


def test_a_file_with_a_fault_leaves_nothing_and_hostile_words_stay_words(signed_in, nurse, short):
    kept = KeptQuestionnaire(name="<b>Evil</b>", content={"title": "T", "about": "A", "minutes": 3, "questions": [
        {**friends_and_family.QUESTION, "text": "<script>alert(1)</script>"}, {**friends_and_family.QUESTION, "kind": "<i>"},
    ]})  # fmt: skip
    client = signed_in(nurse)

    page = client.post(url("upload_questionnaire"), {"file": SimpleUploadedFile("q.json", filing.written(kept))})

    assert "This file is not taken: 1 fault" in page.text
    assert "<i>" not in page.text.replace("&lt;i&gt;", "")
    assert "signed" not in page.context
    kept.content["questions"].pop()
    page = client.post(url("upload_questionnaire"), {"file": SimpleUploadedFile("q.json", filing.written(kept))})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


@pytest.mark.parametrize("filed", ["", "x", "eyJ.fake:1:2"])
def test_what_was_not_looked_at_here_is_not_kept(signed_in, nurse, filed):
    page = signed_in(nurse).post(url("upload_questionnaire"), {"filed": filed}, follow=True)

    assert "Choose it again" in page.text
    assert not KeptQuestionnaire.objects.exists()


@pytest.mark.parametrize(("reference", "days"), [("", 9), ("L-1", None), ("L-1", -1)])
def test_without_a_licence_in_force_nothing_is_started_opened_or_kept(group, short, signed_in, nurse, reference, days):
    ends_on = None if days is None else clock.today() + datetime.timedelta(days=days)
    held = Licence.objects.create(group=group, title="PADQ", owner="The owner", reference=reference, ends_on=ends_on)
    reason = licences.why_not_use(held)
    client = signed_in(nurse)

    page = client.get(url("start_survey") + f"?from=licence-{held.pk}", follow=True)
    assert reason in page.text
    with pytest.raises(Refused, match="licence"):
        actions.start_survey(group, title="T", about="A", minutes=3, licence=held, by=BY)
    Survey.objects.filter(pk=short.pk).update(licence=held)
    short.refresh_from_db()
    assert reason in client.get(url("questionnaire", short.pk)).text
    with pytest.raises(Refused, match="licence"):
        actions.open_survey(short, closes_on=clock.today() + datetime.timedelta(days=20), by=BY)
    with pytest.raises(Refused, match="licence"):
        library.keep(short, name="N", description="", by=BY)


def test_on_its_last_day_a_licence_still_holds(licence):
    assert licences.why_not_use(licence, on=licence.ends_on) is None
    assert "ended on" in licences.why_not_use(licence, on=licence.ends_on + datetime.timedelta(days=1))


def test_the_licence_goes_with_the_questionnaire_wherever_it_goes(licence, short, keys, signed_in, nurse):
    Survey.objects.filter(pk=short.pk).update(licence=licence)
    short.refresh_from_db()
    kept = library.keep(short, name="N", description="", by=BY)
    client = signed_in(nurse)
    client.post(url("start_survey") + f"?from=kept-{kept.pk}", {"title": "Again", "about": "A", "minutes": "3"})

    assert Survey.objects.get(title="Again").licence == licence
    assert versions.start_next_version(surveys.opened(short), by=BY).licence == licence
    page = client.get(url("questionnaire_file", kept.pk), follow=True)
    assert "not handed on as a file" in page.text


def test_today_says_sixty_days_before_a_licence_ends(licence, nurse, pals, group):
    def said(days, user=nurse):
        with clock.moved_to(clock.at(licence.ends_on - datetime.timedelta(days=days), 12)):
            found = watches(user, group, clock.today())
            return [line.text for watch in found for line in watch.lines([True])]

    assert said(61) == []
    assert said(60) == ["Renew the licence of “PADQ”"]
    assert said(-1) == ["Renew the licence of “PADQ”"]
    assert said(60, pals) == []


def test_a_licence_is_typed_and_changed_on_its_page(signed_in, nurse, group):
    client = signed_in(nurse)
    client.post(url("add_licence"), {"title": "PADQ", "owner": "The owner"})
    held = Licence.objects.get()
    assert "has no reference yet" in client.get(url("survey_library")).text

    last = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2030"}
    client.post(url("edit_licence", held.pk), {"title": "PADQ", "owner": "The owner", "reference": "L-7", **last})

    assert "L-7, to 31 March 2030" in client.get(url("survey_library")).text
    again = client.post(url("add_licence"), {"title": "padq", "owner": "Another"})
    assert "of this title already" in again.text


def test_forty_kept_cost_as_many_queries_as_four(short, signed_in, nurse, django_assert_max_num_queries):
    for number in range(40):
        library.keep(short, name=f"N{number}", description="", by=BY)
    client = signed_in(nurse)
    client.get(url("survey_library"))

    with django_assert_max_num_queries(10):
        client.get(url("survey_library"))


def test_editions_go_into_the_library_into_a_file_and_into_the_survey_that_is_started_from_it(signed_in, nurse, group):
    survey = surveys.SurveyFactory(group=group, title="Parking")
    surveys.QuestionFactory(survey=survey, text="Can you park near us?")
    written(survey)
    kept = library.keep(survey, name="Ours", description="", by=surveys.BY)
    client = signed_in(nurse)
    assert "Also in: Arabic." in client.get(kept.get_absolute_url()).text
    saved = client.get(reverse("questionnaire_file", args=[group.slug, kept.pk])).content

    filed = filing.read(saved)
    assert filed.content == kept.content
    there = library.keep_file(group, name="Theirs", description="", content=filed.content, by=surveys.BY)
    source = library.source_of(group, f"kept-{there.pk}")
    client.post(
        reverse("start_survey", args=[group.slug]) + f"?from={source.key}",
        {"title": "Parking", "about": "We ask.", "minutes": "4"},
    )

    edition = Edition.objects.exclude(survey=survey).get()
    assert [text.missing for text in editions.texts_of(edition)] == [0, 0]
    assert edition.opened_on is None
    assert editions.content_of(edition)["questions"][0]["text"] == in_arabic("Can you park near us?")


def test_a_file_that_no_library_would_take_is_not_made(signed_in, nurse, group):
    survey = surveys.SurveyFactory(group=group)
    surveys.QuestionFactory(survey=survey)
    kept = library.keep(survey, name="Ours", description="", by=surveys.BY)
    kept.content["editions"] = [
        {"code": "ar", "around": {"title": {"source": "x" * 600_000, "words": "x"}}, "questions": [{}]}
    ]
    kept.save()

    page = signed_in(nurse).get(reverse("questionnaire_file", args=[group.slug, kept.pk]), follow=True)

    assert "it is larger than 512 kB" in page.text
