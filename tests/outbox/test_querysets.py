"""The questions that are asked again and again cost the same however many messages have gone before."""

import pytest
from django.db import connection

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.outbox.standing import gone, standing_of
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db

OLD_ROWS = 20_000


@pytest.fixture
def many_old(group):
    """Very many messages that have gone, and three that wait."""
    old = MessageFactory(group=group, state=State.SENT)
    differ = {"id": "DEFAULT", "recipient_key": "number", "mail_id": "gen_random_uuid()"}
    columns = [field.column for field in Message._meta.concrete_fields if field.column != "id"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO outbox_message ({', '.join(columns)}) "
            f"SELECT {', '.join(differ.get(column, column) for column in columns)} "
            "FROM outbox_message, generate_series(1000000, %s) AS number WHERE id = %s",
            [1_000_000 + OLD_ROWS, old.pk],
        )
        for number in range(3):
            MessageFactory(group=group, occasion=f"new {number}")
        cursor.execute("ANALYZE outbox_message")


def test_nothing_that_is_asked_often_reads_the_old_messages(many_old, group, nurse):
    visible = Message.objects.visible_to(nurse, in_group=group)
    asked = {
        "what is due": Message.objects.emails_due(now=clock.now()).exclude(lane="urgent")[:50],
        "who has something in hand": Message.objects.in_hand().order_by().values("taken_by").distinct(),
        "what has not gone": visible.exclude(state=State.SENT).values("state"),
        "what needs somebody": visible.needing_someone().order_by("-pk")[:50],
        "letters to print": visible.letters_to_print().order_by().values("kind", "occasion"),
        "the newest that have gone": visible.in_state(State.SENT).order_by("-pk")[:50],
        "what waits for one person": Message.objects.to(recipient_kind="person", recipient_key=1_000_007).in_state(
            State.QUEUED, State.TAKEN
        ),
    }

    assert [words for words, question in asked.items() if "Seq Scan" in question.explain()] == []


def test_what_has_gone_is_counted_no_further_than_the_pages_list_it(many_old, group, nurse):
    visible = Message.objects.visible_to(nurse, in_group=group)

    assert standing_of(visible).emails_to_go == 3
    assert gone(visible) == 1000


def test_a_user_sees_only_rows_whose_power_they_have(group, other_group, nurse, committee):
    seen = MessageFactory(group=group, seen_by=Power.SEE_PEOPLE)
    MessageFactory(group=group, seen_by=Power.SEE_WHO_REPLIED)
    MessageFactory(group=other_group, seen_by=Power.SEE_PEOPLE)

    assert list(Message.objects.visible_to(nurse, in_group=group)) == [seen]
    assert list(Message.objects.visible_to(committee, in_group=group)) == []
    assert list(Message.objects.visible_to(nurse, in_group=other_group)) == []
