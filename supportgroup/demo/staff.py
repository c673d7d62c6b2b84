"""Colleagues come and go: one who left, one whose role has an end, one who was invited and has not come yet."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.administration.users.actions import has_left
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import deliver
from supportgroup.people.models import Person
from supportgroup.signin.invitations.actions import accept, invite
from supportgroup.signin.models import Invitation

from .cast import Cast

CAME, LEFT, STUDENT_CAME, STUDENT_STAYS, INVITED = 300, 40, 30, 60, 3
"""Days before today; how long the student nurse stays, in days after it."""
LOOKS = ((34, "nurse"), (20, "pals"), (8, "nurse"), (2, "nurse2"))
"""Who opened the page of the first person of the register, and how many days ago."""


def let_staff_change(group: Group, cast: Cast, today: datetime.date, *, password: str) -> None:
    """Invite three colleagues, each on a day of their own; two come, and one of them leaves again."""

    def ago(days: int) -> datetime.date:
        return today - datetime.timedelta(days=days)

    carol = _comes("Carol Webb", Role.NURSE, ago(CAME), None, group, cast, password)
    with clock.moved_to(clock.at(ago(LEFT), 16)):
        has_left(carol, group=group, by=cast["admin"])
    _comes("Nia Okafor", Role.NURSE, ago(STUDENT_CAME), ago(-STUDENT_STAYS), group, cast, password)
    with clock.moved_to(clock.at(ago(INVITED), 11)):
        invite(name="Sam Reed", email="sam.reed@demo.example", roles=[Role.PALS], group=group, by=cast["admin"])
        deliver()


def let_them_look(group: Group, cast: Cast, today: datetime.date) -> None:
    """Leave the looks of a few days at one person, as the pages note them."""
    person = Person.objects.of(group).current().all()[0]
    for days, name in LOOKS:
        with clock.moved_to(clock.at(today - datetime.timedelta(days=days), 10)):
            looks.note("The page of the person", [person.pk], group_slug=group.slug, by=cast[name])
            looks.note("The register", [person.pk], group_slug=group.slug, way=Way.LIST, by=cast[name])


def _comes(
    name: str,
    role: Role,
    day: datetime.date,
    ends_on: datetime.date | None,
    group: Group,
    cast: Cast,
    password: str,
) -> User:
    """Invite somebody on a day, and let them follow the link on the next."""
    email = f"{name.replace(' ', '.').lower()}@demo.example"
    with clock.moved_to(clock.at(day, 10)):
        invite(name=name, email=email, roles=[role], ends_on=ends_on, group=group, by=cast["admin"])
        deliver()
    with clock.moved_to(clock.at(day + datetime.timedelta(days=1), 9)):
        invitation = Invitation.objects.of(group).not_come().get(user__email=email)
        return accept(invitation, version=invitation.version, password=password, by=SignedIn(invitation.user))
