"""The invitations before they go: written for one person of each way by the same code, and taken back at once."""

from django.db import transaction

from supportgroup.access.refusal import Refused
from supportgroup.outbox.actions import queue
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from supportgroup.outbox.taking import prepare
from supportgroup.people.languages import code_of
from supportgroup.people.models import Person
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.rules import edition_for

from . import letters
from .actions.sending import invite, plan
from .models import Invitee
from .occasions import occasion
from .sampling import Reach

NOTHING = "There is no invitation to show: the survey must be open, and somebody chosen who can be written to."


def editions_among(survey: Survey, found: Reach) -> list[str]:
    """Return in which editions the letters of a list come: their codes, the standard one first."""
    return [code for code, _ in sorted(_by_edition(survey, found).items())]


def rehearsed(survey: Survey, found: Reach, *, letter_in: str | None = None) -> dict[Channel, Message]:
    """Return the invitation of one person for each way it goes, prepared to be written; nothing of it is kept.

    letter_in: the edition ("" the standard one) that the letter's reader gets; None for the first of all.
    No number is used up: everything is rolled back, the group's next record number too, and let go of, before
    anything is written or set on paper. Refused where nothing would go.
    """
    if survey.state != SurveyState.OPEN or not any(found.written.values()):
        raise Refused(NOTHING)
    written = found.letters if letter_in is None else _by_edition(survey, found).get(letter_in, [])
    examples = Reach(emails=found.emails[:1], letters=written[:1], texts=found.texts[:1])
    with transaction.atomic():
        invite(survey, examples)
        _without_numbers(survey)
        mailing = plan(survey, found)
        queue(letters.of_mailing(mailing, examples.written))
        queued = list(Message.objects.filter(occasion=occasion(mailing)).select_related("group"))
        prepare(queued)
        transaction.set_rollback(True)
    return {Channel(message.channel): message for message in queued}


def _by_edition(survey: Survey, found: Reach) -> dict[str, list[Person]]:
    codes = set(Edition.objects.open_ones(survey.pk).values_list("code", flat=True))
    readers: dict[str, list[Person]] = {}
    for person in found.letters:
        code = edition_for(needs=person.needs, language_code=code_of(person.language), editions=codes)
        readers.setdefault(code, []).append(person)
    return readers


def _without_numbers(survey: Survey) -> None:
    """Give the examples numbers that nobody will ever have: who chooses people does not learn whose number is which."""
    for letter, invitee in zip("ABC", Invitee.objects.filter(survey=survey).order_by("pk"), strict=False):
        invitee.record_number = f"{survey.group.public_code.upper()}0000-{letter}"
        invitee.save(update_fields=["record_number"])
