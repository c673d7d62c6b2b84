"""What people ask of the service: a copy that was handed over, one that waits, a complaint that is looked into."""

import datetime

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import deliver
from supportgroup.people.choices import Route
from supportgroup.people.models import Person
from supportgroup.rights.complaints import actions as complaints
from supportgroup.rights.complaints.choices import Told
from supportgroup.rights.complaints.choices import Way as Came
from supportgroup.rights.copies import actions as copies
from supportgroup.rights.copies.choices import Handed, Identity, Way

from .cast import Cast

WROTE = "I moved in March and told you. In September a letter about a survey still went to my old address."


def tell_of_rights(group: Group, cast: Cast, today: datetime.date) -> None:
    """Let two people ask for a copy and one complain, each on a day of their own."""
    with_email = Person.objects.of(group).current().filter(preferred_route=Route.EMAIL, do_not_contact=False)
    first, second = with_email.exclude(email="").order_by("pk")[:2]
    with clock.moved_to(clock.at(today - datetime.timedelta(days=40), 10)):
        asked = copies.record(first, asked_on=clock.today(), way=Way.LETTER, by=cast["nurse"])
        deliver()
    with clock.moved_to(clock.at(today - datetime.timedelta(days=33), 11)):
        copies.check_identity(asked, how=Identity.CALLED_BACK, by=cast["nurse"])
        copies.hand_over(asked, how=Handed.POST, on=clock.today(), by=cast["nurse"])
    with clock.moved_to(clock.at(today - datetime.timedelta(days=6), 10)):
        copies.record(second, asked_on=clock.today(), way=Way.PHONE, by=cast["nurse"])
        values = {"name": "Rosa Quill", "email": "rosa.quill@demo.example", "about": WROTE}
        complaint = complaints.record(group=group, values=values, way=Came.ONLINE, by=complaints.PUBLIC_FORM)
        deliver()
    with clock.moved_to(clock.at(today - datetime.timedelta(days=4), 9)):
        complaints.acknowledge(complaint, how=Told.EMAIL, by=cast["pals"])
        complaints.take_step(complaint, what="Asked the nurses when the new address reached them.", by=cast["pals"])
        deliver()
