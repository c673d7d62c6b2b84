"""Edith answers over the telephone; whoever looks for her answer afterwards finds that she replied, and no more."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from surveys.answers.models import Response, SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.replying import actions as replying
from tests.surveys.keying.conftest import draw

WORDS = "I would rather talk than write"


def test_an_answer_by_phone_that_nobody_can_find_again(stage, visitor, check):
    edith, _ = (stage.patient(name, route="letter", phone="01632 960 111") for name in ("Edith Marsh", "Omar Haddad"))
    survey = stage.survey_sent()
    draw(stage.group, percent=0)
    asked = Invitee.objects.get(survey=survey, person=edith)

    # Ruth fills in a paper form with her, puts it on the pile without a name, and logs the call.
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/asked/{asked.pk}/call/")
    page.get_by_label("Filled in a form with them").check()
    page.get_by_role("button", name="Log the call").click()
    expect(page.get_by_text("The call is logged.")).to_be_visible()

    # Owen keys what is on the pile.
    owen = visitor(stage.owen, javascript=False)
    owen.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    owen.get_by_label("Number written on the form").fill("1")
    owen.locator("textarea[name=q19]").fill(WORDS)
    owen.get_by_role("button", name="Keep this form").click()
    expect(owen.get_by_text("Form 1 kept.")).to_be_visible()
    assert SealedAnswer.objects.filter(survey=survey).count() == 1

    everybody_looks_for_it(stage, visitor, survey, asked)
    page.goto(f"/immunology/surveys/{survey.pk}/forms/")
    expect(page.get_by_text("They agree.")).to_be_visible()

    # One reply is too few: after the close there is nothing to find for anybody, ever.
    with clock.moved_to(clock.at(survey.closes_on + datetime.timedelta(days=1), 9)):
        replying.start_closing(survey, by=CLOCK)
        stage.worker_works()
    everybody_looks_for_it(stage, visitor, survey, asked)
    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/results/")
    expect(page.get_by_text("there is nothing to read here, and there never will be")).to_be_visible()
    check(page, "results-too-few")
    assert not SealedAnswer.objects.filter(survey=survey).exists()
    assert not Response.objects.filter(survey=survey).exists()


def everybody_looks_for_it(stage, visitor, survey, asked):
    asked.refresh_from_db()
    assert asked.outcome == Outcome.RETURNED
    of_survey = f"/immunology/surveys/{survey.pk}"
    places = [
        f"{of_survey}/", f"{of_survey}/forms/", f"{of_survey}/who-replied/", f"{of_survey}/asked/{asked.pk}/",
        f"{of_survey}/results/", f"{of_survey}/screening/", f"/immunology/people/{asked.person_id}/",
        f"/immunology/people/{asked.person_id}/trail/", "/immunology/messages/", "/immunology/settings/trail/",
    ]  # fmt: skip
    seen = 0
    for user in (stage.nurse, stage.ruth, stage.owen, stage.ann, stage.ivy):
        page = visitor(user)
        for place in places:
            answer = page.request.get(f"{stage.url}{place}")
            seen += answer.status == 200
            assert WORDS not in answer.text(), (user.name, place)
    assert seen > len(places)
