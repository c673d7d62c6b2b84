"""What became of text messages that the service took: asked for until it says, or for three days."""

from datetime import timedelta

from django.core.cache import cache

from supportgroup import clock

from .channels.text import Fate, service
from .choices import Receipt, State
from .models import Message

DAYS = 3
MOST_AT_ONCE = 500
_ASKED_UP_TO = "outbox.receipts.asked_up_to"


def fetch() -> int:
    """Ask after the texts of the last days of which nothing is known, and return how many are known now.

    Few at once, each time those that follow: some never get an answer, and must not stand before the others.
    """
    texts = service()
    if texts is None:
        return 0
    since = clock.now() - timedelta(days=DAYS)
    unknown = Message.objects.texts_without_receipt().filter(state_since__gte=since).order_by("pk")
    waiting = list(unknown.filter(pk__gt=cache.get(_ASKED_UP_TO, 0))[:MOST_AT_ONCE])
    # Where the end is reached the next round begins. If the cache forgets it, it only begins sooner.
    cache.set(_ASKED_UP_TO, waiting[-1].pk if len(waiting) == MOST_AT_ONCE else 0, timeout=DAYS * 86_400)
    return sum(_note(message, texts.fate_of(str(message.mail_id))) for message in waiting)


def _note(message: Message, fate: Fate) -> bool:
    ours = Message.objects.filter(pk=message.pk, state=State.SENT, mail_id=message.mail_id)
    if fate.arrived:
        return bool(ours.update(receipt=Receipt.ARRIVED))
    if why := fate.failed_because:
        return bool(ours.update(state=State.FAILED, reason=why, needs_someone=True, state_since=clock.now()))
    return False
