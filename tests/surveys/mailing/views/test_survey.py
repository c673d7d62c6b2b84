"""The survey's page: counts in every state, never a name, in a fixed number of queries."""

import datetime

import pytest
from django.urls import reverse

from supportgroup.access.actor import CLOCK
from supportgroup.outbox.models import Message
from surveys.mailing import actions
from surveys.mailing.choices import Outcome
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from tests.surveys.mailing.conftest import (
    REMINDER_ON,
    SENT_ON,
    by_email,
    by_letter,
    check_on,
    on,
    with_outline,
)
from tests.surveys.mailing.factories import DraftSurveyFactory, InviteeFactory, MailingFactory, OpenSurveyFactory

LATER = datetime.date(2026, 11, 27)


def page(client, survey, name="survey"):
    return client.get(reverse(name, args=[survey.group.slug, survey.pk]))


def step_of(client, survey):
    return page(client, survey).context["step"]


@pytest.fixture
def story(group, pals, survey):
    """The demonstration survey on 27 November: 100 asked, 75 replied, 4 said no, 2 undelivered, 1 died, 1 not for them."""
    outcomes = [1] * 75 + [6] * 17 + [4] * 4 + [2] * 2 + [3] + [5]
    days = [10] * 47 + [30] * 17 + [60] * 11
    for place, outcome in enumerate(outcomes):
        after = days[place] if outcome == Outcome.RETURNED else 12
        day = None if outcome == Outcome.NOT_RETURNED else SENT_ON + datetime.timedelta(days=after)
        InviteeFactory(survey=survey, outcome=outcome, outcome_on=day)
    for number, (kind, after, people) in enumerate(
        [("invitation", 0, 100), ("reminder", 21, 47), ("final", 49, 28)], 1
    ):
        day = SENT_ON + datetime.timedelta(days=after)
        MailingFactory(
            survey=survey, number=number, kind=kind, planned_on=day, sent_on=day, state="sent", letters=people
        )
    return survey


def test_the_figures_and_sums_of_the_demonstration_survey(signed_in, nurse, story):
    with on(LATER):
        context = page(signed_in(nurse), story).context
    assert [figure["number"] for figure in context["figures"]] == ["75 of 100", "75.0%", "78.1%", 17]
    assert context["sums"] == {
        "raw": "75 ÷ 100 = 75.0%",
        "adjusted": "75 ÷ (75 + 4 + 17) = 75 ÷ 96 = 78.1%",
        "why": "The 4 people who died, had moved or were not eligible could not have replied, so the adjusted rate "
        "leaves them out. Give both, with the numbers.",
    }
    assert context["finding"] == "63% of replies came before the first reminder, as is usual"


def test_how_each_mailing_did(signed_in, nurse, story):
    with on(LATER):
        table = page(signed_in(nurse), story).context["mailings_table"]
    assert [[cell["text"] for cell in row] for row in [*table["rows"], table["foot"]]] == [
        ["First", "7 September", "100", "47", "63%"],
        ["Reminder", "28 September", "47", "17", "23%"],
        ["Final reminder", "26 October", "28", "11", "15%"],
        ["All", "", "175", "75", ""],
    ]


def test_what_happened_to_everybody_is_ordered_by_number(signed_in, nurse, story):
    with on(LATER):
        context = page(signed_in(nurse), story).context
    assert [list(row.values()) for row in context["outcomes"]] == [
        [1, "Returned, completed", 75, "No", "Yes"],
        [6, "Not returned, reason unknown", 17, "Yes", "Yes"],
        [4, "Opted out, too ill or returned blank", 4, "No", "Yes"],
        [2, "Returned undelivered or moved", 2, "No", "No"],
        [3, "Died", 1, "Never again", "No"],
        [5, "Not eligible", 1, "No", "No"],
    ]
    assert (context["asked"], context["could_reply"]) == (100, 96)


def test_the_picture_has_the_replies_at_each_mailing(signed_in, nurse, story):
    with on(LATER):
        picture = page(signed_in(nurse), story).context["picture"]
    points = dict(picture.points)
    assert (points[0], points[3], points[7], points[11]) == (0, 47, 64, 75)
    assert [(event.at, event.words) for event in picture.events] == [
        (0, "First mailing"),
        (3, "Reminder"),
        (7, "Final reminder"),
        (13, "Closes"),
    ]
    assert list(picture.labels.values()) == ["47 replies", "64, 17 more", "75, 11 more"]


def test_no_name_no_number_and_no_day_of_anybody_stands_on_the_page(signed_in, nurse, pals, story):
    people = [invitee.person for invitee in story.invitees.select_related("person")]
    with on(LATER):
        for user in (nurse, pals):
            for name in ("survey", "mailings"):
                told = page(signed_in(user), story, name).content.decode()
                assert not any(person.last_name in told for person in people)
                assert "QVT" not in told
                assert "17 September" not in told


def test_only_the_mailing_duty_has_a_link_to_the_names(signed_in, nurse, pals, pals_entry, story):
    link = reverse("who_replied", args=[story.group.slug, story.pk])
    with on(LATER):
        assert link in page(signed_in(pals), story).content.decode()
        assert link not in page(signed_in(nurse), story).content.decode()
        assert link not in page(signed_in(pals_entry), story).content.decode()


@pytest.mark.parametrize("people", ["sent", "story"])
def test_the_page_costs_the_same_queries_for_5_and_for_100_people(
    request, signed_in, pals, people, django_assert_num_queries
):
    survey = request.getfixturevalue(people)
    Message.objects.update(state="sent")
    client = signed_in(pals)
    with on(SENT_ON):
        page(client, survey)
        with django_assert_num_queries(10):
            page(client, survey)


@pytest.mark.parametrize("state", [SurveyState.DRAFT, SurveyState.OPENING, SurveyState.CLOSING])
def test_every_state_has_a_page(signed_in, group, nurse, pals, state):
    survey = DraftSurveyFactory(group=group, state=state)
    for user in (nurse, pals):
        assert page(signed_in(user), survey).status_code == 200


def test_a_draft_sends_a_nurse_to_the_questions_and_tells_pals_to_wait(signed_in, group, nurse, pals):
    draft = DraftSurveyFactory(group=group)
    assert step_of(signed_in(nurse), draft).button == "Go to the questionnaire"
    assert step_of(signed_in(pals), draft).button == ""


def test_an_open_survey_asks_for_people_then_for_the_check_then_to_be_sent(signed_in, survey, nurse):
    by_letter(survey.group)
    client = signed_in(nurse)
    with on(SENT_ON):
        assert step_of(client, survey).button == "Choose people"
        actions.choose(survey, filters={}, by=CLOCK)
        assert step_of(client, survey).button == "Record the check"
        check_on(survey.group, SENT_ON)
        assert step_of(client, survey).button == "Check and send"


def test_pals_are_told_that_a_nurse_sends_what_she_chose_by_treatment(signed_in, survey, pals):
    actions.choose(survey, filters={"immunoglobulin": "yes"}, by=CLOCK)
    with on(SENT_ON):
        step = step_of(signed_in(pals), survey)
    assert (step.button, step.text) == ("", "A nurse chose whom to ask by their treatment, so a nurse sends them.")


def test_letters_that_wait_come_first_after_sending(signed_in, sent, nurse):
    with on(SENT_ON):
        assert step_of(signed_in(nurse), sent).heading == "Print and post 2 letters"


def test_a_held_reminder_is_urgent(signed_in, sent, nurse):
    Message.objects.update(state="sent")
    with on(REMINDER_ON):
        actions.start_wave(sent.mailings.get(number=2), by=CLOCK)
        step = step_of(signed_in(nurse), sent)
    assert (step.heading, step.urgent) == ("Record the deceased check: 3 emails and 2 letters wait", True)


def test_between_mailings_the_page_says_what_comes_by_itself(signed_in, sent, nurse):
    Message.objects.update(state="sent")
    with on(SENT_ON.replace(day=9)):
        step = step_of(signed_in(nurse), sent)
    assert (step.heading, step.button) == ("The reminder goes on Monday 28 September 2026", "")
    assert step.text == "5 people have not replied. It goes only to those who have not by then."


def test_letters_of_a_reminder_are_not_counted_to_a_nurse(signed_in, sent, nurse, pals):
    Message.objects.update(state="sent")
    check_on(sent.group, REMINDER_ON)
    with on(REMINDER_ON):
        actions.start_wave(sent.mailings.get(number=2), by=CLOCK)
        assert step_of(signed_in(pals), sent).heading == "Print and post 2 letters"
        assert step_of(signed_in(nurse), sent).heading == "The final reminder goes on Monday 26 October 2026"


def test_a_closed_survey_shows_the_counts_of_its_close(signed_in, nurse, story):
    counts = actions.rewrite_list(story, by=CLOCK)
    Survey.objects.filter(pk=story.pk).update(
        state="closed", closed_on=datetime.date(2026, 12, 8), final_counts={**counts, "opened": 75}
    )
    story.invitees.all().delete()
    context = page(signed_in(nurse), story).context
    assert [figure["number"] for figure in context["figures"]] == ["75 of 100", "75.0%", "78.1%", 17]
    assert context["figures"][3]["words"] == "did not reply"
    assert context["step"].button == "See the results"
    assert list(context["picture"].labels.values()) == ["47 replies", "64, 17 more", "75, 11 more"]


def test_the_history_says_who_did_what_and_names_nobody(signed_in, sent, nurse):
    told = page(signed_in(nurse), sent).context["history"]
    assert sorted(entry["what"] for entry in told) == ["Chose whom to ask", "Sent the invitations"]
    assert {(entry["when"], entry["who"]) for entry in told} == {("7 September 2026, 9am", "Grace Adeyemi")}


def test_the_survey_of_another_group_is_not_there(signed_in, nurse, group, other_group):
    theirs = OpenSurveyFactory(group=other_group)
    client = signed_in(nurse)
    assert page(client, theirs).status_code == 404
    for name in ("survey", "mailings"):
        assert client.get(reverse(name, args=[group.slug, theirs.pk])).status_code == 404


def test_pals_do_not_learn_by_which_treatment_a_nurse_chose(signed_in, survey, nurse, pals):
    with_outline(by_email(survey.group)[0], on_immunoglobulin=True)
    with on(SENT_ON):
        actions.choose(survey, filters={"immunoglobulin": "yes"}, by=CLOCK)
    assert "On immunoglobulin" in page(signed_in(nurse), survey, "mailings").content.decode()
    told = page(signed_in(pals), survey, "mailings").content.decode()
    assert "On immunoglobulin" not in told
    assert "Chosen by a nurse, by treatment" in told


def test_the_mailings_page_says_what_goes_when(signed_in, sent, nurse):
    told = page(signed_in(nurse), sent, "mailings").content.decode()
    for words in ("7 September 2026", "28 September 2026", "26 October 2026", "Planned"):
        assert words in told
