import pytest

from supportgroup.people import contact
from supportgroup.people.choices import Need, Route, Standing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_person_is_asked_about_as_they_are_on_the_register():
    person = PersonFactory(preferred_route=Route.PHONE, email="", needs=[Need.LARGE_PRINT])

    assert contact.channel_for(person) == "letter"
    assert contact.why_not_write(person, channel="letter") is None
    assert contact.text_size(person) == 18

    person.standing = Standing.DIED
    assert contact.why_not_write(person, channel="letter") == "This person has died."
