"""The list of yellow slips: PALS alone, never who keys in forms; added, changed, searched, taken out."""

import csv
import io
import re

import pypdfium2
import pytest
from django.urls import reverse

from supportgroup.audit.models import Look
from surveys.mailing.models import Volunteer
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import Survey, SurveyDuty
from tests.surveys.mailing.factories import OpenSurveyFactory, VolunteerFactory

pytestmark = pytest.mark.django_db
SLIP = {"name": "Mary Lane", "phone": "01632 960001", "times": ["evening"], "came": "phone",
        "received_on_day": "7", "received_on_month": "9", "received_on_year": "2026"}  # fmt: skip


@pytest.fixture
def survey(group, pals_entry):
    survey = OpenSurveyFactory(group=group, yellow_slip=True)
    SurveyDuty.objects.create(survey=survey, user=pals_entry, duty=Duty.ENTRY)
    return survey


@pytest.fixture
def client(signed_in, pals):
    return signed_in(pals)


def url(name, survey, *more):
    return reverse(name, args=[survey.group.slug, survey.pk, *more])


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_neither_the_nurse_nor_who_keys_in_forms_opens_anything(signed_in, survey, nurse, pals_entry):
    slip = VolunteerFactory(survey=survey)
    for user in (nurse, pals_entry):
        for name in ("volunteers", "add_volunteer", "print_volunteers", "export_volunteers"):
            assert signed_in(user).get(url(name, survey)).status_code == 403
        assert signed_in(user).get(url("edit_volunteer", survey, slip.pk)).status_code == 403
        assert "Yellow slips" not in words(signed_in(user).get(url("survey", survey)))


def test_a_survey_without_slips_has_no_such_page(client, group):
    plain = OpenSurveyFactory(group=group)

    assert client.get(url("volunteers", plain)).status_code == 403
    assert "Yellow slips" not in words(client.get(url("survey", plain)))


def test_a_slip_of_another_survey_is_not_there(client, survey):
    other = VolunteerFactory(survey=OpenSurveyFactory(group=survey.group, yellow_slip=True))

    assert client.get(url("edit_volunteer", survey, other.pk)).status_code == 404


def test_the_list_is_by_name_and_never_in_the_order_of_coming(client, survey):
    for name in ("Zoe", "adam", "Mary"):
        VolunteerFactory(survey=survey, name=name)

    page = words(client.get(url("volunteers", survey)))
    assert "3 people would join a group discussion" in page
    assert page.index("adam") < page.index("Mary") < page.index("Zoe")
    assert "Yellow slips" in words(client.get(url("survey", survey)))


def test_a_list_of_any_length_costs_the_same(client, survey, django_assert_num_queries):
    def cost(count):
        VolunteerFactory.create_batch(count, survey=survey)
        with django_assert_num_queries(9) as asked:
            client.get(url("volunteers", survey))
        return len(asked)

    client.get(url("volunteers", survey))
    assert cost(3) == cost(60)


def test_the_search_finds_by_name_number_and_address_and_stands_in_no_link(client, survey):
    VolunteerFactory(survey=survey, name="Mary Lane", phone="01632 960001")
    VolunteerFactory(survey=survey, name="Tom Park", phone="01632 960002", email="tom@mail.example")

    for search, found, lost in (("lane", "Mary", "Tom"), ("960002", "Tom", "Mary"), ("tom@mail", "Tom", "Mary")):
        page = client.post(url("volunteers", survey), {"search": search})
        assert found in words(page)
        assert lost not in words(page)
    assert "Nobody found" in words(client.post(url("volunteers", survey), {"search": "%"}))


def test_a_slip_from_paper_is_kept_and_the_next_can_be_typed(client, survey, at_noon):
    sent = client.post(url("add_volunteer", survey), SLIP, follow=True)

    assert sent.redirect_chain == [(url("add_volunteer", survey), 302)]
    assert "Mary Lane is on the list" in words(sent)
    assert Volunteer.objects.get().came == "phone"
    again = client.post(url("add_volunteer", survey), SLIP)
    assert "on the list already" in words(again)
    assert 'value="Mary Lane"' in again.content.decode()
    assert Volunteer.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Enter their name"),
        ({"phone": "12"}, "Enter a phone number in full"),
        ({"came": ""}, "Select how it came"),
        ({"came": "online"}, "one of the answers to"),
        ({"received_on_day": "8"}, "cannot be in the future"),
        ({"received_on_month": "13"}, "must be a real date"),
    ],
)
def test_what_is_wrong_is_said(client, survey, at_noon, changes, says):
    page = client.post(url("add_volunteer", survey), SLIP | changes)

    assert page.status_code == 200
    assert says.lower() in words(page).lower()
    assert not Volunteer.objects.exists()


def test_a_slip_is_changed_put_aside_taken_back_and_deleted(client, survey):
    slip = VolunteerFactory(survey=survey, name="Mary Lane", times=["saturday"])
    here = url("edit_volunteer", survey, slip.pk)
    assert 'value="saturday" checked' in " ".join(client.get(here).content.decode().split())

    client.post(here, {"name": "Mary Lane-Park", "phone": "01632 960009", "times": ["sunday"]})
    slip.refresh_from_db()
    assert (slip.name, slip.phone, slip.times) == ("Mary Lane-Park", "01632 960009", ["sunday"])

    client.post(url("change_mind", survey, slip.pk), {"to": "no"})
    assert "0 people would join" in words(client.get(url("volunteers", survey)))
    assert "Mary Lane-Park" in words(client.get(url("volunteers", survey) + "?show=no"))
    client.post(url("change_mind", survey, slip.pk), {"to": "yes"})
    assert "1 person would join" in words(client.get(url("volunteers", survey)))

    gone = url("delete_volunteer", survey, slip.pk)
    assert "go for good" in words(client.get(gone))
    assert Volunteer.objects.exists()
    client.post(gone)
    assert not Volunteer.objects.exists()


def test_the_file_says_whose_it_is_is_harmless_and_that_it_was_taken_is_written_down(client, survey, at_noon):
    VolunteerFactory(survey=survey, name="=cmd()", dates="Any")
    VolunteerFactory(survey=survey, name="Not Coming", changed_mind=True)

    rows = list(csv.reader(io.StringIO(client.get(url("export_volunteers", survey)).content.decode("utf-8-sig"))))

    assert rows[0][0].startswith("Confidential")
    assert "Ruth Bell" in rows[1][0]
    assert [row[0] for row in rows[3:]] == ["'=cmd()"]
    look = Look.objects.latest("pk")
    assert (look.actor_name, look.way, look.what, look.people) == (
        "Ruth Bell", "export", "The yellow slips of a survey", [],
    )  # fmt: skip


def test_the_print_is_confidential_and_says_by_whom(client, survey, at_noon):
    VolunteerFactory(survey=survey, name="Mary Lane", times=["evening", "sunday"])

    pdf = client.get(url("print_volunteers", survey)).content
    text = " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())

    for says in ("Confidential", "Printed on Monday 7 September 2026 by Ruth Bell", "Mary Lane", "a weekday evening"):
        assert says in text


def test_after_the_close_late_slips_are_still_kept(client, survey, at_noon):
    Survey.objects.filter(pk=survey.pk).update(
        state="closed", closed_on="2026-09-06", final_counts={"asked": 1, "outcomes": {"6": 1}}
    )

    assert client.post(url("add_volunteer", survey), SLIP).status_code == 302
