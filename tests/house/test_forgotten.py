"""No model that names a person is forgotten: each is handed out, moved when two records are one, and erased."""

import pytest
from django.db import connection, models

from supportgroup.people.models import Person
from supportgroup.people.reactions import Event, tell
from supportgroup.rights.copies.gathering import gather
from supportgroup.rights.erasing import actions as erasing
from supportgroup.rights.erasing.choices import Reason
from tests.factories import PersonFactory
from tests.house.planted import KEYS_ONLY, MOVED_BY_THE_REGISTER, PLANTED, TESTER
from tests.house.test_models import our_models

NAMES_OF_KEYS = {"person", "person_key", "people", "people_keys", "person_id", "recipient_key", "patient", "members"}
"""What a column is called that holds keys of people without being a foreign key."""


def naming_fields(model):
    """Return the fields of a model that hold the key of a person."""
    return [
        field
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False)
        and (field.related_model is Person if field.is_relation else holds_keys(field))
    ]


def holds_keys(field):
    """Tell whether a column holds keys of people by its name; a plain number called "people" counts them."""
    is_list = hasattr(field, "base_field")
    return field.name in NAMES_OF_KEYS and (is_list or field.name not in {"people", "members"})


def naming_models():
    """Return every model of ours that names a person, tables of the trail apart: one function empties those."""
    return {
        model._meta.label: model
        for model in our_models()
        if not hasattr(model, "pgh_id") and model is not Person and naming_fields(model)
    }


def rows_naming(model, key):
    """Return the rows of a model that hold this key."""
    where = models.Q(pk__in=[])
    for field in naming_fields(model):
        is_list = field.get_internal_type() == "ArrayField" or hasattr(field, "base_field")
        where |= models.Q(**{f"{field.name}__contains": [key]}) if is_list else models.Q(**{field.name: key})
    return model.objects.filter(where)


def test_every_model_that_names_a_person_is_planted():
    forgotten = set(naming_models()) - set(PLANTED) - set(KEYS_ONLY)

    assert not forgotten, (
        f"{', '.join(sorted(forgotten))}: it names a person. Let its room answer MERGED, DOWNLOADED and ERASED, "
        "and plant one row of it in tests/house/planted.py."
    )
    assert set(PLANTED) | set(KEYS_ONLY) <= set(naming_models()), "planted.py has a model that names nobody"


def test_a_column_that_may_hold_keys_of_people_is_known_by_its_name():
    odd = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        if not hasattr(model, "pgh_id")
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and not field.is_relation
        if any(word in field.name for word in ("person", "people", "patient", "recipient", "member"))
        and field.name not in NAMES_OF_KEYS | {"recipient_kind", "sees_people"}
    ]

    assert odd == [], "does it hold keys of people? Then call it as NAMES_OF_KEYS says, else name it here"


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(PLANTED))
def test_what_names_a_person_is_handed_out(label):
    person = PersonFactory()
    before = gather(person, by=TESTER)["sections"]

    PLANTED[label](person)

    assert rows_naming(naming_models()[label], person.pk).exists()
    after = gather(person, by=TESTER)["sections"]
    assert after != before, f"{label} is not in the copy: its room does not answer DOWNLOADED"


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(set(PLANTED) - MOVED_BY_THE_REGISTER))
def test_what_names_a_person_goes_with_the_record_that_stays(label):
    goes = PersonFactory()
    stays = PersonFactory(group=goes.group)
    PLANTED[label](goes)
    model = naming_models()[label]

    tell(Event.MERGED, goes, by=TESTER, into=stays)

    assert not rows_naming(model, goes.pk).exists(), f"{label}: its room does not answer MERGED"
    assert rows_naming(model, stays.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(PLANTED))
def test_what_names_a_person_is_erased(label):
    person = PersonFactory(first_name="Zephyrine", last_name="Quilliam")
    PLANTED[label](person)
    key = person.pk

    erasing.erase(person, reason=Reason.ASKED, by=TESTER)

    assert not rows_naming(naming_models()[label], key).exists(), f"{label}: its room does not answer ERASED"
    assert traces_of(["Zephyrine", "Quilliam"]) == {}


def traces_of(words):
    """Return {table: a row in which one of these words stands}, over every table there is, the trail too."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT whole::text FROM "{table}" whole')
            for (row,) in cursor:
                if any(word.lower() in row.lower() for word in words):
                    found[table] = row
    return found
