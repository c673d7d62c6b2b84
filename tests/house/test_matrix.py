"""Every address, every role, in their own group and in another: each cell has one right answer."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from supportgroup.access.choices import Role
from supportgroup.access.gate import Guard
from supportgroup.people.middleware import SESSION_KEY
from tests.house.matrix import OWN, PUBLIC, ROWS, SIGNED_IN, THIRD_PARTY


def every_address(patterns=None):
    """Yield every URL pattern that leads to a view."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


def is_third_party(name: str) -> bool:
    return any(name.startswith(beginning) for beginning in THIRD_PARTY)


OURS = sorted({pattern.name: pattern for pattern in every_address() if not is_third_party(pattern.name)}.items())


def test_every_address_has_a_name_and_a_row():
    named = {pattern.name for pattern in every_address()}
    listed = set(ROWS) | PUBLIC | OWN | SIGNED_IN

    assert None not in named
    assert {name for name in named if not is_third_party(name)} == listed


@pytest.mark.parametrize(("name", "pattern"), OURS, ids=[name for name, _ in OURS])
def test_every_view_is_guarded_as_its_row_says(name, pattern):
    guard = getattr(pattern.callback, "guard", None)

    assert isinstance(guard, Guard), f"{name} has no guard"
    if name in ROWS:
        assert guard.power is not None
    elif name in OWN:
        assert guard.own
    elif name in SIGNED_IN:
        assert guard.signed_in
    else:
        assert len(guard.because) > len("because")


def ask(client, name, things, group, method):
    parts = ROWS[name].parts(things)
    return getattr(client or Client(), method)(reverse(name, kwargs={"group": group.slug, **parts}))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_role_gets_what_its_cell_says(world, name):
    row = ROWS[name]
    method = "post" if row.post_only else "get"
    answers = {
        role: ask(client, name, world["things"], world["group"], method).status_code
        for role, client in world["clients"].items()
    }

    let_in = {role for role, status in answers.items() if status not in {403, 404}}
    assert let_in == row.may, answers
    assert {status for role, status in answers.items() if role not in row.may} <= {403}
    assert all(status < 400 for role, status in answers.items() if role in row.may), answers


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_somebody_without_a_role_in_the_group_finds_nothing(world, name):
    method = "post" if ROWS[name].post_only else "get"

    assert ask(world["stranger"], name, world["things"], world["group"], method).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.things))
def test_a_thing_of_another_group_is_not_there(world, name):
    row = ROWS[name]
    method = "post" if row.post_only else "get"

    for role in row.may:
        answer = ask(world["clients"][role], name, world["foreign"], world["group"], method)
        assert answer.status_code == 404, role


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_signed_out_are_asked_to_sign_in(world, name):
    if ROWS[name].post_only:
        assert ask(None, name, world["things"], world["group"], "post").status_code == 401
    else:
        answer = ask(None, name, world["things"], world["group"], "get")
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.post_only))
def test_what_changes_something_is_never_done_by_a_link(world, name):
    for role in ROWS[name].may:
        assert ask(world["clients"][role], name, world["things"], world["group"], "get").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nobody_may_post_without_the_power(world, name):
    row = ROWS[name]
    for role, client in world["clients"].items():
        if role not in row.may:
            assert ask(client, name, world["things"], world["group"], "post").status_code == 403


@pytest.fixture
def member(world):
    """A person of the register whose own session is open."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = world["things"]["person"]
    session.save()
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_member_opens_nothing_of_the_staff(world, member, name):
    row = ROWS[name]
    parts = row.parts(world["things"])
    address = reverse(name, kwargs={"group": world["group"].slug, **parts})

    assert member.get(address).status_code == 302
    assert member.post(address).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OWN))
def test_an_own_page_is_for_the_person_alone(world, member, name):
    nurse = world["clients"][Role.NURSE]

    assert member.get(reverse(name)).status_code == 200
    assert [client.get(reverse(name)).url for client in (Client(), nurse)] == [reverse("own_sign_in")] * 2
