"""What became of text messages that the service took: asked for until it says, or for three days."""

from datetime import timedelta

from supportgroup import clock

from .channels.text import Fate, service
from .choices import Receipt, State
from .models import Message

DAYS = 3
MOST_AT_ONCE = 500


def fetch() -> int:
    """Ask after the texts of the last days of which nothing is known, and return how many are known now."""
    texts = service()
    if texts is None:
        return 0
    since = clock.now() - timedelta(days=DAYS)
    waiting = Message.objects.texts_without_receipt().filter(state_since__gte=since).order_by("pk")[:MOST_AT_ONCE]
    return sum(_note(message, texts.fate_of(str(message.mail_id))) for message in waiting)


def _note(message: Message, fate: Fate) -> bool:
    ours = Message.objects.filter(pk=message.pk, state=State.SENT, mail_id=message.mail_id)
    if fate.arrived:
        return bool(ours.update(receipt=Receipt.ARRIVED))
    if why := fate.failed_because:
        return bool(ours.update(state=State.FAILED, reason=why, needs_someone=True, state_since=clock.now()))
    return False
