import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_administrator_finds_the_settings_in_the_navigation(signed_in, administrator, group):
    html = signed_in(administrator).get(reverse("today", args=[group.slug])).content.decode()

    assert f'href="{reverse("group_settings", args=[group.slug])}"' in html


def test_a_nurse_is_not_offered_the_settings(signed_in, nurse, group):
    html = signed_in(nurse).get(reverse("today", args=[group.slug])).content.decode()

    assert reverse("group_settings", args=[group.slug]) not in html


def test_every_line_of_the_settings_page_leads_somewhere(signed_in, administrator, group):
    client = signed_in(administrator)
    sections = client.get(reverse("group_settings", args=[group.slug])).context["sections"]

    assert sections
    for _, lines in sections:
        for line in lines:
            assert client.get(line.url).status_code == 200, line.text
