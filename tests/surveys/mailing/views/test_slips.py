"""Recording slips: one after the other, nothing shown of whose they are, taken back the same day."""

import pytest
from django.urls import reverse

from supportgroup.access.actor import CLOCK
from surveys.mailing import actions
from surveys.mailing.choices import Outcome
from surveys.mailing.numbers import record_number
from surveys.questionnaire.models import SurveyDuty
from tests.surveys.mailing.conftest import SENT_ON, on
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory

TUESDAY = SENT_ON.replace(day=8)


@pytest.fixture
def desk(signed_in, sent, pals):
    """Record a slip at the officer's desk and return the page."""
    client = signed_in(pals)
    address = reverse("record_slip", args=[sent.group.slug, sent.pk])

    def record(number, box="replied", entries=""):
        with on(TUESDAY):
            return client.post(address, {"number": number, "box": box, "entries": entries})

    record.sign_in = lambda: signed_in(pals)
    return record


@pytest.fixture
def invitee(sent):
    return sent.invitees.select_related("person").first()


def notice(response):
    return response.context["notice"].get("words", "")


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


def test_the_next_can_be_typed_at_once_and_the_box_stays_for_a_pile(desk, invitee):
    form = desk(invitee.record_number, "no").context["form"]
    assert not form.is_bound
    assert form.initial == {"box": "no"}


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
    assert "another survey of this group" in notice(desk(theirs.record_number))
    assert stands(theirs)[0] == Outcome.NOT_RETURNED
    SurveyDuty.objects.create(survey=theirs.survey, user=sent.duties.get(duty="mailing").user, duty="mailing")
    assert f"another survey: “{theirs.survey.title}”" in notice(desk(theirs.record_number))


def test_a_number_that_nobody_has_is_said(desk, sent):
    assert "No letter of ours has this number" in notice(desk(record_number(sent.group.public_code, 9999)))


def test_a_number_of_another_groups_survey_is_nobodys_here(desk, sent, other_group):
    theirs = InviteeFactory(
        survey=OpenSurveyFactory(group=other_group), record_number=record_number(sent.group.public_code, 7777)
    )
    assert "No letter of ours has this number" in notice(desk(theirs.record_number))


def test_a_number_scanned_twice_is_said_and_counted_once(desk, sent, invitee):
    first = desk(invitee.record_number)
    again = desk(invitee.record_number, entries=first.context["packed"])
    assert notice(again) == "You have recorded this number a moment ago. Nothing was counted twice."
    assert len(again.context["entries"]) == 1
    assert sent.invitees.filter(outcome=Outcome.RETURNED).count() == 1


@pytest.mark.parametrize(
    ("outcome", "box", "told"),
    [
        (Outcome.DIED, "replied", "marked as died"),
        (Outcome.NEVER_MAILED, "replied", "before the first mailing"),
        (Outcome.OPTED_OUT, "no", "has opted out"),
        (Outcome.OPTED_OUT, "large_print", "has opted out"),
        (Outcome.RETURNED, "undelivered", "has replied, and that stays"),
        (Outcome.UNDELIVERED, "undelivered", "recorded already"),
    ],
)
def test_what_changes_nothing_is_said(desk, invitee, outcome, box, told):
    type(invitee).objects.filter(pk=invitee.pk).update(outcome=outcome, outcome_on=SENT_ON)
    response = desk(invitee.record_number, box)
    assert told in notice(response)
    assert invitee.person.last_name not in response.content.decode()
    assert stands(invitee) == (outcome, SENT_ON, "")


def test_a_reply_of_somebody_who_had_opted_out_counts(desk, invitee):
    type(invitee).objects.filter(pk=invitee.pk).update(outcome=Outcome.OPTED_OUT, outcome_on=SENT_ON)
    desk(invitee.record_number)
    assert stands(invitee)[0] == Outcome.RETURNED


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("u {}", Outcome.UNDELIVERED),
        ("U{}", Outcome.UNDELIVERED),
        ("n{}", Outcome.OPTED_OUT),
        ("x-{}", Outcome.NOT_ELIGIBLE),
        ("{}", Outcome.RETURNED),
    ],
)
def test_one_letter_in_front_of_a_number_says_what_came(desk, invitee, typed, outcome):
    response = desk(typed.format(invitee.record_number.lower()))
    assert stands(invitee)[0] == outcome
    assert response.context["form"].initial == {"box": "replied"}, "a key is for one number alone"


def test_the_last_entries_are_listed_each_with_undo(desk, sent):
    entries, numbers = "", []
    for one in sent.invitees.all():
        response = desk(one.record_number, entries=entries)
        entries = response.context["packed"]
        numbers.insert(0, one.record_number)
    told = response.content.decode()
    assert [one["number"] for one in response.context["entries"]] == numbers
    assert told.count(">Undo<") == len(numbers)

    third = response.context["entries"][2]
    undo = reverse("take_back_slip", args=[sent.group.slug, sent.pk])
    with on(TUESDAY):
        page = desk.sign_in().post(undo, {"slip": third["slip"], "entries": entries, "desk": "slips"})
    assert notice(page) == "It is taken back."
    assert third["number"] not in [one["number"] for one in page.context["entries"]]
    assert len(page.context["entries"]) == len(numbers) - 1
    assert sent.invitees.get(record_number=third["number"]).outcome == Outcome.NOT_RETURNED


def test_entries_that_are_not_ours_are_no_entries(desk, invitee):
    assert len(desk(invitee.record_number, entries="made up").context["entries"]) == 1


def test_whether_somebody_answered_online_before_is_not_told(desk, sent):
    online, other, *_ = sent.invitees.all()
    actions.mark_replied(online, on=SENT_ON, by=CLOCK)
    pages = [desk(invitee.record_number).content.decode() for invitee in (online, other)]
    alike = [page.split("<h2>Recorded")[1].split("<form")[0] for page in pages]
    assert "twice" not in "".join(alike)
    assert alike[0].replace(online.record_number, "") == alike[1].replace(other.record_number, "")


def take_back(desk, sent, slip, day=TUESDAY):
    with on(day):
        client = desk.sign_in()  # a session does not last until another day
        response = client.post(reverse("take_back_slip", args=[sent.group.slug, sent.pk]), {"slip": slip})
    return notice(response)


def test_a_slip_is_taken_back(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["entries"][0]["slip"]
    assert take_back(desk, sent, slip) == "It is taken back."
    assert stands(invitee) == (Outcome.NOT_RETURNED, None, "")


def test_not_on_another_day(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["entries"][0]["slip"]
    assert (
        take_back(desk, sent, slip, SENT_ON.replace(day=9))
        == "A slip can be taken back only on the day it was recorded."
    )
    assert stands(invitee)[0] == Outcome.OPTED_OUT


def test_what_is_not_ours_is_not_taken_back(desk, sent, invitee):
    slip = desk(invitee.record_number, "no").context["entries"][0]["slip"]
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
