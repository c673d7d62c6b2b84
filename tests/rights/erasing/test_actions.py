"""Erasing leaves nothing that names a person, anywhere, and says that it was done."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.db import InternalError, connection, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.forgetting import blank_history
from supportgroup.audit.models import Forgetting, Look
from supportgroup.groups.keeping import kept_as
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox.models import Message
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.importing import actions as importing
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import Merger, Person
from supportgroup.people.reactions import Event, tell
from supportgroup.rights.complaints.models import Complaint
from supportgroup.rights.copies.models import CopyRequest
from supportgroup.rights.erasing import actions
from supportgroup.rights.erasing.choices import Reason
from supportgroup.rights.erasing.models import Erasure
from supportgroup.rights.keeping import actions as keeping
from tests import factories
from tests.house.planted import PLANTED
from tests.house.test_forgotten import traces_of
from tests.outbox.factories import MessageFactory

TRACES = [
    "Zephyrine", "Quilliam", "Quinby", "9990000018", "999 000 0018", "zq.old@mail.example", "zq.new@mail.example",
    "Quagmire Row", "960 777", "1961-07-13", "Zz1 9Qq",
]  # fmt: skip
VALUES = {
    "title": "Dame",
    "first_name": "Zephyrine",
    "last_name": "Quilliam",
    "date_of_birth": datetime.date(1961, 7, 13),
    "nhs_number": "9990000018",
    "email": "zq.old@mail.example",
    "phone": "01632 960 777",
    "address": "77 Quagmire Row\nEastbrook",
    "postcode": "ZZ1 9QQ",
}


@pytest.fixture
def zephyrine(group, by):
    """Somebody of whom there is a trace in every room, and changes of every kind."""
    person = people.add(group=group, values=VALUES, by=by)
    people.change(person, values={"email": "zq.new@mail.example"}, by=by)
    people.change_outline(person, values={"condition_group": "primary", "on_immunoglobulin": True}, by=by)
    for label, plant in PLANTED.items():
        if label != "people.ClinicalOutline":
            plant(person)
    return person


@pytest.mark.django_db
def test_a_name_is_found_before_and_nowhere_after(zephyrine, by):
    assert {"people_person", "people_personevent"} <= set(traces_of(TRACES))

    actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert traces_of(TRACES) == {}
    assert not Person.objects.filter(pk=zephyrine.pk).exists()


@pytest.mark.django_db
def test_what_was_on_a_record_that_was_merged_goes_too(zephyrine, group, by):
    former = people.add(group=group, values=VALUES | {"last_name": "Quinby", "nhs_number": ""}, by=by)
    key = former.pk
    MessageFactory(group=group, person=former)
    tell(Event.MERGED, former, by=by, into=zephyrine)
    Merger.objects.create(person=zephyrine, gone_key=key, merged_at=clock.now())
    former.delete()
    assert "people_personevent" in traces_of(["Quinby"])

    actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert traces_of(TRACES) == {}
    assert not Message.objects.filter(recipient_key__in=[zephyrine.pk, key]).exists()
    assert {zephyrine.pk, key} <= set(Forgetting.objects.values_list("person", flat=True))


@pytest.mark.django_db(transaction=True)
def test_what_an_import_left_goes_too(group, nurse, by):
    sheet = b"First name,Last name,Date of birth,NHS number\nZephyrine,Quilliam,13/07/1961,999 000 0018\nQuinby,,,\n"
    imported = importing.begin(ContentFile(sheet, name="ward.csv"), group=group, by=by)
    imported = importing.match(imported, columns=imported.columns, by=by)
    importing.confirm(imported, seen=mark_of(imported.verdicts), by=by)
    run_waiting()

    actions.erase(Person.objects.get(last_name="Quilliam"), reason=Reason.ASKED, by=by)

    assert traces_of(["Zephyrine", "Quilliam", "9990000018", "999 000 0018", "1961-07-13"]) == {}


@pytest.mark.django_db
def test_that_it_was_done_stays_with_numbers_and_no_name(zephyrine, by, nurse):
    erasure = actions.erase(zephyrine, reason=Reason.ASKED, note="Filed under 2026/44", by=by)

    assert (erasure.record, erasure.erased_by, erasure.reason) == (zephyrine.pk, nurse, "asked")
    assert erasure.gone["record"] == 1
    assert erasure.gone["messages"] == 1
    noted = Forgetting.objects.get(person=zephyrine.pk)
    assert (noted.person, noted.actor_key) == (zephyrine.pk, nurse.pk)
    assert noted.rows["people_personevent"] >= 3
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
        Erasure.objects.update(note="Nothing happened")
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
        Forgetting.objects.all().delete()


@pytest.mark.django_db
def test_who_looked_stays_as_numbers(zephyrine, by, group):
    looks.note("The page of the person", [zephyrine.pk], group_slug=group.slug, by=by)

    actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert Look.objects.get().people == [zephyrine.pk]


@pytest.mark.django_db
def test_what_others_hold_is_untouched(zephyrine, group, by):
    other = people.add(group=group, values={"first_name": "Joan", "last_name": "Lowe"}, by=by)
    people.change(other, values={"email": "joan@mail.example"}, by=by)
    MessageFactory(group=group, person=other)
    before = traces_of(["Lowe", "joan@mail.example"])

    actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert traces_of(["Lowe", "joan@mail.example"]) == before
    assert Message.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["open", "stopped"])
def test_nobody_is_erased_while_they_wait_for_a_copy(zephyrine, by, state):
    CopyRequest.objects.filter(person=zephyrine).update(state=state, closed_on=None)

    with pytest.raises(Refused, match="they asked for a copy of what we hold"):
        actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert Person.objects.filter(pk=zephyrine.pk).exists()


@pytest.mark.django_db
def test_that_they_asked_and_complained_stays_without_them(zephyrine, by):
    actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    asked, complaint = CopyRequest.objects.get(), Complaint.objects.get()
    assert (asked.person, asked.asker_name, asked.state) == (None, "", "withdrawn")
    assert (complaint.person, complaint.name, complaint.about, complaint.outcome) == (
        None,
        "Erased",
        "Erased",
        "upheld",
    )


@pytest.mark.django_db
def test_an_open_complaint_keeps_the_record(zephyrine, by):
    Complaint.objects.update(state="open", closed_on=None, outcome="")

    with pytest.raises(Refused, match=r"their complaint QVT-C\d+ is not closed"):
        actions.erase(zephyrine, reason=Reason.ASKED, by=by)
    assert Person.objects.filter(pk=zephyrine.pk).exists()


@pytest.mark.django_db
def test_a_message_that_goes_at_this_moment_is_waited_for(zephyrine, by):
    Message.objects.update(state="sending")

    with pytest.raises(Refused, match="Try again in a minute"):
        actions.erase(zephyrine, reason=Reason.ASKED, by=by)


@pytest.mark.django_db
def test_who_holds_a_role_gives_it_up_first(group, by):
    user = factories.user_with_role(Role.COMMITTEE, group, name="Zephyrine Quilliam", email="zq.new@mail.example")
    person = factories.PersonFactory(group=group, user=user, first_name="Z", last_name="Q", email=user.email)

    with pytest.raises(Refused, match="hold a role"):
        actions.erase(person, reason=Reason.ASKED, by=by)


@pytest.mark.django_db
def test_a_former_user_keeps_only_the_name_beside_what_they_did(group, by):
    user = factories.UserFactory(name="Ann Field", email="zq.old@mail.example")
    user.email = "zq.new@mail.example"
    user.save()
    person = factories.PersonFactory(group=group, user=user, first_name="Ann", last_name="Quilliam", email=user.email)

    actions.erase(person, reason=Reason.ASKED, by=by)

    user.refresh_from_db()
    assert (user.name, user.is_active, user.has_usable_password()) == ("Ann Field", False, False)
    assert traces_of(["zq.old@mail.example", "zq.new@mail.example", "Quilliam"]) == {}


@pytest.mark.django_db
def test_nothing_is_half_erased(zephyrine, by, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError

    before = traces_of(["Quilliam"])
    monkeypatch.setattr(actions, "blank_history", breaks)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.erase(zephyrine, reason=Reason.ASKED, by=by)

    assert traces_of(["Quilliam"]) == before


@pytest.mark.django_db
def test_the_history_of_somebody_on_the_register_stays(zephyrine, by):
    with pytest.raises(InternalError, match="on the register stays"), transaction.atomic():
        blank_history(person=zephyrine.pk, by=by)


@pytest.mark.django_db
def test_the_trail_changes_in_no_other_way(zephyrine):
    for statement in (
        "UPDATE people_personevent SET last_name = ''",
        "DELETE FROM people_personevent",
        "UPDATE people_clinicaloutlineevent SET condition_group = ''",
        "UPDATE audit_forgetting SET person = NULL",
        "DELETE FROM audit_look",
    ):
        with connection.cursor() as cursor:
            if "audit" in statement:
                cursor.execute("INSERT INTO audit_forgetting (at, person, group_slug, actor_kind, actor_name, rows) "
                               "VALUES (now(), 1, '', 'system', 'a test', '{}')")  # fmt: skip
                cursor.execute("INSERT INTO audit_look (at, actor_kind, actor_name, group_slug, way, what, people) "
                               "VALUES (now(), 'system', 'a test', 'x', 'page', 'a page', '{1}')")  # fmt: skip
            with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.django_db
def test_it_works_for_a_login_that_may_only_add_to_the_trail(zephyrine, by):
    """The web's own login, as docs/running.md gives it its rights: even with the triggers asleep it changes nothing."""
    key = zephyrine.pk
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE web_for_a_test NOLOGIN")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO web_for_a_test")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO web_for_a_test")
        cursor.execute("REVOKE UPDATE, DELETE, TRUNCATE ON people_personevent, people_clinicaloutlineevent, audit_look, "
                       "audit_forgetting FROM web_for_a_test")  # fmt: skip
        cursor.execute("REVOKE INSERT ON audit_forgetting FROM web_for_a_test")
        cursor.execute("SET LOCAL ROLE web_for_a_test")
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname::text)::text FROM pg_trigger), true)"
        )
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            cursor.execute("UPDATE people_personevent SET last_name = ''")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")

        actions.erase(zephyrine, reason=Reason.ASKED, by=by)

        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("web_for_a_test",)
        cursor.execute("RESET ROLE")
    assert traces_of(TRACES) == {}
    assert Forgetting.objects.filter(person=key).exists()


@pytest.mark.django_db
def test_what_is_called_back_to_order_after_the_function_ran(zephyrine, by, group):
    """The triggers it sends to sleep are awake again in the same transaction."""
    actions.erase(zephyrine, reason=Reason.ASKED, by=by)
    people.add(group=group, values={"first_name": "Joan", "last_name": "Lowe"}, by=by)

    with pytest.raises(InternalError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_personevent SET last_name = ''")


@pytest.mark.django_db
def test_who_died_long_ago_is_erased_when_it_is_due(group, by):
    day = clock.today() - datetime.timedelta(days=5 * 365)
    old = factories.PersonFactory(group=group, last_name="Quilliam", standing=Standing.DIED, standing_since=day)
    recent = factories.PersonFactory(group=group, standing=Standing.DIED, standing_since=clock.today())

    done = keeping.destroy(kept_as("people.left"), group=group, keys=[str(old.pk)], by=by)

    assert list(Person.objects.all()) == [recent]
    assert traces_of(["Quilliam"]) == {}
    assert Erasure.objects.get().reason == "due"
    assert "Quilliam" not in str(done.items)


@pytest.mark.django_db
def test_an_administrator_who_may_not_erase_people_does_not_destroy_their_records(group, administrator):
    day = clock.today() - datetime.timedelta(days=5 * 365)
    old = factories.PersonFactory(group=group, standing=Standing.DIED, standing_since=day)

    with pytest.raises(Refused, match="Only a nurse"):
        keeping.destroy(kept_as("people.left"), group=group, keys=[str(old.pk)], by=SignedIn(administrator))
    assert Person.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_erase_once(mary, by):
    def press(_):
        try:
            return actions.erase(mary, reason=Reason.ASKED, by=by).record
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        outcomes = sorted(map(str, both.map(press, range(2))))

    assert outcomes == [str(mary.pk), "They are erased already."]
    assert Erasure.objects.count() == 1
