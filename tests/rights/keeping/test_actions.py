"""Nothing is destroyed before its time, while it is held, or without a trace that it was."""

import datetime

import pypdfium2
import pytest
from django.db import InternalError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.models import Forgetting, Look
from supportgroup.contactlog.models import Entry
from supportgroup.groups.keeping import everything_kept, kept_as, periods
from supportgroup.outbox.models import Message
from supportgroup.rights.keeping import actions, table, today
from supportgroup.rights.keeping.certificate import certificate
from supportgroup.rights.keeping.choices import Why
from supportgroup.rights.keeping.models import Destruction, PeriodChange
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.house.planted import contact_entry, helper
from tests.outbox.factories import MessageFactory
from tests.surveys.mailing import factories as mailing
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
FILES = "mailing.files"


def tomorrow():
    return clock.today() + datetime.timedelta(days=1)


@pytest.fixture
def closed(group):
    """Return a function that makes a survey which closed so many days ago, with 2 people and 1 message."""

    def survey_closed(days_ago):
        survey = mailing.OpenSurveyFactory(group=group)
        for person in PersonFactory.create_batch(2, group=group):
            mailing.InviteeFactory(survey=survey, person=person)
        occasion = f"survey {survey.pk}, mailing 1"
        MessageFactory(group=group, person=person, kind="surveys.invitation", occasion=occasion, state="sent")
        day = clock.today() - datetime.timedelta(days=days_ago)
        Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=day, final_counts={"outcomes": {"6": 2}})
        return Survey.objects.get(pk=survey.pk)

    return survey_closed


def due(group, key=FILES):
    return [item.key for item in table.due_items(kept_as(key), group, today=clock.today())]


def test_a_mailing_file_is_due_three_months_after_the_close(group, closed):
    old, _recent = closed(120), closed(10)

    assert due(group) == [str(old.pk)]


def test_destroying_it_takes_the_names_and_leaves_the_counts(group, closed, by, nurse):
    old, recent = closed(120), closed(10)
    unrelated = MessageFactory(group=group, kind="surveys.invitation", occasion=f"survey {old.pk}1, mailing 1")

    done = actions.destroy(kept_as(FILES), group=group, keys=[str(old.pk)], by=by)

    assert (done.rows, done.months, done.by_name, done.destroyed_by) == (3, 3, "Grace Adeyemi", nurse)
    assert done.items == [f"“{old.title}”, closed on {table.wording.day(old.closed_on)}"]
    assert set(Invitee.objects.values_list("survey", flat=True)) == {recent.pk}
    assert Message.objects.filter(pk=unrelated.pk).exists()
    assert not Message.objects.filter(occasion=f"survey {old.pk}, mailing 1").exists()
    assert Survey.objects.get(pk=old.pk).final_counts == {"outcomes": {"6": 2}}


def test_what_is_not_due_stays(group, closed, by):
    recent = closed(10)

    with pytest.raises(Refused, match="not due"):
        actions.destroy(kept_as(FILES), group=group, keys=[str(recent.pk)], by=by)
    assert Invitee.objects.count() == 2


def test_what_is_held_stays_until_the_hold_is_lifted(group, closed, by):
    old = closed(120)
    hold = actions.place_hold(kept_as(FILES), group=group, item=str(old.pk), why=Why.COMPLAINT, until=tomorrow(), by=by)

    with pytest.raises(Refused, match="kept for now"):
        actions.destroy(kept_as(FILES), group=group, keys=[str(old.pk)], by=by)
    actions.lift_hold(hold, by=by)
    with pytest.raises(Refused, match="lifted this already"):
        actions.lift_hold(hold, by=by)
    assert actions.destroy(kept_as(FILES), group=group, keys=[str(old.pk)], by=by).rows == 3


def test_what_no_clock_destroys_is_held_once_and_without_a_last_day(group, by):
    left = PersonFactory(group=group, standing="died", standing_since=datetime.date(2020, 1, 1))
    hold = actions.place_hold(kept_as("people.left"), group=group, item=str(left.pk), why=Why.COMPLAINT, by=by)

    assert hold.until is None
    with pytest.raises(Refused, match="kept for now already"):
        actions.place_hold(kept_as("people.left"), group=group, item=str(left.pk), why=Why.CLAIM, by=by)


def test_another_group_destroys_nothing_here(group, other_group, closed, by):
    old = closed(120)

    with pytest.raises(Refused, match="not due"):
        actions.destroy(kept_as(FILES), group=other_group, keys=[str(old.pk)], by=by)


def test_the_log_is_append_only(group, closed, by):
    actions.destroy(kept_as(FILES), group=group, keys=[str(closed(120).pk)], by=by)

    for change in (lambda: Destruction.objects.update(rows=0), Destruction.objects.all().delete):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            change()


def test_the_certificate_says_what_when_and_by_whom(group, closed, by):
    done = actions.destroy(kept_as(FILES), group=group, keys=[str(closed(120).pk)], by=by)

    text = pypdfium2.PdfDocument(certificate(done))[0].get_textpage().get_text_range()
    for words in ("Certificate of destruction", "Mailing files", "Grace Adeyemi", "3 months", "3 rows"):
        assert words in text


def test_a_longer_period_holds_from_its_day(group, closed, by):
    old = closed(120)
    tomorrow = clock.today() + datetime.timedelta(days=1)
    actions.set_period(kept_as(FILES), group=group, months=12, applies_from=tomorrow, by=by)

    assert due(group) == [str(old.pk)]
    with clock.moved_to(clock.now() + datetime.timedelta(days=1)):
        assert due(group) == []


def test_the_periods_of_all_kinds_are_read_at_once(group, other_group, by, django_assert_num_queries):
    for where, months in ((group, 12), (other_group, 24)):
        actions.set_period(kept_as(FILES), group=where, months=months, applies_from=clock.today(), by=by)

    with django_assert_num_queries(1):
        found = periods(group, on=clock.today())
    assert found == {kept.key: kept.period(group, on=clock.today()) for kept in everything_kept()}
    assert found[FILES] == 12


def test_shorter_than_the_law_asks_needs_a_reason_that_is_kept(group, by):
    kept, today_ = kept_as("copies.requests"), clock.today()

    with pytest.raises(Refused, match="Say why"):
        actions.set_period(kept, group=group, months=12, applies_from=today_, reason="  ", by=by)
    actions.set_period(kept, group=group, months=12, applies_from=today_, reason="Our Trust’s own code", by=by)

    assert kept.period(group, on=today_) == 12
    assert PeriodChange.objects.get().reason == "Our Trust’s own code"


@pytest.mark.parametrize(("months", "days"), [(0, 0), (1201, 0), (12, -1)])
def test_a_period_that_cannot_be_is_refused(group, by, months, days):
    day = clock.today() + datetime.timedelta(days=days)
    with pytest.raises(Refused):
        actions.set_period(kept_as(FILES), group=group, months=months, applies_from=day, by=by)


def test_messages_of_a_month_go_together_and_those_of_others_stay(group, other_group, by):
    long_ago = clock.at(datetime.date(2023, 3, 31), 23)
    old = MessageFactory(group=group, queued_at=long_ago)
    next_month = MessageFactory(group=group, queued_at=clock.at(datetime.date(2023, 4, 1), 0))
    elsewhere = MessageFactory(group=other_group, queued_at=long_ago)

    assert due(group, "outbox.messages")[:2] == ["2023-03", "2023-04"]
    assert actions.destroy(kept_as("outbox.messages"), group=group, keys=["2023-03"], by=by).rows == 1
    assert set(Message.objects.values_list("pk", flat=True)) == {next_month.pk, elsewhere.pk}
    assert old.pk


def test_looks_of_a_month_go_by_the_one_function_and_no_earlier_than_a_year(group, other_group, by):
    for year, where in ((2018, group), (2019, group), (2018, other_group)):
        with clock.moved_to(clock.at(datetime.date(year, 5, 5), 9)):
            looks.note("The register", [1], group_slug=where.slug, by=by)

    done = actions.destroy(kept_as("audit.looks"), group=group, keys=["2018-05"], by=by)

    assert done.rows == 1
    assert sorted(Look.objects.values_list("group_slug", "at__year")) == [("immunology", 2019), ("rheumatology", 2018)]
    assert Forgetting.objects.get().rows == {"audit_look": 1}


def test_the_contact_log_of_somebody_who_left_goes_and_their_record_stays(group, by):
    left = PersonFactory(group=group, standing="died", standing_since=clock.today() - datetime.timedelta(days=500))
    here = PersonFactory(group=group)
    for person in (left, here):
        contact_entry(person)
        helper(person)

    done = actions.destroy(kept_as("contactlog.left"), group=group, keys=[str(left.pk)], by=by)

    assert (Entry.objects.get().person, done.rows) == (here, 3)
    left.refresh_from_db()


def test_today_says_what_is_due_to_those_who_may_decide(group, closed, nurse, pals, administrator):
    assert lines_of_room(today, nurse, group, clock.today()) == []
    MessageFactory(group=group, queued_at=clock.at(datetime.date(2023, 3, 31), 23))

    (line,) = lines_of_room(today, administrator, group, clock.today())
    assert line.text == "Look through messages"
    assert lines_of_room(today, pals, group, clock.today()) == []


def test_what_only_nurses_may_destroy_is_not_on_an_administrators_today(group, nurse, administrator):
    PersonFactory(group=group, standing="died", standing_since=datetime.date(2020, 1, 1))

    assert lines_of_room(today, administrator, group, clock.today()) == []
    assert (
        lines_of_room(today, nurse, group, clock.today())[0].text == "Look through records of people who died or moved"
    )


def test_an_administrator_reads_no_name_of_a_patient(group, administrator, nurse, signed_in):
    person = PersonFactory(group=group, last_name="Quilliam", standing="died", standing_since=datetime.date(2020, 1, 1))
    url = "/immunology/records/people.left/"

    assert "Quilliam" not in signed_in(administrator).get(url).content.decode()
    assert not Look.objects.exists()
    assert "Quilliam" in signed_in(nurse).get(url).content.decode()
    assert Look.objects.get().people == [person.pk]


def test_everything_kept_says_why_and_nothing_is_below_its_own_least():
    for kept in everything_kept():
        assert kept.months >= kept.least, kept.key
        for words in (kept.holds, kept.because, kept.how):
            assert 20 < len(words) <= 300, kept.key


def test_by_press_on_the_page_it_goes_only_the_second_time(group, closed, nurse, signed_in):
    old = closed(120)
    client = signed_in(nurse)
    url = f"/immunology/records/{FILES}/destroy/"

    page = client.post(url, {"items": [str(old.pk)]})
    assert page.status_code == 200
    assert "3 rows of the database" in page.content.decode()
    assert Invitee.objects.exists()
    done = client.post(url, {"items": [str(old.pk)], "sure": "yes"})
    assert done.url == Destruction.objects.get().get_absolute_url()
    assert not Invitee.objects.exists()
    assert client.post(url, {"items": ["no", "\x00"]}).status_code == 302
    assert client.get(done.url).status_code == 200


def test_two_who_press_destroy_it_once(group, closed, nurse):
    old = closed(120)
    actions.destroy(kept_as(FILES), group=group, keys=[str(old.pk)], by=SignedIn(nurse))

    with pytest.raises(Refused, match="destroyed it already"):
        actions.destroy(kept_as(FILES), group=group, keys=[str(old.pk)], by=SignedIn(nurse))
