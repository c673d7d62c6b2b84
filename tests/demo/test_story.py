"""The whole story, told once, and what it leaves behind."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client

from supportgroup import clock
from supportgroup.consent.choices import Purpose, Sheet
from supportgroup.consent.in_force import with_answer
from supportgroup.consent.models import Answer
from supportgroup.consent.rules import membership
from supportgroup.groups.models import Group
from supportgroup.groups.months import months_after
from supportgroup.outbox.models import Batch, Message, ReturnedAddress
from supportgroup.people import duplicates
from supportgroup.people.models import KeptFilter, Person
from supportgroup.rights.keeping.models import Destruction
from supportgroup.tracing.models import TraceList
from supportgroup.ui.wording import day, percentage
from surveys.answers.models import SealedAnswer
from surveys.keying.models import Drawn, Keyed
from surveys.mailing.models import Call, Mailing
from surveys.mailing.rules import adjusted_rate, raw_rate
from surveys.questionnaire.models import Survey
from surveys.replying.models import Draft
from surveys.results.counting import count_answers
from surveys.screening.models import HarmReport, Text
from surveys.screening.names import names_in
from surveys.themes.models import Counted, Quotation, Theme
from tests.outbox.sink import Sink

PASSWORD = "told-for-a-test"


@pytest.fixture
def told(transactional_db, settings, monkeypatch):
    """The story, told through a real mail server."""
    sink = Sink().start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    out = StringIO()
    call_command("seed_demo", stdout=out)
    yield sink, out.getvalue()
    sink.stop()


def test_the_story_comes_out_as_it_is_told(told):
    sink, said = told
    register = Person.objects.filter(group__slug="immunology")
    closed = Survey.objects.select_related("version").get(state="closed")
    counts = count_answers(closed, closed.version.content["questions"])
    outcomes = {int(code): people for code, people in closed.final_counts["outcomes"].items()}
    running = Survey.objects.get(state="open")
    stands = {
        person.pk: membership(said=person.said, was_asked=person.was_asked)
        for person in with_answer(register.current(), Purpose.MEMBER, Sheet.MEMBERSHIP)
    }

    assert Counter(register.values_list("standing", flat=True)) == {"current": 250, "died": 4, "moved": 3}
    assert register.current().filter(outline__on_immunoglobulin=True).count() == 100
    assert Counter(stands.values()) == {"member": 64, "asked": 9, "left": 5, "declined": 34, "not_asked": 138}
    assert set(Answer.objects.values_list("how", flat=True)) == {"paper", "phone", "online", "meeting"}
    assert outcomes == {1: 75, 2: 2, 3: 1, 4: 4, 5: 1, 6: 17}
    assert (percentage(raw_rate(outcomes)), percentage(adjusted_rate(outcomes))) == ("75.0%", "78.1%")
    assert closed.final_counts["by_mailing"] == [47, 17, 11]
    assert [counts.ticks[("15", code)] for code in "abcde"] == [34, 19, 12, 6, 4]
    assert counts.replies == closed.final_counts["opened"] == 75
    assert (closed.volunteers.count(), running.volunteers.count()) == (0, 14)
    gone = _names_of_the_first_went_by_the_clock(closed)
    assert (running.invitees.filter(outcome=1).count(), running.invitees.count()) == (47, 100)
    drawn = Drawn.objects.filter(survey=running).count()
    assert SealedAnswer.objects.filter(survey=running).count() + drawn == 47
    # What the open survey's desk has met so far: two letters back, two who said no, of whom one by phone, seven calls.
    assert Counter(running.invitees.values_list("outcome", flat=True)) == {1: 47, 2: 2, 4: 2, 6: 49}
    assert Counter(Call.objects.values_list("invitee__survey__state", flat=True)) == {"open": 7}
    assert sorted(running.invitees.exclude(wish="").values_list("wish", flat=True)) == ["call", "large_print"]
    assert TraceList.objects.get(about=f"survey {running.pk}").people > 0
    assert Mailing.objects.get(survey=running, kind="reminder").listed_on is not None
    # What people wrote to one question is in eight themes, one of them merged of two; three quotations are in the report.
    assert Theme.objects.filter(survey=closed).standing().count() == 8
    assert len(Counted.objects.get(survey=closed, in_results=True).themes) == 8
    assert sorted(Quotation.objects.standing().values_list("state", flat=True)) == ["proposed", *["shown"] * 3]
    assert not SealedAnswer.objects.filter(survey=closed).exists()
    assert not Draft.objects.exists()
    assert list(Mailing.objects.filter(survey=running).values_list("kind", "state")) == [
        ("invitation", "sent"), ("reminder", "held"), ("final", "planned"),
    ]  # fmt: skip
    assert set(Message.objects.filter(channel="letter").values_list("state", flat=True)) == {"sent"}
    # One address was refused, one answer was lost after the mail was taken, one email came back days later.
    troubles = Message.objects.filter(needs_someone=True).order_by("state", "reason").values_list("state", "reason")
    assert [(state, reason.split(" ")[0]) for state, reason in troubles] == [
        ("failed", "The"), ("failed", "There"), ("unsure", "The"),
    ]  # fmt: skip
    assert len(sink.mails) == Message.objects.filter(channel="email", state="sent").count() + gone + 2
    assert ReturnedAddress.objects.filter(hard=True).count() == 1
    batch = Batch.objects.get()
    assert (batch.verdict, batch.counted, batch.asked_by.name, batch.decided_by.name) == (
        "approved", Message.objects.filter(batch=batch).count(), "Grace Adeyemi", "Ruth Bell",
    )  # fmt: skip
    assert len(duplicates.possible(register.first().group)) == 1
    assert Counter(KeptFilter.objects.values_list("owner__name", "shared")) == {
        ("Grace Adeyemi", True): 1, ("Grace Adeyemi", False): 1, ("Ruth Bell", True): 1,
    }  # fmt: skip
    assert "Told in" in said

    _two_people_key_and_the_paper_decides(closed, running)
    _texts_wait_with_marks(closed)
    _every_sign_in_opens_today()
    _is_not_told_twice()


def _two_people_key_and_the_paper_decides(closed, running):
    told = {keyed.survey_id: keyed for keyed in Keyed.objects.all()}
    assert told[closed.pk].compared > 4
    assert (sum(told[closed.pk].differing.values()), told[closed.pk].left) == (2, 0)
    assert sum(told[running.pk].differing.values()) == 2
    drawn = Drawn.objects.filter(survey=running)
    assert (drawn.to_key_again().count(), drawn.to_settle().count(), drawn.count()) == (1, 1, 2)


def _texts_wait_with_marks(closed):
    texts = list(Text.objects.filter(survey=closed, state="waiting").select_related("survey__group"))
    names = names_in([text.words for text in texts], closed.group)
    marked = {mark.why for text in texts for mark in names.marks_of(text.words)}
    assert marked == {
        "a name on the register", "a name", "a phone number", "a date", "a condition",
    }  # fmt: skip
    report = HarmReport.objects.get()
    assert (report.raised_by.name, report.text.state) == ("Ruth Bell", "withheld")


def _names_of_the_first_went_by_the_clock(closed):
    """Return how many emails of the first survey are not kept any more; its list went 3 months after the close."""
    done = Destruction.objects.get()
    people, slips, calls = 100, 31, 6
    messages = closed.mailings.aggregate(all=Sum("emails") + Sum("letters"))["all"]

    assert (done.kept, done.destroyed_by, done.by_name) == ("mailing.files", None, "the clock")
    assert done.destroyed_at.astimezone(clock.LONDON).date() == months_after(closed.closed_on, 3)
    assert done.items == [f"“{closed.title}”, closed on {day(closed.closed_on)}"]
    assert done.rows == people + slips + calls + messages
    assert not closed.invitees.exists()
    return closed.mailings.aggregate(all=Sum("emails"))["all"]


def _every_sign_in_opens_today():
    names = "nurse nurse2 pals pals2 pals3 committee coordinator buddylead buddylead2 finance finance2 admin".split()
    for name in names:
        client = Client()
        client.post("/sign-in/login/", {"login": f"{name}@demo.example", "password": PASSWORD})
        assert client.get("/immunology/").status_code == 200, name
    nurse = Client()
    nurse.post("/sign-in/login/", {"login": "nurse@demo.example", "password": PASSWORD})
    today = nurse.get("/immunology/").content.decode()
    assert today.count("Download the list for the deceased check") == 1
    assert "Record the deceased check" not in today
    assert "mailing file" not in today
    survey = nurse.get(Survey.objects.get(state="closed").get_absolute_url()).content.decode()
    for words in ("75.0%", "78.1%", "47 replies", "17 more", "11 more", "The names were destroyed on"):
        assert words in survey
    certificate = nurse.get(f"{Destruction.objects.get().get_absolute_url()}certificate.pdf")
    assert certificate["Content-Type"] == "application/pdf"


def _is_not_told_twice():
    out = StringIO()
    call_command("seed_demo", stdout=out)

    assert "There is a group already" in out.getvalue()
    assert Group.objects.count() == 2


@pytest.mark.django_db
def test_it_is_refused_where_real_records_are_kept(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="refused"):
        call_command("seed_demo")
    assert not Group.objects.exists()
