"""Another day for a reminder."""

import datetime

import pytest

from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from surveys.mailing import actions, rules
from tests.factories import user_with_role
from tests.surveys.mailing.conftest import FINAL_ON, REMINDER_ON, SENT_ON, check_on, on

LATER = REMINDER_ON + datetime.timedelta(days=2)
FITS = {
    "state": "planned",
    "day": LATER,
    "today": SENT_ON,
    "before": SENT_ON,
    "after": FINAL_ON,
    "closes_on": datetime.date(2026, 12, 7),
    "is_workday": True,
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "sent"}, "not planned any more"),
        ({"state": "cancelled"}, "not planned any more"),
        ({"today": LATER}, "after today"),
        ({"before": LATER}, "after that of the mailing before"),
        ({"after": LATER}, "before that of the mailing after"),
        ({"closes_on": LATER}, "before the survey closes"),
        ({"is_workday": False}, "Choose a working day"),
    ],
)
def test_a_day_that_does_not_fit_is_refused_and_the_reason_says_what_to_do(change, words):
    assert words in rules.why_not_move(**{**FITS, **change})
    assert rules.why_not_move(**FITS) is None


@pytest.mark.django_db
def test_a_held_reminder_that_is_moved_waits_for_its_new_day(sent, nurse):
    wave = sent.mailings.get(number=2)
    wave.state, wave.held_because = "held", "The deceased check is more than 72 hours old."
    wave.save()

    with on(REMINDER_ON):
        moved = actions.move_wave(wave, day=LATER, by=SignedIn(nurse))
        assert (moved.state, moved.planned_on, moved.held_because) == ("planned", LATER, "")
        with pytest.raises(Refused, match="not come"):
            actions.start_wave(moved, by=CLOCK)
    check_on(sent.group, LATER)
    with on(LATER):
        assert actions.start_wave(moved, by=CLOCK).state in ("sent", "cancelled")


@pytest.mark.django_db
def test_the_page_moves_it_and_says_why_it_cannot(sent, nurse, signed_in):
    url = f"/immunology/surveys/{sent.pk}/mailings/2/day/"
    with on(SENT_ON):
        client = signed_in(nurse)
        assert "Change the day of the reminder" in client.get(url).content.decode()
        saturday = {"day_day": "3", "day_month": "10", "day_year": "2026"}
        refused = client.post(url, saturday).content.decode()
        assert "Nobody works on that day. Choose a working day" in refused
        assert 'value="2026"' in refused
        assert client.post(url, saturday | {"day_day": "1"}).url == f"/immunology/surveys/{sent.pk}/mailings/"
        assert sent.mailings.get(number=2).planned_on == datetime.date(2026, 10, 1)
        assert client.get(f"/immunology/surveys/{sent.pk}/mailings/1/day/").status_code == 404


@pytest.mark.django_db
def test_who_only_reads_surveys_is_offered_no_other_day(sent, group, signed_in):
    with on(SENT_ON):
        reader = signed_in(user_with_role("committee", group))
        assert reader.get(f"/immunology/surveys/{sent.pk}/mailings/2/day/").status_code == 403
