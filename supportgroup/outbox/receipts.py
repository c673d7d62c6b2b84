"""What became of messages that a service took: asked for until it says, or for three days; letters for ten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache

from supportgroup import clock

from . import returned
from .bounces import Bounce
from .channels import text
from .channels.text import NOTIFY, Fate
from .choices import Channel, Receipt, State
from .models import Message

DAYS = {Channel.TEXT: 3, Channel.EMAIL: 3, Channel.LETTER: 10}
MOST_AT_ONCE = 500


def fetch() -> int:
    """Ask after what went in the last days and of which nothing is known; return how many are known now."""
    return sum(
        _fetch(channel, service)
        for channel, find in (
            (Channel.TEXT, text.service),
            (Channel.EMAIL, _email_service),
            (Channel.LETTER, _print_service),
        )
        if (service := find()) is not None
    )


def _fetch(channel: Channel, service: Any) -> int:
    """Ask after few at once, each time those that follow: some never get an answer, and must not block others."""
    days, place = DAYS[channel], f"outbox.receipts.{channel}.asked_up_to"
    went = Message.objects.without_receipt(channel).filter(state_since__gte=clock.now() - timedelta(days=days))
    if channel == Channel.LETTER:
        went = went.filter(print_run__handed_over__isnull=False)
    waiting = list(went.order_by("pk").filter(pk__gt=cache.get(place, 0))[:MOST_AT_ONCE])
    # Where the end is reached the next round begins. If the cache forgets it, it only begins sooner.
    cache.set(place, waiting[-1].pk if len(waiting) == MOST_AT_ONCE else 0, timeout=days * 86_400)
    note: Callable[[Message, Fate], bool] = _note_email if channel == Channel.EMAIL else _note
    return sum(note(message, service.fate_of(str(message.mail_id))) for message in waiting)


def _note(message: Message, fate: Fate) -> bool:
    ours = Message.objects.filter(pk=message.pk, state=State.SENT, mail_id=message.mail_id)
    if fate.arrived:
        receipt = Receipt.PRINTED if message.channel == Channel.LETTER else Receipt.ARRIVED
        return bool(ours.update(receipt=receipt))
    if why := fate.failed_because:
        return bool(ours.update(state=State.FAILED, reason=why, needs_someone=True, state_since=clock.now()))
    return False


def _note_email(message: Message, fate: Fate) -> bool:
    """Note what became of an email; one that failed marks its address, as one that came back does."""
    if fate.failed_because and fate.by_address:
        return returned.note(Bounce(message.mail_id, for_good=fate.for_good, why=fate.failed_because))
    return _note(message, fate)


def _email_service() -> Any:
    if settings.EMAILS != NOTIFY:
        return None
    from .channels.notify_email import NotifyMail

    return NotifyMail()


def _print_service() -> Any:
    if settings.LETTERS != NOTIFY:
        return None
    from .channels.notify_letters import NotifyLetters

    return NotifyLetters()
