"""The clock's worker is killed half-way, or runs twice at once: all of a mailing file goes, or nothing, and once."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from supportgroup import clock
from supportgroup.outbox.models import Message
from supportgroup.rights.keeping.models import Destruction
from supportgroup.rights.keeping.tasks import destroy_what_is_due
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory
from tests.outbox.processes import script, wait_until
from tests.outbox.test_two_at_once import at_once
from tests.surveys.mailing import factories as mailing
from tests.surveys.mailing.test_reminder_faults import _half_way

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 5


@pytest.fixture
def due(group):
    """A survey that closed long ago, with its list and its letters."""
    survey = mailing.OpenSurveyFactory(group=group)
    for person in PersonFactory.create_batch(PEOPLE, group=group):
        mailing.InviteeFactory(survey=survey, person=person)
        MessageFactory(
            group=group, person=person, kind="surveys.invitation", occasion=f"survey {survey.pk}, mailing 1", state="sent"
        )  # fmt: skip
    day = clock.today() - datetime.timedelta(days=200)
    counts = {"asked": PEOPLE, "outcomes": {"6": PEOPLE}}
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=day, final_counts=counts)
    return survey


def test_a_worker_killed_in_the_middle_leaves_all_of_it_and_the_next_one_ends_it(due, fault):
    """Somebody holds the last row, so the job stops after it has deleted the letters; there it is killed."""
    in_the_way, let_go = threading.Event(), threading.Event()
    last = Invitee.objects.filter(survey=due).order_by("pk").last()

    def stand_in_the_way():
        with transaction.atomic():
            Invitee.objects.select_for_update().get(pk=last.pk)
            in_the_way.set()
            let_go.wait(timeout=60)
        connection.close()

    somebody = threading.Thread(target=stand_in_the_way)
    somebody.start()
    in_the_way.wait(timeout=60)
    job = script("from supportgroup.rights.keeping.tasks import destroy_what_is_due; destroy_what_is_due()")
    try:
        wait_until(_half_way, seconds=60)
    finally:
        job.kill()
        let_go.set()
        somebody.join()
    wait_until(lambda: not _half_way(), seconds=30)
    assert (Invitee.objects.count(), Message.objects.count(), Destruction.objects.count()) == (PEOPLE, PEOPLE, 0)

    destroy_what_is_due()
    destroy_what_is_due()

    assert (Invitee.objects.count(), Message.objects.count()) == (0, 0)
    assert Destruction.objects.get().rows == 2 * PEOPLE
    fault("F9", "the clock killed while it destroys a mailing file", "all of it stays; the next run ends it, once")


def test_two_clocks_at_once_destroy_it_once_and_vacuum_its_table(due):
    at_once(destroy_what_is_due, destroy_what_is_due)

    assert Destruction.objects.count() == 1
    assert not Invitee.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('mailing_invitee')")
        assert cursor.fetchone()[0] == 0
