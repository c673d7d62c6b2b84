"""Whatever is typed or sent, by a person or by a machine: no address answers with a failure of its own."""

import os
import random
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.test import Client

from supportgroup.access.choices import Role
from tests.house.addresses import every_address, path_of
from tests.house.conftest import client_of
from tests.house.matrix import ROWS

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
NAMES = [address.name for address in ADDRESSES]
FEW, MANY = 3, 220
"""Inputs for each address: in the suite, and where everything is asked for (more than 20,000 in all)."""
FORM = "application/x-www-form-urlencoded"
EVIL = (
    b"", b" ", b"\x00", b"a\x00b", b"\xed\xa0\x80", b"\xff\xfe", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", b"-1",
    b"0", b"9" * 40, b"2147483648", b"9223372036854775808", b"1e400", b"NaN", b"inf", b"[]", b"{}", b"null", b"true",
    b"\xd9\xa3", b"\xc2\xb2", b"../../etc/passwd", b"<script>alert(1)</script>", b"=cmd|' /C calc'!A0",
    b"x\r\nBcc: evil@evil.example", b"'; DROP TABLE people_person; --", b"%s%s%n", b"{{7*7}}", b"${7*7}", b"0000-00-00",
    b"31", b"99999", b"\xe2\x80\xae\xe2\x80\x8f", b"\xcc\x81" * 50, b"a" * 5_000, b"1" * 5_000, b"\n" * 500, b"on", b"x,y",
)  # fmt: skip


def fields_of(client, there):
    """Return the names of what the page's forms ask for, and some that no form has."""
    answer = client.get(there)
    context = answer.context or {}
    names = set()
    for layer in context if isinstance(context, list) else [context]:
        for flat in layer if isinstance(layer, list) else [layer]:
            for value in (flat.flatten() if hasattr(flat, "flatten") else dict(flat)).values():
                names |= set(getattr(value, "fields", None) or ()) if hasattr(value, "is_valid") else set()
    parts = {f"{name}_{part}" for name in names for part in ("day", "month", "year")}
    return sorted(names | parts) + [
        "answer",
        "next",
        "page",
        "state",
        "sort",
        "q",
        "letters",
        "mark",
        "value",
        "checked",
    ]


def encoded(chance, names):
    """Return a body of a form in which each field holds something nobody expects."""
    chosen = chance.sample(names, k=min(len(names), chance.randint(1, 12)))
    return b"&".join(
        quote_from_bytes(n.encode()).encode() + b"=" + quote_from_bytes(chance.choice(EVIL)).encode() for n in chosen
    )


def requests_to(there, names, chance, count):
    """Yield so many (method, path, body, content type): forms above all, then bodies that are none."""
    boundary = b"--b\r\nContent-Disposition: form-data; name="
    bodies = (
        (b"a=" + b"x" * 1_000_000, FORM),
        (b"&".join(b"a%d=1" % n for n in range(10_000)), FORM),
        (b"a=" + b"x" * 6_000_000, FORM),
        (b'{"a": [', "application/json"),
        (b"\xff\xfe\x00", "text/xml"),
        (boundary + b"a\r\n\r\nx", "multipart/form-data; boundary=b"),
        (boundary + b'"a"; filename="../../x\x00.csv"\r\n\r\nx\r\n--b--\r\n', "multipart/form-data; boundary=b"),
        (b"no boundary", "multipart/form-data"),
        (b"a=%zz&%=%&&&=", FORM),
        (b"a=\xed\xa0\x80", f"{FORM}; charset=utf-16"),
        (b"a=x", f"{FORM}; charset=no-such-charset"),
        (b"a=x", "\x01"),
        (b"", ""),
    )  # fmt: skip
    for _ in range(count):
        kind = chance.random()
        if kind < 0.6:
            yield "post", there, encoded(chance, names), FORM
        elif kind < 0.8:
            yield "get", f"{there}?{encoded(chance, names).decode()[:4000]}", b"", FORM
        else:
            body, content_type = chance.choice(bodies)
            yield "post", there, body, content_type


def whoever_may(world, name):
    """Return a client that gets past the guard of this address, if anybody does."""
    may = ROWS[name].may if name in ROWS else {Role.NURSE}
    return client_of(world["users"][next(iter(may))], raise_request_exception=False)


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_nothing_that_is_sent_makes_a_page_fail(world, address):
    """Each request is rolled back, so that the next finds the world as it was."""
    chance = random.Random(address.name)
    there = path_of(address, group=world["group"], things=world["things"])
    client = whoever_may(world, address.name)
    names = fields_of(client, there)
    failed = []
    for method, path, body, content_type in requests_to(there, names, chance, _count()):
        with transaction.atomic():
            answer = client.generic("POST", path, body, content_type) if method == "post" else client.get(path)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            failed.append((method, path[:300], body[:300], content_type, repr(answer.exc_info and answer.exc_info[1])))

    assert failed == []


def _count():
    return MANY if os.environ.get("SUPPORTGROUP_ALL") == "1" else FEW


def test_everything_is_more_than_twenty_thousand_inputs():
    assert MANY * len(ADDRESSES) >= 20_000


def test_a_method_that_no_page_knows_fails_nowhere(world):
    failed = []
    for address in ADDRESSES:
        there = path_of(address, group=world["group"], things=world["things"])
        may = ROWS[address.name].may if address.name in ROWS else {Role.NURSE}
        client = world["clients"][next(iter(may))]
        for method in ("PUT", "DELETE", "OPTIONS", "HEAD"):
            with transaction.atomic():
                answer = client.generic(method, there)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                failed.append((method, there))

    assert failed == []


def test_a_path_that_nobody_made_fails_nowhere():
    client = Client(raise_request_exception=False)
    for typed in EVIL:
        for before in (
            "/",
            "/immunology/people/",
            "/answer/k/",
            "/privacy/",
            "/contact/",
            "/sign-in/password/reset/key/",
        ):
            answer = client.get(before + quote_from_bytes(typed[:1000]) + "/")
            assert answer.status_code < 500, (before, typed)
