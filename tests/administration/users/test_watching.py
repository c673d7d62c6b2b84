"""Nobody comes in unseen, no role runs out unseen, no invitation is forgotten."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.administration.users import today as users_today
from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import fetch
from supportgroup.signin.invitations import letters
from supportgroup.signin.invitations.actions import give_one_more_role, invite
from supportgroup.signin.models import Invitation
from tests.factories import HoldingFactory, user_with_role
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db


def told():
    return set(Message.objects.filter(kind=letters.COLLEAGUE).values_list("recipient_key", flat=True))


def invite_sam(group, by, roles=(Role.NURSE, Role.FINANCE)):
    return invite(name="Sam Reed", email="sam@hospital.example", roles=roles, group=group, by=SignedIn(by))


def test_every_other_administrator_of_the_group_is_told_and_nobody_else(administrator, nurse, group, other_group):
    others = [user_with_role(Role.ADMINISTRATOR, group) for _ in range(2)]
    user_with_role(Role.ADMINISTRATOR, other_group)
    gone = user_with_role(Role.ADMINISTRATOR, group)
    gone.holdings.update(ends_on=clock.today() - datetime.timedelta(days=1))

    invite_sam(group, administrator)

    assert told() == {other.pk for other in others}


def test_who_is_made_an_administrator_is_told_as_themselves_only(administrator, nurse, group):
    give_one_more_role(nurse, role=Role.ADMINISTRATOR, group=group, by=SignedIn(administrator))

    assert told() == set()
    assert Message.objects.get().kind == letters.ROLE_GIVEN


def test_the_mail_names_who_gave_what_to_whom_and_no_group_and_no_health(administrator, group):
    user_with_role(Role.ADMINISTRATOR, group)
    invite_sam(group, administrator)
    message = Message.objects.get(kind=letters.COLLEAGUE)
    fetch([message])
    mail = letters.compose_colleague(message)

    words = f"{administrator.name} has given Sam Reed a role"
    assert words in mail.text
    assert words in mail.html
    assert "Nurse and Finance officer" in mail.text or "Nurse and " in mail.text
    assert "immun" not in (mail.subject + mail.text + mail.html).lower()
    assert letters.why_not_send_colleague(message) is None


def test_roles_given_lately_stand_on_the_list_of_users_for_everybody_who_runs_the_group(
    signed_in, administrator, group
):
    address = reverse("users", args=[group.slug])
    assert "Roles given in the last 30 days" not in signed_in(administrator).get(address).content.decode()
    invite_sam(group, administrator, roles=[Role.NURSE])

    page = signed_in(administrator).get(address).content.decode()
    assert "Roles given in the last 30 days" in page
    assert f"{administrator.name} gave" in page
    with clock.moved_to(clock.now() + datetime.timedelta(days=31)):
        assert "Roles given in the last 30 days" not in signed_in(administrator).get(address).content.decode()


# Today


def lines_of(user, group):
    user = User.objects.get(pk=user.pk)
    return [line.text for line in lines_of_room(users_today, user, group, clock.today())]


@pytest.mark.parametrize(("days", "stands"), [(0, True), (14, True), (15, False), (-1, False), (None, False)])
def test_a_role_that_ends_within_14_days_stands_on_today_of_administrators(administrator, nurse, group, days, stands):
    ends_on = None if days is None else clock.today() + datetime.timedelta(days=days)
    nurse.holdings.update(ends_on=ends_on)

    assert bool(lines_of(administrator, group)) == stands
    assert lines_of(nurse, group) == []


def test_the_line_says_whose_role_ends_when(administrator, nurse, group):
    day = datetime.date(2026, 9, 20)
    nurse.holdings.update(ends_on=day)
    HoldingFactory(user=nurse, group=group, role=Role.PALS, ends_on=day)
    with clock.moved_to(clock.at(datetime.date(2026, 9, 10))):
        assert lines_of(administrator, group) == [
            f"{nurse.name}’s role as nurse ends on 20 September 2026",
            f"{nurse.name}’s role as PALS officer ends on 20 September 2026",
        ]


def test_a_role_that_goes_on_does_not_stand_there(administrator, nurse, group):
    last = clock.today() + datetime.timedelta(days=3)
    nurse.holdings.update(ends_on=last)
    HoldingFactory(user=nurse, group=group, role=Role.NURSE, starts_on=last + datetime.timedelta(days=1))

    assert lines_of(administrator, group) == []


def test_an_invitation_that_nobody_used_for_7_days_stands_there(administrator, group, other_group):
    sam = invite_sam(group, administrator)
    assert lines_of(administrator, group) == []
    Invitation.objects.update(sent_at=clock.now() - datetime.timedelta(days=7, minutes=1))

    assert lines_of(administrator, group) == ["Invitation to Sam Reed not used"]
    assert lines_of(user_with_role(Role.ADMINISTRATOR, other_group), other_group) == []
    sam.invitations.update(accepted_at=clock.now())
    assert lines_of(administrator, group) == []


def test_however_many_there_are_it_is_two_queries(administrator, group):
    for number in range(5):
        user_with_role(Role.NURSE, group).holdings.update(ends_on=clock.today())
        invite(
            name="Sam",
            email=f"sam{number}@hospital.example",
            roles=[Role.PALS],
            group=group,
            by=SignedIn(administrator),
        )
    Invitation.objects.update(sent_at=clock.now() - datetime.timedelta(days=8))
    administrator.roles_in(group.slug)

    with CaptureQueriesContext(connection) as queries:
        assert len(lines_of_room(users_today, administrator, group, clock.today())) == 10
    assert len(queries) == 2
