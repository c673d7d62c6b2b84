import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.access.choices import Power, Role
from supportgroup.access.subjects import by_subject
from tests.factories import HoldingFactory, user_with_role

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
    for address in (*PUBLIC_PAGES, "/"):
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

    assert "See who has replied, record reply slips and print reminders" in html
    assert "Nobody sees what one person answered" in html


PUBLIC_PAGES = ("/privacy/qvt/", "/contact/qvt/", "/accessibility/")


def test_the_privacy_notice_says_what_the_law_asks_for(client, group):
    html = client.get("/privacy/qvt/").content.decode()

    for must in (
        "being the controller",
        "What we hold",
        "UK GDPR Article 6(1)(e)",
        "explicit consent",
        "Who sees it",
        "How long we keep it",
        "kept for 7 days",
        "to correct it, to use it less, or to remove it",
        "Mira Shah",
        "data.protection@hospital.example",
        "within 30 days",
        "Information Commissioner’s Office",
        "No computer decides anything about you here.",
    ):
        assert must in html, must


def test_the_notice_shows_the_words_the_group_has_confirmed(client, group):
    group.lawful_bases = {"surveys": "Because our officer says so."}
    group.save()

    html = client.get("/privacy/qvt/").content.decode()
    assert "Because our officer says so." in html
    assert "explicit consent" in html


def test_the_accessibility_statement_has_the_parts_the_regulations_ask_for(client, settings):
    settings.SITE_URL = "https://survey.hospital.example"
    html = client.get("/accessibility/").content.decode()

    for must in (
        "survey.hospital.example",
        "(No. 2) Accessibility Regulations 2018",
        "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA",
        "What was not tested",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "This statement was prepared on",
    ):
        assert must in html, must


def test_the_contact_page_gives_every_way_to_reach_a_group(client, group):
    html = client.get("/contact/qvt/").content.decode()

    for must in ("0808 157 0123", "survey.qvt@hospital.example", "Freepost EASTBROOK SURVEYS", "01632 960 101", "999"):
        assert must in html, must


@pytest.mark.parametrize("name", ["privacy", "contact"])
def test_who_does_not_know_the_code_is_led_on_to_the_only_group_or_chooses(client, group, name):
    assert client.get(f"/{name}/").url == f"/{name}/qvt/"
    assert client.get("/privacy/qqq/").status_code == 404


@pytest.mark.parametrize("name", ["privacy", "contact"])
def test_who_does_not_know_the_code_chooses_by_it_and_reads_no_condition(client, group, other_group, name):
    html = client.get(f"/{name}/").content.decode()

    assert f'href="/{name}/qvt/"' in html
    assert f'href="/{name}/rzk/"' in html
    assert not {word for word in ("immun", "rheumat") if word in html.lower()}


def test_every_power_stands_once_under_a_subject():
    powers = [power for _, rows in by_subject() for power, _ in rows]
    assert sorted(powers) == sorted(Power)


def test_a_user_of_two_groups_finds_the_other_in_the_header_with_their_roles_there(signed_in, nurse, other_group):
    HoldingFactory(user=nurse, group=other_group, role=Role.PALS)

    html = signed_in(nurse).get("/immunology/").content.decode()

    assert "Other groups" in html
    assert 'href="/rheumatology/">Rheumatology patient support group<span class="sg-switch__roles">PALS officer' in html


def test_a_user_of_one_group_is_offered_no_other_and_asks_the_database_nothing_for_it(signed_in, nurse, other_group):
    html = signed_in(nurse).get("/immunology/").content.decode()

    assert "Other groups" not in html
    assert "Rheumatology" not in html


def test_a_role_that_has_ended_is_no_way_to_another_group(signed_in, nurse, other_group):
    HoldingFactory(user=nurse, group=other_group, role=Role.PALS, ends_on="2020-02-01")

    assert "Other groups" not in signed_in(nurse).get("/immunology/").content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_a_day_on_which_nothing_waits_costs_two_questions_beside_those_of_every_page(role, group, signed_in):
    user = user_with_role(role, group)
    client = signed_in(user)
    client.get("/immunology/")

    with CaptureQueriesContext(connection) as plain:
        client.get("/immunology/who-may-see-what/")
    with CaptureQueriesContext(connection) as today:
        assert client.get("/immunology/").status_code == 200

    assert len(today) - len(plain) <= 2, [query["sql"][:100] for query in today]
