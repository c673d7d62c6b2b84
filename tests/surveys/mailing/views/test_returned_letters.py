"""Notify's returned-letter report: each row looked at, all marked together or none, taken back the same day."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supportgroup.outbox.models import Message
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, by_letter, on, send

pytestmark = pytest.mark.django_db
HEAD = "Notification ID,Reference,Date sent,Sent by,Template name,Template ID,Template version,Uploaded letter\n"


@pytest.fixture
def posted(survey, nurse):
    """The survey, sent by letter to 4 people."""
    by_letter(survey.group, 4)
    return send(survey, nurse)


def references(survey):
    letters = Message.objects.filter(channel="letter").order_by("pk")
    by_person = dict(letters.values_list("recipient_key", "mail_id"))
    return [str(by_person[invitee.person_id]) for invitee in survey.invitees.order_by("pk")]


def report(*rows, head=HEAD):
    lines = "".join(f"n,{reference},2026-09-20,API,Letter,t,1,\n" for reference in rows)
    return SimpleUploadedFile("2026-09-20 returned letters.csv", (head + lines).encode("utf-8-sig"))


def url(name, survey):
    return reverse(name, args=[survey.group.slug, survey.pk])


def load(client, survey, file):
    return client.post(url("returned_letters_report", survey), {"file": file})


def mark(client, survey, page):
    return client.post(url("mark_returned_letters", survey), {"report": page.context["report"]}, follow=True)


def outcomes(survey):
    return list(survey.invitees.order_by("pk").values_list("outcome", flat=True))


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def client(signed_in, pals):
    with on(SENT_ON, hour=15):
        yield signed_in(pals)


def test_each_row_says_what_becomes_of_it_and_nothing_changes_before_it_is_pressed(client, posted):
    first, second, third, _ = references(posted)
    Invitee.objects.filter(pk=posted.invitees.order_by("pk")[1].pk).update(
        outcome=4, outcome_on=datetime.date(2026, 9, 9)
    )

    page = load(client, posted, report(first, second, third, third, "00000000-0000-4000-8000-000000000000", "", "x"))

    assert page.context["changing"] == 2
    assert [row.says for row in page.context["rows"]] == [
        "Becomes “Returned undelivered or moved”", "Stays “Opted out, too ill or returned blank”",
        "Becomes “Returned undelivered or moved”", "Stands in the file twice: counted once",
        *["No letter of this survey has this reference"] * 3,
    ]  # fmt: skip
    assert Outcome.UNDELIVERED not in outcomes(posted)


def test_all_are_marked_and_all_are_taken_back_the_same_day(client, posted):
    first, second, *_ = references(posted)

    page = mark(client, posted, load(client, posted, report(first, second)))
    assert outcomes(posted) == [2, 2, 6, 6]
    assert "2 letters were marked a moment ago" in words(page)

    back = client.post(url("take_back_returned_letters", posted), follow=True)
    assert outcomes(posted) == [6, 6, 6, 6]
    assert "2 letters taken back." in words(back)
    assert "There is nothing to take back." in words(
        client.post(url("take_back_returned_letters", posted), follow=True)
    )


def test_where_somebody_stands_otherwise_meanwhile_nobody_is_marked(client, posted):
    first, second, *_ = references(posted)
    page = load(client, posted, report(first, second))
    Invitee.objects.filter(pk=posted.invitees.order_by("pk")[1].pk).update(outcome=1, outcome_on=SENT_ON)

    assert "stands otherwise since you looked" in words(mark(client, posted, page))
    assert outcomes(posted) == [6, 1, 6, 6]


def test_where_somebody_has_changed_since_nobody_is_taken_back(client, posted):
    mark(client, posted, load(client, posted, report(*references(posted)[:2])))
    Invitee.objects.filter(pk=posted.invitees.order_by("pk")[0].pk).update(outcome=3)

    assert "Something has changed since" in words(client.post(url("take_back_returned_letters", posted), follow=True))
    assert outcomes(posted) == [3, 2, 6, 6]


def test_a_second_press_and_a_page_that_was_altered_change_nothing(client, posted):
    page = load(client, posted, report(references(posted)[0]))
    mark(client, posted, page)

    assert "stands otherwise since you looked" in words(mark(client, posted, page))
    altered = client.post(url("mark_returned_letters", posted), {"report": page.context["report"][:-1]}, follow=True)
    assert "too old. Load the report again" in words(altered)
    assert outcomes(posted) == [2, 6, 6, 6]


def test_a_letter_of_another_survey_is_none_of_this_one(client, posted, nurse, other_group):
    from tests.surveys.mailing.factories import OpenSurveyFactory

    theirs = OpenSurveyFactory(group=other_group)
    PersonFactory(group=other_group, preferred_route="letter")
    send(theirs, nurse)

    assert load(client, posted, report(*references(theirs))).context["changing"] == 0


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("a.csv", b"Name,Address\nMary,x\n"), "has no column “Reference”"),
        (SimpleUploadedFile("a.csv", HEAD.encode()), "no letter came back"),
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04\xff\xfe"), "is not a CSV file"),
        (SimpleUploadedFile("a.csv", b""), "The file is empty"),
        (SimpleUploadedFile("a.csv", b"a" * 5_000_001), "larger than 5 MB"),
        (None, "Choose the report"),
    ],
)
def test_what_is_no_report_is_said(client, posted, file, says):
    page = client.post(url("returned_letters_report", posted), {"file": file} if file else {})

    assert page.status_code == 200
    assert says in words(page)


def test_a_survey_that_is_over_takes_no_report(client, posted):
    Survey.objects.filter(pk=posted.pk).update(state="closing")
    page = load(client, posted, report(references(posted)[0]))

    assert "not open, so nothing can be recorded" in words(page)
    assert "not open, so nothing can be recorded" in words(mark(client, posted, page))
    assert outcomes(posted) == [6, 6, 6, 6]


def test_nobody_without_the_mailing_duty_opens_it(signed_in, posted, nurse, pals_entry):
    for user in (nurse, pals_entry):
        assert signed_in(user).get(url("returned_letters_report", posted)).status_code == 403


def test_reading_a_report_costs_the_same_for_any_length(client, posted, django_assert_num_queries):
    from surveys.mailing.returned_letters import judge

    rows = references(posted)
    assert posted.group.slug
    for some in (rows[:1], rows * 500):
        with django_assert_num_queries(3):
            judge(posted, some)
