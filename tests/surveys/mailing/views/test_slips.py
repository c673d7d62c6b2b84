"""Recording slips: one after the other, nothing shown of whose they are, taken back the same day."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from supportgroup.access.actor import CLOCK
from surveys.mailing import actions
from surveys.mailing.choices import Outcome
from tests.surveys.mailing.conftest import SENT_ON, on
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory

TUESDAY = SENT_ON.replace(day=8)


@pytest.fixture
def desk(signed_in, sent, pals):
    """Record a slip at the officer's desk and return the page."""
    client = signed_in(pals)
    address = reverse("record_slip", args=[sent.group.slug, sent.pk])

    def record(number, box="replied"):
        with on(TUESDAY):
            return client.post(address, {"number": number, "box": box})

    record.sign_in = lambda: signed_in(pals)
    return record


@pytest.fixture
def invitee(sent):
    return sent.invitees.select_related("person").first()


def stands(invitee):
    invitee.refresh_from_db()
    return invitee.outcome, invitee.outcome_on, invitee.wish


def test_the_field_has_the_focus_and_replied_is_chosen(desk, sent):
    told = desk.sign_in().get(reverse("record_slip", args=[sent.group.slug, sent.pk])).content.decode()
    assert "autofocus" in told
    assert told.count("checked") == 1


def test_recording_says_recorded_and_nothing_of_whose_it_was(desk, invitee):
    response = desk(invitee.record_number)
    told = response.content.decode()
    assert f"Recorded: {invitee.record_number}" in told
    assert invitee.person.last_name not in told
    assert invitee.person.first_name not in told
    assert stands(invitee) == (Outcome.RETURNED, TUESDAY, "")


def test_the_next_can_be_typed_at_once(desk, invitee):
    form = desk(invitee.record_number, "no").context["form"]
    assert not form.is_bound
    assert form.initial == {"box": "replied"}


@pytest.mark.parametrize(
    ("box", "stand"),
    [
        ("replied", (Outcome.RETURNED, TUESDAY, "")),
        ("no", (Outcome.OPTED_OUT, TUESDAY, "")),
        ("large_print", (Outcome.NOT_RETURNED, None, "large_print")),
        ("easy_read", (Outcome.NOT_RETURNED, None, "easy_read")),
        ("audio", (Outcome.NOT_RETURNED, None, "audio")),
        ("language", (Outcome.NOT_RETURNED, None, "language")),
        ("call", (Outcome.NOT_RETURNED, None, "call")),
        ("undelivered", (Outcome.UNDELIVERED, TUESDAY, "")),
        ("not_eligible", (Outcome.NOT_ELIGIBLE, TUESDAY, "")),
    ],
)
def test_every_box_has_its_meaning(desk, invitee, box, stand):
    desk(invitee.record_number, box)
    assert stands(invitee) == stand


def test_small_letters_and_no_dash_do(desk, invitee):
    desk(invitee.record_number.replace("-", "").lower())
    assert stands(invitee)[0] == Outcome.RETURNED


def test_a_wrong_check_letter_is_said_and_what_was_typed_stays(desk, invitee):
    wrong = invitee.record_number[:-1] + ("A" if invitee.record_number[-1] != "A" else "B")
    response = desk(wrong)
    assert response.context["form"].errors["number"] == [
        "The letter at the end does not fit the number. Look at each digit on the slip and type it again"
    ]
    assert wrong in response.content.decode()
    assert stands(invitee)[0] == Outcome.NOT_RETURNED


def test_a_number_of_another_survey_is_not_recorded_here(desk, sent):
    theirs = InviteeFactory(survey=OpenSurveyFactory(group=sent.group))
    response = desk(theirs.record_number)
    assert response.context["form"].errors["number"] == [
        "No letter of this survey has this record number. It may be a slip of another survey"
    ]
    assert stands(theirs)[0] == Outcome.NOT_RETURNED


def test_whether_somebody_answered_online_before_is_not_told(desk, sent):
    online, other, *_ = sent.invitees.all()
    actions.mark_replied(online, on=SENT_ON, by=CLOCK)
    pages = [desk(invitee.record_number).content.decode() for invitee in (online, other)]
    alike = [page.split("<h2>Recorded")[1].split("<form")[0] for page in pages]
    assert alike[0].replace(online.record_number, "") == alike[1].replace(other.record_number, "")


def take_back(desk, sent, slip, day=TUESDAY):
    with on(day):
        client = desk.sign_in()  # a session does not last until another day
        response = client.post(reverse("take_back_slip", args=[sent.group.slug, sent.pk]), {"slip": slip})
    return [str(message) for message in get_messages(response.wsgi_request)][-1]


def test_a_slip_is_taken_back(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["recorded"]["slip"]
    assert take_back(desk, sent, slip) == f"{invitee.record_number} is taken back."
    assert stands(invitee) == (Outcome.NOT_RETURNED, None, "")


def test_not_on_another_day(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["recorded"]["slip"]
    assert (
        take_back(desk, sent, slip, SENT_ON.replace(day=9))
        == "A slip can be taken back only on the day it was recorded."
    )
    assert stands(invitee)[0] == Outcome.OPTED_OUT


def test_what_is_not_ours_is_not_taken_back(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["recorded"]["slip"]
    other = InviteeFactory(survey=OpenSurveyFactory(group=sent.group), outcome=4, outcome_on=TUESDAY)
    assert "cannot be taken back" in take_back(desk, sent, slip + "x")
    assert "cannot be taken back" in take_back(desk, sent, "")
    assert stands(other)[0] == Outcome.OPTED_OUT


def test_the_entry_duty_can_neither_record_nor_take_back(signed_in, sent, pals_entry, nurse, invitee):
    for user in (pals_entry, nurse):
        client = signed_in(user)
        for name in ("record_slip", "take_back_slip"):
            response = client.post(
                reverse(name, args=[sent.group.slug, sent.pk]), {"number": invitee.record_number, "box": "replied"}
            )
            assert response.status_code == 403
    assert stands(invitee)[0] == Outcome.NOT_RETURNED
