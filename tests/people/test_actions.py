import datetime

import pytest
from django.apps import apps

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.people import actions, reactions
from supportgroup.people.choices import Need, Standing
from supportgroup.people.models import ClinicalOutline, Person
from supportgroup.people.reactions import Event
from supportgroup.people.rules import mark_of
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 3)


@pytest.fixture
def told():
    """What is told of people, in order."""
    before = {event: list(known) for event, known in reactions._answers.items()}
    heard = []
    for event in Event:
        reactions.register(event, lambda person, *, by, event=event: heard.append((event, person.pk)))
    yield heard
    reactions._answers.update(before)


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


def test_a_person_is_added_to_one_group_and_signed_for(group, nurse, by):
    person = actions.add(group=group, values={"first_name": "Ada", "last_name": "Okoro", "needs": [Need.AUDIO]}, by=by)

    kept = Person.objects.get(pk=person.pk)
    assert (str(kept), kept.group, kept.needs, kept.standing) == ("Ada Okoro", group, ["audio"], "current")
    event = apps.get_model("people", "PersonEvent").objects.get(pgh_obj_id=person.pk)
    assert (event.pgh_context["action"], event.pgh_context["actor_name"]) == ("person.added", nurse.name)


def test_an_nhs_number_belongs_to_one_person_of_a_group_but_may_be_in_two_groups(group, other_group, by):
    actions.add(group=group, values={"first_name": "Ada", "last_name": "Okoro", "nhs_number": "9990000018"}, by=by)
    same = {"first_name": "Eve", "last_name": "Stone", "nhs_number": "9990000018"}

    with pytest.raises(Refused, match="Somebody on this register has this NHS number already"):
        actions.add(group=group, values=same, by=by)
    actions.add(group=other_group, values=same, by=by)

    assert Person.objects.filter(nhs_number="9990000018").count() == 2


def test_two_people_may_share_one_email(group, by):
    for name in ("Ada", "Abe"):
        actions.add(group=group, values={"first_name": name, "last_name": "Okoro", "email": "home@demo.example"}, by=by)

    assert Person.objects.filter(email="home@demo.example").count() == 2


def test_the_second_of_two_edits_overwrites_nothing(group, by):
    person = PersonFactory(group=group, phone="01632 960 001")
    opened = mark_of(actions.values_of(person))
    actions.change(person, values={"phone": "01632 960 002"}, mark=opened, by=by)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.change(person, values={"phone": "01632 960 003"}, mark=opened, by=by)

    person.refresh_from_db()
    assert person.phone == "01632 960 002"


def test_the_second_of_two_edits_of_an_outline_overwrites_nothing(group, by):
    person = PersonFactory(group=group)
    opened = mark_of(actions.outline_values_of(ClinicalOutline()))
    actions.change_outline(person, values={"condition_group": "primary"}, mark=opened, by=by)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_outline(person, values={"condition_group": "secondary"}, mark=opened, by=by)

    assert ClinicalOutline.objects.get(person=person).condition_group == "primary"


def test_other_rooms_hear_once_that_somebody_died(group, by, told):
    person = PersonFactory(group=group)

    actions.change_standing(person, standing=Standing.DIED, since=DAY, by=by)
    actions.change(person, values={"phone": ""}, by=by)

    assert told == [(Event.DIED, person.pk)]


@pytest.mark.parametrize("values", [{"standing": Standing.MOVED, "standing_since": DAY}, {"do_not_contact": True}])
def test_other_rooms_hear_once_that_somebody_moved_or_wants_no_contact(group, by, told, values):
    person = PersonFactory(group=group)

    actions.change(person, values=values, by=by)
    actions.change(person, values={"phone": "01632 960 001"}, by=by)

    assert told == [(Event.WITHDREW, person.pk)]


def test_an_ordinary_change_is_no_news(group, by, told):
    actions.change(PersonFactory(group=group), values={"email": "new@demo.example"}, by=by)

    assert told == []


def test_if_a_room_cannot_answer_nothing_is_changed(group, by, told):
    def refuse(person, *, by):
        raise Refused("The survey is being closed. Try again in a minute.")

    person = PersonFactory(group=group)
    reactions.register(Event.DIED, refuse)

    with pytest.raises(Refused, match="survey is being closed"):
        actions.change_standing(person, standing=Standing.DIED, since=DAY, by=by)

    person.refresh_from_db()
    assert person.standing == Standing.CURRENT


def test_who_comes_back_to_the_service_has_no_day_of_leaving(group, by):
    person = PersonFactory(group=group, standing=Standing.MOVED, standing_since=DAY)

    actions.change_standing(person, standing=Standing.CURRENT, since=None, by=by)

    person.refresh_from_db()
    assert (person.standing, person.standing_since) == (Standing.CURRENT, None)
