"""The invitations before they go: written for one person of each way by the same code, and taken back at once."""

from collections.abc import Iterable

from django.db import transaction

from supportgroup.access.refusal import Refused
from supportgroup.outbox.actions import queue
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from supportgroup.outbox.taking import prepare
from supportgroup.people.models import Person
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Edition, Survey

from . import letters
from .actions.sending import invite, plan
from .models import Invitee
from .occasions import occasion
from .sampling import Reach
from .speaking import read_by

NOTHING = "There is no invitation to show: the survey must be open, and somebody chosen who can be written to."


def editions_among(survey: Survey, people: Iterable[Person]) -> list[str]:
    """Return which editions these people get: their codes, the standard one first."""
    return sorted(_by_edition(survey, people))


def rehearsed(survey: Survey, found: Reach, *, read_in: str | None = None) -> dict[Channel, Message]:
    """Return the invitation of one person for each way it goes, prepared to be written; nothing of it is kept.

    read_in: the edition ("" the standard one) that its reader gets; None for the first of all.
    No number is used up: everything is rolled back, the group's next record number too, and let go of, before
    anything is written or set on paper. Refused where nothing would go.
    """
    if survey.state != SurveyState.OPEN or not any(found.written.values()):
        raise Refused(NOTHING)
    emails, letters_to, texts = (
        (people if read_in is None else _by_edition(survey, people).get(read_in, []))[:1]
        for people in (found.emails, found.letters, found.texts)
    )
    examples = Reach(emails=emails, letters=letters_to, texts=texts)
    with transaction.atomic():
        invite(survey, examples)
        _without_numbers(survey)
        mailing = plan(survey, found)
        queue(letters.of_mailing(mailing, examples.written))
        queued = list(Message.objects.filter(occasion=occasion(mailing)).select_related("group"))
        prepare(queued)
        transaction.set_rollback(True)
    return {Channel(message.channel): message for message in queued}


def _by_edition(survey: Survey, people: Iterable[Person]) -> dict[str, list[Person]]:
    codes = set(Edition.objects.open_ones(survey.pk).values_list("code", flat=True))
    readers: dict[str, list[Person]] = {}
    for person in people:
        readers.setdefault(read_by(person, codes), []).append(person)
    return readers


def _without_numbers(survey: Survey) -> None:
    """Give the examples numbers that nobody will ever have: who chooses people does not learn whose number is which."""
    for letter, invitee in zip("ABC", Invitee.objects.filter(survey=survey).order_by("pk"), strict=False):
        invitee.record_number = f"{survey.group.public_code.upper()}0000-{letter}"
        invitee.save(update_fields=["record_number"])
