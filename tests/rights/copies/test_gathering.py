"""The copy holds everything, in one shape, as a file and on paper; and what nurses may not learn it does not tell."""

import json

import pypdfium2
import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn, System
from supportgroup.audit import looks
from supportgroup.people import actions as people
from supportgroup.people import duplicates, merging
from supportgroup.rights.copies.choices import Identity
from supportgroup.rights.copies.gathering import gather
from supportgroup.rights.copies.paper import copy_pdf
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import SurveyDuty
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory
from tests.rights.factories import RequestFactory
from tests.surveys.mailing import factories as mailing

pytestmark = pytest.mark.django_db


def section(copy, name):
    return next((one["entries"] for one in copy["sections"] if one["name"] == name), [])


def test_the_record_the_outline_the_changes_and_the_looks_are_in_it(mary, by, group):
    people.change(mary, values={"email": "new@mail.example"}, by=by)
    looks.note("The page of the person", [mary.pk], group_slug=group.slug, by=by)

    copy = gather(mary, by=by)

    assert (copy["about"], copy["held_by"]) == ("Mrs Mary Lane", "Eastbrook Hospitals")
    assert section(copy, "record")[0]["NHS number"].replace("\u00a0", " ") == "999 000 0018"
    assert section(copy, "clinical_outline")[0]["Condition group"] == "Primary immunodeficiency"
    assert "new@mail.example" in section(copy, "changes")[-1]["what"]
    assert section(copy, "looks")[0]["who"] == "Grace Adeyemi"


def test_every_value_is_text_and_the_file_is_read_again(mary, by):
    copy = json.loads(json.dumps(gather(mary, by=by)))

    assert set(copy) == {"shape", "made_on", "about", "held_by", "sections"}
    for one in copy["sections"]:
        assert set(one) == {"name", "heading", "explains", "entries"}
        assert all(isinstance(value, str) for entry in one["entries"] for value in entry.values())


def test_a_nurse_who_makes_it_does_not_learn_who_replied_or_was_reminded(mary, by, group, pals):
    survey = mailing.OpenSurveyFactory(group=group)
    invitee = mailing.InviteeFactory(survey=survey, person=mary)
    reminded = f"survey {survey.pk}, mailing 2"
    MessageFactory(group=group, person=mary, kind="surveys.reminder", occasion=reminded, seen_by="see_who_replied")
    silent = gather(mary, by=by)
    Invitee.objects.filter(pk=invitee.pk).update(outcome=1, outcome_on="2026-09-07")
    replied = gather(mary, by=by)

    assert silent["sections"] == replied["sections"]
    assert invitee.record_number not in json.dumps(replied)
    assert section(replied, "messages") == []

    SurveyDuty.objects.create(survey=survey, user=pals, duty="mailing")
    told = gather(mary, by=SignedIn(pals))
    assert section(told, "surveys")[0]["on"] == "2026-09-07"
    assert section(told, "surveys")[0]["record_number"] == invitee.record_number
    assert len(section(told, "messages")) == 1


def test_the_service_itself_leaves_nothing_out(mary, group):
    MessageFactory(group=group, person=mary, seen_by="see_who_replied")

    assert len(section(gather(mary, by=System("a test")), "messages")) == 1


def test_pals_part_has_what_nurses_are_not_told_and_no_clinical_word(mary, group, pals, signed_in):
    survey = mailing.OpenSurveyFactory(group=group)
    invitee = mailing.InviteeFactory(survey=survey, person=mary)
    SurveyDuty.objects.create(survey=survey, user=pals, duty="mailing")
    asked = RequestFactory(person=mary)
    client = signed_in(pals)
    person, paper = mary.get_absolute_url(), f"/{group.slug}/copies/{asked.pk}/pals.pdf"

    assert "PALS’s part of the copy" not in client.get(person).content.decode()
    assert client.get(paper).status_code == 302
    asked.identity, asked.identity_on = Identity.KNOWN, clock.today()
    asked.save()

    assert paper in client.get(person).content.decode()
    pdf = client.get(paper).content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert invitee.record_number in text
    assert "immunodeficiency" not in text


@pytest.mark.parametrize("size", [12, 18])
def test_on_paper_it_has_plain_headings_and_dates_and_tags(mary, by, size):
    mary.address = "#*$ Orchard\\ Close\nEastbrook"
    mary.save()

    pdf = copy_pdf(gather(mary, by=by), helpline="0808 157 0123", size=size)

    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    for words in (
        "What we hold about Mrs Mary Lane",
        "Your record",
        "Your clinical outline",
        "4 May 1960",
        "#*$ Orchard",
    ):
        assert words in text
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf


def test_large_print_is_larger(mary, by):
    copy = gather(mary, by=by)
    small, large = (len(pypdfium2.PdfDocument(copy_pdf(copy, helpline="0808", size=size))) for size in (12, 18))

    assert large >= small


def test_what_both_entries_of_a_merged_person_got_is_in_it(mary, by, group):
    other = PersonFactory(group=group)
    for person in (mary, other):
        MessageFactory(group=group, person=person, state="sent")

    merged = merging.merge(mary, other, chosen={}, marks=duplicates.pair_of(mary, other).marks, by=by)

    assert len(section(gather(merged, by=by), "messages")) == 2
