"""What must be kept for now is kept from every hand, and no period is shorter than the database allows."""

import pytest

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.groups.keeping import kept_as
from supportgroup.people.models import Person
from supportgroup.rights.erasing import actions as erasing
from supportgroup.rights.erasing.choices import Reason
from supportgroup.rights.keeping import actions
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
