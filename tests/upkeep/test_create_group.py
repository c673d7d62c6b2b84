"""The first day: one command, and the administrator can begin."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from supportgroup.groups.rules import INCOMPLETE
from supportgroup.outbox.models import Message

pytestmark = pytest.mark.django_db


def create(slug="cardiology", admin="ivy.stone@hospital.example", **options):
    out = io.StringIO()
    call_command("create_group", slug, admin=admin, no_input=True, stdout=out, **options)
    return out.getvalue()


def test_a_group_begins_incomplete_with_an_administrator_who_is_sent_a_link(client):
    said = create()

    group, user = Group.objects.get(), User.objects.get()
    assert (group.slug, group.name, group.neutral_name) == (
        "cardiology",
        "Cardiology patient support group",
        "Patient survey",
    )
    assert re.fullmatch(r"[bcdfghjkmnpqrtvwxz]{3}", group.public_code)
    assert group.why_not_send == INCOMPLETE
    assert (user.name, user.roles_in("cardiology")) == ("Ivy Stone", {Role.ADMINISTRATOR})
    assert not user.has_usable_password()
    assert Message.objects.get().kind == "signin.password_link"
    link = re.search(r"https?://[^/]+(/sign-in/password/reset/key/\S+)", said).group(1)
    assert client.get(link, follow=True).status_code == 200


def test_a_group_that_is_there_is_said_and_left_alone():
    create()
    before = Group.objects.values().get()

    with pytest.raises(CommandError, match="There is already a group “cardiology”"):
        create(admin="other@hospital.example")
    assert Group.objects.values().get() == before
    assert User.objects.count() == 1


def test_an_administrator_who_signs_in_already_gets_the_role_and_no_link(nurse):
    said = create(admin="NURSE@hospital.example")

    assert "signs in as before" in said
    assert User.objects.get(pk=nurse.pk).roles_in("cardiology") == {Role.ADMINISTRATOR}
    assert not Message.objects.exists()


def test_an_administrator_who_had_left_can_sign_in_again_by_a_new_link(nurse):
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    said = create(admin="nurse@hospital.example")

    back = User.objects.get(pk=nurse.pk)
    assert (back.is_active, back.has_usable_password()) == (True, False)
    assert back.roles_in("cardiology") == {Role.ADMINISTRATOR}
    assert "has been sent a link" in said
    assert Message.objects.get().kind == "signin.password_link"


@pytest.mark.parametrize("slug", ["answer", "privacy", "static", "not a slug", "x" * 60])
def test_an_address_that_cannot_be_one_is_refused_and_nothing_is_left(slug):
    with pytest.raises(CommandError):
        create(slug)
    assert not Group.objects.exists()
    assert not User.objects.exists()


def test_an_email_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="valid email"):
        create(admin="ivy")


def test_names_may_be_given():
    create(name="Heart group", code="hrt", hospital="Westbrook", admin_name="Ivy B. Stone", neutral_name="Your views")

    group = Group.objects.get()
    assert (group.name, group.public_code, group.hospital_name) == ("Heart group", "hrt", "Westbrook")
    assert (group.neutral_name, User.objects.get().name) == ("Your views", "Ivy B. Stone")
