import pytest

from supportgroup.access.actor import CLOCK
from supportgroup.people import reactions
from supportgroup.people.reactions import Event, register, tell

EVENTS = {"withdrew", "died", "merged", "downloaded", "erased"}


@pytest.fixture
def answers():
    """Register answers as if no room had yet; they are forgotten after the test."""
    before = dict(reactions._answers)
    reactions._answers.update({event: [] for event in Event})
    yield register
    reactions._answers.update(before)


def test_there_are_five_events():
    assert {event.value for event in Event} == EVENTS


def test_every_room_answers_in_the_order_of_registering_and_only_its_event(answers):
    answers(Event.DOWNLOADED, lambda person, *, by: f"first {person}")
    answers(Event.DOWNLOADED, lambda person, *, by: f"second {by.name}")
    answers(Event.ERASED, lambda person, *, by: 1 / 0)

    assert tell(Event.DOWNLOADED, "Ada", by=CLOCK) == ["first Ada", "second the clock"]


def test_an_answer_is_told_what_belongs_to_the_event(answers):
    answers(Event.MERGED, lambda person, *, by, into: into)

    assert tell(Event.MERGED, "Ada", by=CLOCK, into="Adaeze") == ["Adaeze"]
