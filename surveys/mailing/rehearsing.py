"""The invitations before they go: written for one person of each way by the same code, and taken back at once."""

from django.db import transaction

from supportgroup.access.refusal import Refused
from supportgroup.outbox.actions import queue
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from supportgroup.outbox.taking import prepare
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey

from . import letters
from .actions.sending import invite, plan
from .models import Invitee
from .occasions import occasion
from .sampling import Reach

NOTHING = "There is no invitation to show: the survey must be open, and somebody chosen who can be written to."


def rehearsed(survey: Survey, found: Reach) -> dict[Channel, Message]:
    """Return the invitation of one person for each way it goes, prepared to be written; nothing of it is kept.

    No number is used up: everything is rolled back, the group's next record number too, and let go of, before
    anything is written or set on paper. Refused where nothing would go.
    """
    if survey.state != SurveyState.OPEN or not any(found.written.values()):
        raise Refused(NOTHING)
    examples = Reach(emails=found.emails[:1], letters=found.letters[:1], texts=found.texts[:1])
    with transaction.atomic():
        invite(survey, examples)
        _without_numbers(survey)
        mailing = plan(survey, found)
        queue(letters.of_mailing(mailing, examples.written))
        queued = list(Message.objects.filter(occasion=occasion(mailing)).select_related("group"))
        prepare(queued)
        transaction.set_rollback(True)
    return {Channel(message.channel): message for message in queued}


def _without_numbers(survey: Survey) -> None:
    """Give the examples numbers that nobody will ever have: who chooses people does not learn whose number is which."""
    for letter, invitee in zip("ABC", Invitee.objects.filter(survey=survey).order_by("pk"), strict=False):
        invitee.record_number = f"{survey.group.public_code.upper()}0000-{letter}"
        invitee.save(update_fields=["record_number"])
