"""Markup and formulas in every text that people may type: shown as they were typed, on every page and in every mail."""

import email
import re
from email import policy

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, models, transaction

from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import Lane
from supportgroup.outbox.compose import envelope_of
from supportgroup.outbox.kinds import every_kind
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from tests.house.addresses import every_address, path_of
from tests.house.matrix import ROWS
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db
MARKUP = "=<i id=x>\"'&{{7*7}}"
RAW = re.compile(rb"<i id=x>|49\}\}|=49")
OURS = ("supportgroup.", "surveys.")
NOT_TYPED = {
    "key",
    "kind",
    "state",
    "occasion",
    "slug",
    "public_code",
    "record_number",
    "filed_under",
    "pgh_label",
    "name_of_file",
}


def typed_fields():
    """Return every text column that people may fill with words of their own."""
    for model in apps.get_models():
        if not model.__module__.startswith(OURS) or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.fields:
            text = type(field) in (models.CharField, models.TextField)
            long = field.max_length is None or field.max_length >= len(MARKUP)
            if text and long and not field.choices and field.name not in NOT_TYPED and not field.unique:
                yield model, field


@pytest.fixture(scope="module")
def marked(world):
    """The world with markup in every text. What the database refuses by a rule of its own stays as it was."""
    changed = 0
    for model, field in typed_fields():
        try:
            with transaction.atomic():
                changed += model._base_manager.all().update(**{field.name: MARKUP})
        except (IntegrityError, DataError, Exception):  # noqa: BLE001  triggers may refuse in their own words
            continue
    assert changed > 20
    return world


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if not row.post_only))
def test_no_page_shows_markup_as_markup(marked, name):
    address = next(address for address in every_address() if address.name == name)
    there = path_of(address, group=marked["group"], things=marked["things"])
    for role in ROWS[name].may:
        with transaction.atomic():
            answer = marked["clients"][role].get(there)
            transaction.set_rollback(True)
        if "text/html" in answer.get("Content-Type", ""):
            assert RAW.search(answer.content) is None, (role, RAW.search(answer.content))
        elif "csv" in answer.get("Content-Type", ""):
            cells = re.split(rb"[,\r\n]", b"".join(answer))
            assert [cell for cell in cells if cell.strip(b'"').startswith((b"=", b"+", b"-", b"@"))] == []


EVIL = "Mary\r\nBcc: all@evil.example\r\n\r\nwords\u2028Bcc: x@evil.example\x85Subject: y"


@pytest.mark.parametrize("lane", [Lane.URGENT, Lane.BULK])
def test_no_name_adds_a_header_or_a_recipient_to_a_mail(group, lane):
    from tests.outbox import kinds_of_tests

    kinds_of_tests.register()
    person = Person.objects.create(group=group, first_name=EVIL, last_name="Lane", email="mary@mail.example")
    Group.objects.filter(pk=group.pk).update(neutral_name=EVIL[:60], hospital_name=EVIL[:60])
    message = MessageFactory(group=Group.objects.get(pk=group.pk), person=person, lane=lane)
    message.addressee = person

    envelope = envelope_of(message)
    read = email.message_from_bytes(envelope.content, policy=policy.default)

    assert set(read.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Reply-To", "Message-ID", "Date", "Auto-Submitted",
    }  # fmt: skip
    assert envelope.recipient == "mary@mail.example"
    assert len(read["To"].addresses) == len(read["From"].addresses) == 1


def test_markup_in_a_name_stays_a_name_in_every_sign_in_mail(group):
    user = User.objects.create(email="user@hospital.example", name=MARKUP)
    written = []
    for kind in (kind for kind in every_kind() if kind.name.startswith("signin.")):
        message = Message(group=group, kind=kind.name, recipient_key=user.pk, occasion="x 1")
        message.addressee = user
        try:
            html = kind.compose(message).html
        except (ValueError, LookupError, AttributeError, ObjectDoesNotExist):
            continue  # it wants more than a user: a code, an invitation, a change
        written.append(kind.name)
        assert RAW.search(html.encode()) is None, kind.name
        assert "&lt;i" in html, kind.name

    assert "signin.password_link" in written


def test_the_marked_world_has_every_role(marked):
    assert set(marked["clients"]) == set(Role)
