"""Every page of a survey whose names are destroyed: no error, all figures, and a sentence that says when they went."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.outbox.models import Message, PrintRun
from supportgroup.rights.keeping.models import Destruction
from supportgroup.rights.keeping.tasks import destroy_what_is_due
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey, SurveyDuty
from tests.outbox.factories import MessageFactory
from tests.surveys.mailing.factories import InviteeFactory, MailingFactory, OpenSurveyFactory

pytestmark = pytest.mark.django_db
CLOSED_ON, GOES_ON = datetime.date(2026, 12, 7), datetime.date(2027, 3, 7)
GONE = "The names were destroyed on 7 March 2027."
OUTCOMES = {"1": 75, "2": 2, "3": 1, "4": 4, "5": 1, "6": 17}


@pytest.fixture
def destroyed(group, pals):
    """A survey as in the demo: 100 asked, 75 replied in three waves; its list went by the clock."""
    survey = OpenSurveyFactory(group=group, yellow_slip=True)
    SurveyDuty.objects.create(survey=survey, user=pals, duty="mailing")
    for number, kind in ((1, "invitation"), (2, "reminder"), (3, "final")):
        day = survey.opened_on + datetime.timedelta(days=21 * (number - 1))
        MailingFactory(survey=survey, number=number, kind=kind, state="sent", planned_on=day, sent_on=day, letters=100)
    invitee, occasion = InviteeFactory(survey=survey), f"survey {survey.pk}, mailing 1"
    run = PrintRun.objects.create(
        group=group, kind="surveys.invitation", occasion=occasion, seen_by="see_people", made_at=clock.now(),
        posted_at=clock.now(), posted_letters=61,
    )  # fmt: skip
    MessageFactory(
        group=group, person=invitee.person, kind="surveys.invitation", occasion=occasion, state="sent", print_run=run,
        channel="letter",
    )  # fmt: skip
    counts = {"asked": 100, "opened": 75, "outcomes": OUTCOMES, "by_week": [30, 10, 7, 17, 0, 0, 11]}
    counts |= {"by_mailing": [47, 17, 11], "online": 45, "forms": 30}
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=CLOSED_ON, final_counts=counts)
    with clock.moved_to(clock.at(GOES_ON, 0)):
        destroy_what_is_due()
    assert not Invitee.objects.exists()
    assert not Message.objects.exists()
    return Survey.objects.get(pk=survey.pk)


def read(client, url):
    with clock.moved_to(clock.at(GOES_ON, 9)):
        answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_overview_shows_all_figures_and_leads_to_the_certificate(destroyed, nurse, signed_in):
    page = read(signed_in(nurse), destroyed.get_absolute_url())

    for words in ("75 of 100", "75.0%", "78.1%", "75 ÷ 96", "47 replies", "17 more", "11 more", GONE):
        assert words in page
    for people in OUTCOMES.values():
        assert f">{people}<" in page.replace(" ", "").replace("\n", "")
    done = Destruction.objects.get()
    assert f"/records/destroyed/{done.pk}/" in page
    assert "The clock, by the period that the group declared" in read(signed_in(nurse), done.get_absolute_url())


@pytest.mark.parametrize(
    "part", ["who-replied/", "mailings/", "slips/", "calls/", "to-phone/", "not-reminded/", "discussion/"]
)
def test_every_page_that_showed_names_says_when_they_went(destroyed, pals, signed_in, part):
    page = read(signed_in(pals), destroyed.get_absolute_url() + part)

    assert GONE in page
    assert "/records/destroyed/" not in page
    assert 'name="number"' not in page


@pytest.mark.parametrize("part", ["questionnaire/", "results/", "results/rounds/", "analysis/"])
def test_pages_without_names_are_as_they_were(destroyed, nurse, signed_in, part):
    read(signed_in(nurse), destroyed.get_absolute_url() + part)


def test_messages_and_print_runs_open_and_the_letters_cannot_be_printed_again(destroyed, nurse, signed_in):
    run, client = PrintRun.objects.get(), signed_in(nurse)

    read(client, "/immunology/messages/?state=all")
    read(client, "/immunology/surveys/")
    read(client, "/immunology/messages/letters/")
    read(client, run.get_absolute_url())
    assert "not kept any more" in read(client, run.get_absolute_url())
    assert client.get(f"{run.get_absolute_url()}letters/").url == run.get_absolute_url()
