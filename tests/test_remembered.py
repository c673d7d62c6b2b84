"""A query that is written once finds what is there now, for its own arguments, with what it fetches beside."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.groups.models import Group, GroupSetting
from supportgroup.people.models import Person
from supportgroup.remembered import AMONG, THIS, remembered
from tests import factories

pytestmark = pytest.mark.django_db
written = []


@remembered
def people_of(group):
    written.append(group)
    return Person.objects.of(group).select_related("group", "outline").order_by("last_name")


@remembered
def names_of(group):
    return Person.objects.of(group).order_by("last_name").values_list("last_name", "group__slug")


@remembered
def named():
    return Person.objects.filter(pk__among=AMONG).order_by("last_name").values_list("last_name", flat=True)


@remembered
def keyed():
    return Person.objects.filter(pk=THIS).values_list("last_name", flat=True)


@remembered
def nobody():
    return Person.objects.none()


def test_it_is_written_once_and_finds_what_is_new(group, other_group, django_assert_num_queries):
    factories.PersonFactory(group=group, last_name="Abel")
    stranger = factories.PersonFactory(group=other_group, last_name="Aaron")
    assert [person.last_name for person in people_of(group.pk)] == ["Abel"]
    factories.PersonFactory(group=group, last_name="Babb")
    with django_assert_num_queries(1):
        found = people_of(group.pk)
        assert [(person.last_name, person.group.slug) for person in found] == [
            ("Abel", "immunology"),
            ("Babb", "immunology"),
        ]
    assert people_of(other_group.pk) == [stranger]
    assert written.count(group.pk) == 1


def test_it_asks_as_django_would(group):
    factories.PersonFactory(group=group)
    with CaptureQueriesContext(connection) as asked:
        people_of(group.pk)
        list(Person.objects.of(group.pk).select_related("group", "outline").order_by("last_name"))
    assert asked[0]["sql"] == asked[1]["sql"]


def test_values_and_nothing(group, django_assert_num_queries):
    factories.PersonFactory(group=group, last_name="Abel")
    assert names_of(group.pk) == [("Abel", "immunology")]
    with django_assert_num_queries(0):
        assert nobody() == []


def test_keys_are_others_each_time(group):
    abel, babb, cole = (factories.PersonFactory(group=group, last_name=name) for name in ("Abel", "Babb", "Cole"))
    assert named(keys=[cole.pk, abel.pk]) == ["Abel", "Cole"]
    assert named(keys={babb.pk}) == ["Babb"]
    assert named(keys=[]) == []
    assert [keyed(this=one.pk) for one in (babb, cole)] == [["Babb"], ["Cole"]]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection(group):
    GroupSetting.objects.filter(group=group).delete()
    factories.PersonFactory(group=group, last_name="Abel")
    assert names_of(group.pk) == [("Abel", "immunology")]
    used = []

    def elsewhere():
        with CaptureQueriesContext(connection) as asked:
            found = names_of(group.pk)
        used.append((found, len(asked), Group.objects.filter(pk=group.pk).exists()))
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert used == [([("Abel", "immunology")], 1, True)]
