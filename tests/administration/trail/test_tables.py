"""Every table of the trail leads to its group; a table that cannot be placed would be seen by nobody."""

import pytest

from supportgroup.administration.trail import tables
from tests.factories import GroupFactory, OutlineFactory, PersonFactory

pytestmark = pytest.mark.django_db
ALL = tables.event_models()


@pytest.mark.parametrize("model", ALL, ids=tables.label_of)
def test_every_table_of_the_trail_leads_to_a_group(model, group):
    assert tables.rows_of(model).filter(tables.of_group(model, group)).count() >= 0


@pytest.mark.parametrize("model", ALL, ids=tables.label_of)
def test_every_table_can_be_asked_about_a_person(model):
    condition = tables.of_person(model, 1)

    assert condition is None or tables.rows_of(model).filter(condition).count() == 0


def test_a_table_about_people_is_known_as_one():
    about = {tables.label_of(model) for model in ALL if tables.is_about_people(model)}

    assert {"people.person", "people.clinicaloutline"} <= about
    assert not {"groups.group", "accounts.user", "questionnaire.survey"} & about


def test_what_belonged_to_somebody_who_is_gone_is_still_found_in_their_group(group):
    outline = OutlineFactory(person=PersonFactory(group=group))
    key = outline.pk
    outline.person.delete()
    model = next(model for model in ALL if tables.label_of(model) == "people.clinicaloutline")

    found = tables.rows_of(model).filter(tables.of_group(model, group), tables.of_person(model, key))

    assert {row.pgh_label for row in found} == {"insert", "delete"}
    assert not tables.rows_of(model).filter(tables.of_group(model, GroupFactory())).exists()
