"""Where people stand with the group, on the list of people: a tag for each, and a filter."""

import datetime

import pytest

from supportgroup.consent import actions
from supportgroup.consent.choices import How, Sheet
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 1)
LIST = "/immunology/people/"


@pytest.fixture
def five(group, answer, by):
    people = {name: PersonFactory(group=group, last_name=name) for name in ("Member", "No", "Left", "Asked", "Never")}
    answer(people["Member"], "member", days_ago=9)
    answer(people["No"], days_ago=9)
    answer(people["Left"], "member", days_ago=9)
    actions.leave(people["Left"], how=How.PHONE, by=by)
    actions.note_asked(people["Asked"], sheet=Sheet.MEMBERSHIP, on=DAY, how=How.PAPER, by=by)
    return people


def names(page):
    return [row["person"].last_name for row in page.context["list"].rows]


@pytest.mark.parametrize(
    ("word", "name"),
    [("member", "Member"), ("declined", "No"), ("left", "Left"), ("asked", "Asked"), ("not_asked", "Never")],
)
def test_the_list_is_filtered_by_membership(five, nurse, signed_in, word, name):
    page = signed_in(nurse).get(f"{LIST}?member={word}")

    assert names(page) == [name]
    assert page.context["list"].total == 1


def test_each_row_has_its_tag(five, nurse, signed_in):
    page = signed_in(nurse).get(LIST)

    tags = {row["person"].last_name: row["tags"][0][1][0] for row in page.context["list"].rows}
    assert tags == {
        "Member": "Member", "No": "Declined", "Left": "Left", "Asked": "Asked, no answer yet", "Never": "Not asked",
    }  # fmt: skip
    assert "Membership" in page.content.decode()


def test_it_holds_beside_the_other_filters_and_may_be_kept_and_taken_out(five, nurse, signed_in, group):
    PersonFactory(group=group, last_name="Ear", needs=["audio"])
    nurses = signed_in(nurse)

    page = nurses.get(f"{LIST}?needs=audio&member=not_asked")
    assert names(page) == ["Ear"]
    assert page.context["list"].in_words == "Current patients, Audio, Not asked"
    assert names(nurses.get(f"{LIST}?member=nonsense", follow=True)) == sorted([*five, "Ear"])
    nurses.post(f"{LIST}filters/keep/?member=member", {"name": "Members"})
    assert [offer.url for offer in nurses.get(LIST).context["offers"]] == ["?member=member"]
    taken = nurses.post(f"{LIST}take-out/?member=member", {"reason": "For the meeting", "way": "export"})
    rows = b"".join(taken.streaming_content).decode().splitlines()
    assert len([row for row in rows if row.startswith("Member,")]) == 1
    assert not [row for row in rows if row.startswith("Never,")]


def test_the_tags_of_a_page_cost_one_query(five, group, nurse, signed_in, django_assert_max_num_queries):
    nurses = signed_in(nurse)
    nurses.get(LIST)
    with django_assert_max_num_queries(40) as few:
        nurses.get(f"{LIST}?member=not_asked")
    for _ in range(40):
        PersonFactory(group=group)
    with django_assert_max_num_queries(len(few)):
        nurses.get(f"{LIST}?member=not_asked")
