"""A survey with replies: its page, its close, and what each role reads afterwards."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.groups.months import months_after
from supportgroup.rights.keeping.tasks import destroy_what_is_due
from surveys.questionnaire.choices import SurveyState
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks

ASKED, WEEKS_OPEN = 100, 9
REPLIES = {2: 6, 5: 14, 9: 12, 14: 9, 19: 6, 24: 9, 31: 5, 40: 3, 52: 6, 60: 2}
"""Days after the opening: how many replied on it. 72 in all."""


def test_a_survey_is_closed_and_each_role_reads_its_results(stage, visitor, check):
    survey = stage.survey_with_replies(asked=ASKED, days_ago=WEEKS_OPEN * 7, replies=REPLIES)
    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/")
    expect(page.get_by_text("72 of 100")).to_be_visible()
    check(page, "survey")
    each_sees_their_part(survey, stage, visitor, check)
    closes(survey, page, check, stage, visitor)
    survey.refresh_from_db()
    assert survey.state == SurveyState.CLOSED
    phone = visitor(width=PHONE)
    phone.goto(stage.link_to(stage.post.mails[-1].recipient))
    asks(phone, "This survey has closed")
    check(phone, "answer-closed")

    # The nurse reads counts; the words wait for PALS.
    stage.worker_works()
    page.get_by_role("button", name="See the results").click()
    expect(page.get_by_text("The rule is met: it asks for at least 60%.")).to_be_visible()
    check(page, "results")
    page.get_by_role("link", name="Breakdowns by group").click()
    asks(page, "1 breakdown")
    check(page, "results-breakdowns")
    page.goto(f"/immunology/surveys/{survey.pk}/results/15/")
    check(page, "result")
    page.goto(f"/immunology/surveys/{survey.pk}/results/13/")
    check(page, "result-tick-all")
    page.goto(f"/immunology/surveys/{survey.pk}/results/19/")
    page.get_by_role("link", name="Read what is released").click()
    expect(page.get_by_text("The others wait for PALS")).to_be_visible()
    check(page, "result-words-wait")
    page.goto(f"/immunology/surveys/{survey.pk}/analysis/")
    asks(page, "What will be worked out")
    check(page, "survey-analysis")
    page.goto(f"/immunology/surveys/{survey.pk}/")
    check(page, "survey-closed")
    the_clock_destroys_the_names(survey, page, check)

    page = visitor(stage.ruth)
    reads_first(page, check)
    page.goto(f"/immunology/surveys/{survey.pk}/results/18/")
    page.get_by_role("link", name="Read what is released").click()
    check(page, "result-words")

    page = visitor(stage.ann)
    page.goto("/immunology/surveys/")
    check(page, "surveys-committee")
    page.get_by_role("link", name="Your immunoglobulin treatment and support").click()
    asks(page, "Your immunoglobulin treatment and support")
    check(page, "results-committee")
    page.get_by_role("link", name="Breakdowns by group").click()
    asks(page, "1 breakdown")
    page.goto(f"/immunology/surveys/{survey.pk}/")
    asks(page, "You cannot see this page")


def the_clock_destroys_the_names(survey, page, check):
    """Three months after the close who was asked is gone, every figure is there, and so is the clock's certificate."""
    with clock.moved_to(clock.at(months_after(survey.closed_on, 3), 1)):
        destroy_what_is_due()
    page.reload()
    expect(page.get_by_text("The names were destroyed on")).to_be_visible()
    expect(page.get_by_text("72 of 100")).to_be_visible()
    check(page, "survey-names-gone")
    page.get_by_role("link", name="See the entry and its certificate").click()
    expect(page.get_by_text("The clock, by the period that the group declared")).to_be_visible()
    check(page, "destroyed-by-the-clock")
    with page.expect_download() as certificate:
        page.get_by_role("button", name="Download the certificate").click()
    assert certificate.value.suggested_filename.startswith("destruction-")


def reads_first(page, check):
    """Ruth reads what people wrote before anybody else: one text by the keyboard alone, then a page of them."""
    page.goto("/immunology/")
    page.get_by_role("link", name="Read what people wrote in").click()
    expect(page.get_by_text("Nobody who treats patients reads a text")).to_be_visible()
    check(page, "screening")
    page.get_by_role("link", name="Look at it").first.click()
    asks(page, "What could name somebody here?")
    page.get_by_label("Also blank out these words").fill("no such words")
    page.get_by_role("button", name="Release").press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "screen-text-error")
    page.get_by_label("Also blank out these words").fill("")
    page.get_by_role("link", name="Does it tell of serious harm?").click()
    check(page, "raise-harm")
    page.get_by_role("link", name="Go back without recording anything").click()
    page.get_by_role("button", name="Release").press("Enter")
    expect(page.get_by_text("Released.")).to_be_visible()
    page.get_by_role("link", name="Back to all texts").click()
    page.get_by_role("button", name="I have read the page").click()
    expect(page.get_by_text("texts are released.")).to_be_visible()
    page.get_by_role("link", name="Released").click()
    check(page, "screening-released")


def each_sees_their_part(survey, stage, visitor, check):
    """Ruth sees who; Owen keys in; neither sees an answer."""
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/")
    expect(page.get_by_role("link", name="see who")).to_be_visible()
    check(page, "survey-mailing-duty")
    page = visitor(stage.owen)
    page.goto(f"/immunology/surveys/{survey.pk}/")
    expect(page.get_by_role("link", name="see who")).to_have_count(0)
    page.get_by_role("link", name="Slips and forms").click()
    check(page, "slips-and-forms")


def closes(survey, page, check, stage, visitor):
    """The nurse proposes to close before the last day; Ruth, a second person, confirms; at first the key is missing."""
    page.get_by_role("link", name="Close it early").click()
    asks(page, "Propose to close the survey early?")
    check(page, "close")
    page.get_by_role("button", name="Propose to close it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "close-error")
    page.get_by_label("Why should it close early?").fill("The meeting that decides is next week")
    page.get_by_label("I know that it cannot be opened again").check()
    page.get_by_role("button", name="Propose to close it").click()
    asks(page, "Your proposal waits for a second person")
    check(page, "close-proposed")

    second = visitor(stage.ruth)
    second.goto("/immunology/")
    second.get_by_role("link", name="closes early, or say no").click()
    asks(second, "Close the survey before its last day?")
    check(second, "close-confirm")
    second.get_by_label("I know that it cannot be opened again").check()
    second.get_by_role("button", name="Close the survey for good").click()
    asks(second, "The answers are being opened")
    check(second, "closing")
    misses_the_key(survey, page, second, check, stage)
    stage.worker_works()
    asks(page, "The survey is closed")
    check(page, "closed")


def misses_the_key(survey, page, second, check, stage):
    """The worker does not find the key: the nurse declares it lost, Ruth knows better, and it is put back."""
    key = Path(settings.SEALING_KEYS_DIR) / f"survey-{survey.pk}.key"
    elsewhere = key.rename(key.with_suffix(".elsewhere"))
    stage.worker_works()
    page.goto(f"/immunology/surveys/{survey.pk}/close/")
    page.get_by_role("link", name="close the survey without its answers").click()
    asks(page, "Is the key of this survey lost for good?")
    check(page, "key-lost")
    page.get_by_label("What was done to find the key?").fill("Looked on the worker and in its backups")
    page.get_by_label("I know that all answers").check()
    page.get_by_role("button", name="Declare the key lost").click()
    asks(page, "Your declaration waits for a second person")

    second.goto("/immunology/")
    second.get_by_role("link", name="is lost, or say no").click()
    asks(second, "Close the survey without its answers?")
    check(second, "key-lost-confirm")
    second.get_by_role("button", name="Say no").click()
    expect(second.get_by_text("The answers stay sealed until the key is there.")).to_be_visible()

    elsewhere.rename(key)
    page.goto(f"/immunology/surveys/{survey.pk}/close/")
    expect(page.get_by_text("The last try did not end.")).to_be_visible()
    check(page, "close-no-key")
    page.get_by_label("I know that it cannot be opened again").check()
    page.get_by_role("button", name="Close the survey for good").click()
    asks(page, "The answers are being opened")
