import pytest

from supportgroup.people.folding import LEFT_OUT, MARKED, folded
from supportgroup.people.models import Person
from tests.factories import GroupFactory


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Zoë", "zoe"), ("O’Neill", "oneill"), ("ŁUKASZ", "lukasz"), ("Zoe\u0308", "zoe"), ("Smith-Jones", "smith-jones")],
)
def test_a_name_is_found_without_its_marks(name, plain):
    assert folded(name) == plain


@pytest.mark.django_db
def test_the_database_files_people_as_we_look_for_them():
    group = GroupFactory()
    letters = MARKED + MARKED.upper() + LEFT_OUT + "ABCxyz-. 12"
    names = [letters[start : start + 20] for start in range(0, len(letters), 20)]
    people = Person.objects.bulk_create([Person(group=group, first_name="Ada", last_name=name) for name in names])

    filed = dict(Person.objects.of(group).values_list("pk", "filed_under"))

    assert filed == {person.pk: folded(f"{person.last_name} Ada") for person in people}
