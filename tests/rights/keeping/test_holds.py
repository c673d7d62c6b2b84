"""What must be kept for now is kept from every hand, and no period is shorter than the database allows."""

import pytest

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.contactlog.models import Entry
from supportgroup.groups.keeping import kept_as, periods
from supportgroup.groups.models import GroupSetting
from supportgroup.people.models import Person
from supportgroup.rights.erasing import actions as erasing
from supportgroup.rights.erasing.choices import Reason
from supportgroup.rights.keeping import actions, table
from supportgroup.rights.keeping.holding import held_items
from tests.contactlog.factories import EntryFactory
from tests.rights.factories import ComplaintFactory, HoldFactory

pytestmark = pytest.mark.django_db


def test_erasing_does_not_take_a_contact_log_that_must_be_kept(mary, group, by):
    HoldFactory(group=group, kept="contactlog.left", item=str(mary.pk))

    with pytest.raises(Refused, match="there is a complaint"):
        erasing.erase(mary, reason=Reason.ASKED, by=by)
    assert Person.objects.filter(pk=mary.pk).exists()


def test_erasing_does_not_empty_a_complaint_that_must_be_kept(mary, group, by):
    day = clock.today()
    closed = {"state": "closed", "acknowledged_on": day, "closed_on": day, "outcome": "upheld"}
    complaint = ComplaintFactory(group=group, person=mary, **closed)
    HoldFactory(group=group, kept="complaints.complaints", item=str(complaint.pk))

    with pytest.raises(Refused, match="must be kept for now"):
        erasing.erase(mary, reason=Reason.ASKED, by=by)


def test_no_reason_makes_looks_be_kept_for_less_than_the_database_keeps_them(group, by):
    with pytest.raises(Refused, match="12 months at least"):
        actions.set_period(
            kept_as("audit.looks"), group=group, months=6, applies_from=clock.today(), reason="Our own code", by=by
        )


def test_a_hold_on_the_whole_record_holds_the_contact_log_too(mary, group, by):
    Person.objects.filter(pk=mary.pk).update(standing="moved", standing_since="2020-01-01")
    EntryFactory(person=mary)
    hold = HoldFactory(group=group, kept="people.left", item=str(mary.pk))
    logs = kept_as("contactlog.left")

    with pytest.raises(Refused, match="must be kept for now"):
        actions.destroy(logs, group=group, keys=[str(mary.pk)], by=by)
    [row] = table.rows(logs, group, today=clock.today(), sees_people=True)
    assert row.hold == hold

    actions.lift_hold(hold, by=by)
    actions.destroy(logs, group=group, keys=[str(mary.pk)], by=by)
    assert not Entry.objects.exists()


def test_a_hold_on_the_contact_log_does_not_hold_the_whole_record(mary, group):
    HoldFactory(group=group, kept="contactlog.left", item=str(mary.pk))

    assert held_items(group, "people.left") == {}


def test_the_page_of_contact_logs_says_that_the_whole_record_is_kept(mary, group, nurse, signed_in):
    Person.objects.filter(pk=mary.pk).update(standing="moved", standing_since="2020-01-01")
    EntryFactory(person=mary)
    HoldFactory(group=group, kept="people.left", item=str(mary.pk))

    page = signed_in(nurse).get("/immunology/records/contactlog.left/").content.decode()

    assert "The whole record is kept" in page
    assert "Lift<" not in page


def test_messages_stay_until_what_they_lead_to_can_have_come(group, by):
    messages = kept_as("outbox.messages")

    with pytest.raises(Refused, match="6 months at least: until then an answer, a bounce or a receipt can come"):
        actions.set_period(messages, group=group, months=5, applies_from=clock.today(), by=by)
    assert actions.set_period(messages, group=group, months=6, applies_from=clock.today(), by=by).months == 6


def test_a_shorter_period_that_was_set_before_does_not_hold(group):
    GroupSetting.objects.create(group=group, key="rights.outbox.messages", value=1, applies_from="2026-01-01")

    assert kept_as("outbox.messages").period(group, on=clock.today()) == 6
    assert periods(group, on=clock.today())["outbox.messages"] == 6
