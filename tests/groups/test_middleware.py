import pytest
from django.urls import get_resolver

from supportgroup.groups.rules import RESERVED_SLUGS

pytestmark = pytest.mark.django_db


def test_every_address_without_a_group_is_reserved():
    first_words = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    inner = {str(p.pattern).split("/")[0] for p in get_resolver().url_patterns[-1].url_patterns}

    literal = {word for word in first_words | inner if word and "<" not in word}
    assert literal <= RESERVED_SLUGS


def test_a_stranger_cannot_learn_which_groups_there_are(client, group):
    there, not_there = client.get(f"/{group.slug}/"), client.get("/cardiology/")

    assert (there.status_code, not_there.status_code) == (302, 302)
    assert there.url.replace(group.slug, "") == not_there.url.replace("cardiology", "")


def test_a_group_that_is_not_there_is_not_there(signed_in, nurse):
    assert signed_in(nurse).get("/cardiology/").status_code == 404
