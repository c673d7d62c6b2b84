"""What was promised to go on a day goes on that day by the clock: not before, not while it is held, once, and told before."""

import datetime

import pypdfium2
import pytest

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused
from supportgroup.groups.keeping import kept_as
from supportgroup.rights.keeping import actions, dates, rules, today
from supportgroup.rights.keeping.certificate import certificate
from supportgroup.rights.keeping.choices import Why
from supportgroup.rights.keeping.models import Destruction, Hold
from supportgroup.rights.keeping.tasks import destroy_what_is_due
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.rights.factories import ComplaintFactory, HoldFactory, RequestFactory
from tests.surveys.mailing import factories as mailing
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
FILES = "mailing.files"
CLOSED_ON = datetime.date(2026, 12, 7)
GOES_ON = datetime.date(2027, 3, 7)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def closed(group):
    return survey_closed(group)


def survey_closed(group, title="Your treatment"):
    survey = mailing.OpenSurveyFactory(group=group, title=title)
    mailing.InviteeFactory(survey=survey, person=PersonFactory(group=group))
    counts = {"asked": 1, "outcomes": {"6": 1}}
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=CLOSED_ON, final_counts=counts)
    return Survey.objects.get(pk=survey.pk)


def on(day, hour=0):
    return clock.moved_to(clock.at(day, hour))


def ticks(day):
    with on(day):
        destroy_what_is_due()


def goes_on(survey, day=CLOSED_ON):
    return dates.of_item(kept_as(FILES), survey.group, str(survey.pk), today=day).on


def told(user, group, day):
    with on(day, 9):
        return [line for line in lines_of_room(today, user, group, day) if "mailing file" in line.text]


def holds(survey, day, until, by, why=Why.COMPLAINT):
    with on(day, 9):
        return actions.place_hold(
            kept_as(FILES), group=survey.group, item=str(survey.pk), why=why, until=until, by=by
        )  # fmt: skip


def periods(survey, day, months, applies_from, by):
    with on(day, 9):
        actions.set_period(kept_as(FILES), group=survey.group, months=months, applies_from=applies_from, by=by)


# The rules


def test_something_falls_due_on_the_first_day_on_which_the_period_of_that_day_is_over():
    day = datetime.date
    always, later = [(day.min, 3)], [(day.min, 3), (day(2027, 3, 1), 12)]

    assert rules.due_on(CLOSED_ON, always) == GOES_ON
    assert rules.due_on(CLOSED_ON, later) == day(2027, 12, 7)
    assert rules.due_on(CLOSED_ON, [(day.min, 3), (day(2027, 3, 8), 12)]) == GOES_ON
    assert rules.due_on(CLOSED_ON, [(day.min, 12), (day(2027, 6, 1), 3)]) == day(2027, 6, 1)


def test_it_goes_when_it_is_due_after_its_hold_and_14_days_after_it_could_be_known():
    day = datetime.date

    assert rules.goes_on(due_on=GOES_ON) == GOES_ON
    assert rules.goes_on(due_on=GOES_ON, held_until=day(2027, 3, 6)) == GOES_ON
    assert rules.goes_on(due_on=GOES_ON, held_until=GOES_ON) == GOES_ON + ONE_DAY
    assert rules.goes_on(due_on=GOES_ON, shortened_on=day(2027, 3, 1)) == day(2027, 3, 15)
    assert rules.goes_on(due_on=GOES_ON, lifted_on=day(2027, 4, 1)) == day(2027, 4, 15)


def test_only_a_shorter_period_is_news():
    day = datetime.date
    steps = [(day.min, 3), (day(2027, 1, 1), 12), (day(2027, 2, 1), 6), (day(2027, 9, 1), 1)]

    assert rules.shortened_on(steps[:2], today=day(2027, 5, 1)) is None
    assert rules.shortened_on(steps, today=day(2027, 5, 1)) == day(2027, 2, 1)


@pytest.mark.parametrize("days", [None, 0, 366])
def test_a_hold_on_what_goes_by_the_clock_ends_on_a_day_within_a_year(days):
    until = None if days is None else CLOSED_ON + days * ONE_DAY

    assert rules.why_not_hold(held=False, chosen=1, by_clock=True, until=until, today=CLOSED_ON)
    assert not rules.why_not_hold(held=True, chosen=1, by_clock=True, until=CLOSED_ON + ONE_DAY, today=CLOSED_ON)


# The clock


def test_it_goes_on_its_day_and_not_the_day_before(closed):
    ticks(GOES_ON - ONE_DAY)
    assert Invitee.objects.exists()

    ticks(GOES_ON)
    ticks(GOES_ON)
    assert not Invitee.objects.exists()
    assert Destruction.objects.get().items == ["“Your treatment”, closed on 7 December 2026"]


def test_the_certificate_says_that_it_was_the_clock_by_the_period_the_group_declared(closed, by):
    periods(closed, CLOSED_ON, 2, CLOSED_ON, by)
    ticks(datetime.date(2027, 2, 7))

    done = Destruction.objects.get()
    text = " ".join(pypdfium2.PdfDocument(certificate(done))[0].get_textpage().get_text_range().split())
    assert (done.destroyed_by, done.by_name, done.rows, done.months) == (None, "the clock", 1, 2)
    assert "The clock, by the period that the group declared" in text
    assert "2 months from the day the survey closed, set by Grace Adeyemi on 7 December 2026" in text
    assert "7 February 2027" in text


def test_a_kind_that_needs_a_person_is_left_for_a_person(group):
    PersonFactory(group=group, standing="died", standing_since=datetime.date(2020, 1, 1))
    kept = kept_as("people.left")

    ticks(GOES_ON)
    assert not Destruction.objects.exists()
    [item] = kept.ended(group, GOES_ON)
    with on(GOES_ON), pytest.raises(Refused):
        actions.destroy_by_clock(kept, group=group, key=item.key, by=CLOCK)


def test_the_period_changed_before_the_day_moves_the_day(closed, by):
    periods(closed, GOES_ON - ONE_DAY, 6, GOES_ON - ONE_DAY, by)

    ticks(GOES_ON)
    assert Invitee.objects.exists()
    assert goes_on(closed, GOES_ON) == datetime.date(2027, 6, 7)
    ticks(datetime.date(2027, 6, 7))
    assert not Invitee.objects.exists()


def test_a_shorter_period_destroys_nothing_that_was_not_told_for_14_days(closed, by, nurse):
    day = datetime.date(2027, 2, 20)
    periods(closed, day, 1, day, by)

    ticks(day)
    assert Invitee.objects.exists()
    assert goes_on(closed, day) == datetime.date(2027, 3, 6)
    [line] = told(nurse, closed.group, day)
    assert "6 March 2027" in line.text
    ticks(datetime.date(2027, 3, 6))
    assert not Invitee.objects.exists()


def test_a_hold_stops_it_until_its_last_day_is_over(closed, by):
    holds(closed, GOES_ON - ONE_DAY, datetime.date(2027, 4, 30), by)

    ticks(datetime.date(2027, 4, 30))
    assert Invitee.objects.exists()
    ticks(datetime.date(2027, 5, 1))
    assert not Invitee.objects.exists()


def test_a_hold_from_before_there_were_last_days_stops_it_for_good(closed):
    hold = HoldFactory(group=closed.group, item=str(closed.pk))

    ticks(datetime.date(2029, 1, 1))
    assert Invitee.objects.exists()
    assert goes_on(closed) is None
    assert hold.is_in_force(on=GOES_ON)


def test_a_lifted_hold_leaves_14_days(closed, by):
    hold = holds(closed, GOES_ON - ONE_DAY, datetime.date(2027, 6, 1), by)
    lifted = datetime.date(2027, 4, 1)
    with on(lifted, 9):
        actions.lift_hold(hold, by=by)

    ticks(datetime.date(2027, 4, 14))
    assert Invitee.objects.exists()
    ticks(datetime.date(2027, 4, 15))
    assert not Invitee.objects.exists()


def test_a_hold_can_be_made_longer_without_a_moment_between(closed, by):
    first = holds(closed, GOES_ON, GOES_ON + ONE_DAY, by)
    second = holds(closed, GOES_ON, datetime.date(2027, 5, 1), by, why=Why.CLAIM)

    first.refresh_from_db()
    assert first.lifted_at is not None
    assert list(Hold.objects.of(closed.group).in_force(on=GOES_ON)) == [second]
    assert goes_on(closed, GOES_ON) == datetime.date(2027, 5, 2)


def test_a_hold_that_ran_out_can_be_placed_anew_while_something_else_stops_the_clock(closed, by):
    RequestFactory(person=Invitee.objects.get().person)
    holds(closed, GOES_ON, GOES_ON + ONE_DAY, by)
    later = GOES_ON + 3 * ONE_DAY

    assert holds(closed, later, datetime.date(2027, 5, 1), by).is_in_force(on=later)


@pytest.mark.parametrize("factory", [RequestFactory, ComplaintFactory])
def test_an_open_request_or_complaint_of_somebody_in_it_stops_the_clock_and_today_says_so(closed, factory, nurse):
    other = survey_closed(closed.group, title="Getting here")
    person = Invitee.objects.get(survey=closed).person
    row = factory(person=person, group=closed.group)

    ticks(GOES_ON)
    assert set(Invitee.objects.values_list("survey", flat=True)) == {closed.pk}
    [line] = told(nurse, closed.group, GOES_ON + ONE_DAY)
    assert line.text.startswith("Settle what stops the clock")
    assert "Your treatment" in line.text
    assert "Somebody in it" in line.reason or "somebody in it" in line.reason
    assert person.last_name not in line.text + line.reason

    settled = {"state": "closed", "acknowledged_on": CLOSED_ON, "outcome": "upheld"}
    state = {"state": "handed_over"} if factory is RequestFactory else settled
    type(row).objects.filter(pk=row.pk).update(closed_on=CLOSED_ON, **state)
    ticks(GOES_ON + ONE_DAY)
    assert not Invitee.objects.exists()
    assert other.pk


def test_one_that_cannot_be_destroyed_stops_neither_the_next_nor_another_group(
    closed, other_group, monkeypatch, caplog
):
    """The first survey's rows are guarded by a trigger of the database that says no, as a fault would."""
    from django.db import connection

    here, there = survey_closed(closed.group, "Second"), survey_closed(other_group, "Elsewhere")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION say_no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;"
            "CREATE TRIGGER say_no BEFORE DELETE ON mailing_invitee FOR EACH ROW "
            f"WHEN (OLD.survey_id = {closed.pk}) EXECUTE FUNCTION say_no()"
        )

    ticks(GOES_ON)

    assert set(Invitee.objects.values_list("survey", flat=True)) == {closed.pk}
    assert Destruction.objects.count() == 2
    assert "could not be destroyed" in caplog.text
    assert here.pk
    assert there.pk


def test_a_person_may_still_press_as_soon_as_it_is_due(closed, by):
    RequestFactory(person=PersonFactory(group=closed.group))
    with on(GOES_ON, 9):
        done = actions.destroy(kept_as(FILES), group=closed.group, keys=[str(closed.pk)], by=by)

    assert done.by_name == "Grace Adeyemi"
    ticks(GOES_ON)
    assert Destruction.objects.count() == 1


# What is said


def test_today_tells_14_days_before_with_a_link_to_what_goes(closed, nurse, administrator, pals):
    early, first = GOES_ON - 15 * ONE_DAY, GOES_ON - 14 * ONE_DAY

    assert told(nurse, closed.group, early) == []
    for user in (nurse, administrator):
        [line] = told(user, closed.group, first)
        assert line.text == (
            "See what is destroyed on 7 March 2027: the mailing file of “Your treatment”, closed on 7 December 2026"
        )
        assert line.url == f"/immunology/records/{FILES}/"
        assert "keep it for now, with a reason and a last day" in line.reason
    assert told(pals, closed.group, first) == []


def test_today_says_why_it_is_held_and_until_when(closed, by, nurse):
    holds(closed, CLOSED_ON, datetime.date(2027, 6, 1), by)

    assert told(nurse, closed.group, GOES_ON - ONE_DAY) == []
    [line] = told(nurse, closed.group, GOES_ON)
    assert line.text.startswith("Look whether you must still keep the mailing file of “Your treatment”")
    assert "There is a complaint (Grace Adeyemi, 7 December 2026), so it is kept until 1 June 2027." in line.reason
    [line] = told(nurse, closed.group, datetime.date(2027, 5, 25))
    assert "2 June 2027" in line.text
    assert "There is a complaint" in line.reason


def test_today_says_when_the_clock_stands_still(closed, nurse):
    [line] = told(nurse, closed.group, GOES_ON + ONE_DAY)

    assert line.urgent
    assert "the clock has not destroyed it" in line.reason


def test_the_page_shows_when_each_goes_and_holds_one_with_a_reason_and_a_last_day(closed, administrator, signed_in):
    url = f"/immunology/records/{FILES}/"
    with on(GOES_ON - 10 * ONE_DAY, 9):
        client = signed_in(administrator)
        page = client.get(url).content.decode()
        assert "7 March 2027" in page
        assert 'type="checkbox"' not in page
        place = f"{url}{closed.pk}/keep/"
        refused = client.post(place, {"why": "claim"})
        assert "Enter the last day on which it must be kept" in refused.content.decode()
        late = {"why": "claim", "until_day": "1", "until_month": "4", "until_year": "2028"}
        assert "Keep it for a year at most" in client.post(place, late).content.decode()
        assert client.post(place, late | {"until_year": "2027"}).status_code == 302
        page = client.get(url).content.decode()
        assert "until 1 April 2027" in page
        assert "2 April 2027" in page

    assert Hold.objects.get().until == datetime.date(2027, 4, 1)


def test_the_page_asks_the_database_as_often_for_one_as_for_many(
    closed, nurse, signed_in, django_assert_max_num_queries
):
    client, url = signed_in(nurse), f"/immunology/records/{FILES}/"
    with on(GOES_ON, 9):
        client.get(url)
        with django_assert_max_num_queries(40) as one:
            client.get(url)
        for number in range(3):
            survey_closed(closed.group, f"Another {number}")
        with django_assert_max_num_queries(len(one)):
            client.get(url)
