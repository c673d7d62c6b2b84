"""Many at once: the same reply several times, many replies, a reply and the close."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from surveys.answers.models import Response, SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from surveys.replying import actions
from surveys.replying.models import Draft, Tally
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY
from tests.surveys.replying.conftest import ANSWERS, Phone

pytestmark = pytest.mark.django_db(transaction=True)
KEYED = 10
"""Forms that are in already, so that enough come to be opened."""


def ready_to_send(invitee):
    phone = Phone()
    phone.by_link(invitee)
    phone.start()
    phone.say_all(ANSWERS)
    return phone


def at_once(works):
    """Do all of these in threads of their own that start together, and return what they gave."""
    together = threading.Barrier(len(works))

    def run(work):
        try:
            together.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def copies_of(phone, number):
    """Return so many browsers that hold exactly this phone's cookies."""
    copies = []
    for _ in range(number):
        copy = Phone()
        copy.cookies.load({name: morsel.value for name, morsel in phone.cookies.items()})
        copies.append(copy)
    return copies


def eight_copies_of_one_send(survey, rounds):
    for _ in range(rounds):
        before = SealedAnswer.objects.count()
        invitee = InviteeFactory(survey=survey)
        phone = ready_to_send(invitee)

        pages = at_once([copy.send for copy in copies_of(phone, 8)])

        assert {(page.status_code, page.url) for page in pages} == {(302, "/answer/done/")}
        assert SealedAnswer.objects.count() == before + 1
        invitee.refresh_from_db()
        assert invitee.outcome == Outcome.RETURNED
    assert Tally.objects.get(survey=survey).online == rounds
    assert not Draft.objects.exists()


def test_eight_copies_of_one_send_at_once_store_one_answer_and_all_are_thanked(survey):
    eight_copies_of_one_send(survey, 5)


@pytest.mark.everything
def test_eight_copies_of_one_send_at_once_store_one_answer_200_times(survey):
    eight_copies_of_one_send(survey, 200)


def test_eight_people_who_send_at_once_are_all_counted(survey):
    """The first replies of a survey: even the row that counts them is made by eight at once."""
    phones = [ready_to_send(InviteeFactory(survey=survey)) for _ in range(8)]

    pages = at_once([phone.send for phone in phones])

    assert {page.url for page in pages} == {"/answer/done/"}
    assert SealedAnswer.objects.count() == 8
    assert Tally.objects.get(survey=survey).online == 8
    assert Invitee.objects.filter(outcome=Outcome.RETURNED).count() == 8


def test_every_reply_that_was_thanked_for_is_opened_and_no_other(survey):
    """Replies and the close at once: each is either thanked for and opened, or told that the survey has closed."""
    for _ in range(4):
        for number in range(KEYED):
            keyed(survey, number + 1)
        phones = [ready_to_send(InviteeFactory(survey=survey)) for _ in range(7)]
        close = at_once(
            [*(phone.send for phone in phones[:6]), lambda survey=survey: close_now(survey), phones[6].send]
        )
        pages = [page for page in close if page is not None]

        thanked = sum(page.status_code == 302 for page in pages)
        told = sum(page.status_code == 410 for page in pages)
        assert thanked + told == 7
        survey.refresh_from_db()
        thanked += KEYED
        assert survey.final_counts["opened"] == thanked == Response.objects.filter(survey=survey).count()
        assert survey.final_counts["online"] == thanked - KEYED
        assert not SealedAnswer.objects.filter(survey=survey).exists()
        survey = reopened(survey)


def close_now(survey):
    actions.start_closing(survey, by=BY)
    run_waiting()


def reopened(survey):
    """Return another open survey of the same group, for the next round."""
    from tests.surveys.questionnaire.factories import opened, readymade_draft

    return opened(readymade_draft(survey.group))


def test_a_reply_and_a_no_from_the_same_person_at_once_leave_one_of_them(survey):
    for _ in range(5):
        invitee = InviteeFactory(survey=survey)
        phone = ready_to_send(invitee)
        before = SealedAnswer.objects.count()
        no = copies_of(phone, 1)[0]

        at_once([phone.send, lambda no=no: no.post("/answer/no-thanks/")])

        invitee.refresh_from_db()
        stored = SealedAnswer.objects.count() - before
        assert (invitee.outcome, stored) in {(Outcome.RETURNED, 1), (Outcome.OPTED_OUT, 0)}


def test_two_who_close_at_once_start_one_close(survey):
    def close():
        try:
            actions.start_closing(survey, by=BY)
        except Refused as refused:
            return str(refused)
        return "closing"

    assert sorted(at_once([close] * 4)) == ["This survey is being closed already."] * 3 + ["closing"]
    assert Survey.objects.get(pk=survey.pk).state == "closing"
