"""A nurse has a survey put into other words; people get it in theirs, on paper and on the phone; and the library."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.actions import deliver
from surveys.answers.models import SealedAnswer
from surveys.mailing import actions as mailing
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire import filing, library
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.options import coded
from tests.documents.paper import runs, texts
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks
from tests.surveys.questionnaire.editions import in_arabic, written

PARK, COME = "Can you park near us?", "Which of these help you to come?"
QUESTIONS = [
    ("single", PARK, {"options": coded("Yes, always", "Sometimes", "Never", alone="Does not apply")}),
    ("tick_all", COME, {"options": coded("A lift", "The bus", alone="Nothing")}),
]


def sent(stage):
    """A short survey, open and sent in English and in Arabic."""
    by = SignedIn(stage.nurse)
    survey = stage.draft(QUESTIONS)
    Survey.objects.filter(pk=survey.pk).update(title="Coming to us")
    survey.refresh_from_db()
    written(survey)
    questionnaire.open_survey(survey, closes_on=clock.today() + datetime.timedelta(days=91), by=by)
    run_waiting()
    mailing.choose(survey, filters={}, by=by)
    mailing.record_deceased_check(stage.group, checked_at=clock.now(), by=by)
    mailing.send_invitations(survey, by=by)
    deliver()
    return survey


def test_an_edition_is_written_beside_the_questions(stage, visitor, check):
    survey, page = stage.draft(QUESTIONS), visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/questionnaire/")
    page.get_by_role("link", name="Easy read and other languages").click()
    check(page, "editions-none")
    page.get_by_label("Edition").select_option("Arabic")
    page.get_by_role("button", name="Begin this edition").click()
    check(page, "edition-begun")
    page.get_by_role("link", name=f"1. {PARK}").click()
    page.get_by_label("Question", exact=True).fill("هل تجد موقفا لسيارتك؟")
    check(page, "edition-words")
    page.get_by_role("button", name="Save and go on").click()
    asks(page, "Question 2 in Arabic")
    written(survey)
    page.goto(f"/immunology/surveys/{survey.pk}/editions/ar/")
    asks(page, "The Arabic edition is complete")
    check(page, "edition-complete")
    page.get_by_role("link", name="Take this edition away").click()
    check(page, "edition-remove")
    page.get_by_role("button", name="Take it away").click()
    assert not Edition.objects.exists()


def test_who_needs_large_print_gets_the_large_print_pack(stage, visitor):
    stage.patient("Mary Lane", route="letter")
    stage.patient("Edith Marsh", route="letter", needs=["large_print"], print_size=18)
    stage.patient("Amal Haddad", route="letter", language="Arabic")
    sent(stage)
    page = visitor(stage.nurse)
    page.goto("/immunology/messages/")
    page.get_by_role("button", name="See the letters").click()
    page.get_by_role("button", name="Make the print run of 3 letters").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    pdf = download.value.path().read_bytes()

    heights = [
        run.bottom - run.top for number in range(len(texts(pdf))) for run in runs(pdf, number) if PARK in run.text
    ]
    assert len(heights) == 2
    assert max(heights) > 1.3 * min(heights)
    assert sum("العربية" in words or "كان" in words for words in texts(pdf)) == 4, "her letter, form and both slips"


def test_somebody_answers_in_their_own_language(stage, visitor, check):
    person = stage.patient("Amal Haddad", language="Arabic")
    survey = sent(stage)
    phone = visitor(width=PHONE)
    phone.goto(stage.link_to(person.email))
    asks(phone, in_arabic("Before you start"))
    check(phone, "answer-start-arabic")
    phone.get_by_role("button", name=in_arabic("Start the survey")).click()
    asks(phone, in_arabic(PARK))
    check(phone, "answer-question-arabic")
    phone.get_by_label(in_arabic("Sometimes")).check()
    phone.get_by_role("button", name="English").click()
    asks(phone, PARK)
    expect(phone.get_by_label("Sometimes")).to_be_checked()
    phone.get_by_role("button", name="العربية").click()
    phone.get_by_role("button", name=in_arabic("Continue"), exact=True).click()
    asks(phone, in_arabic(COME))
    check(phone, "answer-tick-all-arabic")
    phone.get_by_label(in_arabic("A lift")).check()
    phone.get_by_role("button", name=in_arabic("Continue"), exact=True).click()
    asks(phone, in_arabic("Check your answers"))
    check(phone, "answer-check-arabic")
    phone.get_by_role("button", name=in_arabic("Send my answers")).click()
    asks(phone, in_arabic("Thank you"))
    check(phone, "answer-done-arabic")
    assert SealedAnswer.objects.filter(survey=survey).count() == 1


def test_the_library_and_the_versions(stage, visitor, check, tmp_path):
    survey, page = sent(stage) if stage.patient("Mary Lane") else None, visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/questionnaire/")
    page.get_by_role("link", name="Keep in the library").click()
    check(page, "library-keep")
    page.get_by_role("button", name="Keep it in the library").click()
    asks(page, "Coming to us")
    check(page, "library-kept")
    page.goto("/immunology/surveys/library/licences/add/")
    check(page, "library-licence")
    page.get_by_label("Title of the questionnaire").fill("PADQ")
    page.get_by_label("Who owns it").fill("The owner")
    page.get_by_role("button", name="Save").click()
    check(page, "library")
    file = tmp_path / "questionnaire.json"
    kept = library.KeptQuestionnaire.objects.get()
    kept.name, kept.content["questions"][0]["text"] = "Theirs", ""
    file.write_bytes(filing.written(kept))
    page.get_by_role("link", name="Add one from a file").click()
    page.get_by_label("Questionnaire file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    asks(page, "This file is not taken: 1 fault")
    check(page, "library-file-fault")
    kept.content["questions"][0]["text"] = PARK
    file.write_bytes(filing.written(kept))
    page.get_by_label("Questionnaire file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    check(page, "library-file")
    page.get_by_role("button", name="Keep it in the library").click()
    asks(page, "Theirs")
    page.goto(f"/immunology/surveys/{survey.pk}/versions/")
    page.get_by_role("button", name="Write a new version from version 1").click()
    questionnaire.remove_question(Survey.objects.get(number=2).questions.first(), by=SignedIn(stage.nurse))
    page.get_by_role("link", name="See the versions").click()
    check(page, "versions")
