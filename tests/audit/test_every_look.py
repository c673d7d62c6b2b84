"""A form that is filled with what is held on somebody is a look, and so is a name that a page proposes."""

import pytest

from supportgroup.audit.models import Look
from tests.contactlog.factories import EntryFactory, HelperFactory
from tests.factories import OutlineFactory, PersonFactory
from tests.rights.factories import ComplaintFactory

pytestmark = pytest.mark.django_db


def seen_by(client, address):
    assert client.get(address).status_code == 200
    return sorted({key for look in Look.objects.all() for key in look.people})


@pytest.mark.parametrize("page", ["edit", "outline", "contacts/add", "contacts/{entry}", "helpers/{helper}"])
def test_forms_are_noted(group, signed_in, nurse, page):
    person = PersonFactory(group=group)
    OutlineFactory(person=person)
    entry, helper = EntryFactory(person=person), HelperFactory(person=person)
    page = page.format(entry=entry.pk, helper=helper.pk)

    assert seen_by(signed_in(nurse), f"/immunology/people/{person.pk}/{page}/") == [person.pk]


def test_who_may_be_the_same_person_is_noted(group, signed_in, nurse):
    one, other = (PersonFactory(group=group, first_name="Ada", last_name="Marsh") for _ in range(2))

    assert seen_by(signed_in(nurse), one.get_absolute_url()) == [one.pk, other.pk]


def test_who_may_have_complained_is_noted(group, signed_in, pals):
    person = PersonFactory(group=group, first_name="Mary", last_name="Lane")
    complaint = ComplaintFactory(group=group, name="Mary Lane")

    assert seen_by(signed_in(pals), complaint.get_absolute_url()) == [person.pk]
