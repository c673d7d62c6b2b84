"""Rows for tests, without surprises: the least that is valid, distinct where it must be."""

import datetime

import factory
from factory.django import DjangoModelFactory, Password

from supportgroup.access.choices import Role
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.groups.models import Group, GroupSetting
from supportgroup.people.models import ClinicalOutline, Person

PASSWORD = "quiet-otter-walks-home"


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n} patient support group")
    public_code = factory.Sequence(lambda n: "".join(chr(97 + n // 26**place % 26) for place in (2, 1, 0)))
    neutral_name = "Patient survey"
    hospital_name = "Eastbrook Hospitals"
    signed_by = "Ruth Bell"
    signed_role = "Patient Advice and Liaison Service (PALS)"
    helpline = "0808 157 0123"
    helpline_hours = "Monday to Friday, 9am to 5pm"
    reply_mailbox = factory.LazyAttribute(lambda group: f"survey.{group.public_code}@hospital.example")
    return_address = "PO Box 41\nEastbrook\nZZ99 4WB"
    freepost_address = "Freepost EASTBROOK SURVEYS"
    pals_phone = "01632 960 101"
    pals_email = "pals@hospital.example"
    urgent_help = "If you feel unwell, phone your nurses or call 111."
    data_officer = "Mira Shah"
    data_officer_email = "data.protection@hospital.example"
    bases_confirmed_on = datetime.date(2020, 1, 1)
    bases_confirmed_by = "Ivy Stone"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user-{n}@hospital.example")
    name = factory.Sequence(lambda n: f"Sam Tester{n}")
    password = Password(PASSWORD)


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = RoleHolding

    user = factory.SubFactory(UserFactory)
    group = factory.SubFactory(GroupFactory)
    role = Role.NURSE
    starts_on = datetime.date(2020, 1, 1)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    group = factory.SubFactory(GroupFactory)
    first_name = factory.Sequence(lambda n: f"Ada{n}")
    last_name = factory.Sequence(lambda n: f"Lovell{n}")
    date_of_birth = datetime.date(1960, 5, 4)
    address = "14 Orchard Close\nEastbrook"
    postcode = "ZZ99 3WZ"


class OutlineFactory(DjangoModelFactory):
    class Meta:
        model = ClinicalOutline

    person = factory.SubFactory(PersonFactory)


def user_with_role(role: Role, group: Group, **values) -> User:
    """Return a user who holds this role in this group."""
    user = UserFactory(**values)
    HoldingFactory(user=user, group=group, role=role)
    return user


def every_day(group):
    """Let surveys of this group go on weekends too, so that a test is the same on any day."""
    GroupSetting.objects.get_or_create(
        group=group, key="mailing.every_day", applies_from=datetime.date(2020, 1, 1), defaults={"value": True}
    )
