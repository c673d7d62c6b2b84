"""Calls by record number and reason; who is worth a call; nobody but the mailing duty sees either."""

import re

import pytest
from django.urls import reverse

from supportgroup.people.choices import Route, Standing
from supportgroup.people.models import Person
from surveys.mailing.choices import CallReason, Outcome, Wish
from surveys.mailing.forms import CALL_KEYS, CALLS
from surveys.mailing.models import Call, Invitee
from tests.surveys.mailing.conftest import SENT_ON, on

TUESDAY = SENT_ON.replace(day=8)


@pytest.fixture
def client(signed_in, pals):
    with on(TUESDAY):
        yield signed_in(pals)


@pytest.fixture
def invitee(sent):
    return sent.invitees.select_related("person").first()


def address(name, survey, *more):
    return reverse(name, args=[survey.group.slug, survey.pk, *more])


def log(client, survey, number, reason="", entries=""):
    return client.post(address("log_call", survey), {"number": number, "reason": reason, "entries": entries})


def test_every_reason_is_logged_and_has_its_meaning(client, sent, invitee):
    before = Outcome.NOT_RETURNED, ""
    meant = {
        "opt_out": (Outcome.OPTED_OUT, ""), "too_ill": (Outcome.OPTED_OUT, ""), "said_no": (Outcome.OPTED_OUT, ""),
        "replied": (Outcome.RETURNED, ""), "filled_in": (Outcome.RETURNED, ""), "moved": (Outcome.UNDELIVERED, ""),
        "ineligible": (Outcome.NOT_ELIGIBLE, ""), "fill_in": (Outcome.NOT_RETURNED, Wish.CALL),
        "large_print": (Outcome.NOT_RETURNED, Wish.LARGE_PRINT), "easy_read": (Outcome.NOT_RETURNED, Wish.EASY_READ),
        "audio": (Outcome.NOT_RETURNED, Wish.AUDIO), "language": (Outcome.NOT_RETURNED, Wish.LANGUAGE),
    }  # fmt: skip
    for reason in CallReason:
        Invitee.objects.filter(pk=invitee.pk).update(outcome=6, outcome_on=None, wish="")
        log(client, sent, invitee.record_number, reason)
        invitee.refresh_from_db()
        assert (invitee.outcome, invitee.wish) == meant.get(reason, before), reason
    assert set(Call.objects.values_list("reason", flat=True)) == set(CallReason.values)
    assert set(Call.objects.values_list("on", flat=True)) == {TUESDAY}


def test_a_key_in_front_of_the_number_is_the_reason(client, sent, invitee):
    page = log(client, sent, f"q {invitee.record_number}")
    assert Call.objects.get().reason == CallReason.QUESTION
    assert invitee.person.last_name not in page.content.decode()
    assert "asked about the survey: 1" in page.content.decode()


def test_without_a_reason_nothing_is_logged_and_what_was_typed_stays(client, sent, invitee):
    page = log(client, sent, invitee.record_number)
    assert page.context["form"].errors["reason"] == ["Select what the call was about"]
    assert invitee.record_number in page.content.decode()
    assert not Call.objects.exists()


def test_a_call_is_undone_with_what_it_changed(client, sent, invitee):
    page = log(client, sent, invitee.record_number, "opt_out")
    entry = page.context["entries"][0]
    undone = client.post(address("take_back_slip", sent), {"slip": entry["slip"], "desk": "calls"})
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.NOT_RETURNED
    assert not Call.objects.exists()
    assert "Log calls" in undone.content.decode()
    twice = client.post(address("take_back_slip", sent), {"slip": entry["slip"], "desk": "calls"})
    assert "Something has changed" in twice.context["notice"]["words"]


def test_somebody_who_replied_stays_so_and_the_call_is_logged(client, sent, invitee):
    Invitee.objects.filter(pk=invitee.pk).update(outcome=Outcome.RETURNED, outcome_on=SENT_ON)
    log(client, sent, invitee.record_number, "opt_out")
    invitee.refresh_from_db()
    assert (invitee.outcome, invitee.outcome_on) == (Outcome.RETURNED, SENT_ON)
    assert Call.objects.count() == 1


def test_of_a_death_the_register_is_to_be_told(client, sent, invitee):
    page = log(client, sent, invitee.record_number, "died")
    assert "Mark it on the register too" in page.content.decode()


def test_who_is_worth_a_call(client, sent):
    everybody = list(sent.invitees.select_related("person").order_by("pk"))
    asked, prefers, plain, replied, quiet = everybody
    Person.objects.filter(pk__in=[one.person_id for one in everybody]).update(phone="01632 960001")
    Invitee.objects.filter(pk=asked.pk).update(wish=Wish.CALL)
    Person.objects.filter(pk=prefers.person_id).update(preferred_route=Route.PHONE)
    Invitee.objects.filter(pk=replied.pk).update(outcome=Outcome.RETURNED, outcome_on=TUESDAY)
    Person.objects.filter(pk=quiet.person_id).update(do_not_contact=True)

    def listed():
        return [one.pk for one in client.get(address("to_phone", sent)).context["page"]]

    assert listed() == [asked.pk, prefers.pk, plain.pk]
    Person.objects.filter(pk=plain.person_id).update(phone="")
    Person.objects.filter(pk=prefers.person_id).update(in_hospital_until=TUESDAY)
    Person.objects.filter(pk=asked.person_id).update(standing=Standing.MOVED, standing_since=TUESDAY)
    assert listed() == []


def test_a_call_of_ours_is_logged_from_the_list(client, sent, invitee):
    Person.objects.filter(pk=invitee.person_id).update(phone="01632 960001")
    page = client.post(address("log_call_with", sent, invitee.pk), {"reason": "no_answer"}, follow=True)
    assert "The call is logged." in page.content.decode()
    assert "nobody answered" in page.content.decode()
    bad = client.post(address("log_call_with", sent, invitee.pk), {"reason": "nonsense"})
    assert bad.status_code == 200
    assert Call.objects.count() == 1


def test_the_list_costs_the_same_for_5_and_for_25(client, sent, django_assert_max_num_queries):
    from tests.surveys.mailing.factories import InviteeFactory

    for _ in range(20):
        InviteeFactory(survey=sent)
    Person.objects.update(phone="01632 960001")
    with django_assert_max_num_queries(20):
        assert len(client.get(address("to_phone", sent)).context["page"]) == 25


def test_nobody_else_sees_or_logs(signed_in, sent, invitee, nurse, pals_entry):
    for user in (nurse, pals_entry):
        other = signed_in(user)
        assert other.get(address("to_phone", sent)).status_code == 403
        assert log(other, sent, invitee.record_number, "opt_out").status_code == 403
        assert other.post(address("log_call_with", sent, invitee.pk), {"reason": "opt_out"}).status_code == 403
    assert not Call.objects.exists()


def test_every_reason_stands_once_under_one_of_five_headings_with_a_letter_of_its_own(client, sent, invitee):
    page = client.get(address("log_call", sent)).content.decode()

    assert sorted(reason for reasons in CALLS.values() for reason in reasons) == sorted(CallReason)
    assert len(CALL_KEYS) == len(CallReason), "no two have the same letter"
    assert len(CALLS) == 5
    legends = re.findall(r"<legend[^>]*>([^<]+)<", page)
    assert legends == ["What was the call about?", *CALLS]
    assert page.count('name="reason"') == len(CallReason)
    assert "Want large print (L)" in page
    with_person = client.get(address("log_call_with", sent, invitee.pk)).content.decode()
    assert re.findall(r"<legend[^>]*>([^<]+)<", with_person) == legends


@pytest.mark.parametrize("key", list("NIRPLEAGCQUMODXWFS"))
def test_two_key_strokes_and_a_scan_are_enough_for_every_reason(client, sent, invitee, key):
    log(client, sent, f"{key.lower()} {invitee.record_number}")
    assert Call.objects.get().reason == CALL_KEYS[key]


def test_an_error_leads_to_the_first_reason_and_what_was_chosen_stays_chosen(client, sent, invitee):
    page = log(client, sent, invitee.record_number).content.decode()
    assert 'href="#id_reason"' in page
    assert '<input class="nhsuk-radios__input" id="id_reason" name="reason"' in page
    wrong = log(client, sent, "QVT9", "died").content.decode()
    assert 'value="died" checked' in wrong
