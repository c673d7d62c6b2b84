import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.contactlog import actions
from supportgroup.contactlog.choices import Ended, Given, Kind, Relation, Task
from supportgroup.contactlog.models import Entry, FollowUp, Helper
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.reactions import Event, tell
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
AMINA = {
    "name": "Amina Lovell", "relation": Relation.DAUGHTER, "phone": "01632 960001", "email": "",
    "tasks": [Task.TALK], "given_on": datetime.date(2026, 1, 5), "given_how": Given.PHONE,
}  # fmt: skip


@pytest.fixture
def called(ada, by):
    """A call of an hour ago, after which somebody rings back in 3 days."""
    return actions.log(
        ada,
        kind=Kind.CALL,
        happened_at=clock.now() - datetime.timedelta(hours=1),
        what="Asked whether the venue has step-free access.",
        then=actions.Next("Ring back about the venue", clock.today() + datetime.timedelta(days=3), owner=by.user),
        by=by,
    )


def test_an_entry_and_what_comes_next_are_written_together_or_not_at_all(ada, by, called):
    assert (called.written_as, called.follow_ups.get().owner) == ("Grace Adeyemi", by.user)

    with pytest.raises(Refused, match="has passed"):
        actions.log(ada, kind=Kind.CALL, happened_at=clock.now(), what="Again.", by=by,
                    then=actions.Next("Ring back", clock.today() - datetime.timedelta(days=1)))  # fmt: skip
    assert Entry.objects.count() == 1


def test_the_author_may_change_an_entry_today_and_later_only_corrects_it(called, by, pals):
    changed = actions.edit(called, kind=Kind.VISIT, happened_at=called.happened_at, what="Asked in the clinic.", by=by)
    assert (changed.kind, changed.what) == (Kind.VISIT, "Asked in the clinic.")
    with pytest.raises(Refused, match="Only who wrote this"):
        actions.edit(called, kind=Kind.CALL, happened_at=called.happened_at, what="x", by=SignedIn(pals))

    with clock.moved_to(clock.now() + datetime.timedelta(days=1)):
        with pytest.raises(Refused, match="another day"):
            actions.edit(called, kind=Kind.CALL, happened_at=called.happened_at, what="x", by=by)
        added = actions.correct(called, what="It was the car park they asked about.", by=by)

    called.refresh_from_db()
    assert (called.what, added.corrects, added.person) == ("Asked in the clinic.", called, called.person)


def test_a_follow_up_is_done_once_and_can_be_opened_again(called, by):
    follow_up = called.follow_ups.get()
    actions.close(follow_up, done=True, by=by)
    with pytest.raises(Refused, match="closed this already"):
        actions.close(follow_up, done=True, by=by)

    opened = actions.open_again(follow_up, by=by)
    assert (opened.ended, opened.ended_at, opened.ended_as) == (Ended.OPEN, None, "")


def test_a_concern_for_the_clinical_team_cannot_be_simply_done(ada, by):
    entry = actions.log(ada, kind=Kind.CALL, happened_at=clock.now(), what="Told us of a reaction.", by=by,
                        then=actions.Next("Tell the clinical team", clock.today(), clinical=True))  # fmt: skip
    closed = actions.close(entry.follow_ups.get(), done=True, by=by)
    assert closed.get_ended_display() == "Entered in hospital record"
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.update(ended="done")


def test_a_helper_may_do_what_the_person_allowed_until_it_ends(ada, by):
    helper = actions.add_helper(ada, values=AMINA, by=by)
    actions.change_helper(helper, values={**AMINA, "tasks": [Task.TALK, Task.COPIES]}, by=by)

    ended = actions.end_helper(helper, by=by)

    assert (ended.ended_on, ended.ended_as) == (clock.today(), "Grace Adeyemi")
    with pytest.raises(Refused, match="ended"):
        actions.change_helper(helper, values=AMINA, by=by)
    with pytest.raises(Refused, match="already"):
        actions.end_helper(helper, by=by)


def test_a_death_closes_what_was_planned_and_ends_permission(ada, called, by):
    actions.add_helper(ada, values=AMINA, by=by)

    people.change_standing(ada, standing=Standing.DIED, since=clock.today(), by=by)

    assert FollowUp.objects.get().ended == Ended.NOT_NEEDED
    assert not Helper.objects.permitted().exists()


def test_who_wants_no_more_contact_is_not_rung_back_but_the_clinical_team_is_still_told(ada, called, by):
    actions.log(ada, kind=Kind.CALL, happened_at=clock.now(), what="Told us of a reaction.", by=by,
                then=actions.Next("Tell the clinical team", clock.today(), clinical=True))  # fmt: skip

    people.change(ada, values={"do_not_contact": True}, by=by)

    assert [one.clinical for one in FollowUp.objects.open()] == [True]


def test_a_merge_moves_the_log_and_erasing_takes_it_away(group, ada, called, by):
    actions.add_helper(ada, values=AMINA, by=by)
    stays, other = PersonFactory(group=group), PersonFactory(group=group)
    actions.log(other, kind=Kind.LETTER, happened_at=clock.now(), what="Thanked us.", by=by)

    tell(Event.MERGED, ada, by=by, into=stays)
    copy = next(copy for copy in tell(Event.DOWNLOADED, stays, by=by) if "helpers" in copy)
    assert ([row["name"] for row in copy["helpers"]], len(copy["contacts"])) == (["Amina Lovell"], 1)
    assert copy["contacts"][0]["next"][0]["what"] == "Ring back about the venue"

    tell(Event.ERASED, stays, by=by)
    assert list(Entry.objects.values_list("person", flat=True)) == [other.pk]
    assert (Helper.objects.count(), FollowUp.objects.count()) == (0, 0)
