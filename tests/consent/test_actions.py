import datetime
import threading

import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, connection, transaction

from supportgroup import clock
from supportgroup.access.actor import ByTheirOwnLink, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.consent import actions, in_force, versions
from supportgroup.consent.choices import How, Membership, Purpose, Said, Sheet
from supportgroup.consent.models import Answer, Asked, Version
from supportgroup.people.choices import Standing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_sheet_is_recorded_box_by_box_with_its_version_words_day_and_who(ada, answer, nurse):
    answer(ada, "member", "by_letter", days_ago=3, paper_at="Cabinet 2, folder L")

    held = in_force.answers_of(ada)
    assert {key: one.said for key, one in held.items()} == {
        "member": "yes", "by_letter": "yes", "by_email": "no", "by_text": "no", "by_phone": "no",
        "share_experience": "no", "keep_private": "no", "quotes": "no",
    }  # fmt: skip
    member = held["member"]
    assert (member.version.code, member.how, member.paper_at) == ("M-1.0", "paper", "Cabinet 2, folder L")
    assert member.given_on == clock.today() - datetime.timedelta(days=3)
    assert (member.recorded_by, member.recorded_as) == (nurse, "Grace Adeyemi")
    assert member.version.words_of("member").startswith("I would like to join the immunology patient support group.")


def test_each_answer_is_a_new_row_and_the_last_is_in_force(ada, answer, by):
    answer(ada, "member", "by_letter", days_ago=9)
    actions.withdraw(ada, purposes=["by_letter"], how=How.PHONE, by=by)
    actions.agree(ada, purpose=Purpose.BY_LETTER, version=versions.in_use(ada.group, Sheet.MEMBERSHIP),
                  how=How.ONLINE, by=ByTheirOwnLink(ada.pk))  # fmt: skip

    rows = Answer.objects.filter(purpose="by_letter").order_by("pk")
    assert [(row.said, row.how, row.recorded_as) for row in rows] == [
        ("yes", "paper", "Grace Adeyemi"),
        ("withdrawn", "phone", "Grace Adeyemi"),
        ("yes", "online", "the person themselves"),
    ]
    assert in_force.may(ada, Purpose.BY_LETTER)


def test_an_older_form_that_is_typed_late_does_not_undo_a_newer_no(ada, answer, by):
    answer(ada, "member", days_ago=30)
    actions.leave(ada, how=How.PHONE, by=by)

    answer(ada, "member", "by_email", days_ago=10)

    assert in_force.said_by(ada)["member"] == Said.WITHDRAWN
    assert in_force.membership_of(ada) == Membership.LEFT


def test_leaving_takes_back_every_yes_and_leaves_every_no(ada, answer, by):
    answer(ada, "member", "by_letter")
    answer(ada, "photos", sheet=Sheet.PUBLICITY)

    actions.leave(ada, how=How.PHONE, by=by)

    said = in_force.said_by(ada)
    assert {key for key, word in said.items() if word == "withdrawn"} == {"member", "by_letter", "photos"}
    assert "yes" not in said.values()
    with pytest.raises(Refused, match="nothing to withdraw"):
        actions.leave(ada, how=How.PHONE, by=by)


def test_never_asked_asked_declined_member_and_left_are_told_apart(group, ada, answer, by):
    asked, declined, left = (PersonFactory(group=group) for _ in range(3))
    actions.note_asked(asked, sheet=Sheet.MEMBERSHIP, on=clock.today(), how=How.PAPER, by=by)
    answer(declined)
    answer(left, "member")
    actions.leave(left, how=How.PHONE, by=by)

    assert [in_force.membership_of(one) for one in (ada, asked, declined, left)] == [
        Membership.NOT_ASKED, Membership.ASKED, Membership.DECLINED, Membership.LEFT,
    ]  # fmt: skip


def test_the_contact_detail_is_kept_only_beside_a_yes(ada, answer):
    answer(ada, "buddy_wanted", sheet=Sheet.BUDDIES, details={"buddy_details": "07700 900123"})
    assert in_force.answers_of(ada)["buddy_details"].detail == ""

    answer(ada, "buddy_details", sheet=Sheet.BUDDIES, details={"buddy_details": "07700 900123"})
    assert in_force.answers_of(ada)["buddy_details"].detail == "07700 900123"


def test_nothing_is_recorded_of_who_died_or_from_the_future(ada, answer):
    with pytest.raises(Refused, match="future"):
        answer(ada, "member", days_ago=-1)
    ada.standing = Standing.DIED
    ada.save()
    with pytest.raises(Refused, match="died"):
        answer(ada, "member")
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(said="yes"),
        lambda rows: rows.update(given_on=datetime.date(2020, 1, 1)),
        lambda rows: rows.update(detail="something else"),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_to_change_what_somebody_answered(ada, answer, change):
    answer(ada, sheet=Sheet.PUBLICITY)

    with pytest.raises(InternalError, match="never changed"), transaction.atomic():
        change(Answer.objects.all())


def test_a_version_is_fixed_once_anybody_has_answered_it(group, ada, answer, by):
    answer(ada, "member")

    with pytest.raises(InternalError, match="wording stays"), transaction.atomic():
        Version.objects.filter(code="M-1.0").update(told="Something else.")
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Version.objects.filter(code="M-1.0").delete()


def test_new_words_are_a_new_version_and_old_answers_keep_theirs(group, ada, answer, by):
    answer(ada, "member")
    boxes = [{"purpose": "member", "words": "I want to join.", "heading": "", "asks": ""}]

    written = actions.write_version(group, sheet=Sheet.MEMBERSHIP, boxes=boxes, told="You may leave.", by=by)
    again = actions.write_version(group, sheet=Sheet.MEMBERSHIP, boxes=boxes, told="You may leave any day.", by=by)

    assert (written.code, again.pk, again.told) == ("M-1.1", written.pk, "You may leave any day.")
    assert versions.in_use(group, Sheet.MEMBERSHIP) == written
    assert in_force.answers_of(ada)["member"].version.code == "M-1.0"
    assert in_force.may(ada, Purpose.MEMBER)
    older = versions.of_code(group, Sheet.MEMBERSHIP, "M-1.0")
    actions.record(ada, version=older, ticked=["member"], given_on=clock.today(), how=How.PAPER, by=by)
    assert Version.objects.count() == 2


def test_who_acted_stands_in_the_trail(ada, answer):
    answer(ada, "member")

    events = apps.get_model("consent", "AnswerEvent").objects.filter(purpose="member")
    assert [one.pgh_context["action"] for one in events] == ["consent.recorded"]
    assert events.get().pgh_context["actor_name"] == "Grace Adeyemi"


@pytest.mark.django_db(transaction=True)
def test_two_who_withdraw_at_once_leave_one_withdrawal(ada, answer, by, pals):
    answer(ada, "member", sheet=Sheet.MEMBERSHIP)
    refused = []
    ready = threading.Barrier(2)

    def withdraw(actor):
        ready.wait()
        try:
            actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=actor)
        except Refused as no:
            refused.append(str(no))
        finally:
            connection.close()

    threads = [threading.Thread(target=withdraw, args=(one,)) for one in (by, SignedIn(pals))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Answer.objects.filter(purpose="member", said="withdrawn").count() == 1
    assert len(refused) == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_two_sheets_of_a_group_at_once_share_one_version(group, by):
    people = [PersonFactory(group=group) for _ in range(2)]
    ready = threading.Barrier(2)
    troubles = []

    def record(person):
        ready.wait()
        try:
            version = versions.in_use(group, Sheet.PUBLICITY)
            actions.record(person, version=version, ticked=[], given_on=clock.today(), how=How.PAPER, by=by)
        except Exception as trouble:  # noqa: BLE001
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=record, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert troubles == []
    assert (Version.objects.count(), Answer.objects.count(), Asked.objects.count()) == (1, 4, 0)
