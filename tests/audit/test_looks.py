import pytest
from django.db import InternalError, connection, transaction
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.audit.models import Look
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_opening_a_person_is_written_down_with_who_and_when(group, nurse, signed_in, at_noon):
    person = PersonFactory(group=group)
    other = PersonFactory(group=group, last_name="Osei", date_of_birth=None)

    signed_in(nurse).get(reverse("person", args=[group.slug, person.pk]))

    look = Look.objects.at_person(person.pk).get()
    assert (look.actor_name, look.actor_key, look.way, look.at) == ("Grace Adeyemi", nurse.pk, Way.PAGE, at_noon)
    assert not Look.objects.at_person(other.pk).exists()


def test_a_list_is_one_look_at_everybody_on_its_page(group, nurse, signed_in):
    people = {PersonFactory(group=group).pk for _ in range(3)}
    client = signed_in(nurse)

    client.get(reverse("people", args=[group.slug]))

    look = Look.objects.in_group(group.slug).get()
    assert (set(look.people), look.way) == (people, Way.LIST)


def test_who_was_looked_at_seldom_is_found_by_their_own_index_not_through_every_look_of_the_group(group):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Look.objects.in_group(group.slug).at_person(12)[:50].explain()

    assert "looks_at_a_person" in plan


def test_a_list_of_nobody_is_no_look(group, nurse):
    looks.note("The register", [], group_slug=group.slug, by=SignedIn(nurse))

    assert not Look.objects.exists()


@pytest.mark.parametrize("undo", [lambda rows: rows.delete(), lambda rows: rows.update(actor_name="Nobody")])
def test_a_look_cannot_be_taken_back(group, nurse, undo):
    looks.note("The register", [7], group_slug=group.slug, by=SignedIn(nurse))

    with pytest.raises(InternalError), transaction.atomic():
        undo(Look.objects.all())

    assert Look.objects.get().actor_name == "Grace Adeyemi"
