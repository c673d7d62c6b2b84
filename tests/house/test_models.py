"""What the tables promise."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from surveys.answers.models import Response, SealedAnswer
from surveys.mailing.models import Invitee
from tests.house.code import floors


def floor_of(module: str) -> int:
    """Return the floor of a package, 0 the highest; -1 for what is not ours."""
    for height, packages in enumerate(floors()):
        if any(module == package or module.startswith(f"{package}.") for package in packages):
            return height
    return -1


def our_models():
    return [model for model in apps.get_models() if floor_of(model._meta.app_config.name) >= 0]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_a_foreign_key_follows_the_floors_down():
    upward = []
    for model in our_models():
        for field in model._meta.get_fields():
            if not (field.is_relation and isinstance(field, models.ForeignKey)):
                continue
            here, there = (floor_of(m._meta.app_config.name) for m in (model, field.related_model))
            same_room = model._meta.app_config is field.related_model._meta.app_config
            if there >= 0 and not same_room and there <= here:
                upward.append(f"{model.__name__}.{field.name} -> {field.related_model.__name__}")

    assert upward == []


def test_names_and_answers_are_joined_by_no_key():
    sides = {"surveys.mailing": "surveys.answers", "surveys.answers": "surveys.mailing"}
    crossing = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model
        if sides.get(model._meta.app_config.name) == field.related_model._meta.app_config.name
    ]

    assert crossing == []


@pytest.mark.parametrize("model", [SealedAnswer, Response])
def test_an_answer_has_no_date_no_number_in_order_and_no_key_but_its_survey(model):
    kinds = {field.name: type(field) for field in model._meta.get_fields() if field.concrete}

    assert kinds.pop("id") is models.UUIDField
    assert kinds.pop("survey") is models.ForeignKey
    assert kinds.pop("edition", models.CharField) is models.CharField
    assert set(kinds.values()) <= {models.BinaryField, models.JSONField}


@pytest.mark.parametrize(
    "model",
    [
        "mailing.Invitee",
        "replying.Draft",
        "replying.Tally",
        "keying.Keyed",
        "keying.Drawn",
        "answers.SealedAnswer",
        "answers.Response",
    ],
)
def test_what_moves_when_somebody_replies_keeps_no_history(model):
    label, name = model.split(".")

    assert apps.get_model(model)
    assert f"{name}Event" not in {found.__name__ for found in apps.get_app_config(label).get_models()}


def test_whether_somebody_replied_is_known_by_day_only():
    moments = [f.name for f in Invitee._meta.get_fields() if f.concrete and isinstance(f, models.DateTimeField)]

    assert moments == []
    assert type(Invitee._meta.get_field("outcome_on")) is models.DateField


def test_there_is_no_django_admin_and_no_superuser():
    assert not apps.is_installed("django.contrib.admin")
    assert not apps.is_installed("pghistory.admin")
    assert not hasattr(apps.get_model("accounts", "User"), "is_superuser")
