"""What the tests of replying start from: the ready-made survey, open, and people who were asked."""

import pytest
from django.core.cache import cache
from django.test import Client

from surveys.mailing.codes import link_token, typed_code
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire import factories as surveys

ANSWERS = {"1": "a", "2": "b", "13": ["b", "f"], "15": "a", "18": "b", "18w": "They ring back.", "19": "Parking."}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def keys(settings, tmp_path):
    """The folder of this test's survey keys."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def survey(group, keys, pals, pals_entry):
    """The ready-made survey of 20 questions, open; Ruth sees names, Owen keys forms."""
    draft = surveys.readymade_draft(group)
    SurveyDuty.objects.filter(survey=draft).delete()
    SurveyDuty.objects.create(survey=draft, user=pals, duty=Duty.MAILING)
    SurveyDuty.objects.create(survey=draft, user=pals_entry, duty=Duty.ENTRY)
    return surveys.opened(draft)


@pytest.fixture
def invitee(survey):
    return InviteeFactory(survey=survey)


class Phone(Client):
    """A patient's phone: a browser without an account."""

    def by_link(self, invitee):
        return self.get(f"/answer/k/{link_token(invitee)}/", follow=True)

    def by_code(self, invitee, **how):
        return self.post("/answer/", {"code": typed_code(invitee)}, **how)

    def start(self, *, shared=False):
        """Press Start on the start page, and return the page it leads to."""
        page = self.get("/answer/start/")
        data = {"start": page.context["form"]["start"].value()}
        return self.post("/answer/begin/", data | ({"shared": "on"} if shared else {}), follow=True)

    def say(self, number, answer=None, *, why=None, until="", **more):
        """Answer one question; None leaves its fields empty."""
        data = {name: value for name, value in (("answer", answer), ("why", why)) if value is not None}
        address = f"/answer/question/{number}/" + (f"?until={until}" if until else "")
        return self.post(address, data | more)

    def say_all(self, answers):
        """Answer these questions in order, each by Continue."""
        for number in sorted({int(key.rstrip("w")) for key in answers}):
            self.say(number, answers.get(str(number)), why=answers.get(f"{number}w"))

    def send(self, **how):
        return self.post("/answer/send/", **how)


@pytest.fixture
def phone():
    return Phone()


def a_reply(invitee, answers=ANSWERS, *, phone=None):
    """Answer and send as a patient does, and return the phone."""
    phone = phone or Phone()
    phone.by_link(invitee)
    phone.start()
    phone.say_all(answers)
    response = phone.send()
    assert response.status_code == 302, response.content
    return phone
