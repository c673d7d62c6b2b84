"""What tests of the outbox start from: kinds of their own and a mail server of their own."""

import pytest

from supportgroup.people.models import Person
from tests.factories import PersonFactory
from tests.outbox import kinds_of_tests
from tests.outbox.sink import Sink


@pytest.fixture(autouse=True, scope="session")
def kinds_known():
    kinds_of_tests.register()


@pytest.fixture
def sink(settings):
    """A mail server on a real socket, and settings that name it."""
    server = Sink().start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "patient.survey@hospital.example"
    yield server
    server.stop()


@pytest.fixture
def people_with_email(group):
    """Return a function that makes so many people of the group, each with an address of their own."""

    def make(count: int, address: str = "person{}@example.org") -> list[Person]:
        return [PersonFactory(group=group, email=address.format(number)) for number in range(count)]

    return make
