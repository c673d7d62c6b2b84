import pghistory.models
import pytest
from django.apps import apps

from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.audit.action import action
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@action("person.renamed")
def rename(person, *, last_name, by):
    person.last_name = last_name
    person.save()


@action("person.moved house")
def move_house(person, *, by, then_fail=False):
    rename(person, last_name="Inner", by=CLOCK)
    person.postcode = "ZZ99 1AA"
    person.save()
    if then_fail:
        raise RuntimeError


def trail_of(person):
    return apps.get_model("people", "PersonEvent").objects.filter(pgh_obj_id=person.pk).order_by("pgh_id")


def test_a_change_carries_the_actions_name_and_who_did_it(nurse):
    person = PersonFactory()

    rename(person, last_name="Newname", by=SignedIn(nurse))

    event = trail_of(person).last()
    assert event.last_name == "Newname"
    signature = event.pgh_context
    assert (signature["action"], signature["actor"], signature["actor_key"], signature["actor_name"]) == (
        "person.renamed",
        "user",
        nurse.pk,
        "Grace Adeyemi",
    )


def test_an_action_inside_another_signs_its_own_change_and_then_the_outer_name_returns(nurse):
    person = PersonFactory()

    move_house(person, by=SignedIn(nurse))

    assert [event.pgh_context["action"] for event in trail_of(person) if event.pgh_context] == [
        "person.renamed",
        "person.moved house",
    ]


def test_an_action_that_fails_changes_nothing_and_leaves_no_trail(nurse):
    person = PersonFactory()
    before = trail_of(person).count()

    with pytest.raises(RuntimeError):
        move_house(person, by=SignedIn(nurse), then_fail=True)

    person.refresh_from_db()
    assert person.last_name != "Inner"
    assert trail_of(person).count() == before


def test_an_action_without_an_actor_does_not_run():
    with pytest.raises(KeyError):
        rename(PersonFactory(), last_name="Nobody")


def test_the_trail_cannot_be_rewritten(nurse):
    person = PersonFactory()
    rename(person, last_name="Newname", by=SignedIn(nurse))

    with pytest.raises(Exception, match=r"append-only|Cannot|not allowed|protected"):
        trail_of(person).update(last_name="Forged")


def test_the_trail_outlives_what_it_names(nurse):
    person = PersonFactory()
    key = person.pk
    person.delete()

    assert apps.get_model("people", "PersonEvent").objects.filter(pgh_obj_id=key).exists()
    assert pghistory.models.Context.objects.count() == 0
