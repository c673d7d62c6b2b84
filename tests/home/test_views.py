import pytest

from supportgroup.access.choices import Role
from tests.factories import HoldingFactory

pytestmark = pytest.mark.django_db


def test_the_front_door_offers_a_code_and_signing_in(client):
    html = client.get("/").content.decode()

    assert "Type my code" in html
    assert "Sign in" in html


def test_a_user_of_one_group_goes_straight_to_it(signed_in, nurse):
    assert signed_in(nurse).get("/").url == "/immunology/"


def test_a_user_of_two_groups_chooses(signed_in, nurse, other_group):
    HoldingFactory(user=nurse, group=other_group, role=Role.PALS)

    html = signed_in(nurse).get("/").content.decode()
    assert "Immunology patient support group" in html
    assert "Rheumatology patient support group" in html


def test_a_user_whose_roles_have_ended_is_told_whom_to_ask(signed_in, nurse):
    nurse.holdings.update(ends_on="2020-01-02")

    assert "You have no role now" in signed_in(nurse).get("/").content.decode()


def test_the_public_pages_name_no_condition_and_no_slug(client, group):
    for address in (f"/privacy/{group.public_code}/", f"/contact/{group.public_code}/", "/accessibility/", "/"):
        html = client.get(address).content.decode().lower()
        assert "immun" not in html, address


def test_a_page_is_never_stored(client, signed_in, nurse):
    for answer in (client.get("/"), signed_in(nurse).get("/immunology/")):
        assert "no-store" in answer["Cache-Control"]


def test_every_answer_carries_the_headers_that_protect(client):
    answer = client.get("/")

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_the_table_of_roles_is_shown_in_words(signed_in, nurse):
    html = signed_in(nurse).get("/immunology/who-may-see-what/").content.decode()

    assert "see who has replied, record reply slips and print reminders" in html
    assert "Nobody sees what one person answered" in html
