"""A nurse puts what people wrote into themes by the keyboard, PALS looks at a quotation, the committee reads both."""

import re

from django.db.models import F
from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from surveys.questionnaire.models import Survey, Version
from surveys.screening.models import Text
from surveys.themes import actions
from surveys.themes.models import Theme
from tests.journeys.steps import asks
from tests.surveys.answers.written import write
from tests.surveys.results.conftest import QUESTIONS

WISHES = (
    "Parking near the day unit, and a place to wait away from people who cough.",
    "Clear letters without long words.",
    "Let us meet other people who have this treatment.",
    "A phone number that is answered at weekends.",
    "Shorter waits for blood results.",
    "Parking near the day unit.",
)
UNDER = {
    WISHES[1]: "Letters and words",
    WISHES[2]: "Meeting others",
    WISHES[3]: "Reaching somebody",
    WISHES[5]: "Car park",
}


def test_what_people_wrote_becomes_themes_and_quotations(stage, visitor, check):
    survey = closed(stage)
    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/results/")
    page.get_by_role("link", name="What people wrote, by theme").click()
    asks(page, "0 of 14 texts read for themes")
    page.get_by_role("link", name="5. What should we change first?").click()
    asks(page, "0 of 14 texts read")
    check(page, "theme-texts-none")
    tags_by_keyboard(page, check)

    rest(survey, stage)
    page.goto(f"/immunology/surveys/{survey.pk}/themes/5/")
    asks(page, "14 of 14 texts read")
    check(page, "theme-texts")
    page.goto(f"/immunology/surveys/{survey.pk}/themes/")
    check(page, "themes")
    merges(page, check)
    quotes(page, survey, check)
    ruth = visitor(stage.ruth)
    looks_again(ruth, check)

    page.goto(f"/immunology/surveys/{survey.pk}/themes/5/")
    page.get_by_role("button", name="Put the themes into the results").click()
    expect(page.get_by_text("The themes are in the results.")).to_be_visible()
    check(page, "theme-texts-in-results")
    ann = visitor(stage.ann)
    ann.goto(f"/immunology/surveys/{survey.pk}/results/")
    expect(ann.get_by_text("People wrote most about")).to_be_visible()
    check(ann, "results-with-themes")
    ann.goto(f"/immunology/surveys/{survey.pk}/results/5/")
    expect(ann.get_by_text("“a place to wait away from people who cough”")).to_be_visible()
    expect(ann.get_by_role("link", name="See the texts under each theme")).to_have_count(0)
    check(ann, "result-themes")


def tags_by_keyboard(page, check):
    """The first theme is made with its text; then the keys 1 and Enter are enough."""
    page.get_by_role("button", name="Read the next text").click()
    asks(page, "What is this text about?")
    page.get_by_role("button", name="Save and next").press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "tag-text-error")
    page.get_by_label("Name", exact=True).fill("Parking and waiting")
    page.get_by_label("What belongs to it").fill("Cars, the waiting room, infection in it.")
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.get_by_text("1 of 14 texts read.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Parking and waiting")).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_role("checkbox", name="Parking and waiting")).to_be_checked()
    check(page, "tag-text")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 14 texts read.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Parking and waiting")).to_be_focused()
    page.keyboard.press("0")
    expect(page.get_by_role("checkbox", name="Nothing to code")).to_be_checked()


def rest(survey, stage):
    """A colleague reads the others."""
    by = SignedIn(stage.ruth)
    for text in Text.objects.filter(survey=survey, field="5").select_related("reading"):
        name = UNDER.get(text.words, "Parking and waiting" if text.words == WISHES[0] else "")
        known = Theme.objects.filter(survey=survey, name=name).values_list("pk", flat=True)
        turn = text.reading.turn if hasattr(text, "reading") else 0
        new = [actions.New(name)] if name and not known else []
        actions.tag(text, themes=list(known), new=new, turn=turn, by=by)


def merges(page, check):
    page.get_by_role("link", name="5. What should we change first?").click()
    page.get_by_role("link", name="Car park", exact=True).click()
    asks(page, "Car park")
    page.get_by_role("link", name="Merge it into another theme").click()
    check(page, "merge-theme")
    page.get_by_label("Parking and waiting").check()
    page.get_by_role("button", name="Continue").click()
    asks(page, "Merge “Car park” into “Parking and waiting”?")
    check(page, "merge-theme-confirm")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text("You can undo it below.")).to_be_visible()
    check(page, "theme-with-merged")
    page.get_by_role("link", name="Delete it").click()
    check(page, "delete-theme")
    page.get_by_role("link", name="Keep it").click()
    page.get_by_role("link", name="See its texts").click()


def quotes(page, survey, check):
    expect(page.get_by_text("Texts of the theme “Parking and waiting”.")).to_be_visible()
    page.get_by_label("Words in a text").fill("cough")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("with “cough”")).to_be_visible()
    page.get_by_role("link", name=re.compile("Change its themes")).first.click()
    page.get_by_role("link", name="Quote words of it in the report").click()
    asks(page, "Which words go into the report?")
    page.get_by_role("textbox", name="Words").fill("a place to wait far from people who cough")
    page.get_by_role("button", name="Choose these words").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "quote-text-error")
    page.get_by_role("textbox", name="Words").fill("a place to wait away from people who cough")
    page.get_by_label("Nobody can be recognised by these words").check()
    page.get_by_role("button", name="Choose these words").click()
    asks(page, "1 quotation")
    check(page, "quotations")


def looks_again(page, check):
    page.goto("/immunology/")
    page.get_by_role("link", name="Look at quotations from").click()
    asks(page, "1 quotation waits for your second look")
    check(page, "quotations-second-look")
    page.get_by_role("button", name="Nobody can be recognised").click()
    expect(page.get_by_text("It is in the report.")).to_be_visible()


def closed(stage):
    """A closed survey in which 14 people wrote, all released, told without its weeks: other journeys live those."""
    day = clock.today()
    survey = Survey.objects.create(
        group=stage.group, title="Your treatment and support", about="We ask.", started_on=day, opened_on=day,
        closed_on=day, closes_on=day, state="closed", public_key=b"x", final_counts={"asked": 40, "opened": 20},
    )  # fmt: skip
    Version.objects.create(survey=survey, content={"questions": QUESTIONS}, sealed_size=100)
    written = [*WISHES, *[WISHES[number % 6] for number in range(8)]]
    answers = [{"1": "a", "3": "a", "5": words} for words in written] + [{"1": "a", "3": "b"}] * 6
    write(survey, answers)
    Text.objects.filter(survey=survey).update(state="released", released=F("words"), screened_on=day)
    return survey
