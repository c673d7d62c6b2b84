"""Who signed in, failed to, or was refused stands in the log: keys and names of pages, nobody's data."""

import json
import logging

import pytest
from django.core.cache import cache
from django.urls import reverse

from supportgroup.access.choices import Role
from tests.factories import PASSWORD, PersonFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def told(caplog):
    """Return a function that gives the events written so far."""
    caplog.set_level(logging.INFO, logger="supportgroup.watch")
    return lambda: [json.loads(record.getMessage()) for record in caplog.records if record.name == "supportgroup.watch"]


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_in_and_out_is_written_by_key(client, nurse, told):
    sign_in(client, nurse.email)
    client.post(reverse("account_logout"))

    events = [(event["event"], event.get("user")) for event in told()]
    assert events == [("sign_in.done", nurse.pk), ("sign_out.done", nurse.pk)]


@pytest.mark.parametrize("email", ["nurse@hospital.example", "nobody@hospital.example"])
def test_a_failed_sign_in_is_written_without_the_address_that_was_typed(client, nurse, told, caplog, email):
    sign_in(client, email, "not-the-password")

    assert [event["event"] for event in told()] == ["sign_in.failed"]
    assert email not in caplog.text
    assert "not-the-password" not in caplog.text


def test_a_thing_of_another_group_is_not_there_and_that_is_written(signed_in, nurse, other_group, told):
    theirs = PersonFactory(group=other_group)
    page = reverse("person", args=["immunology", theirs.pk])

    assert signed_in(nurse).get(page).status_code == 404
    assert told() == [{"event": "access.refused", "view": "person", "method": "GET", "status": 404, "user": nurse.pk}]


def test_a_page_beyond_the_role_is_refused_and_written(signed_in, committee, told):
    assert signed_in(committee).get("/immunology/people/").status_code == 403
    assert told() == [
        {"event": "access.refused", "view": "people", "method": "GET", "status": 403, "user": committee.pk}
    ]


def test_a_stranger_to_the_group_is_refused_and_written(signed_in, group, other_group, told):
    stranger = user_with_role(Role.NURSE, other_group)

    assert signed_in(stranger).get("/immunology/people/").status_code == 404
    assert [event["user"] for event in told()] == [stranger.pk]


def test_a_wrong_code_is_written_and_names_nobody(client, group, told, caplog):
    PersonFactory(group=group, email="mary@mail.example", first_name="Wilhelmina")
    client.post(reverse("own_sign_in"), {"email": "mary@mail.example"})
    client.post(reverse("own_code"), {"digits": "000000"})

    assert [event["event"] for event in told()] == ["sign_in.failed"]
    assert "mary" not in caplog.text
    assert "Wilhelmina" not in caplog.text


def test_a_page_that_is_shown_and_an_address_that_is_none_write_nothing(client, signed_in, nurse, told):
    signed_in(nurse).get("/immunology/people/")
    client.get("/no/such/page/at/all/")

    assert told() == []
