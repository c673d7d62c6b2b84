"""The emails: neutral outside, complete inside, and held where they are no longer wanted."""

import datetime
import re

import pytest
from django.template.loader import render_to_string

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.outbox import formletters
from supportgroup.outbox.kinds import every_kind, kind_of
from supportgroup.outbox.models import Message
from surveys.mailing import actions, codes, letters
from surveys.mailing.choices import MailingKind, Outcome
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import FINAL_ON, REMINDER_ON, SENT_ON, check_on, on, send

HEALTH_WORDS = re.compile(
    r"immun|treat|health|medic|clinic|disease|condition|hospital|blood|therap|patient|nurse|doctor|\bill\b",
    re.IGNORECASE,
)
ALL = [kind.value for kind in MailingKind]


@pytest.fixture
def one(survey, nurse):
    """The survey, sent to Mrs Lane by email and to nobody else."""
    PersonFactory(
        group=survey.group, title="Mrs", first_name="Mary", last_name="Lane", preferred_route="email",
        email="mary@mail.example",
    )  # fmt: skip
    return send(survey, nurse)


def message(kind="invitation", number=1):
    """Return the one message, as if it were of this kind."""
    found = Message.objects.get()
    found.kind, found.occasion = f"surveys.{kind}", found.occasion[:-1] + str(number)
    letters.prepare([found])
    return found


def email(kind="invitation", day=SENT_ON):
    with on(day):
        found = message(kind)
        return kind_of(found).compose(found)


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ALL)
def test_no_subject_names_anything_of_health(one, kind):
    subject = email(kind).subject
    assert subject
    assert "\n" not in subject
    assert not HEALTH_WORDS.search(subject)


@pytest.mark.parametrize("kind", ALL)
def test_what_a_phone_shows_before_it_is_opened_names_no_treatment(one, kind):
    first_lines = email(kind).text[:200]
    assert "immunoglobulin" not in first_lines


@pytest.mark.parametrize("kind", ALL)
def test_every_email_says_all_that_a_covering_letter_has_to_say(one, kind):
    told = words(email(kind).text)
    link = f"http://127.0.0.1:8000/answer/k/{codes.link_token(one.invitees.get())}/"
    for must in (
        "Dear Mrs Lane",
        link,
        "You have immunoglobulin treatment with us.",
        "1 person",
        "There are 2 questions. They take about 12 minutes.",
        "Your care stays the same if you say no.",
        "We do not ask why.",
        "The people who treat you will not know who replied.",
        f"Your record number is {one.invitees.get().record_number}.",
        "It only stops the reminder",
        "Large print, easy read, audio, your language, an interpreter: just ask.",
        "0808 157 0123",
        "Ruth Bell",
        "Run by Patient Advice and Liaison Service (PALS), Eastbrook Hospitals.",
        "/privacy/qvt/",
        "This is not for medical help.",
        "survey.qvt@hospital.example",
        "Freepost EASTBROOK SURVEYS",
        "01632 960 101, pals@hospital.example",
        "PO Box 41, Eastbrook, ZZ99 4WB",
    ):
        assert must in told


@pytest.mark.parametrize("kind", ["reminder", "final"])
def test_a_reminder_says_to_ignore_it_if_it_crossed(one, kind):
    for told in (email(kind, REMINDER_ON).text, email(kind, REMINDER_ON).html):
        assert "Have you replied already?" in told
        assert "it crossed with your answer" in told


@pytest.mark.parametrize("kind", ALL)
def test_text_and_html_say_the_same(one, kind):
    sent = email(kind)
    in_line = re.sub(r"</?(strong|a)[^>]*>", "", sent.html.split("<body>")[1])
    told = words(re.sub(r"<[^>]+>", " ", in_line))
    for line in sent.text.splitlines():
        alike = words(line).replace('"', "").replace("This link is yours alone", "The link is yours alone")
        if alike.isupper() or "http" in alike:
            continue
        assert alike.removesuffix(":") in told.replace("“", "").replace("”", "")


@pytest.mark.parametrize(
    ("kind", "day", "by"),
    [
        ("invitation", SENT_ON, "Friday 25 September 2026"),
        ("reminder", REMINDER_ON, "Friday 23 October 2026"),
        ("final", FINAL_ON, "Monday 7 December 2026"),
    ],
)
def test_each_letter_asks_to_hear_before_the_next(one, kind, day, by):
    assert f"It would help to hear by {by}." in words(email(kind, day).text)


def test_a_name_with_markup_stays_a_name(survey, nurse):
    PersonFactory(
        group=survey.group, first_name="<b>Bo", last_name="O'Neill & Sons", preferred_route="email", email="b@m.example"
    )
    send(survey, nurse)
    sent = email()
    assert "Dear <b>Bo O'Neill & Sons" in sent.text
    assert "Dear &lt;b&gt;Bo O&#x27;Neill &amp; Sons" in sent.html


def test_no_email_has_a_typed_code_or_somebody_elses_link(sent):
    with on(SENT_ON):
        messages = list(Message.objects.filter(channel="email"))
        letters.prepare(messages)
        links = [set(re.findall(r"/answer/k/([\w-]+)/", kind_of(one).compose(one).text)) for one in messages]
    assert all(len(found) == 1 for found in links)
    assert len(set.union(*links)) == len(messages)


def reason(found):
    letters.prepare([found])
    return letters.why_not_send(found)


def test_it_may_be_sent_on_the_day_of_the_check(one):
    with on(SENT_ON):
        assert reason(message()) is None


@pytest.mark.parametrize("outcome", [code for code in Outcome if code != Outcome.NOT_RETURNED])
def test_nobody_with_another_outcome_is_written_to_and_the_reason_is_the_same_for_all(one, outcome):
    one.invitees.update(outcome=outcome, outcome_on=SENT_ON)
    with on(SENT_ON):
        assert reason(message()) == "This person is not to be written to again in this survey."


def test_nothing_is_sent_once_the_survey_closes(one):
    one.state = "closing"
    one.save()
    with on(SENT_ON):
        assert reason(message()) == "The survey is not open."


def test_nothing_is_sent_with_a_check_that_is_out_of_date(one):
    with on(SENT_ON.replace(day=11)):
        assert reason(message()) == "The deceased check is out of date. Record a new one: then this goes by itself."


def test_whom_we_owe_a_call_gets_no_reminder(one):
    actions.record_slip(one.invitees.get(), wish="call", on=SENT_ON, by=CLOCK)
    with on(SENT_ON):
        assert reason(message("reminder")) == "This person is not to be written to again in this survey."


def test_who_is_no_longer_on_the_list_gets_nothing(one):
    one.invitees.all().delete()
    with on(SENT_ON):
        assert reason(message()) == "This person is not to be written to again in this survey."


def test_preparing_costs_the_same_queries_for_1_and_for_many(sent, django_assert_num_queries):
    messages = list(Message.objects.all())
    with on(SENT_ON):
        with django_assert_num_queries(3):
            letters.prepare(messages[:1])
        with django_assert_num_queries(3):
            letters.prepare(messages)


def test_recording_a_check_lets_go_what_was_held_for_want_of_one(one, pals):
    later = SENT_ON + datetime.timedelta(days=10)
    Message.objects.update(state="held", reason=letters.NO_CHECK)
    with on(later):
        actions.record_deceased_check(one.group, checked_at=clock.at(later, 8), by=CLOCK)
    assert list(Message.objects.values_list("state", "reason")) == [("queued", "")]


def test_recording_a_check_lets_nothing_else_go(one, other_group):
    later = SENT_ON + datetime.timedelta(days=10)
    Message.objects.update(state="held", reason="Somebody here decided that it should not go.")
    with on(later):
        actions.record_deceased_check(one.group, checked_at=clock.at(later, 8), by=CLOCK)
        Message.objects.update(reason=letters.NO_CHECK)
        actions.record_deceased_check(other_group, checked_at=clock.at(later, 8), by=CLOCK)
    assert Message.objects.get().state == "held"


def test_the_kinds_of_this_room_are_known_to_the_outbox():
    known = {kind.name: kind.label for kind in every_kind() if kind.name.startswith("surveys.")}
    assert known == {
        "surveys.invitation": "Survey: invitation",
        "surveys.reminder": "Survey: reminder",
        "surveys.final": "Survey: final reminder",
        "surveys.check_due": "A check is due before a mailing",
    }


def test_an_occasion_is_called_by_its_survey(one):
    told = letters.occasion_words([f"survey {one.pk}, mailing 1", "survey 999999, mailing 1"])
    assert told == {f"survey {one.pk}, mailing 1": "Your treatment and support"}


def test_a_check_is_good_for_all_surveys_of_its_group_only(one, other_group):
    later = SENT_ON + datetime.timedelta(days=10)
    check_on(other_group, later)
    with on(later):
        assert reason(message()) is not None
    check_on(one.group, later)
    with on(later):
        assert reason(message()) is None


@pytest.mark.parametrize("kind", ALL)
def test_what_is_written_once_for_all_reads_as_if_it_were_written_for_each(one, kind):
    with on(SENT_ON):
        found = message(kind)
        found.invitee.person.title = ""
        found.invitee.person.first_name, found.invitee.person.last_name = "<b>Ada {{ link }}", "O'Hara & \u201cCo\u201d"
        composed, base = letters.compose(found), f"surveys/mailing/letters/{kind}"
        alone = letters.in_words(found.invitee)

        assert composed.text == render_to_string(f"{base}.txt", alone)
        assert composed.html == render_to_string(f"{base}.html", alone)
        assert "&lt;b&gt;Ada {{ link }} O&#x27;Hara &amp; " in composed.html


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_every_letter_has_a_gap_for_each_word_of_the_persons_own(one, kind, ending):
    with on(SENT_ON):
        form = formletters.written(
            f"surveys/mailing/letters/{kind}.{ending}", letters.in_words(message(kind).invitee), own=letters.OWN
        )

    assert set(form.pieces[1::2]) == set(letters.OWN)
