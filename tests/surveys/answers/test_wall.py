"""About the code: nothing in this room can tie an answer to a person or a moment."""

import pytest
from django.apps import apps
from django.db import connection, models

from surveys.questionnaire.models import Survey

MODELS = list(apps.get_app_config("answers").get_models(include_auto_created=True))
MOMENTS = (models.DateField, models.TimeField, models.DurationField)


def test_the_room_has_two_tables_and_no_history_of_either():
    assert {model.__name__ for model in MODELS} == {"SealedAnswer", "Response"}


@pytest.mark.parametrize("model", MODELS)
def test_no_column_holds_a_moment_or_a_number_in_a_row(model):
    for field in model._meta.get_fields():
        assert not isinstance(field, MOMENTS), field
        assert not isinstance(field, models.IntegerField), field


@pytest.mark.parametrize("model", MODELS)
def test_the_only_way_out_of_a_row_is_to_its_survey(model):
    assert {field.related_model for field in model._meta.get_fields() if field.is_relation} == {Survey}


@pytest.mark.parametrize("model", MODELS)
def test_no_other_row_points_into_the_room(model):
    assert not [field for field in model._meta.get_fields(include_hidden=True) if field.auto_created]


def test_the_columns_are_these_and_no_others():
    columns = {model.__name__: {field.column for field in model._meta.fields} for model in MODELS}

    assert columns == {
        "SealedAnswer": {"id", "survey_id", "sealed"},
        "Response": {"id", "survey_id", "content", "edition"},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_the_database_has_no_trigger_sequence_or_default_that_marks_a_row(model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT column_name, column_default, is_identity FROM information_schema.columns WHERE table_name = %s "
            "AND (column_default IS NOT NULL OR is_identity = 'YES')",
            [table],
        )
        assert cursor.fetchall() == []
