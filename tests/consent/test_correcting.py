"""A withdrawal typed by mistake is put right on the same day; where a signed form lies can be said later."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import ByTheirOwnLink
from supportgroup.access.refusal import Refused
from supportgroup.consent import actions, facts, in_force, reactions
from supportgroup.consent.choices import How
from supportgroup.consent.models import Answer, PaperPlace
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
WHY = "Typed on the wrong person’s page"


def newest(person, purpose="member"):
    return in_force.answers_of(person)[purpose]


def test_what_was_said_before_holds_again_and_the_withdrawal_stays_on_record(ada, answer, by):
    answer(ada, "member", "by_email", days_ago=90)
    actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)
    withdrawn = newest(ada)

    actions.correct(withdrawn, why=WHY, by=by)

    holds = newest(ada)
    assert (holds.said, holds.corrects, holds.why, holds.recorded_by) == ("yes", withdrawn, WHY, by.user)
    assert holds.given_on == clock.today()
    assert Answer.objects.filter(purpose="member").count() == 3
    (entry, *_) = facts.told_by(ada).history
    assert WHY in entry.what


def test_leaving_everything_by_mistake_is_one_mistake(ada, answer, by):
    answer(ada, "member", "by_email", days_ago=90)
    actions.leave(ada, how=How.PHONE, by=by)

    actions.correct(newest(ada), why=WHY, by=by)

    said = in_force.said_by(ada)
    assert (said["member"], said["by_email"]) == ("yes", "yes")


def test_a_late_form_is_not_refused_for_a_withdrawal_that_was_a_mistake(ada, answer, by):
    answer(ada, "member", days_ago=90)
    actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)
    actions.correct(newest(ada), why=WHY, by=by)

    with clock.moved_to(clock.at(clock.today() + datetime.timedelta(days=1), 12)):
        answer(ada, "member", days_ago=1)

    assert newest(ada).said == "yes"


def test_not_on_another_day(ada, answer, by):
    answer(ada, "member", days_ago=90)
    with clock.moved_to(clock.at(clock.today() - datetime.timedelta(days=1), 12)):
        actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)

    with pytest.raises(Refused, match="recorded on another day"):
        actions.correct(newest(ada), why=WHY, by=by)


def test_not_what_they_withdrew_themselves(ada, answer, by):
    answer(ada, "member", days_ago=90)
    actions.withdraw(ada, purposes=["member"], how=How.ONLINE, by=ByTheirOwnLink(ada.pk))

    with pytest.raises(Refused, match="They withdrew this themselves"):
        actions.correct(newest(ada), why=WHY, by=by)


def test_not_twice_and_not_where_another_answer_holds(ada, answer, by):
    answer(ada, "member", days_ago=90)
    actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)
    withdrawn = newest(ada)
    actions.correct(withdrawn, why=WHY, by=by)

    with pytest.raises(Refused, match="nothing to put right"):
        actions.correct(withdrawn, why=WHY, by=by)


def test_the_page_asks_for_a_reason_and_offers_it_only_today(ada, answer, by, nurse, signed_in):
    answer(ada, "member", days_ago=90)
    actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)
    nurses, page = signed_in(nurse), f"/immunology/people/{ada.pk}/consent/"
    assert "Typed by mistake?" in nurses.get(page).content.decode()
    put_right = f"{page}put-right/{newest(ada).pk}/"

    assert "Say what happened" in nurses.post(put_right, {"why": "x"}).content.decode()
    nurses.post(put_right, {"why": WHY})

    assert newest(ada).said == "yes"
    shown = nurses.get(page).content.decode()
    assert "a mistake was put right" in shown
    assert "Typed by mistake?" not in shown


def test_where_the_form_lies_can_be_said_later_and_again(ada, answer, by, nurse, signed_in):
    answer(ada, "member", days_ago=9)
    nurses, page = signed_in(nurse), f"/immunology/people/{ada.pk}/consent/"
    assert "Nobody has said where the signed form" in nurses.get(page).content.decode()
    add = f"{page}paper/{newest(ada).pk}/"

    nurses.post(add, {"place": "Cabinet 2, L"})
    nurses.post(add, {"place": "Scanned, drive S"})

    shown = nurses.get(page).content.decode()
    assert "lies here: Scanned, drive S" in shown
    assert "lies here: Cabinet 2, L" in shown
    assert list(PaperPlace.objects.values_list("place", flat=True)) == ["Scanned, drive S", "Cabinet 2, L"]
    assert newest(ada).paper_at == ""
    assert "Cabinet 2, L, then Scanned, drive S" in str(reactions.hand_out(ada, by=by))


def test_only_what_was_answered_on_paper_has_a_paper(ada, answer, by):
    answer(ada, "member", how=How.PHONE)

    with pytest.raises(Refused, match="not answered on paper"):
        actions.note_paper(newest(ada), place="Cabinet 2", by=by)


def test_whoever_is_erased_leaves_neither_place_nor_reason(ada, answer, by):
    answer(ada, "member", days_ago=9, paper_at="Cabinet 2, Lovell")
    actions.note_paper(newest(ada), place="Cabinet 3, Lovell", by=by)
    actions.withdraw(ada, purposes=["member"], how=How.PHONE, by=by)
    actions.correct(newest(ada), why="It was her daughter Joan", by=by)

    reactions.forget(ada, by=by)

    assert not PaperPlace.objects.exists()
    assert set(Answer.objects.values_list("why", "paper_at")) == {("", "")}


@pytest.mark.parametrize("page", ["put-right", "paper"])
def test_the_answer_of_somebody_else_is_not_there(ada, answer, group, nurse, signed_in, page):
    answer(ada, "member")
    other = PersonFactory(group=group)

    assert signed_in(nurse).get(f"/immunology/people/{other.pk}/consent/{page}/{newest(ada).pk}/").status_code == 404


def test_putting_a_mistake_right_loses_no_paper(ada, answer, by):
    answer(ada, "member", days_ago=90)
    actions.note_paper(newest(ada), place="Cabinet 2, L", by=by)
    given_on = newest(ada).given_on
    actions.leave(ada, how=How.PHONE, by=by)

    actions.correct(newest(ada), why=WHY, by=by)

    [sheet] = [sheet for sheet in facts.told_by(ada).sheets if sheet.is_answered]
    assert newest(ada).paper_at == "Cabinet 2, L"
    assert sheet.paper.given_on == given_on
