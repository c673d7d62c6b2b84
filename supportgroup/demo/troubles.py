"""What goes wrong in any post room: one address is refused, one answer is lost, one email comes back."""

from collections.abc import Callable
from typing import Any

from supportgroup.outbox import returned
from supportgroup.outbox.bounces import Bounce
from supportgroup.outbox.channels.answers import Answer, Result, in_words
from supportgroup.outbox.channels.email import MailServer
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.delivery import Run
from supportgroup.outbox.models import Message
from supportgroup.outbox.presence import present
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey

from .cast import Cast

_REFUSED = Answer(Result.REFUSED, in_words(550, "5.1.1"))
_LOST = Answer(Result.UNSURE, "The mail server had the message and did not answer. It may have arrived, or it may not.")


class Troubled:
    """The mail server on a bad day: it refuses the first email, and its answer to the second is lost."""

    def __init__(self, server: MailServer) -> None:
        self._server, self._number = server, 0

    def is_there(self) -> bool:
        return self._server.is_there()

    def send(self, envelope: Any, *, meanwhile: Callable[[], None]) -> Answer:
        """Hand one email over, or not, and say what the bad day makes of it."""
        self._number += 1
        if self._number == 1:
            return _REFUSED
        answer = self._server.send(envelope, meanwhile=meanwhile)
        return _LOST if self._number == 2 else answer  # noqa: PLR2004  the second one


def send_codes_again(survey: Survey, cast: Cast) -> None:
    """Two people phone: they have lost their link. The mail server has a bad day with both."""
    for invitee in _silent(survey)[:2]:
        mailing.send_new_code(invitee, by=cast["pals"])
    with present() as worker, MailServer() as server:
        Run(worker, Troubled(server), capped=False).work(urgent=None, until=float("inf"), limit=None)


def take_back_one(survey: Survey) -> None:
    """The invitation of somebody who never replied comes back: their mailbox is no more."""
    person = _silent(survey)[2].person
    sent = Message.objects.filter(recipient_key=person.pk, occasion=f"survey {survey.pk}, mailing 1")
    message = sent.get(channel=Channel.EMAIL, state=State.SENT)
    returned.note(Bounce(message.mail_id, for_good=True, why=in_words(550, "5.1.1")))


def _silent(survey: Survey) -> list[Invitee]:
    """Return those who got an email and never answered, in the order of their numbers."""
    sent = Message.objects.filter(occasion=f"survey {survey.pk}, mailing 1", channel=Channel.EMAIL)
    silent = Invitee.objects.filter(survey=survey, outcome=Outcome.NOT_RETURNED, wish="")
    return list(
        silent.filter(person__in=sent.values("recipient_key")).select_related("person").order_by("record_number")
    )
