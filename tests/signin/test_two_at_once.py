"""The same code typed in two places at the same moment: one gets in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tests.factories import PersonFactory
from tests.signin.codes import app_code, digits_mailed, give_code, give_password, is_in, with_app

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(do, clients):
    def one(client):
        try:
            return do(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as workers:
        return list(workers.map(one, clients))


@pytest.mark.parametrize("which", ["app", "recovery code"])
def test_one_code_opens_one_session(nurse, which):
    codes = with_app(nurse)
    code = app_code() if which == "app" else codes[0]
    clients = [Client() for _ in range(4)]
    for client in clients:
        give_password(client, nurse)
    at_once(lambda client: give_code(client, code), clients)

    assert [is_in(client) for client in clients].count(True) == 1


def test_one_code_of_a_member_opens_one_session(group):
    PersonFactory(group=group, email="mary.lane@home.example")
    first = Client()
    first.post("/me/sign-in/", {"email": "mary.lane@home.example"})
    digits = digits_mailed("signin.own_code")
    clients = []
    for _ in range(4):
        client = Client()
        client.cookies["sessionid"] = first.cookies["sessionid"].value
        clients.append(client)
    answers = at_once(lambda client: client.post("/me/sign-in/code/", {"digits": digits}), clients)

    assert [getattr(answer, "url", "") for answer in answers].count("/me/") == 1
