"""Rows of a mailing for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from surveys.mailing import codes
from surveys.mailing.models import DeceasedCheck, Invitee, Mailing, Sample, Volunteer
from surveys.mailing.numbers import record_number
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey, Version
from tests.factories import GroupFactory, PersonFactory

QUESTIONS = [
    {
        "number": 1,
        "kind": "single",
        "text": "Where do you have your treatment?",
        "help": "",
        "why": "",
        "options": [{"code": "a", "text": "Home", "go_to": None, "alone": False},
                    {"code": "b", "text": "Hospital", "go_to": None, "alone": False}],
    },
    {"number": 2, "kind": "free_text", "text": "What should we change first?", "help": "", "why": "", "options": []},
]  # fmt: skip


class DraftSurveyFactory(DjangoModelFactory):
    class Meta:
        model = Survey

    group = factory.SubFactory(GroupFactory)
    title = "Your treatment and support"
    about = "You have immunoglobulin treatment with us. How is it for you?"
    minutes = 12
    started_on = datetime.date(2026, 9, 1)


class OpenSurveyFactory(DraftSurveyFactory):
    """Open since 7 September 2026, until 7 December."""

    class Meta:
        skip_postgeneration_save = True

    state = SurveyState.OPEN
    public_key = bytes(range(32))  # any 32 bytes are one
    opened_on = datetime.date(2026, 9, 7)
    closes_on = datetime.date(2026, 12, 7)

    @factory.post_generation
    def version(self, create, extracted, **kwargs):
        Version.objects.create(survey=self, content={"questions": QUESTIONS}, sealed_size=2048)


class SampleFactory(DjangoModelFactory):
    class Meta:
        model = Sample


class MailingFactory(DjangoModelFactory):
    class Meta:
        model = Mailing

    number = 1
    kind = "invitation"
    planned_on = datetime.date(2026, 9, 7)


class DeceasedCheckFactory(DjangoModelFactory):
    class Meta:
        model = DeceasedCheck

    recorded_at = factory.SelfAttribute("checked_at")


class InviteeFactory(DjangoModelFactory):
    """Somebody asked; outcome and day as given."""

    class Meta:
        model = Invitee

    survey = factory.SubFactory(OpenSurveyFactory)
    person = factory.LazyAttribute(lambda invitee: PersonFactory(group=invitee.survey.group))
    record_number = factory.Sequence(lambda n: record_number("qvt", 5001 + n))
    code_mark = factory.LazyAttribute(
        lambda invitee: codes.mark_of(codes.code_of(invitee.record_number, invitee.key_version))
    )
    key_version = 1


class VolunteerFactory(DjangoModelFactory):
    """A yellow slip of a survey that offers them."""

    class Meta:
        model = Volunteer

    survey = factory.SubFactory(OpenSurveyFactory, yellow_slip=True)
    name = factory.Sequence(lambda n: f"Vera Hopeful {n}")
    phone = factory.Sequence(lambda n: f"01632 960{n % 1000:03d}")
    times = ["saturday"]
    came = "paper"
    received_on = datetime.date(2026, 9, 14)
