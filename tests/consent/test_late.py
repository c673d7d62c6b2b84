"""Forms that are typed later than they were answered."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.consent import actions, in_force
from supportgroup.consent.choices import How, Said
from supportgroup.consent.models import Answer

pytestmark = pytest.mark.django_db


def test_an_empty_box_of_a_form_from_before_a_yes_is_a_no_and_no_withdrawal(ada, answer):
    answer(ada, "member", days_ago=5)
    answer(ada, days_ago=30)

    old = Answer.objects.get(purpose="member", given_on=clock.today() - datetime.timedelta(days=30))
    assert old.said == Said.NO
    assert in_force.said_by(ada)["member"] == Said.YES


def test_a_form_of_the_day_on_which_they_withdrew_does_not_bring_the_yes_back(ada, answer, by):
    answer(ada, "member", "by_email", days_ago=9)
    actions.withdraw(ada, purposes=["by_email"], how=How.PHONE, by=by)

    with clock.moved_to(clock.now() + datetime.timedelta(days=2)):
        with pytest.raises(Refused, match="took this back on the same day: Contact by email"):
            answer(ada, "member", "by_email", days_ago=2)
        answer(ada, "member", days_ago=2)
        assert in_force.said_by(ada)["by_email"] == Said.WITHDRAWN
        answer(ada, "member", "by_email", days_ago=1)

        assert in_force.said_by(ada)["by_email"] == Said.YES
