"""The pages of the contact log and of helpers: what they show, whom they let change it, and what they cost."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.audit.models import Look
from supportgroup.contactlog import today
from supportgroup.contactlog.choices import Ended
from supportgroup.contactlog.models import Entry, FollowUp, Helper
from supportgroup.people.choices import Standing
from tests.contactlog.factories import EntryFactory, FollowUpFactory, HelperFactory
from tests.factories import PersonFactory, user_with_role
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(nurse):
    """A browser in which the nurse is signed in."""
    client = Client()
    client.force_login(nurse)
    return client


def day_of(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def typed():
    return {"kind": "call", **day_of("day", clock.today()), "time": "0:01", "what": "Asked about the hall."}


def test_a_call_is_logged_with_what_comes_next_and_stands_on_the_persons_page(group, ada, nurse, desk, typed):
    due = clock.today() + datetime.timedelta(days=2)
    more = {"next_what": "Ring back", **day_of("next_due", due), "next_owner": str(nurse.pk)}

    page = desk.post(reverse("log_contact", args=[group.slug, ada.pk]), {**typed, **more}, follow=True)

    follow_up = FollowUp.objects.get()
    assert (follow_up.owner, follow_up.due_on, follow_up.clinical) == (nurse, due, False)
    assert "Asked about the hall." in page.content.decode()


def test_a_concern_about_health_is_due_today_unless_somebody_says_otherwise(group, ada, desk, typed):
    desk.post(reverse("log_contact", args=[group.slug, ada.pk]), {**typed, "clinical": ["tell"]})

    follow_up = FollowUp.objects.get()
    assert (follow_up.what, follow_up.clinical, follow_up.due_on) == ("Tell the clinical team", True, clock.today())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"what": ""}, "Say what it was about"),
        ({"what": "x" * 1001}, "What was it about?"),
        ({"what": "a\0b"}, "Null characters are not allowed"),
        ({"time": "late"}, "Enter a time, like 14:30 or 2.30pm"),
        ({"kind": "pigeon"}, "How were you in touch?"),
        ({"next_what": "Ring back"}, "Enter the day by which it is to be done"),
        ({"next_due_day": "1", "next_due_month": "1", "next_due_year": "2030"}, "Say what comes next"),
        ({"next_owner": "999999"}, "Who does it?"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_half_saved(group, ada, desk, typed, more, says):
    page = desk.post(reverse("log_contact", args=[group.slug, ada.pk]), {**typed, **more})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Entry.objects.exists()
    assert says in page.content.decode() or says == "Null characters are not allowed"


def test_an_entry_is_changed_by_its_author_today_and_corrected_by_others(group, ada, nurse, pals, desk, typed):
    mine = EntryFactory(person=ada, written_by=nurse)
    theirs = EntryFactory(person=ada, written_by=pals, written_as="Ruth Bell", what="Asked about parking.")

    desk.post(reverse("change_contact", args=[group.slug, ada.pk, mine.pk]), {**typed, "what": "Changed."})
    desk.post(reverse("change_contact", args=[group.slug, ada.pk, theirs.pk]), {"what": "It was the bus."})

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.what, theirs.what, theirs.corrections.get().what) == (
        "Changed.",
        "Asked about parking.",
        "It was the bus.",
    )


def test_the_log_costs_the_same_for_2_entries_and_50(group, ada, desk):
    def cost(number):
        for _ in range(number):
            entry = FollowUpFactory(entry__person=ada).entry
            EntryFactory(person=ada, corrects=entry)
        desk.get(reverse("follow_ups", args=[group.slug]))  # the session notes from time to time that it is in use
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("contact_log", args=[group.slug, ada.pk]))
        with CaptureQueriesContext(connection) as also_asked:
            desk.get(reverse("follow_ups", args=[group.slug]))
        return len(asked), len(also_asked)

    cost(1)
    assert cost(1) == cost(48)


def test_a_follow_up_is_closed_on_the_list_and_opened_again(group, ada, desk):
    follow_up = FollowUpFactory(entry__person=ada)

    page = desk.post(reverse("close_follow_up", args=[group.slug, follow_up.pk]), {"back": "list"}, follow=True)
    follow_up.refresh_from_db()
    assert (follow_up.ended, "Nothing is open here" in page.content.decode()) == (Ended.DONE, True)

    desk.post(reverse("open_follow_up_again", args=[group.slug, follow_up.pk]), {"back": "list"})
    follow_up.refresh_from_db()
    assert follow_up.ended == Ended.OPEN


def test_today_names_mine_and_nobodys_and_makes_many_into_one_line(group, ada, nurse, pals):
    FollowUpFactory(entry__person=ada, owner=nurse, what="Mine")
    FollowUpFactory(entry__person=ada, owner=None, what="Nobody's", due_on=clock.today() + datetime.timedelta(days=6))
    FollowUpFactory(entry__person=ada, owner=pals, what="Ruth's")
    FollowUpFactory(entry__person=ada, owner=nurse, what="Later", due_on=clock.today() + datetime.timedelta(days=9))
    FollowUpFactory(entry__person=PersonFactory(), owner=nurse, what="Elsewhere")

    assert [line.text for line in lines_of_room(today, nurse, group, clock.today())] == [
        f"Mine: {ada}",
        f"Nobody's: {ada}",
    ]
    for _ in range(5):
        FollowUpFactory(entry__person=ada, owner=nurse)
    assert [line.text for line in lines_of_room(today, nurse, group, clock.today())] == [
        "See to 7 follow-ups from the contact log"
    ]
    assert lines_of_room(today, user_with_role(Role.COMMITTEE, group), group, clock.today()) == []


def test_what_the_clinical_team_must_know_today_is_urgent(group, ada, nurse):
    FollowUpFactory(entry__person=ada, clinical=True, what="Tell the clinical team")

    assert [line.urgent for line in lines_of_room(today, nurse, group, clock.today())] == [True]


def test_with_whom_to_speak_stands_first_until_permission_ends(group, ada, desk):
    helper = HelperFactory(person=ada)
    page = desk.get(ada.get_absolute_url()).content.decode()
    assert page.index("Speak with their daughter Amina Lovell, 01632 960001.") < page.index("How to reach them")

    desk.post(reverse("end_helper", args=[group.slug, ada.pk, helper.pk]))

    page = desk.get(ada.get_absolute_url()).content.decode()
    assert "Speak with their daughter" not in page
    assert "01632 960001" not in page


def test_no_way_to_reach_a_helper_is_shown_where_nobody_may_be_contacted(group, ada, desk):
    HelperFactory(person=ada, email="amina@mail.example")
    ada.standing = Standing.DIED
    ada.save()

    page = desk.get(ada.get_absolute_url()).content.decode()

    assert "01632 960001" not in page
    assert "amina@mail.example" not in page
    assert "Do not contact their helper for the group." in page


def test_a_helper_needs_a_name_a_task_and_the_persons_word(group, ada, desk):
    url = reverse("add_helper", args=[group.slug, ada.pk])

    page = desk.post(url, {"phone": "12", **day_of("given_on", clock.today())}).content.decode()
    for words in ("Enter full name", "Choose what the person allows", "Enter a phone number in full"):
        assert words in page
    assert not Helper.objects.exists()

    desk.post(url, {"name": "Amina Lovell", "relation": "daughter", "tasks": ["talk"], "given_how": "phone",
                    **day_of("given_on", clock.today())})  # fmt: skip
    assert Helper.objects.get().tasks == ["talk"]


def test_whoever_reads_the_log_is_noted(group, ada, desk):
    desk.get(reverse("contact_log", args=[group.slug, ada.pk]))

    assert Look.objects.get(what="The contact log of the person").people == [ada.pk]
