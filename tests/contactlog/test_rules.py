import datetime

import pytest

from supportgroup import clock
from supportgroup.contactlog import rules
from supportgroup.contactlog.choices import Ended

TODAY = datetime.date(2026, 9, 7)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def test_only_the_author_changes_an_entry_and_only_on_the_day():
    assert rules.why_not_edit(written_by=4, by=4, written_on=TODAY, today=TODAY) is None
    assert rules.why_not_edit(written_by=4, by=5, written_on=TODAY, today=TODAY).startswith("Only who wrote this")
    assert rules.why_not_edit(written_by=None, by=None, written_on=TODAY, today=TODAY).startswith("Only who wrote")
    assert rules.why_not_edit(written_by=4, by=4, written_on=YESTERDAY, today=TODAY).startswith("This was written on")


def test_nothing_is_logged_that_has_not_happened_nor_planned_for_the_past():
    now = clock.at(TODAY, 12)

    assert rules.why_not_write(happened_at=now, now=now) is None
    assert rules.why_not_write(happened_at=now + datetime.timedelta(minutes=1), now=now) is not None
    assert rules.why_not_plan(due_on=TODAY, today=TODAY) is None
    assert rules.why_not_plan(due_on=YESTERDAY, today=TODAY) is not None


@pytest.mark.parametrize(
    ("clinical", "done", "ends"),
    [
        (False, True, Ended.DONE),
        (True, True, Ended.ENTERED),
        (False, False, Ended.NOT_NEEDED),
        (True, False, Ended.NOT_NEEDED),
    ],
)
def test_what_the_clinical_team_is_told_ends_in_the_hospital_record(clinical, done, ends):
    assert rules.how_it_ends(clinical=clinical, done=done) == ends


def test_a_helper_needs_a_task_and_a_day_that_has_come():
    def why(**changes):
        return rules.why_not_permit(
            **{"tasks": ["talk"], "given_on": TODAY, "today": TODAY, "standing": "current"} | changes
        )

    assert why() is None
    assert why(tasks=[]).startswith("Choose what the person allows")
    assert "future" in why(given_on=TODAY + datetime.timedelta(days=1))
    assert "died" in why(standing="died")


def test_no_helper_is_contacted_without_permission_in_force():
    def why(**changes):
        return rules.why_not_contact(**{"ended_on": None, "standing": "current", "do_not_contact": False} | changes)

    assert why() is None
    assert why(ended_on=YESTERDAY) == "The permission to speak with this helper has ended."
    assert "helper too" in why(do_not_contact=True)
    assert "died" in why(standing="died")


@pytest.mark.parametrize(
    ("relation", "tasks", "said"),
    [
        ("daughter", ["talk", "copies"], "Speak with their daughter Amina, 01632 960001."),
        ("friend", ["talk"], "Speak with Amina (friend or neighbour), 01632 960001."),
        ("son", ["interpret"], "Amina (son) interprets for them: 01632 960001."),
        ("carer", ["copies"], "Amina (paid carer) gets copies of their letters."),
    ],
)
def test_what_a_helper_does_is_said_before_anything_else(relation, tasks, said):
    assert rules.in_words(name="Amina", relation=relation, tasks=tasks, phone="01632 960001") == said
