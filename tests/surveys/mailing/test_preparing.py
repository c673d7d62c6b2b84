"""Three days before a reminder: its list is made, the nurses are told, and who is left out has a reason."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions as outbox
from supportgroup.outbox.models import Message
from supportgroup.people import actions as people
from supportgroup.people.choices import ImportState, Standing
from supportgroup.people.models import Import
from supportgroup.tracing import actions as tracing
from supportgroup.tracing.models import TraceList
from surveys.mailing import actions, due_letter, rules
from surveys.mailing.choices import Outcome
from surveys.mailing.lists import REPLIED_TODAY, why_left_out
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.tasks import prepare_due_waves, start_due_waves
from tests.surveys.mailing.conftest import REMINDER_ON, by_email, check_on, on, send

LIST_ON = datetime.date(2026, 9, 25)
"""The Friday before the reminder's Monday."""


@pytest.fixture
def gone(sent):
    Message.objects.update(state="sent")
    return sent


def prepare(day=LIST_ON, hour=9):
    with on(day, hour):
        prepare_due_waves()
        prepare_due_waves()


def reminder(survey):
    return Mailing.objects.get(survey=survey, number=2)


def letters():
    return Message.objects.filter(kind=due_letter.NAME)


@pytest.mark.parametrize(
    ("planned_on", "hours", "due"),
    [
        ((2026, 9, 28), 72, (2026, 9, 25)),  # Monday: the Friday before
        ((2026, 9, 29), 72, (2026, 9, 28)),  # Tuesday: Saturday is no working day, so Monday
        ((2026, 10, 1), 72, (2026, 9, 28)),
        ((2026, 10, 1), 24, (2026, 9, 30)),  # a check of three days ago would not count
        ((2027, 3, 30), 72, (2027, 3, 25)),  # the Tuesday after Easter: nobody works from Good Friday on
    ],
)
def test_the_check_is_due_three_days_before_on_a_day_on_which_people_work(group, planned_on, hours, due):
    from supportgroup.workdays import last_before, on_or_after

    nation = "england-and-wales"
    assert rules.check_day(
        planned_on=datetime.date(*planned_on), hours=hours,
        workday=lambda day: on_or_after(day, nation=nation), last_before=lambda day: last_before(day, nation=nation),
    ) == datetime.date(*due)  # fmt: skip


def test_the_list_is_made_once_and_each_nurse_is_told_once(gone, nurse, pals):
    prepare(LIST_ON - datetime.timedelta(days=1))
    prepare(LIST_ON, hour=8)
    assert not TraceList.objects.exists()

    prepare()

    listed = TraceList.objects.get()
    assert (listed.about, listed.people, listed.made_by) == (f"survey {gone.pk}", 5, None)
    assert [message.recipient_key for message in letters()] == [nurse.pk]
    assert (reminder(gone).listed_on, reminder(gone).people) == (LIST_ON, 5)


def test_the_email_has_no_name_no_title_and_no_word_of_health(gone, nurse, sink):
    prepare()
    with on(LIST_ON):
        (message,) = letters().select_related("group")
        message.addressee = nurse
        mail = due_letter.compose(message)
        outbox.deliver()

    assert len(sink.mails) == 1
    words = f"{mail.subject} {mail.text} {mail.html}".lower()
    assert "monday 28 september 2026" in words
    said = {"deceased", "died", "treatment", "patient survey", gone.title.lower(), gone.group.name.lower()}
    assert {word for word in said if word in words} == set()


def test_where_a_check_will_still_count_nobody_is_told(gone):
    check_on(gone.group, LIST_ON, hour=9)
    prepare()
    assert (TraceList.objects.count(), letters().count()) == (0, 0)
    assert reminder(gone).listed_on == LIST_ON


def test_a_list_that_is_out_is_not_lost(gone, nurse):
    with on(LIST_ON, 8):
        out = actions.make_check_list(gone, sees_names=True, by=SignedIn(nurse))
        tracing.note_download(out, by=SignedIn(nurse))
    prepare()
    assert TraceList.objects.get() == out
    assert letters().count() == 1


def test_a_reminder_that_is_moved_is_prepared_anew(gone, nurse):
    prepare()
    later = REMINDER_ON + datetime.timedelta(days=7)
    with on(LIST_ON, 10):
        actions.move_wave(reminder(gone), day=later, by=SignedIn(nurse))
    assert reminder(gone).listed_on is None
    prepare(later - datetime.timedelta(days=3))
    assert reminder(gone).listed_on == later - datetime.timedelta(days=3)


def test_a_check_counts_from_when_its_list_was_first_downloaded(gone, nurse):
    prepare()
    listed = TraceList.objects.get()
    with on(LIST_ON, 15):
        listed = tracing.note_download(listed, by=SignedIn(nurse))
    with on(REMINDER_ON):
        listed = tracing.note_download(listed, by=SignedIn(nurse))
    assert listed.counts_from == clock.at(LIST_ON, 15)


def test_the_list_is_made_again_when_it_goes_and_everybody_left_out_has_a_reason(survey, nurse, pals):
    mary, mo, ann, ben, cai, dan, eve = by_email(survey.group, 7)
    send(survey, nurse)
    Message.objects.update(state="sent")
    prepare()
    assert reminder(survey).people == 7
    by = SignedIn(pals)
    with on(REMINDER_ON, 0):
        people.change_standing(mary, standing=Standing.DIED, since=LIST_ON, by=by)
        people.change_standing(mo, standing=Standing.MOVED, since=LIST_ON, by=by)
        people.change(ann, values={"do_not_contact": True}, by=by)
        people.change(ben, values={"in_hospital_until": REMINDER_ON}, by=by)
        actions.mark_replied(Invitee.objects.get(person=cai), on=REMINDER_ON, by=by)
        actions.opt_out(Invitee.objects.get(person=dan), on=REMINDER_ON, by=by)
    check_on(survey.group, REMINDER_ON, hour=0)
    with on(REMINDER_ON, 1):
        start_due_waves()
        found = why_left_out(Invitee.objects.select_related("person"), today=REMINDER_ON)

    wave = reminder(survey)
    assert (wave.state, wave.people) == ("sent", 1)
    assert [message.recipient_key for message in Message.objects.filter(kind="surveys.reminder")] == [eve.pk]
    assert wave.left_out == [
        ["Opted out, or asked not to be written to", 2],
        ["Died", 1],
        ["Have replied", 1],
        ["In hospital now", 1],
        ["Moved, or their letter came back", 1],
    ]
    names = {Invitee.objects.get(pk=key).person.pk: why for key, why in found.items()}
    assert (names[cai.pk], names[ben.pk], eve.pk in names) == (REPLIED_TODAY, "In hospital now", False)


def test_who_was_in_hospital_is_asked_again_by_the_next_reminder(gone, nurse, sink):
    person = Invitee.objects.order_by("pk").first().person
    with on(REMINDER_ON, 0):
        people.change(person, values={"in_hospital_until": REMINDER_ON}, by=SignedIn(nurse))
    check_on(gone.group, REMINDER_ON, hour=0)
    with on(REMINDER_ON, 1):
        start_due_waves()
    final = datetime.date(2026, 10, 26)
    check_on(gone.group, final, hour=0)
    with on(final, 1):
        start_due_waves()
    went = Message.objects.filter(recipient_key=person.pk).exclude(kind="surveys.invitation")
    assert [message.kind for message in went] == ["surveys.final"]


def test_a_message_on_its_way_waits_for_somebody_who_goes_into_hospital(gone, nurse, sink):
    check_on(gone.group, REMINDER_ON, hour=0)
    with on(REMINDER_ON, 1):
        start_due_waves()
        person = Message.objects.filter(kind="surveys.reminder", channel="email").first().recipient_key
        people.change(
            Invitee.objects.get(person=person).person,
            values={"in_hospital_until": REMINDER_ON}, by=SignedIn(nurse),
        )  # fmt: skip
        outbox.deliver()
    held = Message.objects.get(kind="surveys.reminder", recipient_key=person)
    assert (held.state, held.needs_someone) == ("held", True)
    assert held.reason.startswith("This person is in hospital now.")
    assert len(sink.mails) == 2


def mended(survey, nurse):
    """Return why the reminder that is due now is held."""
    with on(REMINDER_ON):
        start_due_waves()
    return reminder(survey).state, reminder(survey).held_because


def test_a_reminder_due_while_the_list_is_at_the_service_waits_and_says_so(gone, nurse):
    prepare()
    with on(LIST_ON, 10):
        tracing.note_download(TraceList.objects.get(), by=SignedIn(nurse))
    assert mended(gone, nurse) == ("held", rules.BEING_MENDED["waiting"])


def test_a_reminder_due_while_the_result_is_being_looked_at_waits_and_says_so(gone, nurse):
    prepare()
    TraceList.objects.update(state="loaded", downloaded_at=clock.at(LIST_ON, 10))
    assert mended(gone, nurse) == ("held", rules.BEING_MENDED["loaded"])


def test_a_reminder_due_while_a_spreadsheet_is_written_waits_and_then_goes(gone, nurse):
    check_on(gone.group, REMINDER_ON)
    writing = Import.objects.create(
        group=gone.group, file_name="ward.csv", state=ImportState.CONFIRMED, begun_at=clock.at(REMINDER_ON, 8),
        confirmed_at=clock.at(REMINDER_ON, 8),
    )  # fmt: skip
    assert mended(gone, nurse) == ("held", rules.BEING_MENDED["import"])
    Import.objects.filter(pk=writing.pk).update(state=ImportState.DONE)
    assert mended(gone, nurse) == ("sent", "")


def test_a_wave_that_has_gone_is_not_prepared(gone):
    with pytest.raises(Refused, match="not planned any more"):
        actions.prepare_wave(gone.mailings.get(number=1), by=CLOCK)


def test_who_gets_no_reminder_is_shown_to_the_mailing_duty_only(client, gone, pals, nurse):
    invitee = Invitee.objects.order_by("pk").first()
    Invitee.objects.filter(pk=invitee.pk).update(outcome=Outcome.RETURNED, outcome_on=clock.today())
    url = f"/{gone.group.slug}/surveys/{gone.pk}/not-reminded/"
    client.force_login(nurse)
    assert client.get(url).status_code == 403
    client.force_login(pals)
    page = client.get(url).content.decode()
    assert "1 person would get no reminder today" in page
    assert REPLIED_TODAY in page
