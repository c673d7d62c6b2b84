import datetime

import pytest
from django.apps import apps

from supportgroup.consent import actions, in_force
from supportgroup.consent.choices import How, Purpose, Sheet
from supportgroup.consent.models import Answer, Asked
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.reactions import Event, tell
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_death_leaves_the_proof_and_ends_what_it_allowed(ada, answer, by):
    answer(ada, "member")

    ada = people.change_standing(ada, standing=Standing.DIED, since=datetime.date(2026, 9, 1), by=by)

    assert Answer.objects.filter(person=ada, said="yes").count() == 1
    assert not in_force.may(ada, Purpose.MEMBER)


def test_of_two_rows_of_one_person_the_last_answer_holds(group, ada, answer, by):
    double = PersonFactory(group=group)
    answer(ada, "member", days_ago=20)
    answer(double, days_ago=5)
    actions.note_asked(double, sheet=Sheet.BUDDIES, on=datetime.date(2026, 1, 1), how=How.PAPER, by=by)

    tell(Event.MERGED, double, by=by, into=ada)

    assert in_force.said_by(ada)["member"] == "no"
    assert not Answer.objects.filter(person=double).exists()
    assert Asked.objects.get().person == ada


def test_the_copy_has_the_words_they_saw_and_nobody_elses(group, ada, answer, by):
    answer(ada, "photos", sheet=Sheet.PUBLICITY)
    answer(PersonFactory(group=group), "publicity", sheet=Sheet.PUBLICITY)

    copy = next(copy for copy in tell(Event.DOWNLOADED, ada, by=by) if "consent" in copy)

    assert [(row["said"], row["version"], row["recorded by"]) for row in copy["consent"]] == [
        ("No", "P-1.0", "Grace Adeyemi"),
        ("Yes", "P-1.0", "Grace Adeyemi"),
    ]
    assert copy["consent"][1]["what"].endswith("keep them for the group's own papers.")


def test_erasing_keeps_what_was_agreed_when_and_to_which_words_but_not_whose_it_was(group, ada, answer, by):
    answer(ada, "buddy_details", sheet=Sheet.BUDDIES, details={"buddy_details": "ada@mail.example"}, paper_at="Lovell")
    stays = PersonFactory(group=group)
    answer(stays, "member")
    key = ada.pk

    tell(Event.ERASED, ada, by=by)
    ada.delete()

    stubs = Answer.objects.filter(person=None)
    assert [(one.purpose, one.said, one.version.code) for one in stubs.filter(said="yes")] == [
        ("buddy_details", "yes", "B-1.0")
    ]
    assert set(stubs.values_list("detail", "paper_at")) == {("", "")}
    assert in_force.may(stays, Purpose.MEMBER)
    kept = apps.get_model("consent", "AnswerEvent").objects.filter(person_id=key)
    assert {"detail", "paper_at"} & {field.name for field in kept.model._meta.get_fields()} == set()
