"""Choosing people, seeing who is left out, checking, sending, recording the deceased check."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Need, Standing
from surveys.mailing import actions
from surveys.mailing.models import DeceasedCheck, Invitee, Sample
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, by_email, by_letter, check_on, on, with_outline
from tests.surveys.mailing.factories import DraftSurveyFactory, OpenSurveyFactory


def url(name, survey):
    return reverse(name, args=[survey.group.slug, survey.pk])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def mixed(survey):
    """7 people to be asked, 1 to be phoned, 4 left out."""
    group = survey.group
    for person in [*by_letter(group, 4), *by_email(group, 3)]:
        with_outline(person, on_immunoglobulin=True, treatment_place="home")
    by_letter(group, needs=[Need.AUDIO], phone="020 7946 0001", last_name="Calloway")
    PersonFactory(group=group, standing=Standing.DIED, last_name="Diedbefore")
    PersonFactory(group=group, standing=Standing.MOVED)
    PersonFactory(group=group, do_not_contact=True)
    PersonFactory(group=group, address="")
    return survey


def test_the_page_counts_who_is_asked_and_who_is_left_out(signed_in, nurse, mixed):
    response = signed_in(nurse).get(url("choose_people", mixed))
    found = response.context["found"]
    assert (len(found.letters), len(found.emails), len(found.asked)) == (4, 3, 8)
    assert found.why_called == [("needs audio", 1)]
    assert sorted(found.why_left_out) == [
        ("Asked not to be contacted", 1),
        ("Died", 1),
        ("Moved to another hospital", 1),
        ("No address to write to", 1),
    ]


def test_a_filter_narrows_the_choice_and_its_count_says_so_before(signed_in, nurse, mixed):
    client = signed_in(nurse)
    groups = {
        group["heading"]: group["items"] for group in client.get(url("choose_people", mixed)).context["filter_groups"]
    }
    on_it = groups["Treatment"][0]
    assert (on_it["text"], on_it["count"], on_it["url"]) == ("On immunoglobulin", 7, "?immunoglobulin=yes")
    response = client.get(url("choose_people", mixed) + on_it["url"])
    assert len(response.context["found"].asked) == 7
    assert response.context["chosen"] == ["On immunoglobulin"]


def test_a_chosen_filter_takes_itself_away_again(signed_in, nurse, mixed):
    response = signed_in(nurse).get(url("choose_people", mixed) + "?immunoglobulin=yes&contact=email")
    items = [item for group in response.context["filter_groups"] for item in group["items"] if item["current"]]
    assert {item["text"]: item["url"] for item in items} == {
        "On immunoglobulin": "?contact=email",
        "Email": "?immunoglobulin=yes",
    }


def test_pals_have_no_clinical_filters_and_a_typed_one_does_nothing(signed_in, pals, mixed):
    response = signed_in(pals).get(url("choose_people", mixed) + "?immunoglobulin=yes")
    assert [group["heading"] for group in response.context["filter_groups"]] == ["Contact by", "Distance"]
    assert len(response.context["found"].asked) == 8
    assert "immunoglobulin" not in response.content.decode().lower()


def test_keeping_the_choice_leads_to_the_check(signed_in, nurse, mixed):
    response = signed_in(nurse).post(url("choose_people", mixed) + "?immunoglobulin=yes")
    assert response.url == url("check_mailing", mixed)
    assert Sample.objects.get(survey=mixed).filters == {"immunoglobulin": "yes"}
    assert not Invitee.objects.exists()


def test_the_names_of_those_left_out_and_those_to_phone_are_one_link_away(signed_in, nurse, mixed):
    told = signed_in(nurse).get(url("left_out", mixed)).content.decode()
    assert "Diedbefore" in told
    assert "Calloway" in told
    assert told.count("Lovell") == 3


def test_after_sending_nobody_is_listed_any_more(signed_in, nurse, sent):
    client = signed_in(nurse)
    for name in ("choose_people", "left_out"):
        response = client.get(url(name, sent))
        assert response.url == sent.get_absolute_url()
        assert said(response)[-1] == "The invitations have gone, so the choice stands."


def test_choosing_costs_the_same_queries_for_13_and_for_113_people(signed_in, nurse, mixed, django_assert_num_queries):
    client = signed_in(nurse)
    client.get(url("choose_people", mixed))  # the first page of a session writes the session
    with django_assert_num_queries(8):
        client.get(url("choose_people", mixed) + "?contact=letter")
    by_letter(mixed.group, 100)
    with django_assert_num_queries(8):
        client.get(url("choose_people", mixed) + "?contact=letter")


def test_the_check_page_says_in_numbers_what_will_happen(signed_in, nurse, mixed):
    with on(SENT_ON):
        check_on(mixed.group, SENT_ON)
        actions.choose(mixed, filters={}, by=CLOCK)
        told = signed_in(nurse).get(url("check_mailing", mixed)).content.decode()
    assert "This sends 4 letters and 3 emails and puts 1 person on the list to phone." in told
    assert "4 people are left out" in told
    assert "Send 4 letters and 3 emails" in told
    assert "Monday 28 September 2026" in told


def test_it_sends_on_the_second_press_and_only_once(signed_in, nurse, mixed):
    client = signed_in(nurse)
    with on(SENT_ON):
        check_on(mixed.group, SENT_ON)
        actions.choose(mixed, filters={}, by=CLOCK)
        seen = client.get(url("check_mailing", mixed)).context["found"].fingerprint
        first = client.post(url("check_mailing", mixed), {"seen": seen})
        second = client.post(url("check_mailing", mixed), {"seen": seen})
    assert first.url == second.url == mixed.get_absolute_url()
    assert said(first)[0] == (
        "3 emails go in a moment. 4 letters wait to be printed and posted. 1 person is on the list to phone."
    )
    assert said(second)[-1] == "These invitations have been sent already. Nothing was sent twice."
    assert (Invitee.objects.count(), Message.objects.count()) == (8, 7)


def test_a_press_on_an_old_page_sends_nothing(signed_in, nurse, mixed):
    client = signed_in(nurse)
    with on(SENT_ON):
        check_on(mixed.group, SENT_ON)
        actions.choose(mixed, filters={}, by=CLOCK)
        seen = client.get(url("check_mailing", mixed)).context["found"].fingerprint
        by_letter(mixed.group)
        response = client.post(url("check_mailing", mixed), {"seen": seen})
    assert response.url == url("check_mailing", mixed)
    assert said(response)[-1] == "The list has changed since you looked at it. Look at the new numbers, then send."
    assert not Message.objects.exists()


def test_a_press_without_having_seen_the_numbers_sends_nothing(signed_in, nurse, mixed):
    with on(SENT_ON):
        check_on(mixed.group, SENT_ON)
        actions.choose(mixed, filters={}, by=CLOCK)
        signed_in(nurse).post(url("check_mailing", mixed))
    assert not Message.objects.exists()


def test_without_a_check_the_page_has_no_button(signed_in, nurse, mixed):
    with on(SENT_ON):
        actions.choose(mixed, filters={}, by=CLOCK)
        told = signed_in(nurse).get(url("check_mailing", mixed)).content.decode()
    assert "The deceased check is missing or out of date" in told
    assert 'name="seen"' not in told


def test_a_draft_whose_people_are_chosen_says_to_open_it_first(signed_in, nurse, group):
    draft = DraftSurveyFactory(group=group)
    by_letter(group)
    actions.choose(draft, filters={}, by=CLOCK)
    response = signed_in(nurse).get(url("check_mailing", draft))
    assert response.context["why_not"] == "The survey is not open. Open it first, then send."


def test_the_check_page_of_a_survey_that_was_sent_leads_back_to_it(signed_in, nurse, sent):
    assert signed_in(nurse).get(url("check_mailing", sent)).url == sent.get_absolute_url()


def test_pals_see_no_numbers_of_a_choice_by_treatment(signed_in, pals, mixed):
    with on(SENT_ON):
        check_on(mixed.group, SENT_ON)
        actions.choose(mixed, filters={"immunoglobulin": "yes"}, by=CLOCK)
        response = signed_in(pals).get(url("check_mailing", mixed))
    assert response.context["found"].asked == []
    assert "a nurse has to send the invitations" in response.content.decode()
    assert "immunoglobulin" not in response.content.decode().lower()


def record(client, survey, day, month, year, time):
    data = {"done_on_day": day, "done_on_month": month, "done_on_year": year, "done_at": time}
    return client.post(url("record_deceased_check", survey), data)


@pytest.mark.parametrize("time", ["9:30", "09:30", "9.30", "9.30am", "9:30AM"])
def test_the_deceased_check_is_recorded_at_london_time(signed_in, pals, survey, time):
    with on(SENT_ON, 12):
        response = record(signed_in(pals), survey, "7", "9", "2026", time)
    assert response.url == survey.get_absolute_url()
    assert DeceasedCheck.objects.get().checked_at == clock.at(SENT_ON, 9, 30)


def test_a_check_of_tomorrow_is_refused_with_what_to_do(signed_in, pals, survey):
    with on(SENT_ON, 12):
        response = record(signed_in(pals), survey, "8", "9", "2026", "9:30")
    assert response.context["form"].errors["done_on"] == ["The check cannot be in the future. Enter when it was done."]
    assert not DeceasedCheck.objects.exists()


def test_what_is_no_time_is_refused(signed_in, pals, survey):
    with on(SENT_ON, 12):
        response = record(signed_in(pals), survey, "7", "9", "2026", "morning")
    assert response.context["form"].errors["done_at"] == ["Time of the check must be a time, like 10:30"]


def test_a_survey_of_another_group_can_neither_be_chosen_for_nor_sent(signed_in, nurse, group, other_group):
    theirs = OpenSurveyFactory(group=other_group)
    client = signed_in(nurse)
    for name in ("choose_people", "left_out", "check_mailing", "record_deceased_check"):
        address = reverse(name, args=[group.slug, theirs.pk])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert not Sample.objects.exists()


def test_a_committee_member_may_not(signed_in, committee, survey):
    client = signed_in(committee)
    for name in ("survey", "mailings", "choose_people", "left_out", "check_mailing", "record_deceased_check"):
        assert client.get(url(name, survey)).status_code == 403
