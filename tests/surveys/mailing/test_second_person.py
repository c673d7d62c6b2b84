"""Above the group's size somebody else approves: the page says so before, and the numbers agree to the last person."""

import pytest
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.groups.models import GroupSetting
from supportgroup.home.lines import lines_for
from supportgroup.outbox import approval, batches
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Batch, Message
from supportgroup.outbox.printing import make_print_run, say_posted
from supportgroup.people.models import Person
from surveys.mailing import actions
from surveys.mailing.tasks import start_due_waves
from tests.surveys.mailing.conftest import REMINDER_ON, SENT_ON, by_email, by_letter, check_on, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(survey, nurse):
    """Four by email, three by letter, one who wants no contact; the group wants a second person above 5."""
    by_email(survey.group, 4)
    by_letter(survey.group, 3)
    by_letter(survey.group, 1, do_not_contact=True)
    GroupSetting.objects.create(group=survey.group, key="outbox.approve_above", value=5, applies_from=SENT_ON)
    check_on(survey.group, SENT_ON)
    actions.choose(survey, filters={}, by=SignedIn(nurse))
    return survey


def _approve(batch, by):
    return approval.approve(batch, seen=batches.mark_of(batch), by=SignedIn(by))


def _lines(user, group):
    return [line.text for line in lines_for(user, group, SENT_ON)]


def test_the_check_page_says_that_a_second_person_will_be_asked_and_who(ready, nurse, pals, signed_in):
    with on(SENT_ON):
        told = signed_in(nurse).get(reverse("check_mailing", args=[ready.group.slug, ready.pk])).content.decode()

    assert "A second person will be asked." in told
    assert "Ask for approval of 3 letters and 4 emails" in told
    assert "Ruth Bell" in told
    assert "one of these approves: Grace Adeyemi" not in told


def test_under_the_size_the_page_asks_nobody(ready, nurse, signed_in):
    GroupSetting.objects.update(value=7)
    with on(SENT_ON):
        told = signed_in(nurse).get(reverse("check_mailing", args=[ready.group.slug, ready.pk])).content.decode()

    assert "second person" not in told
    assert "Send 3 letters and 4 emails" in told


def test_today_asks_those_who_may_approve_and_not_the_asker(ready, nurse, pals, committee):
    with on(SENT_ON):
        actions.send_invitations(ready, by=SignedIn(nurse))

        assert "Approve 7 messages, or say why not" in _lines(pals, ready.group)
        assert not any("Approve" in line for line in _lines(nurse, ready.group))
        assert not any("Approve" in line for line in _lines(committee, ready.group))


def test_preview_queue_and_outcome_have_the_same_number(sink, ready, nurse, pals, signed_in):
    with on(SENT_ON):
        found = signed_in(nurse).get(reverse("check_mailing", args=[ready.group.slug, ready.pk])).context["found"]
        actions.send_invitations(ready, by=SignedIn(nurse), seen=found.fingerprint)
        batch = Batch.objects.get()
        assert Message.objects.count() == batches.numbers_of(batch).count(State.TO_APPROVE) == len(found.asked) == 7
        assert deliver() == {}
        assert _approve(batch, pals) == 7
        # Between approval and sending one says no, one address goes and one does not exist.
        first, second, third = found.emails[:3]
        Person.objects.filter(pk=first.pk).update(do_not_contact=True)
        Person.objects.filter(pk=second.pk).update(email="")
        Person.objects.filter(pk=third.pk).update(email="refused.eve@example.org")
        deliver()
        run = make_print_run(
            group=ready.group, kind=batch.kind, occasion=batch.occasion, seen_by=Power(batch.seen_by), by=SignedIn(pals)
        )
        say_posted(run, letters=3, by=SignedIn(pals))

    batch.refresh_from_db()
    numbers = batches.numbers_of(batch)
    sent, held, failed, unsure = (
        numbers.count(state) for state in (State.SENT, State.HELD, State.FAILED, State.UNSURE)
    )
    assert (sent, held, failed, unsure) == (4, 2, 1, 0)
    assert sent + held + failed + unsure == numbers.all == batch.counted == len(found.asked)
    assert sorted(numbers.why) == [
        ("Failed", "There is no mailbox with this address (550).", 1),
        ("Held", "There is no email address on record.", 1),
        ("Held", "This person asked us not to contact them.", 1),
    ]
    told = signed_in(pals).get(batch.get_absolute_url()).content.decode()
    assert "Who is left out, and why" in told
    assert "This person asked us not to contact them." in told


def test_nobody_is_reminded_of_an_invitation_that_waits_for_approval(sink, ready, nurse, pals):
    with on(SENT_ON):
        actions.send_invitations(ready, by=SignedIn(nurse))
    check_on(ready.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()

        assert not Message.objects.filter(kind="surveys.reminder").exists()


def test_a_reminder_that_the_timetable_starts_waits_too_and_one_person_approves_it(sink, ready, nurse, pals):
    with on(SENT_ON):
        actions.send_invitations(ready, by=SignedIn(nurse))
        _approve(Batch.objects.get(), pals)
        deliver()
    Message.objects.update(state=State.SENT)
    check_on(ready.group, REMINDER_ON)
    with on(REMINDER_ON):
        start_due_waves()
        assert deliver() == {}
        batch = Batch.objects.get(kind="surveys.reminder")
        assert batch.asked_by is None
        assert "Approve 7 messages, or say why not" in _lines(pals, ready.group)
        assert not any("Approve" in line for line in _lines(nurse, ready.group))
        assert _approve(batch, pals) == 7
        assert deliver() == {State.SENT: 4}
