"""The register counts itself: the tallies say at every moment what counting the people would say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from supportgroup.access.actor import CLOCK
from supportgroup.people import actions
from supportgroup.people.facets import FILTERS
from supportgroup.people.models import ClinicalOutline, Person, Tally
from tests.factories import GroupFactory, OutlineFactory, PersonFactory

FILTERED = [{}, {"needs": "audio"}, {"standing": "everyone"}, {"immunoglobulin": "no", "asked": "never"}]


def agree(group):
    for given_words in FILTERED:
        for clinical in (True, False):
            by_people = FILTERS.counted(Person.objects.of(group), given_words, clinical=clinical)
            assert FILTERS.tallied(Tally.objects.of(group), given_words, clinical=clinical) == by_people


step = st.tuples(
    st.sampled_from(["add", "needs", "die", "outline", "treat", "no outline", "forget", "fold", "asked"]),
    st.integers(0, 5),
)


class TestTheTalliesAgree(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(step, max_size=14))
    def test_whatever_happens_to_the_people(self, steps):
        group, other = GroupFactory(), GroupFactory()
        PersonFactory(group=other, needs=["audio"])
        for what, number in steps:
            people = list(Person.objects.of(group).order_by("pk"))
            person = people[number % len(people)] if people else None
            if what == "add":
                PersonFactory(
                    group=group, needs=["audio"][: number % 2], preferred_route=["letter", "email"][number % 2]
                )
            elif what == "fold":
                actions.fold_tallies(by=CLOCK)
            elif person:
                self.happens(what, person)

        agree(group)
        actions.fold_tallies(by=CLOCK)
        agree(group)

    def happens(self, what, person):
        one = Person.objects.filter(pk=person.pk)
        outline = ClinicalOutline.objects.filter(person=person)
        if what == "needs":
            one.update(needs=["audio", "bsl"])
        elif what == "die":
            one.update(standing="died")
        elif what == "asked":
            one.update(needs_asked_on="2026-05-03")
        elif what == "outline" and not outline.exists():
            OutlineFactory(person=person, condition_group="primary")
        elif what == "treat":
            outline.update(on_immunoglobulin=True, treatment_place="home")
        elif what == "no outline":
            outline.delete()
        elif what == "forget":
            person.delete()


@pytest.mark.django_db
def test_folding_leaves_one_row_for_each_kind_and_none_for_nobody(group):
    for _ in range(3):
        PersonFactory(group=group)
    gone = PersonFactory(group=group, needs=["audio"])
    gone.delete()

    actions.fold_tallies(by=CLOCK)

    assert [tally.number for tally in Tally.objects.of(group)] == [3]


@pytest.mark.django_db
def test_tallies_of_a_group_are_for_who_sees_its_register(group, other_group, nurse, committee):
    PersonFactory(group=group)
    PersonFactory(group=other_group)

    assert Tally.objects.visible_to(nurse, in_group=group).count() == 1
    assert not Tally.objects.visible_to(nurse, in_group=other_group).exists()
    assert not Tally.objects.visible_to(committee, in_group=group).exists()
