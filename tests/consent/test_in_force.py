import pytest

from supportgroup.consent import in_force
from supportgroup.consent.choices import Purpose, Sheet
from supportgroup.people.choices import Route, Standing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_who_died_or_moved_has_agreed_to_nothing_any_more(ada, answer):
    answer(ada, "member")
    assert in_force.may(ada, Purpose.MEMBER)

    ada.standing = Standing.MOVED
    assert not in_force.may(ada, Purpose.MEMBER)


def test_only_people_of_the_group_who_said_yes_to_all_are_chosen(group, other_group, ada, answer):
    only_member = PersonFactory(group=group)
    withdrew = PersonFactory(group=group)
    elsewhere = PersonFactory(group=other_group)
    died = PersonFactory(group=group)
    for person in (ada, withdrew, elsewhere, died):
        answer(person, "member", "share_experience", days_ago=2)
    answer(only_member, "member")
    answer(withdrew, "member", days_ago=1)
    died.standing = Standing.DIED
    died.save()

    agreed = in_force.people_who_agreed(group, Purpose.MEMBER, Purpose.SHARE_EXPERIENCE)
    assert list(agreed) == [ada]
    assert set(in_force.people_who_agreed(group, Purpose.MEMBER)) == {ada, only_member, withdrew}


def test_what_somebody_ticked_decides_the_way_of_a_message_that_needs_consent(ada, answer):
    ada.preferred_route = Route.EMAIL
    answer(ada, "member", "by_letter")
    assert in_force.channel_for(ada, Purpose.MEMBER) == "letter"

    answer(ada, "member", "by_letter", "by_email")
    assert in_force.channel_for(ada, Purpose.MEMBER) == "email"

    answer(ada, "member", "by_text")
    assert in_force.channel_for(ada, Purpose.MEMBER) is None


def test_who_was_never_asked_how_is_written_to_in_their_usual_way(ada, answer):
    ada.preferred_route = Route.EMAIL
    answer(ada, "discussion", sheet=Sheet.FOCUS_GROUP)

    assert in_force.channel_for(ada, Purpose.DISCUSSION) == "email"
    assert in_force.channel_for(ada, Purpose.MEMBER) is None


def test_many_people_are_asked_about_in_one_query(group, ada, answer, django_assert_num_queries):
    others = [PersonFactory(group=group) for _ in range(3)]
    for person in (ada, *others[:2]):
        answer(person, "member")

    with django_assert_num_queries(1):
        said = in_force.said_by_many([one.pk for one in (ada, *others)])
        assert [said[one.pk].get("member") for one in (ada, *others)] == ["yes", "yes", "yes", None]
