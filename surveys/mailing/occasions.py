"""What the outbox knows the letters of a survey by: their kinds, occasions and recipients."""

from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.letter import Recipient
from supportgroup.people.models import Person

from .choices import MailingKind
from .models import Invitee, Mailing

KIND_NAMES = {kind: f"surveys.{kind.value}" for kind in MailingKind}
NOT_AGAIN = "This person is not to be written to again in this survey."
"""Why a letter is held, whatever the outcome: whoever sees the reason does not learn who has replied."""


def recipient(person: Person) -> Recipient:
    """Return how the outbox knows a person."""
    return Recipient(kind=RecipientKind.PERSON, key=person.pk)


def occasion(mailing: Mailing) -> str:
    """Return what the outbox files a mailing under."""
    return f"survey {mailing.survey_id}, mailing {mailing.number}"


def of_new_code(invitee: Invitee) -> str:
    """Return what the outbox files the letter with a new code under."""
    return f"survey {invitee.survey_id}, code {invitee.key_version}"


def list_of(survey: int) -> str:
    """Return what a list for the deceased check is known by that was made for this survey."""
    return f"survey {survey}"


def survey_of(occasion: str) -> int:
    """Return the survey's key that an occasion begins with: "survey 12, mailing 1"."""
    return int(occasion.removeprefix("survey ").split(",")[0])
