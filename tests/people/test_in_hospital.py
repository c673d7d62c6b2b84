"""A stay in hospital is noted with the day that ends it; the person's page says so while it lasts."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.people import rules
from supportgroup.people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 28)


def told(client, person, day):
    """Post the person's form with this last day in hospital, and return the answer."""
    url = f"/{person.group.slug}/people/{person.pk}/edit/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    parts = zip(("day", "month", "year"), (day.day, day.month, day.year) if day else ("", "", ""), strict=True)
    return client.post(url, data | {f"in_hospital_until_{part}": value for part, value in parts})


@pytest.mark.parametrize(("until", "away"), [(None, False), (TODAY, True), (TODAY - datetime.timedelta(1), False)])
def test_a_stay_ends_by_itself_when_its_last_day_is_over(until, away):
    assert rules.is_in_hospital(until, today=TODAY) is away


def test_a_nurse_notes_a_stay_and_the_page_says_so_until_it_is_over(signed_in, group, nurse):
    person = PersonFactory(group=group)
    with clock.moved_to(clock.at(TODAY, 9)):
        client = signed_in(nurse)
        assert told(client, person, TODAY + datetime.timedelta(days=5)).status_code == 302
        assert "In hospital until about 3 October 2026" in client.get(person.get_absolute_url()).content.decode()
    with clock.moved_to(clock.at(TODAY + datetime.timedelta(days=6), 9)):
        client = signed_in(nurse)
        assert "In hospital until about" not in client.get(person.get_absolute_url()).content.decode()
        assert told(client, person, TODAY + datetime.timedelta(days=5)).status_code == 302, "a past stay is no error"


@pytest.mark.parametrize("days", [-1, 366])
def test_a_stay_cannot_end_yesterday_nor_in_more_than_a_year(client, group, nurse, days):
    person = PersonFactory(group=group)
    client.force_login(nurse)
    with clock.moved_to(clock.at(TODAY, 9)):
        page = told(client, person, TODAY + datetime.timedelta(days=days)).content.decode()
    assert "The last day in hospital must be" in page
    assert Person.objects.get().in_hospital_until is None
